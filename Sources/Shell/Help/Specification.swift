import Columnar
import Engine
import JSON
import Semantics

/// Everything that a program must know to write queries: one JSON document, made of the lists that Tally itself works
/// with, and with data of its columns too.
enum Specification {
    static func json(_ dataSets: [DataSet]) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("program", .string(Program.name)),
            .init("grammar", .string(String(decoding: PackageResources.tally_ebnf, as: UTF8.self))),
            .init("reserved_words", texts(Manual.reservedWords)),
            .init("words_in_place", texts(Manual.wordsInPlace)),
        ]
        for kind in ManualEntry.Kind.allCases {
            members.append(.init(kind.plural, .array(Manual.entries(of: kind).map(entry))))
        }
        members += [
            .init("options", .array(Setting.all.map(option))),
            .init("prompt_commands", .array(PromptCommand.all.map(command))),
            .init("exit_codes", .array(ExitCode.allCases.map(code))),
            .init("data", .array(dataSets.map(data))),
        ]
        return .object(members)
    }

    private static func entry(_ entry: ManualEntry) -> JSONValue {
        [
            "name": .string(entry.name), "aliases": texts(entry.aliases), "signature": .string(entry.syntax),
            "summary": .string(entry.summary), "example": .string(entry.example),
        ]
    }

    private static func option(_ setting: Setting) -> JSONValue {
        [
            "name": .string(setting.name), "type": .string(type(setting.type)),
            "summary": .string(setting.summary), "example": .string(setting.example),
        ]
    }

    private static func command(_ command: PromptCommand) -> JSONValue {
        ["form": .string(command.form), "summary": .string(command.summary)]
    }

    private static func code(_ code: ExitCode) -> JSONValue {
        ["code": .integer(Int(code.rawValue)), "summary": .string(code.summary)]
    }

    /// A data set with its columns as queries call them, and what its profile defines.
    private static func data(_ data: DataSet) -> JSONValue {
        [
            "name": .string(data.name), "rows": .integer(data.table.rowCount),
            "columns": .array(data.fields.map(column)), "definitions": texts(data.definitions.map(\.name)),
        ]
    }

    /// `distinct` counts the values of a text column; others have null there.
    private static func column(_ field: Field) -> JSONValue {
        [
            "name": .string(field.name), "header": field.header.map { .string($0) } ?? .null,
            "type": .string(type(field.type)),
            "distinct": field.dictionary.map { .integer($0.count) } ?? .null,
            "summary": field.summary.map { .string($0) } ?? .null,
        ]
    }

    /// Messages say `a number`, and programs read `number`.
    private static func type(_ type: DataType) -> String {
        let words = type.description
        return words.hasPrefix("a ") ? String(words.dropFirst(2)) : words
    }

    private static func texts(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
}
