// SPDX-License-Identifier: Apache-2.0
#include "serve/http/negotiation.hpp"

#include "core/text.hpp"
#include "serve/http/field_text.hpp"

#include <algorithm>
#include <string>

namespace presencia::serve {

namespace {

std::string lowered(std::string_view text) {
    std::string out(text);
    for (char& c : out) c = lower(c);
    return out;
}

/// One element of a list field: what it names, and its weight in thousandths.
struct Wish {
    std::string name;
    int weight = 1000;
};

/// "0.25" as 250. What is no weight counts as none given.
int weight_of(std::string_view text) {
    if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return 1000;
    int value = (text[0] - '0') * 1000, step = 100;
    for (std::size_t i = 2; i < text.size(); ++i, step /= 10) {
        if (text[1] != '.' || text[i] < '0' || text[i] > '9') return 1000;
        value += (text[i] - '0') * step;
    }
    return std::min(value, 1000);
}

Wish wish_of(std::string_view element) {
    Wish wish;
    bool first = true;
    for (const std::string_view raw : text::split(element, ';')) {
        const std::string_view part = trimmed(raw);
        if (first) {
            wish.name = lowered(part);
        } else if (part.starts_with("q=") || part.starts_with("Q=")) {
            wish.weight = weight_of(part.substr(2));
        }
        first = false;
    }
    return wish;
}

/// 0 where the range does not hold the type; the more it says of it, the higher.
int specificity(std::string_view range, std::string_view type) {
    if (range == type) return 3;
    if (range.ends_with("/*") && range != "*/*" && type.starts_with(range.substr(0, range.size() - 1))) return 2;
    return range == "*/*" ? 1 : 0;
}

}  // namespace

std::optional<std::size_t> best_type(std::string_view accept, std::span<const std::string_view> offers) {
    if (trimmed(accept).empty()) return 0;
    std::optional<std::size_t> best;
    int best_weight = 0;
    for (std::size_t i = 0; i < offers.size(); ++i) {
        const std::string_view type = offers[i].substr(0, offers[i].find(';'));
        int weight = 0, closest = 0;
        for (const std::string_view element : text::split(accept, ',')) {
            const Wish wish = wish_of(element);
            const int close = specificity(wish.name, type);
            if (close > closest) {
                closest = close;
                weight = wish.weight;
            }
        }
        if (weight > best_weight) {
            best_weight = weight;
            best = i;
        }
    }
    return best;
}

bool accepts_gzip(std::string_view accept_encoding) {
    int gzip = -1, any = -1;
    for (const std::string_view element : text::split(accept_encoding, ',')) {
        const Wish wish = wish_of(element);
        if (wish.name == "gzip" || wish.name == "x-gzip") gzip = wish.weight;
        if (wish.name == "*") any = wish.weight;
    }
    return gzip >= 0 ? gzip > 0 : any > 0;
}

Language best_language(std::string_view accept_language, Language otherwise) {
    Language best = otherwise;
    int best_weight = 0;
    for (const std::string_view element : text::split(accept_language, ',')) {
        const Wish wish = wish_of(element);
        const std::string_view primary = std::string_view(wish.name).substr(0, wish.name.find('-'));
        if (wish.weight <= best_weight || (primary != "es" && primary != "en")) continue;
        best = primary == "en" ? Language::en : Language::es;
        best_weight = wish.weight;
    }
    return best;
}

}  // namespace presencia::serve
