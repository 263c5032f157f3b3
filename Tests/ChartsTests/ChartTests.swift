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

    private static let extreme: [[Double]] = [
        [1e308, -1e308, 5e-324], [1e308], [5e-324], [5e-324, 1e-320],
        [-.greatestFiniteMagnitude, .greatestFiniteMagnitude],
    ]

    @Test(arguments: extreme) func scalesOfExtremesHaveFewTicks(_ values: [Double]) {
        for unit in [ChartUnit.count, .number, .percent, .points, .duration] {
            let scale = ChartScale(values, unit: unit, ticks: 5)
            #expect((2...12).contains(scale.ticks.count) && scale.ticks.allSatisfy(\.isFinite))
            for value in values { #expect((0...1).contains(scale.position(value))) }
            #expect(ChartBins(values, unit: unit, limit: 5).counts.reduce(0, +) == values.count)
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

    @Test func daysOverYearsAreLabelledByMonthOrYear() {
        let start = Period(.day, containing: 18_209 * Milliseconds.day)
        func days(_ count: Int) -> Chart.Axis { axis((0..<count).map { start.advanced(by: $0) }) }
        #expect(days(1_500).ticks(atMost: 5).map(\.label) == ["2020", "2021", "2022", "2023"])
        #expect(days(100).ticks(atMost: 5).map(\.label) == ["2019-12", "2020-01", "2020-02"])
        #expect(days(100).ticks(atMost: 5).map(\.place) == [22, 53, 84])
        #expect(days(9).ticks(atMost: 5).map(\.place) == [0, 2, 4, 6, 8])
    }

    @Test func timesAreBinnedByTheCalendar() {
        let day = Double(Milliseconds.day)
        // From 2019-11-09, five days in each of three years.
        let times = [0.0, 365, 800].flatMap { year in (0..<5).map { (18_209 + year + Double($0)) * day } }
        let bins = ChartBins(times, unit: .time, limit: 5)
        #expect(bins.texts == ["2019", "2020", "2021", "2022", "2023"] && bins.counts == [5, 5, 0, 5])
        #expect(ChartBins(times, unit: .time, limit: 2).labels == ["2018 – 2019", "2020 – 2021", "2022 – 2023"])
    }

    private static let names: [([String], Int, [String])] = [
        (["short", "also short"], 12, ["short", "also short"]),
        (["a long name of one kind", "b"], 10, ["a long na…", "b"]),
        (
            ["Department of Code (Residential)", "Department of Code (Commercial)"], 20,
            ["Depart…(Residential)", "Depart… (Commercial)"]
        ),
        (
            ["the same beginning, then one and a long end", "the same beginning, then two and a long end"], 16,
            ["the s…one and a…", "the s…two and a…"]
        ),
    ]

    @Test(arguments: names) func namesThatDifferLookDifferent(_ names: [String], _ width: Int, _ expected: [String]) {
        #expect(ShortNames.cut(names, to: width) == expected)
    }

    @Test func condensedRatesArePooled() throws {
        let series = Chart.Series(
            name: "late%", values: [1, 0, nil, 0.5, 1], texts: [], weights: [1, 3, nil, 4, 8], low: [], high: [])
        let start = Period(.day, containing: 18_209 * Milliseconds.day)
        let days = axis((0..<5).map { start.advanced(by: $0) })
        let panel = Chart.Panel(name: "late%", unit: .percent, axis: days, seriesName: "", series: [series])
        let (condensed, step) = panel.condensed(to: 3)
        #expect(step == 2 && condensed.axis.labels == ["2019-11-09", "2019-11-11", "2019-11-13"])
        #expect(condensed.series[0].values == [0.25, 0.5, 1])
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
