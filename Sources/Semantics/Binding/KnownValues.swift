import Columnar
import Diagnostics
import Functions
import Syntax

/// The values that a text may have: those of a column, or those that a function gives.
struct KnownValues {
    let name: String
    let dictionary: TextDictionary
    /// The column whose rows can be counted; nil for what a function gives.
    let index: Int?

    /// How many of them are looked through for the one that is meant.
    private static let looked = 20_000

    /// Nil for what is no such text.
    init?(of subject: BoundExpression, _ scope: RowScope) {
        switch subject.kind {
        case .column(.input(let index, let name)):
            guard let dictionary = scope.fields[index].dictionary else { return nil }
            (self.name, self.dictionary, self.index) = (name, dictionary, index)
        case .call(let function, let arguments):
            // Day and month names come from a fixed list.
            let types = arguments.map(\.type)
            let unknown = KernelContext(
                types: types, constants: types.map { _ in nil }, bounds: types.map { _ in nil })
            guard types == [.time] || types == [.date], case .codes(let dictionary, _)? = function.kernel(unknown)
            else { return nil }
            (name, self.dictionary, index) = (function.name, dictionary, nil)
        default: return nil
        }
    }

    /// The first of them.
    var texts: some Sequence<String> {
        (0..<min(dictionary.count, KnownValues.looked)).lazy.compactMap { dictionary.text(UInt32($0 + 1)) }
    }

    /// All values of a column that has not too many to be looked through; nil where there are more.
    static func whole(of subject: BoundExpression, _ scope: RowScope) -> KnownValues? {
        KnownValues(of: subject, scope).flatMap { $0.dictionary.count <= looked ? $0 : nil }
    }

    /// The codes of all values.
    var codes: some Sequence<UInt32> { (0..<dictionary.count).lazy.map { UInt32($0 + 1) } }

    func bytes(_ code: UInt32) -> [UInt8] { Array(dictionary.utf8(code)) }

    /// The longest value that stands where a word does, in any capitalization: `Public Works` without quotes.
    func value(at word: SourceRange, upTo end: Int, of source: SourceText) -> String? {
        texts.filter { value in
            let range = SourceRange(word.start, word.start + value.utf8.count)
            return range.end >= word.end && range.end <= end && nameKey(source.text(range)) == nameKey(value)
        }.max { $0.utf8.count < $1.utf8.count }
    }

    /// The values that hold a text where a word begins, in any capitalization, and how each spells it. A number is held
    /// only whole: `1` is no part of `10`.
    func holding(_ text: String) -> [(value: String, part: String)] {
        let wanted = text.utf8.map(FoldedSearch.lower)
        guard wanted.count > 2 else { return [] }
        let isNumber = wanted.allSatisfy { (48...57).contains($0) }
        return texts.compactMap { value in
            let bytes = Array(value.utf8)
            guard bytes.count > wanted.count else { return nil }
            let start = (0...bytes.count - wanted.count).first { start in
                let end = start + wanted.count
                return FoldedSearch.holds(bytes, wanted, at: start)
                    && (start == 0 || !KnownValues.isInWord(bytes[start - 1]))
                    && !(isNumber && end < bytes.count && KnownValues.isInWord(bytes[end]))
            }
            return start.map { (value, String(decoding: bytes[$0..<$0 + wanted.count], as: UTF8.self)) }
        }
    }

    /// Letters and digits, and every byte of a letter that is not of ASCII.
    static func isInWord(_ byte: UInt8) -> Bool {
        byte >= 128 || (97...122).contains(FoldedSearch.lower(byte)) || (48...57).contains(byte)
    }
}
