// SPDX-License-Identifier: Apache-2.0
#include "study/settings.hpp"

#include "core/text.hpp"
#include "study/styles.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace presencia::study {

namespace {

constexpr std::pair<std::string_view, Language> languages[] = {{"es", Language::es}, {"en", Language::en}};
constexpr std::pair<std::string_view, Profile> profiles[] = {
    {"public", Profile::public_}, {"partner", Profile::partner}, {"restricted", Profile::restricted}};
constexpr std::pair<std::string_view, IndexMean> means[] = {
    {"mean", IndexMean::mean}, {"geometric", IndexMean::geometric}, {"minimum", IndexMean::minimum}};
constexpr std::int64_t deepest_zoom = 18;

void read_zoom(Section& section, Study& study) {
    const toml::node* node = section.find("zoom");
    if (node == nullptr) {
        return;
    }
    const toml::array* list = node->as_array();
    std::array<std::int64_t, 2> ends{};
    bool usable = list != nullptr && list->size() == 2;
    for (std::size_t i = 0; usable && i < 2; ++i) {
        const auto* level = list->get(i)->as_integer();
        usable = level != nullptr;
        ends[i] = usable ? level->get() : 0;
    }
    if (!usable) {
        section.wrong_type(
            "zoom", {"dos números enteros", "two whole numbers"}, *node,
            {"escriba zoom = [4, 10]: el menor y el mayor", "write zoom = [4, 10]: the smallest and the largest"});
    } else if (ends[0] < 0 || ends[1] > deepest_zoom) {
        section.reject("zoom", ErrorCode::study_bad_value, std::to_string(ends[0]) + ", " + std::to_string(ends[1]),
                       {"los niveles van de 0 a 18", "zooms run from 0 to 18"});
    } else if (ends[0] > ends[1]) {
        section.reject("zoom", ErrorCode::study_contradiction,
                       {"el nivel menor supera al mayor", "the smallest zoom is above the largest"},
                       "zoom = [" + std::to_string(ends[1]) + ", " + std::to_string(ends[0]) + "]");
    } else {
        study.min_zoom = static_cast<int>(ends[0]);
        study.max_zoom = static_cast<int>(ends[1]);
    }
}

void read_styles(Section& section, Study& study) {
    const std::optional<std::vector<std::string>> styles = section.texts("styles");
    if (!styles) {
        return;
    }
    const std::vector<std::string> valid(std::begin(style_names), std::end(style_names));
    for (const std::string& style : *styles) {
        if (std::find(valid.begin(), valid.end(), style) == valid.end()) {
            section.reject("styles", ErrorCode::study_bad_value, "\"" + text::clip(style, 60) + "\"",
                           hint_for(style, valid));
        } else if (std::count(styles->begin(), styles->end(), style) > 1) {
            section.reject("styles", ErrorCode::study_bad_value,
                           {"\"" + style + "\" dos veces", "\"" + style + "\" twice"},
                           {"nombre cada estilo una vez", "name each style once"});
            break;
        }
    }
    study.styles = *styles;
}

}  // namespace

Text at_risk_example() {
    const std::string rule = "\n    [at_risk]\n    measure   = \"rate_eb\"\n    top_share = 0.25    # ";
    return {"obligatoria: no hay una regla por omisión. Por ejemplo:" + rule +
                "la cuarta parte de los municipios, los de tasa más alta",
            "required: there is no default rule. For example:" + rule +
                "the quarter of the municipalities with the highest rate"};
}

void read_identity(Section& section, Study& study) {
    section.require("name", {"un nombre corto del estudio, como \"honduras-2013\"",
                             "a short name for the study, such as \"honduras-2013\""});
    section.require("from",
                    {"el primer día del período: from = 2013-01-01", "the first day of the period: from = 2013-01-01"});
    section.require("to", {"el último día del período, incluido: to = 2013-12-31",
                           "the last day of the period, inclusive: to = 2013-12-31"});
    study.name = section.text("name").value_or("");
    study.title = section.text("title").value_or(study.name);
    for (const char* key : {"name", "title"}) {
        const std::string& text = key == std::string_view("name") ? study.name : study.title;
        if (section.has(key) && text.size() > text::longest_name) {
            section.reject(key, ErrorCode::study_bad_value, "\"" + text::clip(text, 60) + "\"", {"255 bytes a lo más: está en cada página y en cada mapa", "at most 255 bytes: it stands on every page and every map"});
        }
    }
    study.period = {section.date("from").value_or(Date{}), section.date("to").value_or(Date{})};
    study.as_of = section.date("as_of").value_or(study.period.to);
    study.language = section.word<Language>("language", languages).value_or(Language::es);
    study.profile = section.word<Profile>("profile", profiles).value_or(Profile::public_);
    if (study.period.from.defined() && study.period.to.defined() && study.period.to < study.period.from) {
        section.reject(
            "to", ErrorCode::study_contradiction,
            {study.period.to.iso() + " es anterior a `from`, " + study.period.from.iso(),
             study.period.to.iso() + " is before `from`, " + study.period.from.iso()},
            {"el período va de `from` a `to`, ambos incluidos", "the period runs from `from` to `to`, both included"});
    }
    section.finish();
}

void read_reach(Section& section, Study& study) {
    if (const std::optional<double> target = section.number("target")) {
        study.reach_target = *target;
        if (*target <= 0.0 || *target > 1.0) {
            section.reject(
                "target", ErrorCode::study_bad_value, text::format_significant(*target),
                {"una proporción de más de 0 y hasta 1, como 0.8", "a share above 0 and up to 1, such as 0.8"});
        }
    }
    study.reach_index = section.word<IndexMean>("index", means).value_or(IndexMean::mean);
    section.finish();
}

void read_disclosure(Section& section, Study& study) {
    if (const std::optional<std::int64_t> least = section.integer("min_count")) {
        study.disclosure_min_count = *least;
        if (*least < 1 || *least > 1'000'000) {
            section.reject("min_count", ErrorCode::study_bad_value, std::to_string(*least),
                           {"un número entero desde 1: sube el umbral del perfil y nunca lo baja",
                            "a whole number from 1: it raises the profile's threshold and never lowers it"});
        }
    }
    section.finish();
}

void read_output(Section& section, Study& study) {
    read_zoom(section, study);
    read_styles(section, study);
    if (const std::optional<double> share = section.number("max_reject_share")) {
        study.max_reject_share = *share;
        if (*share < 0.0 || *share > 1.0) {
            section.reject("max_reject_share", ErrorCode::study_bad_value, text::format_significant(*share),
                           {"una proporción de 0 a 1, como 0.05", "a share from 0 to 1, such as 0.05"});
        }
    }
    section.finish();
}

}  // namespace presencia::study
