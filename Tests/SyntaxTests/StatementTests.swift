import Diagnostics
import Syntax
import Testing

/// Where one statement ends and the next begins.
struct StatementTests {
    static let separations: [(String, [SyntaxKind])] = [
        ("", []),
        ("\n\n-- only a comment\n", []),
        (";;", []),
        ("show count", [.queryStatement]),
        ("show count;", [.queryStatement]),
        ("show count; show late%", [.queryStatement, .queryStatement]),
        ("show count\n\nshow late%", [.queryStatement, .queryStatement]),
        ("show count\r\n\r\nshow late%", [.queryStatement, .queryStatement]),
        ("show count\n  \t\nshow late%", [.queryStatement, .queryStatement]),
        ("show count\nwhere late", [.queryStatement]),
        ("show count\n-- a comment\nwhere late", [.queryStatement]),
        ("show count\n\n-- a comment\nwhere late", [.queryStatement, .queryStatement]),
        ("show count -- a; b\n\nwhere late", [.queryStatement, .queryStatement]),
        (
            "group by a\n\n\n\nweekly where late\n\n\"f.csv\" show count",
            [.queryStatement, .queryStatement, .queryStatement]
        ),
        ("\n\nweekly where late", [.queryStatement]),
        ("define a = 1\ndefine b = 2\nparam c = 3", [.defineStatement, .defineStatement, .paramStatement]),
        ("view w = over week show count\nset overwrite = true", [.viewStatement, .setStatement]),
        ("show count\nexplain show count", [.queryStatement, .explainStatement]),
        ("define measure_of = a\n  + b\n  or c", [.defineStatement]),
        ("show count,\n  late%\n| limit 3", [.queryStatement]),
        ("expect show late%\nalways late% < 25%\nuse \"a\"", [.expectStatement, .useStatement]),
        ("dataset d\n  time opened = \"O\"\n  as of \"X\"\nspan s = a to b", [.datasetStatement, .spanStatement]),
    ]

    @Test(arguments: separations) func separates(_ text: String, _ kinds: [SyntaxKind]) {
        let tree = SyntaxTree.of(text)
        #expect(tree.root.nodes.map(\.kind) == kinds)
        #expect(tree.diagnostics.map(\.message) == [])
        #expect(tree.flaw == nil)
    }

    /// A mistake in one statement leaves the others alone.
    static let mistakes = [
        "where", "show (", "show count,", "define x", "show \"abc", "a b c d", "group by", "over", ")",
    ]

    @Test(arguments: mistakes) func mistakesStayInTheirStatement(_ mistake: String) {
        for separator in ["\n\n", "\n;\n"] {
            let tree = SyntaxTree.of(mistake + separator + "group by district show count")
            let alone = SyntaxTree.of(mistake)
            #expect(tree.root.nodes.count == 2)
            #expect(tree.root.nodes.last?.text == "group by district show count")
            #expect(tree.diagnostics == alone.diagnostics)
        }
    }

    /// A statement on a line of its own whose separator was forgotten is still a statement.
    @Test func forgottenSeparator() {
        let tree = SyntaxTree.of("define a = 1\ngroup by a show count")
        #expect(tree.root.nodes.map(\.kind) == [.defineStatement, .queryStatement])
        #expect(tree.diagnostics.map(\.id) == ["missing-separator"])
    }
}
