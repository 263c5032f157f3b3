/// One published figure and what a file says.
struct Figure {
    var name: String
    var published: String
    var found: String

    var agrees: Bool { published == found }

    init(_ name: String, published: String, found: String) {
        self.name = name
        self.published = published
        self.found = found
    }

    init(_ name: String, published: Int, found: Int) {
        self.init(name, published: String(published), found: String(found))
    }

    /// A percentage with one decimal, rounded half up: 62.999 is `63.0%`.
    static func percent(_ part: Int, of whole: Int, decimals: Int = 1) -> String {
        guard whole > 0 else { return "none" }
        let scale = decimals == 0 ? 100 : 1_000
        let rounded = (2 * scale * part + whole) / (2 * whole)
        return decimals == 0 ? "\(rounded)%" : "\(rounded / 10).\(rounded % 10)%"
    }
}
