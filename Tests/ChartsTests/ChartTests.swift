import Columnar
import TabularIO
import Testing

@testable import Charts

/// The parts of a picture that other drawings rely on.
struct ChartTests {
    private static let ticks: [(ChartUnit, [Double], [String])] = [
        (.count, [3.0, 5_945], ["0", "2,000", "4,000", "6,000"]),
        (.count, [0, 2], ["0", "1", "2"]),
        (.percent, [0.05, 0.871], ["0%", "50%", "100%"]),
        (.points, [-0.171, -0.02], ["-20 pp", "-10 pp", "0 pp"]),
        (.duration, [0, 3 * 86_400], ["0", "1d", "2d", "3d"]),
        (.duration, [60, 5_000], ["0", "30 min", "60 min", "90 min"]),
        (.number, [0.1, 0.32], ["0.0", "0.2", "0.4"]),
        (.count, [4_100_000, 9_000_000], ["0", "5M", "10M"]),
        (.count, [1_000, 1_010], ["1,000", "1,005", "1,010"]),
    ]

    @Test(arguments: ticks) func ticksAreRound(_ unit: ChartUnit, _ values: [Double], _ expected: [String]) {
        let scale = ChartScale(values, unit: unit, ticks: 3)
        #expect(scale.ticks.map(scale.text) == expected)
        for value in values { #expect((0...1).contains(scale.position(value)), "\(value)") }
    }

    private static let little: [[Double]] = [[], [0], [5], [-3], [7, 7]]

    @Test(arguments: little) func scalesOfLittleHaveALength(_ values: [Double]) {
        for unit in [ChartUnit.count, .percent, .duration, .time] {
            let scale = ChartScale(values, unit: unit, ticks: 5)
            #expect(scale.high > scale.low && scale.ticks.count >= 2)
        }
    }

    @Test func binsHoldEveryValueOnce() {
        let values = (0..<1_000).map { Double($0 * $0 % 977) }
        let bins = ChartBins(values, unit: .number, limit: 30)
        #expect(bins.counts.reduce(0, +) == values.count)
        #expect(bins.counts.count + 1 == bins.edges.count && bins.counts.count <= 31)
        for (index, count) in bins.counts.enumerated() {
            let isLast = index == bins.counts.count - 1
            let inside = values.filter { value in
                value >= bins.edges[index]
                    && (value < bins.edges[index + 1] || isLast && value == bins.edges[index + 1])
            }
            #expect(inside.count == count)
        }
    }

    /// By hand: quartiles 2, 3, 4 of 1 2 3 4 100; the whisker ends at 4 + 1.5 × 2 or below.
    @Test func boxOfFiveValues() throws {
        let box = try #require(Chart.Box(label: "x", values: [100, 2, 3, 1, 4]))
        #expect([box.low, box.lower, box.median, box.upper, box.high] == [1, 2, 3, 4, 4])
        #expect(box.outliers == [100] && box.count == 5)
        #expect(Chart.Box(label: "x", values: []) == nil)
    }

    private func axis(_ periods: [Period]) -> Chart.Axis {
        let flags = periods.map { _ in false }
        return Chart.Axis(
            name: "", labels: periods.map(\.description), periods: periods, isPartial: flags, isOthers: flags)
    }

    @Test func monthsAreLabelledByTheYear() {
        let start = Period(.month, containing: 18_209 * Milliseconds.day)
        let months = axis((0..<40).map { start.advanced(by: $0) })
        #expect(months.ticks(atMost: 5).map(\.label) == ["2020", "2021", "2022", "2023"])
        #expect(months.ticks(atMost: 8).map(\.label).prefix(2) == ["2020-01", "2020-07"])
        #expect(axis([]).ticks(atMost: 5).isEmpty)
    }

    @Test func ratesAreRememberedWithTheirWhole() throws {
        let column = Column(type: .rate, values: [.rate(1, 2), .rate(0, 0), .rate(30, 100)])
        let names = Column(type: .text, values: [.text("a"), .text("b"), .text("c")])
        let table = ResultTable(
            columns: [
                .init(header: "x", role: .dimension, column: names),
                .init(header: "late%", role: .item, column: column),
            ], rowCount: 3)
        guard case .panels(let panels) = try Chart(.bars, of: table).content else {
            Issue.record("bars are panels")
            return
        }
        let series = try #require(panels.first?.series.first)
        #expect(series.values == [0.5, nil, 0.3])
        #expect(series.weights == [2, 0, 100])
        #expect(series.texts == ["50.0%", "", "30.0%"])
    }

    @Test func tablesWithoutValuesAreNotDrawn() {
        let names = Column(type: .text, values: [.text("a")])
        let table = ResultTable(columns: [.init(header: "x", role: .dimension, column: names)], rowCount: 1)
        for kind in ChartKind.allCases where kind != .table {
            let error = #expect(throws: OutputError.self) { try Chart(kind, of: table) }
            #expect(error?.kind == .notDrawable, "\(kind)")
        }
    }
}
