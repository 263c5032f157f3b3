/// The colours of values: the darker the more; where values lie on both sides of zero, the darker the further from it,
/// orange below and blue above.
struct SVGShades {
    private let scale: ChartScale

    private typealias Color = (red: Double, green: Double, blue: Double)

    /// The lightness changes evenly, in print and for every eye.
    private static let blues: [Color] = [
        (237, 244, 250), (176, 210, 232), (100, 168, 211), (40, 116, 178), (8, 48, 107),
    ]
    private static let oranges: [Color] = [
        (252, 243, 235), (248, 206, 168), (236, 148, 83), (197, 91, 17), (110, 44, 0),
    ]

    init(_ scale: ChartScale) { self.scale = scale }

    /// How dark the value is: 0 is the ground, 1 the darkest.
    private func depth(_ value: Double) -> Double {
        scale.isTwofold ? (value / max(-scale.low, scale.high)).magnitude : scale.position(value)
    }

    func color(_ value: Double) -> String {
        let ramp = scale.isTwofold && value < 0 ? SVGShades.oranges : SVGShades.blues
        let place = min(max(depth(value), 0), 1) * Double(ramp.count - 1)
        let index = min(Int(place), ramp.count - 2)
        let part = place - Double(index)
        func mix(_ low: Double, _ high: Double) -> Int { Int((low + (high - low) * part).rounded()) }
        let (low, high) = (ramp[index], ramp[index + 1])
        return "rgb(\(mix(low.red, high.red)),\(mix(low.green, high.green)),\(mix(low.blue, high.blue)))"
    }

    /// The colour of letters on a value's ground.
    func ink(on value: Double) -> String { depth(value) > 0.55 ? "#ffffff" : SVGStyle.ink }
}
