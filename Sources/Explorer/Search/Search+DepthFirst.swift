extension Search {
  /// Looks at the newest state next.
  ///
  /// - Returns: whether it came to the end of them.
  func searchDepthFirst(_ goesOn: (SearchProgress) -> StopReason?) -> Bool {
    waiting.append(0)
    var madeAtLook = -Search.interval
    var isCut = false
    while waiting.count > 0 {
      if transitions.pointee - madeAtLook >= Search.interval {
        madeAtLook = transitions.pointee
        if let reason = stopReason(frontier: waiting.count, goesOn) {
          return stop(reason, frontier: waiting.count)
        }
      }
      let number = Int(waiting.removeLast())
      let depth = self.depth(of: number)
      if depth >= options.mostDepth {
        isCut = true
        continue
      }
      result.progress.depth = max(result.progress.depth, depth)
      while lookedAt.count <= number { lookedAt.append(false) }
      lookedAt[number] = true
      guard expand(number, depth: depth) else { return stop(nil, frontier: waiting.count) }
    }
    return isCut ? stop(.depth, frontier: 1) : true
  }

  /// Moves by which a state was reached.
  private func depth(of number: Int) -> Int {
    let parent = Int(parents[number])
    guard number > 0 else {
      depths.append(0)
      return 0
    }
    while depths.count <= number { depths.append(0) }
    depths[number] = depths[parent] &+ 1
    return Int(depths[number])
  }
}
