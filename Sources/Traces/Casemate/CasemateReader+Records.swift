import Machine
import VMSA

extension CasemateReader {
  /// Does what a record says; false when its fields say nothing that could be done.
  mutating func perform(_ record: CasemateRecord, thread: Int) -> Bool {
    linkedTables = 0
    switch record.name {
    case "mem-write":
      guard let address = record.number("address"), let value = record.number("value") else {
        return false
      }
      return write(value, at: address)
    case "mem-read":
      guard let address = record.number("address"), let value = record.number("value") else {
        return false
      }
      return read(value, at: address)
    case "mem-init": return fill(record, with: 0)
    case "mem-free": return fill(record, with: nil)
    case "mem-set":
      guard let value = record.number("value"), value <= 0xFF else { return false }
      return fill(record, with: value &* 0x0101_0101_0101_0101)
    case "sysreg-write": return writeRegister(record, thread: thread)
    case "lock", "trylock":
      // A trylock is recorded when it got the lock.
      guard let address = record.number("address") else { return false }
      take(lock(at: address), thread)
      return true
    case "unlock":
      guard let address = record.number("address") else { return false }
      release(lock(at: address), thread)
      return true
    case "hint": return takeHint(record)
    case "tlbi": return noteInvalidation(record)
    default: return record.text("op") != nil
    }
  }

  // MARK: - Registers

  private mutating func writeRegister(_ record: CasemateRecord, thread: Int) -> Bool {
    guard let register = record.text("sysreg")?.lowercased(), let value = record.number("value")
    else { return false }
    switch register {
    case "vtcr_el2": control(.two, value, thread)
    case "tcr_el2": control(.one, value, thread)
    case "vttbr_el2":
      use(.stage2(control: control(of: .two, thread), base: value), .two, value)
    case "ttbr0_el2", "ttbr_el2":
      use(.stage1(control: control(of: .one, thread), base: value), .one, value)
    default: break
    }
    return true
  }

  private mutating func control(_ stage: Stage, _ value: UInt64, _ thread: Int) {
    controls[stage, default: [:]][thread] = value
    controls[stage, default: [:]][nil] = value
  }

  /// The control register of a thread, or of any; 48 bits of 4K pages when none was written.
  private mutating func control(of stage: Stage, _ thread: Int) -> UInt64 {
    let written = controls[stage] ?? [:]
    if let value = written[thread] ?? written[nil] { return value }
    assumedStages.insert(stage)
    return 16
  }

  // MARK: - Other records

  /// A lock that guards tables has their name.
  private mutating func takeHint(_ record: CasemateRecord) -> Bool {
    guard let kind = record.text("kind")?.lowercased(), let place = record.number("location"),
      let value = record.number("value")
    else { return false }
    if kind == "set_root_lock" {
      let number = lock(at: value)
      builder.cast.locks[number].name = "lock of \(Hexadecimal.plain(place))"
    }
    return true
  }

  /// An invalidation by address works on that address: bits 35:0 of its operand are bits 47:12 of
  /// an intermediate address, bits 43:0 bits 55:12 of a virtual one.
  ///
  /// Source: Arm ARM, "TLBI IPAS2E1IS" and "TLBI VAE2IS".
  private mutating func noteInvalidation(_ record: CasemateRecord) -> Bool {
    guard let operation = record.text("op")?.lowercased() else { return false }
    if let value = record.number("value") {
      let bits: UInt64 = operation.hasPrefix("ipas2") ? 0xF_FFFF_FFFF : 0xFFF_FFFF_FFFF
      builder.noteWorkAddress((value & bits) << 12)
    }
    return true
  }

  // MARK: - Locks

  /// The lock at an address, which joins when it is new.
  private mutating func lock(at address: UInt64) -> Int {
    if let known = locks[address] { return known }
    builder.cast.locks.append(
      LockInfo(name: "lock", kind: .unknown, address: Hexadecimal.plain(address)))
    locks[address] = builder.cast.locks.count - 1
    return builder.cast.locks.count - 1
  }

  /// A thread gets a lock, or waits where another has it.
  private mutating func take(_ lock: Int, _ thread: Int) {
    let claim = builder.claim(lock: lock, thread: thread)
    let isHeld = builder.claims(onLock: lock).contains {
      $0 != claim && builder.state.hold(ofClaim: $0) != nil
    }
    if isHeld { waiting[lock, default: []].append(claim) }
    set(isHeld ? .lockWait : .lockHold, claim)
  }

  private mutating func release(_ lock: Int, _ thread: Int) {
    let claim = builder.claim(lock: lock, thread: thread)
    builder.set(.lockHold, claim, to: 0, .observed)
    builder.set(.lockWait, claim, to: 0, .observed)
    waiting[lock]?.removeAll { $0 == claim }
    guard let next = waiting[lock]?.first else { return }
    waiting[lock]?.removeFirst()
    builder.set(.lockWait, next, to: 0, .observed)
    set(.lockHold, next)
  }

  private mutating func set(_ kind: Change.Kind, _ claim: Int) {
    let word = LockClaim(
      .write, sinceEvent: builder.event, isContended: kind == .lockWait, .observed
    ).word
    builder.set(kind, claim, to: word, .observed)
  }
}
