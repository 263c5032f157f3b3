import Columnar
import Geography

/// The squares of a grid in which the places of all rows lie, as texts with a dictionary of those that occur.
enum GridColumn {
    static func column(latitude: Column, longitude: Column, side: Double) -> Column {
        guard case .numbers(let y) = latitude.storage, case .numbers(let x) = longitude.storage else {
            return Column(type: .text, values: Array(repeating: .missing, count: latitude.count))
        }
        var builder = TextDictionaryBuilder()
        var codes: [GridSquare: UInt32] = [:]
        let rows = (0..<latitude.count).map { row -> UInt32 in
            guard !y.base[row].isNaN, !x.base[row].isNaN else { return Missing.code }
            let square = GridSquare(latitude: y.base[row], longitude: x.base[row], side: side)
            if let known = codes[square] { return known }
            let code = builder.code(of: square.name(side: side))
            codes[square] = code
            return code
        }
        let maximum = builder.count
        let packed = rows.withUnsafeBufferPointer { Codes($0, maximum: maximum) }
        return Column(type: .text, storage: .codes(packed, builder.build()))
    }
}
