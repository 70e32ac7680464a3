import VMSA

extension RegisterError {
  /// What is wrong with the register, as a person is told.
  var sentence: String {
    switch problem {
    case .reservedGranule(let value):
      "\(value) names no granule; the processor takes one of its own choice, so this walk isn't "
        + "shown."
    case .inputSize(let bits, let legal):
      "makes input addresses of \(bits) bits, outside \(legal.lowerBound) to \(legal.upperBound): "
        + "every access takes a translation fault at level 0."
    case .walksDisabled:
      "walks for this half are switched off (EPD): every access takes a translation fault at level 0."
    case .reservedStartLevel:
      "this start level has no meaning with this granule: every access takes a translation fault "
        + "at level 0."
    case .startLevelMismatch(let level, let bits, let legal):
      "the first table, at level \(level.number), would resolve \(bits) bits, outside "
        + "\(legal.lowerBound) to \(legal.upperBound): every access takes a translation fault at "
        + "level 0."
    }
  }
}
