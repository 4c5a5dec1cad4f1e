// SPDX-License-Identifier: Apache-2.0
#include "emit/find_municipality.hpp"

#include "core/error.hpp"
#include "core/text.hpp"

namespace presencia::emit {

namespace {

struct Key {
    std::string country;  ///< folded; "" any
    std::string_view code;
};

Key split_key(std::string_view key) {
    const std::size_t colon = key.find(':');
    return colon == key.npos ? Key{"", key} : Key{text::fold(key.substr(0, colon)), key.substr(colon + 1)};
}

std::string hint_for(const Table& municipalities, const Key& key, Language language) {
    const std::size_t country = municipalities.column("country"), code = municipalities.column("code"), name = municipalities.column("name");
    const std::string asked_name = text::fold(key.code);
    std::vector<std::string> codes;
    for (std::size_t row = 0; row < municipalities.rows.size(); ++row) {
        const auto& cells = municipalities.rows[row];
        if (!key.country.empty() && text::fold(cells[country].text()) != key.country) continue;
        if (text::fold(cells[name].text()) == asked_name) {
            return cells[name].text() + std::string(tr(language, " tiene el código ", " has the code ")) + municipality_key(municipalities, row);
        }
        codes.push_back(cells[code].text());
    }
    const std::string near = text::nearest(key.code, codes);
    return near.empty() ? "" : std::string(tr(language, "el código más parecido es ", "the nearest code is ")) + near;
}

}  // namespace

std::string municipality_key(const Table& table, std::size_t row) {
    return table.at(row, "country").text() + ":" + table.at(row, "code").text();
}

std::vector<std::size_t> rows_of_municipality(const Table& municipalities, std::string_view asked, Language language) {
    const Key key = split_key(asked);
    const std::size_t country = municipalities.column("country"), code = municipalities.column("code");
    std::vector<std::size_t> found;
    for (std::size_t row = 0; row < municipalities.rows.size(); ++row) {
        const auto& cells = municipalities.rows[row];
        if (cells[code].text() == key.code && (key.country.empty() || text::fold(cells[country].text()) == key.country)) {
            found.push_back(row);
        }
    }
    if (found.empty()) {
        throw Error(ErrorCode::municipality_unknown, {}, text::clip(asked, 80), hint_for(municipalities, key, language));
    }
    return found;
}

}  // namespace presencia::emit
