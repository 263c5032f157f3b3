// swift-tools-version: 6.3
import PackageDescription

/// Every target is held to the same rules: no implicit existentials, imports that say what they expose, no warnings.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// `files` are folders or files that the program carries in itself.
func module(_ name: String, _ dependencies: [Target.Dependency] = [], files: [Resource] = []) -> Target {
    .target(name: name, dependencies: dependencies, resources: files, swiftSettings: strict)
}

/// The tests of a module; `data` names the folders of test inputs beside the test's sources.
func tests(_ name: String, _ dependencies: [Target.Dependency] = [], data: [String] = []) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: [.byName(name: name), "TestSupport"] + dependencies, exclude: data,
        swiftSettings: strict)
}

/// Tests that hold several modules to something at once.
func suite(_ name: String, _ dependencies: [Target.Dependency], data: [String] = []) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: ["TestSupport"] + dependencies, exclude: data, swiftSettings: strict)
}

func program(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .executableTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

/// The pkg-config description of a library, used on macOS only: Homebrew keeps libraries out of the search path, while
/// Debian's descriptions carry flags that SwiftPM refuses and its libraries need none.
func onMac(_ description: String) -> String? {
    #if os(macOS)
        description
    #else
        nil
    #endif
}

/// The readers under libFuzzer, for `scripts/fuzz` alone: the sanitizer brings its own `main`.
let fuzzing: [Target] =
    Context.environment["TALLY_FUZZ"] == nil
    ? []
    : [.executableTarget(name: "fuzz-csv", dependencies: ["TabularIO", "Columnar", "CScan"], path: "Fuzz")]

let package = Package(
    name: "tally",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "tally", targets: ["tally"]),
        .library(name: "TallyEngine", targets: ["Engine"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
    ],
    targets: [
        module("Diagnostics"),
        module("Columnar", ["CKernels", "CPages"]),
        module("JSON"),
        .target(name: "CScan"),
        .target(name: "CPages"),
        .target(name: "CKernels"),
        .systemLibrary(
            name: "CReadline", pkgConfig: onMac("readline"),
            providers: [.apt(["libreadline-dev"]), .brew(["readline"])]),
        module("Syntax", ["Diagnostics"]),
        .systemLibrary(
            name: "CRE2", pkgConfig: onMac("re2"), providers: [.apt(["libre2-dev"]), .brew(["re2"])]),
        .target(name: "CRegex", dependencies: ["CRE2"], linkerSettings: [.linkedLibrary("re2")]),
        .systemLibrary(
            name: "CZstd", pkgConfig: onMac("libzstd"),
            providers: [.apt(["libzstd-dev", "zlib1g-dev", "libbz2-dev"]), .brew(["zstd"])]),
        .systemLibrary(
            name: "CLZMA", pkgConfig: onMac("liblzma"), providers: [.apt(["liblzma-dev"]), .brew(["xz"])]),
        .systemLibrary(
            name: "CSimdjson", pkgConfig: onMac("simdjson"),
            providers: [.apt(["libsimdjson-dev"]), .brew(["simdjson"])]),
        .target(name: "CJSON", dependencies: ["CSimdjson"], linkerSettings: [.linkedLibrary("simdjson")]),
        .systemLibrary(
            name: "CCurl", pkgConfig: onMac("libcurl"), providers: [.apt(["libcurl4-openssl-dev"]), .brew(["curl"])]),
        .target(name: "CFetch", dependencies: ["CCurl"]),
        .systemLibrary(
            name: "CPROJ", pkgConfig: onMac("proj"), providers: [.apt(["libproj-dev"]), .brew(["proj"])]),
        .target(name: "CProjection", dependencies: ["CPROJ"]),
        module("Geography", ["CProjection", "Columnar", "JSON"]),
        .target(name: "CDetach"),
        .target(name: "CCrash"),
        .target(name: "CRaster"),
        .target(name: "CWorkbook"),
        .target(name: "CDatabase"),
        .target(name: "CDigest"),
        .target(name: "CMarkdown"),
        .target(name: "CDecompress", dependencies: ["CZstd", "CLZMA"]),
        module("Functions", ["Columnar", "CKernels", "CRegex"]),
        module(
            "TabularIO",
            [
                "Columnar", "CScan", "CDecompress", "CFetch", "CJSON", "CWorkbook", "CDatabase", "CDigest", "CCrash",
                "Diagnostics",
            ]),
        module("LineEditor", ["CReadline", "Diagnostics"]),
        module("Semantics", ["Syntax", "Functions", "Geography", "Columnar", "Diagnostics"]),
        module("LanguageService", ["Semantics", "Syntax", "Functions", "Columnar", "Diagnostics"]),
        module("Planning", ["Semantics", "Functions", "Geography", "Columnar"]),
        module("Execution", ["Planning", "Semantics", "Functions", "Geography", "Columnar", "CKernels"]),
        module(
            "Engine",
            [
                "LanguageService", "Execution", "Planning", "Semantics", "Syntax", "TabularIO", "Functions",
                "Geography", "Columnar", "Diagnostics",
            ]),
        .target(name: "CLoopback"),
        module("HTTP", ["CLoopback"]),
        module(
            "Dashboard",
            [
                "HTTP", "Charts", "JSON", "Engine", "LanguageService", "Semantics", "Syntax", "TabularIO", "Columnar",
                "Diagnostics",
            ], files: [.embedInCode("Page")]),
        module("Charts", ["Columnar", "CRaster", "JSON", "TabularIO", "Diagnostics"]),
        module(
            "Reports", ["Charts", "CMarkdown", "Engine", "Syntax", "TabularIO", "Columnar", "Diagnostics"]),
        module(
            "Shell",
            [
                "Reports", "Dashboard", "Charts", "JSON", "Engine", "LanguageService", "Semantics", "Diagnostics",
                "Columnar",
                "TabularIO",
                "LineEditor", "CDetach", "CCrash",
            ], files: [.embedInCode("Help/tally.ebnf")]),
        .target(name: "CArguments"),
        program("tally", ["CArguments", "LanguageServer", "Shell", "TabularIO", argumentParser]),
        module(
            "LanguageServer",
            ["JSON", "LanguageService", "Engine", "Semantics", "TabularIO", "Columnar", "Diagnostics"]),
        program("tally-data", ["Columnar", argumentParser]),
        program("tally-kernels", ["Columnar", "CKernels"]),
        .target(name: "TestSupport", dependencies: ["Diagnostics"], path: "Tests/TestSupport", swiftSettings: strict),
        tests("Syntax", ["Diagnostics"], data: ["Examples", "Golden", "Diagnostics", "Formatting"]),
        tests("TabularIO", ["Columnar", "CScan", "Diagnostics"]),
        tests("Charts", ["Columnar", "TabularIO"]),
        tests("LineEditor"),
        tests("Shell"),
        tests(
            "LanguageService", ["Engine", "Semantics", "Syntax", "Columnar", "Diagnostics"], data: ["Golden"]),
        tests("JSON"),
        tests("Dashboard", ["HTTP", "JSON"]),
        tests("LanguageServer", ["JSON", "Diagnostics"]),
        suite(
            "House",
            ["Shell", "Engine", "Planning", "Semantics", "Syntax", "TabularIO", "Functions", "Diagnostics"]),
        suite(
            "Golden",
            ["Charts", "Shell", "Engine", "Semantics", "Syntax", "Functions", "TabularIO", "Columnar", "Diagnostics"],
            data: ["Scripts", "Published", "Mistakes", "Warnings", "Data"]),
        tests(
            "Engine",
            ["Execution", "Functions", "Semantics", "Syntax", "Columnar", "CKernels", "Diagnostics", "TabularIO"],
            data: ["Queries"]),
    ] + fuzzing,
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
