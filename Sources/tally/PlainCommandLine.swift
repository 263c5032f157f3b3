import Shell

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The plain form of a one-shot question, `tally DATA ... -c QUERY ...` with the commonest options, understood in no
/// time: setting up ArgumentParser takes longer than most answers do.
///
/// It knows nothing that ArgumentParser does not know, and decides nothing: whatever is not plain, and whatever might be
/// a mistake, is left to it.
enum PlainCommandLine {
    /// Answers what the words after the program's name ask for, and ends the process; returns when they are not plain.
    static func answer(_ words: [String]) {
        guard let options = options(words) else { return }
        exit(Shell(options).run().rawValue)
    }

    /// What the words ask for; nil when they are not plain.
    static func options(_ words: [String]) -> ShellOptions? {
        var options = ShellOptions()
        options.program = Executable.path
        var rest = words[...]
        while let word = rest.popFirst() {
            switch word {
            case "-c", "--query":
                // As in `parsing: .unconditionalSingleValue`: the next word is the query, whatever it begins with.
                guard let query = rest.popFirst() else { return nil }
                options.queries.append(query)
            case "-o", "--format":
                guard let format = rest.popFirst(), isPlain(format) else { return nil }
                options.format = format
            case "--no-cache": options.usesCache = false
            case "--timing": options.timing = true
            default:
                guard isPlain(word) else { return nil }
                options.data.append(word)
            }
        }
        return options.queries.isEmpty ? nil : options
    }

    /// Whether ArgumentParser too would take the word for what it is.
    private static func isPlain(_ word: String) -> Bool { !word.isEmpty && !word.hasPrefix("-") }
}
