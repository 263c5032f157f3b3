import Syntax
import TestSupport
import Testing

/// The trees of chosen queries, right and wrong: `Golden/*.tree` hold the query, `---`, and the tree.
struct GoldenTreeTests {
    static let files = Repository.files("Tests/SyntaxTests/Golden", ending: "tree")

    @Test(arguments: files) func treeIsAsWritten(_ file: String) throws {
        let query = try Repository.read(file).split(separator: "\n---\n")[0]
        let tree = SyntaxTree.of(String(query))
        let current = "\(query)\n---\n\(TreeDump.text(tree))\n"
        #expect(try current == Repository.golden(file, now: current))
        #expect(tree.flaw == nil)
    }

    /// Together the golden trees show every kind of node.
    @Test func everyKindOfNodeHasAGoldenTree() throws {
        let kinds = try GoldenTreeTests.files.flatMap { file in
            TreeDump.shape(SyntaxTree.of(String(try Repository.read(file).split(separator: "\n---\n")[0])))
        }
        #expect(Set(SyntaxKind.allCases).subtracting(kinds) == [])
    }
}
