/// The colours and sizes of pictures.
enum SVGStyle {
    static let ink = "#1f2328"
    static let quiet = "#656d76"
    static let grid = "#e4e7eb"
    static let axis = "#9aa1a9"
    /// The ground of cells without a value.
    static let missing = "url(#missing)"
    static let small = 12.0
    static let margin = 24.0

    /// Colours that people with any kind of colour vision tell apart, after Okabe and Ito, the yellow left out because it
    /// is lost on white.
    private static let palette = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#555b61"]

    /// The palette, then its colours darker, then lighter: so many series are still told apart.
    static let colors =
        palette + palette.map { mixed($0, with: 0, part: 0.4) } + palette.map { mixed($0, with: 255, part: 0.5) }

    static func series(_ index: Int) -> String { colors[index % colors.count] }

    private static func mixed(_ color: String, with other: Int, part: Double) -> String {
        let rgb = Int(color.dropFirst(), radix: 16) ?? 0
        let parts = [16, 8, 0].map { shift in
            Int((Double(rgb >> shift & 255) * (1 - part) + Double(other) * part).rounded())
        }
        return "rgb(\(parts.map(String.init).joined(separator: ",")))"
    }

    /// From little to much: the lightness rises evenly, in print and for every eye.
    private static let ramp: [(Double, Double, Double)] = [
        (237, 244, 250), (176, 210, 232), (100, 168, 211), (40, 116, 178), (8, 48, 107),
    ]

    static func shade(_ fraction: Double) -> String {
        let place = min(max(fraction, 0), 1) * Double(ramp.count - 1)
        let index = min(Int(place), ramp.count - 2)
        let part = place - Double(index)
        func mix(_ low: Double, _ high: Double) -> Int { Int((low + (high - low) * part).rounded()) }
        let (low, high) = (ramp[index], ramp[index + 1])
        return "rgb(\(mix(low.0, high.0)),\(mix(low.1, high.1)),\(mix(low.2, high.2)))"
    }

    /// The colour of letters on a shade.
    static func ink(on fraction: Double) -> String { fraction > 0.55 ? "#ffffff" : ink }
}
