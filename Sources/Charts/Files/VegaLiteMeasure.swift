internal import JSON

/// How values of a unit are sent and labelled: lengths of time in the unit that suits them.
struct VegaLiteMeasure {
    private let unit: ChartUnit
    private let factor: Double
    private let word: String

    init(_ unit: ChartUnit, values: [Double]) {
        self.unit = unit
        let largest = values.map(\.magnitude).max() ?? 0
        switch unit {
        case .duration:
            (factor, word) =
                largest >= 172_800 ? (1 / 86_400, "days") : largest >= 7_200 ? (1 / 3_600, "hours") : (1, "seconds")
        case .points: (factor, word) = (100, "percentage points")
        default: (factor, word) = (1, "")
        }
    }

    func scaled(_ value: Double) -> Double { value * factor }

    func title(_ name: String) -> String { word.isEmpty ? name : "\(name) (\(word))" }

    /// Colours from little to much; where values lie on both sides of zero, away from it.
    func shades(title name: String, _ scale: ChartScale) -> JSONValue {
        let ends: JSONValue = [.number(scaled(scale.low)), .number(scaled(scale.high))]
        let colors: JSONValue =
            scale.isTwofold
            ? ["scheme": "blueorange", "reverse": true, "domainMid": 0, "domain": ends]
            : ["scheme": "blues", "domain": ends]
        return .object(encoding(title: name, "scale", colors))
    }

    /// The encoding of the field `value`, with one further member.
    func encoding(title name: String, field: String = "value", _ member: String, _ value: JSONValue) -> [JSONValue
        .Member]
    {
        var members: [JSONValue.Member] = [
            .init("field", .string(field)), .init("type", "quantitative"), .init("title", .string(title(name))),
        ]
        // As many decimals as the distance of the ticks asks for.
        let format: JSONValue = unit == .percent ? "%" : ",f"
        if member == "axis", case .object(let others) = value {
            members.append(.init("axis", .object(others + [.init("format", format)])))
        } else {
            members.append(.init(member, value))
            if member == "scale" { members.append(.init("legend", ["format": format])) }
        }
        return members
    }
}
