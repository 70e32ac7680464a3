import KVM
import Machine
import VMSA

extension AppState {
  /// The root of stage 2 and that of the process's tables, in a simulation's cast.
  static let (stage2Root, processRoot) = (0, 1)

  /// What the walk of a simulation follows: the entry just written, else the fault of the thread
  /// that moved last, else that of any thread, else what a vCPU accesses first.
  func simulatedSubject(_ stepper: Stepper) -> WalkSubject? {
    if let subject = writtenSubject { return subject }
    let threads = [currentThread].compactMap(\.self) + cast.threads.indices
    if let fault = threads.lazy.compactMap({ machine.fault(ofThread: $0) }).first,
      let subject = subject(ofFault: fault)
    {
      return subject
    }
    let access = stepper.scenario.threads.lazy.compactMap(\.accesses.first).first
    return access.map {
      WalkSubject(root: AppState.stage2Root, address: $0.address, origin: .access)
    }
  }

  /// The guest address whose stage-2 entry, or whose page in the process, the last step changed.
  private var writtenSubject: WalkSubject? {
    guard index > 0 else { return nil }
    let addresses = currentChanges.filter(\.writesTables).compactMap { change -> UInt64? in
      let slot = Int(change.subject)
      guard let table = cast.table(ofSlot: slot), let address = cast.inputAddress(ofSlot: slot)
      else { return nil }
      return cast.tables[table].root == AppState.stage2Root
        ? address : guestAddress(ofHost: address)
    }
    guard let address = addresses.first else { return nil }
    var subject = WalkSubject(root: AppState.stage2Root, address: address, origin: .change)
    // A fault's own address says more, being exact, where it lies below the entry written.
    if let thread = currentThread, let fault = machine.fault(ofThread: thread),
      let own = self.subject(ofFault: fault), own.address >= address,
      own.address - address < 1 << 21
    {
      subject = own
    }
    return subject
  }

  /// The guest address behind which memslots put an address of the process.
  private func guestAddress(ofHost address: UInt64) -> UInt64? {
    machine.memslotsInForce().lazy.compactMap { number -> UInt64? in
      let slot = cast.memslots[number]
      let size = slot.guestAddresses.upperBound - slot.guestAddresses.lowerBound
      guard address >= slot.hostAddress, address - slot.hostAddress < size else { return nil }
      return slot.guestAddresses.lowerBound + (address - slot.hostAddress)
    }.first
  }

  /// The address of the process that memslots put behind a guest address.
  func hostAddress(ofGuest address: UInt64) -> UInt64? {
    machine.memslot(containing: address, cast: cast).map {
      cast.memslots[$0].hostAddress + (address - cast.memslots[$0].guestAddresses.lowerBound)
    }
  }
}
