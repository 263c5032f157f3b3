import Syntax
import Testing

/// The trees of chosen queries, right and wrong: `Golden/*.tree` hold the query, `---`, and the tree.
struct GoldenTreeTests {
    static let files = Folder.files("Golden", ending: "tree")

    @Test(arguments: files) func treeIsAsWritten(_ file: String) throws {
        let text = try Folder.read("Golden", file)
        let query = text.split(separator: "\n---\n")[0]
        let tree = SyntaxTree.of(String(query))
        let current = "\(query)\n---\n\(TreeDump.text(tree))\n"
        if Folder.updatesGoldenFiles { try Folder.write(current, "Golden", file) }
        #expect(current == text || Folder.updatesGoldenFiles)
        #expect(tree.flaw == nil)
    }

    /// Together the golden trees show every kind of node.
    @Test func everyKindOfNodeHasAGoldenTree() throws {
        let kinds = try GoldenTreeTests.files.flatMap { file in
            TreeDump.shape(SyntaxTree.of(String(try Folder.read("Golden", file).split(separator: "\n---\n")[0])))
        }
        #expect(Set(SyntaxKind.allCases).subtracting(kinds) == [])
    }
}
