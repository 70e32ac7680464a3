/// What trace-cmd adds to the time stamps of a file's events, and in which order.
///
/// The corrections of a guest's clock (TIME_SHIFT) come first, then TSC2NSEC's factor, then the sum
/// of DATE and OFFSET.
struct TimeConversion: Equatable {
  /// One moment at which two clocks were compared.
  struct Sample: Equatable {
    var time: Int64
    var offset: Int64
    var scaling: Int64
    var fraction: Int64
  }

  /// Nanoseconds added to every time: DATE and OFFSET.
  var offset: Int64 = 0
  /// TSC2NSEC: ticks times this, shifted right, are nanoseconds; 0 for none.
  var multiplier: UInt32 = 0
  /// How far the product is shifted.
  var shift: UInt32 = 0
  /// For each CPU its corrections, by time; of the top buffer only.
  var samples: [[Sample]] = []
  /// Whether to interpolate between two corrections.
  var interpolates = false

  /// Whether times stay as they are.
  var isIdentity: Bool { self == TimeConversion() }

  /// The time an event is shown at.
  func time(of stamp: UInt64, cpu: Int, isTopBuffer: Bool) -> Int64 {
    var time = stamp
    if isTopBuffer, cpu < samples.count { time = synchronized(stamp, samples[cpu]) }
    if multiplier != 0 {
      let product = time.multipliedFullWidth(by: UInt64(multiplier))
      let shift = UInt64(min(shift, 63))
      time = product.low >> shift | (shift == 0 ? 0 : product.high << (64 - shift))
    }
    return Int64(truncatingIfNeeded: time) &+ offset
  }

  /// The time with the corrections of the two samples around it, as trace-cmd has it.
  private func synchronized(_ stamp: UInt64, _ samples: [Sample]) -> UInt64 {
    guard let first = samples.first, let last = samples.last else { return stamp }
    let time = Int64(truncatingIfNeeded: stamp)
    guard samples.count > 1 else { return UInt64(bitPattern: time &+ first.offset) }
    var index = 0
    if time >= last.time {
      index = samples.count - 2
    } else if time > first.time {
      index = (samples.firstIndex { $0.time > time } ?? 1) - 1
    }
    return corrected(time, samples[index], samples[index + 1])
  }

  private func corrected(_ time: Int64, _ from: Sample, _ to: Sample) -> UInt64 {
    let scaled = (time &* from.scaling) >> min(max(from.fraction, 0), 63)
    let span = to.time &- from.time
    guard interpolates, span != 0, from.offset != to.offset else {
      return UInt64(bitPattern: scaled &+ from.offset)
    }
    let part = (time &- from.time) &* (to.offset &- from.offset)
    let (quotient, overflow) = (part &+ span / 2).dividedReportingOverflow(by: span)
    return UInt64(bitPattern: scaled &+ from.offset &+ (overflow ? 0 : quotient))
  }
}
