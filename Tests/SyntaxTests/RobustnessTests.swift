import Diagnostics
import Syntax
import Testing

/// Huge and deep texts end in messages, not in a crash, and their trees stay shallow enough to walk.
struct RobustnessTests {
    static let openings = ["(", "not ", "- ", "median ", "if(", "running ", "((a) = "]

    @Test(arguments: openings) func deepNestingIsRefusedOnce(_ opening: String) {
        let tree = SyntaxTree.of("where " + String(repeating: opening, count: 100_000) + "a show count")
        #expect(tree.flaw == nil)
        #expect(tree.diagnostics.filter { $0.id == "too-deep" }.count == 1)
        #expect(tree.diagnostics.count <= 2)
        #expect(tree.height < 1500)
        #expect(tree.root.text.hasSuffix("show count"))
    }

    @Test func closedNestingWithinTheLimitIsFine() {
        let tree = SyntaxTree.of(
            "where " + String(repeating: "(", count: 90) + "late" + String(repeating: ")", count: 90) + " show count")
        #expect(tree.diagnostics == [])
    }

    static let chains = [" + a", " - a", " * a", " / a", " per 1000 a", " adjusted for a"]

    @Test(arguments: chains) func longChainsAreRefusedOnce(_ link: String) {
        let tree = SyntaxTree.of("show a" + String(repeating: link, count: 100_000))
        #expect(tree.flaw == nil)
        #expect(tree.diagnostics.map(\.id) == ["too-deep"])
        #expect(tree.height < 1500)
    }

    /// Operators are counted for each item by itself.
    @Test func manyItemsWithOperatorsAreFine() {
        let items = Array(repeating: "count + 1 - 2 * 3", count: 2000).joined(separator: ", ")
        #expect(SyntaxTree.of("show " + items).diagnostics == [])
    }

    static let pieces = [
        "show late%, ", "shwo ", "a ", ") ", "\"", "` ", "= ", "where a or b and c ", "| ", "; ", "\n", "(a, ", "-- ",
        "not ", "group by ", "7x ", "\" show ' where ", "define x = 1\n", "dataset d\nfoo\n", "é", "& ", "“", "!",
        "x in (", "yoy, ", "moving average, ", "change, ", "2023 and ",
    ]

    @Test(arguments: pieces) func aMegabyteEnds(_ piece: String) {
        let tree = SyntaxTree.of(String(repeating: piece, count: 1_000_000 / piece.utf8.count))
        #expect(tree.flaw == nil)
        #expect(tree.height < 1500)
    }
}
