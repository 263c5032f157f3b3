import CScan

/// Reads delimited text into typed columns.
///
/// 1. Every source is opened, recognized and its header read (`SourceLayout`); columns are aligned by name.
/// 2. The first rows give each column a provisional kind (`ColumnSample`, `ColumnPlan`), unless a hint does.
/// 3. Workers take chunks of rows from the `ChunkReader` and decode them column by column (`ColumnDecoder`).
/// 4. The whole column decides: it is settled, or decoded once more as another kind (`Resolution`).
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
        var layouts: [SourceLayout] = []
        for source in sources {
            let bytes = try Compression.expand(
                InputBytes.open(source, isCancelled: options.isCancelled), name: source.name,
                isCancelled: options.isCancelled)
            try FileFormat.check(bytes, name: source.name)
            var layout: SourceLayout
            if let converted = TextEncoding.fromUTF16(bytes) {
                layout = try SourceLayout(
                    source, bytes: InputBytes(converted), options: options,
                    warnings: ["\(source.name): the text is UTF-16 and was converted."])
            } else {
                layout = try SourceLayout(source, bytes: bytes, options: options)
                if tally_is_utf8(bytes.base, layout.bodyStart) == 0 { layout = try reread(layout, at: 0, options) }
            }
            if let first = layouts.first { try layout.align(to: first) }
            layouts.append(layout)
        }
        while true {
            do throws(ChunkReader.Failure) {
                var (table, report) = try LoadRun(layouts, options: options).run()
                report.seconds = Loader.seconds(since: start)
                return LoadedTable(table: table, report: report)
            } catch {
                switch error {
                case .error(let error): throw error
                case .notUTF8(let source, let offset):
                    layouts[source] = try reread(layouts[source], at: offset, options)
                    if source > 0 { try layouts[source].align(to: layouts[0]) }
                }
            }
        }
    }

    /// The same source, its bytes taken for Windows-1252.
    private static func reread(
        _ layout: SourceLayout, at offset: Int, _ options: LoadOptions
    ) throws(LoadError) -> SourceLayout {
        let line = LineNumbers.line(at: offset, in: layout.bytes)
        return try SourceLayout(
            layout.source, bytes: InputBytes(TextEncoding.fromWindows1252(layout.bytes)), options: options,
            warnings: [
                "\(layout.source.name): the text is not UTF-8 (from line \(line) on); it was read as Windows-1252 (Latin-1)."
            ])
    }

    private static func seconds(since start: ContinuousClock.Instant) -> Double {
        let elapsed = (ContinuousClock.now - start).components
        return Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18
    }
}
