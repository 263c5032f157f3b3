import Columnar

/// The names that expressions over rows see: the columns of the stage's input.
struct RowScope {
    let fields: [Field]
    /// Set when the input is a data set; nil when it is the result of an earlier stage.
    let dataSet: DataSet?
    /// Column positions by name key; profile names come before headers.
    private let byKey: [String: [Int]]

    init(fields: [Field], dataSet: DataSet?) {
        self.fields = fields
        self.dataSet = dataSet
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

    func column(_ index: Int) -> BoundExpression {
        BoundExpression(.column(.input(index, name: fields[index].name)), fields[index].type)
    }

    var names: [String] { fields.map(\.name) }
}
