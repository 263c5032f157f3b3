import Diagnostics

extension Parser {
    /// script = [ statement { ";" statement } [ ";" ] ] ;
    mutating func parseScript() {
        let start = mark
        while !atEndOfScript {
            if eat(.semicolon) { continue }
            enterStatement()
            parseStatement()
            leaveStatement()
        }
        position = tokens.count
        finish(.script, from: (start.stack, 0))
    }

    /// statement = query | define | measure | … ;
    private mutating func parseStatement() {
        let start = mark
        operators = 0
        if let keyword = token.keyword, keyword.startsStatement {
            bump()
            parseStatement(after: keyword, from: start)
        } else {
            parseQuery()
            finish(.queryStatement, from: start)
        }
        if atClause {
            // The next statement: its own mistakes are looked for as if it had been separated.
            let end = SourceRange(endOfPrevious, endOfPrevious)
            error(
                "missing-separator", at: token.range,
                "expected a blank line or `;` between the statements, found `\(text(token))`",
                fixIts: [FixIt("insert `;`", range: end, replacement: ";")])
        } else if !at(.endOfText) {
            parseUnexpected()
        }
    }

    private mutating func parseStatement(after keyword: Keyword, from start: Mark) {
        switch keyword {
        case .define:
            parseName("a name for the definition")
            if at(.leftParenthesis) { parseParameterList() }
            parseEqual()
            parseExpression()
            finish(.defineStatement, from: start)
        case .measure:
            parseName("a name for the measure")
            parseEqual()
            parseExpression()
            finish(.measureStatement, from: start)
        case .param:
            parseName("a name for the parameter")
            parseEqual()
            parseSum()
            finish(.paramStatement, from: start)
        case .set:
            parseName("the name of an option")
            parseEqual()
            parseSum()
            finish(.setStatement, from: start)
        case .view:
            parseName("a name for the view")
            parseEqual()
            parseQuery()
            finish(.viewStatement, from: start)
        case .span:
            parseName("a name for the span")
            parseEqual()
            outside = .to
            parseSum()
            parseKeyword(.to)
            parseSum()
            outside = []
            finish(.spanStatement, from: start)
        case .expect:
            if eat(.none) {
                parseQuery()
            } else {
                parseQuery()
                parseKeyword(.always)
                parseExpression()
            }
            finish(.expectStatement, from: start)
        case .use:
            parseText("the path of a script, in quotes")
            finish(.useStatement, from: start)
        case .save:
            parseText("a file name, in quotes")
            finish(.saveStatement, from: start)
        case .explain:
            parseExplained()
            finish(.explainStatement, from: start)
        case .dataset:
            parseDataset(from: start)
        default:
            finish(.unexpected, from: start)
        }
    }

    private mutating func parseParameterList() {
        let start = mark
        bump()
        repeat {
            parseName("a parameter's name")
        } while eat(.comma)
        parseClosingParenthesis()
        finish(.parameterList, from: start)
    }

    // MARK: - Datasets

    /// dataset = "dataset" NAME [ "matches" TEXT { "," TEXT } ] { dataset_line } ;
    private mutating func parseDataset(from start: Mark) {
        parseName("a name for the data set")
        if eat(.matches) {
            repeat { parseText("a column's header, in quotes") } while eat(.comma)
        }
        while !at(.endOfText) {
            if parseDatasetLine() { continue }
            if atClause { break }
            parseUnexpectedLine()
        }
        finish(.datasetStatement, from: start)
    }

    private static let datasetWords = [
        "key", "time", "flag", "category", "number", "text", "point", "doc", "missing", "as of",
    ]

    /// Puts the tokens up to the next line aside: one wrong line does not hide the lines below it.
    private mutating func parseUnexpectedLine() {
        let start = mark
        let word = text(token)
        let near = at(.word) ? Suggestion.nearest(to: word, among: Parser.datasetWords) : nil
        error(
            "unknown-profile-line", at: token.range,
            "expected a line such as `time opened = \"OPENED\"`, found \(found)",
            advice: near.map { "did you mean `\($0)`?" }
                ?? "a line starts with \(Parser.datasetWords.joined(separator: ", "))",
            fixIts: near.map { [FixIt("replace `\(word)` with `\($0)`", range: token.range, replacement: $0)] } ?? [])
        repeat { bump() } while !at(.endOfText) && !token.startsLine
        finish(.unexpected, from: start)
    }

    private mutating func parseDatasetLine() -> Bool {
        let start = mark
        guard let keyword = token.keyword else { return false }
        switch keyword {
        case .key: parseDatasetColumn(.keyLine, from: start)
        case .time: parseDatasetColumn(.timeLine, from: start)
        case .numberType: parseDatasetColumn(.numberLine, from: start)
        case .flag: parseDatasetColumn(.flagLine, from: start)
        case .category: parseDatasetColumn(.categoryLine, from: start)
        case .textType: parseDatasetColumn(.textLine, from: start)
        case .point: parseDatasetColumn(.pointLine, from: start)
        case .doc:
            bump()
            parseName("the name that is described")
            parseText("the description, in quotes")
            finish(.docLine, from: start)
        case .missing:
            bump()
            repeat { parseText("a text that stands for a missing value, in quotes") } while eat(.comma)
            finish(.missingLine, from: start)
        case .as:
            bump()
            parseKeyword(.of)
            parseColumnName()
            finish(.asOfLine, from: start)
        default: return false
        }
        return true
    }

    private mutating func parseDatasetColumn(_ kind: SyntaxKind, from start: Mark) {
        bump()
        parseName("a name")
        parseEqual()
        parseColumnName()
        switch kind {
        case .flagLine:
            parseKeyword(.yes)
            repeat { parseText("the text that means yes, in quotes") } while eat(.comma)
        case .pointLine:
            if eat(.comma) { parseColumnName() }
            if eat(.crs), !eat(.number) { expected("the number of a coordinate system, such as 2278") }
        case .categoryLine, .textLine:
            _ = eat(.ordered)
            while at(.recode) { parseRecode() }
        default: break
        }
        finish(kind, from: start)
    }

    private mutating func parseRecode() {
        let start = mark
        bump()
        repeat { parseText("a value, in quotes") } while eat(.comma)
        parseKeyword(.as)
        parseText("the new value, in quotes")
        finish(.recode, from: start)
    }

    /// column_name = TEXT { "or" TEXT } ;
    private mutating func parseColumnName() {
        let start = mark
        repeat { parseText("a column's header, in quotes") } while eat(.or)
        finish(.columnName, from: start)
    }

    // MARK: - Pieces

    mutating func parseName(_ what: String) {
        if at(.quotedName) || (at(.word) && token.keyword?.isReserved != true) {
            bump()
        } else if at(.word), token.keyword?.startsClause == true, !token.startsLine {
            error(
                "reserved-word", at: token.range, "`\(text(token))` is a word of the language and cannot be \(what)",
                fixIts: [
                    FixIt("write it in back-quotes", range: token.range, replacement: "`\(text(token))`")
                ])
            bump()
        } else {
            expected(what)
        }
    }

    mutating func parseText(_ what: String) {
        if eat(.text) { return }
        guard at(.word), !atClause, !token.startsLine else { return expected(what) }
        // A path or a value without quotes: what touches belongs to it.
        var count = 1
        while lookahead(count).touchesPrevious { count += 1 }
        let range = SourceRange(token.start, lookahead(count - 1).end)
        expected(
            what,
            fixIts: [FixIt("write it in quotes", range: range, replacement: "\"\(source.text(range))\"")])
        let start = mark
        for _ in 0..<count { bump() }
        finish(.unexpected, from: start)
    }

    mutating func parseEqual() {
        if eat(.equal) { return }
        if at(.unknown), text(token) == "==" {
            reportForeign("=")
            bump()
        } else {
            expected("`=`", fixIts: atClauseEnd() ? [] : [insertion("=")])
        }
    }

    mutating func parseKeyword(_ keyword: Keyword) {
        if eat(keyword) { return }
        expected(
            "`\(keyword.rawValue)`", fixIts: atClauseEnd() || token.startsLine ? [] : [insertion(keyword.rawValue)])
    }
}
