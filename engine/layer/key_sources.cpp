// SPDX-License-Identifier: Apache-2.0
#include "layer/key_sources.hpp"

#include "core/text.hpp"
#include "layer/recognition.hpp"

#include <algorithm>

namespace presencia::layer {

namespace {

std::vector<KeyAlias> read_aliases(const SourceContext& context, const std::string& country) {
    source::RowBatch batch;
    const auto reader = open_sample(context, batch);
    const std::vector<std::string>& columns = reader->columns();
    const auto position = [&](std::string_view name) {
        return static_cast<std::size_t>(std::find_if(columns.begin(), columns.end(), [&](const std::string& column) { return text::fold(column) == name; }) - columns.begin());
    };
    const auto cell = [&](std::size_t column, std::size_t row) { return column < batch.cells.size() ? std::string(text::trim(batch.cells[column][row])) : std::string(); };
    for (const char* name : {"key", "code"}) {
        if (position(name) < columns.size()) continue;
        throw Error(ErrorCode::column_missing, context.in_source(1, name), context.say("la lista de nombres tiene: ", "the list of names has: ") + text::clip(text::join(columns, ", "), 400),
                    context.say("columnas: key, code, y si hace falta country, department", "columns: key, code, and where needed country, department"));
    }
    std::vector<KeyAlias> out;
    do {
        if (!batch.faults.empty()) {
            const Reject& fault = batch.faults.front();
            throw Error(fault.code, context.in_source(fault.row, fault.column), fault.value);
        }
        for (std::size_t row = 0; row < batch.size(); ++row) {
            const std::string word = cell(position("country"), row);
            KeyAlias alias{word.empty() ? country : context.dialects.value_for("municipalities", "country", word).value_or(word), cell(position("department"), row),
                                   cell(position("key"), row), cell(position("code"), row)};
            if (alias.key.empty() || alias.code.empty()) {
                throw Error(ErrorCode::value_not_allowed, context.in_source(batch.row[row], alias.key.empty() ? "key" : "code"), context.say("vacío", "empty"));
            }
            out.push_back(std::move(alias));
        }
    } while (reader->next(batch));
    return out;
}

/// The country of a study of one.
std::string only_country(const study::Study& study) {
    std::string country;
    for (const study::MunicipalitySource& source : study.municipalities) {
        const std::string one = source.country.constant.value_or("");
        if (one.empty() || (!country.empty() && country != one)) return {};
        country = one;
    }
    return country;
}

}  // namespace

KeySources key_sources(const study::Study& study, const Dialects& dialects, std::vector<Guess>& guesses, const study::Source* layer) {
    KeySources more;
    more.period_end = study.period.to;
    more.old_first = layer != nullptr && !layer->crosswalk.empty();
    if (more.old_first) {
        const SourceContext context{study, layer->crosswalk.front(), dialects, "municipalities", guesses};
        more.old_units = read_crosswalk(context, only_country(study));
    } else {
        more.old_units = read_crosswalks(study, dialects, guesses);
    }
    for (const study::MunicipalitySource& source : study.municipalities) {
        more.exact_keys = more.exact_keys || source.exact_keys;
        for (const study::Source& file : source.aliases) {
            const SourceContext context{study, file, dialects, "municipalities", guesses};
            std::vector<KeyAlias> aliases = read_aliases(context, source.country.constant.value_or(""));
            more.aliases.insert(more.aliases.end(), aliases.begin(), aliases.end());
        }
    }
    return more;
}

}  // namespace presencia::layer
