import Machine
import VMSA

/// What the Walk panel shows: one address taken down the tables at one instant.
struct WalkView: Sendable {
  /// A piece of the address.
  struct Field: Hashable, Sendable {
    /// “L1[1]” or “offset”.
    var label: String
    /// Its bits, in groups of four.
    var bits: String
  }

  /// An entry's bits and what they mean.
  struct Content: Hashable, Sendable {
    /// The bits; nil when they were never seen.
    var raw: UInt64?
    /// What they mean, or why they aren't known.
    var summary: String
  }

  /// One entry on the way.
  struct Step: Hashable, Sendable {
    /// “L2 PMD”.
    var name: String
    /// The entry's number in its table.
    var index: Int
    /// Where the entry lies in the kernel's memory; nil when its table's address isn't recorded.
    var kernelAddress: UInt64?
    /// What is in it.
    var content: Content
    /// What was in it before the current event; nil when that didn't change it.
    var before: Content?
    /// How the change is known.
    var provenance: Provenance?
  }

  /// “VM 1 stage 2 · IPA 0x4020_1000 · write”.
  var title: String
  /// The address cut as the walk cuts it.
  var fields: [Field] = []
  /// The entries read.
  var steps: [Step] = []
  /// Where the walk came to, in words.
  var outcome: String
  /// Whether the address is mapped.
  var isMapped = false
  /// Why this address is shown, in words.
  var origin = ""
  /// The process's own walk of the address behind it; nil for recordings.
  var process: ProcessWalk?

  /// The tables of the process, walked for the address that a memslot puts behind a guest's.
  struct ProcessWalk: Sendable {
    /// “process · VA 0x7f00_0000_0000”, or why there is none.
    var title: String
    /// The entries read.
    var steps: [Step] = []
    /// How large the process maps it, and what that means for stage 2.
    var outcome = ""
  }
}
