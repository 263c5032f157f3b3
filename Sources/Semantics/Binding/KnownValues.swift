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

    /// The longest value that stands where a word does, in any capitalization: `Public Works` without quotes.
    func value(at word: SourceRange, upTo end: Int, of source: SourceText) -> String? {
        texts.filter { value in
            let range = SourceRange(word.start, word.start + value.utf8.count)
            return range.end >= word.end && range.end <= end && nameKey(source.text(range)) == nameKey(value)
        }.max { $0.utf8.count < $1.utf8.count }
    }
}
