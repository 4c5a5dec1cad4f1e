// SPDX-License-Identifier: Apache-2.0
#include "layer/municipality_parts.hpp"

#include "core/language.hpp"
#include "core/text.hpp"
#include "geo/measure.hpp"
#include "geo/overlay.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <span>
#include <tuple>

namespace presencia::layer {

namespace {

using Features = std::span<MunicipalityFeature>;

/// Lexicographic order of vertices: tells identical shapes, and orders parts whatever the order of rows.
int compare(const geo::MultiPolygon& a, const geo::MultiPolygon& b) {
    const auto order = [](auto x, auto y) { return x < y ? -1 : (y < x ? 1 : 0); };
    const auto rings = [&](const geo::Ring& p, const geo::Ring& q) {
        if (const int sizes = order(p.size(), q.size())) return sizes;
        for (std::size_t i = 0; i < p.size(); ++i) {
            if (const int x = order(p[i].x, q[i].x)) return x;
            if (const int y = order(p[i].y, q[i].y)) return y;
        }
        return 0;
    };
    if (const int sizes = order(a.size(), b.size())) return sizes;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (const int outer = rings(a[i].outer, b[i].outer)) return outer;
        if (const int holes = order(a[i].holes.size(), b[i].holes.size())) return holes;
        for (std::size_t h = 0; h < a[i].holes.size(); ++h) {
            if (const int hole = rings(a[i].holes[h], b[i].holes[h])) return hole;
        }
    }
    return 0;
}

std::string place(const study::Study& study, const MunicipalityFeature& feature) {
    return study.municipalities[feature.source].source.shown + ":" + std::to_string(feature.row);
}

std::string identity(const MunicipalityFeature& feature) {
    return feature.country + " " + feature.code;
}

/// "HND 0101: \"La Ceiba\" (a.geojson:3), \"Tela\" (a.geojson:9)"
std::string names_of(const study::Study& study, Features group) {
    std::string out = identity(group.front()) + ": ";
    for (std::size_t i = 0; i < group.size(); ++i) {
        out += (i > 0 ? ", \"" : "\"") + group[i].name + "\" (" + place(study, group[i]) + ")";
    }
    return out;
}

bool two_names(Features group) {
    return std::any_of(group.begin(), group.end(), [&](const MunicipalityFeature& f) {
        return text::fold(f.name) != text::fold(group.front().name);
    });
}

bool may_merge(const study::Study& study, Features group) {
    return std::all_of(group.begin(), group.end(),
                       [&](const MunicipalityFeature& f) { return study.municipalities[f.source].merge_parts; });
}

/// Features [begin, end) of each identity; `features` are sorted.
std::vector<Features> group(std::vector<MunicipalityFeature>& features) {
    std::vector<Features> groups;
    for (std::size_t begin = 0; begin < features.size();) {
        std::size_t end = begin + 1;
        while (end < features.size() && features[end].country == features[begin].country &&
               features[end].code == features[begin].code)
            ++end;
        groups.emplace_back(features.data() + begin, end - begin);
        begin = end;
    }
    return groups;
}

void refuse_two_names(const study::Study& study, const std::vector<Features>& groups) {
    constexpr std::size_t most_listed = 20;
    std::vector<std::string> list;
    const MunicipalityFeature* first = nullptr;
    std::size_t count = 0;
    for (const Features& parts : groups) {
        if (!two_names(parts) || may_merge(study, parts)) continue;
        if (count++ == 0) first = &parts.front();
        if (list.size() < most_listed) list.push_back(names_of(study, parts));
    }
    if (first == nullptr) {
        return;
    }
    std::string detail = std::to_string(count) + ": " + text::join(list, "; ") + (count > list.size() ? "; ..." : "");
    throw Error(ErrorCode::municipality_two_names, {study.municipalities[first->source].source.shown, first->row, {}},
                std::move(detail),
                std::string(tr(study.language,
                               "corrija los códigos o, si son partes de un mismo municipio, ponga merge_parts = true",
                               "correct the codes or, if they are parts of one municipality, set merge_parts = true")));
}

[[noreturn]] void throw_twice(const study::Study& study, const MunicipalityFeature& a, const MunicipalityFeature& b,
                              std::string what) {
    throw Error(ErrorCode::municipality_twice, {study.municipalities[b.source].source.shown, b.row, {}},
                identity(a) + " " + a.name + " (" + place(study, a) + ", " + place(study, b) + "): " + what,
                std::string(tr(study.language, "quite uno con where, o deles códigos distintos",
                               "leave one out with where, or give them different codes")));
}

/// People of a municipality in parts: what its parts agree on.
double people_of(const study::Study& study, Features parts) {
    const MunicipalityFeature* known = nullptr;
    for (const MunicipalityFeature& part : parts) {
        if (std::isnan(part.population)) continue;
        if (known != nullptr && known->population != part.population) {
            throw_twice(study, *known, part,
                        std::string(tr(study.language, "sus filas dan poblaciones distintas, ",
                                       "its rows give different populations, ")) +
                            text::format_significant(known->population, 12) + " / " +
                            text::format_significant(part.population, 12));
        }
        if (known == nullptr) known = &part;
    }
    return known == nullptr ? not_known : known->population;
}

/// Two boundaries of different days are versions of a municipality, not parts of it.
void refuse_versions(const study::Study& study, Features parts) {
    for (const MunicipalityFeature& part : parts) {
        if (part.valid_from != parts.front().valid_from || part.valid_to != parts.front().valid_to) {
            throw_twice(
                study, parts.front(), part,
                std::string(tr(study.language, "dos versiones con fechas de validez distintas dentro del período",
                               "two versions with different days of validity within the period")));
        }
    }
}

/// Says what was united, and by how much the parts lay over each other: parts should not.
void note_merge(const study::Study& study, Features parts, std::span<const geo::MultiPolygon> shapes,
                const Municipality& whole, std::vector<Ledger>& ledgers) {
    std::vector<const MunicipalityFeature*> in_order;
    for (const MunicipalityFeature& part : parts) in_order.push_back(&part);
    std::sort(in_order.begin(), in_order.end(),
              [](const auto* a, const auto* b) { return std::tie(a->source, a->row) < std::tie(b->source, b->row); });
    std::string rows;
    for (const MunicipalityFeature* part : in_order) rows += (rows.empty() ? "" : ", ") + place(study, *part);
    const bool es = study.language == Language::es;
    const std::string n = std::to_string(shapes.size());
    std::string note = identity(parts.front()) + " " + whole.name + ": " + n;
    note += es ? " partes unidas (" + rows + "), población una vez" : " parts united (" + rows + "), population once";
    if (two_names(parts)) note += (es ? "; nombres: " : "; names: ") + names_of(study, parts);
    double sum = 0.0;
    for (const geo::MultiPolygon& shape : shapes) sum += geo::area(shape).value();
    constexpr double noise_km2 = 1e-3;
    if (sum - whole.area.value() > noise_km2) {
        note += (es ? "; se traslapan en " : "; they overlap by ") +
                text::format_significant(sum - whole.area.value(), 3) + " km2";
    }
    ledgers[in_order.front()->source].notes.push_back(std::move(note));
}

Municipality make(const study::Study& study, Features parts, std::vector<Ledger>& ledgers) {
    Municipality out;
    out.country = parts.front().country;
    out.code = parts.front().code;
    out.name = parts.front().name;  // sorted by name: the lowest
    out.population = people_of(study, parts);
    refuse_versions(study, parts);
    std::sort(parts.begin(), parts.end(), [](const MunicipalityFeature& a, const MunicipalityFeature& b) {
        const int shapes = compare(a.shape, b.shape);
        return shapes != 0 ? shapes < 0 : std::tie(a.source, a.row) < std::tie(b.source, b.row);
    });
    std::vector<geo::MultiPolygon> shapes;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        MunicipalityFeature& part = parts[i];
        if (!part.department.empty() && (out.department.empty() || part.department < out.department))
            out.department = part.department;
        Ledger& ledger = ledgers[part.source];
        if (!shapes.empty() && compare(shapes.back(), part.shape) == 0) {
            ++ledger.duplicates;
            ledger.left_out.push_back({part.row, "geometry", ErrorCode::row_duplicate, text::clip(part.code, 80)});
            continue;
        }
        ++ledger.located;
        out.area = part.area;
        shapes.push_back(std::move(part.shape));
    }
    if (shapes.size() == 1) {
        out.shape = std::move(shapes.front());
    } else {
        out.shape = geo::unite(shapes);
        out.area = geo::area(out.shape);
    }
    if (shapes.size() > 1) {
        note_merge(study, parts, shapes, out, ledgers);
    }
    return out;
}

}  // namespace

std::vector<Municipality> unite_parts(const study::Study& study, std::vector<MunicipalityFeature> features,
                                      std::vector<Ledger>& ledgers) {
    std::sort(features.begin(), features.end(), [](const MunicipalityFeature& a, const MunicipalityFeature& b) {
        return std::tie(a.country, a.code, a.name, a.source, a.row) <
               std::tie(b.country, b.code, b.name, b.source, b.row);
    });
    const std::vector<Features> groups = group(features);
    refuse_two_names(study, groups);
    std::vector<Municipality> out;
    out.reserve(groups.size());
    for (const Features& parts : groups) {
        out.push_back(make(study, parts, ledgers));
    }
    return out;
}

}  // namespace presencia::layer
