/// A thread's own variables in one state, by their names without “my.”.
struct ThreadVariables {
  let variables: [String: Model.Variable]
  let state: ModelState

  /// A variable's word; 0 where the thread has none of that name.
  func word(_ name: String) -> Int32 {
    variables["my." + name].map { state.words[$0.base] } ?? 0
  }

  /// The choice a variable stands at, by its name; nil where the thread has none such.
  func choice(_ name: String) -> String? {
    guard let variable = variables["my." + name], case .choice(let names) = variable.type,
      names.indices.contains(Int(state.words[variable.base]))
    else { return nil }
    return names[Int(state.words[variable.base])]
  }
}
