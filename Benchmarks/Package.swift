// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "tablewalk-benchmarks",
  dependencies: [.package(name: "tablewalk", path: "..")],
  targets: [
    .target(name: "CYardstick", cSettings: [.unsafeFlags(["-O3"])]),
    .executableTarget(
      name: "benchmarks",
      dependencies: ["CYardstick", .product(name: "TablewalkModel", package: "tablewalk")]),
  ],
  swiftLanguageModes: [.v6]
)
