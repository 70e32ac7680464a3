import Screen

/// Takes an action in; returns what the program around the screen must do.
@discardableResult
public func update(_ state: inout AppState, _ action: Action) -> [Effect] {
  // What time and the window do is no answer to a message; everything a person does is.
  switch action {
  case .tick, .resize, .redraw: break
  default:
    state.message = nil
    state.running = nil
  }
  if let effects = state.inExploring(action) ?? state.inReport(action) { return effects }
  switch action {
  case .step, .goToStart, .goToEnd, .nextFault, .previousFault, .nextWrite, .previousWrite,
    .nextWriteOfEntry, .previousWriteOfEntry, .nextMatch, .previousMatch:
    return state.move(action)
  case .tick: return state.goOnLooking() + state.play(action)
  case .togglePlay, .faster, .slower: return state.play(action)
  case .stepChosen, .chooseThread, .runToHandOver, .runToEnd, .changeEdition, .showSchedule,
    .toggleComparison, .explore, .exploreFromHere, .exploreOthers:
    return state.simulate(action)
  case .nextPanel: state.focus(state.focus.advanced(by: 1, in: state.tabOrder))
  case .previousPanel: state.focus(state.focus.advanced(by: -1, in: state.tabOrder))
  case .panel(let panel): state.focus(panel)
  case .scroll(let lines): state.scroll(byLines: lines)
  case .scrollPages(let pages): state.scroll(byPages: pages)
  case .shift: break
  case .open: return state.open()
  case .zoom: state.isZoomed.toggle()
  case .nextThread: state.followNextThread()
  case .nextRoot: state.showNextRoot()
  case .togglePin: return state.togglePin()
  case .beginSearch: state.prompt = Prompt(purpose: .search, text: "")
  case .beginCommand: state.prompt = Prompt(purpose: .command, text: "")
  case .beginAddress: state.prompt = Prompt(purpose: .command, text: "address ")
  case .type, .erase, .eraseAll, .submit, .complete: return state.edit(action)
  case .cancel: state.cancel()
  case .toggleHelp: state.toggleHelp()
  case .redraw: return [.redraw]
  case .suspend: return [.suspend]
  case .quit: return [.quit]
  case .resize(let size): state.size = size
  case .click(let point): state.click(point)
  case .wheel(let point, let lines): state.wheel(point, lines)
  }
  return []
}
