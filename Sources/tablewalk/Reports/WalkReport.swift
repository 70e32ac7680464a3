import VMSA

/// One translation: what `walk` prints.
///
/// The keys are a promise to scripts: none is renamed or dropped while ``version`` is 1.
struct WalkReport: Encodable {
  let version = 1
  let address: String
  let stage: Int
  let granule: String
  let inputBits: Int
  let startLevel: Int
  let split: String
  let steps: [Step]
  /// “mapped”, “fault” or “unknown entry”.
  let result: String
  @Nullable var output: String?
  @Nullable var fault: String?
  @Nullable var unknownEntry: String?
  let fields: [Field]

  struct Step: Encodable {
    let level: Int
    let name: String
    let index: Int
    let bits: String
    let table: String
    let entry: String
    let descriptor: String
    let meaning: String
  }

  struct Field: Encodable {
    let bits: String
    let name: String
    let value: String
    let meaning: String
  }

  init(_ walk: Walk) {
    let root = walk.root
    address = Hexadecimal.plain(walk.address)
    stage = Int(root.stage.rawValue)
    granule = root.format.granule.name
    inputBits = root.inputBits
    startLevel = root.startLevel.number
    split = AddressSplit(walk.address, root: root).summary
    steps = walk.stepsArray.map { Step($0, root) }
    fields = (walk.stepsArray.last?.descriptor.fields ?? []).map(Field.init)
    switch walk.result {
    case .mapped(let output, _):
      (result, self.output, fault, unknownEntry) = ("mapped", output.hex, nil, nil)
    case .fault(let fault):
      (result, output, self.fault, unknownEntry) = ("fault", nil, fault.words, nil)
    case .unknownEntry(let entry):
      (result, output, fault, unknownEntry) = ("unknown entry", nil, nil, entry.hex)
    }
  }
}

extension WalkReport.Step {
  init(_ step: WalkStep, _ root: WalkRoot) {
    let granule = root.format.granule
    let bits = granule.indexBits(at: step.level, inputBits: root.inputBits)
    self.init(
      level: step.level.number,
      name: root.stage == .two
        ? step.level.stage2Name(granule: granule) : step.level.linuxName(granule: granule),
      index: step.index, bits: bits.map { "\($0.upperBound):\($0.lowerBound)" } ?? "",
      table: step.tableAddress.hex, entry: step.entryAddress.hex,
      descriptor: Hexadecimal.plain(step.descriptor.raw), meaning: step.descriptor.summary)
  }
}

extension WalkReport.Field {
  init(_ field: DescriptorField) {
    let bits = field.bits
    self.init(
      bits: bits.count == 1 ? "\(bits.lowerBound)" : "\(bits.upperBound):\(bits.lowerBound)",
      name: field.name, value: field.valueText, meaning: field.meaning)
  }
}

extension WalkReport {
  /// The walk for people.
  var text: String {
    var lines = [
      "\(address) · stage \(stage) · \(granule) granule, \(inputBits)-bit input, "
        + "start level \(startLevel)",
      "  \(split)",
    ]
    lines += steps.map { step in
      "  L\(step.level) \(step.name)[\(step.index)] bits \(step.bits): "
        + "\(step.entry) ─► \(step.descriptor)  \(step.meaning)"
    }
    if let output { lines.append("  output address \(output)") }
    if let fault { lines.append("  \(fault)") }
    if let unknownEntry {
      lines.append(
        "  the walk reads \(unknownEntry) next; give it: --entry \(unknownEntry)=DESCRIPTOR")
    }
    if !fields.isEmpty && unknownEntry == nil {
      lines.append("  the last entry's bits:")
      lines += fields.map { field in
        let bits = field.bits.padding(5)
        return "    \(bits) \(field.name.padding(12)) \(field.value.padding(14)) \(field.meaning)"
      }
    }
    return lines.joined(separator: "\n")
  }
}

extension String {
  /// The text with blanks behind it, up to a width.
  fileprivate func padding(_ width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
