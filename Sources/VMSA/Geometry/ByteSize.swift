/// Sizes as page-table work names them.
public enum ByteSize {
  private static let units: [Character] = ["K", "M", "G", "T", "P", "E"]

  /// The size in the largest unit that divides it exactly: `4K`, `2M`, `1G`, `1536K`, else `100B`.
  public static func text(_ bytes: UInt64) -> String {
    guard bytes > 0, bytes.isMultiple(of: 1024) else { return "\(bytes)B" }
    var count = bytes
    var unit: Character = "B"
    for next in units where count.isMultiple(of: 1024) {
      count /= 1024
      unit = next
    }
    return "\(count)\(unit)"
  }
}
