extension Scenario: CustomStringConvertible {
  /// Its short name.
  public var description: String { name }
}

extension Scenario {
  /// The scenarios that come with the program, in order.
  public static let builtIn: [Scenario] = builtInTexts.map { name, text in
    do {
      return try Scenario(yaml: text, file: name)
    } catch {
      preconditionFailure("a scenario that comes with the program is wrong: \(error)")
    }
  }

  /// The scenario that comes with the program under a name, in either case.
  public static func builtIn(named name: String) -> Scenario? {
    builtIn.first { $0.name.lowercased() == name.lowercased() }
  }

  /// The files of the scenarios that come with the program.
  static let builtInTexts: [(file: String, text: String)] = [
    ("S0.yaml", PackageResources.S0_yaml),
    ("S1.yaml", PackageResources.S1_yaml),
    ("S2.yaml", PackageResources.S2_yaml),
    ("S3.yaml", PackageResources.S3_yaml),
    ("S4.yaml", PackageResources.S4_yaml),
    ("S5.yaml", PackageResources.S5_yaml),
    ("S6.yaml", PackageResources.S6_yaml),
    ("S7.yaml", PackageResources.S7_yaml),
    ("S8.yaml", PackageResources.S8_yaml),
    ("S9.yaml", PackageResources.S9_yaml),
    ("S10.yaml", PackageResources.S10_yaml),
    ("S11.yaml", PackageResources.S11_yaml),
    ("S12.yaml", PackageResources.S12_yaml),
    ("S13.yaml", PackageResources.S13_yaml),
    ("S14.yaml", PackageResources.S14_yaml),
    ("S15.yaml", PackageResources.S15_yaml),
    ("S16.yaml", PackageResources.S16_yaml),
    ("S17.yaml", PackageResources.S17_yaml),
    ("S18.yaml", PackageResources.S18_yaml),
    ("S19.yaml", PackageResources.S19_yaml),
    ("S20.yaml", PackageResources.S20_yaml),
  ].map { ($0.0, String(decoding: $0.1, as: UTF8.self)) }
}
