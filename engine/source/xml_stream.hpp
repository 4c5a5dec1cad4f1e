// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/input_file.hpp"

#include <cstdint>
#include <memory>
#include <string_view>

namespace presencia::source {

/// The attributes of one element, as the parser hands them out.
class XmlAttributes {
public:
    /// `pairs`: name, value, name, value ... and a null behind the last.
    explicit XmlAttributes(const char* const* pairs) : pairs_(pairs) {}
    /// The attribute's value, "" where the element has none of this name.
    std::string_view get(std::string_view name) const;

private:
    const char* const* pairs_;
};

/// What XmlStream tells about a document. `depth` counts the elements around: the root is at 0. Names are as written, with
/// their prefix; texts are UTF-8 and may come in pieces.
class XmlEvents {
public:
    virtual ~XmlEvents() = default;
    virtual void on_start(unsigned depth, std::string_view name, const XmlAttributes& attributes) = 0;
    virtual void on_text(std::string_view text) = 0;
    virtual void on_end(unsigned depth, std::string_view name) = 0;
};

/// Reads an XML file block by block and keeps nothing of it. Declarations of types and entities are refused wholly, so
/// nothing expands and nothing is fetched. Encodings: those of expat (UTF-8, UTF-16, ISO-8859-1, US-ASCII) and windows-1252.
class XmlStream {
public:
    static constexpr unsigned deepest = 32;                              ///< elements within one another
    static constexpr std::size_t longest_text = std::size_t{1} << 20;    ///< bytes between two tags, or of one tag

    /// `file` and `events` must outlive the stream.
    XmlStream(const InputFile& file, XmlEvents& events, std::size_t block_bytes);
    ~XmlStream();
    XmlStream(const XmlStream&) = delete;
    XmlStream& operator=(const XmlStream&) = delete;

    /// Hands on what the next block holds; false where the file had ended before. What an event throws comes out here.
    /// Errors, with the line: file_unreadable (not well-formed, cut off, a DOCTYPE), file_too_nested, file_limit.
    bool advance();
    /// Line of the element at hand, from 1.
    std::int64_t line() const;
    /// Share of the file read, 0 to 1.
    double progress() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace presencia::source
