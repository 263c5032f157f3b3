#include "CJSON.h"

#include <simdjson.h>

#include <exception>

#include "Scanner.hpp"
#include "TableWriter.hpp"

using namespace simdjson;

namespace {

/// What ends the reading, apart from the end of the text.
struct Failure {
    int status;
    size_t offset;
    std::string message;
};

/// Reads one text. simdjson and this class report mistakes as exceptions, which never leave this file.
class Reader {
public:
    Reader(Scanner text, size_t most_names, tally_json_receiver receiver, void *context)
        : text(text), receiver(receiver), context(context), most_names(most_names) {}

    void read() {
        size_t start = text.skip_space(0);
        if (start == text.count) throw Failure{TALLY_JSON_CUT, start, ""};
        if (text.bytes[start] == '[') {
            size_t past = start;
            if (!elements(past, false)) throw Failure{TALLY_JSON_NO_ROWS, start, ""};
            return finish(past);
        }
        // A first object that goes on for long is the one around the rows.
        size_t limit = std::min(text.count, start + largest_line);
        size_t end = text.end_of_value(start, limit);
        if (end != 0 && text.skip_space(end) < text.count) return lines(start);
        if (end == 0 && limit == text.count) throw Failure{TALLY_JSON_CUT, limit, ""};
        size_t past = start;
        bool found = wrapped(past, 0);
        if (!found && isError) throw Failure{TALLY_JSON_ERROR_BODY, 0, said};
        // Arrays of values without names, as some portals' own format has them.
        if (!found && hasBareRows) throw Failure{TALLY_JSON_NO_ROWS, 0, ""};
        // An object of plain values is one row.
        if (!found) row(start, past, false);
        finish(past);
    }

    void finish() {
        if (!writer.rows().empty() && receiver(context, writer.rows().memory, writer.rows().count, block) != 1)
            throw Failure{TALLY_JSON_STOPPED, 0, ""};
        writer.rows().count = 0;
    }

    TableWriter writer;
    size_t record = 0;

private:
    static constexpr size_t largest_line = size_t(16) << 20;
    static constexpr size_t largest_block = size_t(1) << 20;

    Failure malformed(size_t offset, const char *message) const {
        if (offset >= text.count) return Failure{TALLY_JSON_CUT, offset, ""};
        return Failure{TALLY_JSON_MALFORMED, offset, message};
    }

    void finish(size_t past) {
        size_t rest = text.skip_space(past);
        if (rest < text.count) throw malformed(rest, "something follows the value");
        finish();
    }

    size_t end_of_value(size_t start) const {
        size_t end = text.end_of_value(start);
        if (end == 0) throw Failure{TALLY_JSON_CUT, text.count, ""};
        return end;
    }

    // MARK: Rows

    void lines(size_t start) {
        while (start < text.count) {
            if (text.bytes[start] != '{') throw malformed(start, "an object was expected");
            size_t end = end_of_value(start);
            row(start, end, false);
            start = text.skip_space(end);
        }
        finish();
    }

    /// Whether the elements of the array at `place` are objects; then they have been read, and `place` is past it.
    bool elements(size_t &place, bool areFeatures) {
        size_t i = text.skip_space(place + 1);
        if (i < text.count && text.bytes[i] != '{') return false;
        while (true) {
            if (i >= text.count || text.bytes[i] != '{') throw malformed(i, "an object was expected");
            size_t end = end_of_value(i);
            row(i, end, areFeatures);
            i = text.skip_space(end);
            if (i < text.count && text.bytes[i] == ']') {
                place = i + 1;
                return true;
            }
            if (i >= text.count || text.bytes[i] != ',') throw malformed(i, "a comma or the end of the array was expected");
            i = text.skip_space(i + 1);
        }
    }

    // MARK: The object around the rows

    /// Looks for the first array of objects directly in the object at `place`, or in an answer's `result`, and reads it;
    /// `place` is past the object afterwards.
    bool wrapped(size_t &place, int depth) {
        bool found = false;
        size_t i = text.skip_space(place + 1);
        while (i < text.count && text.bytes[i] != '}') {
            if (text.bytes[i] != '"') throw malformed(i, "a name in quotes was expected");
            size_t end = end_of_value(i);
            std::string key(reinterpret_cast<const char *>(text.bytes) + i + 1, end - i - 2);
            i = text.skip_space(end);
            if (i >= text.count || text.bytes[i] != ':') throw malformed(i, "a colon was expected");
            i = text.skip_space(i + 1);
            if (i >= text.count) break;
            size_t past = i;
            switch (text.bytes[i]) {
            case '[':
                if (!found && key != "fields" && key != "columns" && key != "errors")
                    found = elements(past, key == "features");
                if (!found) {
                    size_t first = text.skip_space(i + 1);
                    hasBareRows = hasBareRows || (first < text.count && text.bytes[first] == '[');
                }
                break;
            case '{': {
                if (depth == 0) hear(key, "");
                bool isAnswer = key == "result" || key == "results" || key == "response" || key == "data" ||
                                key == "error" || key == "errors";
                if (isAnswer && depth < 2 && !found) found = wrapped(past, depth + 1);
                break;
            }
            case '"': hear(key, string(i, end_of_value(i))); break;
            default: hear(key, ""); break;
            }
            if (past == i) past = end_of_value(i);
            if (past == i) throw malformed(i, "a value was expected");
            i = text.skip_space(past);
            if (i < text.count && text.bytes[i] == ',') {
                i = text.skip_space(i + 1);
            } else if (i < text.count && text.bytes[i] != '}') {
                throw malformed(i, "a comma or the end of the object was expected");
            }
        }
        if (i >= text.count) throw Failure{TALLY_JSON_CUT, i, ""};
        place = i + 1;
        return found;
    }

    /// Notes what an answer without rows says about itself.
    void hear(const std::string &key, std::string_view words) {
        bool speaks = key == "message" || key == "error_description" || key == "detail" || key == "description" ||
                      key == "error" || key == "errorMessage";
        if (key == "error" || key == "errors" || key == "errorCode" || key == "errorMessage" || key == "message" ||
            key == "fault")
            isError = true;
        if (speaks && !words.empty() && said.size() < words.size()) said = std::string(words);
    }

    std::string string(size_t start, size_t end) {
        place = start;
        ondemand::document document = parser.iterate(padded(start, end), end - start, capacity(start, end));
        return std::string(std::string_view(document.get_string()));
    }

    // MARK: One record

    /// The value's bytes with the readable bytes behind them that the parser asks for: those of the text, or a copy.
    const uint8_t *padded(size_t start, size_t end) {
        if (end + SIMDJSON_PADDING <= text.count) return text.bytes + start;
        copy.assign(text.bytes + start, text.bytes + end);
        copy.resize(end - start + SIMDJSON_PADDING, 0);
        return copy.data();
    }

    size_t capacity(size_t start, size_t end) const {
        return end + SIMDJSON_PADDING <= text.count ? text.count - start : end - start + SIMDJSON_PADDING;
    }

    void row(size_t start, size_t end, bool isFeature) {
        place = start;
        if (writer.rows().empty()) block = start;
        const uint8_t *bytes = padded(start, end);
        ondemand::document document = parser.iterate(bytes, end - start, capacity(start, end));
        try {
            writer.begin();
            ondemand::object object = document.get_object();
            fields(object, isFeature);
            const char *rest = nullptr;
            if (document.current_location().get(rest) == SUCCESS) throw simdjson_error(TRAILING_CONTENT);
        } catch (const simdjson_error &) {
            const char *found = nullptr;
            if (document.current_location().get(found) == SUCCESS)
                place = start + static_cast<size_t>(reinterpret_cast<const uint8_t *>(found) - bytes);
            throw;
        }
        writer.end();
        record++;
        if (writer.column_count() > most_names) throw Failure{TALLY_JSON_TOO_WIDE, start, ""};
        if (writer.rows().count >= largest_block) finish();
    }

    void fields(ondemand::object object, bool isFeature) {
        for (auto field : object) {
            std::string_view name = field.unescaped_key();
            ondemand::value value = field.value();
            switch (value.type()) {
            case ondemand::json_type::string: writer.set(name, value.get_string()); break;
            case ondemand::json_type::number: writer.set(name, number(value)); break;
            case ondemand::json_type::boolean: writer.set(name, bool(value.get_bool()) ? "true" : "false"); break;
            case ondemand::json_type::null:
                if (!value.is_null()) throw simdjson_error(N_ATOM_ERROR);
                writer.set(name, std::string_view());
                break;
            case ondemand::json_type::array: {
                ondemand::array array = value.get_array();
                writer.keep(name, compact(array.raw_json()));
                break;
            }
            case ondemand::json_type::object: {
                ondemand::object inner = value.get_object();
                // The columns of a map's feature lie one level deeper.
                if (isFeature && (name == "properties" || name == "attributes")) {
                    fields(inner, false);
                } else {
                    writer.keep(name, compact(inner.raw_json()));
                }
                break;
            }
            default: throw simdjson_error(TAPE_ERROR);
            }
        }
    }

    /// A number as it is written.
    static std::string_view number(ondemand::value value) {
        std::string_view token = value.raw_json_token();
        while (!token.empty() && Scanner::is_space(static_cast<uint8_t>(token.back()))) token.remove_suffix(1);
        return token;
    }

    /// JSON without the space between its tokens: the same value has the same text, however it was laid out.
    static std::string compact(std::string_view json) {
        std::string result;
        result.reserve(json.size());
        bool inString = false;
        for (size_t i = 0; i < json.size(); i++) {
            char byte = json[i];
            if (inString && byte == '\\' && i + 1 < json.size()) {
                result.push_back(byte);
                result.push_back(json[++i]);
                continue;
            }
            if (byte == '"') inString = !inString;
            if (inString || !Scanner::is_space(static_cast<uint8_t>(byte))) result.push_back(byte);
        }
        return result;
    }

    Scanner text;
    tally_json_receiver receiver;
    void *context;
    size_t most_names;
    ondemand::parser parser;
    std::vector<uint8_t> copy;
    /// Where the first record of the rows begins that were not handed over yet.
    size_t block = 0;
    bool isError = false;
    bool hasBareRows = false;
    std::string said;

public:
    /// Where the parser stands, for messages.
    size_t place = 0;
};

void fail(tally_json_table *table, const Failure &failure, size_t record) {
    table->status = failure.status;
    table->record = record + 1;
    table->error_offset = failure.offset;
    std::strncpy(table->message, failure.message.c_str(), sizeof table->message - 1);
}

}  // namespace

void tally_json_read(
    const uint8_t *bytes, size_t count, size_t most_names, tally_json_receiver receiver, void *context,
    tally_json_table *table) {
    std::memset(table, 0, sizeof *table);
    try {
        Reader reader(Scanner(bytes, count), most_names, receiver, context);
        try {
            reader.read();
            table->row_count = reader.record;
            reader.writer.give(table);
        } catch (const simdjson_error &failure) {
            fail(table, Failure{TALLY_JSON_MALFORMED, reader.place, error_message(failure.error())}, reader.record);
        } catch (const Failure &failure) {
            fail(table, failure, reader.record);
        }
    } catch (const std::exception &) {
        table->status = TALLY_JSON_NO_MEMORY;
    }
}

void tally_json_free(tally_json_table *table) {
    std::free(table->names);
    std::free(table->name_ends);
    table->names = nullptr;
    table->name_ends = nullptr;
}

size_t tally_json_skip(const uint8_t *bytes, size_t count, size_t offset, size_t records) {
    Scanner text(bytes, count);
    for (; records != 0 && offset < count; records--) {
        size_t end = text.end_of_value(offset);
        if (end == 0) break;
        offset = text.skip_space(end);
        if (offset < count && bytes[offset] == ',') offset = text.skip_space(offset + 1);
    }
    return offset;
}
