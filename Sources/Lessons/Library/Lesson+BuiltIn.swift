import Documents
import Foundation

extension Lesson {
  /// The lessons that come with the program, in the order to do them in.
  public static let builtIn: [Lesson] = texts.compactMap { name, bytes in
    // Tests read every one of them, and say which can't be read.
    try? Lesson(yaml: String(decoding: bytes, as: UTF8.self), file: name)
  }

  /// The lesson of a short name; nil when none comes with the program.
  public static func builtIn(named id: String) -> Lesson? { builtIn.first { $0.id == id } }

  /// The texts they are read from, by file name.
  static let texts: [(name: String, bytes: [UInt8])] = [
    ("one-address.yaml", PackageResources.one_address_yaml),
    ("granules.yaml", PackageResources.granules_yaml),
    ("descriptors.yaml", PackageResources.descriptors_yaml),
    ("block-or-page.yaml", PackageResources.block_or_page_yaml),
    ("permissions.yaml", PackageResources.permissions_yaml),
    ("access-flag.yaml", PackageResources.access_flag_yaml),
    ("contiguous.yaml", PackageResources.contiguous_yaml),
    ("tlb.yaml", PackageResources.tlb_yaml),
    ("break-before-make.yaml", PackageResources.break_before_make_yaml),
    ("stage-2.yaml", PackageResources.stage_2_yaml),
    ("kvm-fault.yaml", PackageResources.kvm_fault_yaml),
    ("how-big.yaml", PackageResources.how_big_yaml),
    ("notifiers.yaml", PackageResources.notifiers_yaml),
    ("mmu-lock.yaml", PackageResources.mmu_lock_yaml),
    ("dirty-logging.yaml", PackageResources.dirty_logging_yaml),
    ("exit-mmap.yaml", PackageResources.exit_mmap_yaml),
    ("real-trace.yaml", PackageResources.real_trace_yaml),
  ]
}
