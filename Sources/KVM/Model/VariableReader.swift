/// Reads variables of a model by their names.
public struct VariableReader: Sendable {
  private let places: [String: (base: Int, dimensions: [Int])]

  /// Learns the variables that all threads share.
  public init(_ model: Model) {
    var places: [String: (base: Int, dimensions: [Int])] = [:]
    for variable in model.variables where variable.thread == nil {
      places[variable.name] = (variable.base, variable.dimensions)
    }
    self.places = places
  }

  /// The first slot of a variable; nil where the model has none of that name.
  public func slot(_ name: String) -> Int? { places[name]?.base }

  /// A variable's word; 0 where the model has none of that name.
  public subscript(_ name: String, in state: ModelState) -> Int32 {
    places[name].map { state.words[$0.base] } ?? 0
  }

  /// An element of an array.
  public subscript(_ name: String, _ index: Int, in state: ModelState) -> Int32 {
    places[name].map { state.words[$0.base + index] } ?? 0
  }

  /// An element of an array with two indexes.
  public subscript(_ name: String, _ first: Int, _ second: Int, in state: ModelState) -> Int32 {
    places[name].map { state.words[$0.base + first * ($0.dimensions.last ?? 1) + second] } ?? 0
  }
}
