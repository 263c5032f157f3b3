extension JSONValue {
    /// A member of an object; `.null` where there is none, so that paths can be walked without asking at each step.
    /// Setting a member of what is no object makes it one.
    package subscript(name: String) -> JSONValue {
        get {
            guard case .object(let members) = self else { return .null }
            return members.first { $0.name == name }?.value ?? .null
        }
        set {
            var members: [Member] = []
            if case .object(let known) = self { members = known.filter { $0.name != name } }
            self = .object(members + [Member(name, newValue)])
        }
    }

    package var asText: String? { if case .string(let text) = self { text } else { nil } }
    package var asArray: [JSONValue]? { if case .array(let values) = self { values } else { nil } }
    package var asBoolean: Bool? { if case .boolean(let value) = self { value } else { nil } }
    package var isNull: Bool { self == .null }

    /// Whole numbers, also where they are written with a fraction of zero.
    package var asInteger: Int? {
        switch self {
        case .integer(let value): value
        case .number(let value): Int(exactly: value)
        default: nil
        }
    }

    package var asNumber: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    package static func texts(_ texts: some Sequence<String>) -> JSONValue { .array(texts.map { .string($0) }) }
}
