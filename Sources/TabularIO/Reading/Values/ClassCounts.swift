/// How many values of each class there are.
struct ClassCounts {
    private var counts = [Int](repeating: 0, count: ValueClass.allCases.count)

    subscript(_ valueClass: ValueClass) -> Int {
        get { counts[valueClass.rawValue] }
        set { counts[valueClass.rawValue] = newValue }
    }

    subscript(_ classes: ValueClass...) -> Int { classes.reduce(0) { $0 + self[$1] } }

    var total: Int { counts.reduce(0, +) }

    mutating func add(_ other: ClassCounts) {
        for index in counts.indices { counts[index] += other.counts[index] }
    }
}
