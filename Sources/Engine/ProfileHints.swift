import Semantics
import TabularIO

/// Tells the loader what a profile knows about the columns.
enum ProfileHints {
    static func hints(for header: [String], _ profile: Profile) -> [ColumnHint] {
        var hints: [String: ColumnHint] = [:]
        for column in profile.columns {
            switch column.kind {
            case .key, .text, .category: set(column.headers, .text, &hints)
            case .time: set(column.headers, .time, &hints)
            case .number: set(column.headers, .number, &hints)
            case .flag(let yes): set(column.headers, .flag(yes: yes), &hints)
            case .point(let second, _) where second.isEmpty: set(column.headers, .text, &hints)
            case .point(let second, _): set(column.headers + second, .number, &hints)
            }
        }
        set(profile.asOfHeaders, .time, &hints)
        return header.map { hints[nameKey($0)] ?? .automatic }
    }

    private static func set(_ headers: [String], _ hint: ColumnHint, _ hints: inout [String: ColumnHint]) {
        for header in headers where hints[nameKey(header)] == nil { hints[nameKey(header)] = hint }
    }
}
