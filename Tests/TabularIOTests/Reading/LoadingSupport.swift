import Columnar
import Foundation
import Testing

@testable import TabularIO

/// A folder that is removed with the object.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "tally-tests-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file and returns it as a source.
    func write(_ bytes: some Sequence<UInt8>, to name: String = "data.csv") throws -> InputSource {
        let file = path + "/" + name
        try Data(Array(bytes)).write(to: URL(fileURLWithPath: file))
        return .file(file)
    }
}

/// Loads a document given as text.
func load(_ text: String, options: LoadOptions = LoadOptions()) throws -> LoadedTable {
    try load(bytes: Array(text.utf8), options: options)
}

func load(bytes: [UInt8], options: LoadOptions = LoadOptions()) throws -> LoadedTable {
    let folder = try TemporaryFolder()
    return try Loader.load([try folder.write(bytes)], options: options)
}

/// The message of the error that loading ends with; nil when it does not fail.
func loadingError(_ text: String, options: LoadOptions = LoadOptions()) -> LoadError? {
    do {
        _ = try load(text, options: options)
        return nil
    } catch {
        return error as? LoadError
    }
}

extension LoadOptions {
    /// Every column is text.
    static var allText: LoadOptions {
        var options = LoadOptions()
        options.hints = { $0.map { _ in .text } }
        return options
    }

    func with(_ change: (inout LoadOptions) -> Void) -> LoadOptions {
        var options = self
        change(&options)
        return options
    }
}

extension LoadedTable {
    /// Every cell in its machine spelling, nil for missing.
    var texts: [[String?]] { (0..<table.rowCount).map { table[row: $0].map(ValueText.machine) } }

    func column(_ name: String) -> Column {
        guard let index = table.names.firstIndex(of: name) else {
            Issue.record("no column \(name) in \(table.names)")
            return table.columns[0]
        }
        return table.columns[index]
    }

    func report(_ name: String) -> ColumnReport {
        guard let index = table.names.firstIndex(of: name) else {
            Issue.record("no column \(name) in \(table.names)")
            return report.columns[0]
        }
        return report.columns[index]
    }

    /// Values, dictionaries, bounds and report, as text: for comparing whole loads.
    var fingerprint: [String] {
        zip(table.columns, report.columns).map { column, report in
            var text = "\(report.name) \(column.type) \(String(describing: column.bounds)) \(report.missingCount)"
            text += " \(report.badCount) \(report.badValues.map { "\($0.line): \($0.text)" })"
            if let dictionary = column.dictionary {
                text += " \((0..<dictionary.count).map { dictionary.text(UInt32($0 + 1)) ?? "" })"
                if case .codes(let codes, _) = column.storage { text += " \((0..<codes.count).map { codes[$0] })" }
            } else {
                text += " \((0..<column.count).map { ValueText.machine(column[$0]) ?? "" })"
            }
            return text
        } + report.warnings.map { String($0.drop { $0 != ":" }) }
    }
}
