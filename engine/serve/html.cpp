// SPDX-License-Identifier: Apache-2.0
#include "serve/html.hpp"

#include "emit/tiles/xml_text.hpp"

namespace presencia::serve::html {

namespace {

using emit::xml_text;

/// Without one of its own, a page has browsers ask the host for another.
constexpr std::string_view icon = "<link rel=\"icon\" href=\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='3' fill='%233f2069'/%3E%3C/svg%3E\">";

constexpr std::string_view look =
    "<style>body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:0 auto;padding:1rem 1.5rem;color:#26252d;background:#fff}h1{font-size:1.5rem;line-height:1.25}h2{font-size:1.15rem;margin:1.6rem 0 .3rem}"
    ".button{display:inline-block;margin:.4rem 0;padding:.5rem 1.1rem;border-radius:.4rem;background:#3f2069;color:#fff;font-weight:600;text-decoration:none}.button:hover,.button:focus{background:#5a3a8a}"
    "h1,h2,p,dd,li{overflow-wrap:anywhere}h1,h2,p,dd{overflow-wrap:anywhere}p{margin:.3rem 0}a{color:#3f2069;overflow-wrap:anywhere}code{background:#f3f3f0;padding:.1rem .35rem;overflow-wrap:anywhere}.scroll{overflow-x:auto}table{border-collapse:collapse;font-size:.875rem}"
    "th,td{border-bottom:1px solid #c9c9ce;padding:.2rem .6rem;text-align:left;vertical-align:top}dt{font-weight:600;margin-top:.8rem}dd{margin:0}</style>";

}  // namespace

Page::Page(std::string_view title, Language language) {
    const std::string shown = xml_text(title);
    out_ = "<!DOCTYPE html>\n<html lang=\"" + std::string(tr(language, "es", "en")) + "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" + shown +
           "</title>\n" + std::string(icon) + "\n" + std::string(look) + "\n</head>\n<body>\n<main>\n<h1>" + shown + "</h1>\n";
    under_ = shown;
}

void Page::heading(std::string_view text) {
    under_ = xml_text(text);
    out_ += "<h2>" + under_ + "</h2>\n";
}

void Page::paragraph(std::string_view text) {
    out_ += "<p>" + xml_text(text) + "</p>\n";
}

void Page::links(const std::vector<std::pair<std::string, std::string>>& links) {
    out_ += "<ul>\n";
    for (const auto& [word, address] : links) out_ += "<li>" + xml_text(word) + ": <a href=\"" + xml_text(address) + "\">" + xml_text(address) + "</a></li>\n";
    out_ += "</ul>\n";
}

void Page::table(const emit::Table& table, Language language) {
    open_table();
    out_ += "<thead><tr>";
    for (const emit::Column& column : table.columns) out_ += "<th scope=\"col\" title=\"" + xml_text(column.name) + "\">" + xml_text(column.label(language)) + "</th>";
    out_ += "</tr></thead>\n<tbody>\n";
    for (const auto& row : table.rows) {
        out_ += "<tr>";
        for (const emit::Cell& cell : row) out_ += "<td>" + xml_text(cell.text()) + "</td>";
        out_ += "</tr>\n";
    }
    close_table();
}

void Page::facts(const std::vector<std::pair<std::string, std::string>>& facts) {
    open_table();
    out_ += "<tbody>\n";
    for (const auto& [name, value] : facts) out_ += "<tr><th scope=\"row\">" + xml_text(name) + "</th><td>" + xml_text(value) + "</td></tr>\n";
    close_table();
}

void Page::open_table() {
    out_ += "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"" + under_ + "\">\n<table>\n";
}

void Page::close_table() {
    out_ += "</tbody>\n</table>\n</div>\n";
}

std::string Page::finish() {
    return std::move(out_) + "</main>\n</body>\n</html>\n";
}

std::string filled(std::string_view text, const std::vector<std::pair<std::string_view, std::string>>& values) {
    std::string out;
    for (std::size_t at = 0;;) {
        const std::size_t open = text.find("{{", at);
        out += text.substr(at, open - at);
        if (open == text.npos) return out;
        const std::size_t close = text.find("}}", open);
        const std::string_view name = text.substr(open + 2, close - open - 2);
        for (const auto& [key, value] : values) {
            if (key == name) out += value;
        }
        at = close + 2;
    }
}

}  // namespace presencia::serve::html
