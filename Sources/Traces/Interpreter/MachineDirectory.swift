/// Which live virtual machine a kernel address belongs to.
///
/// `struct kvm`, its `kvm_s2_mmu` and its `kvm_pgtable` are one machine's. Addresses are used again
/// after a machine has died, so its entries go when it does.
struct MachineDirectory {
  private var byKVM: [UInt64: Int] = [:]
  private var byMMU: [UInt64: Int] = [:]
  private var byPageTable: [UInt64: Int] = [:]

  /// The machine with one of the addresses given.
  func machine(kvm: UInt64? = nil, mmu: UInt64? = nil, pageTable: UInt64? = nil) -> Int? {
    if let kvm, let found = byKVM[kvm] { return found }
    if let mmu, let found = byMMU[mmu] { return found }
    if let pageTable, let found = byPageTable[pageTable] { return found }
    return nil
  }

  /// Notes addresses of a machine.
  mutating func note(
    _ machine: Int, kvm: UInt64? = nil, mmu: UInt64? = nil, pageTable: UInt64? = nil
  ) {
    if let kvm { byKVM[kvm] = machine }
    if let mmu { byMMU[mmu] = machine }
    if let pageTable { byPageTable[pageTable] = machine }
  }

  /// Forgets a machine's addresses.
  mutating func forget(_ machine: Int) {
    byKVM = byKVM.filter { $0.value != machine }
    byMMU = byMMU.filter { $0.value != machine }
    byPageTable = byPageTable.filter { $0.value != machine }
  }
}
