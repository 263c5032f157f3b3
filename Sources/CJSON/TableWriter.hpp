// Collects the cells of one record after the other and writes them as delimited text. Private to this target.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <new>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "include/CJSON.h"

/// Bytes that grow at their end and can be given away as memory of `malloc`.
class Bytes {
public:
    ~Bytes() { std::free(memory); }

    void reserve(size_t length) {
        if (capacity - count >= length) return;
        size_t larger = capacity * 2 > count + length ? capacity * 2 : count + length;
        void *moved = std::realloc(memory, larger);
        if (moved == nullptr) throw std::bad_alloc();
        memory = static_cast<uint8_t *>(moved);
        capacity = larger;
    }

    void append(const void *bytes, size_t length) {
        reserve(length);
        if (length != 0) std::memcpy(memory + count, bytes, length);
        count += length;
    }

    void append(char byte) { append(&byte, 1); }

    bool empty() const { return count == 0; }

    uint8_t *take() {
        reserve(1);
        uint8_t *taken = memory;
        memory = nullptr;
        capacity = count = 0;
        return taken;
    }

    uint8_t *memory = nullptr;
    size_t count = 0;

private:
    size_t capacity = 0;
};

class TableWriter {
public:
    /// Begins a record; the texts of its cells have to live until it ends.
    void begin() {
        cells.assign(names.size(), std::string_view());
        kept.clear();
        next = 0;
    }

    void set(std::string_view name, std::string_view value) { cells[column(name)] = value; }

    /// The same for a text that lives nowhere else.
    void keep(std::string_view name, std::string value) {
        kept.push_back(std::move(value));
        set(name, kept.back());
    }

    void end() {
        // A row of one cell is quoted, so that it cannot be taken for an empty line.
        bool alone = cells.size() < 2;
        if (cells.empty()) text.append("\"\"", 2);
        for (size_t i = 0; i < cells.size(); i++) {
            if (i != 0) text.append(static_cast<char>(TALLY_JSON_DELIMITER));
            write(cells[i], alone);
        }
        text.append('\n');
    }

    /// The rows that were written and not taken yet.
    Bytes &rows() { return text; }

    size_t column_count() const { return names.size(); }

    void give(tally_json_table *table) {
        Bytes all, ends;
        for (const std::string &name : names) {
            all.append(name.data(), name.size());
            ends.append(&all.count, sizeof(size_t));
        }
        table->name_count = names.size();
        table->names = all.take();
        table->name_ends = reinterpret_cast<size_t *>(ends.take());
    }

private:
    /// Records mostly repeat the names of the one before, in the same order.
    size_t column(std::string_view name) {
        if (next < names.size() && names[next] == name) return next++;
        auto found = positions.find(std::string(name));
        if (found != positions.end()) {
            next = found->second + 1;
            return found->second;
        }
        size_t position = names.size();
        names.emplace_back(name);
        positions.emplace(std::string(name), position);
        cells.emplace_back();
        next = position + 1;
        return position;
    }

    void write(std::string_view cell, bool alone) {
        bool quoted = alone || (!cell.empty() && cell.front() == '"');
        for (size_t i = 0; !quoted && i < cell.size(); i++) {
            char byte = cell[i];
            quoted = byte == '\n' || byte == '\r' || byte == TALLY_JSON_DELIMITER;
        }
        if (!quoted) return text.append(cell.data(), cell.size());
        text.reserve(cell.size() * 2 + 2);
        text.append('"');
        for (char byte : cell) {
            if (byte == '"') text.append('"');
            text.append(byte);
        }
        text.append('"');
    }

    std::vector<std::string> names;
    std::unordered_map<std::string, size_t> positions;
    std::vector<std::string_view> cells;
    std::deque<std::string> kept;
    Bytes text;
    size_t next = 0;
};
