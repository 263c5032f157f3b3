internal import Columnar
internal import TabularIO

extension Chart.Panel {
    /// The panel with at most so many places, each the mean of `step` neighbours: for axes longer than a picture is wide.
    func condensed(to limit: Int) -> (panel: Chart.Panel, step: Int) {
        guard axis.count > limit, limit > 0 else { return (self, 1) }
        let step = (axis.count + limit - 1) / limit
        let stretches = stride(from: 0, to: axis.count, by: step).map { $0..<min($0 + step, axis.count) }
        let scale = ChartScale(values, unit: unit, ticks: 50)
        let condensed = series.map { series in
            let values = stretches.map { series.mean($0) }
            return Chart.Series(
                name: series.name, values: values, texts: values.map { $0.map(scale.text) ?? "" }, weights: [], low: [],
                high: [])
        }
        let shorter = Chart.Axis(
            name: axis.name, labels: stretches.map { axis.labels[$0.lowerBound] },
            periods: axis.periods.map { periods in stretches.map { periods[$0.lowerBound] } },
            isPartial: stretches.map { axis.isPartial[$0].contains(true) },
            isOthers: stretches.map { axis.isOthers[$0].contains(true) })
        return (Chart.Panel(name: name, unit: unit, axis: shorter, seriesName: seriesName, series: condensed), step)
    }

    /// What a condensed axis needs to be read by.
    func remark(step: Int, each part: String) -> String {
        "each \(part) is the mean of \(step) \(axis.periods?.first?.grain.rawValue ?? "value")s"
    }
}
