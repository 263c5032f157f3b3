import Columnar
import Diagnostics
import Syntax

extension Binder {
    /// `rank of m`, `index of m`, `anomaly of m`: a row seen among the others.
    func bindComparedWindow(
        _ word: String, _ node: SyntaxNode, _ operandNode: SyntaxNode, _ scope: MeasureScope
    ) -> BoundExpression? {
        guard let operand = numericOperand(operandNode, scope) else { return nil }
        guard scope.stage.axis != nil || !uses(operand, scope, \.followsDisplayOrder) else {
            return fail(
                "window-of-running", at: operandNode.range,
                "a running total follows the order in which the rows are shown, which is not settled here",
                advice: "add `over month` for a time axis that it follows, or put the outer measure into a later stage")
        }
        let kind: WindowCall.Kind
        switch word {
        case "rank": kind = .rank
        case "index": kind = .index
        default:
            guard scope.stage.axis != nil else { return axisNeeded(node) }
            kind = .anomaly
        }
        return scope.reference(
            WindowCall(
                kind: kind, operand: operand, type: kind == .rank ? .integer : .number, name: "\(word) of \(operand)"))
    }

    /// `rolling 4w m`, `change [4w] in m`, `growth [4w] in m`: a bucket of the time axis seen with earlier ones.
    func bindAxisWindow(
        _ word: String, _ node: SyntaxNode, _ operandNode: SyntaxNode, _ scope: MeasureScope
    ) -> BoundExpression? {
        let length = node.token(.duration)
        guard let axis = scope.stage.axis else {
            if word == "rolling", let length { return rollingToNow(length, node, operandNode, scope) }
            return axisNeeded(node)
        }
        guard let operand = numericOperand(operandNode, scope) else { return nil }
        var buckets = 1
        var text = ""
        if let length {
            guard let count = self.buckets(node.text(length), axis.grain, at: length.range) else { return nil }
            buckets = count
            text = "\(node.text(length)) "
        }
        let kind: WindowCall.Kind
        let type: DataType
        switch word {
        case "rolling":
            kind = .rolling(buckets: buckets)
            type = operand.type == .rate ? .rate : meanType(operand.type)
        case "change":
            kind = .change(lag: buckets)
            type = differenceType(operand.type)
        default:
            kind = .growth(lag: buckets)
            type = .percent
        }
        let separator = word == "rolling" ? "" : "in "
        return scope.reference(
            WindowCall(kind: kind, operand: operand, type: type, name: "\(word) \(text)\(separator)\(operand)"))
    }

    /// Without a time axis `rolling 4w m` is the measure per unit of its length, over the last stretch up to the data's end.
    private func rollingToNow(
        _ length: Token, _ node: SyntaxNode, _ operandNode: SyntaxNode, _ scope: MeasureScope
    ) -> BoundExpression? {
        guard let column = scope.rows.dataSet?.timeColumn else { return axisNeeded(node) }
        // Data without any time has no end; a script that meets it gets no error.
        let asOf = scope.rows.asOf ?? AsOf(day: 0, isDateOnly: true)
        let text = node.text(length).lowercased()
        let digits = text.prefix { $0.isNumber }
        guard let count = Int(digits), count > 0, let start = start(of: text, before: asOf) else {
            return fail(
                "not-a-count", at: length.range,
                "expected a whole number of days, weeks, months or years, found `\(text)`")
        }
        let time = closingTime(operandNode, scope) ?? scope.rows.column(column)
        let inside = compare(.equal, time, TimeRange(start: start, end: asOf.end), exact: false)
        let outer = scope.condition
        scope.condition = .all([outer, inside].compactMap(\.self))
        defer { scope.condition = outer }
        guard let operand = numericOperand(operandNode, scope) else { return nil }
        guard isAdditive(operand, scope) else {
            return fail(
                "rolling-of-non-sum", at: operandNode.range,
                "without `over`, a rolling mean needs a measure that adds up; `\(operandNode.canonicalText)` does not")
        }
        return arithmetic(.divide, operand, .constant(.integer(Int64(count)), type: .integer), at: node.range)
    }

    /// The end of the first span, by which closures are counted.
    private func closingTime(_ node: SyntaxNode, _ scope: MeasureScope) -> BoundExpression? {
        guard node.kind == .name, nameKey(node.text) == "closures" else { return nil }
        guard case .span(_, let end)? = spans(scope.rows).first?.meaning else { return nil }
        return bind(end, .row(scope.rows))
    }

    /// The instant a duration before the data's end.
    private func start(of text: String, before asOf: AsOf) -> Int64? {
        let unit = text.drop { $0.isNumber }
        guard let count = Int(text.prefix { $0.isNumber }) else { return nil }
        switch unit {
        case "d": return asOf.end - Int64(count) * Milliseconds.day
        case "w": return asOf.end - Int64(count) * 7 * Milliseconds.day
        case "mo": return Milliseconds.adding(months: -count, to: asOf.end)
        case "y": return Milliseconds.adding(months: -12 * count, to: asOf.end)
        default: return nil
        }
    }

    private func numericOperand(_ node: SyntaxNode, _ scope: MeasureScope) -> BoundExpression? {
        guard let operand = bind(node, .measure(scope)) else { return nil }
        guard operand.type.isNumeric else {
            return fail(
                "window-type", at: node.range,
                "expected a measure with a number, found \(operand.type.description): `\(node.canonicalText)`")
        }
        return operand
    }

    private func axisNeeded<Result>(_ node: SyntaxNode) -> Result? {
        fail(
            "axis-needed", at: node.range, "`\(node.canonicalText)` looks along a time axis, and the query has none",
            advice: "add `over month`")
    }

    private func meanType(_ type: DataType) -> DataType {
        switch type {
        case .duration: .meanDuration
        case .integer: .number
        case .share: .percent
        default: type
        }
    }

    private func differenceType(_ type: DataType) -> DataType { type.isFraction ? .points : type }

    /// How many buckets of a grain a duration is; it must be a whole number of them.
    private func buckets(_ text: String, _ grain: Grain, at range: SourceRange) -> Int? {
        let text = text.lowercased()
        let unit = String(text.drop { $0.isNumber })
        guard let count = Int(text.prefix { $0.isNumber }), count > 0 else {
            return fail("not-a-count", at: range, "expected a whole number of units, found `\(text)`")
        }
        // Months are no whole number of days or weeks, and the other way round.
        let months = ["mo": 1, "y": 12]
        let minutes = ["min": 1, "h": 60, "d": 1_440, "w": 10_080]
        let grainMonths: [Grain: Int] = [.month: 1, .quarter: 3, .year: 12]
        let grainMinutes: [Grain: Int] = [.minute: 1, .hour: 60, .day: 1_440, .week: 10_080]
        if let unit = months[unit], let width = grainMonths[grain], count * unit % width == 0 {
            return count * unit / width
        }
        if let unit = minutes[unit], let width = grainMinutes[grain], count * unit % width == 0 {
            return count * unit / width
        }
        if unit == "y", grain == .week { return count * 52 }
        let ways = [lengthFixIt(count, unit, grain, at: range), grainFixIt(unit, at: range)].compactMap { $0 }
        return fail(
            "axis-length", at: range, "`\(text)` is no whole number of \(grain.rawValue)s, the buckets of this query",
            advice: ways.isEmpty
                ? "choose a length that is, or another grain behind `over`"
                : "write " + ways.map { "`\($0.title)`" }.joined(separator: ", or "),
            fixIts: ways.map { FixIt("write `\($0.title)`", range: $0.range, replacement: $0.replacement) })
    }

    /// The nearest length that is a whole number of the axis's buckets.
    private func lengthFixIt(_ count: Int, _ unit: String, _ grain: Grain, at range: SourceRange) -> FixIt? {
        let lengths = ["min": 1.0 / 1_440, "h": 1.0 / 24, "d": 1, "w": 7, "mo": 30.4375, "y": 365.25]
        let buckets: [Grain: (count: Int, unit: String)] = [
            .minute: (1, "min"), .hour: (1, "h"), .day: (1, "d"), .week: (1, "w"), .month: (1, "mo"),
            .quarter: (3, "mo"), .year: (1, "y"),
        ]
        guard let days = lengths[unit], let bucket = buckets[grain], let width = lengths[bucket.unit] else {
            return nil
        }
        let number = (Double(count) * days / (width * Double(bucket.count))).rounded()
        guard number < 100_000 else { return nil }
        let length = "\(max(1, Int(number)) * bucket.count)\(bucket.unit)"
        return FixIt(length, range: range, replacement: length)
    }

    /// `over week` for a length of weeks.
    private func grainFixIt(_ unit: String, at range: SourceRange) -> FixIt? {
        let grains = ["min": "minute", "h": "hour", "d": "day", "w": "week", "mo": "month", "y": "year"]
        guard let grain = grains[unit], let stage = path(to: range).last(where: { $0.kind == .stage }),
            let clause = stage.first(.overClause)
        else { return nil }
        let words = clause.tokens.filter { $0.kind == .word }
        guard words.count > 1 else { return nil }
        return FixIt("over \(grain)", range: words[1].range, replacement: grain)
    }
}
