import Machine
import VMSA

/// What holds for a whole recording: learned from all of it before it is replayed.
struct RecordingFacts {
  /// The granule of the stage-2 tables.
  var granule = Granule.size4K
  /// Whether anything recorded tells the granule; else it is taken to be 4K.
  var isGranuleTold = false
  /// Whether descriptors hold output addresses of 52 bits (LPA2, or LPA with 64K).
  var hasWideOutputs = false
  /// Whether stage 2 forces write-back (FEAT_S2FWB); nil when nothing tells.
  var forcedWriteBack: Bool?
  /// MemAttr[3:0] that KVM gives normal memory.
  var normalMemoryAttribute: UInt64 = 0b1111
  /// Whether a leaf was seen that ``normalMemoryAttribute`` was read off.
  var sawLeaf = false
  /// The level of the first table.
  var rootLevel = Level.one
  /// The entries of the first table, concatenated tables together.
  var rootEntryCount = 512
  /// Kernel address − physical address of table pages (the linear map); nil when never both seen.
  var linearMapOffset: UInt64?
  /// `&kvm->arch.mmu` − kvm; nil when never both seen.
  var mmuOffset: UInt64?
  /// `&kvm->mmu_notifier` − kvm; nil when never both seen.
  var notifierOffset: UInt64?
  /// The `struct kvm` seen, when only one was.
  var soleKVM: UInt64?
  /// Functions whose return is recorded.
  var returning: FunctionSet = []
  /// Functions whose entry is recorded.
  var called: FunctionSet = []
  /// Whether contention_begin is recorded.
  var hasContentionEvents = false
  /// In which mode a fault takes mmu_lock.
  var faultLockMode = LockClaim.Mode.read
  /// How ``faultLockMode`` is known.
  var faultLockEvidence = FaultLockEvidence.assumed

  /// How the mode in which faults take mmu_lock is known.
  enum FaultLockEvidence: Equatable {
    /// Nothing tells: as kernels since v6.2 do.
    case assumed
    /// A function or field that exists since v6.2, a slow path taken for reading, or two map calls
    /// at once.
    case recordedRead
    /// The map walker is recorded, and nothing that exists since v6.2.
    case oldWalkers
    /// The slow path was taken for writing.
    case recordedWrite
    /// The user said which kernel it was.
    case toldKernel
  }

  /// What the recording's probes can't tell.
  var notRecorded: [String] {
    var missing: [String] = []
    let unmapping: FunctionSet = [.unmapStage2, .unmapWalker, .unmapGuestRange]
    if called.contains(.mapStage2), called.isDisjoint(with: unmapping) {
      missing.append(
        "unmapping is not recorded: what is shown as mapped may have gone since, and is known to "
          + "have gone only when a fault meets it")
    }
    if !called.contains(.mapStage2), !called.contains(.mapWalker) {
      missing.append("mapping is not recorded: the tables are not known")
    }
    return missing
  }

  /// Whether an unmapping shows otherwise than by a later fault.
  var seesUnmapping: Bool {
    !called.isDisjoint(with: [.unmapStage2, .unmapWalker, .unmapGuestRange])
  }

  /// How the tables' descriptors are read.
  var format: DescriptorFormat {
    DescriptorFormat(
      stage: .two, granule: granule, outputAddressBits: hasWideOutputs ? 52 : 48)
  }

  /// Whether a recording interpreted by these facts comes out the same by others.
  ///
  /// - Parameter needsSoleKVM: whether ``soleKVM`` was asked for.
  func agree(with other: RecordingFacts, needsSoleKVM: Bool) -> Bool {
    granule == other.granule && hasWideOutputs == other.hasWideOutputs
      && forcedWriteBack == other.forcedWriteBack
      && normalMemoryAttribute == other.normalMemoryAttribute
      && rootLevel == other.rootLevel && rootEntryCount == other.rootEntryCount
      && linearMapOffset == other.linearMapOffset && mmuOffset == other.mmuOffset
      && notifierOffset == other.notifierOffset
      && (!needsSoleKVM || soleKVM == other.soleKVM)
      && called.intersection(RecordingFacts.deciding)
        == other.called.intersection(RecordingFacts.deciding)
      && returning.intersection(.calls) == other.returning.intersection(.calls)
      && hasContentionEvents == other.hasContentionEvents
      && faultLockMode == other.faultLockMode
  }

  /// The functions that interpretation asks whether they are recorded at all.
  private static let deciding: FunctionSet = [
    .mapStage2, .mapWalker, .unmapStage2, .unmapWalker, .unmapGuestRange, .attributeWalker,
    .tryBreak, .destroyStage2,
  ]
}
