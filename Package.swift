// swift-tools-version: 6.3
import PackageDescription

/// Every target is held to the same rules: no implicit existentials, imports that say what they expose, no warnings.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies, swiftSettings: strict)
}

/// Homebrew keeps GNU Readline out of the search path, since macOS ships libedit under its name: there pkg-config finds
/// it. Debian's description of the library carries flags that SwiftPM refuses, and the library needs none.
#if os(macOS)
    let readlineDescription: String? = "readline"
#else
    let readlineDescription: String? = nil
#endif

let package = Package(
    name: "tally",
    platforms: [.macOS(.v15)],
    products: [
        // .executable(name: "tally", targets: ["tally"]),
        // .library(name: "TallyEngine", targets: ["Engine"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
    ],
    targets: [
        module("Diagnostics"),
        module("Columnar"),
        .systemLibrary(
            name: "CReadline", pkgConfig: readlineDescription,
            providers: [.apt(["libreadline-dev"]), .brew(["readline"])]),
        module("TabularIO", ["Columnar", "Diagnostics"]),
        module("LineEditor", ["CReadline"]),
        module("Shell", ["Diagnostics", "Columnar", "TabularIO", "LineEditor"]),
        tests("TabularIO", ["Columnar", "Diagnostics"]),
        tests("LineEditor"),
        tests("Shell"),
        module("Syntax", ["Diagnostics"]),
        module("Functions", ["Columnar"]),
        module("Planning", ["Semantics", "Functions", "Columnar"]),
        module("Semantics", ["Syntax", "Functions", "Columnar", "Diagnostics"]),
    ],
    swiftLanguageModes: [.v6]
)
