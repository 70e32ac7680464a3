// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "tablewalk",
  targets: [
    .target(name: "VMSA"),
    .target(name: "Machine", dependencies: ["VMSA"]),
    .systemLibrary(name: "CZstd"),
    .target(name: "Traces", dependencies: ["Machine", "VMSA", "CZstd"]),
    .testTarget(name: "VMSATests", dependencies: ["VMSA"]),
  ],
  swiftLanguageModes: [.v6]
)
