import Foundation

/// How many random queries a run tries. `ORACLE_SEEDS=1000...2000` looks further.
enum RandomRuns {
    static let queriesPerTable = 20

    static let seeds: [UInt64] = {
        let bounds = ProcessInfo.processInfo.environment["ORACLE_SEEDS"]?.components(separatedBy: "...").compactMap(
            UInt64.init)
        guard let bounds, bounds.count == 2, bounds[0] <= bounds[1] else { return Array(1...30) }
        return Array(bounds[0]...bounds[1])
    }()
}

/// Conditions whose operands are missing in some rows, in all places where a condition may stand.
enum MissingOperands {
    static let conditions: [String] = {
        var conditions = ["late", "not closed", "open"]
        for operation in ["=", "!=", "<", "<=", ">", ">="] {
            conditions += ["amount \(operation) 2", "2 \(operation) amount", "amount \(operation) score"]
            conditions += ["time_to_close \(operation) 5d", "closed \(operation) due", "closed \(operation) 2020-01"]
            conditions += ["district \(operation) \"3\"", "note \(operation) \"Zoo\"", "amount / 0 \(operation) 1"]
        }
        conditions += ["note ~ \"zoo\"", "note contains \"o\"", "note starts with \"Z\"", "note ends with \"o\""]
        conditions += [
            "amount in (1, 2)", "amount not in (1, 2)", "type in (\"Pothole\")", "type not in (\"Pothole\")",
        ]
        conditions += [
            "closed in 2020-01", "closed not in 2020-01", "closed in (2020-01, 2020-02)", "late = true", "late != open",
        ]
        conditions += ["amount between 0 and 2", "score between amount and 3", "amount is missing", "late is known"]
        return conditions
    }()

    static func queries(_ condition: String) -> [String] {
        [
            "where \(condition) list case", "where not (\(condition)) list case",
            "where (\(condition)) and late list case",
            "where (\(condition)) or late list case", "where not ((\(condition)) or not late) list case",
            "list case, c = (\(condition)), d = not (\(condition)), e = (\(condition)) and late, f = (\(condition)) or late",
            "show (\(condition))%, (not (\(condition)))%, ((\(condition)) and late)%, ((\(condition)) or late)%",
            "show count if \(condition), count if not (\(condition))", "group by c = (\(condition)) show count",
            "list case, i = if(\(condition), 1, 2), j = if(not (\(condition)), 1, 2), k = case(\(condition), \"a\", late, \"b\")",
        ]
    }
}
