import Columnar

/// Reads delimited text into typed columns.
///
/// 1. Every source is opened, recognized and its header read (`SourceLayout`); columns are aligned by name.
/// 2. The first rows give each column a provisional kind (`ColumnSample`, `ColumnPlan`), unless a hint does.
/// 3. Workers take chunks of rows from the `ChunkReader` and decode them column by column (`ColumnDecoder`).
/// 4. The whole column decides: it is settled, or decoded once more as another kind (`ColumnEvidence`).
/// 5. The segments are put together (`ColumnAssembly`), and the report says what was found.
///
/// The result depends on the input alone, never on the number of threads or on where chunks end.
package enum Loader {
    /// Loads sources of one layout as one table, in their order.
    package static func load(
        _ sources: [InputSource], options: LoadOptions = LoadOptions()
    ) throws(LoadError) -> LoadedTable {
        let start = ContinuousClock.now
        guard !sources.isEmpty else { throw LoadError("There is no file to load.") }
        SparePages.keep()
        defer { SparePages.release() }
        var layouts: [SourceLayout] = []
        for source in try InputSource.expanded(sources) { layouts.append(try SourceOpening.open(source, options)) }
        while true {
            do throws(ChunkReader.Failure) {
                let names = try align(&layouts)
                let loaded = try LoadRun(layouts, names: names, options: options).run()
                var (table, report) = (loaded.table, loaded.report)
                if layouts.allSatisfy(\.lastIsUnnamed), !loaded.undecoded.contains(names.count - 1) {
                    Loader.dropEmptyLast(&table, &report)
                }
                report = report.taking(ContinuousClock.now - start)
                if options.badValues == .error { try refuseBadValues(report) }
                return LoadedTable(
                    table: table, report: report, undecoded: loaded.undecoded.intersection(table.columns.indices),
                    unbounded: loaded.unbounded)
            } catch {
                switch error {
                case .error(let error): throw error
                case .notUTF8(let source, let offset):
                    layouts[source] = try SourceOpening.reread(layouts[source], at: offset, options)
                }
            }
        }
    }

    /// What can be said of big files without reading them: their columns, as their first rows look, and no row. Nil for
    /// what is read as a whole anyway: small files, streams, compressed or converted text.
    package static func outline(
        _ sources: [InputSource], options: LoadOptions, atLeast bytes: Int
    ) throws(LoadError) -> LoadedTable? {
        guard options.badValues != .error else { return nil }
        var layouts: [SourceLayout] = []
        for source in try InputSource.expanded(sources) {
            guard case .file(let path) = source, let file = FileIdentity.start(of: path, count: 8),
                !Compression.isSigned(file), !FileFormat.isJSON(file), file.first != 0xFE, file.first != 0xFF
            else { return nil }
            layouts.append(try SourceOpening.open(source, options))
        }
        guard layouts.reduce(0, { $0 + $1.bytes.count }) >= bytes else { return nil }
        let names = try Alignment(&layouts).names
        return LoadRun(layouts, names: names, options: options).outline()
    }

    private static func align(_ layouts: inout [SourceLayout]) throws(ChunkReader.Failure) -> [String] {
        do throws(LoadError) { return try Alignment(&layouts).names } catch { throw .error(error) }
    }

    /// Leaves out the last column, which has neither a name nor values.
    private static func dropEmptyLast(_ table: inout Table, _ report: inout LoadReport) {
        guard let name = table.names.last, report.columns.last?.missingCount == table.rowCount,
            report.columns.last?.badCount == 0
        else { return }
        table = Table(
            names: table.names.dropLast(), columns: table.columns.dropLast(), rowCount: table.rowCount)
        report.columns.removeLast()
        report.warnings.removeAll { $0.hasSuffix("has no name; it is called `\(name)`.") }
    }

    private static func refuseBadValues(_ report: LoadReport) throws(ChunkReader.Failure) {
        guard let column = report.columns.first(where: { $0.badCount > 0 }), let value = column.badValues.first else {
            return
        }
        let others = report.columns.reduce(0) { $0 + $1.badCount } - 1
        throw .error(
            LoadError(
                "\(value.source.name), line \(value.line), column `\(column.name)`: \"\(value.text)\" is not "
                    + "\(column.type.description)"
                    + (others > 0 ? ", and \(counted(others, "more value")) do not fit." : "."),
                advice: "`--bad-values keep-missing` loads such values as missing.",
                line: value.line))
    }
}
