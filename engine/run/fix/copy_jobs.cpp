// SPDX-License-Identifier: Apache-2.0
#include "run/fix/copy_jobs.hpp"

#include <algorithm>

namespace presencia::fix {

namespace {

using Roles = std::vector<TypedRole>;
using Path = std::vector<std::string>;

/// Keys that say how the old file was written: the copy is written in one way. `missing` stays, for such cells stay.
const std::vector<std::string>& reading_keys() {
    static const std::vector<std::string> keys{"encoding", "delimiter", "decimal_comma", "decimal", "thousands", "header", "columns", "totals", "layer", "table", "query", "dialect", "wide", "where"};
    return keys;
}

Roles roles_of(const study::MunicipalitySource& s) {
    return {{"country", &s.country, CellKind::text}, {"code", &s.code, CellKind::text}, {"name", &s.name, CellKind::text}, {"department", &s.department, CellKind::text},
            {"population", &s.population, CellKind::people}, {"valid_from", &s.valid_from, CellKind::date}, {"valid_to", &s.valid_to, CellKind::date}};
}

Roles roles_of(const study::PopulationTable& s) {
    return {{"code", &s.code, CellKind::code, "municipalities", "code"}, {"country", &s.country, CellKind::text, "municipalities", "country"},
            {"value", &s.value, CellKind::people, "municipalities", "population"}, {"year", &s.year_column, CellKind::year, "population", "year"}};
}

Roles roles_of(const study::IncidentSource& s) {
    return {{"country", &s.country, CellKind::text}, {"municipality", &s.municipality, CellKind::code}, {"x", &s.x, CellKind::coordinate}, {"y", &s.y, CellKind::coordinate}, {"xy", &s.xy, CellKind::pair},
            {"date", &s.date, CellKind::date}, {"year", &s.year, CellKind::year}, {"month", &s.month, CellKind::month}, {"count", &s.count, CellKind::people}, {"weight", &s.weight, CellKind::people}};
}

Roles roles_of(const study::SiteSource& s) {
    return {{"country", &s.country, CellKind::text}, {"municipality", &s.municipality, CellKind::code}, {"x", &s.x, CellKind::coordinate}, {"y", &s.y, CellKind::coordinate}, {"xy", &s.xy, CellKind::pair},
            {"start", &s.start, CellKind::edge}, {"end", &s.end, CellKind::edge}, {"capacity", &s.capacity, CellKind::people}, {"staff", &s.staff, CellKind::people}, {"amount", &s.amount, CellKind::amount}};
}

Roles roles_of(const study::PopulationSource& s) {
    return {{"x", &s.x, CellKind::coordinate}, {"y", &s.y, CellKind::coordinate}, {"xy", &s.xy, CellKind::pair}, {"people", &s.people, CellKind::people}, {"year", &s.year, CellKind::year}};
}

/// A list names its columns itself: the dialects' role where the study has none.
const study::Role& no_role() {
    static const study::Role role;
    return role;
}

bool said_of(const layer::Guess& guess, const study::Source& source) {
    return guess.line == source.line && guess.source == source.shown;
}

/// Collects the jobs of one study.
class Jobs {
public:
    Jobs(const study::Study& study, const CheckReport& checked) : study_(study), checked_(checked) {}

    std::vector<Job> take() {
        for (std::size_t i = 0; i < study_.municipalities.size(); ++i) add_municipalities(i);
        for (std::size_t i = 0; i < study_.incidents.size(); ++i) add_dated(study_.incidents[i], "incidents", i);
        for (std::size_t i = 0; i < study_.sites.size(); ++i) add_dated(study_.sites[i], "sites", i);
        for (std::size_t i = 0; i < study_.population.size(); ++i) {
            const study::PopulationSource& s = study_.population[i];
            add_layer(s.source, "population", "population", i, {}, "population", roles_of(s));
        }
        add_list(study_.at_risk.list, "list");
        add_list(study_.at_risk.compare, "compare");
        return std::move(jobs_);
    }

private:
    void add_municipalities(std::size_t i) {
        const study::MunicipalitySource& s = study_.municipalities[i];
        Job& boundaries = add_layer(s.source, "municipalities", "municipalities", i, {}, "municipalities", roles_of(s));
        boundaries.task.boundaries = true;
        boundaries.municipality = i;
        boundaries.change.removed.emplace_back("crs");
        add_crosswalk(s.source, "municipalities", i, {});
        for (const study::Source& aliases : s.aliases) add_table(aliases, "municipalities", i, {"aliases"}, "aliases");
        if (!s.population_table) return;
        const study::PopulationTable& people = *s.population_table;
        add_layer(people.source, "municipalities", "municipalities", i, {"population"}, "people", roles_of(people));
        add_crosswalk(people.source, "municipalities", i, {"population"});
    }

    template <class Layer>
    void add_dated(const Layer& s, std::string_view kind, std::size_t i) {
        const std::string table(kind);
        Job& job = add_layer(s.source, kind, table, i, {}, s.name, roles_of(s), s.date_format);
        job.has_date_format = true;
        note_ids(job.task, s.name);
        // A layer without a name of its own is called like its file.
        if (job.task.stem != s.name) job.change.texts.emplace("name", s.name);
        add_crosswalk(s.source, table, i, {});
    }

    void add_list(const std::optional<study::Source>& source, const std::string& key) {
        if (!source) return;
        Job& job = add_table(*source, "at_risk", 0, {key}, source->database ? key : source->path.stem().string());
        job.task.roles = {{"country", &no_role(), CellKind::text}, {"code", &no_role(), CellKind::code}};
    }

    void add_crosswalk(const study::Source& source, const std::string& table, std::size_t index, Path path) {
        path.emplace_back("crosswalk");
        for (const study::Source& file : source.crosswalk) add_table(file, table, index, path, "crosswalk");
    }

    Job& add_layer(const study::Source& source, std::string_view kind, const std::string& table, std::size_t index, Path inner, std::string stem, Roles roles, std::string date_format = {}) {
        Job& job = add(source, kind, table, index, std::move(inner), std::move(stem));
        std::erase_if(roles, [&](const TypedRole& role) { return !role.given->given() && !guessed(source, role); });
        job.task.roles = std::move(roles);
        job.task.date_format = std::move(date_format);
        return job;
    }

    /// A table that is no layer: read as it stands.
    Job& add_table(const study::Source& source, const std::string& table, std::size_t index, Path inner, std::string stem) {
        Job& job = add(source, "municipalities", table, index, std::move(inner), std::move(stem));
        job.task.layer = false;
        std::erase(job.change.removed, "where");
        return job;
    }

    Job& add(const study::Source& source, std::string_view kind, const std::string& table, std::size_t index, Path inner, std::string stem) {
        Job& out = jobs_.emplace_back();
        out.task.source = &source;
        out.task.kind = kind;
        out.task.stem = free_stem(std::move(stem));
        out.change.table = table;
        out.change.index = index;
        out.change.inner = std::move(inner);
        out.change.removed = reading_keys();
        return out;
    }

    /// Whether the engine took a column of the source for the role: one that it passed over must not be named in its place.
    bool guessed(const study::Source& source, const TypedRole& role) const {
        return std::any_of(checked_.guesses.begin(), checked_.guesses.end(), [&](const layer::Guess& guess) {
            const bool several = role.people_of_municipalities() && said_of(guess, source);
            return guess.role == role.name && (several || recognised_in(guess, source));
        });
    }

    std::string free_stem(std::string stem) {
        std::string out = stem;
        for (int n = 2; !stems_.insert(out).second; ++n) out = stem + "_" + std::to_string(n);
        return out;
    }

    /// Rows of a layer that the engine left out because of their id.
    void note_ids(CopyTask& task, std::string_view layer) const {
        for (const Ledger& ledger : checked_.ledgers) {
            if (ledger.layer != layer) continue;
            ledger.each_left_out([&](const Reject& left) {
                if (left.code == ErrorCode::row_duplicate) task.twice.insert(left.row);
                if (left.code == ErrorCode::duplicate_conflict) task.raw.insert(left.row);
            });
        }
    }

    const study::Study& study_;
    const CheckReport& checked_;
    std::vector<Job> jobs_;
    std::set<std::string> stems_{"study", "fixes", "manifest"};
};

}  // namespace

std::vector<Job> copy_jobs(const study::Study& study, const CheckReport& checked) {
    return Jobs(study, checked).take();
}

bool recognised_in(const layer::Guess& guess, const study::Source& source) {
    return guess.binds && said_of(guess, source);
}

}  // namespace presencia::fix
