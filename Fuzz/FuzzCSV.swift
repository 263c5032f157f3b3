import CScan
import Columnar

@testable import TabularIO

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The reader of delimited text and JSON under libFuzzer; `scripts/fuzz` builds and runs it.
///
/// Whatever the bytes are, loading ends with a table or with one error, and where chunks end, how many threads decode and
/// which scan finds the cells never shows: a difference stops the run, as a crash or a report of the sanitizers does.
/// The first two bytes of an input choose the options.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 2 else { return 0 }
    let document = UnsafeBufferPointer(start: start + 2, count: count - 2)
    compareScans(document)
    guard let source = InputFile.shared?.write(document) else { return 0 }
    var options = LoadOptions()
    let choice = start[0]
    if choice & 1 != 0 { options.delimiter = UInt8(ascii: ",") }
    if choice & 2 != 0 { options.hasHeader = false }
    if choice & 4 != 0 { options.encoding = .latin1 }
    options.ragged = [.error, .pad, .skip, .pad][Int(choice >> 3 & 3)]
    if choice & 32 != 0 { options.hints = { $0.map { _ in .text } } }
    if choice & 64 != 0 { options.missingTexts = ["NA", " "] }
    let whole = outcome(source, options)
    options.chunkBytes = 1 + Int(start[1] & 127)
    options.threads = 1 + Int(start[1] >> 7)
    let parts = outcome(source, options)
    if whole != parts { stop("in chunks of \(options.chunkBytes):\n\(parts)\nat once:\n\(whole)") }
    return 0
}

/// The package manager calls the program's entry by this name; the sanitizer's driver does the rest.
@_cdecl("fuzz_csv_main")
public func fuzzMain(
    _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
    var (count, arguments) = (count, arguments)
    return runDriver(&count, &arguments, testOneInput)
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ test: @convention(c) (UnsafePointer<UInt8>, Int) -> CInt
) -> CInt

/// Ends the run as a finding.
private func stop(_ finding: String) -> Never {
    print(finding)
    fflush(nil)
    abort()
}

/// Everything that a load tells, as text.
private func outcome(_ source: InputSource, _ options: LoadOptions) -> String {
    do throws(LoadError) {
        let loaded = try Loader.load([source], options: options)
        var lines = [loaded.table.names.joined(separator: "\u{1}")]
        for (column, report) in zip(loaded.table.columns, loaded.report.columns) {
            let values = (0..<column.count).map { ValueText.machine(column[$0]) ?? "\u{2}" }
            lines.append("\(column.type) \(report.missingCount) \(report.badValues) \(values)")
        }
        return (lines + loaded.report.warnings + ["\(loaded.report.raggedRows)"]).joined(separator: "\n")
    } catch {
        return error.message
    }
}

/// The vector scan against the one that takes a byte at a time.
private func compareScans(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let base = bytes.baseAddress else { return }
    typealias Scan =
        @convention(c) (
            UnsafePointer<UInt8>?, Int, Int, Int, UInt8, UInt8, UnsafeMutablePointer<tally_scan_state>?,
            UnsafeMutablePointer<UInt32>?, UnsafeMutablePointer<UInt32>?
        ) -> Void
    func ends(_ scan: Scan) -> [[UInt32]] {
        var state = tally_scan_state()
        var cells = [UInt32](repeating: 0, count: bytes.count + 64)
        var rows = [UInt32](repeating: 0, count: bytes.count + 1)
        scan(base, 0, bytes.count, bytes.count, 0x2C, 0x22, &state, &cells, &rows)
        return [Array(cells.prefix(state.cell_count)), Array(rows.prefix(state.row_count)), [state.place]]
    }
    if ends(tally_scan) != ends(tally_scan_reference) { stop("the scans differ") }
}

/// The one file that every input is written to.
private final class InputFile: @unchecked Sendable {
    static let shared = InputFile()

    private let path: String
    private let descriptor: Int32

    private init?() {
        var template = Array("/tmp/tally-fuzz-XXXXXX".utf8CString)
        descriptor = mkstemp(&template)
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard descriptor >= 0 else { return nil }
    }

    func write(_ bytes: UnsafeBufferPointer<UInt8>) -> InputSource? {
        guard pwrite(descriptor, bytes.baseAddress, bytes.count, 0) == bytes.count,
            ftruncate(descriptor, off_t(bytes.count)) == 0
        else { return nil }
        return .file(path)
    }
}
