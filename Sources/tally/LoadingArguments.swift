import ArgumentParser
import Shell
import TabularIO

/// The options that say how files are read, where the program should not find out by itself.
struct LoadingArguments: ParsableArguments {
    @Option(help: "The character between fields: comma, semicolon, tab, pipe, or the character itself.")
    var delimiter: String?

    @Flag(help: "The first line is data; columns are called column_1, column_2 ...")
    var noHeader = false

    @Option(help: "utf-8, utf-16, latin-1 or windows-1252.")
    var encoding: String?

    @Option(help: "How dates such as 3/4/2020 are read: dmy or mdy.")
    var dates: String?

    @Option(help: "What becomes of rows with too few or too many fields: error, pad or skip.")
    var ragged = "error"

    @Option(help: "What becomes of values that do not fit their column: keep-missing or error.")
    var badValues = "keep-missing"

    @Option(
        help: ArgumentHelp("A text that stands for a missing value, such as NA; may be repeated.", valueName: "text"))
    var missing: [String] = []

    @Flag(help: "Neither use nor keep a snapshot of big files, which make the next start faster.")
    var noCache = false

    @Option(
        help: ArgumentHelp(
            "How much memory the columns may take, such as 8GB; most of the machine's by default.", valueName: "size"))
    var memory: String?

    mutating func validate() throws {
        if let delimiter, LoadingArguments.delimiter(delimiter) == nil {
            throw ValidationError(
                "--delimiter is comma, semicolon, tab, pipe or one character, not `\(delimiter)`.")
        }
        if let encoding, InputEncoding(named: encoding) == nil {
            throw ValidationError("--encoding is utf-8, utf-16, latin-1 or windows-1252, not `\(encoding)`.")
        }
        if let dates, LoadingArguments.dates[dates] == nil {
            throw ValidationError("--dates is dmy (day first) or mdy (month first), not `\(dates)`.")
        }
        guard RaggedPolicy(rawValue: ragged) != nil else {
            throw ValidationError("--ragged is error, pad or skip, not `\(ragged)`.")
        }
        guard BadValuePolicy(rawValue: badValues) != nil else {
            throw ValidationError("--bad-values is keep-missing or error, not `\(badValues)`.")
        }
        if let memory, LoadingArguments.bytes(memory) == nil {
            throw ValidationError("--memory is a size such as 500MB or 8GB, not `\(memory)`.")
        }
    }

    var options: LoadOptions {
        var options = LoadOptions()
        options.delimiter = delimiter.flatMap(LoadingArguments.delimiter)
        options.hasHeader = noHeader ? false : nil
        options.encoding = encoding.flatMap(InputEncoding.init(named:))
        options.dateOrder = dates.flatMap { LoadingArguments.dates[$0] }
        options.ragged = RaggedPolicy(rawValue: ragged) ?? .error
        options.badValues = BadValuePolicy(rawValue: badValues) ?? .keepMissing
        options.missingTexts = missing
        options.memoryLimit = memory.flatMap(LoadingArguments.bytes)
        return options
    }

    func apply(to target: inout ShellOptions) {
        target.loading = options
        target.loadingWords = words
        target.usesCache = !noCache
        target.program = Executable.path
    }

    /// The options as words, for another process that reads the same files.
    private var words: [String] {
        var words: [String] = []
        func add(_ name: String, _ value: String?) { if let value { words.append("--\(name)=\(value)") } }
        add("delimiter", delimiter)
        if noHeader { words.append("--no-header") }
        add("encoding", encoding)
        add("dates", dates)
        add("ragged", ragged)
        add("bad-values", badValues)
        for text in missing { add("missing", text) }
        add("memory", memory)
        return words
    }

    private static let dates: [String: DateOrder] = ["dmy": .dayFirst, "mdy": .monthFirst]

    /// The bytes of a size such as `8GB`, `500 MB` or `4GiB`: all units are powers of 1,024.
    private static func bytes(_ text: String) -> Int? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let unit = text.dropFirst(digits.count).lowercased().filter { $0 != " " && $0 != "i" }
        guard let number = Int(digits), number > 0,
            let shift = ["mb": 20, "m": 20, "gb": 30, "g": 30, "tb": 40, "t": 40][unit], number < 1 << (62 - shift)
        else { return nil }
        return number << shift
    }

    private static func delimiter(_ text: String) -> UInt8? {
        let names = ["comma": ",", "semicolon": ";", "tab": "\t", "\\t": "\t", "pipe": "|", "space": " "]
        let bytes = Array((names[text] ?? text).utf8)
        let isUsable = bytes.count == 1 && bytes[0] < 0x80 && ![0x0A, 0x0D, 0x22].contains(bytes[0])
        return isUsable ? bytes[0] : nil
    }
}
