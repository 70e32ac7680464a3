/// The TLBs of several processors, and which of them an invalidation reaches.
public struct TLBDomain: Hashable, Sendable {
  /// The TLBs by processor.
  public var tlbs: [TLB]
  /// The inner shareable domain of each processor; those of one number are together in one.
  public let innerDomains: [Int]

  /// Makes empty TLBs for `processors` of them, all in one inner shareable domain unless said
  /// otherwise. A processor without a number is in a domain of its own.
  public init(processors: Int, innerDomains: [Int]? = nil) {
    let count = max(0, processors)
    tlbs = Array(repeating: TLB(), count: count)
    let given = innerDomains ?? Array(repeating: 0, count: count)
    self.innerDomains = (0..<count).map { $0 < given.count ? given[$0] : -1 - $0 }
  }

  /// Runs an invalidation on a processor; says which processors' TLBs it reached.
  ///
  /// Only `DSB` tells that it has: until then the others may still use what they hold.
  @discardableResult
  public mutating func apply(_ invalidation: TLBInvalidation, on processor: Int) -> [Int] {
    guard tlbs.indices.contains(processor) else { return [] }
    let reached = tlbs.indices.filter { other in
      switch invalidation.reach {
      case .local: other == processor
      case .innerShareable: innerDomains[other] == innerDomains[processor]
      case .outerShareable: true
      }
    }
    for index in reached { tlbs[index].apply(invalidation) }
    return reached
  }
}
