/// The kinds of nodes, one for each production of `grammar/tally.ebnf` that leaves a trace, and `unexpected` for
/// tokens that fit nowhere.
package enum SyntaxKind: String, Sendable, CaseIterable {
    case script
    // Statements.
    case queryStatement, defineStatement, measureStatement, paramStatement, viewStatement, spanStatement
    case datasetStatement, expectStatement, setStatement, useStatement, saveStatement, explainStatement
    case parameterList
    // Lines of a dataset statement.
    case keyLine, timeLine, flagLine, categoryLine, numberLine, textLine, pointLine, docLine, missingLine, asOfLine
    case recode
    case columnName
    // Queries.
    case query, stage, reference
    case fromClause, whereClause, groupByClause, overClause, acrossClause, showClause, listClause, havingClause
    case compareClause, sortClause, topClause, limitClause, withClause, asOfClause, dedupeClause, lookupClause
    case fillClause, testClause, whyClause, drawClause, intoClause
    case item, dimension, label, sortKey, option
    case byPart, perPart
    // Expressions.
    case orExpression, andExpression, notExpression, comparison, membership, valueList, betweenExpression
    case missingTest, textTest
    case periodRange, relativePeriod
    case sumExpression, productExpression, negative
    case aggregate, window, rate, call, parenthesized, name, literal
    case ifModifier, withinModifier, perModifier, adjustedModifier
    case missingExpression
    case unexpected

    /// Whether nodes of the kind are clauses of a stage.
    package var isClause: Bool { rawValue.hasSuffix("Clause") }
    package var isStatement: Bool { rawValue.hasSuffix("Statement") }
    /// Whether they are lines of a `dataset` statement.
    package var isProfileLine: Bool { rawValue.hasSuffix("Line") }
}
