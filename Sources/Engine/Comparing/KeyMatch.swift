import Columnar
import Semantics

/// The rows of two extracts that have the same key.
struct KeyMatch {
    /// The positions of the key's fields.
    let before: Int
    let after: Int
    /// The rows of the keys that both extracts have, in the order of the later one.
    private(set) var rows: [(before: Int, after: Int)] = []
    private(set) var newCount = 0
    private(set) var newExample: String?
    private(set) var goneCount = 0
    private(set) var goneExample: String?
    /// Rows, in either extract, whose key an earlier row has; they are left alone.
    private(set) var repeated = 0

    /// - Parameter key: the name of the key's column; nil takes the profile's.
    /// - Returns: nil when one of the extracts has no such column.
    init?(_ before: Extract, _ after: Extract, key: String?) {
        guard let old = before.key(named: key), let new = after.key(named: key) else { return nil }
        (self.before, self.after) = (old, new)
        match(before.dataSet.table.columns[old], after.dataSet.table.columns[new])
    }

    private mutating func match(_ old: Column, _ new: Column) {
        var builder = TextDictionaryBuilder(capacity: max(256, old.count))
        // The row in which each key stands first, by the key's code; codes begin at 1.
        var places: [Int] = []
        for row in 0..<old.count {
            guard let code = KeyMatch.code(old, row, &builder) else { continue }
            if Int(code) > places.count { places.append(row) } else { repeated += 1 }
        }
        let known = places.count
        var matched = [Bool](repeating: false, count: known)
        for row in 0..<new.count {
            guard let code = KeyMatch.code(new, row, &builder) else { continue }
            let index = Int(code) - 1
            if index >= places.count {
                places.append(row)
                newCount += 1
                if newExample == nil { newExample = ValueText.machine(new[row]) }
            } else if index >= known || matched[index] {
                repeated += 1
            } else {
                matched[index] = true
                rows.append((places[index], row))
            }
        }
        goneCount = matched.count { !$0 }
        goneExample = matched.firstIndex(of: false).flatMap { ValueText.machine(old[places[$0]]) }
    }

    /// The code of a row's key, spelt as in machine formats, so that a number and a text of the same digits are one key;
    /// nil for a missing key.
    private static func code(_ column: Column, _ row: Int, _ builder: inout TextDictionaryBuilder) -> UInt32? {
        guard case .codes(let codes, let dictionary) = column.storage else {
            return ValueText.machine(column[row]).map { builder.code(of: $0) }
        }
        return codes[row] == Missing.code ? nil : builder.code(of: dictionary.utf8(codes[row]))
    }
}
