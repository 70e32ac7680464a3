/// The translation granule: the size of a page, and of a full table.
///
/// Everything else follows from it: a table holds a page's worth of 8-byte entries, so a level
/// resolves `stride` = log2(page) − 3 bits of the address.
///
/// Source: Arm ARM, "Translation granule"; geometry table in "The VMSAv8-64 address translation
/// system".
public enum Granule: UInt8, CaseIterable, Hashable, Sendable {
  /// 4 KiB pages, 512 entries a table.
  case size4K
  /// 16 KiB pages, 2048 entries a table.
  case size16K
  /// 64 KiB pages, 8192 entries a table.
  case size64K

  /// log2 of the page size: 12, 14 or 16.
  @inlinable
  public var pageShift: Int {
    switch self {
    case .size4K: 12
    case .size16K: 14
    case .size64K: 16
    }
  }

  /// Address bits a full table resolves: 9, 11 or 13.
  @inlinable
  public var stride: Int { pageShift &- 3 }

  /// The page size in bytes.
  @inlinable
  public var pageSizeBytes: UInt64 { 1 &<< UInt64(pageShift) }

  /// Entries of a full table: 512, 2048 or 8192.
  @inlinable
  public var entriesPerTable: Int { 1 &<< stride }

  /// The name by page size: "4K", "16K", "64K".
  public var name: String { ByteSize.text(pageSizeBytes) }
}
