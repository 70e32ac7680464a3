import Screen

/// Pictures as the bytes of a file.
struct PictureWriting {
  let subject: PictureSubject
  let options: PictureOptions
  /// The size that was asked for; nil for what suits.
  let size: Size?
  /// Which ground its colours were chosen for.
  let ground: PictureGround

  /// The picture in a format.
  func bytes(as format: ExportFormat) throws -> [UInt8] {
    if format == .png { return try PortableGraphics.bytes(fromSVG: try text(as: .svg)) }
    return Array(try text(as: format).utf8)
  }

  private func text(as format: ExportFormat) throws -> String {
    switch format {
    case .html where options.at == nil:
      let frames = try stepping()
      return HTMLStepper(
        title: subject.title, millisecondsPerStep: try options.millisecondsPerStep(),
        ground: ground
      ).string(from: frames)
    case .cast:
      return AsciicastWriter(
        title: subject.title, millisecondsPerStep: try options.millisecondsPerStep()
      ).string(from: try stepping())
    case .html: return HTMLWriter(title: subject.title, ground: ground).string(from: try screen())
    case .svg, .png: return SVGWriter(title: "tablewalk", ground: ground).string(from: try screen())
    case .ansi: return ANSIWriter(depth: .indexed).string(from: try screen())
    case .text, .events, .csv, .jsonl: return TextWriter().string(from: try screen())
    }
  }

  /// The screen of one instant.
  private func screen() throws -> CellBuffer {
    let instant = try options.at.map { try subject.instants.checked($0, option: "--at") }
    let chosen = instant ?? subject.usualInstant
    return subject.frame(chosen, try fitting(chosen...chosen), true).screen
  }

  /// Every frame of a stepping, drawn when it is its turn; a stepping has keys of its own.
  private func stepping() throws -> some Sequence<SteppingFrame> {
    let steps = try options.steps(of: subject)
    let size = try fitting(steps)
    return steps.lazy.map { subject.frame($0, size, false) }
  }

  /// The size that was asked for, or one that holds every instant.
  private func fitting(_ steps: ClosedRange<Int>) throws -> Size {
    guard let size else {
      return steps.reduce(into: Size.zero) { size, instant in
        let suitable = subject.suitableSize(instant)
        size = Size(max(size.columns, suitable.columns), max(size.rows, suitable.rows))
      }
    }
    let least = subject.leastSize
    guard size.columns >= least.columns, size.rows >= least.rows else {
      throw UsageError(description: "--size \(size): such a picture needs at least \(least).")
    }
    return size
  }
}
