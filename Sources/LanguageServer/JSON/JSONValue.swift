/// A JSON value: the messages of the language server protocol are taken apart and put together as these.
enum JSONValue: Sendable, Hashable {
    case null
    case boolean(Bool)
    case integer(Int)
    case number(Double)
    case text(String)
    case array([JSONValue])
    case object([String: JSONValue])
}

extension JSONValue {
    /// A member of an object; `.null` where there is none, so that paths can be walked without asking at each step.
    subscript(name: String) -> JSONValue {
        if case .object(let members) = self { members[name] ?? .null } else { .null }
    }

    var asText: String? { if case .text(let text) = self { text } else { nil } }
    var asArray: [JSONValue]? { if case .array(let values) = self { values } else { nil } }
    var asBoolean: Bool? { if case .boolean(let value) = self { value } else { nil } }
    var isNull: Bool { self == .null }

    /// Whole numbers, also where they are written with a fraction of zero.
    var asInteger: Int? {
        switch self {
        case .integer(let value): value
        case .number(let value): Int(exactly: value)
        default: nil
        }
    }

    static func texts(_ texts: some Sequence<String>) -> JSONValue { .array(texts.map { .text($0) }) }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    init(stringLiteral value: String) { self = .text(value) }
    init(integerLiteral value: Int) { self = .integer(value) }
    init(booleanLiteral value: Bool) { self = .boolean(value) }
    init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(Dictionary(elements) { $1 })
    }
}
