/// The directions in which border lines leave the middle of a cell.
struct LineArms: OptionSet, Hashable, Sendable {
  let rawValue: UInt8

  init(rawValue: UInt8) { self.rawValue = rawValue & 0b1111 }

  static let up = LineArms(rawValue: 1)
  static let down = LineArms(rawValue: 2)
  static let left = LineArms(rawValue: 4)
  static let right = LineArms(rawValue: 8)

  static let horizontal: LineArms = [.left, .right]
  static let vertical: LineArms = [.up, .down]
}
