// SPDX-License-Identifier: Apache-2.0
#include "layer/site_precision.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace presencia::layer {

namespace {

std::optional<Precision> precision_of(std::string_view word) {
    const std::vector<std::string> words = precision_words();
    const auto at = std::find(words.begin(), words.end(), word);
    return at == words.end() ? std::nullopt : std::optional(static_cast<Precision>(at - words.begin()));
}

std::vector<std::string> levels() {
    return {"municipality", "department", "country"};
}

std::vector<std::string> classes() {
    return {"administrative", "populated_place", "structure", "other"};
}

}  // namespace

SitePrecision::SitePrecision(const SourceContext& context, const RoleBinder& binder, const study::SiteSource& source, const source::RowBatch& sample)
    : precision_{Words(context, "precision", source.precision, precision_words()), {}},
      exactness_{Words(context, "exactness", source.exactness, {"exact", "approximate"}), {}},
      class_{Words(context, "location_class", source.location_class, classes()), {}},
      feature_{Words(context, "feature", source.feature, levels()), {}},
      level_{Words(context, "admin_level", source.admin_level, levels()), {}} {
    precision_.role = bind_worded(binder, "precision", source.precision, precision_.words, sample);
    exactness_.role = bind_worded(binder, "exactness", source.exactness, exactness_.words, sample);
    class_.role = bind_worded(binder, "location_class", source.location_class, class_.words, sample);
    feature_.role = binder.bind("feature", source.feature);
    level_.role = bind_worded(binder, "admin_level", source.admin_level, level_.words, sample);
}

std::optional<std::string_view> SitePrecision::word(Spoken& spoken, const source::RowBatch& batch, std::size_t row) {
    const std::string_view text = spoken.role.text(batch, row);
    if (text.empty()) {
        return text;
    }
    const auto ours = spoken.words.find(text);
    if (!ours) {
        why_ = {batch.row[row], spoken.role.shown(), ErrorCode::value_not_allowed, text::clip(text, 80)};
    }
    return ours;
}

void SitePrecision::worsen(Precision& known, Precision at_best, const Spoken& spoken, const source::RowBatch& batch, std::size_t row) {
    if (at_best > known) {
        known = at_best;
        column_ = spoken.role.shown();
        shown_ = text::clip(spoken.role.text(batch, row), 80);
    }
}

std::optional<Precision> SitePrecision::read(const source::RowBatch& batch, std::size_t row, bool placed) {
    column_.clear();
    shown_.clear();
    Precision known = Precision::exact;
    const auto code = word(precision_, batch, row);
    const auto exactness = word(exactness_, batch, row);
    const auto kind = word(class_, batch, row);
    const auto level = word(level_, batch, row);
    if (!code || !exactness || !kind || !level) {
        return std::nullopt;
    }
    if (!code->empty()) {
        worsen(known, precision_of(*code).value_or(Precision::country), precision_, batch, row);
        return known;
    }
    if (!exactness->empty()) {
        worsen(known, precision_of(*exactness).value_or(Precision::approximate), exactness_, batch, row);
    }
    // Of features only those that are regions say how well a place is known: a town, a school and a hill are points.
    const auto feature = feature_.words.find(feature_.role.text(batch, row));
    const auto region = feature ? precision_of(*feature) : std::nullopt;
    const bool administrative = *kind == "administrative";
    if (region) {
        worsen(known, *region, feature_, batch, row);
    } else if (administrative || (!placed && !level->empty())) {
        // The codes of a town's regions say where it lies, not how well it is known.
        const auto named = precision_of(*level);
        worsen(known, named.value_or(Precision::department), named ? level_ : class_, batch, row);
    }
    return known;
}

}  // namespace presencia::layer
