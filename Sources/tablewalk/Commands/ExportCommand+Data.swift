import KVM
import Traces

extension ExportCommand {
  /// A recording, opened when it is its turn.
  private typealias Source = () throws -> Recording

  /// Writes events or rows.
  func writeData() throws {
    let sources = try sources()
    try write { try write(sources, to: $0) }
  }

  private func sources() throws -> [Source] {
    guard format != .events || files.count < 2 else {
      throw UsageError(
        description: "--format events holds one recording; csv and jsonl hold several.")
    }
    let options = try ReadingOptions(kernelOption: kernel)
    if let example {
      let built = try BuiltInRecording(example: example)
      return [{ try built.open(options).recording }]
    }
    if files.isEmpty { return [simulated] }
    return files.map { file in { try Recording.open(file, options: options) } }
  }

  private func simulated() throws -> Recording {
    let stepper = try stepper()
    return Recording(
      stepper.timeline, source: stepper.scenario.name, kind: "simulated KVM",
      machineNotes: [stepper.model.edition.name, "4K"])
  }

  private func write(_ sources: [Source], to file: OutputFile) throws {
    guard let flat = format.flat else {
      for source in sources {
        let recording = try source()
        warn(of: recording)
        try RecordingFormat.write(recording) { try file.write($0) }
      }
      return
    }
    var export = FlatExport(flat)
    for source in sources {
      let recording = try source()
      warn(of: recording)
      try export.write(recording, file: recording.file) { try file.write($0) }
    }
    try export.finish { try file.write($0) }
  }

  /// Lines that were not understood are not in the export: whoever relies on it must know.
  private func warn(of recording: Recording) {
    guard recording.unparsed.count > 0 || recording.lost > 0 || recording.isCutOff else { return }
    let opened = OpenedRecording(recording: recording, label: "")
    for note in opened.info.notes { Failure.report("\(recording.file): \(note)") }
  }
}
