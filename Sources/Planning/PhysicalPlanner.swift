import Columnar
import Functions
package import Semantics

/// Turns an optimized logical plan into pipelines.
package enum PhysicalPlanner {
    package static func plan(_ logical: LogicalPlan) -> PhysicalPlan {
        switch logical {
        case .scan(let dataSet): return .scan(dataSet)
        case .located(let input, let locating): return .located(input: plan(input), locating)
        case .draw(let input, let kind): return .draw(plan(input), kind)
        case .into(let input, let path): return .into(plan(input), path: path)
        case .filter(let input, let condition):
            // A filter without a stage above it lists all columns; the binder always puts a stage there.
            var stage = ListStage()
            stage.items = input.fields.enumerated().map { index, field in
                Item(
                    name: field.name,
                    expression: BoundExpression(.column(.input(index, name: field.name)), field.type))
            }
            return .rows(input: plan(input), conditions: conjuncts(condition), stage)
        case .dedupe(let input, let rule):
            let (source, conditions) = split(input)
            return .dedupe(input: plan(source), conditions: conditions, rule)
        case .why(let input, let stage):
            let (source, conditions) = split(input)
            return .why(input: plan(source), passes(stage.parts, conditions), stage)
        case .test(let input, let stage):
            let (source, conditions) = split(input)
            return .test(input: plan(source), passes(stage.parts.map(\.stage), conditions), stage)
        case .list(let input, let stage):
            let (source, conditions) = split(input)
            return .rows(input: plan(source), conditions: conditions, stage)
        case .group(let input, let stage):
            let (source, conditions) = split(input)
            return .aggregate(input: plan(source), pipeline(stage, conditions))
        }
    }

    private static func passes(_ stages: [GroupedStage], _ conditions: [BoundExpression]) -> [AggregatePipeline] {
        stages.map { pipeline($0, conditions) }
    }

    private static func pipeline(_ stage: GroupedStage, _ conditions: [BoundExpression]) -> AggregatePipeline {
        let measured = stage.calls.map(measured)
        return AggregatePipeline(
            conditions: conditions, stage: stage, operands: operands(of: stage, measured.map(\.operand)),
            units: measured.map(\.unit))
    }

    /// What a call is computed over: the duration itself where its operand is the duration in hours or days.
    private static func measured(_ call: AggregateCall) -> (operand: BoundExpression?, unit: Int64?) {
        guard call.function.keepsUnits, case .call(let function, let arguments)? = call.operand?.kind,
            let unit = function.unit, let duration = arguments.first, duration.type == .duration
        else { return (call.operand, nil) }
        return (duration, unit)
    }

    private static func split(_ plan: LogicalPlan) -> (LogicalPlan, [BoundExpression]) {
        guard case .filter(let input, let condition) = plan else { return (plan, []) }
        let (source, conditions) = split(input)
        return (source, conditions + conjuncts(condition))
    }

    private static func conjuncts(_ condition: BoundExpression) -> [BoundExpression] {
        if case .and(let parts) = condition.kind { return parts }
        return [condition]
    }

    /// Aggregates with the same operand and condition share one computation of it.
    /// - Parameter operands: what each call is computed over.
    private static func operands(
        of stage: GroupedStage, _ operands: [BoundExpression?]
    ) -> [AggregatePipeline.Operand] {
        // A type is compared, not spelled: a text of it would come from reflection, which takes longer than the whole plan.
        var found: [(type: DataType?, text: String, calls: [Int])] = []
        for (index, call) in stage.calls.enumerated() {
            let type = operands[index]?.type
            let text =
                "\(operands[index]?.description ?? "") if \(call.condition?.description ?? "")"
                + (call.bucket.map { " by \($0)" } ?? "")
            if let place = found.firstIndex(where: { $0.type == type && $0.text == text }) {
                found[place].calls.append(index)
            } else {
                found.append((type, text, [index]))
            }
        }
        return found.map { part in
            let call = stage.calls[part.calls[0]]
            return AggregatePipeline.Operand(
                expression: operands[part.calls[0]], condition: call.condition, bucket: call.bucket, calls: part.calls)
        }
    }
}
