/// The colours and sizes of pictures.
enum SVGStyle {
    static let ink = "#1f2328"
    static let quiet = "#656d76"
    static let grid = "#e4e7eb"
    static let axis = "#9aa1a9"
    /// The ground of cells without a value.
    static let missing = "url(#missing)"
    static let small = 12.0
    /// Pixels of a picture from side to side, and of its margins.
    static let width = 800.0
    static let margin = 24.0
    static let right = width - margin

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
}
