import Machine

extension AppState {
  /// Actions that concern the line being typed; nothing happens when there is none.
  mutating func edit(_ action: Action) -> [Effect] {
    guard var prompt else { return [] }
    switch action {
    case .type(let character):
      guard prompt.text.count < Prompt.limit else { return [.beep] }
      prompt.text.append(character)
      prompt.mark = nil
      self.prompt = prompt
    case .erase:
      // As in vi, taking back the sign at the beginning leaves the line.
      self.prompt =
        prompt.text.isEmpty
        ? nil : Prompt(purpose: prompt.purpose, text: String(prompt.text.dropLast()))
    case .eraseAll:
      self.prompt?.text = ""
    case .complete: return complete(prompt)
    case .submit:
      self.prompt = nil
      return prompt.purpose == .search ? search(for: prompt) : run(prompt)
    default: break
    }
    return []
  }

  private mutating func complete(_ prompt: Prompt) -> [Effect] {
    guard prompt.purpose == .command else { return [.beep] }
    let threads = faultThreads.map { cast.threadName($0) }
    let (text, candidates) = Command.completion(
      of: prompt.text, threads: threads, simulation: stepper)
    let isAlone = candidates.count == 1
    let takesMore = isAlone && Command.takesMore(text)
    self.prompt?.text = String((text + (takesMore ? " " : "")).prefix(Prompt.limit))
    return text == prompt.text && !isAlone ? [.beep] : []
  }

  /// Does what a command says, or says why not and leaves everything as it is.
  private mutating func run(_ prompt: Prompt) -> [Effect] {
    do {
      guard let command = try Command.parse(prompt.text, isStepping: stepper != nil) else {
        return []
      }
      if case .simulation(let command) = command { return try run(command) }
      return run(command)
    } catch .expression(let error, let lead) {
      return refuse(prompt, error, after: lead)
    } catch {
      message = Message(text: error.sentence, isError: true)
      return [.beep]
    }
  }

  private mutating func run(_ command: Command) -> [Effect] {
    switch command {
    case .event(let event): return goToNumber(event)
    case .time(let time): return goToTime(time)
    case .offset(let offset): return goByOffset(offset)
    case .thread(let name): return follow(name)
    case .address(let address):
      pinnedAddress = address
      focus = .walk
    case .next(let sort): return goToNext(sort)
    case .theme(let theme): self.theme = theme
    case .ascii: isASCII.toggle()
    case .help: isHelpShown = true
    case .quit: return [.quit]
    case .filter(let expression, let text): return runFilter(expression, text: text)
    case .report(let name): return show(name)
    case .history(let subject): return show(subject)
    case .simulation: break
    }
    return []
  }

  private mutating func run(_ command: SimulationCommand) throws(CommandError) -> [Effect] {
    playback.isPlaying = false
    switch command {
    case .edition(let name): return try changeEdition(to: name)
    case .compare(let name): return try compare(with: name)
    case .policy(let name, let choice): return try changePolicy(name, choice)
    case .variant(let number): return try showVariant(number)
    case .schedule(let text): return try playSchedule(text)
    case .access(let thread, let access): return try addAccess(access, to: thread)
    case .choose(let thread, let way): return try choose(thread, way: way)
    }
  }

  private mutating func goToNumber(_ event: Int) -> [Effect] {
    playback.isPlaying = false
    guard event < log.count else {
      return go(to: nil, or: "there are only \(log.count) events")
    }
    seek(to: event)
    return []
  }

  private mutating func goToTime(_ time: Int64) -> [Effect] {
    playback.isPlaying = false
    let event = log.firstEvent(atOrAfter: time)
    guard event < log.count else {
      return go(
        to: nil, or: "the last event is at \(TimeText.instant(self.time(ofEvent: log.count - 1)))")
    }
    seek(to: event)
    return []
  }

  /// On: the first event at or after that time. Back: the last one at or before it.
  private mutating func goByOffset(_ offset: Int64) -> [Effect] {
    let (target, overflow) = time(ofEvent: index).addingReportingOverflow(offset)
    guard !overflow else { return go(to: nil, or: "no such time") }
    guard offset < 0 else { return goToTime(target) }
    playback.isPlaying = false
    let (next, _) = target.addingReportingOverflow(1)
    seek(to: log.firstEvent(atOrAfter: next) - 1)
    return []
  }

  private mutating func goToNext(_ sort: Command.EventSort) -> [Effect] {
    switch sort {
    case .fault: return move(.nextFault)
    case .write: return move(.nextWrite)
    case .lock:
      playback.isPlaying = false
      return go(
        to: nextEvent { $0.kind == .lockHold && $0.new != 0 }, or: "no later event takes a lock")
    case .wait:
      playback.isPlaying = false
      return go(
        to: nextEvent { change in
          // A lock that is free is wanted for a moment too; that is no wait.
          change.kind == .lockWait && LockClaim(word: change.new)?.isContended == true
        },
        or: "no later event waits for a lock")
    }
  }
}
