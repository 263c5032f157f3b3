import Columnar
import Semantics
import TabularIO

/// One extract of a data set, read under the profile that its own header picks.
struct Extract {
    /// How messages name it.
    let name: String
    let dataSet: DataSet
    let loaded: LoadedTable
    let profile: Profile?

    var headers: [String] { loaded.table.names }
    var rowCount: Int { dataSet.table.rowCount }

    /// The position of a header's field, by exact spelling or else without regard to case and punctuation. Points are
    /// made of two columns that are fields themselves.
    func field(ofHeader header: String) -> Int? {
        func find(_ isSame: (String) -> Bool) -> Int? {
            dataSet.fields.firstIndex { $0.type != .point && isSame($0.header ?? $0.name) }
        }
        return find { $0 == header } ?? find { nameKey($0) == nameKey(header) }
    }

    /// The field of the profile's key, or the one that is called `name`.
    func key(named name: String?) -> Int? {
        guard let wanted = name ?? profile?.columns.first(where: { $0.kind == .key })?.name else { return nil }
        return dataSet.fields.firstIndex { nameKey($0.name) == nameKey(wanted) } ?? field(ofHeader: wanted)
    }
}
