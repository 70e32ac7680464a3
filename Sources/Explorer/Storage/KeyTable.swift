/// Different keys of 64 bits, numbered in the order in which they came.
///
/// Keys stand in one row; an open hash table of their numbers finds them. It is a value with memory of
/// its own: whoever keeps it calls ``free()``, and nobody copies it.
struct KeyTable {
  private(set) var keys: UnsafeMutablePointer<UInt64>
  private(set) var count = 0
  private var capacity: Int
  /// 0 for nothing, else a key's number plus one, and above it four bits of what the key is scattered
  /// to: of the keys that a search passes by, one in sixteen has to be looked at.
  private var places: UnsafeMutablePointer<UInt32>
  private var mask: Int

  /// The most keys a table takes.
  static let most = 1 << 28 - 2
  private static let numberMask: UInt32 = 1 << 28 - 1
  private static let tagMask: UInt32 = ~numberMask

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
    let scattered = KeyTable.scattered(key)
    let tag = KeyTable.tag(scattered)
    var place = Int(truncatingIfNeeded: scattered) & mask
    while true {
      let found = places[place]
      if found == 0 { break }
      if found & KeyTable.tagMask == tag {
        let number = Int(found & KeyTable.numberMask) &- 1
        if keys[number] == key { return (number, false) }
      }
      place = (place &+ 1) & mask
    }
    if count == capacity { growKeys() }
    keys[count] = key
    places[place] = UInt32(truncatingIfNeeded: count &+ 1) | tag
    count &+= 1
    if count &* 4 > (mask &+ 1) &* 3 { growPlaces() }
    return (count &- 1, true)
  }

  /// The number of a key that may not be there.
  func find(_ key: UInt64) -> Int? {
    let scattered = KeyTable.scattered(key)
    var place = Int(truncatingIfNeeded: scattered) & mask
    while places[place] != 0 {
      let number = Int(places[place] & KeyTable.numberMask) &- 1
      if keys[number] == key { return number }
      place = (place &+ 1) & mask
    }
    return nil
  }

  /// The highest four bits, which do not take part in where a key's place is.
  @inline(__always)
  private static func tag(_ scattered: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: scattered >> 32) & tagMask
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
      let scattered = KeyTable.scattered(keys[number])
      var place = Int(truncatingIfNeeded: scattered) & mask
      while places[place] != 0 { place = (place &+ 1) & mask }
      places[place] = UInt32(truncatingIfNeeded: number &+ 1) | KeyTable.tag(scattered)
    }
  }
}
