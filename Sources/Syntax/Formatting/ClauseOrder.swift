/// The order in which the clauses of a stage are written.
package enum ClauseOrder {
    private static let kinds: [SyntaxKind] = [
        .reference, .fromClause, .whereClause, .dedupeClause, .lookupClause, .asOfClause, .groupByClause, .overClause,
        .acrossClause, .fillClause, .showClause, .listClause, .havingClause, .compareClause, .testClause, .whyClause,
        .sortClause, .topClause, .limitClause, .withClause, .drawClause, .intoClause,
    ]

    private static let ranks = Dictionary(uniqueKeysWithValues: kinds.enumerated().map { ($1, $0) })

    /// The place of a kind of clause in that order.
    package static func rank(_ kind: SyntaxKind) -> Int { ranks[kind] ?? kinds.count }
}
