// Finds where the values of a JSON text end, without understanding them. Private to this target.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

class Scanner {
public:
    Scanner(const uint8_t *bytes, size_t count) : bytes(bytes), count(count) {}

    static bool is_space(uint8_t byte) { return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t'; }

    /// The first offset from `i` on that holds no space, or `count`.
    size_t skip_space(size_t i) const {
        while (i < count && is_space(bytes[i])) i++;
        return i;
    }

    /// Past the quote that closes the string which begins at `i`; 0 when none does.
    size_t end_of_string(size_t i) const {
        for (i++; i < count; i++) {
            if (bytes[i] == '\\') {
                i++;
            } else if (bytes[i] == '"') {
                return i + 1;
            }
        }
        return 0;
    }

    /// Past the value that begins at `start`; 0 when it does not end before `limit`. A wrong bracket ends it early, so
    /// that whoever reads it finds it incomplete.
    size_t end_of_value(size_t start, size_t limit) const {
        if (bytes[start] == '"') return end_of_string(start);
        if (bytes[start] != '{' && bytes[start] != '[') {
            size_t i = start;
            while (i < count && !is_space(bytes[i]) && bytes[i] != ',' && bytes[i] != ']' && bytes[i] != '}') i++;
            return i;
        }
        std::string open;
        for (size_t i = start; i < limit; i++) {
            switch (bytes[i]) {
            case '"': {
                size_t end = end_of_string(i);
                if (end == 0) return 0;
                i = end - 1;
                break;
            }
            case '{': open.push_back('}'); break;
            case '[': open.push_back(']'); break;
            case '}':
            case ']':
                if (open.back() != static_cast<char>(bytes[i])) return i;
                open.pop_back();
                if (open.empty()) return i + 1;
                break;
            default: break;
            }
        }
        return 0;
    }

    size_t end_of_value(size_t start) const { return end_of_value(start, count); }

    const uint8_t *bytes;
    size_t count;
};
