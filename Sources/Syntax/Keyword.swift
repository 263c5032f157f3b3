/// The words with a meaning in the grammar, however they are capitalized.
package enum Keyword: String, Sendable, CaseIterable {
    // Clauses: reserved everywhere, which is what makes them anchors of recovery and completion.
    case from, `where`, group, over, across, show, list, having, compare, sort, top, bottom, limit, with, dedupe, lookup
    case fill, test, why, draw, into
    // Connectives and operators inside clauses: reserved too.
    case by, per, on, to, of, `in`, `is`, and, or, not, `if`, between, contains, matches, within, always, `as`
    // Literals.
    case `true`, `false`, missing
    // Words that mean something only in their place and may be names elsewhere.
    case define, measure, param, view, span, dataset, expect, set, use, save, explain
    case starts, ends, known, asc, desc, rest, previous, last, next, this, same, none, adjusted, vs, containing
    case others, totals, n, ci
    case share, rank, index, anomaly, running, rolling, change, growth, wait
    case key, time, flag, yes, category, ordered, recode, point, crs, doc
    case numberType = "number"
    case textType = "text"
    case `for`

    private static let byText: [String: Keyword] = Dictionary(
        uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })

    init?(lowercased text: String) {
        guard let found = Keyword.byText[text] else { return nil }
        self = found
    }

    /// Words that start a clause.
    package static let clauses: [Keyword] = [
        .from, .where, .group, .over, .across, .show, .list, .having, .compare, .sort, .top, .bottom, .limit, .with,
        .as, .dedupe, .lookup, .fill, .test, .why, .draw, .into,
    ]

    /// Words that start a statement when they stand first in a line or after `;`.
    package static let statements: [Keyword] = [
        .define, .measure, .param, .view, .span, .dataset, .expect, .set, .use, .save, .explain,
    ]

    package var startsClause: Bool {
        switch self {
        case .from, .where, .group, .over, .across, .show, .list, .having, .compare, .sort, .top, .bottom, .limit,
            .with, .dedupe, .lookup, .fill, .test, .why, .draw, .into, .as:
            true
        default: false
        }
    }

    package var startsStatement: Bool {
        switch self {
        case .define, .measure, .param, .view, .span, .dataset, .expect, .set, .use, .save, .explain: true
        default: false
        }
    }

    /// Whether the word can never be a bare name.
    package var isReserved: Bool {
        if startsClause { return true }
        switch self {
        case .by, .per, .on, .to, .of, .in, .is, .and, .or, .not, .if, .between, .contains, .matches, .within,
            .always, .true, .false, .missing:
            return true
        default: return false
        }
    }
}
