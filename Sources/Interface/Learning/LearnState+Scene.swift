import KVM
import Lessons
import Machine
import Screen

extension LearnState {
  /// Opens the scene of the current section, as it is at first.
  mutating func openScene() {
    sceneSection = session.page.section
    scene = nil
    guard let plan = session.section?.scene, let opened = session.scene else { return }
    var state: AppState
    switch opened {
    case .simulation(let stepper, let instant):
      state = AppState(stepper: stepper, size: size, theme: theme, isASCII: isASCII)
      state.seek(to: instant)
    case .recording(let recording, let instant):
      state = AppState(
        timeline: recording.timeline,
        recording: RecordingInfo(fileName: recording.name, label: recording.label), size: size,
        theme: theme, isASCII: isASCII)
      state.seek(to: instant)
    case .translation: return
    }
    if let panel = plan.panel, let name = PanelName(titled: panel) { state.focus = name }
    if let address = plan.address { state.pinnedAddress = address }
    scene = state
    resizeScene()
  }

  /// Gives the scene the room it has on the screen.
  mutating func resizeScene() {
    guard scene != nil else { return }
    let size = LearnLayout(self).sceneSize
    scene?.size = size
    scene?.theme = theme
    scene?.isASCII = isASCII
  }

  /// Does something in the scene, and notes a task that it completes.
  ///
  /// - Returns: what the program around the screen must do.
  public mutating func inScene(_ action: Action) -> [Effect] {
    resizeScene()
    guard var state = scene else { return [] }
    var effects = update(&state, action)
    scene = state
    // To leave the scene is to come back to the lesson.
    if effects.contains(.quit) {
      effects.removeAll { $0 == .quit }
      focus = .lesson
    }
    noteGoal()
    return effects
  }

  /// Takes in what the explorer says to one of the scene's questions.
  public mutating func take(_ answer: ExplorationAnswer, to question: Int) {
    scene?.take(answer, to: question)
    noteGoal()
  }

  /// Notes that the current task is done, where it is.
  mutating func noteGoal() {
    guard let task, !session.isPageDone || session.results[session.place] == .skipped,
      let situation, task.goal.isReached(in: situation)
    else { return }
    session.finishTask()
    focus = .lesson
    scroll = nil
    message = ""
  }

  /// What a task's goal is held against; nil without a scene.
  public var situation: Goal.Situation? {
    guard let scene else { return nil }
    let searches = scene.exploring?.answers.compactMap { answer -> Bool? in
      switch answer?.verdict {
      case .safe?: true
      case .violation?: false
      default: nil
      }
    }
    return Goal.Situation(
      stepper: scene.stepper, timeline: scene.timeline, index: scene.index,
      searches: searches ?? [])
  }

  /// Does what leads to the current task's goal.
  public mutating func showWay() -> [Effect] {
    guard let task else { return [] }
    openScene()
    var effects: [Effect] = []
    for step in task.way {
      guard let actions = SceneKeys.actions(for: step, in: scene) else {
        message = "“\(step)” is no key or command here"
        return effects
      }
      for action in actions { effects += inScene(action) }
    }
    return effects
  }
}

extension PanelName {
  /// The panel with a title, in small letters or not; nil when there is none.
  public init?(titled title: String) {
    guard
      let name = PanelName.allCases.first(where: { $0.title.lowercased() == title.lowercased() })
    else { return nil }
    self = name
  }
}
