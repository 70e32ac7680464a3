/// A model as a text that the model checker Spin reads: the same threads, steps, guards and rules.
///
/// Every step is one transition, and every word that changes is one variable, so that Spin, told to
/// leave nothing out, reaches exactly as many states as a search of the model.
/// Documentation/promela.md says how it is read and run.
public struct PromelaModel: Sendable {
  /// The text, for Spin 6.4 or newer.
  public let text: String

  /// Writes a model.
  ///
  /// - Parameter title: what it is, for the first line: “S4”.
  public init(_ model: Model, title: String = "") {
    text = PromelaWriter(model).text(title: title)
  }
}
