import Columnar
import Foundation
import Syntax

/// `with ci`: the limits of a rate (Wilson's score interval) or of a quantile (order statistics with at least the coverage
/// asked for). Nil for other measures.
struct ReferenceInterval {
    private let node: SyntaxNode
    private let conditions: [SyntaxNode]
    private let level: Double

    init?(_ node: SyntaxNode, _ level: Double) {
        var (node, conditions) = (node, [SyntaxNode]())
        while node.kind == .parenthesized || node.kind == .ifModifier {
            if node.kind == .ifModifier { conditions.append(node.nodes[1]) }
            node = node.nodes[0]
        }
        let word = node.text(node.firstToken).lowercased()
        let isQuantile =
            node.kind == .aggregate && !node.nodes.isEmpty
            && (word == "median" || word.first == "p" && Int(word.dropFirst()) != nil)
        guard node.kind == .rate || isQuantile else { return nil }
        (self.node, self.conditions, self.level) = (node, conditions, level)
    }

    func limit(_ isUpper: Bool, _ scope: ReferenceMeasureScope) throws -> (Value, ReferenceKind) {
        let conditions = conditions
        let scope = scope.with(scope.cell) { evaluator in try conditions.allSatisfy(evaluator.isTrue) }
        if node.kind == .rate {
            guard case .rate(let hits, let count) = try ReferenceEvaluator(scope: scope).value(node), count > 0 else {
                return (.missing, .fraction)
            }
            return (.percent(wilson(hits, count, isUpper)), .fraction)
        }
        let kind = try scope.rowKind(node.nodes[0])
        let known = try scope.operands(node.nodes[0]) { try $0.value($1) }.filter { !$0.isReferenceMissing }
        let sorted = known.sorted { kind.order($0, $1) < 0 }
        let word = node.text(node.firstToken).lowercased()
        let fraction = word == "median" ? 0.5 : (Double(word.dropFirst()) ?? 0) / 100
        guard let rank = rank(sorted.count, fraction, isUpper) else { return (.missing, kind) }
        return (sorted[rank - 1], kind)
    }

    /// The solutions p of |h/n - p| = z √(p (1 - p) / n).
    private func wilson(_ hits: Double, _ count: Double, _ isUpper: Bool) -> Double {
        let z = normalQuantile(0.5 + level / 2)
        // (n + z²) p² - (2 h + z²) p + h² / n = 0
        let (a, b, c) = (count + z * z, -(2 * hits + z * z), hits * hits / count)
        let root = max(0, b * b - 4 * a * c).squareRoot()
        return min(1, max(0, (-b + (isUpper ? root : -root)) / (2 * a)))
    }

    /// The point below which a standard normal lies with a probability, by bisection.
    private func normalQuantile(_ probability: Double) -> Double {
        var (low, high) = (-40.0, 40.0)
        for _ in 0..<200 {
            let middle = (low + high) / 2
            if 0.5 * erfc(-middle / 2.0.squareRoot()) < probability { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    /// The order statistic that is the limit: the k-th smallest value is a lower limit when fewer than k of n values lie below
    /// the quantile with at most the probability of the tail; an upper one when at least k do.
    private func rank(_ count: Int, _ fraction: Double, _ isUpper: Bool) -> Int? {
        let tail = (1 - level) / 2
        let chances = (0...count).map { hits -> Double in
            let ways = lgamma(Double(count + 1)) - lgamma(Double(hits + 1)) - lgamma(Double(count - hits + 1))
            let below = Double(hits) * log(fraction)
            let above = Double(count - hits) * log(1 - fraction)
            return exp(ways + below + above)
        }
        guard count > 0 else { return nil }
        if isUpper { return (1...count).first { chances[$0...].reduce(0, +) <= tail } }
        return (1...count).last { chances[..<$0].reduce(0, +) <= tail }
    }
}
