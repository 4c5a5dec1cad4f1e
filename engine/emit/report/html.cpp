// SPDX-License-Identifier: Apache-2.0
#include "emit/report/html.hpp"

#include "core/error.hpp"
#include "emit/tiles/xml_text.hpp"

namespace presencia::emit {

void Html::start(std::string_view tag, Attributes attributes) {
    out_ += '<';
    out_ += tag;
    for (const auto& [name, value] : attributes) {
        out_ += ' ';
        out_ += name;
        out_ += "=\"";
        out_ += xml_text(value);
        out_ += '"';
    }
}

void Html::open(std::string_view tag, Attributes attributes) {
    start(tag, attributes);
    out_ += '>';
    open_.emplace_back(tag);
}

void Html::close() {
    if (open_.empty()) throw Error(ErrorCode::internal, {}, "report: nothing to close");
    out_ += "</" + open_.back() + ">";
    // A line an element of some size keeps the page readable for who opens its source.
    if (open_.back().size() > 1 && open_.back() != "span" && open_.back() != "strong") out_ += '\n';
    open_.pop_back();
}

void Html::text(std::string_view words) {
    out_ += xml_text(words);
}

void Html::element(std::string_view tag, std::string_view words, Attributes attributes) {
    open(tag, attributes);
    text(words);
    close();
}

void Html::empty(std::string_view tag, Attributes attributes) {
    start(tag, attributes);
    out_ += "/>";
}

std::string Html::finish() {
    if (!open_.empty()) throw Error(ErrorCode::internal, {}, "report: <" + open_.back() + "> is still open");
    return std::move(out_);
}

}  // namespace presencia::emit
