extension Chart.Series {
    /// The mean of the known values of a stretch; rates and shares are pooled, since a mean of rates is no rate.
    func mean(_ places: Range<Int>) -> Double? {
        var sum = 0.0
        var whole = 0.0
        for place in places {
            guard let value = values[place] else { continue }
            let weight = weights.isEmpty ? 1 : weights[place] ?? 0
            sum += value * weight
            whole += weight
        }
        return whole > 0 ? sum / whole : nil
    }

    /// The places of the least, the greatest and the last value; nil where there is none.
    var landmarks: (least: Int, greatest: Int, last: Int)? {
        let known = values.indices.compactMap { place in values[place].map { (place: place, value: $0) } }
        guard let least = known.min(by: { $0.value < $1.value }),
            let greatest = known.max(by: { $0.value < $1.value }), let last = known.last
        else { return nil }
        return (least.place, greatest.place, last.place)
    }
}
