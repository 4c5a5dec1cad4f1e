// SPDX-License-Identifier: Apache-2.0
#include "layer/site_purpose.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace presencia::layer {

namespace {

constexpr std::string_view no_family_word = "none";

std::vector<std::string> family_words() {
    std::vector<std::string> out;
    for (std::size_t f = 0; f < study::family_count; ++f) out.emplace_back(study::to_string(static_cast<study::Family>(f)));
    out.emplace_back(no_family_word);
    return out;
}

}  // namespace

SitePurpose::SitePurpose(const SourceContext& context, std::size_t layer, const RoleBinder& binder, const source::RowBatch& sample)
    : context_(context),
      source_(context.study.sites[layer]),
      layer_(static_cast<std::uint16_t>(layer)),
      words_(context, "family", source_.family, family_words()),
      objective_words_(context, "objective", source_.objective, {}),
      objective_(binder.bind("objective", source_.objective)),
      sectors_(context, binder, source_) {
    by_tags_ = !source_.family.given() && context.dialects.tags().recognises(binder.columns());
    if (by_tags_) {
        tags_ = RowTags(context.dialects.tags(), binder.columns());
        context.guess("family", tags_.columns(), context.say("etiquetas de OpenStreetMap, según layers/sites/osm_tags.toml", "tags of OpenStreetMap, by layers/sites/osm_tags.toml"));
        return;
    }
    family_ = bind_worded(binder, "family", source_.family, words_, sample);
    if (!family_.given() && sectors_.given()) {
        context.guess("family", sectors_.shown(), context.say("sectores de la ayuda, según layers/sites/sectors.toml", "sectors of aid, by layers/sites/sectors.toml"));
    } else if (!family_.given()) {
        throw Error(ErrorCode::study_missing_key, context.in_study("family"), {},
                    context.say("dé la familia: family = \"law_enforcement\" (o judicial, social, educational, border, oversight)",
                                "give the family: family = \"law_enforcement\" (or judicial, social, educational, border, oversight)"));
    }
}

void SitePurpose::add(study::Family family) {
    if (std::find(found_.begin(), found_.end(), family) == found_.end()) found_.push_back(family);
}

SitePurpose::Verdict SitePurpose::none(std::int64_t row, std::string_view word) {
    ++without_[text::clip(word, 80)];
    why_ = {row, column_of(word), ErrorCode::row_no_family, text::clip(word, 80)};
    return Verdict::no_family;
}

/// Of a tag as "military=yes" its key.
std::string SitePurpose::column_of(std::string_view word) const {
    if (!by_tags_) return std::string(family_.given() ? family_.column() : sectors_.shown());
    const std::size_t key = word.find('=');
    return key == word.npos ? tags_.columns() : std::string(word.substr(0, key));
}

void SitePurpose::use(std::string word, const char* basis, std::optional<study::Family> family, const ObjectiveShares& objectives) {
    ++uses_.try_emplace(word, PurposeUse{layer_, basis, word, 0, family, objectives}).first->second.rows;
}

SitePurpose::Verdict SitePurpose::read(const source::RowBatch& batch, std::size_t row) {
    found_.clear();
    if (sectors_.given()) {
        sectors_.read(batch, row, shares_);
    }
    read_objectives(batch, row);
    const Verdict verdict = by_tags_ ? by_tags(batch, row) : family_.given() ? by_words(batch, row) : by_sectors(batch.row[row]);
    std::sort(found_.begin(), found_.end());
    return verdict;
}

void SitePurpose::read_objectives(const source::RowBatch& batch, std::size_t row) {
    objectives_ = {};
    if (!objective_.given()) {
        objectives_ = SiteSectors::objectives(shares_);
        for (const SiteSectors::Share& one : shares_) {
            if (one.sector != nullptr) use(one.code, "sector", one.sector->family, one.sector->objectives);
        }
        return;
    }
    std::vector<std::size_t> named;
    std::string_view rest = objective_.text(batch, row);
    while (!rest.empty()) {
        const std::size_t cut = source_.objective.separator.empty() ? rest.find_first_of("|;,") : rest.find(source_.objective.separator);
        const std::size_t step = source_.objective.separator.empty() ? 1 : source_.objective.separator.size();
        const std::string_view word = objective_words_.or_itself(text::trim(rest.substr(0, cut)));
        rest = cut == rest.npos ? std::string_view{} : rest.substr(cut + step);
        if (word.size() == 1 && word[0] >= '1' && word[0] <= '5') named.push_back(static_cast<std::size_t>(word[0] - '1'));
    }
    std::int64_t left = ObjectiveShares::whole;
    for (std::size_t i = 0; i < named.size(); ++i) {
        const std::int64_t share = left / static_cast<std::int64_t>(named.size() - i);
        objectives_.of[named[i]] += share;
        left -= share;
    }
}

SitePurpose::Verdict SitePurpose::by_words(const source::RowBatch& batch, std::size_t row) {
    std::string_view rest = family_.text(batch, row);
    const std::string_view cell = rest;
    std::string_view unknown;
    bool set_aside = false;
    while (!rest.empty()) {
        const std::size_t cut = source_.family.separator.empty() ? rest.npos : rest.find(source_.family.separator);
        const std::string_view word = text::trim(rest.substr(0, cut));
        rest = cut == rest.npos ? std::string_view{} : rest.substr(cut + source_.family.separator.size());
        if (word.empty()) continue;
        const auto ours = words_.find(word);
        const auto family = ours ? study::family_from(*ours) : std::nullopt;
        if (family) {
            add(*family);
            if (const std::string_view begun = words_.beginning(word); !begun.empty()) use(std::string(begun) + " …", "beginning", family, {});
        } else {
            unknown = word;
            set_aside = set_aside || ours == no_family_word;
        }
    }
    if (!found_.empty()) {
        return Verdict::serves;
    }
    // Words outside the study's map, and those that the dialects know to be of no family, are left out on purpose.
    if (!cell.empty() && (words_.mapped() || set_aside)) {
        return none(batch.row[row], unknown.empty() ? cell : unknown);
    }
    why_ = {batch.row[row], family_.shown(), ErrorCode::value_not_allowed, text::clip(unknown, 80)};
    return Verdict::refused;
}

SitePurpose::Verdict SitePurpose::by_tags(const source::RowBatch& batch, std::size_t row) {
    tags_.families(batch, row, hits_, excluded_);
    for (const RowTags::Hit& hit : hits_) {
        add(hit.family);
        use(std::string(hit.key) + "=" + std::string(hit.value), "tag", hit.family, {});
    }
    if (!found_.empty()) {
        return Verdict::serves;
    }
    const std::string shown = excluded_.empty() ? tags_.shown(batch, row) : excluded_;
    return none(batch.row[row], shown.empty() ? "-" : shown);
}

SitePurpose::Verdict SitePurpose::by_sectors(std::int64_t row) {
    std::string_view unserved = "-";
    for (const SiteSectors::Share& one : shares_) {
        if (one.sector != nullptr && one.sector->family && one.share > 0) {
            add(*one.sector->family);
        } else {
            unserved = one.code;
        }
    }
    return found_.empty() ? none(row, unserved) : Verdict::serves;
}

void SitePurpose::note(Ledger& ledger) const {
    sectors_.note(ledger);
    if (without_.empty()) {
        return;
    }
    constexpr std::size_t most = 10;
    // Those with the most rows first: the map lists them by their words.
    std::vector<std::pair<std::int64_t, std::string>> ranked;
    std::int64_t rows = 0;
    for (const auto& [word, count] : without_) {
        ranked.emplace_back(-count, word);
        rows += count;
    }
    std::sort(ranked.begin(), ranked.end());
    std::string list;
    for (std::size_t i = 0; i < std::min(most, ranked.size()); ++i) {
        list += (i == 0 ? "\"" : ", \"") + ranked[i].second + "\" " + std::to_string(-ranked[i].first);
    }
    if (ranked.size() > most) list += ", ...";
    const std::string n = std::to_string(rows);
    const std::string es = words_.mapped() ? " filas sin familia en el mapa del estudio, filtradas: " : " filas que no son de ninguna familia, filtradas: ";
    const std::string en = words_.mapped() ? " rows without a family in the study's map, filtered: " : " rows that are of no family, filtered: ";
    ledger.notes.push_back(context_.say(n + es + list, n + en + list));
}

std::vector<PurposeUse> SitePurpose::uses() const {
    std::vector<PurposeUse> out;
    for (const auto& [word, used] : uses_) out.push_back(used);
    return out;
}

}  // namespace presencia::layer
