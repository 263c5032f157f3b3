import Columnar
import Execution
import Planning
import Semantics

extension Session {
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
