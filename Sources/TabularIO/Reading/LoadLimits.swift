#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How large an input may be before it is taken for a mistake. What lies beyond is an error that says so, never a crash.
package enum LoadLimits {
    /// Columns of a table; spreadsheets end at 16,384.
    static let columns = 16_384
    /// Bytes of a row, and so of a cell. A quote that is never closed makes rows that long.
    static let rowBytes = 64 << 20
    /// Cells of one unit of work that may be made up for rows that are too short.
    static let paddedCells = 4 << 20
    /// Columns in memory below this size are not asked about.
    static let unasked = 256 << 20

    static func tooWide(_ name: String, _ found: String, advice: String) -> LoadError {
        LoadError("\(name) is too wide: \(found), and a table may have \(columns) columns.", advice: advice)
    }

    static func noLineEnd(_ name: String) -> LoadError {
        LoadError(
            "\(name) has no line end in its first \(rowBytes >> 20) MiB, expected a header line.",
            advice: "It is probably no delimited text.")
    }

    static func tooMuchMemory(_ limit: Int, rows: Int) -> LoadError {
        LoadError(
            "The columns need more memory than the limit of \(limit >> 20) MiB, after \(rows) rows.",
            advice: "--memory raises the limit, as in --memory 8GB; fewer files or columns need less.")
    }

    /// What columns may take unless the options say otherwise: three quarters of the machine's memory, or of what a
    /// container's control group grants.
    static func memory() -> Int {
        let machine = sysconf(Int32(_SC_PHYS_PAGES)) * Int(getpagesize())
        let granted = (try? InputSource.file("/sys/fs/cgroup/memory.max").text()).flatMap {
            Int($0.filter { $0.isNumber })
        }
        return min(machine > 0 ? machine : .max / 4, granted ?? .max / 4) / 4 * 3
    }
}
