import Columnar

/// Makes one dictionary of decoders whose values are not looked up yet: nearly all of them come once.
///
/// To look a value up among millions is to wait for memory. So the hashes are dealt out, by their high bits, to parts that fit
/// into the cache, and texts are compared only where two hashes of a part are the same. What comes once is then copied in
/// runs, into the memory of what was copied before.
struct LooseMerge: ~Copyable {
    /// The values of one decoder.
    private struct Source {
        let texts: UnsafePointer<UInt8>
        let starts: UnsafePointer<Int>
        /// Where its codes begin among those of all decoders, with that of "missing".
        let firstPlace: Int
    }

    /// The place of a value's code, and its hash.
    private struct Entry {
        var place: UInt32
        var hash: UInt32
    }

    /// About how many values there are in a part.
    private static let valuesInPart = 8_192
    private static let mostPartBits = 12
    /// How many pairs of texts are compared together: the waits for where they lie overlap.
    private static let block = 64

    private let decoders: [TextDecoder]
    private let steps: [TextMerge.Step]
    private let sources: Buffer<Source>
    private let valueCount: Int
    /// At each place first the hash of the value, then the place of the value that it repeats, 0 if none, and last the code.
    private let codes: Buffer<UInt32>
    /// Values that have the hash of another one, with their places.
    private var collided = TextDictionaryBuilder(capacity: 1)
    private var collidedPlaces: [UInt32] = []

    /// - Parameter steps: the values of all decoders in the order of the input.
    init(_ decoders: [TextDecoder], _ steps: [TextMerge.Step]) {
        self.decoders = decoders
        self.steps = steps
        var place = 0
        sources = Buffer(
            decoders.map { decoder in
                defer { place += decoder.valueCount + 1 }
                return Source(texts: decoder.raw.bytes, starts: decoder.raw.offsets, firstPlace: place)
            })
        valueCount = place - decoders.count
        codes = Buffer(uninitialized: place)
    }

    /// The dictionary, and per decoder the new code of each of its codes.
    consuming func merged() -> (TextDictionary, [Buffer<UInt32>]) {
        findRepeats()
        let maps = decoders.indices.map { index in
            Buffer(
                borrowing: codes.base + sources[index].firstPlace, count: decoders[index].valueCount + 1, owner: codes)
        }
        return (joined(), maps)
    }

    // MARK: Repeats

    private mutating func findRepeats() {
        var partBits = 0
        while partBits < LooseMerge.mostPartBits, valueCount >> partBits > LooseMerge.valuesInPart { partBits += 1 }
        // The entries of a part lie from the end of the one before up to its own.
        let ends = Buffer(repeating: 0, count: 1 << partBits + 1)
        hash(partBits, counts: ends.base + 1)
        var largest = 0
        for part in 0..<1 << partBits {
            largest = max(largest, ends[part + 1])
            ends[part + 1] += ends[part]
        }
        let entries = Buffer<Entry>(uninitialized: valueCount)
        deal(into: entries.base, partBits, nexts: ends.base)
        var size = 16
        while size < 2 * largest { size *= 2 }
        let table = Buffer<UInt32>(uninitialized: size)
        let repeats = Buffer<UInt32>(uninitialized: largest)
        var start = 0
        for part in 0..<1 << partBits {
            let end = ends[part]
            let found = findRepeats(entries.base + start, count: end - start, table, into: repeats.base)
            compare(repeats.base, count: found)
            start = end
        }
    }

    /// Writes all hashes to their places, and counts those of each part.
    private func hash(_ partBits: Int, counts: UnsafeMutablePointer<Int>) {
        let shift = UInt64(32 - partBits)
        for (source, decoder) in zip(sources.elements, decoders) {
            let (texts, starts, codes) = (source.texts, source.starts, codes.base + source.firstPlace)
            codes[0] = Missing.code
            for value in 0..<decoder.valueCount {
                let start = starts[value]
                let hash = TextDictionaryBuilder.hash(texts + start, starts[value &+ 1] &- start)
                codes[value &+ 1] = hash
                counts[Int(UInt64(hash) &>> shift)] &+= 1
            }
        }
    }

    /// Deals the hashes out to their parts, in the order of the input, and leaves zeros in their places. Moves the starts of
    /// the parts to their ends.
    private func deal(into entries: UnsafeMutablePointer<Entry>, _ partBits: Int, nexts: UnsafeMutablePointer<Int>) {
        let shift = UInt64(32 - partBits)
        let codes = codes.base
        for step in steps {
            let first = sources[step.decoder].firstPlace &+ 1
            for place in first &+ step.values.lowerBound..<first &+ step.values.upperBound {
                let hash = codes[place]
                codes[place] = 0
                let next = nexts + Int(UInt64(hash) &>> shift)
                entries[next.pointee] = Entry(place: UInt32(truncatingIfNeeded: place), hash: hash)
                next.pointee &+= 1
            }
        }
    }

    /// Notes where a hash of a part came before. Writes the places that have such hashes, and returns how many.
    private func findRepeats(
        _ entries: UnsafeMutablePointer<Entry>, count: Int, _ table: Buffer<UInt32>,
        into repeats: UnsafeMutablePointer<UInt32>
    ) -> Int {
        var size = 16
        while size < 2 * count { size *= 2 }
        let (slots, mask, codes) = (table.base, size - 1, codes.base)
        slots.update(repeating: 0, count: size)
        var found = 0
        for index in 0..<count {
            let entry = entries[index]
            var slot = Int(entry.hash) & mask
            while slots[slot] != 0, entries[Int(slots[slot]) &- 1].hash != entry.hash { slot = (slot &+ 1) & mask }
            if slots[slot] == 0 {
                slots[slot] = UInt32(truncatingIfNeeded: index &+ 1)
            } else {
                codes[Int(entry.place)] = entries[Int(slots[slot]) &- 1].place
                repeats[found] = entry.place
                found &+= 1
            }
        }
        return found
    }

    /// Finds out whether values are the same as those that have their hashes.
    private mutating func compare(_ repeats: UnsafePointer<UInt32>, count: Int) {
        for first in stride(from: 0, to: count, by: LooseMerge.block) {
            let (repeats, count) = (repeats + first, min(LooseMerge.block, count - first))
            withUnsafeTemporaryAllocation(of: UnsafeBufferPointer<UInt8>.self, capacity: 2 * count) { texts in
                for index in 0..<count {
                    texts[2 * index] = text(at: repeats[index])
                    texts[2 * index + 1] = text(at: codes[Int(repeats[index])])
                }
                for index in 0..<count where !TextDictionaryBuilder.equal(texts[2 * index], texts[2 * index + 1]) {
                    collide(texts[2 * index], at: repeats[index])
                }
            }
        }
    }

    private func text(at place: UInt32) -> UnsafeBufferPointer<UInt8> {
        var source = sources.base
        let last = sources.base + (sources.count - 1)
        while source < last, (source + 1).pointee.firstPlace <= Int(place) { source += 1 }
        let starts = source.pointee.starts + (Int(place) &- source.pointee.firstPlace &- 1)
        return UnsafeBufferPointer(start: source.pointee.texts + starts[0], count: starts[1] &- starts[0])
    }

    /// Looks up a value whose hash is that of another.
    private mutating func collide(_ text: UnsafeBufferPointer<UInt8>, at place: UInt32) {
        let code = Int(collided.code(of: text))
        if code > collidedPlaces.count {
            collidedPlaces.append(place)
            codes[Int(place)] = 0
        } else {
            codes[Int(place)] = collidedPlaces[code - 1]
        }
    }

    // MARK: Values

    /// Copies the values that repeat none, and gives all their codes.
    private func joined() -> TextDictionary {
        var dictionary = TextDictionaryJoin(
            values: valueCount, byteCount: decoders.reduce(0) { $0 + $1.byteCount })
        for step in steps {
            let source = sources[step.decoder]
            let codes = codes.base
            let own = codes + (source.firstPlace + 1)
            var value = step.values.lowerBound
            while value < step.values.upperBound {
                let start = value
                while value < step.values.upperBound, own[value] == 0 {
                    own[value] = UInt32(truncatingIfNeeded: dictionary.count &+ value &- start &+ 1)
                    value &+= 1
                }
                if value > start { dictionary.append(source.texts, source.starts + start, count: value - start) }
                while value < step.values.upperBound, own[value] != 0 {
                    own[value] = codes[Int(own[value])]
                    value &+= 1
                }
            }
            decoders[step.decoder].release(before: step.values.upperBound)
        }
        return dictionary.build()
    }
}
