extension Column {
    /// The values as `Value.double` gives them, NaN where there is none.
    package var doubles: Buffer<Double> {
        if type == .number, case .numbers(let values) = storage { return values }
        let doubles = Buffer<Double>(uninitialized: count)
        if type == .integer, case .integers(let values) = storage {
            for row in 0..<count {
                let value = values.base[row]
                doubles.base[row] = value == Missing.integer ? .nan : Double(value)
            }
        } else {
            for row in 0..<count { doubles.base[row] = self[row].double ?? .nan }
        }
        return doubles
    }
}
