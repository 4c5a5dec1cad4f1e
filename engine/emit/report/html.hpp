// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace presencia::emit {

/// Markup (HTML, or SVG inside it) being written: what is opened is closed, and every text and attribute value is escaped, since names come from users' files.
class Html {
public:
    using Attributes = std::initializer_list<std::pair<std::string_view, std::string_view>>;

    void open(std::string_view tag, Attributes attributes = {});
    /// The innermost open element. Throws Error(internal) where none is.
    void close();
    void text(std::string_view words);
    /// <tag>words</tag>
    void element(std::string_view tag, std::string_view words, Attributes attributes = {});
    /// <tag .../>: an element without content.
    void empty(std::string_view tag, Attributes attributes = {});
    /// What is markup already.
    void markup(std::string_view written) { out_ += written; }
    void line_break() { out_ += '\n'; }

    /// The whole text. Throws Error(internal) where an element is still open.
    std::string finish();

private:
    void start(std::string_view tag, Attributes attributes);

    std::string out_;
    std::vector<std::string> open_;
};

/// An element that is closed at the end of its block.
class Element {
public:
    Element(Html& html, std::string_view tag, Html::Attributes attributes = {}) : html_(html) { html_.open(tag, attributes); }
    ~Element() { html_.close(); }
    Element(const Element&) = delete;
    Element& operator=(const Element&) = delete;

private:
    Html& html_;
};

}  // namespace presencia::emit
