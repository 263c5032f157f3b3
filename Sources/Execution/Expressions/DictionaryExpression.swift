import Columnar

/// An expression over one text column, computed once for each value of its dictionary: a row is a look-up.
final class DictionaryExpression: VectorExpression {
    /// The result for each code, `missing` first.
    enum Table {
        case bytes(Buffer<UInt8>)
        case integers(Buffer<Int64>)
        case numbers(Buffer<Double>)
        case codes(Buffer<UInt32>, TextDictionary)
    }

    private let codes: Codes
    private let table: Table
    private let bytes: Buffer<UInt8>
    private let words: Buffer<Int64>

    init(_ codes: Codes, _ table: Table, capacity: Int) {
        self.codes = codes
        self.table = table
        bytes = Buffer(uninitialized: capacity)
        words = Buffer(uninitialized: capacity)
    }

    override func evaluate(_ batch: Batch) -> Vector {
        let scratch = UnsafeMutableRawPointer(words.base)
        switch table {
        case .bytes(let results):
            look(results.base, batch, bytes.base)
            return Vector(.bytes(bytes.base), count: batch.count)
        case .integers(let results):
            look(results.base, batch, words.base)
            return Vector(.integers(words.base), count: batch.count)
        case .numbers(let results):
            let target = scratch.assumingMemoryBound(to: Double.self)
            look(results.base, batch, target)
            return Vector(.numbers(target), count: batch.count)
        case .codes(let results, let dictionary):
            let target = scratch.assumingMemoryBound(to: UInt32.self)
            look(results.base, batch, target)
            return Vector(.codes(target, dictionary), count: batch.count)
        }
    }

    private func look<Result>(
        _ results: UnsafePointer<Result>, _ batch: Batch, _ target: UnsafeMutablePointer<Result>
    ) {
        switch codes {
        case .narrow(let buffer): lookUp(results, buffer.base, batch, target)
        case .medium(let buffer): lookUp(results, buffer.base, batch, target)
        case .wide(let buffer): lookUp(results, buffer.base, batch, target)
        }
    }
}

@inline(__always)
private func lookUp<Code: FixedWidthInteger, Result>(
    _ results: UnsafePointer<Result>, _ codes: UnsafePointer<Code>, _ batch: Batch,
    _ target: UnsafeMutablePointer<Result>
) {
    var index = 0
    if let rows = batch.rows {
        while index < batch.count {
            target[index] = results[Int(truncatingIfNeeded: codes[Int(rows[index])])]
            index &+= 1
        }
    } else {
        let run = codes + batch.start
        while index < batch.count {
            target[index] = results[Int(truncatingIfNeeded: run[index])]
            index &+= 1
        }
    }
}
