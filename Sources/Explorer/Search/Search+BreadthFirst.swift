extension Search {
  /// Looks at states in the order in which they came.
  ///
  /// - Returns: whether it came to the end of them.
  func searchBreadthFirst(_ goesOn: (SearchProgress) -> StopReason?) -> Bool {
    var next = 0
    var layerEnd = 0
    result.progress.depth = -1
    var madeAtLook = 0
    while next < store.count {
      if next == layerEnd {
        result.progress.depth += 1
        layerEnd = store.count
        guard result.progress.depth < options.mostDepth else {
          return stop(.depth, frontier: store.count - next)
        }
      }
      if transitions.pointee - madeAtLook >= Search.interval || next == 0 {
        madeAtLook = transitions.pointee
        if let reason = stopReason(frontier: store.count - next, goesOn) {
          return stop(reason, frontier: store.count - next)
        }
      }
      guard expand(next, depth: result.progress.depth) else {
        return stop(nil, frontier: store.count - next)
      }
      next += 1
    }
    return true
  }

  func stop(_ reason: StopReason?, frontier: Int) -> Bool {
    result.stopReason = reason
    note(frontier: frontier)
    return false
  }
}
