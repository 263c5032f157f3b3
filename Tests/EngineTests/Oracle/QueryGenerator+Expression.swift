import TestSupport

/// Expressions, by the kind of their value.
extension QueryGenerator {
    var dimensions: [String] {
        [
            "type", "district", "late", "open", "weekday(opened)", "month(opened)", "bucket(amount, 0, 2, 10)",
            "amount", "note", "date(closed)", "(amount > 2)", "lower(type)", "district or type", "score",
            "time_to_close",
            "if(late, district, \"0\")", "bucket(closed - opened, 0d, 7d, 30d)", "year(due)", "length(note)",
        ]
    }

    /// A value of a row.
    mutating func value(_ depth: Int) -> String {
        switch random.pick([0, 1, 2, 3, 4]) {
        case 0: number(depth)
        case 1: time(depth)
        case 2: text(depth)
        case 3: duration(depth)
        default: random.pick(["late", "open", "(\(condition(depth - 1)))"])
        }
    }

    mutating func number(_ depth: Int) -> String {
        guard depth > 0 else {
            return random.pick(["amount", "score", "2", "0", "1.5", "few", "length(note)", "month(due)"])
        }
        switch random.pick([0, 1, 2, 3, 4, 5]) {
        case 0: return "(\(number(depth - 1)) \(random.pick(["+", "-", "*", "/"])) \(number(depth - 1)))"
        case 1: return "if(\(condition(depth - 1)), \(number(depth - 1)), \(number(depth - 1)))"
        case 2: return "coalesce(\(number(depth - 1)), \(number(depth - 1)))"
        case 3: return "\(random.pick(["abs", "round", "floor", "sqrt"]))(\(number(depth - 1)))"
        case 4: return "\(random.pick(["days", "hours"]))(\(duration(depth - 1)))"
        default: return number(0)
        }
    }

    mutating func duration(_ depth: Int) -> String {
        guard depth > 0 else { return random.pick(["time_to_close", "(due - opened)", "3d", "36h", "age", "overdue"]) }
        switch random.pick([0, 1, 2]) {
        case 0: return "(\(duration(depth - 1)) \(random.pick(["+", "-"])) \(duration(depth - 1)))"
        case 1: return "(\(time(depth - 1)) - \(time(depth - 1)))"
        default: return "(\(duration(depth - 1)) * \(random.pick(["2", "amount", "-1"])))"
        }
    }

    mutating func time(_ depth: Int) -> String {
        guard depth > 0 else { return random.pick(["opened", "closed", "due"]) }
        switch random.pick([0, 1, 2]) {
        case 0: return "(\(time(depth - 1)) \(random.pick(["+ 2d", "- 1mo", "+ 1y", "+ 90min"])))"
        case 1: return "(\(time(depth - 1)) or \(time(depth - 1)))"
        default: return "date(\(time(depth - 1)))"
        }
    }

    mutating func text(_ depth: Int) -> String {
        guard depth > 0 else { return random.pick(["type", "note", "district"]) }
        switch random.pick([0, 1, 2]) {
        case 0: return "\(random.pick(["lower", "upper", "trim"]))(\(text(depth - 1)))"
        case 1: return "(\(text(depth - 1)) or \(text(depth - 1)))"
        default: return "if(\(condition(depth - 1)), \(text(depth - 1)), \"none\")"
        }
    }

    /// A condition on a row.
    mutating func condition(_ depth: Int) -> String {
        guard depth > 0 else {
            return random.pick([
                "late", "open", "closed is known", "amount > 2", "amount != 2", "type = \"Pothole\"",
                "note ~ \"mull am ufer\"",
                "district in (1, 2, 3)", "district not in (1, 2)", "opened in 2020-01", "opened >= 2020-01-20",
                "closed <= 2020-02", "score between 0 and 2", "amount is missing", "note contains \"a\"", "slow(10d)",
                "type starts with \"P\"", "other(late)", "closed < opened", "opened in last 30 days", "amount = score",
                "amount in (1, 2, 10)", "not opened in 2020-01-10 to 2020-02-03", "due > as_of",
            ])
        }
        switch random.pick([0, 1, 2, 3, 4, 5]) {
        case 0: return "(\(condition(depth - 1)) and \(condition(depth - 1)))"
        case 1: return "(\(condition(depth - 1)) or \(condition(depth - 1)))"
        case 2: return "not (\(condition(depth - 1)))"
        case 3: return "\(number(depth - 1)) \(comparator()) \(number(depth - 1)) + 0 * amount"
        case 4: return "\(duration(depth - 1)) \(comparator()) \(random.pick(["5d", "time_to_close", "2w"]))"
        default: return "\(time(depth - 1)) \(comparator()) \(random.pick(["2020-01", "closed", "due", "2020-02-03"]))"
        }
    }

    private mutating func comparator() -> String { random.pick(["=", "!=", "<", "<=", ">", ">="]) }

    // MARK: - Groups

    mutating func measure() -> String {
        let plain = [
            "count", "late%", "open%", "(amount > 1)%", "distinct note", "distinct score", "sum amount", "avg amount",
            "median amount", "min score", "max closed", "mode type", "mode district", "stddev score", "variance amount",
            "first note", "last closed", "p90 time_to_close", "avg time_to_close", "sum score", "volume", "strain",
            "median due", "min district", "p25 score", "sum time_to_close",
        ]
        let computed = [
            "bucket(count, 1, 3)", "upper(mode type)", "round(late%, 1)", "days(avg time_to_close)",
            "weekday(max opened)",
            "if(count > 2, avg amount, missing)", "max closed - min opened", "(avg amount or 0)", "count > 2",
            "avg amount != 2", "late% > 40%", "1 - late%", "late% * count", "(max due) + 1mo",
            "coalesce(min note, \"none\")",
            "as_of - min opened", "case(late% > 50%, \"bad\", late% <= 50%, \"good\", \"unknown\")", "abs(avg score)",
            "sum time_to_close / 2", "avg time_to_close / 1d", "length(min note)", "bucket(late%, 25%, 50%)",
        ]
        switch random.pick([0, 1, 2, 3, 4, 5, 6]) {
        case 6: return random.pick(computed)
        case 0: return "count if \(condition(1))"
        case 1: return "\(random.pick(["sum", "avg", "median", "max", "p75"])) \(number(0)) if \(condition(1))"
        case 2: return "(\(condition(2)))%"
        case 3: return "(count if \(condition(0))) / count"
        case 4: return "\(random.pick(["sum", "avg", "median", "distinct"])) (\(number(2)) * amount)"
        default: return random.pick(plain)
        }
    }

    mutating func groupCondition() -> String {
        random.pick([
            "count > 1", "late% > 30%", "not late% > 30%", "avg amount != 2", "count between 1 and 4",
            "sum amount > 3 or count = 1", "median amount is known", "share of count > 10%", "(count if late) = 0",
        ])
    }
}
