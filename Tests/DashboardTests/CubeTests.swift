import JSON
import Testing

@testable import Dashboard

struct CubeTests {
    private func dimension(_ name: String, _ places: [UInt32], of count: Int, rank: Int) -> Cube.Dimension {
        Cube.Dimension(expression: name, column: .null, valueCount: count, places: places, rank: rank)
    }

    @Test func equalRowsAreOneCell() {
        let cube = Cube(
            [
                dimension("a", [0, 1, 0, 2, 0], of: 2, rank: 2), dimension("b", [3, 0, 3, 1, 2], of: 4, rank: 4),
            ], rowCount: 5)
        let cells = zip(cube.counts, zip(cube.places[0], cube.places[1])).map { [$0, $1.0, $1.1] }
        // Place 2 of the first stands for what is none of its two values.
        #expect(cells == [[1, 0, 2], [2, 0, 3], [1, 1, 0], [1, 2, 1]])
        #expect(cube.leftOut == [])
    }

    @Test func whatDividesMostIsLeftOutFirst() {
        let rows = (0..<1_000 as Range<UInt32>).map { $0 }
        let all = [
            dimension("flag", rows.map { $0 % 2 }, of: 2, rank: 0),
            dimension("type", rows.map { $0 % 7 }, of: 7, rank: 7),
            dimension("hour", rows.map { $0 % 24 }, of: 24, rank: 1_000_000),
        ]
        let cube = Cube(all, rowCount: 1_000, mostCells: 20)
        #expect(cube.leftOut == ["hour"] && cube.dimensions.map(\.expression) == ["flag", "type"])
        #expect(cube.counts.reduce(0, +) == 1_000 && cube.counts.count == 14)
        // What must stay stays, however many cells it makes.
        #expect(Cube(all, rowCount: 1_000, mostCells: 1).dimensions.map(\.expression) == ["flag"])
    }

    @Test func numbersTooLargeForTheirCodeLoseADimension() {
        let wide = (0..<5).map { dimension("d\($0)", [1, 2], of: 1 << 20, rank: 1 + $0) }
        let cube = Cube(wide, rowCount: 2)
        #expect(cube.leftOut == ["d4", "d3"] && cube.counts == [1, 1])
    }

    @Test func rowsAreNeeded() { #expect(Cube([dimension("a", [], of: 3, rank: 3)], rowCount: 0).counts == []) }

    @Test func numbersTakeAsManyBytesAsTheyNeed() {
        let cube = Cube([dimension("a", [0, 300], of: 301, rank: 1)], rowCount: 2)
        #expect(cube.json["counts"] == ["width": 1, "bytes": "AQE="])
        #expect(cube.json["dimensions"].asArray?.first?["places"] == ["width": 2, "bytes": "AAAsAQ=="])
    }
}
