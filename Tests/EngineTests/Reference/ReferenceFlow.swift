import Columnar
import Syntax

/// How rows flow through a span: when they arrive, when they leave, and how many there are in between.
struct ReferenceFlow {
    let groups: ReferenceGroups
    let span: String

    /// Start and end of a row whose span does not end before it starts.
    private func times(_ entry: ReferenceEntry) throws -> (start: Int64, end: Int64?)? {
        guard case .span(let startNode, let endNode)? = groups.stage.script.definitions[span] else {
            throw ReferenceError("no span `\(span)`")
        }
        let scope = ReferenceRowScope(script: groups.stage.script, table: groups.input, row: entry.row)
        let evaluator = ReferenceEvaluator(scope: scope)
        guard let start = try evaluator.value(startNode).exactInteger else { return nil }
        let end = try evaluator.value(endNode).exactInteger
        return end.map { $0 < start } == true ? nil : (start, end)
    }

    private var now: Int64 { groups.input.asOf?.end ?? .max }

    /// The bucket in which a row arrives; nil when it does not, up to the data's end.
    func arrival(_ entry: ReferenceEntry) throws -> Value? {
        guard let start = try times(entry)?.start, start < now else { return nil }
        return bucket(start, entry)
    }

    /// The bucket in which a row leaves, up to the data's end and that of the axis.
    func closure(_ entry: ReferenceEntry) throws -> Value? {
        guard let end = try times(entry)?.end, end < min(now, groups.axisEnds[entry.side ?? 0] ?? .max) else {
            return nil
        }
        return bucket(end, entry)
    }

    /// Whether a row has arrived and not left at the data's end.
    func isOpen(_ entry: ReferenceEntry) throws -> Bool {
        guard let times = try times(entry), times.start < now else { return false }
        return times.end.map { $0 >= now } ?? true
    }

    private func bucket(_ time: Int64, _ entry: ReferenceEntry) -> Value {
        guard let axis = groups.axis, case .period(let grain) = groups.dimensions[axis].kind else { return .missing }
        return groups.bucket(of: .time(time), grain, entry)
    }
}
