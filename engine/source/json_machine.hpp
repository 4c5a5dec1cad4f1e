// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace presencia::source {

/// What JsonMachine tells about a document. `depth` counts the arrays and objects around: the document itself is at 0,
/// the keys of its object at 1.
class JsonEvents {
public:
    virtual ~JsonEvents() = default;
    /// A key, as written (escapes not resolved), at most JsonMachine::longest_text bytes of it.
    virtual void on_key(unsigned depth, std::string_view key) = 0;
    /// A value begins; `first` is its first byte.
    virtual void on_value(unsigned depth, char first) = 0;
    /// The value was a text; as written, cut like a key.
    virtual void on_text(unsigned depth, std::string_view text) = 0;
    /// The array or object that stood at `depth` ends.
    virtual void on_end(unsigned depth) = 0;
};

/// RFC 8259, strictly, as a machine of states that may stop at any byte and go on with the next block. Builds nothing.
/// A sequence of documents is accepted, with the record separators of RFC 8142 or without.
class JsonMachine {
public:
    /// Levels of arrays and objects: coordinates need eight; recursive parsers break at some thousands.
    static constexpr unsigned deepest = 32;
    static constexpr std::size_t longest_text = 256;

    /// `events` must outlive the machine.
    JsonMachine(std::string shown_name, JsonEvents& events);

    /// Throws file_not_geodata where the first value is no object, file_too_nested, file_unreadable with the line.
    void take(std::string_view bytes);
    /// The file ends. Throws file_unreadable in the middle of a document.
    void finish() const;
    std::int64_t documents() const noexcept { return documents_; }

private:
    enum class State : std::uint8_t {
        document,      // between documents
        value,         // a value must come
        value_or_end,  // just behind '['
        key,           // a key must come
        key_or_end,    // just behind '{'
        colon,
        separator,  // ',' or the closing bracket
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

    /// Index of the next byte of a text that means something.
    std::size_t run_of_text(std::string_view bytes, std::size_t from);
    void step(char c);
    void between_documents(char c);
    void begin_value(char c);
    void begin_literal(std::string_view rest);
    void begin_text(bool is_key);
    void keep(std::string_view part);
    void open(bool object);
    void close(char c);
    void end_value();
    void separate(char c);
    void in_text(char c);
    void in_number(char c);
    /// A number has no end of its own: the byte behind it is looked at again.
    void end_number(char c);
    void go(State state) { state_ = state; }
    [[noreturn]] void unexpected(char c) const;
    [[noreturn]] void fail(const std::string& what) const;

    std::string shown_name_;
    JsonEvents& events_;
    State state_ = State::document;
    std::int64_t documents_ = 0;
    std::int64_t line_ = 1;
    bool objects_[deepest] = {};  ///< of each open level: object or array
    unsigned depth_ = 0;
    unsigned hex_left_ = 0;
    bool is_key_ = false;
    std::string text_;           ///< beginning of the text being read
    std::string_view expected_;  ///< rest of true, false or null
};

}  // namespace presencia::source
