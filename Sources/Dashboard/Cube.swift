import Columnar
import Engine
import JSON
import TabularIO

/// Rows counted by everything that a dashboard filters by: what a page carries with it that has no server to ask.
///
/// A row becomes a number in a mixed radix, a digit for each dimension; equal numbers are one cell. Where there would be
/// more cells than a page should carry, the dimensions that divide most are left out, and the page says so.
struct Cube {
    /// What rows are told apart by: its values in their order, and the place of each row's value among them.
    struct Dimension {
        let expression: String
        /// The column of the values, as answers have it.
        let column: JSONValue
        let valueCount: Int
        /// The place of each row's value; `valueCount` for what lies outside.
        let places: [UInt32]
        /// The order in which dimensions go when there are too many cells: greatest first; 0 stays.
        let rank: Int
    }

    private static let mostCells = 250_000

    private(set) var dimensions: [Dimension]
    /// Of what was left out, the expressions.
    private(set) var leftOut: [String] = []
    /// For each cell the places in each dimension.
    private(set) var places: [[UInt32]] = []
    private(set) var counts: [UInt32] = []

    init(_ all: [Dimension], rowCount: Int, mostCells: Int = Cube.mostCells) {
        dimensions = all
        while true {
            if let cells = cells(rowCount), cells.count <= mostCells || dimensions.allSatisfy({ $0.rank == 0 }) {
                counts = cells.map(\.count)
                places = dimensions.indices.map { index in cells.map { digit(index, of: $0.key) } }
                return
            }
            guard let worst = dimensions.indices.max(by: { dimensions[$0].rank < dimensions[$1].rank }) else { return }
            leftOut.append(dimensions.remove(at: worst).expression)
        }
    }

    private struct Cell {
        let key: UInt64
        var count: UInt32
    }

    private func radix(_ index: Int) -> UInt64 { UInt64(dimensions[index].valueCount + 1) }

    /// The cells in the order of their numbers; nil when the numbers do not fit.
    private func cells(_ rowCount: Int) -> [Cell]? {
        var size: UInt64 = 1
        for index in dimensions.indices {
            let (product, isTooLarge) = size.multipliedReportingOverflow(by: radix(index))
            if isTooLarge { return nil }
            size = product
        }
        var keys = [UInt64](repeating: 0, count: rowCount)
        for index in dimensions.indices {
            let (radix, places) = (radix(index), dimensions[index].places)
            for row in 0..<rowCount { keys[row] = keys[row] * radix + UInt64(places[row]) }
        }
        keys.sort()
        var cells: [Cell] = []
        for key in keys {
            if cells.last?.key == key {
                cells[cells.count - 1].count += 1
            } else {
                cells.append(Cell(key: key, count: 1))
            }
        }
        return cells
    }

    private func digit(_ index: Int, of key: UInt64) -> UInt32 {
        var rest = key
        for later in dimensions.indices.reversed() where later > index { rest /= radix(later) }
        return UInt32(rest % radix(index))
    }
}

extension Cube {
    /// The cube as the page reads it: whole numbers in bytes, the lowest first, as Base64.
    var json: JSONValue {
        let columns = zip(dimensions, places).map { dimension, places -> JSONValue in
            [
                "expression": .string(dimension.expression), "column": dimension.column,
                "places": Cube.packed(places),
            ]
        }
        return ["dimensions": .array(columns), "counts": Cube.packed(counts), "cells": .integer(counts.count)]
    }

    static func packed(_ numbers: [UInt32]) -> JSONValue {
        let most = numbers.max() ?? 0
        let width = most < 1 << 8 ? 1 : most < 1 << 16 ? 2 : 4
        var bytes: [UInt8] = []
        bytes.reserveCapacity(numbers.count * width)
        for number in numbers {
            for part in 0..<width { bytes.append(UInt8(truncatingIfNeeded: number >> UInt32(8 * part))) }
        }
        return ["width": .integer(width), "bytes": .string(Base64.text(bytes))]
    }
}
