package import Columnar

/// What a query means, free of how it runs: a tree whose leaves are data sets.
///
///     into "late.csv"
///     └─ group by district
///        show late%
///        └─ filter reason = "Customer Service"
///           └─ scan san_antonio
package indirect enum LogicalPlan: Sendable {
    case scan(DataSet)
    case filter(LogicalPlan, BoundExpression)
    case group(LogicalPlan, GroupedStage)
    case list(LogicalPlan, ListStage)
    /// The rows with a further Boolean column `removed`: true where an earlier row with the same keys was kept.
    case dedupe(LogicalPlan, Deduplication)
    case why(LogicalPlan, WhyStage)
    case test(LogicalPlan, TestStage)
    /// The rows with further columns: longitudes and latitudes of points, and the zones that they lie in.
    case located(LogicalPlan, Locating)
    /// The result as a picture.
    case draw(LogicalPlan, ChartKind)
    case into(LogicalPlan, path: String)

    /// The names and types of the columns that come out.
    package var fields: [Field] {
        switch self {
        case .scan(let dataSet): dataSet.fields
        case .filter(let input, _), .draw(let input, _), .into(let input, _): input.fields
        case .group(_, let stage):
            stage.dimensions.map { Field(name: $0.name, type: $0.expression.type) }
                + stage.items.map { Field(name: $0.name, type: $0.expression.type, average: stage.average($0)) }
        case .why(_, let stage): stage.fields
        case .test(_, let stage): stage.fields
        case .located(let input, let locating): input.fields + locating.fields
        case .dedupe(let input, _): input.fields + [Field(name: "removed", type: .boolean)]
        case .list(_, let stage): stage.items.map { Field(name: $0.name, type: $0.expression.type) }
        }
    }

    /// The data set at the leaf.
    package var dataSet: DataSet {
        switch self {
        case .scan(let dataSet): dataSet
        case .filter(let input, _), .group(let input, _), .list(let input, _), .dedupe(let input, _),
            .why(let input, _), .test(let input, _), .located(let input, _), .draw(let input, _), .into(let input, _):
            input.dataSet
        }
    }

    /// The data set whose rows come out under its own names, perhaps fewer and in another order: what its names mean still
    /// holds. Nil for what a stage has made.
    var selectedDataSet: DataSet? {
        switch self {
        case .scan(let dataSet): return dataSet
        case .filter(let input, _), .dedupe(let input, _), .located(let input, _), .into(let input, _):
            return input.selectedDataSet
        case .list(let input, let stage):
            guard let dataSet = input.selectedDataSet, stage.items.map(\.name) == dataSet.fields.map(\.name),
                stage.items.map(\.expression.type) == dataSet.fields.map(\.type)
            else { return nil }
            return dataSet
        default: return nil
        }
    }

    /// The conditions that the rows of a data set have passed.
    var passedConditions: [BoundExpression] {
        switch self {
        case .filter(let input, let condition): input.passedConditions + [condition]
        case .list(let input, _) where selectedDataSet != nil: input.passedConditions
        case .dedupe(let input, _), .located(let input, _), .into(let input, _): input.passedConditions
        default: []
        }
    }

    package var input: LogicalPlan? {
        switch self {
        case .scan: nil
        case .filter(let input, _), .group(let input, _), .list(let input, _), .dedupe(let input, _),
            .why(let input, _), .test(let input, _), .located(let input, _), .draw(let input, _), .into(let input, _):
            input
        }
    }

    /// The same node over another input.
    package func replacing(input: LogicalPlan) -> LogicalPlan {
        switch self {
        case .scan: self
        case .filter(_, let condition): .filter(input, condition)
        case .group(_, let stage): .group(input, stage)
        case .list(_, let stage): .list(input, stage)
        case .dedupe(_, let rule): .dedupe(input, rule)
        case .why(_, let stage): .why(input, stage)
        case .test(_, let stage): .test(input, stage)
        case .located(_, let locating): .located(input, locating)
        case .draw(_, let kind): .draw(input, kind)
        case .into(_, let path): .into(input, path: path)
        }
    }
}

/// What `dedupe` takes for the same: equal keys, within a length of time of the last row that was kept.
package struct Deduplication: Sendable {
    package let keys: [BoundExpression]
    package let time: BoundExpression?
    package let within: Int64?

    package init(keys: [BoundExpression], time: BoundExpression?, within: Int64?) {
        self.keys = keys
        self.time = time
        self.within = within
    }
}
