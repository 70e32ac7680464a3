import Machine

extension AppState {
  /// Takes over what has been read of the recording by now; the place, the choices and what is being
  /// typed stay.
  ///
  /// - Parameter progress: how far reading has come; nil when it is finished.
  public mutating func take(
    _ timeline: Timeline, recording: RecordingInfo, progress: ReadingProgress?
  ) {
    let place = index
    let isReadAnew = reading?.isSecondReading ?? false
    self.timeline = timeline
    self.recording = recording
    reading = progress
    cursor = TimelineCursor(timeline)
    cursor.seek(to: place, in: timeline)
    noteFaultThreads()
    if isReadAnew { renewFilters() } else { extendFilters() }
  }

  /// Notes how far reading has come.
  public mutating func note(_ progress: ReadingProgress) { reading = progress }

  /// Finds the threads that take faults among the faults not looked at before.
  mutating func noteFaultThreads() {
    if faultsLookedAt > cast.faults.count { faultsLookedAt = 0 }
    var takes = Set(faultThreads)
    for fault in cast.faults[faultsLookedAt...] where !takes.contains(fault.thread) {
      takes.insert(fault.thread)
    }
    faultsLookedAt = cast.faults.count
    faultThreads = takes.sorted()
  }
}
