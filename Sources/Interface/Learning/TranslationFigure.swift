import Lessons
import Screen

/// A translation in lines: registers, the address cut into its fields, the entries read.
struct TranslationFigure {
  let lines: [Line]

  init(_ translation: TranslationCase) {
    lines = []
  }
}
