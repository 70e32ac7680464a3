/// Something that is told of the entries one stage's walk reads.
@usableFromInline
protocol WalkStepRecorder {
  /// Takes note of an entry just read.
  mutating func append(_ step: WalkStep)
}

/// A recorder that keeps nothing: for look-ups.
@usableFromInline
struct NoSteps: WalkStepRecorder {
  @inlinable
  init() {}

  /// Forgets the step.
  @inlinable @inline(__always)
  mutating func append(_ step: WalkStep) {}
}
