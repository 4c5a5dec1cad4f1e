// SPDX-License-Identifier: Apache-2.0
#include "emit/report/data_table.hpp"

#include "core/error.hpp"

namespace presencia::emit {

DataTable::DataTable(Html& html, std::string_view caption, std::vector<Heading> headings, std::string_view look)
    : html_(html), headings_(std::move(headings)) {
    html_.open("div", {{"class", "scroll"}, {"role", "region"}, {"tabindex", "0"}, {"aria-label", caption}});
    html_.open("table", {{"class", look}});
    html_.open("caption");
    html_.element("span", caption);  // stays in sight while the table scrolls sideways
    html_.close();
    html_.open("thead");
    html_.open("tr");
    for (const Heading& heading : headings_) {
        if (heading.number) {
            html_.element("th", heading.words, {{"scope", "col"}, {"class", "n"}});
        } else {
            html_.element("th", heading.words, {{"scope", "col"}});
        }
    }
    html_.close();
    html_.close();
    html_.open("tbody");
}

DataTable::~DataTable() {
    for (int open = 0; open < 3; ++open) html_.close();
}

void DataTable::row(const std::vector<SpokenCell>& cells) {
    if (cells.size() != headings_.size()) throw Error(ErrorCode::internal, {}, "report: a row has another number of cells than its table");
    const Element line(html_, "tr");
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::string_view tag = i == 0 ? "th" : "td";
        const std::string looks = std::string(headings_[i].number ? "n" : "") + (cells[i].absent ? " absent" : "");
        if (i == 0) {
            html_.open(tag, {{"scope", "row"}});
        } else if (looks.empty()) {
            html_.open(tag);
        } else {
            html_.open(tag, {{"class", looks[0] == ' ' ? looks.substr(1) : looks}});
        }
        if (!cells[i].swatch.empty()) {
            html_.element("span", "", {{"class", "swatch"}, {"style", "background:" + cells[i].swatch}});
        }
        html_.text(cells[i].text);
        html_.close();
    }
}

}  // namespace presencia::emit
