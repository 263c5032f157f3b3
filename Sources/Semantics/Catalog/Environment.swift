package import Columnar

/// What the statements before a query have set up: loaded data, definitions, options.
package struct Environment: Sendable {
    /// The loaded data sets; the first is the one that a query without `from` reads.
    package var dataSets: [DataSet] = []
    /// Later definitions of a name replace earlier ones.
    private var definitions: [String: Definition] = [:]
    /// Takes down which definitions are asked for, where somebody wants to know.
    package var lookups: Lookups?
    /// The values that `--set` gives; they win over the script's `param`.
    package var overrides: [String: Value] = [:]
    package var options: [String: Value] = [:]
    /// The days of `set holidays`: instants at their midnight.
    package var holidays: [Int64] = []

    /// Opens the file of `from "file"`; nil where queries may not read files.
    package var open: (@Sendable (String) -> Result<DataSet, OpenError>)?

    /// Runs the view that `lookup` names; nil where nothing is run, as in an editor: then its columns are known, and no row.
    package var evaluate: (@Sendable (LogicalPlan) -> Result<Table, OpenError>)?

    package struct OpenError: Error, Sendable {
        package let message: String
        package init(_ message: String) { self.message = message }
    }

    package init() {}

    /// Whether `set` has turned the findings of an id off, or all of them.
    func isOff(_ id: String) -> Bool {
        !options.isEmpty
            && (options[nameKey("warn_\(id)")] == .boolean(false) || options["warnings"] == .boolean(false))
    }

    /// A loaded data set by its name.
    package func dataSet(named name: String) -> DataSet? {
        dataSets.first { nameKey($0.name) == nameKey(name) }
    }

    /// Everything that may stand behind `from`, without the results that a prompt has numbered.
    package var sourceNames: [String] { dataSets.map(\.name) + viewNames.filter { $0.first != "#" }.sorted() }

    /// How many results a prompt has numbered: they are views named `#1`, `#2` and so on.
    package var resultCount: Int { viewNames.count { $0.first == "#" } }

    private var viewNames: [String] {
        everything.compactMap { if case .view = $0.meaning { $0.name } else { nil } }
    }

    package mutating func define(_ definition: Definition) { definitions[nameKey(definition.name)] = definition }
    package func definition(_ name: String) -> Definition? {
        let key = nameKey(name)
        lookups?.note(key)
        return definitions[key]
    }
    package var allDefinitions: [Definition] { everything.sorted { $0.name < $1.name } }
    /// The spans in the order of their names: asking for them is not asking for whatever else is defined.
    package var spans: [Definition] {
        lookups?.note(Lookups.spans)
        return definitions.values.filter(\.isSpan).sorted { $0.name < $1.name }
    }

    /// Whether a definition changes what the spans are: one of them, or what takes the name of one.
    package func changesSpans(_ definition: Definition) -> Bool {
        definition.isSpan || definitions[nameKey(definition.name)]?.isSpan == true
    }

    package var definedNames: [String] { everything.map(\.name).sorted() }

    private var everything: [Definition] {
        lookups?.noteAll()
        return Array(definitions.values)
    }
}
