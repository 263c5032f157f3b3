/// The words with a meaning in the grammar, however they are capitalized.
package enum Keyword: String, Sendable, CaseIterable {
    // Clauses: reserved everywhere, which is what makes them anchors of recovery and completion.
    case from, `where`, group, over, across, show, list, having, compare, sort, top, bottom, limit, with, `as`, dedupe
    case lookup, fill, test, why, draw, into
    // Connectives and operators inside clauses: reserved too.
    case by, per, on, to, of, `in`, `is`, and, or, not, `if`, between, contains, matches, within, always
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

    /// Words that start a clause.
    package static let clauses = allCases.filter(\.startsClause)

    package var startsClause: Bool {
        switch self {
        case .from, .where, .group, .over, .across, .show, .list, .having, .compare, .sort, .top, .bottom, .limit,
            .with, .dedupe, .lookup, .fill, .test, .why, .draw, .into, .as:
            true
        default: false
        }
    }

    /// Whether the word starts a statement when it stands first in a line or after `;`.
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
