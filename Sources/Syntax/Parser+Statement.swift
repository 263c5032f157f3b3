import Diagnostics

extension Parser {
    /// script = [ statement { ";" statement } [ ";" ] ] ;
    mutating func parseScript() {
        let start = mark
        while !at(.endOfText) {
            if eat(.semicolon) { continue }
            parseStatement()
        }
        position = tokens.count
        finish(.script, from: (start.stack, 0))
    }

    /// statement = query | define | measure | … ;
    private mutating func parseStatement() {
        let start = mark
        let keyword = token.keyword
        // `measure`, `key` and their like may name a view: a statement word counts when a statement can follow it.
        if let keyword, keyword.startsStatement {
            bump()
            parseStatement(after: keyword, from: start)
        } else {
            parseQuery(statementStart: start.token)
            finish(.queryStatement, from: start)
        }
        if !atStatementEnd(since: start.token) {
            parseUnexpected(since: start.token)
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
            parseQuery(statementStart: start.token)
            finish(.viewStatement, from: start)
        case .span:
            parseName("a name for the span")
            parseEqual()
            parseSum()
            parseKeyword(.to)
            parseSum()
            finish(.spanStatement, from: start)
        case .expect:
            if eat(.none) {
                parseQuery(statementStart: start.token)
            } else {
                parseQuery(statementStart: start.token)
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
            parseQuery(statementStart: start.token)
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
        while !atStatementEnd(since: start.token) {
            guard parseDatasetLine() else { break }
        }
        finish(.datasetStatement, from: start)
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
            if eat(.comma) { parseColumnName() } else { expected("`,` and the column of the second coordinate") }
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
        if !eat(.text) { expected(what) }
    }

    mutating func parseEqual() {
        if eat(.equal) { return }
        if at(.unknown), text(token) == "==" {
            reportForeign("==", "=")
            bump()
        } else {
            expected("`=`")
        }
    }

    mutating func parseKeyword(_ keyword: Keyword) {
        if !eat(keyword) { expected("`\(keyword.rawValue)`") }
    }

    mutating func parseClosingParenthesis() {
        if eat(.rightParenthesis) { return }
        let end = position > 0 ? tokens[position - 1].end : 0
        let place = atClauseEnd() ? SourceRange(end, end) : token.range
        error(
            "unclosed-parenthesis", at: place, "expected `)`",
            fixIts: [FixIt("add `)`", range: SourceRange(end, end), replacement: ")")])
    }

    /// Says how Tally spells what another language spells otherwise.
    mutating func reportForeign(_ found: String, _ spelling: String) {
        error(
            "foreign-spelling", at: token.range, "`\(found)` is spelt `\(spelling)` here",
            fixIts: [FixIt("write `\(spelling)`", range: token.range, replacement: spelling)])
    }
}
