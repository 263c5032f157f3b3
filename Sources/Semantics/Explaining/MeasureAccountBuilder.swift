import Columnar
import Functions

/// Adds to a stage the calls that the lines of an account need.
struct MeasureAccountBuilder {
    private(set) var stage: GroupedStage
    private(set) var sentence: Sentence
    typealias Line = MeasureAccount.Line

    init(_ stage: GroupedStage, _ definitions: [Binder.UsedDefinition]) {
        sentence = Sentence(definitions)
        sentence.stage = stage
        var stage = stage
        // Every group has a row, in the order of the dimensions, whatever the query would keep of them.
        stage.acrossCount = 0
        // A running total follows the order of the query.
        if !stage.windows.contains(where: { $0.kind == .running }) { stage.sort = [] }
        (stage.having, stage.top, stage.limit, stage.totals) = (nil, nil, nil, false)
        for index in stage.items.indices { stage.items[index].companions = [] }
        self.stage = stage
    }

    // MARK: - Parts

    mutating func parts(of measure: BoundExpression) -> [(text: String, lines: [Line])] {
        var parts: [(text: String, lines: [Line])] = []
        for index in used(measure, \.windows) { parts.append((stage.windows[index].name, lines(ofWindow: index))) }
        for index in used(measure, \.aggregates) { parts.append((title(of: stage.calls[index]), lines(ofCall: index))) }
        return parts
    }

    /// The calls that a measure rests on, also through others, each once and in the order in which it names them.
    private func used(_ measure: BoundExpression, _ kind: KeyPath<Uses, [Int]>) -> [Int] {
        var uses = Uses()
        uses.add(measure, stage)
        return uses[keyPath: kind]
    }

    private struct Uses {
        var windows: [Int] = []
        var aggregates: [Int] = []

        mutating func add(_ expression: BoundExpression, _ stage: GroupedStage) {
            for reference in expression.references {
                if case .aggregate(let index, _) = reference, !aggregates.contains(index) { aggregates.append(index) }
                if case .window(let index, _) = reference, !windows.contains(index) {
                    windows.append(index)
                    add(stage.windows[index].operand, stage)
                }
            }
        }
    }

    // MARK: - Aggregates

    private func title(of call: AggregateCall) -> String { call.text == "count" ? call.name : call.text }

    private mutating func lines(ofCall index: Int) -> [Line] {
        let call = stage.calls[index]
        let rows = sentence.rowsWhere(call.condition)
        guard let operand = call.operand else {
            return [line("counted", .column(column(ofCall: index)), rows)]
        }
        guard operand.type != .rate, operand.type != .share, call.function.name != "adjusted" else {
            return [line("value", .column(column(ofCall: index)), sentence.measure(call))]
        }
        if sentence.isRemovedColumn(operand) {
            return [
                line("numerator", count([call.condition, operand], like: call), "rows left out as repeats"),
                line("denominator", count([call.condition], like: call), "all rows before that"),
            ]
        }
        var lines: [Line] = []
        if call.function.name == "wait", case .conditional(let branches, _) = operand.kind,
            let hasEnded = branches.first?.condition
        {
            let waits = BoundExpression(
                .and([known(operand), BoundExpression(.not(hasEnded), .boolean)]), .boolean)
            return [
                line("ended", count([call.condition, known(operand), hasEnded], like: call), "rows that have ended"),
                line(
                    "waiting", count([call.condition, waits], like: call),
                    "rows that have not, of which is known that they wait at least until the data's end"),
            ]
        }
        let isTaken = call.function.name == "correlation"
        switch call.function.name {
        case "rate":
            lines.append(
                line(
                    "numerator", count([call.condition, operand], like: call),
                    sentence.rowsWhere(operand, call.condition)))
        case "avg":
            if let sum = AggregateFunction.named("sum"), case .result(let type) = sum.type(operand.type) {
                var total = AggregateCall(
                    function: sum, operand: operand, condition: call.condition, type: type,
                    name: "sum \(operand)" + (call.condition.map { " if \($0)" } ?? ""), text: "sum")
                total.bucket = call.bucket
                lines.append(line("numerator", .column(column(of: total)), "the sum of \(sentence.operand(operand))"))
            }
        default: break
        }
        let isFraction = call.function.name == "rate" || !lines.isEmpty
        let whole = isTaken ? "rows" : sentence.known(operand)
        lines.append(
            line(
                isFraction ? "denominator" : "of", count([call.condition, known(operand)], like: call),
                isTaken ? sentence.rowsWhere(call.condition) : sentence.rowsWhere(call.condition, whole)))
        guard !isTaken else { return lines }
        lines.append(
            line(
                "left out", count([call.condition, missing(operand)], like: call),
                sentence.rowsWhere(call.condition, sentence.missing(operand))))
        return lines
    }

    /// What a value of each row is like: yes, no and missing, or known and missing.
    mutating func linesOfRows(_ operand: BoundExpression) -> [Line] {
        var lines: [Line] = []
        if operand.type == .boolean {
            lines.append(line("yes", count([operand]), sentence.rowsWhere(operand)))
            let isNot = BoundExpression(.and([known(operand), BoundExpression(.not(operand), .boolean)]), .boolean)
            lines.append(line("no", count([isNot]), "rows where it is not"))
        } else {
            lines.append(line("known", count([known(operand)]), sentence.rowsWhere(nil, sentence.known(operand))))
        }
        lines.append(line("missing", count([missing(operand)]), sentence.rowsWhere(nil, sentence.missing(operand))))
        return lines
    }

    private func known(_ operand: BoundExpression) -> BoundExpression { BoundExpression(.isKnown(operand), .boolean) }
    private func missing(_ operand: BoundExpression) -> BoundExpression {
        BoundExpression(.isMissing(operand), .boolean)
    }

    /// A column that counts the rows where all conditions hold, in the buckets of another call.
    private mutating func count(_ conditions: [BoundExpression?], like call: AggregateCall? = nil) -> Line.Figure {
        let parts = conditions.compactMap(\.self)
        let condition = parts.count < 2 ? parts.first : BoundExpression(.and(parts), .boolean)
        var count = AggregateCall(
            function: .count, operand: nil, condition: condition, type: .integer,
            name: "count" + (condition.map { " if \($0)" } ?? ""), text: "count")
        count.bucket = call?.bucket
        return .column(column(of: count))
    }

    // MARK: - Windows

    private mutating func lines(ofWindow index: Int) -> [Line] {
        let window = stage.windows[index]
        let words = sentence.value(window.operand)
        let value = Line.Figure.column(
            column(of: BoundExpression(.column(.window(index, name: window.name)), window.type)))
        let operand = Line.Figure.column(column(of: window.operand))
        let grain = stage.axis?.grain.rawValue ?? "row"
        func earlier(_ lag: Int) -> Line? {
            guard case .column(let column) = operand else { return nil }
            return line("before", .before(column, buckets: lag), "\(words) \(counted(lag, grain)) before")
        }
        let gives = line("gives", value, sentence.window(window))
        switch window.kind {
        case .share(let within):
            guard case .column(let column) = value else { return [] }
            let names = within.map { stage.dimensions[$0].name }
            let whole = names.isEmpty ? "all rows of the result" : "the same \(sentence.series(names))"
            return [
                line("numerator", operand, words),
                line("denominator", .denominator(column), "its total over \(whole)"),
            ]
        case .change(let lag), .growth(let lag): return [line("now", operand, words), earlier(lag)].compactMap(\.self)
        case .rolling(let buckets):
            guard case .column(let column) = value else { return [] }
            if window.type == .rate {
                let span = "in the last \(counted(buckets, grain))"
                return [
                    line("numerator", .numerator(column), "all numerators of \(words) \(span)"),
                    line("denominator", .denominator(column), "all denominators \(span)"),
                ]
            }
            guard isAdded(window) else { return [line("now", operand, words), gives] }
            return [line("now", operand, words)] + (1..<buckets).compactMap(earlier)
        case .running, .runningAxis: return [line("adds", operand, words), gives]
        case .rank, .index, .anomaly: return lines(among: operand, window, words)
        }
    }

    /// A value, and what says where it stands among others.
    private func lines(among operand: Line.Figure, _ window: WindowCall, _ words: String) -> [Line] {
        let now = line("now", operand, words)
        guard case .column(let column) = operand else { return [now] }
        let grain = stage.axis.map { "\($0.grain.rawValue)s" } ?? "groups"
        switch window.kind {
        case .rank: return [now, line("larger", .larger(column), "\(grain) with a larger value")]
        case .index: return [now, line("mean", .mean(column), "the mean of all values of its column")]
        default:
            let others = stage.axis?.grain == .day ? "days of the same weekday" : "whole \(grain)"
            return [
                now, line("median", .median(column), "the median of the \(others)"),
                line("spread", .spread(column), "the median distance from it; × 1.4826 a standard deviation"),
            ]
        }
    }

    /// Whether a mean over buckets is that of a few figures, and not of many or of the cases behind them.
    private func isAdded(_ window: WindowCall) -> Bool {
        guard case .rolling(2...6) = window.kind, window.operand.type == .integer else { return false }
        return true
    }

    func formula(of measure: BoundExpression) -> MeasureAccount.Formula {
        switch measure.kind {
        case .column(.aggregate(let index, _)):
            let call = stage.calls[index]
            let isMean =
                call.function.name == "avg" && call.operand.map { $0.type != .rate && $0.type != .share } == true
            switch call.function.name {
            case "wait":
                let share = "\(Int(((1 - call.fraction) * 100).rounded()))%"
                return .text("the first t at which ∏ (1 - ended at t / waiting at t) is at most \(share)")
            case "adjusted":
                let (rate, stratum) = sentence.adjustment(call)
                return .text("Σ over \(stratum): its share of all rows × its share of rows where \(rate)")
            default: return call.function.name == "rate" || isMean ? .quotient : .none
            }
        case .column(.window(let index, _)):
            let window = stage.windows[index]
            switch window.kind {
            case .share: return .quotient
            case .change: return .difference
            case .growth: return .growth
            case .rolling: return window.type == .rate ? .quotient : isAdded(window) ? .mean : .none
            case .rank: return .rank
            case .index: return .index
            case .anomaly: return .anomaly
            default: return .none
            }
        default: return .none
        }
    }

    // MARK: - Columns

    private func line(_ title: String, _ figure: Line.Figure, _ words: String) -> Line {
        Line(title: title, figure: figure, words: words)
    }

    private mutating func column(of call: AggregateCall) -> Int {
        // Calls of one name are one call, but for those that count in buckets of their own.
        let known = stage.calls.firstIndex {
            $0.name == call.name && $0.bucket?.description == call.bucket?.description
        }
        if known == nil { stage.calls.append(call) }
        return column(ofCall: known ?? stage.calls.count - 1)
    }

    private mutating func column(ofCall index: Int) -> Int {
        let call = stage.calls[index]
        return column(of: BoundExpression(.column(.aggregate(index, name: call.name)), call.type))
    }

    /// The place of an expression among the columns of the result.
    private mutating func column(of expression: BoundExpression) -> Int {
        let text = expression.description
        let known = stage.items.firstIndex { $0.expression.description == text }
        if known == nil { stage.items.append(Item(name: "#\(stage.items.count)", expression: expression)) }
        return stage.dimensions.count + (known ?? stage.items.count - 1)
    }
}
