import Columnar
import Execution
import Planning
import Semantics
import Syntax

extension Session {
    /// Gives a query its meaning, which takes long where it looks things up in a large view.
    func bind(_ query: SyntaxNode) throws(EngineError) -> Binder.Outcome {
        guard leavesCancelledQueries else { return Binder.bind(query, in: environment) }
        let bound = Errand.run(unless: isCancelled) { [environment] ticket -> Binder.Outcome? in
            let bound = Binder.bind(query, in: environment)
            // What was looked up in is given back here.
            return ticket.isCancelled ? nil : bound
        }
        guard let bound = bound ?? nil else { throw .cancelled }
        return bound
    }

    /// Runs a view in which a query looks things up, while that query is planned.
    func viewRunner() -> @Sendable (LogicalPlan) -> Result<Table, Environment.OpenError> {
        return { [queryRunner, optimizesPlans] logical in
            let plan = PhysicalPlanner.plan(optimizesPlans ? Optimizer.optimize(logical) : logical)
            do throws(ExecutionError) {
                return .success(try queryRunner.run { (executor) throws(ExecutionError) in try executor.rows(plan) })
            } catch {
                switch error {
                case .cancelled: return .failure(Environment.OpenError("the view was interrupted"))
                case .refused(let message, _): return .failure(Environment.OpenError(message))
                }
            }
        }
    }
}
