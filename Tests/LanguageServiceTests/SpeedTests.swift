import Columnar
import Diagnostics
import Engine
import Foundation
import Semantics
import Testing

@testable import LanguageService

/// How long a person waits: measured on 600,000 synthetic rows with 250,000 addresses.
struct SpeedTests {
    private static let catalog: any CatalogSource = {
        let rows = 600_000
        let path = FileManager.default.temporaryDirectory.appending(path: "tally-speed-\(getpid()).csv")
        var text = "opened,district,reason,address\n"
        for row in 0..<rows {
            let scrambled = (row &* 7_919) % rows
            text += "2024-0\(row % 9 + 1)-1\(row % 7),\(scrambled % 11),Reason \(scrambled % 400),"
            text += "\(scrambled % 250_000) SAMPLE STREET\n"
        }
        do {
            try text.write(to: path, atomically: true, encoding: .utf8)
            defer { try? FileManager.default.removeItem(at: path) }
            let session = Session(threads: 2)
            session.add(files: [path.path])
            try session.loadPending()
            return session.catalog
        } catch { return EmptyCatalog() }
    }()

    /// The bar is 20 ms in a release build; unoptimized code takes some twenty times as long.
    @Test(
        .enabled(if: ProcessInfo.processInfo.environment["TALLY_SPEED"] != nil, "a measurement: set TALLY_SPEED=1"),
        arguments: [
            "where district = 5 and reason = \"reason 3|", "where address = \"4 samp|", "where address = |",
            "where district = 5 and address = \"10|", "group by |", "show |",
        ])
    func completionIsQuick(_ text: String) {
        let cursor = text.prefix { $0 != "|" }.utf8.count
        let script = Script(SourceText(text.replacing("|", with: ""), name: "query"), SpeedTests.catalog)
        let times = (0..<9).map { _ in
            ContinuousClock().measure { #expect(script.completions(at: cursor).items.count > 0) }
        }
        let best = times.min().map { Double($0.components.attoseconds) * 1e-15 } ?? 0
        print("completion \(best.formatted(.number.precision(.fractionLength(2)))) ms: \(text)")
    }
}
