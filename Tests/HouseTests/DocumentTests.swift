import Foundation
import TestSupport
import Testing

@testable import Engine

/// Holds what the documents say to the project as it is.
struct DocumentTests {
    /// `module("Shell", ["Engine", …])` and its kin as "Shell -> Engine, …".
    private static func arrowsOfPackage() throws -> [String] {
        let package = try Repository.read("Package.swift")
        guard let start = package.range(of: "    targets: [") else { return [] }
        let targets = String(package[start.upperBound...])
        var arrows: [String] = []
        let call = #/(?s)(?:module|program|\.target|\.systemLibrary)\(\s*(?:name: )?"([\w-]+)"(.*?)\)(?:,\n|\n    \])/#
        for match in targets.matches(of: call) {
            var names: [String] = []
            // The first list of names is that of the dependencies; a system library has providers instead.
            if !match.0.hasPrefix(".systemLibrary"), let list = String(match.2).firstMatch(of: #/(?s)\[(.*?)\]/#) {
                names = list.1.matches(of: #/[\w-]+/#).map {
                    $0.0 == "argumentParser" ? "ArgumentParser" : String($0.0)
                }
            }
            arrows.append("\(match.1) ->" + (names.isEmpty ? "" : " ") + names.joined(separator: ", "))
        }
        return arrows
    }

    @Test func arrowsOfTheArchitectureAreThoseOfThePackage() throws {
        let blocks = Repository.blocks("text", in: try Repository.read("ARCHITECTURE.md"))
        let list = try #require(blocks.first { $0.contains(" ->") }).split(separator: "\n").map(String.init)
        let package = try DocumentTests.arrowsOfPackage()
        #expect(package.count > 10)
        #expect(Set(list) == Set(package))
        #expect(list.count == Set(list).count)
    }

    @Test func everyModuleHasItsParagraph() throws {
        let text = try Repository.read("ARCHITECTURE.md")
        for arrow in try DocumentTests.arrowsOfPackage() {
            let name = arrow.prefix { $0 != " " }
            #expect(text.contains("**\(name)**") || text.contains("`\(name)`"), "\(name)")
        }
    }

    @Test(arguments: ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "examples/data/README.md"])
    func pathsExist(_ document: String) throws {
        let text = try Repository.read(document)
        let folders = "Sources|Tests|scripts|docs|examples|grammar|Benchmarks"
        let path = try Regex("`((?:\(folders))/[A-Za-z0-9_+./-]*)`")
        for match in text.matches(of: path) {
            let found = String(match.output[1].substring ?? "")
            // Capitals stand for a name to choose.
            guard !found.contains("/NAME") && !found.contains("/CITY") else { continue }
            #expect(FileManager.default.fileExists(atPath: Repository.top.appending(path: found).path), "\(found)")
        }
    }

    @Test(arguments: ["README.md", "CONTRIBUTING.md"]) func licenseOfTheBinaryIsSaid(_ document: String) throws {
        let text = try Repository.read(document)
        #expect(text.contains("Apache License") && text.contains("GNU General Public License, version 3 or later"))
        #expect(try Repository.read("LICENSE").contains("Version 2.0, January 2004"))
    }

    @Test func scriptsAreRightBash() throws {
        let scripts = try FileManager.default.contentsOfDirectory(
            atPath: Repository.top.appending(path: "scripts").path)
        // Folders cannot be read; what is no script of Bash is in Python, C or a list.
        let paths =
            scripts.map { "scripts/\($0)" }.filter { path in
                guard let text = try? Repository.read(path) else { return false }
                return path.hasSuffix(".sh") || text.hasPrefix("#!/usr/bin/env bash")
            } + [".ci/run"]
        #expect(paths.count >= 6)
        for path in paths {
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/env")
            process.arguments = ["bash", "-n", Repository.top.appending(path: path).path]
            try process.run()
            process.waitUntilExit()
            #expect(process.terminationStatus == 0, "\(path)")
        }
    }
}
