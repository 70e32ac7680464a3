/// A system that a plain search can go through: states that are compared whole.
public protocol PlainSystem {
  /// One instant of the system.
  associatedtype State: Hashable
  /// What can move, such as a thread and the way it goes.
  associatedtype Move: Hashable
  /// Something that must not happen.
  associatedtype Violation

  /// Where it begins.
  var initialState: State { get }
  /// What is wrong with the first state; nil for nothing.
  func violation(inInitialState state: State) -> Violation?
  /// The moves possible in a state, always in the same order.
  func moves(in state: State) -> [Move]
  /// Makes a move; what is wrong with the step or with the state it leads to, nil for nothing.
  func make(_ move: Move, in state: inout State) -> Violation?
  /// Whether everyone who has an end has come to it.
  func isFinished(_ state: State) -> Bool
}
