package import Diagnostics
package import Syntax

/// Reads profiles from the text of a script: `dataset` statements, with the definitions that follow each of them.
package enum ProfileReader {
    package static func read(_ source: SourceText) -> (profiles: [Profile], diagnostics: [Diagnostic]) {
        let tree = Parser.parse(source)
        var profiles: [Profile] = []
        for statement in tree.root.nodes {
            if statement.kind == .datasetStatement {
                profiles.append(profile(statement))
            } else if let definition = definition(statement), !profiles.isEmpty {
                profiles[profiles.count - 1].definitions.append(definition)
            }
        }
        return (profiles, tree.diagnostics)
    }

    /// The profile that a `dataset` statement describes, without definitions.
    package static func profile(_ statement: SyntaxNode) -> Profile {
        let matches = statement.tokens.filter { $0.kind == .text }.map(statement.unquoted)
        var columns: [Profile.Column] = []
        var summaries: [String: String] = [:]
        var asOf: [String] = []
        var missing: [String] = []
        for line in statement.nodes {
            switch line.kind {
            case .docLine:
                if let text = line.token(.text) { summaries[nameKey(name(of: line))] = line.unquoted(text) }
            case .missingLine: missing += line.tokens.filter { $0.kind == .text }.map(line.unquoted)
            case .asOfLine: asOf = headers(line.first(.columnName))
            default: if let column = column(line) { columns.append(column) }
            }
        }
        return Profile(
            text: statement.text, name: name(of: statement), matches: matches, columns: columns, summaries: summaries,
            asOfHeaders: asOf,
            missingTexts: missing, definitions: [])
    }

    /// The definition that a `define`, `measure`, `span` or `view` statement makes; nil for other statements.
    package static func definition(_ statement: SyntaxNode) -> Definition? {
        let name = name(of: statement)
        let body = statement.nodes.last
        switch statement.kind {
        case .defineStatement:
            guard let body, body.kind != .parameterList else { return nil }
            let parameters = statement.first(.parameterList).map { list in
                list.tokens.filter { $0.kind == .word || $0.kind == .quotedName }.map(list.unquoted)
            }
            return Definition(name: name, meaning: .define(parameters: parameters ?? [], body: body))
        case .measureStatement: return body.map { Definition(name: name, meaning: .measure(body: $0)) }
        case .viewStatement: return body.map { Definition(name: name, meaning: .view($0)) }
        case .spanStatement:
            guard statement.nodes.count == 2 else { return nil }
            return Definition(name: name, meaning: .span(start: statement.nodes[0], end: statement.nodes[1]))
        default: return nil
        }
    }

    /// The name behind the statement's first word.
    package static func name(of statement: SyntaxNode) -> String {
        let names = statement.tokens.filter { $0.kind == .word || $0.kind == .quotedName }
        return names.count > 1 ? statement.unquoted(names[1]) : ""
    }

    private static func column(_ line: SyntaxNode) -> Profile.Column? {
        let columnNames = line.nodes(.columnName)
        let kind: Profile.Column.Kind
        switch line.kind {
        case .keyLine: kind = .key
        case .timeLine: kind = .time
        case .numberLine: kind = .number
        case .textLine: kind = .text
        case .flagLine: kind = .flag(yes: line.tokens.filter { $0.kind == .text }.map(line.unquoted))
        case .categoryLine: kind = .category(isOrdered: line.has(.ordered))
        case .pointLine:
            let crs = line.token(TokenKind.number).flatMap { Int(line.text($0)) }
            kind = .point(second: columnNames.count > 1 ? headers(columnNames[1]) : [], crs: crs)
        default: return nil
        }
        let recodes = line.nodes(.recode).map { recode -> (from: [String], to: String) in
            let texts = recode.tokens.filter { $0.kind == .text }.map(recode.unquoted)
            return (Array(texts.dropLast()), texts.last ?? "")
        }
        return Profile.Column(name: name(of: line), headers: headers(columnNames.first), kind: kind, recodes: recodes)
    }

    private static func headers(_ node: SyntaxNode?) -> [String] {
        guard let node else { return [] }
        return node.tokens.filter { $0.kind == .text }.map(node.unquoted)
    }
}
