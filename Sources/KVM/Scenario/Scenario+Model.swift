extension Scenario {
  /// A model of the scenario, and the addresses its numbers stand for.
  ///
  /// - Parameters:
  ///   - edition: nil for the scenario's own.
  ///   - policies: those that differ from the scenario's.
  public func model(
    edition: Edition? = nil, policies: [String: String] = [:],
    library: StepLibrary = .standard
  ) throws(ModelInputError) -> (model: Model, layout: Layout) {
    let layout = Layout(self)
    var inputs = ModelInputs(edition: edition ?? self.edition)
    inputs.policies = self.policies.merging(policies) { $1 }
    let vcpus = threads.filter { $0.program == "vcpu" }
    inputs.sets = layout.sets(vcpus: vcpus.count)
    inputs.constants = layout.constants
    inputs.initial = InitialMemory.words(layout, sets: inputs.sets)
    inputs.initial["inGuest"] = Array(repeating: vcpus.isEmpty ? 0 : 1, count: max(1, vcpus.count))
    inputs.initial["gone"] = Array(repeating: vcpus.isEmpty ? 1 : 0, count: max(1, vcpus.count))
    inputs.initial["mmUsers"] = [holders(of: inputs.policies)]
    inputs.initial.merge(cachedMappings(layout, vcpus: max(1, vcpus.count), inputs)) { $1 }
    inputs.initial.merge(initial) { $1 }
    for plan in threads {
      inputs.threads.append(thread(plan, layout, vcpu: vcpus.firstIndex(of: plan)))
    }
    return (try library.model(inputs), layout)
  }

  /// How many references to the process's memory there are at first.
  private func holders(of policies: [String: String]) -> Int {
    // Who changes the process's memory or its memslots is one of its threads, and lives on.
    let lastingPrograms = ["notifier", "usertable", "unlog"]
    let hasLasting = threads.contains { lastingPrograms.contains($0.program) }
    let others = threads.count { $0.program == "exit" } + (hasLasting ? 1 : 0)
    let ioctls =
      policies["ioctlHoldsMmUsers"] == "no" ? 0 : threads.count { $0.parameters["holdsMm"] != nil }
    guard policies["vcpuHoldsMmUsers"] != "no" else { return others + ioctls }
    return others + ioctls + threads.count { $0.program == "vcpu" }
  }

  private func thread(
    _ plan: ThreadPlan, _ layout: Layout, vcpu: Int?
  ) -> ModelInputs.Thread {
    var thread = ModelInputs.Thread(
      name: plan.name, program: plan.program, isDaemon: plan.isDaemon, parameters: plan.parameters)
    if let vcpu {
      thread.parameters["vcpu"] = .number(vcpu)
      thread.parameters["accessPage"] = .list(
        plan.accesses.map { layout.guest.page(of: $0.address) ?? -1 })
      thread.parameters["accessWrite"] = .list(plan.accesses.map { $0.isWrite ? 1 : 0 })
      thread.parameters["accessTable"] = .list(
        plan.accesses.allSatisfy { $0.table == nil }
          ? [] : plan.accesses.map { $0.table.flatMap(layout.guest.page(of:)) ?? -1 })
      thread.parameters["repeats"] = .number(plan.isDaemon ? 1 : 0)
    }
    if let range = plan.range {
      thread.parameters["range"] = .list(
        layout.host.pages.map { range.contains($0) ? 1 : 0 })
      thread.parameters["guestPages"] = .list(layout.guestPages(onHost: range))
      thread.parameters["newFrame"] = .number(layout.spareFrame(ofHost: range.lowerBound) ?? -1)
    }
    if let guest = plan.guest {
      thread.parameters["page"] = .number(layout.guest.page(of: guest) ?? -1)
    }
    return thread
  }

  /// First words of the TLBs: mappings that some vCPU has used already.
  private func cachedMappings(
    _ layout: Layout, vcpus: Int, _ inputs: ModelInputs
  ) -> [String: [Int]] {
    var pages = Array(repeating: 0, count: vcpus * layout.guest.pages.count)
    var blocks = Array(repeating: 0, count: vcpus * layout.guest.blocks.count)
    for mapping in memory.mappings {
      guard let page = layout.guest.page(of: mapping.guest) else { continue }
      for vcpu in mapping.cachedBy where vcpu < vcpus {
        let host = layout.hostPage(ofGuest: layout.guest.pages[page]) ?? 0
        let isBlock = mapping.size >= PageGroups.blockBytes
        let frame = isBlock ? layout.homeBlock[layout.host.block(ofPage: host)] : layout.home[host]
        let word = Int(
          TableEntry(
            frame: Int32(frame), isWritable: mapping.isWritable, isExecutable: true,
            isYoung: true
          ).word)
        if isBlock {
          blocks[vcpu * layout.guest.blocks.count + layout.guest.block(ofPage: page)] = word
        } else {
          pages[vcpu * layout.guest.pages.count + page] = word
        }
      }
    }
    return ["tlbPage": pages, "tlbBlock": blocks]
  }
}
