// SPDX-License-Identifier: Apache-2.0
#include "layer/site_rows.hpp"

#include "core/text.hpp"
#include "geo/overlay.hpp"
#include "geo/repair.hpp"
#include "geo/wkb.hpp"
#include "layer/fingerprint.hpp"
#include "layer/municipality_name.hpp"
#include "layer/row_ids.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace presencia::layer {

namespace {

constexpr std::string_view operating_words[] = {"operating", "implementation"};

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
      binder_(context, reader),
      filter_(binder_, source_.source.where),
      positions_(binder_, source_.x, source_.y, source_.xy, reader, sample),
      purpose_(context, layer, binder_, sample),
      precision_(context, binder_, source_, sample),
      kinds_(context, "kind", source_.kind, {"service", "programme"}),
      statuses_(context, "status", source_.status, status_words()),
      sensitives_(context, "sensitive", source_.sensitive, {"true", "false"}),
      countries_(context, "country", source_.country, {}),
      id_(bind_id(binder_, source_.id, sample)),
      name_(binder_.bind("name", source_.site_name, context.kind, "site_name")),
      country_(binder_.bind("country", source_.country)),
      department_(binder_.bind("department", source_.department)),
      municipality_(binder_.bind("municipality", source_.municipality)),
      municipality_name_(bind_municipality_name(binder_, source_.municipality_name, source_.municipality, municipality_, sample)),
      start_(binder_.bind("start", source_.start)),
      end_(binder_.bind("end", source_.end)),
      kind_(bind_worded(binder_, "kind", source_.kind, kinds_, sample)),
      status_(bind_worded(binder_, "status", source_.status, statuses_, sample)),
      partner_(binder_.bind("partner", source_.partner)),
      currency_(binder_.bind("currency", source_.currency)),
      sensitive_(bind_worded(binder_, "sensitive", source_.sensitive, sensitives_, sample)),
      start_dates_(DateReader::settle(binder_, "start", start_, source_.date_format, sample)),
      end_dates_(DateReader::settle(binder_, "end", end_, source_.date_format, sample)),
      capacity_(binder_, "capacity", binder_.bind("capacity", source_.capacity), sample, Holds::whole, MeasureCells::Missing::silent),
      staff_(binder_, "staff", binder_.bind("staff", source_.staff), sample, Holds::whole, MeasureCells::Missing::silent),
      amount_(binder_, "amount", binder_.bind("amount", source_.amount), sample, Holds::amount, MeasureCells::Missing::silent),
      books_(binder_) {
    watch_missing();
    if (municipality_.given()) {
        ledger_.key_column = municipality_.shown();
    } else if (municipality_name_.given()) {
        ledger_.key_column = municipality_name_.shown();
    }
    if (!precision_.given()) {
        positions_.ask_about_centres(context, filter_, sample);
    }
    if (!kind_.given()) {
        const bool activities = binder_.tagged("#activity");
        kind_ = BoundRole::constant(activities ? "programme" : "service");
        context.guess_role("kind", kind_.shown(),
                      activities ? context.say("etiqueta de HXL: #activity", "hashtag of HXL: #activity") : context.say("ninguna columna lo dice", "no column says so"));
    }
    by_department_ = positions_.basis() == PositionReader::Basis::none && !municipality_.given() && !municipality_name_.given() && department_.given();
    if (by_department_) ledger_.key_column = department_.shown();
    if (positions_.basis() == PositionReader::Basis::none && !municipality_.given() && !municipality_name_.given() && !by_department_) {
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

/// Not where a word has a meaning or decides what may be shown (status, precision, sensitive): there it is refused, or protected.
void SiteRows::watch_missing() {
    for (const BoundRole* coordinate : positions_.coordinates()) {
        books_.watch(*coordinate);
        filter_.hide(*coordinate);
    }
    for (const BoundRole* role : {&id_, &country_, &partner_}) books_.watch(*role);
    books_.watch(municipality_, Nines::key);
    books_.watch(start_, Nines::date);
    books_.watch(end_, Nines::date);
    for (const MeasureCells* measure : {&capacity_, &staff_, &amount_}) books_.watch(measure->role());
}

void SiteRows::take(source::RowBatch& batch) {
    books_.enter(batch, ledger_);
    positions_.read(batch, row_positions_);
    for (std::size_t row = 0; row < batch.size(); ++row) {
        ++taken_;
        if (!filter_.passes(batch, row)) {
            ledger_.filter(batch.row[row], filter_.column(), ErrorCode::row_excluded, filter_.value());
            continue;
        }
        const SitePurpose::Verdict verdict = purpose_.read(batch, row);
        if (verdict == SitePurpose::Verdict::refused) {
            ledger_.reject(purpose_.why());
            continue;
        }
        if (verdict == SitePurpose::Verdict::no_family) {
            const Reject& why = purpose_.why();
            ledger_.filter(why.row, why.column, why.code, why.value);
            records_.push_back(record_of(batch, row, SiteRecord::Fate::no_family));
            continue;
        }
        Site site;
        site.layer = layer_;
        site.row = batch.row[row];
        site.record = taken_;
        if (!take_row(batch, row, row_positions_[row], site)) continue;
        add_sites(site);
        remember(batch, row);
    }
}

SiteRecord SiteRows::record_of(const source::RowBatch& batch, std::size_t row, SiteRecord::Fate fate) {
    return {layer_, taken_, fate, purpose_.objectives(), of_place(amount_, batch, row), text::clip(currency_.text(batch, row), text::longest_name), sensitive(batch, row), {}, {}, {}, batch.row[row]};
}

/// A long title loses its end, not its site.
std::string SiteRows::bounded(std::string_view name) {
    shortened_ += name.size() > text::longest_name ? 1 : 0;
    return text::clip(name, text::longest_name);
}

/// What a row has is of all its places together: each has an even part.
double SiteRows::of_place(MeasureCells& measure, const source::RowBatch& batch, std::size_t row) {
    const double whole = measure.read(batch, row);
    return batch.part.empty() ? whole : whole / static_cast<double>(batch.part[row].of);
}

/// "A#2", as the reader of IATI's XML has it.
std::string SiteRows::id_of_place(const source::RowBatch& batch, std::size_t row) const {
    std::string id(id_.text(batch, row));
    if (!id.empty() && !batch.part.empty() && batch.part[row].of > 1) id += "#" + std::to_string(batch.part[row].number);
    return id;
}

void SiteRows::add_sites(const Site& site) {
    for (const study::Family family : purpose_.families()) {
        Site& added = sites_.emplace_back(site);
        added.family = family;
        const study::ReachRule& rule = source_.reach;
        added.reach = rule;
        if (!rule.km && !rule.polygon && !rule.municipality) {
            added.reach.km = study::default_reach_km(family);
            added.reach_assumed = true;
        }
    }
}

bool SiteRows::take_row(const source::RowBatch& batch, std::size_t row, const RowPosition& position, Site& site) {
    site.country = text::clip(countries_.or_itself(country_.text(batch, row)), text::longest_name);
    site.department = department_.text(batch, row);
    site.municipality_code = municipality_.text(batch, row);
    site.municipality_name = municipality_name_.text(batch, row);
    site.position = position.position;
    const auto precision = precision_.read(batch, row, has_place(position, site));
    if (!precision) {
        ledger_.reject(precision_.why());
        return false;
    }
    site.precision = *precision;
    if (!read_words(batch, row, site) || !read_dates(batch, row, site) || not_mappable(batch, row, position, site) ||
        !read_place(batch, row, position, site)) {
        return false;
    }
    site.id = bounded(id_of_place(batch, row));
    site.name = bounded(name_.text(batch, row));
    site.partner = bounded(partner_.text(batch, row));
    site.capacity = of_place(capacity_, batch, row);
    site.staff = of_place(staff_, batch, row);
    records_.push_back(record_of(batch, row, SiteRecord::Fate::site));
    site.amount = records_.back().amount;
    site.sensitive = records_.back().sensitive;
    site.cross_border = source_.cross_border;
    return true;
}

bool SiteRows::has_place(const RowPosition& position, const Site& site) const {
    const bool absent = positions_.basis() == PositionReader::Basis::none ||
                        (!site.position.defined() && (position.fault == ErrorCode::coordinates_missing || position.fault == ErrorCode::geometry_missing));
    return !absent || !site.municipality_code.empty() || !site.municipality_name.empty();
}

bool SiteRows::not_mappable(const source::RowBatch& batch, std::size_t row, const RowPosition& position, const Site& site) {
    const bool placeless = !has_place(position, site);
    const bool by_department = by_department_ && !site.department.empty();
    const bool nowhere = placeless && (site.kind == study::Kind::programme || by_department);
    const bool coarse = site.precision > Precision::municipality;
    if (!coarse && !nowhere) {
        return false;
    }
    const bool said = !coarse && by_department;
    ++(said ? only_department_ : not_mappable_);
    ++ledger_.outside;
    ledger_.left_out.push_back({site.row, coarse ? precision_.column() : said ? department_.shown() : positions_.column(position), ErrorCode::row_too_coarse,
                                coarse ? precision_.words() : said ? text::clip(site.department, 80) : std::string()});
    SiteRecord& record = records_.emplace_back(record_of(batch, row, SiteRecord::Fate::not_mappable));
    if (site.precision != Precision::country) {
        record.country = site.country;
        record.department = site.department;
        record.position = site.precision == Precision::department ? site.position : LonLat{};
    }
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
    const std::string_view tagged = purpose_.tagged_status(batch, row);
    const std::string_view status = tagged.empty() ? status_.text(batch, row) : tagged;
    if (!status.empty()) {
        const auto ours = statuses_.find(status);
        if (!ours) return reject(site.row, status_.shown(), ErrorCode::value_not_allowed, status);
        site.status = *ours;
        site.operating_status =
            std::find(std::begin(operating_words), std::end(operating_words), *ours) != std::end(operating_words);
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
    if (site.position.defined() ||
        (position.fault == ErrorCode::geometry_unreadable && read_polygon(batch, row, site)) ||
        !site.municipality_code.empty() || !site.municipality_name.empty()) {
        return true;
    }
    if (positions_.basis() == PositionReader::Basis::none) {
        const BoundRole& keyed = municipality_.given() ? municipality_ : municipality_name_.given() ? municipality_name_ : department_;
        return reject(site.row, keyed.shown(), ErrorCode::municipality_missing);
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
    std::string id = id_of_place(batch, row);
    if (id.empty()) {
        return;
    }
    const std::uint64_t content = row_fingerprint(batch, row);
    Named& named = named_.try_emplace(std::move(id), Named{content, {}, false}).first->second;
    named.conflict = named.conflict || named.content != content;
    named.members.push_back({batch.row[row], taken_});
}

void SiteRows::settle_ids() {
    std::set<std::int64_t> gone;
    for (const auto& [id, named] : named_) {
        for (std::size_t k = named.conflict ? 0 : 1; k < named.members.size(); ++k) {
            const Named::Member& member = named.members[k];
            gone.insert(member.record);
            if (named.conflict) {
                reject(member.row, id_.shown(), ErrorCode::duplicate_conflict, id);
            } else {
                ++ledger_.duplicates;
                ledger_.left_out.push_back({member.row, id_.shown(), ErrorCode::row_duplicate, text::clip(id, 80)});
            }
        }
    }
    std::erase_if(sites_, [&](const Site& site) { return gone.contains(site.record); });
    std::erase_if(records_, [&](const SiteRecord& record) { return gone.contains(record.record); });
    // The order of a hash table must not reach any output.
    std::sort(ledger_.left_out.begin(), ledger_.left_out.end(), [](const Reject& a, const Reject& b) {
        return std::tie(a.row, a.code, a.column, a.value) < std::tie(b.row, b.code, b.column, b.value);
    });
}

/// The table may say the municipality under a name that nobody knows: its columns are shown.
void SiteRows::note_departments() {
    if (only_department_ == 0) return;
    const std::string n = std::to_string(only_department_), all = text::clip(text::join(binder_.columns(), ", "), 400);
    ledger_.notes.push_back(context_.say(n + " filas conocidas solo por su departamento (" + department_.shown() + "), pues ninguna columna se reconoce como municipio ni como coordenadas: contadas como fuera, su dinero en summary.json, "
                                             "objectives.departments; el archivo tiene: " + all + "; si una dice el municipio, dé municipality = \"columna\" en la capa",
                                         n + " rows known by their department alone (" + department_.shown() + "), since no column is recognised as a municipality or as coordinates: counted as outside, their money in summary.json, "
                                             "objectives.departments; the file has: " + all + "; if one of them says the municipality, give municipality = \"column\" in the layer"));
}

void SiteRows::note_words() {
    purpose_.note(ledger_);
    note_departments();
    if (not_mappable_ > 0) {
        const std::string n = std::to_string(not_mappable_);
        ledger_.notes.push_back(context_.say(n + " filas que no se pueden poner en un municipio (lugar conocido solo por departamento o país, o sin lugar): contadas como fuera, "
                                                 "su dinero aparte en summary.json, objectives.not_mappable",
                                             n + " rows that cannot be put into a municipality (place known only to the department or country, or none): counted as outside, "
                                                 "their money apart in summary.json, objectives.not_mappable"));
    }
    if (shortened_ > 0) {
        const std::string n = std::to_string(shortened_), most = std::to_string(text::longest_name);
        ledger_.notes.push_back(context_.say(n + " nombres, socios o identificadores de más de " + most + " bytes: se muestran acortados", n + " names, partners or ids of more than " + most + " bytes: shown shortened"));
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
