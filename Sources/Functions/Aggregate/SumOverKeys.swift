import Columnar

extension AggregateFunction {
    /// The sum of a number that belongs to keys, not to rows: each key that occurs in a group counts once. The operand is
    /// the key's position in `values`.
    package static func sumOverKeys(_ values: [Double]) -> AggregateFunction {
        AggregateFunction(
            "per", signature: "m per 1000 y",
            summary: "The divisor of `per`: a number of another table, added up over the different keys of a group.",
            example: "lookup \"districts.csv\" on district group by district show count per 1000 population",
            type: { _ in .result(.number) },
            { _ in
                .collecting { collected, _ in
                    collected.numbers(.number) { group in
                        let keys = Set(collected[group])
                        return keys.isEmpty ? Missing.number : keys.sorted().reduce(0) { $0 + values[Int($1)] }
                    }
                }
            })
    }
}
