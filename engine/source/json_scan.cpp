// SPDX-License-Identifier: Apache-2.0
#include "source/json_scan.hpp"

#include "core/error.hpp"
#include "source/csv_header.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace presencia::source {
namespace {

constexpr std::size_t block_bytes = 256 * 1024;

enum class State : std::uint8_t {
    document,         // between documents
    value,            // a value must come
    value_or_end,     // just behind '['
    key,              // a key must come
    key_or_end,       // just behind '{'
    colon,
    separator,        // ',' or the closing bracket
    text,
    escape,
    hex,
    minus,
    zero,
    integer,
    point,
    fraction,
    exponent,
    exponent_sign,
    exponent_digits,
    literal,
};

bool digit(char c) {
    return c >= '0' && c <= '9';
}

bool blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// RFC 8259 as a machine of states that may stop at any byte and go on with the next block.
class Scanner {
public:
    explicit Scanner(std::string shown_name) : shown_name_(std::move(shown_name)) {}

    void take(std::string_view bytes) {
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            if (state_ == State::text) {
                i = run_of_text(bytes, i);
                if (i == bytes.size()) {
                    break;
                }
            }
            line_ += bytes[i] == '\n';
            step(bytes[i]);
        }
    }

    JsonSummary finish() {
        if (state_ != State::document) {
            fail("the file ends in the middle");
        }
        if (summary_.documents == 0) {
            throw Error(ErrorCode::file_empty, {.file = shown_name_});
        }
        return summary_;
    }

private:
    /// Index of the next byte of a text that means something.
    std::size_t run_of_text(std::string_view bytes, std::size_t from) {
        std::size_t i = from;
        while (i < bytes.size() && bytes[i] != '"' && bytes[i] != '\\' && static_cast<unsigned char>(bytes[i]) >= 0x20) {
            ++i;
        }
        if (is_key_ && depth_ == 1 && key_.size() < longest_key) {
            key_.append(bytes.substr(from, std::min(i - from, longest_key)));
        }
        return i;
    }

    void step(char c) {
        switch (state_) {
            case State::document: return between_documents(c);
            case State::value: return blank(c) ? void() : begin_value(c);
            case State::value_or_end:
                if (c == ']') return close(c);
                return blank(c) ? void() : begin_value(c);
            case State::key_or_end:
                if (c == '}') return close(c);
                [[fallthrough]];
            case State::key:
                if (c == '"') return begin_key();
                return blank(c) ? void() : unexpected(c);
            case State::colon:
                if (c == ':') return go(State::value);
                return blank(c) ? void() : unexpected(c);
            case State::separator: return separate(c);
            case State::text:
            case State::escape:
            case State::hex: return in_text(c);
            case State::literal:
                if (c != expected_.front()) return unexpected(c);
                expected_.remove_prefix(1);
                return expected_.empty() ? end_value() : void();
            default: return in_number(c);
        }
    }

    void between_documents(char c) {
        constexpr char record_separator = '\x1e';  // RFC 8142
        if (blank(c) || c == record_separator) {
            return;
        }
        if (c != '{') {
            if (summary_.documents == 0) {
                throw Error(ErrorCode::file_not_geodata, {.file = shown_name_},
                            c == '[' ? "a JSON list, not a GeoJSON object" : "not JSON");
            }
            unexpected(c);
        }
        begin_value(c);
    }

    void begin_value(char c) {
        if (depth_ == 2 && counting_) {
            ++summary_.features;
        }
        switch (c) {
            case '{': return open(true);
            case '[': return open(false);
            case '"': is_key_ = false; return go(State::text);
            case '-': return go(State::minus);
            case '0': return go(State::zero);
            case 't': return begin_literal("rue");
            case 'f': return begin_literal("alse");
            case 'n': return begin_literal("ull");
            default: return digit(c) ? go(State::integer) : unexpected(c);
        }
    }

    void begin_literal(std::string_view rest) {
        expected_ = rest;
        go(State::literal);
    }

    void begin_key() {
        is_key_ = true;
        key_.clear();
        go(State::text);
    }

    void open(bool object) {
        if (depth_ == deepest_json) {
            throw Error(ErrorCode::file_too_nested, {.file = shown_name_, .row = line_},
                        "> " + std::to_string(deepest_json));
        }
        if (depth_ == 1 && !object && key_ == "features") {
            counting_ = true;
            summary_.features = std::max<std::int64_t>(summary_.features, 0);
        }
        objects_[depth_++] = object;
        go(object ? State::key_or_end : State::value_or_end);
    }

    void close(char c) {
        if (objects_[depth_ - 1] != (c == '}')) {
            unexpected(c);
        }
        --depth_;
        counting_ = counting_ && depth_ >= 2;
        end_value();
    }

    void end_value() {
        if (depth_ == 0) {
            ++summary_.documents;
            key_.clear();
        }
        go(depth_ == 0 ? State::document : State::separator);
    }

    void separate(char c) {
        if (c == ',') {
            return go(objects_[depth_ - 1] ? State::key : State::value);
        }
        if (c == '}' || c == ']') {
            return close(c);
        }
        return blank(c) ? void() : unexpected(c);
    }

    void in_text(char c) {
        if (state_ == State::hex) {
            if (!digit(c) && !(c >= 'a' && c <= 'f') && !(c >= 'A' && c <= 'F')) {
                unexpected(c);
            }
            return --hex_left_ == 0 ? go(State::text) : void();
        }
        if (state_ == State::escape) {
            if (c == 'u') {
                hex_left_ = 4;
                return go(State::hex);
            }
            return std::string_view("\"\\/bfnrt").find(c) == std::string_view::npos ? unexpected(c) : go(State::text);
        }
        if (c == '\\') {
            return go(State::escape);
        }
        if (c != '"') {
            unexpected(c);
        }
        return is_key_ ? go(State::colon) : end_value();
    }

    void in_number(char c) {
        const bool is_digit = digit(c);
        switch (state_) {
            case State::minus:
                return is_digit ? go(c == '0' ? State::zero : State::integer) : unexpected(c);
            case State::integer:
                if (is_digit) return;
                [[fallthrough]];
            case State::zero:
                if (c == '.') return go(State::point);
                return c == 'e' || c == 'E' ? go(State::exponent) : end_number(c);
            case State::point: return is_digit ? go(State::fraction) : unexpected(c);
            case State::fraction:
                if (is_digit) return;
                return c == 'e' || c == 'E' ? go(State::exponent) : end_number(c);
            case State::exponent:
                if (c == '+' || c == '-') return go(State::exponent_sign);
                [[fallthrough]];
            case State::exponent_sign: return is_digit ? go(State::exponent_digits) : unexpected(c);
            default: return is_digit ? void() : end_number(c);
        }
    }

    /// A number has no end of its own: the byte behind it is looked at again.
    void end_number(char c) {
        end_value();
        step(c);
    }

    void go(State state) { state_ = state; }

    [[noreturn]] void unexpected(char c) const {
        const auto byte = static_cast<unsigned char>(c);
        fail(byte > 0x20 && byte < 0x7F ? std::string("'") + c + "'" : "byte " + std::to_string(byte));
    }

    [[noreturn]] void fail(const std::string& what) const {
        throw Error(ErrorCode::file_unreadable, {.file = shown_name_, .row = line_}, "JSON: " + what);
    }

    static constexpr std::size_t longest_key = 16;
    std::string shown_name_;
    State state_ = State::document;
    JsonSummary summary_;
    std::int64_t line_ = 1;
    bool objects_[deepest_json] = {};
    unsigned depth_ = 0;
    unsigned hex_left_ = 0;
    bool is_key_ = false;
    bool counting_ = false;
    std::string key_;
    std::string_view expected_;
};

}  // namespace

JsonSummary scan_json(const InputFile& file) {
    std::vector<char> block(block_bytes);
    Scanner scanner(file.shown_name());
    for (std::uint64_t offset = 0;;) {
        const std::size_t got = file.read_at(offset, block.data(), block.size());
        std::string_view bytes(block.data(), got);
        if (offset == 0) {
            bytes.remove_prefix(check_byte_order(bytes, file.shown_name()));
        }
        scanner.take(bytes);
        offset += got;
        if (got < block.size()) {
            return scanner.finish();
        }
    }
}

}  // namespace presencia::source
