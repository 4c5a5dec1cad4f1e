// SPDX-License-Identifier: Apache-2.0
#include "layer/place_lists.hpp"

#include <algorithm>
#include <optional>

namespace presencia::layer {

namespace {

/// The columns of one file by the roles that they play.
class PlaceColumns {
public:
    PlaceColumns(const SourceContext& context, const std::vector<std::string>& columns) : context_(context), columns_(columns) {
        const auto own = std::find_if(context.study.sites.begin(), context.study.sites.end(), [&](const study::SiteSource& one) { return &one.source == &context.source; });
        site_ = own == context.study.sites.end() ? nullptr : &*own;
    }

    bool named(study::Role study::SiteSource::*role) const { return site_ != nullptr && (site_->*role).given(); }

    /// By the study, else by the dialects; a constant, or several columns together, hold no list.
    std::optional<std::size_t> column(std::string_view role, study::Role study::SiteSource::*given) const {
        std::optional<std::string> name;
        if (named(given)) {
            const study::Role& words = site_->*given;
            if (words.columns.size() == 1) name = words.columns.front();
        } else {
            name = context_.dialects.column_for("sites", role, columns_, context_.dialect);
        }
        const auto at = name ? std::find(columns_.begin(), columns_.end(), *name) : columns_.end();
        return at == columns_.end() ? std::nullopt : std::optional(static_cast<std::size_t>(at - columns_.begin()));
    }

private:
    const SourceContext& context_;
    const std::vector<std::string>& columns_;
    const study::SiteSource* site_ = nullptr;
};

bool wanted(const SourceContext& context) {
    if (context.kind != "sites") return false;
    return context.source.several_places.value_or(context.dialect != nullptr && context.dialect->several_places);
}

}  // namespace

source::PlaceLists place_lists(const SourceContext& context, const std::vector<std::string>& columns, bool has_geometry) {
    source::PlaceLists out;
    if (!wanted(context) || has_geometry) {
        return out;
    }
    using Site = study::SiteSource;
    const PlaceColumns roles(context, columns);
    // As positions are settled (positions.hpp): the study's word first, then two columns before one of pairs.
    const bool pair_named = roles.named(&Site::xy) && !roles.named(&Site::x);
    out.x = pair_named ? std::nullopt : roles.column("x", &Site::x);
    out.y = pair_named ? std::nullopt : roles.column("y", &Site::y);
    if (!out.x || !out.y) {
        out.x = out.y = std::nullopt;
        out.pair = roles.column("xy", &Site::xy);
    }
    if (!out.given()) {
        return out;
    }
    const std::pair<std::string_view, study::Role Site::*> beside[] = {{"precision", &Site::precision}, {"exactness", &Site::exactness}, {"location_class", &Site::location_class},
                                                                     {"feature", &Site::feature}, {"admin_level", &Site::admin_level}};
    for (const auto& [name, role] : beside) {
        if (const auto column = roles.column(name, role)) out.beside.push_back(*column);
    }
    return out;
}

void guess_places(const SourceContext& context, const source::RowBatch& sample) {
    const auto rows = std::count_if(sample.part.begin(), sample.part.end(), [](const source::PlacePart& part) { return part.of > 1 && part.number == 1; });
    if (rows == 0) {
        return;
    }
    const std::string n = std::to_string(rows);
    context.guess("several_places", "true",
                  context.say(n + " filas de la muestra tienen varios lugares en una celda: cada uno se lee como una fila, y los números de la fila se reparten por igual entre ellos",
                              n + " rows of the sample have several places in one cell: each is read as a row, and the row's numbers are split evenly over them"));
}

}  // namespace presencia::layer
