// SPDX-License-Identifier: Apache-2.0
#include "layer/layout.hpp"
#include "layer/read_tables.hpp"
#include "layer/recognition.hpp"
#include "layer/site_rows.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace presencia::layer {

namespace {

/// Independent of the order of rows as far as sites differ; then layer and row, so that equal sites keep one order too.
bool before(const Site& a, const Site& b) {
    const auto key = [](const Site& s) {
        const bool placed = s.position.defined();
        return std::tuple(s.family, std::string_view(s.country), std::string_view(s.municipality_code), std::string_view(s.department), std::string_view(s.municipality_name),
                          std::string_view(s.id), placed ? s.position.longitude() : -999.0,
                          placed ? s.position.latitude() : -999.0, std::string_view(s.name), s.start, s.end, s.kind,
                          std::string_view(s.status), s.layer, s.row, s.record);
    };
    return key(a) < key(b);
}

}  // namespace

SiteTable read_sites(const study::Study& study, const Dialects& dialects, Progress& progress, const geo::Box& extent) {
    SiteTable table;
    for (std::size_t i = 0; i < study.sites.size(); ++i) {
        const study::SiteSource& source = study.sites[i];
        progress.stage("sites: " + source.name, 0);
        const SourceContext context{study, source.source, dialects, "sites", table.guesses, extent};
        Ledger& ledger = table.ledgers.emplace_back();
        ledger.layer = source.name;
        ledger.source = source.source.shown;
        source::RowBatch batch;
        const auto reader = open_sample(context, batch);
        SiteRows rows(context, i, *reader, batch, ledger);
        do {
            progress.check_interrupted();
            rows.take(batch);
            progress.advance(ledger.read);
        } while (reader->next(batch));
        std::vector<Site> sites = rows.finish();
        note_layout(context, *reader, ledger);
        std::move(sites.begin(), sites.end(), std::back_inserter(table.rows));
        std::vector<SiteRecord> records = rows.records();
        std::move(records.begin(), records.end(), std::back_inserter(table.records));
        table.may_be_sensitive.push_back(rows.may_be_sensitive());
        table.only_programmes.push_back(rows.only_programmes());
        std::vector<PurposeUse> uses = rows.uses();
        std::move(uses.begin(), uses.end(), std::back_inserter(table.uses));
    }
    std::sort(table.rows.begin(), table.rows.end(), before);
    return table;
}

}  // namespace presencia::layer
