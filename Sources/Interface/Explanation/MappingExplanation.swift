import Machine
import Query
import VMSA

/// Why a fault was resolved with the size it was, with what its words need besides the reasons.
struct MappingExplanation: Hashable, Sendable {
  /// What decided it, most decisive first.
  var reasons: [MappingReason]
  /// The granule, whose sizes the words name.
  var granule: Granule
  /// How the fault ended or will, in words; empty where nothing tells.
  var outcomeWords: String
}

extension MappingExplanation {
  /// The explanation of a fault at a state's instant.
  init(_ state: AppState, fault: Int) {
    let reasoning = MappingReasoning(fault: fault, at: state.index, state.machine, state.cast)
    reasons = reasoning.reasons
    granule = reasoning.granule
    outcomeWords = ""
    for reason in reasons {
      switch reason {
      case .outcome(let outcome):
        outcomeWords = state.words(for: outcome, of: state.cast.faults[fault])
      case .emulating:
        outcomeWords = state.words(for: .emulated, of: state.cast.faults[fault])
      default: continue
      }
    }
  }
}
