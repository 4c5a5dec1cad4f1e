// SPDX-License-Identifier: Apache-2.0
#include "join/swap_watch.hpp"

#include "core/error.hpp"

#include <string>

namespace presencia::join {

void require_not_swapped(const SwapWatch& watch, const std::string& file) {
    if (watch.swapped()) {
        throw Error(ErrorCode::coordinates_swapped, {.file = file}, std::to_string(watch.fits_swapped()) + " / " + std::to_string(watch.seen()),
                    "coordinates = \"swapped\"");
    }
}

void note_misplaced(const SwapWatch& watch, Language language, std::vector<std::string>& notes) {
    const auto note = [&](std::int64_t rows, std::string_view es, std::string_view en) {
        if (rows > 0) notes.push_back(std::to_string(rows) + std::string(tr(language, es, en)));
    };
    note(watch.fits_swapped(), " filas fuera de los municipios caerían dentro del estudio con longitud y latitud intercambiadas: corríjalas en el archivo",
         " rows outside the municipalities would lie within the study with longitude and latitude exchanged: mend them in the file");
    note(watch.fits_mirrored(), " filas fuera de los municipios caerían dentro del estudio con el otro signo en la longitud: coordinates = \"west\" las lee al oeste",
         " rows outside the municipalities would lie within the study with the other sign of the longitude: coordinates = \"west\" reads them as west");
}

}  // namespace presencia::join
