import Interface
import KVM
import Traces
import VMSA

extension ExportCommand {
  /// What the picture is of.
  func pictureSubject() throws -> PictureSubject {
    guard screen.panel == nil || pictures.kind == .screen else {
      throw UsageError(
        description: "--panel is for --picture screen; locks, map and walk are panels.")
    }
    if let address { return try translated(address) }
    guard pictures.kind != .nested else {
      throw UsageError(
        description: "--picture nested is the grid of a two-stage walk from registers: instead of "
          + "a recording or a scenario give --address, --tcr, --ttbr0 or --ttbr1, --vtcr, --vttbr "
          + "and --entry as often as needed, as for “tablewalk walk”.")
    }
    if scenario != nil || scenarioFile != nil {
      let stepper = try stepper()
      let instants = Instants(of: stepper)
      let state = try screen.state(for: stepper, at: instants.last)
      return PictureSubject(state, panel: pictures.kind.panel, instants: instants)
    }
    let opened = try opened()
    let state = try screen.state(for: opened, openedAt: opened.openingEvent)
    return PictureSubject(
      state, panel: pictures.kind.panel, instants: Instants(of: opened.recording))
  }

  private func opened() throws -> OpenedRecording {
    let options = try ReadingOptions(kernelOption: kernel)
    if let example { return try BuiltInRecording(example: example).open(options) }
    return OpenedRecording(
      recording: try Recording.open(files.first ?? "-", options: options), label: "recorded")
  }

  private func translated(_ text: String) throws -> PictureSubject {
    let address = VirtualAddress(try TableOptions.number(text, as: "--address"))
    guard tables.tcr != nil || tables.vtcr != nil else {
      throw UsageError(
        description:
          "--address needs tables: --tcr with --ttbr0 or --ttbr1 for stage 1, --vtcr with "
          + "--vttbr for stage 2.")
    }
    let kind = pictures.picture ?? (tables.hasBothStages ? .nested : .walk)
    guard kind == .walk || kind == .nested else {
      throw UsageError(
        description: "--picture \(kind) is of a recording or a scenario; of an --address there are "
          + "walk and nested.")
    }
    guard kind == .walk || tables.hasBothStages else {
      throw UsageError(description: "--picture nested needs both stages: --tcr and --vtcr.")
    }
    let translator = try tables.translator(translation)
    let result = translator.translate(
      address, for: translation.accessToMake, in: try tables.memory())
    return PictureSubject(
      TranslationFigure(result, by: translator, as: kind == .walk ? .walk : .nested),
      theme: try screen.chosenTheme(), isASCII: screen.ascii)
  }
}

extension PictureKind {
  /// The panel it is; nil for the whole screen.
  fileprivate var panel: PanelName? {
    switch self {
    case .walk: .walk
    case .locks: .locks
    case .map: .tables
    case .screen, .nested: nil
    }
  }
}
