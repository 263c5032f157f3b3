import Columnar
import Diagnostics
import Semantics
import Syntax

/// The names that a text uses, also through definitions: what each stands for, and where that is said.
struct DefinedNames {
    /// One line a name, in the order of their use.
    private(set) var lines: [(name: String, meaning: String)] = []
    private var seen: Set<String> = []
    private let environment: Environment
    private let data: DataSet

    init(in node: SyntaxNode, _ environment: Environment, _ data: DataSet) {
        self.environment = environment
        self.data = data
        add(node)
    }

    private mutating func add(_ node: SyntaxNode) {
        if node.kind == .name || node.kind == .call { add(name: node.unquoted(node.firstToken)) }
        for inner in node.nodes { add(inner) }
    }

    private mutating func add(name: String) {
        let key = nameKey(name)
        guard !seen.contains(key) else { return }
        if let definition = environment.definition(name) ?? data.definition(name) {
            seen.insert(key)
            let bodies = bodies(of: definition)
            lines.append((definition.name, definition.text + origin(of: definition, bodies.first) + summary(key)))
            for body in bodies { add(body) }
        } else if let field = data.fields.first(where: { nameKey($0.name) == key })
            ?? data.fields.first(where: { $0.header.map(nameKey) == key })
        {
            seen.insert(key)
            let header = field.header.map { $0 == field.name ? "a column of the file" : "the column `\($0)`" }
            lines.append((field.name, (header ?? "a column") + (field.summary.map { ": \($0)" } ?? "")))
        }
    }

    private func bodies(of definition: Definition) -> [SyntaxNode] {
        switch definition.meaning {
        case .define(_, let body), .measure(let body), .view(let body): [body]
        case .span(let start, let end): [start, end]
        case .param: []
        }
    }

    /// Where a definition stands: in the profile, or at a line of a script.
    private func origin(of definition: Definition, _ body: SyntaxNode?) -> String {
        guard environment.definition(definition.name) != nil else { return " (profile \(data.name))" }
        guard let body else { return " (a parameter)" }
        let source = body.tree.source
        if source.name == "query" { return " (defined in this session)" }
        return " (\(source.name), line \(source.line(at: body.range.start) + 1))"
    }

    private func summary(_ key: String) -> String { data.summaries[key].map { ": \($0)" } ?? "" }
}
