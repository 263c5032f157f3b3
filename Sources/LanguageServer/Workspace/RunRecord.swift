/// How a query ran last.
struct RunRecord: Sendable {
    let rows: Int
    let milliseconds: Double
}
