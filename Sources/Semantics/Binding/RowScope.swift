import Columnar

/// The names that expressions over rows see: the columns of the stage's input.
struct RowScope {
    let fields: [Field]
    /// Set when the input is a data set; nil when it is the result of an earlier stage.
    let dataSet: DataSet?
    /// What "now" is: the data's end, or the day of the `as of` clause.
    var asOf: AsOf? { dataSet?.asOf }
    /// Whether `as of` rewinds the data: what happened later is unknown.
    let isRewound: Bool
    /// The labels of the items of `list` so far, by name key: later items and sort keys may use them.
    var labels: [String: BoundExpression] = [:]
    /// The rows that `dedupe` takes out; measures leave them out, `removed%` is their share.
    var removed: BoundExpression?
    /// The columns of other tables that `lookup` brings, by name key.
    var lookups: [String: BoundExpression] = [:]
    /// Where the plan keeps the longitude and the latitude of a point column, by the position of the column.
    var places: [Int: (longitude: Int, latitude: Int)] = [:]
    /// Column positions by name key; profile names come before headers.
    private let byKey: [String: [Int]]

    init(fields: [Field], dataSet: DataSet?, isRewound: Bool = false) {
        self.fields = fields
        self.dataSet = dataSet
        self.isRewound = isRewound
        byKey = dataSet?.columnsByKey ?? RowScope.columnsByKey(fields)
    }

    static func columnsByKey(_ fields: [Field]) -> [String: [Int]] {
        var byKey: [String: [Int]] = [:]
        for (index, field) in fields.enumerated() { byKey[nameKey(field.name), default: []].append(index) }
        for (index, field) in fields.enumerated() {
            guard let header = field.header, nameKey(header) != nameKey(field.name) else { continue }
            // A profile's name wins over another column's header.
            if byKey[nameKey(header)] == nil { byKey[nameKey(header)] = [index] }
        }
        return byKey
    }

    func columns(named name: String) -> [Int] {
        let found = byKey[nameKey(name)] ?? []
        // An exact spelling settles what the key leaves open.
        if found.count > 1, let exact = found.first(where: { fields[$0].name == name }) { return [exact] }
        return found
    }

    /// The values of a column. In rewound data a time after the day at hand has not happened yet; due dates stay.
    func column(_ index: Int) -> BoundExpression {
        dataSet?.deferred?.ask(index)
        let column = BoundExpression(.column(.input(index, name: fields[index].name)), fields[index].type)
        guard isRewound, let end = asOf?.end, column.type.isTemporal, index != dataSet?.timeColumn,
            !fields[index].isDueDate
        else { return column }
        let limit = BoundExpression.constant(column.type == .date ? .date(end) : .time(end), type: column.type)
        let hasHappened = BoundExpression(.comparison(.less, column, limit), .boolean)
        return BoundExpression(
            .conditional([(hasHappened, column)], otherwise: .constant(.missing, type: column.type)), column.type)
    }

    /// The scope as a definition sees it: it was written without the query's labels.
    var unlabelled: RowScope {
        var scope = self
        scope.labels = [:]
        return scope
    }

    var names: [String] { fields.map(\.name) + lookups.keys.sorted() }
}
