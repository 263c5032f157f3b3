import CScan

/// The texts that a column had lately, with their codes: what a dictionary is asked first. It compares texts of up to 16
/// bytes as two numbers, without a look at the dictionary's own memory. It grows with the codes that it sees.
final class SeenTexts {
    private(set) var texts: UnsafeMutablePointer<tally_seen_text>
    /// There are places for twice 1 << `bits` texts.
    private(set) var bits: UInt32 = 5

    init() { texts = SeenTexts.places(5) }

    deinit { texts.deallocate() }

    func add(_ cell: Cell, _ code: UInt32) {
        if code >> bits != 0 {
            texts.deallocate()
            bits += 2
            texts = SeenTexts.places(bits)
        }
        tally_see_text(cell.start, cell.count, code, texts, bits)
    }

    private static func places(_ bits: UInt32) -> UnsafeMutablePointer<tally_seen_text> {
        let places = UnsafeMutablePointer<tally_seen_text>.allocate(capacity: 2 << Int(bits))
        places.initialize(repeating: tally_seen_text(), count: 2 << Int(bits))
        return places
    }
}
