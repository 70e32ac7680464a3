// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "tablewalk",
  targets: [
    .target(name: "VMSA"),
    .target(name: "Machine", dependencies: ["VMSA"]),
    .systemLibrary(name: "CZstd"),
    .target(name: "Traces", dependencies: ["Machine", "VMSA", "CZstd"]),
    .target(name: "Verification", dependencies: ["Traces", "VMSA"]),
    .target(name: "Screen"),
    .target(
      name: "CTerminal",
      linkerSettings: [
        .linkedLibrary("ncursesw", .when(platforms: [.linux])),
        .linkedLibrary("tinfo", .when(platforms: [.linux])),
        .linkedLibrary("ncurses", .when(platforms: [.macOS])),
      ]),
    .target(name: "Terminal", dependencies: ["CTerminal", "Screen"]),
    .target(name: "TestSupport", dependencies: ["Screen"], path: "Tests/TestSupport"),
    .executableTarget(
      name: "terminal-probe", dependencies: ["Screen", "Terminal"], path: "Tests/terminal-probe"),
    .testTarget(
      name: "ScreenTests", dependencies: ["Screen", "TestSupport"], exclude: ["Snapshots"]),
    .testTarget(
      name: "TerminalTests", dependencies: ["CTerminal", "Screen", "Terminal", "TestSupport"]),
    .testTarget(name: "VMSATests", dependencies: ["VMSA"]),
    .testTarget(
      name: "VerificationTests", dependencies: ["TestSupport", "Verification", "VMSA"]),
    .testTarget(name: "MachineTests", dependencies: ["Machine", "TestSupport", "VMSA"]),
    .testTarget(name: "TracesTests", dependencies: ["Machine", "TestSupport", "Traces", "VMSA"]),
  ],
  swiftLanguageModes: [.v6]
)
