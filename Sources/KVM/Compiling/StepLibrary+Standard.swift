extension StepLibrary {
  /// The texts that come with the program, shared declarations first.
  public static let standardTexts: [(name: String, source: String)] = [
    ("machine", PackageResources.machine_steps), ("vcpu", PackageResources.vcpu_steps),
    ("stage2map", PackageResources.stage2map_steps), ("relax", PackageResources.relax_steps),
    ("usersize", PackageResources.usersize_steps),
    ("notifier", PackageResources.notifier_steps),
    ("corechange", PackageResources.corechange_steps), ("exit", PackageResources.exit_steps),
    ("rcu", PackageResources.rcu_steps),
    ("unlog", PackageResources.unlog_steps),
    ("ptdump", PackageResources.ptdump_steps),
    ("usertable", PackageResources.usertable_steps),
    ("memslot", PackageResources.memslot_steps),
    ("dirtylog", PackageResources.dirtylog_steps),
    ("getlog", PackageResources.getlog_steps),
    ("ageing", PackageResources.ageing_steps),
    ("oom", PackageResources.oom_steps),
    ("destroy", PackageResources.destroy_steps),
    ("guestwalk", PackageResources.guestwalk_steps),
    ("nested", PackageResources.nested_steps),
  ].map { ($0.0, String(decoding: $0.1, as: UTF8.self)) }

  /// The simulated kernel that comes with the program.
  public static let standard: StepLibrary = {
    do {
      return try StepLibrary(texts: standardTexts)
    } catch {
      preconditionFailure("a text that comes with the program is wrong: \(error)")
    }
  }()
}
