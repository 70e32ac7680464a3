extension ExceptionSyndrome {
  /// Every bit of the register, from 63 down to 0, each in exactly one field.
  public var fields: [DescriptorField] {
    var list = DescriptorFieldList(raw)
    list.add(26...31, "EC", "\(exceptionClass.name), \(exceptionClass.words)")
    list.add(25, "IL", set: "32-bit instruction, or none", clear: "16-bit instruction")
    if let status = faultStatus {
      addAbortFields(to: &list)
      list.add(0...5, isInstruction ? "IFSC" : "DFSC", status.words)
    } else {
      list.add(32...55, "ISS2", "more of the class's own syndrome")
      list.add(0...24, "ISS", "the class's own syndrome")
    }
    return list.complete()
  }

  /// The fields of an abort's syndrome above the fault status.
  private func addAbortFields(to list: inout DescriptorFieldList) {
    if isInstruction {
      list.add(32...55, "ISS2", "more of the class's own syndrome")
    } else {
      addDataFields(to: &list)
    }
    list.add(11...12, "SET", "state of a synchronous error")
    list.add(10, "FnV", set: "FAR not valid", clear: "FAR holds the address")
    list.add(9, "EA", set: "external abort type 1", clear: "external abort type 0")
    list.add(7, "S1PTW", set: "on a stage 1 table's address", clear: "on the access itself")
  }

  /// The fields a data abort has and an instruction abort has not.
  private func addDataFields(to list: inout DescriptorFieldList) {
    list.add(42, "TnD", set: "tag access", clear: "no tag access")
    list.add(41, "TagAccess", set: "NoTagAccess fault", clear: "no")
    list.add(40, "GCS", set: "guarded control stack access", clear: "no")
    list.add(38, "Overlay", set: "permission overlay denied it", clear: "no")
    list.add(37, "DirtyBit", set: "dirty state denied it", clear: "no")
    list.add(24, "ISV", set: "bits 23:14 valid", clear: "bits 23:14 not valid")
    if let size = accessSizeBytes, let name = registerName {
      list.add(22...23, "SAS", size == 1 ? "1 byte" : "\(size) bytes")
      list.add(21, "SSE", set: "sign-extended", clear: "not sign-extended")
      list.add(16...20, "SRT", name)
      list.add(15, "SF", set: "64-bit register", clear: "32-bit register")
      list.add(14, "AR", set: "acquire or release", clear: "plain")
    }
    list.add(13, "VNCR", set: "access through VNCR_EL2", clear: "no")
    list.add(8, "CM", set: "cache maintenance", clear: "no cache maintenance")
    list.add(6, "WnR", set: "write", clear: "read")
  }

  /// "A data write from a lower exception level met a translation fault at level 2."
  public var sentence: String {
    guard let status = faultStatus else {
      return "Exception class \(exceptionClass.name): \(exceptionClass.words)."
    }
    let origin = isFromLowerLevel ? "a lower exception level" : "the current exception level"
    let level = status.level.map { " at \($0.words)" } ?? ""
    let place = isStage1TableWalk ? ", in stage 2, on the address of a stage 1 table" : ""
    let article = "aeiou".contains(status.kindWords.prefix(1)) ? "an" : "a"
    return "\(actor) from \(origin) met \(article) \(status.kindWords)\(level)\(place)."
  }

  /// What was attempted, as the start of a sentence.
  private var actor: String {
    if isInstruction { return "An instruction fetch" }
    if cacheMaintenance { return "Cache maintenance" }
    return isWrite ? "A data write" : "A data read"
  }
}
