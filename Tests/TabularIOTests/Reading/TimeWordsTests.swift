import TestSupport
import Testing

@testable import TabularIO

/// Reading a time in words gives what reading it byte by byte gives, the notes on the whole column included.
struct TimeWordsTests {
    private struct Outcome: Equatable {
        let value: Int64
        let notes: [Bool]

        init(_ text: [UInt8], _ order: DateOrder, freely: Bool) {
            var parser = TimeText(order: order)
            value = text.withUnsafeBufferPointer { bytes in
                guard let start = bytes.baseAddress else { return TimeText.notATime }
                return freely ? parser.parseFreely(start, bytes.count) : parser.parse(start, bytes.count)
            }
            notes = [parser.provesOrder, parser.sawAmbiguous, parser.sawDots, parser.sawClock, parser.offsets != nil]
        }
    }

    private static func check(_ text: [UInt8]) {
        for order in [DateOrder.monthFirst, .dayFirst] {
            let (fast, slow) = (Outcome(text, order, freely: false), Outcome(text, order, freely: true))
            #expect(fast == slow, "\(String(decoding: text, as: UTF8.self)), \(order)")
        }
    }

    @Test func everyDayOfFourCenturies() {
        func digits(_ number: Int, _ count: Int) -> String {
            String(repeating: "0", count: count - String(number).count) + String(number)
        }
        for year in stride(from: 1, through: 2405, by: 7) {
            for month in 1...12 {
                for day in [1, 2, 12, 13, 28, 29, 30, 31] {
                    let (hour, minute) = ((year + month + day) % 24, (year * day) % 60)
                    let date = (digits(year, 4), digits(month, 2), digits(day, 2))
                    let clock = "\(digits(hour, 2)):\(digits(minute, 2)):\(digits(month * 4, 2))"
                    Self.check(Array("\(date.0)-\(date.1)-\(date.2)T\(clock)".utf8))
                    Self.check(Array("\(date.1)/\(date.2)/\(date.0) \(clock) \(day % 2 == 0 ? "AM" : "PM")".utf8))
                }
            }
        }
        #expect(Outcome(Array("2024-02-29 23:59:59".utf8), .monthFirst, freely: false).value == 1_709_251_199_000)
        #expect(Outcome(Array("02/29/2024 11:59:59 PM".utf8), .monthFirst, freely: false).value == 1_709_251_199_000)
    }

    @Test(arguments: ["2024-02-29T00:00:00", "0001-01-01 12:30:59", "12/31/1999 12:00:00 AM", "07/08/2024 01:02:03 PM"])
    func oneOtherByteAnywhere(_ text: String) {
        let text = Array(text.utf8)
        Self.check(text)
        for place in text.indices {
            for byte in UInt8.min...UInt8.max {
                var other = text
                other[place] = byte
                Self.check(other)
            }
        }
    }

    @Test func severalOtherBytes() {
        var generator = SeededGenerator(seed: 11)
        let letters = Array("0123456789-/: TAPMZ.".utf8)
        for form in ["2024-02-29T00:00:00", "12/31/1999 12:00:00 AM"] {
            for _ in 0..<20_000 {
                var text = Array(form.utf8)
                for _ in 0..<Int.random(in: 2...6, using: &generator) {
                    text[Int.random(in: text.indices, using: &generator)] =
                        letters.randomElement(using: &generator) ?? 48
                }
                Self.check(text)
            }
        }
    }
}
