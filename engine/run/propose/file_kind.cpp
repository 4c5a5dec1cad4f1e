// SPDX-License-Identifier: Apache-2.0
#include "run/propose/file_kind.hpp"

#include "core/language.hpp"
#include "core/text.hpp"
#include "layer/people_role.hpp"
#include "run/propose/file_names.hpp"
#include "run/propose/people_column.hpp"
#include "run/propose/said.hpp"
#include "run/row_hints.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace presencia::propose {

namespace {

/// A list of codes says nothing but which municipalities it names: code, country, name, department and one or two words more.
constexpr std::size_t widest_code_list = 6;
/// A column of crimes has a few words; one of free text has many.
constexpr std::size_t most_crimes = 60;

/// What the looks at one file say when they are put together.
struct Facts {
    const FileLook& look;
    const FileWords& words;
    Language language;
    bool areas, placed, family_column;
    bool clock, months, people, key, count, victims, crime;
    std::string sexes;          ///< the columns of men and of women, where no column holds all people
    std::string people_column;  ///< where no column is called so

    std::string say(std::string_view es, std::string_view en) const { return std::string(tr(language, es, en)); }
};

/// Whether most of the words that a column holds are known to the dialects.
bool mostly_known(const std::vector<std::string>* cells, const layer::Dialects& dialects, std::string_view kind, std::string_view role) {
    if (cells == nullptr) return false;
    std::size_t known = 0, given = 0;
    for (const std::string& cell : *cells) {
        if (text::trim(cell).empty()) continue;
        ++given;
        known += dialects.understands(kind, role, cell) ? 1 : 0;
    }
    return given > 0 && known * 2 >= given;
}

/// A column without a role that names `least` crimes among a few words, such as `variable` with "Denuncias" and "Homicidios"; "" where there is none.
std::string column_of_crimes(const Sight& sight, const layer::Dialects& dialects, std::size_t least) {
    if (sight.has("incident_class")) return {};
    for (std::size_t c = 0; c < sight.cells.size(); ++c) {
        const bool plays = std::any_of(sight.roles.begin(), sight.roles.end(), [&](const auto& role) { return role.second == sight.columns[c]; });
        if (plays) continue;
        std::set<std::string> words;
        for (const std::string& cell : sight.cells[c]) {
            if (words.size() <= most_crimes) words.insert(text::fold(cell));
        }
        std::set<std::string> crimes;
        for (const std::string& word : words) {
            const bool letters = word.find_first_not_of("0123456789") != word.npos;
            if (const auto crime = letters ? dialects.value_for("incidents", "incident_class", word) : std::nullopt) crimes.insert(*crime);
        }
        if (words.size() <= most_crimes && crimes.size() >= least) return sight.columns[c];
    }
    return {};
}

/// Whether a column of kinds tells less than the file's name: what is known in it is all of the family that the name says, and some of it is not known.
bool tells_less(const std::vector<std::string>* cells, const layer::Dialects& dialects, const std::optional<FileWords::Said>& named) {
    if (cells == nullptr || !named) return false;
    bool unknown = false;
    for (const std::string& cell : *cells) {
        if (text::trim(cell).empty()) continue;
        auto family = dialects.value_for("sites", "family", cell);
        if (auto begun = family ? std::nullopt : dialects.value_beginning("sites", "family", cell)) family = begun->second;
        if (family && *family != named->value) return false;
        unknown = unknown || !family;
    }
    return unknown;
}

/// "Hombres, Mujeres": people where neither a date nor a word for a crime makes them victims.
std::string sexes_of(const Sight& sight, const layer::Dialects& dialects) {
    const auto found = layer::columns_of_sexes(dialects, sight.columns);
    return found ? sight.columns[found->first] + ", " + sight.columns[found->second] : std::string();
}

Facts gather(const FileLook& look, const FileWords& words, const layer::Dialects& dialects, Language language) {
    const Sight& m = look.municipalities;
    const Sight& i = look.incidents;
    const Sight& s = look.sites;
    const std::size_t shapes = m.areas + m.points;
    const bool crime = words.incident_class.has_value() || mostly_known(i.cells_of("incident_class"), dialects, "incidents", "incident_class");
    const bool year = i.has("year") && (!i.year_is_likely || crime);  // budgets and directories have periods too
    return {look,
            words,
            language,
            m.areas * 2 > shapes,
            m.points * 2 > shapes || i.placed() || s.placed(),
            (mostly_known(s.cells_of("family"), dialects, "sites", "family") && !tells_less(s.cells_of("family"), dialects, words.family)) || (!s.layout.empty() && look.tells_families),
            i.has("date") || year || (words.incident_class && words.year),
            i.has("month") && i.has("count"),
            m.has("population") || look.population.has("people"),
            i.has("municipality") || i.has("department") || m.has("code"),
            i.has("count"),
            i.has("weight"),
            crime,
            m.has("population") ? std::string() : sexes_of(m, dialects),
            {}};
}

std::string columns_of(const Sight& sight, std::initializer_list<std::string_view> roles) {
    std::vector<std::string> names;
    for (const std::string_view role : roles) {
        const auto at = sight.roles.find(role);
        if (at != sight.roles.end() && std::find(names.begin(), names.end(), at->second) == names.end()) names.push_back(at->second);
    }
    return text::join(names, ", ");
}

using Answer = std::pair<FileKind, std::string>;

Answer known_layout(FileKind kind, const Sight& sight, const Facts& facts) {
    return {kind, facts.say("formato conocido: ", "known layout: ") + sight.layout};
}

/// Digits alone, as many as a country's codes have.
bool like_a_code(std::string_view text) {
    return text.size() >= 3 && text.size() <= 9 && text.find_first_not_of("0123456789") == text.npos;
}

/// A column that holds a code of its own in nearly every row, and no numbering of the rows; "" where none does.
std::string column_of_codes(const Sight& sight) {
    for (std::size_t c = 0; c < sight.cells.size(); ++c) {
        const bool other = std::any_of(sight.roles.begin(), sight.roles.end(), [&](const auto& role) { return role.second == sight.columns[c] && role.first != "code"; });
        if (other) continue;  // people of their own in every row are no codes
        std::set<std::string> values;
        std::size_t codes = 0;
        std::int64_t highest = 0;
        for (const std::string& cell : sight.cells[c]) {
            const std::string text(text::trim(cell));
            values.insert(text);
            codes += like_a_code(text) ? 1 : 0;
            highest = std::max(highest, text::parse_integer(text).value_or(0));
        }
        const std::size_t rows = sight.cells[c].size();
        const bool numbering = highest <= static_cast<std::int64_t>(rows + 1);
        if (rows > 1 && !numbering && codes * 10 >= rows * 9 && values.size() * 100 >= rows * 95) return sight.columns[c];
    }
    return {};
}

/// Whether the column that is called like a code gives one code to areas of several names: it counts within something larger, and is no municipality's code.
bool codes_repeat(const Sight& sight) {
    const std::vector<std::string>* codes = sight.layout.empty() ? sight.cells_of("code") : nullptr;
    const std::vector<std::string>* names = sight.cells_of("name");
    if (codes == nullptr || names == nullptr) return false;
    std::map<std::string, std::set<std::string>> named;
    for (std::size_t row = 0; row < codes->size(); ++row) named[std::string(text::trim((*codes)[row]))].insert(text::fold((*names)[row]));
    const auto shared = static_cast<std::size_t>(std::count_if(named.begin(), named.end(), [](const auto& one) { return one.second.size() > 1; }));
    return shared * 5 > named.size();
}

/// Whether a column without a role holds numbers: a table of something, not a list of places.
bool measures(const Sight& sight) {
    for (std::size_t c = 0; c < sight.cells.size(); ++c) {
        const bool plays = std::any_of(sight.roles.begin(), sight.roles.end(), [&](const auto& role) { return role.second == sight.columns[c]; });
        const auto number = [](const std::string& cell) { return text::parse_double(text::trim(cell)).has_value(); };
        const auto numbers = static_cast<std::size_t>(std::count_if(sight.cells[c].begin(), sight.cells[c].end(), number));
        if (!plays && numbers * 2 > sight.cells[c].size() && !numbers_the_rows(sight.cells[c])) return true;
    }
    return false;
}

/// Codes, or names with their department, and one or two words more.
bool only_names_places(const Sight& sight) {
    if (sight.columns.size() > widest_code_list) return false;
    return sight.has("code") || (sight.has("name") && sight.has("department") && !measures(sight));
}

/// Areas that carry their department and no municipality.
bool of_departments(const Facts& facts) {
    const Sight& m = facts.look.municipalities;
    return facts.areas && m.roles.contains("department") && !m.has("code") && !m.has("name");
}

/// Areas are municipalities where something names them, else sites with an extent.
Answer judge_areas(const Facts& facts, const std::string& code_column) {
    const Sight& m = facts.look.municipalities;
    if (!facts.look.sites.layout.empty() && m.layout.empty()) return known_layout(FileKind::sites, facts.look.sites, facts);
    const std::string shapes = fmt::format(fmt::runtime(facts.say("{} polígonos", "{} polygons")), m.areas);
    if (!m.layout.empty()) return {FileKind::municipalities, shapes + "; " + known_layout(FileKind::municipalities, m, facts).second};
    if (m.roles.contains("code") && code_column.empty()) return {FileKind::municipalities, shapes + facts.say(", con código en la columna ", ", with a code in column ") + m.roles.at("code")};
    if (!code_column.empty() && !facts.family_column && !facts.words.family) return {FileKind::municipalities, shapes + facts.say(", con código en la columna ", ", with a code in column ") + code_column};
    if (facts.family_column) return {FileKind::sites, shapes + facts.say(", con familia en la columna ", ", with a family in column ") + columns_of(facts.look.sites, {"family", "sector"})};
    if (facts.words.family && !m.has("name")) return {FileKind::sites, shapes + "; " + facts.words.family->why(facts.language)};
    if (of_departments(facts)) {
        return {FileKind::unknown, shapes + facts.say(" de departamentos: tienen columna de departamento (", " of departments: they have a column of departments (") + m.roles.find("department")->second +
                                       facts.say(") y ninguna de municipio", ") and none of municipalities")};
    }
    return {FileKind::unknown, shapes + facts.say(" sin columna de códigos de municipio", " without a column of municipality codes")};
}

Answer named_by(FileKind kind, const FileWords::Said& said, const std::string& columns, const Facts& facts) {
    return {kind, said.why(facts.language) + (columns.empty() ? "" : facts.say("; columnas ", "; columns ") + columns)};
}

Answer judge_points(const Facts& facts) {
    const Sight& i = facts.look.incidents;
    const Sight& s = facts.look.sites;
    const bool family = facts.family_column || facts.words.family.has_value();
    const std::string people = columns_of(facts.look.population, {"people"});
    const std::string seen = columns_of(i, {"date", "year", "incident_class", "weight", "count"});
    if (facts.look.population.has("people") && !i.has("date") && !facts.crime && !family) {
        return {FileKind::population, facts.say("puntos con habitantes en la columna ", "points with people in column ") + people};
    }
    if (facts.clock && facts.words.incident_class) return named_by(FileKind::incidents, *facts.words.incident_class, seen, facts);
    if (facts.clock && facts.crime) return {FileKind::incidents, facts.say("puntos con fecha y delito: ", "points with a date and a crime: ") + seen};
    if (facts.family_column) return {FileKind::sites, facts.say("puntos con familia en la columna ", "points with a family in column ") + columns_of(s, {"family", "sector"})};
    if (facts.words.family) return named_by(FileKind::sites, *facts.words.family, {}, facts);
    if (facts.clock && facts.victims) return {FileKind::incidents, facts.say("puntos con fecha y víctimas: ", "points with a date and victims: ") + seen};
    if (facts.look.population.has("people")) return {FileKind::population, facts.say("puntos con habitantes en la columna ", "points with people in column ") + people};
    if (s.has("status") || s.has("start") || s.has("precision") || s.has("partner") || s.has("capacity") || s.has("staff")) {
        return {FileKind::sites, facts.say("puntos con ", "points with ") + columns_of(s, {"status", "start", "precision", "partner", "capacity", "staff"})};
    }
    if (facts.clock) return {FileKind::incidents, facts.say("puntos con fecha: ", "points with a date: ") + seen};
    if (s.has("site_name")) return {FileKind::sites, facts.say("puntos con nombre y sin fecha: ", "points with a name and no date: ") + columns_of(s, {"site_name"})};
    return {FileKind::unknown, facts.say("puntos sin fecha, familia ni habitantes", "points without a date, a family or people")};
}

Answer cannot_be_read(const Error& fault, const Facts& facts) {
    const ErrorEntry& entry = error_entry(fault.code());
    const std::string detail = said_in(fault, facts.language).detail();
    return {FileKind::unknown, std::string(entry.id) + " " + facts.say(entry.es, entry.en) + (detail.empty() ? "" : ": " + detail)};
}

Answer judge_table(const Facts& facts) {
    const Sight& i = facts.look.incidents;
    const Sight& m = facts.look.municipalities;
    const std::string seen = columns_of(i, {"municipality", "department", "date", "year", "month", "count", "incident_class"});
    if (i.fault && !facts.family_column && !facts.words.family) return cannot_be_read(*i.fault, facts);
    if (!facts.key) return {FileKind::unknown, facts.say("ni coordenadas ni código o nombre de municipio", "neither coordinates nor a municipality's code or name")};
    if (facts.clock && facts.words.incident_class) return named_by(FileKind::incidents, *facts.words.incident_class, seen, facts);
    if (facts.clock && (facts.crime || (facts.count && !facts.people))) return {FileKind::incidents, facts.say("conteos o hechos por unidad y fecha: ", "counts or events by unit and date: ") + seen};
    if (!facts.people_column.empty()) return named_by(FileKind::people, *facts.words.people, text::join(std::vector<std::string>{columns_of(m, {"code", "name"}), facts.people_column}, ", "), facts);
    if (facts.people) return {FileKind::people, facts.say("columnas ", "columns ") + columns_of(m, {"code", "name", "population"}) + (facts.sexes.empty() ? "" : ", " + facts.sexes)};
    if (facts.months && !facts.family_column) return {FileKind::incidents, facts.say("conteos por unidad y mes: ", "counts by unit and month: ") + seen};
    if (facts.family_column) return {FileKind::sites, facts.say("familia en la columna ", "a family in column ") + columns_of(facts.look.sites, {"family", "sector"})};
    if (facts.words.family) return named_by(FileKind::sites, *facts.words.family, {}, facts);
    if (facts.clock) return {FileKind::incidents, facts.say("filas por unidad y fecha: ", "rows by unit and date: ") + seen};
    const std::vector<std::string> numbers = unused_numbers(facts.look);
    if (facts.words.people && !numbers.empty()) return named_by(FileKind::people, *facts.words.people, columns_of(m, {"code", "name"}), facts);
    // With several numbers in every row it is a table of something, and no list.
    if (only_names_places(m) && numbers.size() < 2) return {FileKind::codes, facts.say("solo códigos y nombres: ", "codes and names alone: ") + columns_of(m, {"code", "name", "department", "country"})};
    return {FileKind::unknown, facts.say("una tabla por municipio sin fecha, conteo ni población que se reconozca", "a table by municipality without a date, count or population that is recognised")};
}

/// A layout that is known for one kind alone settles it.
std::optional<Answer> only_layout(const Facts& facts) {
    const FileLook& look = facts.look;
    const bool table_of_people = !look.municipalities.layout.empty() && !facts.placed;
    std::vector<Answer> known;
    if (!look.incidents.layout.empty()) known.push_back(known_layout(FileKind::incidents, look.incidents, facts));
    if (!look.sites.layout.empty()) known.push_back(known_layout(FileKind::sites, look.sites, facts));
    if (!look.population.layout.empty()) known.push_back(known_layout(facts.placed || look.population.placed() ? FileKind::population : FileKind::people, look.population, facts));
    if (table_of_people && look.municipalities.has("population")) known.push_back(known_layout(FileKind::people, look.municipalities, facts));
    return known.size() == 1 ? std::optional(known.front()) : std::nullopt;
}

Answer judge(const Facts& facts, const std::string& code_column) {
    if (facts.look.raster) return {FileKind::population, facts.say("un ráster: personas por celda", "a raster: people per cell")};
    if (const auto fault = facts.look.fault()) return cannot_be_read(*fault, facts);
    if (facts.areas) return judge_areas(facts, code_column);
    if (auto known = only_layout(facts)) return *known;
    return facts.placed ? judge_points(facts) : judge_table(facts);
}

std::string remedy_for(const Facts& facts) {
    const auto hint = [&](const Error& fault) { return fault.hint().empty() ? std::string() : said_in(fault, facts.language).hint(); };
    if (const auto fault = facts.look.fault()) return hint(*fault);
    if (const auto& fault = facts.look.incidents.fault; fault && !facts.areas && !facts.placed) return hint(*fault);
    if (of_departments(facts)) return facts.say("los límites que hacen falta son los de los municipios", "the boundaries that are needed are those of municipalities");
    const std::string columns = text::clip(text::join(facts.look.municipalities.columns, ", "), 300);
    if (facts.key) {
        return facts.say("si sirve, diga qué es con ", "where it is of use, say what it is with ") + set_flag(facts.look, "as=codes") +
               facts.say(" (o incidents, sites, people, population, municipalities), y sus columnas, si hace falta, con ", " (or incidents, sites, people, population, municipalities), and its columns, if need be, with ") +
               set_flag(facts.look, "municipality=...") + facts.say("; tiene: ", "; it has: ") + columns;
    }
    return facts.say("si sirve, añádalo a mano al estudio y nombre sus columnas; tiene: ", "where it is of use, add it to the study by hand and name its columns; it has: ") + columns;
}

}  // namespace

std::string set_flag(const FileLook& look, const std::string& word) {
    const std::string layer = look.source.layer.empty() ? "" : layer_word(look.source.layer) + ":";
    return "--set " + shell_quoted(look.named + ":" + layer + word);
}

std::string_view to_string(FileKind kind) {
    constexpr std::string_view names[] = {"municipalities", "incidents", "sites", "population", "people", "codes", "unknown"};
    return names[static_cast<std::size_t>(kind)];
}

std::string_view label(FileKind kind, Language language) {
    constexpr std::string_view es[] = {"límites municipales", "hechos de violencia", "sedes o programas", "dónde vive la gente", "habitantes por municipio", "lista de municipios", "no se reconoce"};
    constexpr std::string_view en[] = {"municipal boundaries", "violence incidents", "sites or programmes", "where people live", "people by municipality", "list of municipalities", "not recognised"};
    return tr(language, es[static_cast<std::size_t>(kind)], en[static_cast<std::size_t>(kind)]);
}

const Sight& sight_as(const FileLook& look, FileKind kind) {
    switch (kind) {
        case FileKind::incidents: return look.incidents;
        case FileKind::sites: return look.sites;
        case FileKind::population: return look.population;
        default: return look.municipalities;
    }
}

bool needs_people_column(FileVerdict& verdict, const FileLook& look, const layer::Dialects& dialects) {
    const auto named = look.municipalities.roles.find("population");
    if (verdict.people_column.empty() && named == look.municipalities.roles.end()) verdict.people_column = column_of_people(look, dialects).value_or("");
    const std::string column = named != look.municipalities.roles.end() ? named->second : verdict.people_column;
    if (!column.empty()) verdict.people_year = year_of_people(column, dialects);
    return column.empty() && !layer::columns_of_sexes(dialects, look.municipalities.columns);
}

FileVerdict judge_file(const FileLook& look, const layer::Dialects& dialects, Language language) {
    FileVerdict verdict;
    verdict.words = words_of(look.source.layer.empty() ? look.source.path.filename().string() : look.source.layer + " " + look.source.path.filename().string(), look.titles, dialects);
    Facts facts = gather(look, verdict.words, dialects, language);
    // "homicidios.csv" with murders and injuries in `tipo` holds both: one crime alone would be no more than the name says.
    if (facts.clock && (!facts.crime || verdict.words.incident_class)) verdict.class_column = column_of_crimes(look.incidents, dialects, facts.crime ? 2 : 1);
    facts.crime = facts.crime || !verdict.class_column.empty();
    verdict.family_in_column = facts.family_column;
    if (!facts.people && facts.words.people && !facts.words.incident_class && !facts.words.family) facts.people_column = column_of_people(look, dialects).value_or("");
    const bool of_crimes = facts.words.incident_class || facts.crime || (facts.clock && !facts.words.people);
    if (!facts.sexes.empty() && facts.people_column.empty() && !of_crimes) facts.people = true;
    const bool repeats = facts.areas && codes_repeat(look.municipalities);
    const std::string code_column = facts.areas && (repeats || !look.municipalities.roles.contains("code")) ? column_of_codes(look.municipalities) : std::string();
    std::tie(verdict.kind, verdict.evidence) = judge(facts, code_column);
    if (verdict.kind == FileKind::municipalities && !code_column.empty()) {
        verdict.code_column = code_column;
        verdict.code_evidence = facts.say("un código distinto en casi cada fila", "a code of its own in nearly every row");
        if (repeats) verdict.code_evidence += facts.say("; se repite ", "; what comes back is ") + look.municipalities.roles.at("code");
    }
    if (verdict.kind == FileKind::people) {
        verdict.people_column = facts.people_column;
        if (!facts.people_column.empty()) verdict.people_evidence = facts.words.people->why(language);
        needs_people_column(verdict, look, dialects);
    }
    const bool undated = verdict.kind == FileKind::incidents && !look.incidents.has("date") && !look.incidents.has("year");
    verdict.year_in_name = undated && verdict.words.year;
    if (verdict.kind == FileKind::unknown) verdict.remedy = remedy_for(facts);
    return verdict;
}

}  // namespace presencia::propose
