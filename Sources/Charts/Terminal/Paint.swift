/// Colours of terminal charts; without colours every text stays as it is.
struct Paint {
    let isOn: Bool

    /// Colours that people with any kind of colour vision tell apart, readable on dark and light grounds.
    private static let series = [32, 208, 36, 170, 178, 75]
    /// From little to much, evenly lighter.
    private static let ramp = [54, 60, 61, 31, 30, 36, 71, 112, 148, 184, 220]

    /// The same without colours.
    static let shades = ["·", "░", "▒", "▓", "█"]

    static func shadeText(_ fraction: Double) -> String { shades[max(0, min(Int(fraction * 5), 4))] }

    static var seriesCount: Int { series.count }

    func series(_ index: Int, _ text: String) -> String { color(Paint.series[index % Paint.series.count], text) }
    func bold(_ text: String) -> String { code("1", text) }
    func dim(_ text: String) -> String { code("2", text) }

    /// A text on a ground whose lightness stands for a fraction; dark letters on light ground and the other way round.
    func shade(_ fraction: Double, _ text: String) -> String {
        let index = min(Int(fraction * Double(Paint.ramp.count)), Paint.ramp.count - 1)
        return code("48;5;\(Paint.ramp[max(0, index)]);38;5;\(index > 5 ? 16 : 231)", text)
    }

    /// What the shades between two values stand for: the ends of the ramp, or the value at which each character begins.
    func legend(_ low: Double, _ high: Double, _ scale: ChartScale) -> String {
        if isOn {
            let count = Paint.ramp.count
            let ramp = (0..<count).map { shade((Double($0) + 0.5) / Double(count), "  ") }.joined()
            return "\(scale.text(low)) \(ramp) \(scale.text(high))"
        }
        let steps = Paint.shades.enumerated().map { index, shade in
            "\(shade) ≥ \(scale.text(low + (high - low) * Double(index) / Double(Paint.shades.count)))"
        }
        return steps.joined(separator: "  ")
    }

    private func color(_ number: Int, _ text: String) -> String { code("38;5;\(number)", text) }

    private func code(_ code: String, _ text: String) -> String {
        isOn && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
