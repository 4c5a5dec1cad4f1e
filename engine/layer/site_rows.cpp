// SPDX-License-Identifier: Apache-2.0
#include "layer/site_rows.hpp"

#include "core/text.hpp"
#include "geo/overlay.hpp"
#include "geo/repair.hpp"
#include "geo/wkb.hpp"
#include "layer/fingerprint.hpp"
#include "layer/row_ids.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace presencia::layer {

namespace {

constexpr std::string_view operating_words[] = {"operating", "implementation"};

std::vector<std::string> family_words() {
    std::vector<std::string> out;
    for (std::size_t f = 0; f < study::family_count; ++f)
        out.emplace_back(study::to_string(static_cast<study::Family>(f)));
    return out;
}

std::vector<std::string> status_words() {
    return {"operating", "implementation", "pipeline", "suspended", "finalised", "closed", "cancelled"};
}

/// One edge of a site's life; "2006" is the whole year.
std::optional<Date> read_edge(const DateReader& dates, std::string_view text, bool last) {
    if (text.size() == 4) {
        if (const auto year = text::parse_integer(text)) {
            return Date::from_ymd(static_cast<int>(*year), last ? 12 : 1, last ? 31 : 1);
        }
    }
    return dates.read(text);
}

}  // namespace

SiteRows::SiteRows(const SourceContext& context, std::size_t layer, const source::RowReader& reader,
                   const source::RowBatch& sample, Ledger& ledger)
    : context_(context),
      source_(context.study.sites[layer]),
      layer_(static_cast<std::uint16_t>(layer)),
      ledger_(ledger),
      binder_(context, reader.columns()),
      filter_(binder_, source_.source.where),
      positions_(binder_, source_.x, source_.y, source_.xy, reader, sample),
      families_(context, "family", source_.family, family_words()),
      kinds_(context, "kind", source_.kind, {"service", "programme"}),
      objectives_(context, "objective", source_.objective, {}),
      statuses_(context, "status", source_.status, status_words()),
      precisions_(context, "precision", source_.precision, precision_words()),
      sensitives_(context, "sensitive", source_.sensitive, {"true", "false"}),
      countries_(context, "country", source_.country, {}),
      id_(bind_id(binder_, source_.id, sample)),
      name_(binder_.bind("name", source_.site_name, context.kind, "site_name")),
      country_(binder_.bind("country", source_.country)),
      department_(binder_.bind("department", source_.department)),
      municipality_(binder_.bind("municipality", source_.municipality)),
      municipality_name_(binder_.bind_beside("municipality_name", source_.municipality_name, municipality_)),
      start_(binder_.bind("start", source_.start)),
      end_(binder_.bind("end", source_.end)),
      family_(bind_worded(binder_, "family", source_.family, families_, sample)),
      kind_(bind_worded(binder_, "kind", source_.kind, kinds_, sample)),
      objective_(binder_.bind("objective", source_.objective)),
      status_(bind_worded(binder_, "status", source_.status, statuses_, sample)),
      precision_(bind_worded(binder_, "precision", source_.precision, precisions_, sample)),
      partner_(binder_.bind("partner", source_.partner)),
      sensitive_(bind_worded(binder_, "sensitive", source_.sensitive, sensitives_, sample)),
      start_dates_(DateReader::settle(binder_, "start", start_, source_.date_format, sample)),
      end_dates_(DateReader::settle(binder_, "end", end_, source_.date_format, sample)),
      capacity_(context, binder_.bind("capacity", source_.capacity), MeasureCells::Missing::silent),
      staff_(context, binder_.bind("staff", source_.staff), MeasureCells::Missing::silent),
      amount_(context, binder_.bind("amount", source_.amount), MeasureCells::Missing::silent) {
    if (!family_.given()) {
        throw Error(
            ErrorCode::study_missing_key, context.in_study("family"), {},
            context.say(
                "dé la familia: family = \"law_enforcement\" (o judicial, social, educational, border, oversight)",
                "give the family: family = \"law_enforcement\" (or judicial, social, educational, border, oversight)"));
    }
    if (municipality_.given()) {
        ledger_.key_column = municipality_.shown();
    } else if (municipality_name_.given()) {
        ledger_.key_column = municipality_name_.shown();
    }
    if (!precision_.given()) {
        positions_.ask_about_centres(context, filter_, sample);
    }
    if (!kind_.given()) {
        context.guess("kind", "service", context.say("ninguna columna lo dice", "no column says so"));
    }
    if (positions_.basis() == PositionReader::Basis::none && !municipality_.given() && !municipality_name_.given()) {
        const std::string all = text::clip(text::join(binder_.columns(), ", "), 400);
        throw Error(
            ErrorCode::column_missing, context.in_study("x"),
            context.say("ni coordenadas ni municipio se reconocen en " + source_.source.shown + "; tiene: " + all,
                        "neither coordinates nor a municipality are recognised in " + source_.source.shown +
                            "; it has: " + all),
            context.say("dé x e y, o municipality", "give x and y, or municipality"));
    }
}

bool SiteRows::reject(std::int64_t row, const std::string& column, ErrorCode why, std::string_view value) {
    ledger_.reject({row, column, why, text::clip(value, 80)});
    return false;
}

void SiteRows::take(const source::RowBatch& batch) {
    ledger_.read += static_cast<std::int64_t>(batch.size() + batch.faults.size());
    for (const Reject& fault : batch.faults) ledger_.reject(fault);
    positions_.read(batch, row_positions_);
    for (std::size_t row = 0; row < batch.size(); ++row) {
        if (!filter_.passes(batch, row)) {
            ++ledger_.filtered;
            continue;
        }
        Site site;
        site.layer = layer_;
        site.row = batch.row[row];
        if (!read_families(batch, row, row_families_) || !take_row(batch, row, row_positions_[row], site)) continue;
        for (const study::Family family : row_families_) {
            Site& added = sites_.emplace_back(site);
            added.family = family;
            const study::ReachRule& rule = source_.reach;
            added.reach = rule;
            if (!rule.km && !rule.polygon && !rule.municipality) {
                added.reach.km = study::default_reach_km(family);
                added.reach_assumed = true;
            }
        }
        remember(batch, row);
    }
}

bool SiteRows::read_families(const source::RowBatch& batch, std::size_t row, std::vector<study::Family>& families) {
    families.clear();
    std::string_view rest = family_.text(batch, row);
    const std::string_view cell = rest;
    std::string_view unknown;
    bool any_unknown = cell.empty();
    while (!rest.empty()) {
        const std::size_t cut = source_.family.separator.empty() ? rest.npos : rest.find(source_.family.separator);
        const std::string_view word = text::trim(rest.substr(0, cut));
        rest = cut == rest.npos ? std::string_view{} : rest.substr(cut + source_.family.separator.size());
        if (word.empty()) continue;
        const auto ours = families_.find(word);
        const auto family = ours ? study::family_from(*ours) : std::nullopt;
        if (family) {
            if (std::find(families.begin(), families.end(), *family) == families.end()) families.push_back(*family);
        } else {
            any_unknown = true;
            unknown = word;
        }
    }
    if (!families.empty()) {
        std::sort(families.begin(), families.end());
        return true;
    }
    if (families_.mapped() && !cell.empty()) {
        ++ledger_.filtered;
        ++unmapped_[text::clip(any_unknown ? unknown : cell, 80)];
        return false;
    }
    return reject(batch.row[row], family_.shown(), ErrorCode::value_not_allowed, unknown);
}

bool SiteRows::take_row(const source::RowBatch& batch, std::size_t row, const RowPosition& position, Site& site) {
    if (!read_words(batch, row, site) || !read_precision(batch, row, site) || !read_dates(batch, row, site) ||
        !read_place(batch, row, position, site)) {
        return false;
    }
    site.id = id_.text(batch, row);
    site.name = name_.text(batch, row);
    site.partner = partner_.text(batch, row);
    site.objective = objectives_.or_itself(objective_.text(batch, row));
    site.capacity = capacity_.read(batch, row);
    site.staff = staff_.read(batch, row);
    site.amount = amount_.read(batch, row);
    site.sensitive = sensitive(batch, row);
    site.cross_border = source_.cross_border;
    return true;
}

bool SiteRows::read_words(const source::RowBatch& batch, std::size_t row, Site& site) {
    const std::string_view kind = kind_.text(batch, row);
    if (!kind.empty()) {
        const auto ours = kinds_.find(kind);
        if (!ours) return reject(site.row, kind_.shown(), ErrorCode::value_not_allowed, kind);
        site.kind = *ours == "programme" ? study::Kind::programme : study::Kind::service;
    } else if (kind_.given()) {
        return reject(site.row, kind_.shown(), ErrorCode::value_not_allowed);
    }
    const std::string_view status = status_.text(batch, row);
    if (!status.empty()) {
        const auto ours = statuses_.find(status);
        if (!ours) return reject(site.row, status_.shown(), ErrorCode::value_not_allowed, status);
        site.status = *ours;
        site.operating_status =
            std::find(std::begin(operating_words), std::end(operating_words), *ours) != std::end(operating_words);
    }
    return true;
}

bool SiteRows::read_precision(const source::RowBatch& batch, std::size_t row, Site& site) {
    const std::string_view word = precision_.text(batch, row);
    if (word.empty()) {
        return true;
    }
    const auto precision = layer::read_precision(precisions_, word);
    if (!precision) {
        return reject(site.row, precision_.shown(), ErrorCode::value_not_allowed, word);
    }
    site.precision = *precision;
    if (site.precision > Precision::municipality) {
        return reject(site.row, precision_.shown(), ErrorCode::row_too_coarse, word);
    }
    return true;
}

bool SiteRows::read_dates(const source::RowBatch& batch, std::size_t row, Site& site) {
    const auto edge = [&](const BoundRole& role, const DateReader& dates, bool last, Date& out) {
        const std::string_view text = role.text(batch, row);
        if (text.empty()) return true;
        const auto day = read_edge(dates, text, last);
        if (!day) return reject(site.row, role.shown(), ErrorCode::date_invalid, text);
        out = *day;
        return true;
    };
    if (!edge(start_, start_dates_, false, site.start) || !edge(end_, end_dates_, true, site.end)) {
        return false;
    }
    site.last_event = std::max(site.start, site.end);  // an undefined date is the least
    return true;
}

bool SiteRows::read_place(const source::RowBatch& batch, std::size_t row, const RowPosition& position, Site& site) {
    site.country = countries_.or_itself(country_.text(batch, row));
    site.department = department_.text(batch, row);
    site.municipality_code = municipality_.text(batch, row);
    site.municipality_name = municipality_name_.text(batch, row);
    site.position = position.position;
    if (site.position.defined() ||
        (position.fault == ErrorCode::geometry_unreadable && read_polygon(batch, row, site)) ||
        !site.municipality_code.empty() || !site.municipality_name.empty()) {
        return true;
    }
    if (positions_.basis() == PositionReader::Basis::none) {
        return reject(site.row, (municipality_.given() ? municipality_ : municipality_name_).shown(), ErrorCode::municipality_missing);
    }
    return reject(site.row, positions_.column(position), position.fault);
}

bool SiteRows::read_polygon(const source::RowBatch& batch, std::size_t row, Site& site) {
    auto raw = geo::read_wkb(batch.wkb[row]);
    if (!raw || raw->polygons.empty()) {
        return false;
    }
    arrange(positions_.words(), raw->polygons);
    positions_.crs().to_wgs84.convert(raw->polygons);
    if (!in_range(raw->polygons)) {
        return false;
    }
    geo::Repaired repaired = geo::repair(raw->polygons);
    if (repaired.shape.empty()) {
        return false;
    }
    if (repaired.changed) {
        const std::string areas = text::format_significant(repaired.area_before.value(), 6) + " -> " +
                                  text::format_significant(repaired.area_after.value(), 6) + " km2";
        ledger_.notes.push_back(
            context_.say("geometría reparada, fila " + std::to_string(site.row) + "; superficie " + areas,
                         "geometry repaired, row " + std::to_string(site.row) + "; area " + areas));
    }
    site.position = geo::label_point(repaired.shape);
    site.area = std::move(repaired.shape);
    return site.position.defined();
}

bool SiteRows::sensitive(const source::RowBatch& batch, std::size_t row) {
    const std::string_view word = sensitive_.text(batch, row);
    if (word.empty()) {
        return false;
    }
    const auto ours = sensitives_.find(word);
    if (ours) {
        return *ours != "false";
    }
    static constexpr std::string_view no[] = {"0", "no", "n", "f", "falso"};
    static constexpr std::string_view yes[] = {"1", "si", "yes", "s", "y", "t", "verdadero"};
    const std::string folded = text::fold(word);
    if (std::find(std::begin(no), std::end(no), folded) != std::end(no)) {
        return false;
    }
    unclear_sensitive_ += std::find(std::begin(yes), std::end(yes), folded) == std::end(yes) ? 1 : 0;
    return true;
}

void SiteRows::remember(const source::RowBatch& batch, std::size_t row) {
    const std::string_view id = id_.text(batch, row);
    if (id.empty()) {
        return;
    }
    const std::uint64_t content = row_fingerprint(batch, row);
    Named& named = named_.try_emplace(std::string(id), Named{content, {}, false}).first->second;
    named.conflict = named.conflict || named.content != content;
    named.rows.push_back(batch.row[row]);
}

void SiteRows::settle_ids() {
    std::set<std::int64_t> gone;
    for (const auto& [id, named] : named_) {
        for (std::size_t k = named.conflict ? 0 : 1; k < named.rows.size(); ++k) {
            gone.insert(named.rows[k]);
            if (named.conflict) {
                reject(named.rows[k], id_.shown(), ErrorCode::duplicate_conflict, id);
            } else {
                ++ledger_.duplicates;
                ledger_.left_out.push_back({named.rows[k], id_.shown(), ErrorCode::row_duplicate, text::clip(id, 80)});
            }
        }
    }
    std::erase_if(sites_, [&](const Site& site) { return gone.contains(site.row); });
    // The order of a hash table must not reach any output.
    std::sort(ledger_.left_out.begin(), ledger_.left_out.end(), [](const Reject& a, const Reject& b) {
        return std::tie(a.row, a.code, a.column, a.value) < std::tie(b.row, b.code, b.column, b.value);
    });
}

void SiteRows::note_words() {
    if (!unmapped_.empty()) {
        constexpr std::size_t most = 10;
        std::int64_t rows = 0;
        std::string list;
        std::size_t shown = 0;
        for (const auto& [word, count] : unmapped_) {
            rows += count;
            if (shown++ < most) list += (list.empty() ? "\"" : ", \"") + word + "\" " + std::to_string(count);
        }
        if (unmapped_.size() > most) list += ", ...";
        const std::string n = std::to_string(rows);
        ledger_.notes.push_back(context_.say(n + " filas sin familia en el mapa del estudio, filtradas: " + list,
                                             n + " rows without a family in the study's map, filtered: " + list));
    }
    if (unclear_sensitive_ > 0) {
        const std::string n = std::to_string(unclear_sensitive_);
        ledger_.notes.push_back(context_.say(
            n + " filas con una palabra desconocida en " + sensitive_.shown() + ": tratadas como reservadas",
            n + " rows with a word not known in " + sensitive_.shown() + ": treated as sensitive"));
    }
}

std::vector<Site> SiteRows::finish() {
    settle_ids();
    note_words();
    capacity_.note(ledger_);
    staff_.note(ledger_);
    amount_.note(ledger_);
    return std::move(sites_);
}

}  // namespace presencia::layer
