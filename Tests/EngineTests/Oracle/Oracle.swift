import Columnar
import Diagnostics
import Engine
import Execution
import Foundation
import TabularIO

/// Runs one text on the engine and on the reference, over the same data, and says where they differ.
final class Oracle {
    let data: SampleData
    private let session: Session
    private let reference: ReferenceScript
    private let path: String
    /// Another table for `lookup "areas.csv"`.
    private let areas: String

    init(_ data: SampleData) throws {
        self.data = data
        path = NSTemporaryDirectory() + "tally-oracle-\(data.seed)-\(UUID().uuidString).csv"
        areas = path + ".areas.csv"
        try data.csv.write(toFile: path, atomically: true, encoding: .utf8)
        try SampleAreas.csv.write(toFile: areas, atomically: true, encoding: .utf8)
        session = Session(threads: 1)
        session.add(files: [path])
        reference = ReferenceScript(data.table, others: ["areas.csv": SampleAreas.table])
        _ = try prepare(SampleData.script)
        try session.loadPending()
        _ = try reference.run(SampleData.definitions)
    }

    deinit { for path in [path, areas] { try? FileManager.default.removeItem(atPath: path) } }

    // MARK: - Running

    private func prepare(_ text: String) throws -> PreparedScript {
        do throws(EngineError) {
            let text = text.replacing("\"areas.csv\"", with: "\"\(areas)\"")
            return try session.prepare(text, name: "query")
        } catch {
            guard case .query(let diagnostics, _) = error else { throw error }
            let mistakes = diagnostics.filter { $0.severity == .error }.map { $0.id + ": " + $0.message }
            throw ReferenceError(mistakes.joined(separator: "\n"))
        }
    }

    /// The id of the first mistake that the engine finds in a text; nil when it runs.
    func refusal(_ text: String) -> String? {
        do {
            _ = try engine(text)
            return nil
        } catch {
            return "\(error)".split(separator: ":").first.map(String.init)
        }
    }

    /// The engine's result for the only query of a text.
    func engine(
        _ text: String, _ options: ExecutionOptions = ExecutionOptions(), optimized: Bool = true
    ) throws -> ResultTable {
        session.execution = options
        session.optimizesPlans = optimized
        for statement in try prepare(text).statements {
            if let result = try session.run(statement) { return result.table }
        }
        throw ReferenceError("no result of: \(text)")
    }

    func explanation(_ text: String) throws -> String {
        try prepare("explain " + text).statements.compactMap { try session.explanation(of: $0) }.joined()
    }

    // MARK: - Comparing

    /// What is wrong with the engine's answer, with everything that is needed to look into it; nil when it agrees.
    func disagreement(_ text: String) -> String? {
        do {
            let expected = try reference.run(text)
            guard let expected = expected.last else { throw ReferenceError("no query") }
            let found = try engine(text)
            guard let difference = Agreement.difference(expected, found) else { return nil }
            return report(text, difference, Agreement.text(expected), Agreement.text(found))
        } catch {
            return report(text, "\(error)", "", "")
        }
    }

    private func report(_ text: String, _ difference: String, _ expected: String, _ found: String) -> String {
        """
        seed \(data.seed): \(text)
        \(difference)
        expected
        \(expected)
        found
        \(found)
        data
        \(data.csv)
        """
    }
}
