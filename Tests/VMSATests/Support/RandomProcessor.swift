import TestSupport
import VMSA

/// Processors that don't exist.
enum RandomProcessor {
  /// Any mixture of extensions, with an address size that may be absurd.
  static func any(_ random: inout SplitMix64) -> ProcessorFeatures {
    ProcessorFeatures(
      physicalAddressBits: Int.random(in: -9...99, using: &random),
      has4K: Bool.random(using: &random), has16K: Bool.random(using: &random),
      has64K: Bool.random(using: &random),
      features: ArchitectureFeatures(rawValue: UInt32.random(in: 0...UInt32.max, using: &random)))
  }
}
