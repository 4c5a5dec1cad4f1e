// SPDX-License-Identifier: Apache-2.0
#include "layer/site_sectors.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <cmath>

namespace presencia::layer {

namespace {

constexpr std::string_view sector_separators = "|;,";
constexpr double rounding = 0.5;  ///< of percentages that sum to 100

std::vector<std::string_view> pieces(std::string_view cell) {
    std::vector<std::string_view> out;
    for (std::size_t at = 0; !cell.empty() && at <= cell.size();) {
        const std::size_t cut = std::min(cell.find_first_of(sector_separators, at), cell.size());
        out.push_back(text::trim(cell.substr(at, cut - at)));
        at = cut + 1;
    }
    return out;
}

std::string_view piece(const std::vector<std::string_view>& all, std::size_t i) {
    return i < all.size() ? all[i] : std::string_view{};
}

}  // namespace

SiteSectors::SiteSectors(const SourceContext& context, const RoleBinder& binder, const study::SiteSource& source)
    : context_(context),
      words_(context, "sector", source.sector, {}),
      code_(binder.bind("sector", source.sector)),
      share_(code_.given() ? binder.bind("sector_share", source.sector_share) : BoundRole{}),
      vocabulary_(code_.given() ? binder.bind("sector_vocabulary", source.sector_vocabulary) : BoundRole{}) {}

void SiteSectors::take_apart(const source::RowBatch& batch, std::size_t row) {
    written_.clear();
    const std::string_view cell = code_.text(batch, row);
    // A name may hold a comma: "Agriculture, fishing, and forestry".
    if (!cell.empty() && words_.find(cell)) {
        written_.push_back({cell, {}, {}});
        return;
    }
    const auto codes = pieces(cell), shares = pieces(share_.text(batch, row)), vocabularies = pieces(vocabulary_.text(batch, row));
    for (std::size_t i = 0; i < codes.size(); ++i) {
        if (!codes[i].empty()) {
            written_.push_back({codes[i], piece(shares, i), piece(vocabularies, i)});
        }
    }
}

void SiteSectors::keep_one_vocabulary() {
    dac_ = true;
    if (written_.empty()) {
        return;
    }
    const auto of = [](std::string_view vocabulary) {
        return [vocabulary](const Written& one) { return one.vocabulary == vocabulary || (vocabulary == "1" && one.vocabulary.empty()); };
    };
    for (const std::string_view vocabulary : {"1", "2"}) {
        if (std::any_of(written_.begin(), written_.end(), of(vocabulary))) {
            std::erase_if(written_, [&](const Written& one) { return !of(vocabulary)(one); });
            return;
        }
    }
    dac_ = false;
    const std::string_view first = written_.front().vocabulary;
    std::erase_if(written_, [first](const Written& one) { return one.vocabulary != first; });
}

std::vector<double> SiteSectors::percentages(std::int64_t row) {
    std::vector<double> out;
    double sum = 0.0;
    std::size_t missing = 0;
    std::string shown;
    for (const Written& one : written_) {
        const auto number = text::parse_double(one.percentage);
        const bool usable = number && std::isfinite(*number) && *number >= 0.0;
        missing += usable ? 0 : 1;
        out.push_back(usable ? *number : -1.0);
        sum += usable ? *number : 0.0;
        shown += (shown.empty() ? "" : "|") + std::string(one.percentage);
    }
    const bool all = missing == 0, none = missing == written_.size();
    if (!none && (all ? std::abs(sum - 100.0) > rounding : sum > 100.0 + rounding)) {
        if (off_++ == 0) {
            off_row_ = row;
            off_text_ = text::clip(shown, 80);
        }
    }
    const double rest = none ? 1.0 : std::max(0.0, 100.0 - sum) / static_cast<double>(std::max<std::size_t>(missing, 1));
    for (double& value : out) {
        if (value < 0.0) value = rest;
    }
    if (all && sum <= 0.0) {
        std::fill(out.begin(), out.end(), 1.0);
    }
    return out;
}

void SiteSectors::read(const source::RowBatch& batch, std::size_t row, std::vector<Share>& out) {
    out.clear();
    take_apart(batch, row);
    keep_one_vocabulary();
    const std::vector<double> parts = percentages(batch.row[row]);
    double sum = 0.0;
    for (const double part : parts) sum += part;
    std::int64_t left = ObjectiveShares::whole;
    for (std::size_t i = 0; i < written_.size(); ++i) {
        const bool last = i + 1 == written_.size();
        const std::int64_t share = last ? left : std::min<std::int64_t>(left, std::llround(parts[i] / sum * ObjectiveShares::whole));
        left -= share;
        const std::string_view code = words_.or_itself(written_[i].code);
        out.push_back({std::string(code), dac_ ? context_.dialects.sectors().find(code) : nullptr, share});
    }
}

ObjectiveShares SiteSectors::objectives(const std::vector<Share>& shares) {
    ObjectiveShares out;
    for (const Share& one : shares) {
        for (std::size_t o = 0; one.sector != nullptr && o < objective_count; ++o) {
            out.of[o] += one.share * one.sector->objectives.of[o] / ObjectiveShares::whole;
        }
    }
    return out;
}

void SiteSectors::note(Ledger& ledger) const {
    if (off_ == 0) {
        return;
    }
    const std::string n = std::to_string(off_), first = std::to_string(off_row_) + ": \"" + off_text_ + "\"";
    ledger.notes.push_back(context_.say(n + " filas cuyos porcentajes por sector no suman 100: se toman en proporción a su suma; la primera, fila " + first,
                                        n + " rows whose percentages by sector do not sum to 100: taken relative to their sum; the first, row " + first));
}

}  // namespace presencia::layer
