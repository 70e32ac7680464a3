/// A kind of question that can be asked without end: every seed gives another one.
public protocol DrillMaker: QuestionMaker {
  /// What is practised, as a heading: “Indexes of tables”.
  static var title: String { get }

  /// Makes a maker that leaves everything open.
  ///
  /// - Parameter difficulty: from 1 to 3; others count as the nearest.
  init(difficulty: Int)
}

extension QuestionKinds {
  /// The kinds that make good exercises, the easier ones first.
  public static let drills: [any DrillMaker.Type] = ofTranslation.compactMap {
    $0 as? any DrillMaker.Type
  }
}
