internal import Diagnostics
internal import TabularIO

/// Names cut to the room that there is, so that names that differ still look different.
///
/// A name is cut at its end: `Department of Housing Pre…`. Where that makes two names alike, what they share is cut out of
/// their middle: `Department…(Residential)` and `Department…(Commercial)`.
enum ShortNames {
    /// - Parameter width: How many cells of a terminal a name may take.
    static func cut(_ names: [String], to width: Int) -> [String] {
        var short = names.map { DisplayText.cut($0, to: width) }
        // Names that still look alike share more with each other than with those that were told apart.
        for _ in 0..<3 {
            let alike = Dictionary(grouping: names.indices) { short[$0] }.values
                .filter { places in places.contains { names[$0] != names[places[0]] } }
            if alike.isEmpty { break }
            for places in alike {
                let shared = commonPrefix(places.map { names[$0] })
                for place in places where displayWidth(names[place]) > width {
                    short[place] = withoutMiddle(names[place], shared: shared, to: width)
                }
            }
        }
        return short
    }

    /// How many characters all the names begin with.
    private static func commonPrefix(_ names: [String]) -> Int {
        guard let first = names.first else { return 0 }
        return names.map { name in zip(first, name).prefix { $0 == $1 }.count }.min() ?? 0
    }

    private static func withoutMiddle(_ name: String, shared: Int, to width: Int) -> String {
        let head = DisplayText.cut(name, to: max(2, width / 3 + 1))
        let room = max(1, width - displayWidth(head))
        let end = tail(name, to: room)
        // The end is what is read first; where names differ before it, that place is.
        if name.count - end.count <= shared { return head + end }
        return head + DisplayText.cut(String(name.dropFirst(shared)), to: room)
    }

    /// As much of the end of a text as fits.
    private static func tail(_ text: String, to width: Int) -> String {
        var used = 0
        let kept = text.reversed().prefix { character in
            used += displayWidth(String(character))
            return used <= width
        }
        return String(kept.reversed())
    }
}
