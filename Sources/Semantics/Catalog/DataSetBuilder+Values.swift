import Columnar
import Geography

/// What a profile makes of the values of columns. All of it waits until somebody wants the values.
extension DataSetBuilder {
    /// The column as the profile wants its texts: in the order of their numbers, and old spellings replaced.
    static func adapted(_ column: Column, to described: Profile.Column) -> Column {
        let isOrdered = described.kind == .category(isOrdered: true)
        guard column.type == .text, isOrdered || !described.recodes.isEmpty else { return column }
        let recodes = described.recodes
        return Column(
            type: .text, count: column.count,
            deferred: DeferredStorage {
                guard case .codes(let codes, var dictionary) = column.storage else { return column.storage }
                if isOrdered { dictionary = dictionary.ordered(.numeric) }
                return recodes.isEmpty ? .codes(codes, dictionary) : recoded(codes, dictionary, recodes)
            })
    }

    private static func recoded(
        _ codes: Codes, _ dictionary: TextDictionary, _ recodes: [(from: [String], to: String)]
    ) -> Column.Storage {
        var replacements: [String: String] = [:]
        for recode in recodes { for old in recode.from { replacements[old] = recode.to } }
        var builder = TextDictionaryBuilder(capacity: dictionary.count)
        var map: [UInt32] = [Missing.code]
        for code in stride(from: UInt32(1), through: UInt32(dictionary.count), by: 1) {
            let text = dictionary.text(code) ?? ""
            map.append(builder.code(of: replacements[text] ?? text))
        }
        // Where spellings only got new ones, and none fell together, the codes stay.
        guard map.indices.contains(where: { map[$0] != $0 }) else {
            return .codes(codes, builder.build(order: dictionary.order))
        }
        let recoded = (0..<codes.count).map { map[Int(codes[$0])] }
        let maximum = builder.count
        let packed = recoded.withUnsafeBufferPointer { Codes($0, maximum: maximum) }
        return .codes(packed, builder.build(order: dictionary.order))
    }

    /// The points of a column of texts (`PointText`).
    static func points(_ texts: Column) -> Column? {
        guard texts.type == .text else { return nil }
        return Column(
            type: .point, count: texts.count,
            deferred: DeferredStorage {
                guard case .codes(let codes, let dictionary) = texts.storage else { return texts.storage }
                let (x, y) = PointText.pairs(codes, dictionary)
                return .pairs(x, y)
            })
    }

    static func points(_ x: Column, _ y: Column) -> Column? {
        guard x.type.isNumeric, y.type.isNumeric else { return nil }
        return Column(
            type: .point, count: x.count,
            deferred: DeferredStorage(some: { pairs(x.gathered($0), y.gathered($0)) }) { pairs(x, y) })
    }

    private static func pairs(_ x: Column, _ y: Column) -> Column.Storage {
        let (left, right) = (x.doubles, y.doubles)
        let first = Buffer<Double>(uninitialized: x.count)
        for row in 0..<x.count { first.base[row] = right.base[row].isNaN ? .nan : left.base[row] }
        return .pairs(first, right)
    }
}
