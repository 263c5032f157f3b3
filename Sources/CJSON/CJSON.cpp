#include "CJSON.h"

#include <simdjson.h>

#include <exception>

#include "TableWriter.hpp"

using namespace simdjson;

namespace {

/// Reads one text. simdjson reports mistakes as exceptions here, which never leave this file.
class Reader {
public:
    Reader(const uint8_t *bytes, size_t count, tally_json_table *table) : table(table), count(count) {
        padded = static_cast<uint8_t *>(std::malloc(count + SIMDJSON_PADDING));
        if (padded == nullptr) throw std::bad_alloc();
        if (count != 0) std::memcpy(padded, bytes, count);
        std::memset(padded + count, 0, SIMDJSON_PADDING);
    }

    ~Reader() { std::free(padded); }

    void read() {
        size_t start = 0;
        while (start < count && is_space(padded[start])) start++;
        if (start == count) return fail(TALLY_JSON_CUT, 0, "");
        size_t end = end_of_value(start);
        bool more = false;
        for (size_t i = end; i < count && !more; i++) more = !is_space(padded[i]);
        if (padded[start] == '{' && more) {
            lines();
        } else if (end == 0) {
            fail(TALLY_JSON_CUT, count, "");
        } else if (more) {
            fail(TALLY_JSON_MALFORMED, end, "something follows the array");
        } else {
            document(padded[start] == '[');
        }
        if (table->status == TALLY_JSON_ROWS) writer.give(table);
    }

    void fail(int status, size_t offset, const char *message) {
        table->status = status;
        table->record = record + 1;
        table->error_offset = offset < count ? offset : count;
        std::strncpy(table->message, message, sizeof table->message - 1);
    }

    void fail(const simdjson_error &failure) {
        // The parser's own end of the text is where it was cut.
        fail(TALLY_JSON_MALFORMED, place, error_message(failure.error()));
    }

private:
    static bool is_space(uint8_t byte) { return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t'; }

    /// Past the array or object that begins at `start`; 0 when it never ends.
    size_t end_of_value(size_t start) const {
        size_t depth = 0;
        for (size_t i = start; i < count; i++) {
            uint8_t byte = padded[i];
            if (byte == '"') {
                for (i++; i < count && padded[i] != '"'; i++) {
                    if (padded[i] == '\\') i++;
                }
            } else if (byte == '{' || byte == '[') {
                depth++;
            } else if ((byte == '}' || byte == ']') && --depth == 0) {
                return i + 1;
            }
        }
        return 0;
    }

    // MARK: One object per line

    void lines() {
        // Each object is a document of its own: an error stays where it is, and memory does not grow with the file.
        ondemand::parser parser;
        size_t start = 0;
        while (true) {
            while (start < count && is_space(padded[start])) start++;
            if (start >= count) return;
            place = start;
            size_t end = padded[start] == '{' ? end_of_value(start) : 0;
            if (padded[start] != '{') return fail(TALLY_JSON_MALFORMED, start, "an object was expected");
            if (end == 0) return fail(TALLY_JSON_CUT, count, "");
            // Behind the object there are other readable bytes, so that there is no need for more padding.
            ondemand::document document = parser.iterate(padded + start, end - start, count - start + SIMDJSON_PADDING);
            ondemand::object object = document.get_object();
            row(object, false);
            start = end;
        }
    }

    // MARK: One document

    void document(bool isArray) {
        ondemand::parser parser;
        ondemand::document document = parser.iterate(padded, count, count + SIMDJSON_PADDING);
        if (isArray) {
            ondemand::array array = document.get_array();
            if (!rows(array, false)) fail(TALLY_JSON_NO_ROWS, 0, "");
            return;
        }
        ondemand::object object = document.get_object();
        if (wrapped(object, 0)) return;
        if (isError) return fail(TALLY_JSON_ERROR_BODY, 0, said.c_str());
        // An object of plain values is one row.
        document.rewind();
        ondemand::object only = document.get_object();
        row(only, false);
    }

    /// The rows of the first array of objects directly in an object, or in an answer's `result`.
    bool wrapped(ondemand::object object, int depth) {
        bool found = false;
        for (auto field : object) {
            std::string key(std::string_view(field.unescaped_key()));
            ondemand::value value = field.value();
            switch (value.type()) {
            case ondemand::json_type::array: {
                ondemand::array array = value.get_array();
                if (!found && key != "fields" && key != "columns" && key != "errors") found = rows(array, key == "features");
                break;
            }
            case ondemand::json_type::object: {
                if (depth == 0) hear(key, "");
                bool isAnswer = key == "result" || key == "results" || key == "response" || key == "data" ||
                                key == "error" || key == "errors";
                ondemand::object inner = value.get_object();
                if (isAnswer && depth < 2 && !found) found = wrapped(inner, depth + 1);
                break;
            }
            case ondemand::json_type::string: hear(key, value.get_string()); break;
            default: hear(key, ""); break;
            }
        }
        return found;
    }

    /// Notes what an answer without rows says about itself.
    void hear(const std::string &key, std::string_view text) {
        bool speaks = key == "message" || key == "error_description" || key == "detail" || key == "description" ||
                      key == "error" || key == "errorMessage";
        if (key == "error" || key == "errors" || key == "errorCode" || key == "errorMessage" || key == "message" ||
            key == "fault")
            isError = true;
        if (speaks && !text.empty() && said.size() < text.size()) said = std::string(text);
    }

    /// Whether the elements are objects; then they have been read.
    bool rows(ondemand::array array, bool areFeatures) {
        bool any = false;
        for (ondemand::value element : array) {
            if (element.type() != ondemand::json_type::object) {
                if (!any) return false;
                throw simdjson_error(INCORRECT_TYPE);
            }
            any = true;
            ondemand::object object = element.get_object();
            row(object, areFeatures);
        }
        return any;
    }

    // MARK: One record

    void row(ondemand::object object, bool isFeature) {
        writer.begin();
        fields(object, isFeature);
        writer.end();
        record++;
    }

    void fields(ondemand::object object, bool isFeature) {
        for (auto field : object) {
            std::string_view name = field.unescaped_key();
            ondemand::value value = field.value();
            switch (value.type()) {
            case ondemand::json_type::string: writer.set(name, value.get_string()); break;
            case ondemand::json_type::number: writer.set(name, trimmed(value.raw_json_token())); break;
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
            }
        }
    }

    static std::string_view trimmed(std::string_view token) {
        while (!token.empty() && is_space(static_cast<uint8_t>(token.back()))) token.remove_suffix(1);
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
            if (inString || !is_space(static_cast<uint8_t>(byte))) result.push_back(byte);
        }
        return result;
    }

    tally_json_table *table;
    uint8_t *padded;
    size_t count;
    TableWriter writer;
    size_t record = 0;
    size_t place = 0;
    bool isError = false;
    std::string said;
};

}  // namespace

void tally_json_read(const uint8_t *bytes, size_t count, tally_json_table *table) {
    std::memset(table, 0, sizeof *table);
    try {
        Reader reader(bytes, count, table);
        try {
            reader.read();
        } catch (const simdjson_error &failure) {
            reader.fail(failure);
        }
    } catch (const std::exception &) {
        table->status = TALLY_JSON_NO_MEMORY;
    }
}

void tally_json_free(tally_json_table *table) {
    std::free(table->text);
    std::free(table->names);
    std::free(table->name_ends);
    std::free(table->row_starts);
    table->text = table->names = nullptr;
    table->name_ends = table->row_starts = nullptr;
}
