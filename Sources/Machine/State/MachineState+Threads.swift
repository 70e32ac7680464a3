/// A lock held or waited for by a thread at one instant.
public struct StandingClaim: Hashable, Sendable {
  /// An index into ``Cast/locks``.
  public var lock: Int
  /// An index into ``Cast/threads``.
  public var thread: Int
  /// The mode, since when, and how it is known.
  public var claim: LockClaim
}

extension MachineState {
  /// Every hold of a lock, by any thread.
  public func holders(cast: Cast) -> [StandingClaim] { standing(in: holds, cast: cast) }

  /// Every wait for a lock, by any thread.
  public func waiters(cast: Cast) -> [StandingClaim] { standing(in: waits, cast: cast) }

  private func standing(in words: [UInt64], cast: Cast) -> [StandingClaim] {
    words.indices.compactMap { index in
      LockClaim(word: words[index]).map {
        StandingClaim(
          lock: cast.claims[index].lock, thread: cast.claims[index].thread, claim: $0)
      }
    }
  }

  /// The fault a thread is in, an index into ``Cast/faults``.
  public func fault(ofThread thread: Int) -> Int? {
    guard threadFault.indices.contains(thread), threadFault[thread] != 0 else { return nil }
    return Int(threadFault[thread]) - 1
  }

  /// The innermost traced call a thread is in, an index into ``Cast/calls``.
  public func call(ofThread thread: Int) -> Int? {
    guard threadCall.indices.contains(thread), threadCall[thread] != 0 else { return nil }
    return Int(threadCall[thread]) - 1
  }

  /// Whether a thread runs its guest.
  public func isInGuest(thread: Int) -> Bool {
    threadGuest.indices.contains(thread) && threadGuest[thread]
  }

  /// The invalidations that have begun and not ended.
  public var openInvalidations: [Int] { invalidationsOpen.map(Int.init) }

  /// A counter's value.
  public func value(ofCounter counter: Int) -> UInt64 {
    counters.indices.contains(counter) ? counters[counter] : 0
  }

  /// The memslot an address lies in, an index into ``Cast/memslots``.
  public func memslot(containing guestAddress: UInt64, cast: Cast) -> Int? {
    memslots.values.map { Int($0) - 1 }.sorted().first {
      cast.memslots[$0].guestAddresses.contains(guestAddress)
    }
  }

  /// The memslots in force, by slot number.
  public func memslotsInForce() -> [Int] {
    memslots.sorted { $0.key < $1.key }.map { Int($0.value) - 1 }
  }
}
