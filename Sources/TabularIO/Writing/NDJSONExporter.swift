package import Columnar

/// One JSON object per line.
package struct NDJSONExporter: Exporter {
    package let name = "ndjson"
    package let endings = ["ndjson", "jsonl"]
    package let summary = "one JSON object per line"

    package init() {}

    package func write(
        _ table: ResultTable, options: OutputOptions, to writer: inout ByteWriter
    ) throws(OutputError) {
        guard table.rowCount > 0 else { return }
        try JSONSpelling.objects(of: table, options: options, separator: "\n", to: &writer)
        writer.append(UInt8(ascii: "\n"))
    }
}
