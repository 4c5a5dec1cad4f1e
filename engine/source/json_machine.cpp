// SPDX-License-Identifier: Apache-2.0
#include "source/json_machine.hpp"

#include "core/error.hpp"
#include "core/text.hpp"

#include <algorithm>
#include <utility>

namespace presencia::source {
namespace {

bool blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

}  // namespace

JsonMachine::JsonMachine(std::string shown_name, JsonEvents& events)
    : shown_name_(std::move(shown_name)), events_(events) {}

void JsonMachine::take(std::string_view bytes) {
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (state_ == State::text) {
            i = run_of_text(bytes, i);
            if (i == bytes.size()) {
                break;
            }
        }
        step(bytes[i]);
        line_ += bytes[i] == '\n';
    }
}

void JsonMachine::finish() const {
    if (state_ != State::document) {
        fail("the file ends in the middle");
    }
    if (documents_ == 0) {
        throw Error(ErrorCode::file_empty, {.file = shown_name_});
    }
}

std::size_t JsonMachine::run_of_text(std::string_view bytes, std::size_t from) {
    std::size_t i = from;
    while (i < bytes.size() && bytes[i] != '"' && bytes[i] != '\\' && static_cast<unsigned char>(bytes[i]) >= 0x20) {
        ++i;
    }
    keep(bytes.substr(from, i - from));
    return i;
}

void JsonMachine::step(char c) {
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
            if (c == '"') return begin_text(true);
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

void JsonMachine::between_documents(char c) {
    constexpr char record_separator = '\x1e';  // RFC 8142
    if (blank(c) || c == record_separator) {
        return;
    }
    if (c != '{') {
        if (documents_ == 0) {
            throw Error(ErrorCode::file_not_geodata, {.file = shown_name_},
                        c == '[' ? "a JSON list, not a GeoJSON object" : "not JSON", c == '[' ? "take the same table as CSV: portals of open data offer both" : "");
        }
        unexpected(c);
    }
    begin_value(c);
}

void JsonMachine::begin_value(char c) {
    events_.on_value(depth_, c);
    switch (c) {
        case '{': return open(true);
        case '[': return open(false);
        case '"': return begin_text(false);
        case '-': return go(State::minus);
        case '0': return go(State::zero);
        case 't': return begin_literal("rue");
        case 'f': return begin_literal("alse");
        case 'n': return begin_literal("ull");
        default: return text::is_digit(c) ? go(State::integer) : unexpected(c);
    }
}

void JsonMachine::begin_literal(std::string_view rest) {
    expected_ = rest;
    go(State::literal);
}

void JsonMachine::begin_text(bool is_key) {
    is_key_ = is_key;
    text_.clear();
    go(State::text);
}

void JsonMachine::keep(std::string_view part) {
    text_.append(part.substr(0, longest_text - std::min(longest_text, text_.size())));
}

void JsonMachine::open(bool object) {
    if (depth_ == deepest) {
        throw Error(ErrorCode::file_too_nested, {.file = shown_name_, .row = line_}, "> " + std::to_string(deepest));
    }
    objects_[depth_++] = object;
    go(object ? State::key_or_end : State::value_or_end);
}

void JsonMachine::close(char c) {
    if (objects_[depth_ - 1] != (c == '}')) {
        unexpected(c);
    }
    events_.on_end(--depth_);
    end_value();
}

void JsonMachine::end_value() {
    documents_ += depth_ == 0;
    go(depth_ == 0 ? State::document : State::separator);
}

void JsonMachine::separate(char c) {
    if (c == ',') {
        return go(objects_[depth_ - 1] ? State::key : State::value);
    }
    if (c == '}' || c == ']') {
        return close(c);
    }
    return blank(c) ? void() : unexpected(c);
}

void JsonMachine::in_text(char c) {
    if (state_ == State::hex) {
        keep({&c, 1});
        if (!text::is_digit(c) && !(c >= 'a' && c <= 'f') && !(c >= 'A' && c <= 'F')) {
            unexpected(c);
        }
        return --hex_left_ == 0 ? go(State::text) : void();
    }
    if (state_ == State::escape) {
        keep({&c, 1});
        if (c == 'u') {
            hex_left_ = 4;
            return go(State::hex);
        }
        return std::string_view("\"\\/bfnrt").find(c) == std::string_view::npos ? unexpected(c) : go(State::text);
    }
    if (c == '\\') {
        keep("\\");
        return go(State::escape);
    }
    if (c != '"') {
        unexpected(c);
    }
    if (is_key_) {
        events_.on_key(depth_, text_);
        return go(State::colon);
    }
    events_.on_text(depth_, text_);
    end_value();
}

void JsonMachine::in_number(char c) {
    const bool is_digit = text::is_digit(c);
    switch (state_) {
        case State::minus: return is_digit ? go(c == '0' ? State::zero : State::integer) : unexpected(c);
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

void JsonMachine::end_number(char c) {
    end_value();
    step(c);
}

void JsonMachine::unexpected(char c) const {
    const auto byte = static_cast<unsigned char>(c);
    fail(byte > 0x20 && byte < 0x7F ? std::string("'") + c + "'" : "byte " + std::to_string(byte));
}

void JsonMachine::fail(const std::string& what) const {
    throw Error(ErrorCode::file_unreadable, {.file = shown_name_, .row = line_}, "JSON: " + what);
}

}  // namespace presencia::source
