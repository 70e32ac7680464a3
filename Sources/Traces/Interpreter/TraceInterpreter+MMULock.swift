import Machine

// mmu_lock: an uncontended hold is never recorded; it follows from the calls that run under it.
extension TraceInterpreter {
  /// In which mode mmu_lock is held while a function runs; nil when the call doesn't tell.
  ///
  /// Source: arch/arm64/kvm/mmu.c, v5.14 to v7.1 (Documentation/inference.md has the table).
  func lockMode(of function: KernelFunction, thread: Int) -> LockClaim.Mode? {
    switch function {
    case .mapStage2, .relaxStage2, .makeYoungStage2:
      let isInFault =
        threads[thread].calls.first?.function == .handleGuestAbort
        || threads[thread].fault != nil
      guard isInFault else { return .write }
      return function == .relaxStage2 && relaxesLoggedPage(thread) ? .read : facts.faultLockMode
    case .unmapStage2, .writeProtectStage2, .makeOldStage2, .flushStage2, .testClearYoungStage2,
      .splitStage2, .unmapGuestRange, .ageGuestRange, .testAgeGuestRange, .writeProtectRange,
      .unmapRange:
      return .write
    case .freeStage2Root:
      // Detached under the lock, freed outside of it: the hold ends where the freeing begins.
      return facts.called.contains(.destroyStage2) ? .write : nil
    default: return nil
    }
  }

  /// Whether a thread relaxes a page of a memslot whose dirty pages are logged, which takes only
  /// the read lock since v5.18 already.
  private func relaxesLoggedPage(_ thread: Int) -> Bool {
    guard let fault = threads[thread].fault else { return false }
    let address = builder.cast.faults[fault].address.raw
    return builder.state.memslot(containing: address, cast: builder.cast).map {
      builder.cast.memslots[$0].logsDirtyPages
    } ?? false
  }

  /// Notes the hold that a call shows; the claim ends with the call that began it.
  ///
  /// - Returns: the claim, when this call is the outermost that shows it.
  mutating func holdByCall(_ function: KernelFunction, thread: Int, machine: Int) -> Int? {
    if function == .destroyStage2 {
      endHold(ofEnclosing: .freeStage2Root, thread: thread)
      return nil
    }
    guard let mode = lockMode(of: function, thread: thread),
      let lock = builder.cast.machines[machine].lock
    else { return nil }
    let claim = builder.claim(lock: lock, thread: thread)
    let isShownAlready = threads[thread].calls.contains { $0.claim == claim }
    guard !isShownAlready else { return nil }
    if builder.state.hold(ofClaim: claim)?.mode != mode {
      hold(claim, mode, .inferred(.heldByCall))
    }
    return claim
  }

  private mutating func endHold(ofEnclosing function: KernelFunction, thread: Int) {
    guard let position = threads[thread].calls.lastIndex(where: { $0.function == function }),
      let claim = threads[thread].calls[position].claim
    else { return }
    release(claim, .inferred(.heldByCall))
    threads[thread].calls[position].claim = nil
  }

  /// A thread that got mmu_lock in the slow path and goes on to something else has released it.
  mutating func releaseSlowPathHold(of thread: Int) {
    guard let claim = threads[thread].slowPathHold else { return }
    threads[thread].slowPathHold = nil
    release(claim, .inferred(.releasedByProgress))
  }

  /// Begins a hold, and ends those that it proves to be over.
  mutating func hold(_ claim: Int, _ mode: LockClaim.Mode, _ provenance: Provenance) {
    endHolds(excludedBy: claim, mode)
    builder.set(.lockWait, claim, to: 0, provenance)
    builder.set(
      .lockHold, claim, to: LockClaim(mode, sinceEvent: event, provenance).word, provenance)
  }

  mutating func release(_ claim: Int, _ provenance: Provenance) {
    builder.set(.lockHold, claim, to: 0, provenance)
  }

  /// A writer has the lock alone, and a reader only with other readers: an inferred hold that the
  /// new one excludes was released before, though nothing recorded says when.
  private mutating func endHolds(excludedBy claim: Int, _ mode: LockClaim.Mode) {
    let lock = builder.cast.claims[claim].lock
    for other in builder.claims(onLock: lock) where other != claim {
      guard let standing = builder.state.hold(ofClaim: other),
        mode == .write || standing.mode == .write
      else { continue }
      release(other, .inferred(.releasedByProgress))
      let thread = builder.cast.claims[other].thread
      if threads.indices.contains(thread), threads[thread].slowPathHold == other {
        threads[thread].slowPathHold = nil
      }
    }
  }
}
