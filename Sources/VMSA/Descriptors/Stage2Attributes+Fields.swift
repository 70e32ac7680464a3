extension Stage2Attributes {
  /// Adds a stage 2 leaf's attribute fields, but for `nT`, which depends on the level.
  func addFields(to list: inout DescriptorFieldList, forcedWriteBack: Bool?) {
    list.addIgnored(63...63)
    list.add(59...62, "PBHA", "page-based hardware attributes, or software's")
    list.add(55...58, "Software", "software's own")
    list.add(53...54, "XN", executeNever.words)
    list.add(52, "Contiguous", set: "one of a contiguous run", clear: "alone")
    list.add(51, "DBM", set: "hardware may make it writable", clear: "writable only by software")
    list.add(11, "FnXS", set: "XS attribute forced to 0", clear: "XS attribute of stage 1")
    list.add(10, "AF", set: "accessed", clear: "not accessed yet")
    if let sh { list.add(8...9, "SH", sh.words) }
    list.add(6...7, "S2AP", accessWords)
    list.add(2...5, "MemAttr", memAttr.words(forcedWriteBack: forcedWriteBack))
  }

  /// S2AP in words.
  private var accessWords: String {
    switch (readable, writable) {
    case (false, false): "no access"
    case (true, false): "read"
    case (false, true): "write"
    case (true, true): "read and write"
    }
  }
}
