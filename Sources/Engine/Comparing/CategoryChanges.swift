import Columnar

/// The values of a category that only one of two extracts has.
struct CategoryChanges {
    /// Most frequent first.
    private(set) var new: [(text: String, count: Int)] = []
    private(set) var gone: [(text: String, count: Int)] = []
    /// How many more there are.
    private(set) var untold = 0

    private static let most = 5

    /// - Returns: nil for columns that are no categories in both extracts.
    init?(_ old: Column, _ new: Column) {
        guard let earlier = CategoryChanges.counts(old), let later = CategoryChanges.counts(new) else { return nil }
        self.new = told(later.filter { earlier[$0.key] == nil })
        gone = told(earlier.filter { later[$0.key] == nil })
    }

    private mutating func told(_ counts: [String: Int]) -> [(text: String, count: Int)] {
        untold += max(0, counts.count - CategoryChanges.most)
        let ranked = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(CategoryChanges.most)
        return ranked.map { ($0.key, $0.value) }
    }

    /// The rows of each value; nil for columns that are not text or hold nearly as many values as rows.
    private static func counts(_ column: Column) -> [String: Int]? {
        guard case .codes(let codes, let dictionary) = column.storage else { return nil }
        var counts = [Int](repeating: 0, count: dictionary.count + 1)
        for row in 0..<codes.count { counts[Int(codes[row])] += 1 }
        let used = (1..<max(1, counts.count)).filter { counts[$0] > 0 }
        guard Spellings.isCategory(distinct: used.count, rows: column.count) else { return nil }
        return Dictionary(uniqueKeysWithValues: used.map { (dictionary.text(UInt32($0)) ?? "", counts[$0]) })
    }
}
