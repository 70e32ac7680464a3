import VMSA

/// “Which address does this descriptor hold?”
struct DescriptorAddressQuestion: DescriptorMaker {
  static let kind = "descriptor-address"
  static let title = "Addresses in descriptors"
  let choice: DescriptorChoice

  func question(in context: inout QuestionContext) throws(LessonError) -> Question {
    let descriptor = try choice.take(of: [.table, .block, .page], &context)
    guard descriptor.isValid else { throw LessonError("the descriptor holds no address") }
    let isTable = descriptor.kind == .table
    let format = descriptor.format
    let address = isTable ? descriptor.nextTableAddress : descriptor.outputAddress
    let lowest = isTable ? format.granule.pageShift : format.granule.shift(at: descriptor.level)
    let places =
      if !format.isWide {
        "bits 47:\(lowest)"
      } else if format.granule == .size64K {
        "bits 47:\(lowest), and bits 51:48 of the address in bits 15:12"
      } else {
        "bits 49:\(lowest), and bits 51:50 of the address in bits 9:8"
      }
    let name = isTable ? "table" : descriptor.kind == .block ? "block" : "page"
    return Question(
      "An entry of \(descriptor.placeWords) is `\(descriptor.raw.hexWord)`. "
        + (isTable
          ? "At which address does the next table stand?"
          : "At which address does the memory begin that this \(name) maps?"),
      form: .address(address.raw),
      hints: [
        "The bits above and below the address are attributes.",
        "The address stands in \(places).",
      ],
      explanation: [
        "Of a \(name) at \(descriptor.level.words) with a \(format.granule.name) granule the address "
          + "stands in \(places); all other bits are attributes and the type: `\(address)`."
      ])
  }
}
