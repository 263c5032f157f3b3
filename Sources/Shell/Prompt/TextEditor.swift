import TabularIO

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The user's own editor: `$VISUAL`, `$EDITOR` or vi.
enum TextEditor {
    /// The text as it is when the editor ends; nil when it could not be run.
    static func edit(_ text: String) -> String? {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var name = Array("\(folder)/tally-XXXXXX.tally\0".utf8CString)
        let descriptor = mkstemps(&name, 6)
        guard descriptor >= 0 else { return nil }
        let path = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { unlink(path) }
        let bytes = Array((text + "\n").utf8)
        _ = write(descriptor, bytes, bytes.count)
        close(descriptor)
        let editor = ["VISUAL", "EDITOR"].lazy.compactMap(Terminal.variable).first ?? "vi"
        guard system("\(editor) '\(path)'") == 0 else { return nil }
        return try? InputSource.file(path).text()
    }
}
