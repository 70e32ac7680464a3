/// Threads that can change places without anything else being different.
///
/// Whoever makes one promises: exchanging the words of two members of a group turns every move of the
/// one into a move of the other, and leaves everything else as it is.
public struct ThreadSymmetry: Hashable, Sendable {
  /// Groups of equal threads. For each member its words; those at one place in each correspond.
  public var groups: [[[Int]]]

  /// Makes a symmetry.
  public init(groups: [[[Int]]]) { self.groups = groups }
}
