/// A system of threads that move from state to state, one step of one thread at a time.
///
/// A state is a row of words. Each thread has its position, the number of its next step, in one of
/// them; a thread whose position is beyond its last step has come to its end. The explorer knows
/// nothing else of it.
public protocol TransitionSystem {
  /// What each word of a state can be.
  var ranges: [ClosedRange<Int32>] { get }
  /// Words that change together, each word in one group: states that differ in one group only share
  /// the rest. How they are grouped changes nothing but memory and time.
  var groups: [[Int]] { get }
  /// The word with each thread's position.
  var positionWords: [Int] { get }
  /// How many steps each thread has.
  var positionCounts: [Int] { get }
  /// The most ways in which a step of each thread can go.
  var wayCounts: [Int] { get }
  /// Whether each thread may go on for ever: nobody waits for its end.
  var daemons: [Bool] { get }
  /// The most words that a move changes, counted as often as it changes them.
  var mostChanges: Int { get }

  /// Writes the first state.
  func begin(_ words: UnsafeMutablePointer<Int32>)
  /// What is wrong with the first state, as a number of the system's own; nil for nothing.
  var violationAtStart: Int? { get }
  /// In how many ways a thread can move, for a thread that is not at its end: 0 where something is
  /// in its way.
  func ways(of thread: Int, in words: UnsafePointer<Int32>) -> Int
  /// Makes a thread's next step, and notes every change.
  ///
  /// - Returns: what is wrong with the step or with the state it leads to, as a number of the
  ///   system's own; −1 for nothing. A state that something is wrong with is not looked at again.
  func move(_ thread: Int, way: Int, in state: WorkingState) -> Int

  /// What each thread's steps look at and change; nil where reduction is not possible.
  var footprints: Footprints? { get }
  /// Whether one of the conditions that footprints name holds.
  func holds(_ condition: Int, in words: UnsafePointer<Int32>) -> Bool
  /// Which threads can change places.
  var symmetry: ThreadSymmetry? { get }
}

extension TransitionSystem {
  /// All words in one group.
  public var groups: [[Int]] { [Array(ranges.indices)] }
  /// Nothing is wrong with the first state.
  public var violationAtStart: Int? { nil }
  /// Nothing is known of what steps look at.
  public var footprints: Footprints? { nil }
  /// No condition has a number.
  public func holds(_ condition: Int, in words: UnsafePointer<Int32>) -> Bool { true }
  /// No threads can change places.
  public var symmetry: ThreadSymmetry? { nil }
}
