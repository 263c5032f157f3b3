import Semantics

/// The matchers of an evaluator, each made once: a regular expression is compiled when its first row comes.
final class TextMatchers {
    private var known: [String: TextMatcher] = [:]

    func matcher(_ op: TextOperator, _ pattern: String) -> TextMatcher {
        let key = "\(op) \(pattern)"
        if let matcher = known[key] { return matcher }
        let made = TextMatcher(op, pattern)
        known[key] = made
        return made
    }
}
