extension Translator {
  /// Translates `address`, noting every entry read.
  @inlinable
  public func translate<Memory: PhysicalMemory & ~Copyable>(
    _ address: VirtualAddress, for access: Access, stages: StageSelection = .all,
    in memory: borrowing Memory
  ) -> Translation {
    var run = TranslationRun(TableAccesses())
    var result: Result<Mapping, TranslationStop>
    do throws(TranslationStop) {
      result = .success(
        try resolve(address, for: access, stages: stages, in: memory, run: &run))
    } catch let stop { result = .failure(stop) }
    return Translation(
      address: address, access: access, accesses: run.recorder, updates: run.updates,
      result: result)
  }

  /// Where `address` leads, or why it leads nowhere; nothing is noted.
  @inlinable @inline(__always)
  public func lookUp<Memory: PhysicalMemory & ~Copyable>(
    _ address: VirtualAddress, for access: Access, stages: StageSelection = .all,
    in memory: borrowing Memory
  ) throws(TranslationStop) -> Mapping {
    var run = TranslationRun(NothingRecorded())
    return try resolve(address, for: access, stages: stages, in: memory, run: &run)
  }

  /// The translation itself: stage 1, then stage 2 of its output.
  @inlinable @inline(__always)
  public func resolve<Memory: PhysicalMemory & ~Copyable, Recorder>(
    _ address: VirtualAddress, for access: Access, stages: StageSelection,
    in memory: borrowing Memory, run: inout TranslationRun<Recorder>
  ) throws(TranslationStop) -> Mapping {
    var leaf: Descriptor?
    let intermediate: IntermediateAddress
    if stage1.isOn {
      let found = try walkStage1(address, for: access, in: memory, run: &run)
      leaf = found.leaf
      intermediate = found.output
    } else {
      intermediate = try flatAddress(address, for: access)
    }
    guard let stage2, case .all = stages else {
      return Mapping(
        output: PhysicalAddress(intermediate.raw), intermediate: intermediate, stage1Leaf: leaf,
        stage2Leaf: nil)
    }
    let final = try walkStage2(
      intermediate, for: access, purpose: .locatesOutput, rules: stage2, in: memory, run: &run)
    return Mapping(
      output: final.output, intermediate: intermediate, stage1Leaf: leaf, stage2Leaf: final.leaf)
  }

  /// The output of stage 1 while it is off: the address itself, without a tag.
  ///
  /// Source: Arm ARM pseudocode, AArch64.S1DisabledOutput.
  @usableFromInline
  func flatAddress(
    _ address: VirtualAddress, for access: Access
  ) throws(TranslationStop) -> IntermediateAddress {
    let tagged = half(of: address).ignoresTopByte(of: access)
    let plain = tagged ? address.raw & .mask(0...55) : address.raw
    guard plain >> UInt64(max(0, processor.physicalAddressBits)) == 0 else {
      throw .stage1(.addressSize(.zero), .flatAddressOutOfRange)
    }
    return IntermediateAddress(plain)
  }
}
