import KVM
import TestSupport

/// A model as the stepper moves it, for the plain search.
struct PlainModel: PlainSystem {
  let model: Model

  var initialState: ModelState { model.initial }

  func violation(inInitialState state: ModelState) -> Model.Violation? {
    model.firstViolation(in: state)
  }

  func moves(in state: ModelState) -> [Schedule.Move] {
    model.threads.indices.filter { model.isEnabled($0, in: state) }.flatMap { thread in
      (0..<model.choiceCount(of: thread, in: state)).map {
        Schedule.Move(thread: thread, choice: $0)
      }
    }
  }

  func make(_ move: Schedule.Move, in state: inout ModelState) -> Model.Violation? {
    model.step(move.thread, choice: move.choice, in: &state)
  }

  /// Everyone who has an end has come to it; threads that may go on for ever don't count.
  func isFinished(_ state: ModelState) -> Bool {
    model.threads.indices.allSatisfy {
      model.threads[$0].isDaemon || model.isFinished($0, in: state)
    }
  }
}
