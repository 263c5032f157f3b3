import Columnar

/// The text of every day of a range, made once, because a date is written several times in each of millions of rows.
struct DayTexts {
    private let firstDay: Int
    private let texts: [[UInt8]]
    private let style: DayStyle

    /// Texts of the years `years`; days outside are made when asked for.
    init(years: ClosedRange<Int>, style: DayStyle) {
        firstDay = CivilDate(year: years.lowerBound, month: 1, day: 1).days
        let lastDay = CivilDate(year: years.upperBound, month: 12, day: 31).days
        texts = (firstDay...lastDay).map { DayTexts.text(ofDay: $0, style: style) }
        self.style = style
    }

    /// The text of a day counted from 1970-01-01.
    subscript(day: Int) -> [UInt8] {
        let index = day - firstDay
        return texts.indices.contains(index) ? texts[index] : DayTexts.text(ofDay: day, style: style)
    }

    private static func text(ofDay day: Int, style: DayStyle) -> [UInt8] {
        let date = CivilDate(days: day)
        let year = String(date.year)
        let month = date.month < 10 ? "0\(date.month)" : "\(date.month)"
        let dayOfMonth = date.day < 10 ? "0\(date.day)" : "\(date.day)"
        switch style {
        case .iso: return Array("\(year)-\(month)-\(dayOfMonth)".utf8)
        case .american: return Array("\(month)/\(dayOfMonth)/\(year)".utf8)
        }
    }
}

/// How a day is spelt.
enum DayStyle {
    /// `2024-03-01`
    case iso
    /// `03/01/2024`
    case american
}
