/// Something that is shown the leaves of a tree, in the order of their input addresses.
public protocol LeafVisitor {
  /// Takes a leaf: where it begins in the input, where that leads, log2 of its size, and its bits.
  mutating func visit(input: UInt64, output: UInt64, shift: UInt64, raw: UInt64)
}
