import Columnar

/// The rows of one column whose values differ between two extracts.
enum RowChanges {
    /// Of the given pairs of rows those whose values differ. Values of different types are compared as they are spelt.
    static func rows(
        _ rows: [(before: Int, after: Int)], _ old: Column, _ new: Column
    ) -> [(before: Int, after: Int)] {
        switch (old.storage, new.storage) {
        case (.codes(let oldCodes, let oldDictionary), .codes(let newCodes, let newDictionary)):
            let codes = commonCodes(oldDictionary, newDictionary)
            return rows.filter { codes.old[Int(oldCodes[$0.before])] != codes.new[Int(newCodes[$0.after])] }
        case (.integers(let oldValues), .integers(let newValues)) where old.type.isTemporal == new.type.isTemporal:
            return rows.filter { oldValues[$0.before] != newValues[$0.after] }
        case (.bytes(let oldValues), .bytes(let newValues)):
            return rows.filter { oldValues[$0.before] != newValues[$0.after] }
        default:
            return rows.filter { ValueText.machine(old[$0.before]) != ValueText.machine(new[$0.after]) }
        }
    }

    /// Per code of either dictionary a code that equal texts share.
    private static func commonCodes(_ old: TextDictionary, _ new: TextDictionary) -> (old: [UInt32], new: [UInt32]) {
        var builder = TextDictionaryBuilder(capacity: max(16, old.count))
        func map(_ dictionary: TextDictionary, _ builder: inout TextDictionaryBuilder) -> [UInt32] {
            var map = [Missing.code]
            map.reserveCapacity(dictionary.count + 1)
            for code in stride(from: UInt32(1), through: UInt32(dictionary.count), by: 1) {
                map.append(builder.code(of: dictionary.utf8(code)))
            }
            return map
        }
        let first = map(old, &builder)
        return (first, map(new, &builder))
    }
}
