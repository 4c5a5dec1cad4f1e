// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language.hpp"
#include "emit/cells.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Plain pages for browsers: no script, no address but ours, everything escaped.
namespace presencia::serve::html {

/// One page, from its heading down.
class Page {
public:
    Page(std::string_view title, Language language);

    void heading(std::string_view text);
    void paragraph(std::string_view text);
    /// Lines of a word and an address, which is also what is shown.
    void links(const std::vector<std::pair<std::string, std::string>>& links);
    void table(const emit::Table& table, Language language);
    /// Two columns without a header.
    void facts(const std::vector<std::pair<std::string, std::string>>& facts);
    /// What is HTML already.
    void raw(std::string_view html) { out_ += html; }

    std::string finish();

private:
    /// A table may be wider than the screen: it scrolls by itself, and by keys too.
    void open_table();
    void close_table();

    std::string out_, under_;  ///< under_: the last heading, escaped
};

/// {{name}} in a text replaced by the values.
std::string filled(std::string_view text, const std::vector<std::pair<std::string_view, std::string>>& values);

}  // namespace presencia::serve::html
