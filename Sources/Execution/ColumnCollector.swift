import Columnar

/// Computes an expression for all rows of a table, or for listed ones, into a column.
enum ColumnCollector {
    static func collect(
        _ expression: VectorExpression, type: DataType, rowCount: Int, _ options: ExecutionOptions,
        rows: Buffer<UInt32>? = nil
    ) -> Column {
        let total = rows?.count ?? rowCount
        let bytes = Buffer<UInt8>(uninitialized: type.physical == .bytes ? total : 0)
        let integers = Buffer<Int64>(uninitialized: type.physical == .integers ? total : 0)
        let numbers = Buffer<Double>(uninitialized: type.physical == .numbers || type.physical == .pairs ? total : 0)
        let seconds = Buffer<Double>(uninitialized: type.physical == .pairs ? total : 0)
        let codes = Buffer<UInt32>(uninitialized: type.physical == .codes ? total : 0)
        var dictionary = TextDictionary([])
        var start = 0
        repeat {
            let count = min(options.batchSize, total - start)
            let batch = Batch(start: start, count: count, rows: rows.map { UnsafePointer($0.base + start) })
            switch expression.evaluate(batch).storage {
            case .bytes(let values): (bytes.base + start).update(from: values, count: count)
            case .integers(let values): (integers.base + start).update(from: values, count: count)
            case .numbers(let values): (numbers.base + start).update(from: values, count: count)
            case .pairs(let first, let second):
                (numbers.base + start).update(from: first, count: count)
                (seconds.base + start).update(from: second, count: count)
            case .codes(let values, let found):
                dictionary = found
                (codes.base + start).update(from: values, count: count)
            }
            start += count
            if options.isCancelled() {
                for row in start..<total where type.physical == .codes { codes.base[row] = 0 }
                break
            }
        } while start < total
        switch type.physical {
        case .bytes: return Column(type: type, storage: .bytes(bytes))
        case .integers: return Column(type: type, storage: .integers(integers), bounds: bounds(integers))
        case .numbers: return Column(type: type, storage: .numbers(numbers))
        case .pairs: return Column(type: type, storage: .pairs(numbers, seconds))
        case .codes:
            return Column(type: type, storage: .codes(Codes(codes.elements, maximum: dictionary.count), dictionary))
        }
    }

    private static func bounds(_ values: Buffer<Int64>) -> ClosedRange<Int64>? {
        var low = Int64.max
        var high = Int64.min
        for index in 0..<values.count where values.base[index] != Missing.integer {
            low = min(low, values.base[index])
            high = max(high, values.base[index])
        }
        return low <= high ? low...high : nil
    }
}
