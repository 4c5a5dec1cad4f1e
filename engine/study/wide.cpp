// SPDX-License-Identifier: Apache-2.0
#include "study/wide.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace presencia::study {

namespace {

Text wide_forms() {
    return {"false, o { columns = \"years\" }, { columns = \"months\" } o { columns = [\"2011\", \"2012\"] }",
            "false, or { columns = \"years\" }, { columns = \"months\" } or { columns = [\"2011\", \"2012\"] }"};
}

void read_columns(Section& table, Wide& wide) {
    const toml::node* node = table.find("columns");
    if (node != nullptr && node->is_array()) {
        wide.columns = table.texts("columns").value_or(std::vector<std::string>{});
        if (node->as_array()->empty()) {
            table.reject("columns", ErrorCode::study_bad_value, {"no nombra ninguna columna", "no column named"});
        }
        wide.is = Wide::Is::listed;
        return;
    }
    constexpr std::pair<std::string_view, Wide::Is> words[] = {{"years", Wide::Is::years}, {"months", Wide::Is::months}};
    wide.is = table.word<Wide::Is>("columns", words).value_or(Wide::Is::found);
}

}  // namespace

Wide read_wide(Section& section) {
    Wide wide;
    const toml::node* node = section.find("wide");
    if (node == nullptr) {
        return wide;
    }
    wide.line = line_of(*node);
    if (const auto* flag = node->as_boolean(); flag != nullptr && !flag->get()) {
        wide.is = Wide::Is::off;
        return wide;
    }
    if (!node->is_table()) {
        section.wrong_type("wide", wide_forms(), *node);
        return wide;
    }
    Section table = *section.table("wide");
    table.require("columns", wide_forms());
    read_columns(table, wide);
    wide.leave_out = table.texts("leave_out").value_or(std::vector<std::string>{});
    table.finish();
    return wide;
}

void heed_named_year(Source& source, const Role& cells) {
    const auto holds_year = [](const std::string& name) {
        for (std::size_t at = 0; at + 4 <= name.size(); ++at) {
            const std::string_view four = std::string_view(name).substr(at, 4);
            if ((four.starts_with("19") || four.starts_with("20")) && four.find_first_not_of("0123456789") == four.npos) return true;
        }
        return false;
    };
    if (source.wide.is == Wide::Is::found && std::any_of(cells.columns.begin(), cells.columns.end(), holds_year)) source.wide.is = Wide::Is::off;
}

}  // namespace presencia::study
