package import Columnar

/// One array with an object per row, each on a line of its own.
package struct JSONExporter: Exporter {
    package let name = "json"
    package let endings = ["json"]
    package let summary = "an array of objects, one per row"

    package init() {}

    package func write(
        _ table: ResultTable, options: OutputOptions, to writer: inout ByteWriter
    ) throws(OutputError) {
        guard table.rowCount > 0 else { return writer.append("[]\n") }
        writer.append("[\n")
        try JSONSpelling.objects(of: table, options: options, separator: ",\n", to: &writer)
        writer.append("\n]\n")
    }
}
