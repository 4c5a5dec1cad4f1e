// SPDX-License-Identifier: Apache-2.0
#include "layer/geometry_words.hpp"

#include <algorithm>
#include <iterator>

namespace presencia::layer {

namespace {

struct Word {
    std::string_view geos, es;
};

/// The words of GEOS's TopologyValidationError, which English keeps.
constexpr Word words[] = {
    {"Hole lies outside shell", "un hueco queda fuera de su polígono"},
    {"Holes are nested", "un hueco dentro de otro"},
    {"Interior is disconnected", "el interior queda partido"},
    {"Self-intersection", "el contorno se cruza a sí mismo"},
    {"Ring Self-intersection", "el contorno se toca a sí mismo"},
    {"Nested shells", "un polígono dentro de otro"},
    {"Duplicate Rings", "el mismo contorno dos veces"},
    {"Too few points in geometry component", "un contorno con muy pocos puntos"},
    {"Invalid Coordinate", "una coordenada que no es un número"},
    {"Ring is not closed", "un contorno que no cierra"},
    {"Repeated Point", "un punto repetido"},
};

}  // namespace

std::string geometry_fault(std::string_view reason, Language language) {
    if (language == Language::en) return std::string(reason);
    const std::size_t place = std::min(reason.find('['), reason.size());
    const auto* const known = std::find_if(std::begin(words), std::end(words), [&](const Word& word) { return word.geos == reason.substr(0, place); });
    if (known == std::end(words)) return std::string(reason);
    return std::string(known->es) + (place < reason.size() ? " " : "") + std::string(reason.substr(place));
}

}  // namespace presencia::layer
