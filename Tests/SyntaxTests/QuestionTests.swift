import Diagnostics
import Syntax
import Testing

/// The examples are right, so nothing is found wrong with them.
struct QuestionTests {
    @Test func thereAreFortyQuestions() { #expect(Example.questions.count == 40) }

    @Test(arguments: Example.all) func parsesWithoutDiagnostics(_ example: Example) {
        let tree = SyntaxTree.of(example.text)
        #expect(tree.diagnostics.map(\.message) == [])
        #expect(tree.flaw == nil)
        #expect(tree.root.nodes.count == example.text.filter { $0 == ";" }.count + 1)
    }

    @Test(arguments: Example.all) func capitalizationOfKeywordsDoesNotMatter(_ example: Example) {
        let tree = SyntaxTree.of(example.text)
        var bytes = Array(example.text.utf8)
        for token in tree.tokens where token.keyword != nil {
            for index in token.start..<token.end { bytes[index] &= ~32 }
        }
        let loud = SyntaxTree.of(bytes)
        #expect(loud.diagnostics.map(\.message) == [])
        #expect(TreeDump.shape(loud) == TreeDump.shape(tree))
    }
}
