/// Times the innermost loops of execution, each alone and on one thread: on a batch that lies in the first-level cache, and on
/// columns too long for any cache, beside what reading memory takes in the same run. `scripts/benchmark --kernels` runs it.
@main
struct TallyKernels {
    static func main() {
        let data = KernelData(rowCount: 1 << 23)
        let reading = Stopwatch.best { data.readAll() } / Double(data.rowCount)
        let limit = 8 / reading
        print("reading memory, one thread: \(format(limit)) GB/s\n")
        print(row("kernel", "bytes/row", "cache ns/row", "memory ns/row", "GB/s", "of reading"))
        for kernel in data.kernels {
            let near = Stopwatch.best { for _ in 0..<256 { kernel.run(0) } } / Double(256 * KernelData.batch)
            let far = Stopwatch.best {
                for start in stride(from: 0, to: data.rowCount, by: KernelData.batch) { kernel.run(start) }
            }
            let perRow = far / Double(data.rowCount)
            let speed = kernel.bytes / perRow
            print(
                row(
                    kernel.name, format(kernel.bytes), format(near), format(perRow), format(speed),
                    "\(Int((speed / limit * 100).rounded()))%"))
        }
        let sorting = data.sort() / Double(KernelData.sorted)
        print("\nsorting \(KernelData.sorted) keys of 40 bits: \(format(sorting)) ns a key")
    }

    private static func row(_ name: String, _ cells: String...) -> String {
        ([name + String(repeating: " ", count: max(0, 34 - name.count))]
            + cells.map { String(repeating: " ", count: max(0, 14 - $0.count)) + $0 }).joined()
    }

    /// Two decimals.
    private static func format(_ number: Double) -> String {
        let hundredths = Int((number * 100).rounded())
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}
