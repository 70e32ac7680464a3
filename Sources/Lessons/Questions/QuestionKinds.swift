/// All kinds of questions that a lesson can ask, by their words.
public enum QuestionKinds {
  /// Those about one translation, for which nothing runs.
  static let ofTranslation: [any QuestionMaker.Type] = [
    IndexQuestion.self, SplitQuestion.self, EntryAddressQuestion.self, NextEntryQuestion.self,
    OutputQuestion.self, StartLevelQuestion.self, SpanQuestion.self, TableEntriesQuestion.self,
    ContiguousSpanQuestion.self, LinuxNameQuestion.self, FirstTablesQuestion.self,
    DescriptorKindQuestion.self, DescriptorAddressQuestion.self, DescriptorFieldQuestion.self,
    AccessQuestion.self, FaultLevelQuestion.self, SyndromeQuestion.self, MakeQuestion.self,
    ReadsQuestion.self, FirstFaultQuestion.self, AccessFlagQuestion.self, DirtyQuestion.self,
    TLBQuestion.self, BreakQuestion.self, BreakOrderQuestion.self, ContiguousQuestion.self,
  ]
  /// Those about a simulated kernel.
  static let ofSimulation: [any QuestionMaker.Type] = [
    NextStepQuestion.self, LockHolderQuestion.self, CanMoveQuestion.self, EndsQuestion.self,
    VerdictQuestion.self, ValueQuestion.self, MappedQuestion.self, StepOrderQuestion.self,
    StatementQuestion.self, MappingSizeQuestion.self,
  ]
  /// Those about a recording.
  static let ofRecordings: [any QuestionMaker.Type] = [
    CountQuestion.self, ThreadQuestion.self, ReportQuestion.self,
  ]

  /// All of them.
  public static var all: [any QuestionMaker.Type] {
    ofTranslation + ofSimulation + ofRecordings
  }

  /// The kind of a word; nil when there is none.
  static func named(_ word: String) -> (any QuestionMaker.Type)? {
    all.first { $0.kind == word }
  }
}
