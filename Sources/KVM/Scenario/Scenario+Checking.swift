import Documents

extension Scenario {
  /// Guest addresses of 40 bits, and addresses of a process of 48.
  private static let guestEnd: UInt64 = 1 << 40
  private static let hostEnd: UInt64 = 1 << 48
  /// The most pages that a scenario may speak of on either side: steps look at all of them.
  private static let mostPages = 256

  /// Holds what a file says against what the simulation can do and what the simulated kernel knows.
  ///
  /// - Parameter buildsModel: whether a model is made to see that it can be.
  func check(_ root: DocumentValue, buildsModel: Bool) throws(DocumentError) {
    try checkAddresses(root)
    try checkNames(root)
    try checkSchedules(root)
    if buildsModel { try checkModel(root) }
  }

  // MARK: - Addresses

  private func checkAddresses(_ root: DocumentValue) throws(DocumentError) {
    func need(
      _ start: UInt64, _ size: UInt64, below end: UInt64, _ value: DocumentValue
    ) throws(DocumentError) {
      guard start + size <= end else {
        throw value.failure(.outside(end == Scenario.guestEnd ? "40 bits" : "48 bits"))
      }
    }
    let memoryValue = root["memory"]
    for (index, slot) in memory.slots.enumerated() {
      let value = memoryValue["slots"][index]
      try need(slot.guest, slot.size, below: Scenario.guestEnd, value["guest"])
      try need(slot.host, slot.size, below: Scenario.hostEnd, value["host"])
    }
    for (index, area) in memory.areas.enumerated() {
      try need(
        area.host, area.size, below: Scenario.hostEnd, memoryValue["areas"][index]["host"])
    }
    for (index, page) in memory.watched.enumerated() {
      try need(page, 4096, below: Scenario.guestEnd, memoryValue["watch"][index])
    }
    for (index, mapping) in memory.mappings.enumerated() {
      let value = memoryValue["mappings"][index]
      try need(mapping.guest, mapping.size, below: Scenario.guestEnd, value["guest"])
      let others = memory.mappings[..<index]
      guard !others.contains(where: { $0.guestRange.overlaps(mapping.guestRange) }) else {
        throw value.failure(.overlaps)
      }
    }
    for (index, thread) in threads.enumerated() {
      let value = root["threads"][index]
      if let range = thread.range {
        try need(
          range.lowerBound, range.upperBound - range.lowerBound, below: Scenario.hostEnd,
          value["host"])
        guard memory.areas.contains(where: { $0.range.overlaps(range) }) else {
          throw value["host"].failure(.outside("every VMA"))
        }
      }
      if let guest = thread.guest {
        try need(guest, 4096, below: Scenario.guestEnd, value["guest"])
      }
    }
    let layout = Layout(self)
    guard max(layout.guest.pages.count, layout.host.pages.count) <= Scenario.mostPages else {
      throw root["threads"].failure(.tooManyPages(limit: Scenario.mostPages))
    }
  }

  // MARK: - Names

  private func checkNames(_ root: DocumentValue) throws(DocumentError) {
    let library = StepLibrary.standard
    try check(policies, root["policies"], library)
    for (index, variant) in variants.enumerated() {
      try check(variant.policies, root["variants"][index]["policies"], library)
    }
    for (index, expectation) in expectations.enumerated() {
      try check(expectation.policies, root["expect"][index]["policies"], library)
    }
    for (index, thread) in threads.enumerated() {
      let value = root["threads"][index]
      guard !threads[..<index].contains(where: { $0.name == thread.name }) else {
        throw value["name"].failure(.refused(ModelInputError.threadTwice(thread.name).words))
      }
      guard let parameters = library.programs[thread.program] else {
        throw value["run"].failure(
          .refused(
            ModelInputError.unknownProgram(
              thread.program, known: library.programs.keys.sorted()
            ).words))
      }
      for name in thread.parameters.keys.sorted()
      where !parameters.contains(name) || Scenario.ownParameters.contains(name) {
        let own = parameters.filter { !Scenario.ownParameters.contains($0) }.sorted()
        throw value[name].failure(.unknownKey(known: ThreadPlan.commonKeys + own))
      }
    }
  }

  private func check(
    _ chosen: [String: String], _ value: DocumentValue, _ library: StepLibrary
  ) throws(DocumentError) {
    for (name, choice) in chosen.sorted(by: { $0.key < $1.key }) {
      guard let choices = library.policies[name] else {
        throw value[name].failure(
          .refused(
            ModelInputError.unknownPolicy(name, known: library.policies.keys.sorted()).words))
      }
      guard choices.contains(choice) else {
        throw value[name].failure(
          .refused(
            ModelInputError.unknownChoice(policy: name, choice: choice, known: choices).words))
      }
    }
  }

  private func checkSchedules(_ root: DocumentValue) throws(DocumentError) {
    let names = threads.map(\.name)
    func check(_ text: String, _ value: DocumentValue) throws(DocumentError) {
      do {
        _ = try Schedule(text, threads: names)
      } catch {
        throw value.expected("moves of \(names.joined(separator: ", ")), such as “\(names[0])*3”")
      }
    }
    guard !names.isEmpty else { throw root["threads"].expected("at least one thread") }
    try check(schedule, root["schedule"])
    for (index, variant) in variants.enumerated() {
      try check(variant.schedule, root["variants"][index]["schedule"])
    }
  }

  // MARK: - The model

  private func checkModel(_ root: DocumentValue) throws(DocumentError) {
    do {
      let model = try model().model
      let shared = Set(model.variables.filter { $0.thread == nil }.map(\.name))
      for name in initial.keys.sorted() where !shared.contains(name) {
        throw root["initial"][name].failure(.unknownKey(known: shared.sorted()))
      }
    } catch let error as DocumentError {
      throw error
    } catch let error as ModelInputError {
      throw place(of: error, root).failure(.refused(error.words))
    } catch {
      throw root.failure(.notYAML("\(error)"))
    }
  }

  /// What in a file a model's refusal is about.
  private func place(of error: ModelInputError, _ root: DocumentValue) -> DocumentValue {
    switch error {
    case .unknownPolicy(let name, _): return root["policies"][name]
    case .unknownChoice(let name, _, _):
      let thread = threads.firstIndex { $0.parameters[name] != nil }
      return thread.map { root["threads"][$0][name] } ?? root["policies"][name]
    case .missingParameter(let name, _), .threadTwice(let name):
      return root["threads"][threads.firstIndex { $0.name == name } ?? 0]
    case .wrongCount(let name, _, _), .valueOutOfRange(let name, _):
      return initial[name] == nil ? root["memory"] : root["initial"][name]
    case .unknownProgram, .syntax: return root["threads"]
    }
  }

  /// Parameters that follow from the rest of a thread's plan.
  static let ownParameters: Set = [
    "vcpu", "accessPage", "accessWrite", "accessTable", "repeats", "range", "guestPages",
    "newFrame", "page",
  ]
}

extension MemoryPlan.Mapping {
  /// Its addresses in the guest.
  fileprivate var guestRange: Range<UInt64> { guest..<guest + size }
}
