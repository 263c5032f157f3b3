package import Columnar
package import Functions

/// An expression whose names, types and functions are resolved.
package struct BoundExpression: Sendable {
    package indirect enum Kind: Sendable {
        case column(ColumnReference)
        case constant(Value)
        case arithmetic(ArithmeticOperator, BoundExpression, BoundExpression)
        /// Both sides have the same physical form; text compares in the natural order of the left side's dictionary.
        case comparison(ComparisonOperator, BoundExpression, BoundExpression)
        case textTest(TextOperator, BoundExpression, String)
        /// `x in (…)`: the constants have the type of `x`.
        case membership(BoundExpression, [Value], isNegated: Bool)
        case and([BoundExpression])
        case or([BoundExpression])
        case not(BoundExpression)
        case isMissing(BoundExpression)
        case isKnown(BoundExpression)
        case call(ScalarFunction, [BoundExpression])
        /// The value of the first condition that holds, else the last.
        case conditional([(condition: BoundExpression, value: BoundExpression)], otherwise: BoundExpression)
        /// The first known value.
        case coalesce([BoundExpression])
        /// The same value in another type: integer as number, rate as percent, duration as meanDuration, date as time.
        case convert(BoundExpression)
        /// The bucket of the calendar that holds a time.
        case period(Grain, BoundExpression)
        /// A time a number of calendar months later: the length of `1mo` and `1y` depends on the date.
        case addMonths(BoundExpression, Int)
        /// The value of a column of another table, in the row that the keys name; nil asks for the number of that row.
        case lookup(LookupTable, column: Int?, keys: [BoundExpression])
        /// A number that stands for a text: its place in the dictionary, whatever that is.
        case code(BoundExpression)
        /// Two numbers side by side, of type `point`; missing where one of them is.
        case pair(BoundExpression, BoundExpression)
        /// The middle of the square of a grid in which a place lies, as text; the side in metres.
        case grid(latitude: BoundExpression, longitude: BoundExpression, side: Double)
        /// The metres between two places: latitude and longitude of one, then of the other.
        case distance([BoundExpression])
        /// Whether an earlier row has the same keys, at most so many milliseconds before.
        case repeats(keys: [BoundExpression], time: BoundExpression, within: Int64)
    }

    package let kind: Kind
    package let type: DataType

    package init(_ kind: Kind, _ type: DataType) {
        self.kind = kind
        self.type = type
    }

    package static func constant(_ value: Value, type: DataType) -> BoundExpression {
        BoundExpression(.constant(value), type)
    }

    package var constantValue: Value? { if case .constant(let value) = kind { value } else { nil } }
}

/// Where a value comes from.
package enum ColumnReference: Hashable, Sendable {
    /// A column of the stage's input.
    case input(Int, name: String)
    /// A column that the plan adds to those of the data set: a longitude, a latitude, the row of a zone.
    case located(Int, name: String)
    /// A dimension of a grouped stage.
    case dimension(Int, name: String)
    /// An aggregate call of a grouped stage.
    case aggregate(Int, name: String)
    /// A window call of a grouped stage.
    case window(Int, name: String)

    package var name: String {
        switch self {
        case .input(_, let name), .located(_, let name), .dimension(_, let name), .aggregate(_, let name),
            .window(_, let name):
            name
        }
    }
}

/// The four operations, by the sign that writes them.
package enum ArithmeticOperator: String, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
}

/// The six comparisons of values, by the sign that writes them.
package enum ComparisonOperator: String, Sendable {
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="

    /// The operator for swapped sides.
    package var swapped: ComparisonOperator {
        switch self {
        case .equal, .notEqual: self
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        }
    }
}

/// The tests of a text against a fixed pattern.
package enum TextOperator: String, Sendable {
    case contains
    case startsWith = "starts with"
    case endsWith = "ends with"
    case matches
    /// Equal without regard to case and accents.
    case similar = "~"
}
