/// Different keys of 64 bits, numbered in the order in which they came.
///
/// Keys stand in one row; an open hash table of their numbers finds them. It is a value with memory of
/// its own: whoever keeps it calls ``free()``, and nobody copies it.
struct KeyTable {
  private(set) var keys: UnsafeMutablePointer<UInt64>
  private(set) var count = 0
  private var capacity: Int
  /// 0 for nothing, else a key's number plus one.
  private var places: UnsafeMutablePointer<UInt32>
  private var mask: Int

  /// The most keys a table takes.
  static let most = Int(UInt32.max) - 1

  init() {
    capacity = 16
    keys = .allocate(capacity: capacity)
    mask = 31
    places = .allocate(capacity: mask + 1)
    places.initialize(repeating: 0, count: mask + 1)
  }

  func free() {
    keys.deallocate()
    places.deallocate()
  }

  /// Bytes of memory taken.
  var bytes: Int { capacity * 8 + (mask + 1) * 4 }

  /// Bytes that are needed for some time when so many more keys come in.
  func bytesToGrow(by more: Int) -> Int {
    let keyBytes = count + more > capacity ? KeyTable.grown(capacity) * 8 : 0
    let placeBytes = (count + more) * 4 > (mask + 1) * 3 ? (mask + 1) * 8 : 0
    return keyBytes + placeBytes
  }

  private static func grown(_ capacity: Int) -> Int { capacity + max(16, capacity / 4) }

  /// The number of a key, which is taken in where it is new.
  mutating func number(of key: UInt64) -> (number: Int, isNew: Bool) {
    var place = Int(truncatingIfNeeded: KeyTable.scattered(key)) & mask
    while true {
      let found = Int(places[place])
      if found == 0 { break }
      if keys[found &- 1] == key { return (found &- 1, false) }
      place = (place &+ 1) & mask
    }
    if count == capacity { growKeys() }
    keys[count] = key
    places[place] = UInt32(truncatingIfNeeded: count &+ 1)
    count &+= 1
    if count &* 4 > (mask &+ 1) &* 3 { growPlaces() }
    return (count &- 1, true)
  }

  /// The number of a key that may not be there.
  func find(_ key: UInt64) -> Int? {
    var place = Int(truncatingIfNeeded: KeyTable.scattered(key)) & mask
    while places[place] != 0 {
      let found = Int(places[place]) &- 1
      if keys[found] == key { return found }
      place = (place &+ 1) & mask
    }
    return nil
  }

  /// Source: the last mixing of MurmurHash3, by Austin Appleby.
  @inline(__always)
  static func scattered(_ key: UInt64) -> UInt64 {
    var bits = key
    bits ^= bits >> 33
    bits = bits &* 0xff51_afd7_ed55_8ccd
    bits ^= bits >> 33
    bits = bits &* 0xc4ce_b9fe_1a85_ec53
    return bits ^ bits >> 33
  }

  private mutating func growKeys() {
    let larger = KeyTable.grown(capacity)
    let copy = UnsafeMutablePointer<UInt64>.allocate(capacity: larger)
    copy.moveInitialize(from: keys, count: count)
    keys.deallocate()
    keys = copy
    capacity = larger
  }

  private mutating func growPlaces() {
    places.deallocate()
    mask = mask &* 2 &+ 1
    places = .allocate(capacity: mask + 1)
    places.initialize(repeating: 0, count: mask + 1)
    for number in 0..<count {
      var place = Int(truncatingIfNeeded: KeyTable.scattered(keys[number])) & mask
      while places[place] != 0 { place = (place &+ 1) & mask }
      places[place] = UInt32(truncatingIfNeeded: number &+ 1)
    }
  }
}
