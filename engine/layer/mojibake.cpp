// SPDX-License-Identifier: Apache-2.0
#include "layer/mojibake.hpp"

#include "source/repaired_rows.hpp"

#include <algorithm>

namespace presencia::layer {

namespace {

bool ascii(std::string_view text) {
    return std::none_of(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0x80u) != 0; });
}

/// Cells beyond ASCII, and how many of them can be decoded once more.
struct Count {
    std::size_t cells = 0;
    std::size_t twice = 0;
};

}  // namespace

std::vector<bool> doubly_encoded(const SourceContext& context, const source::TableSample& sample, std::size_t first,
                                 const std::vector<std::string>& header) {
    std::vector<Count> counts(header.size());
    for (std::size_t row = first; row < sample.rows.size(); ++row) {
        const std::vector<std::string>& cells = sample.rows[row].cells;
        for (std::size_t i = 0; i < std::min(cells.size(), counts.size()); ++i) {
            if (ascii(cells[i])) continue;
            ++counts[i].cells;
            counts[i].twice += source::decoded_once_more(cells[i]) ? 1 : 0;
        }
    }
    std::vector<bool> repaired(header.size());
    bool any = std::any_of(header.begin(), header.end(), [](const std::string& name) { return source::decoded_once_more(name).has_value(); });
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts[i].twice == 0) continue;
        const std::string name = source::decoded_once_more(header[i]).value_or(header[i]);
        const std::string share = std::to_string(counts[i].twice) + context.say(" de ", " of ") + std::to_string(counts[i].cells);
        repaired[i] = counts[i].twice == counts[i].cells;
        any = any || repaired[i];
        if (repaired[i]) {
            context.guess("encoding", context.say("UTF-8 dos veces", "UTF-8 twice"),
                          context.say("columna " + name + ": las " + share + " celdas con acentos se leen al deshacer una codificación de más (AÃ±o: Año)",
                                      "column " + name + ": the " + share + " cells beyond ASCII read once one encoding too many is undone (AÃ±o: Año)"));
        } else {
            context.guess("encoding", context.say("sin reparar", "not repaired"),
                          context.say("columna " + name + ": " + share + " celdas con acentos parecen codificadas dos veces (AÃ±o) y las otras no",
                                      "column " + name + ": " + share + " cells beyond ASCII look encoded twice (AÃ±o), and the others do not"));
        }
    }
    return any ? repaired : std::vector<bool>{};
}

}  // namespace presencia::layer
