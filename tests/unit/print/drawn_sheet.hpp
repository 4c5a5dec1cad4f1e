// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/print/sheet_layout.hpp"
#include "emit/print/sheet_words.hpp"

#include <string>
#include <utility>

namespace presencia::test {

/// A map of `classes` classes with long Spanish labels, the last of them a state that is no value; crossed or not.
inline emit::TileMap wordy_map(int classes, bool crossed) {
    emit::TileMap map;
    map.title = "Dónde viven más personas en municipios en riesgo fuera del alcance de los servicios del Estado";
    map.subtitle =
        "Tasa suavizada por 100 000 habitantes y año; parte de las familias del Estado que alcanza a la población";
    for (int i = 0; i < classes; ++i) {
        emit::TileClass cls;
        cls.id = "class_" + std::to_string(i);
        cls.label = "No se sabe: los registros de la capa no están completos para el municipio";
        cls.fill = {0x3f, 0x20, 0x69};
        cls.special = i + 1 == classes;
        cls.count = 1234 * i;
        map.classes.push_back(std::move(cls));
    }
    if (crossed) {
        const emit::SquareAxis axis{"Necesidad",
                                    "Más necesidad de servicios",
                                    "rate_eb",
                                    {},
                                    {"Hasta 12 345,6", "12 345,6 – 67 890,1", "Más de 67 890,1"}};
        map.square = emit::ClassSquare{axis, axis, {{0, 1, 2}, {3, 4, 5}, {6, 7, 8}}};
    }
    return map;
}

inline emit::SheetWords wordy_words() {
    const std::string sentence =
        "En riesgo (regla relativa): el 25 % más alto de cada país según la tasa suavizada de homicidios y de "
        "desapariciones; ";
    return {"Dónde viven más personas en municipios en riesgo fuera del alcance de los servicios del Estado",
            "Presencia del Estado en comunidades en riesgo del Triángulo Norte, 2011–2013, con datos de doce fuentes",
            "2011-01-01 – 2013-12-31 · presencia al 2013-12-31",
            {sentence, sentence + sentence,
             "fuentes_con_un_nombre_muy_largo_y_sin_blancos_que_no_cabe_en_una_columna_angosta.geojson", sentence}};
}

inline emit::SheetContents wordy_contents(const emit::SheetFonts& fonts, const emit::TileMap& map,
                                          emit::SheetSizes sizes) {
    const emit::SheetWords words = wordy_words();
    return {emit::heading_flow(fonts, words, sizes), emit::legend_flow(fonts, map, sizes),
            emit::notes_flow(fonts, words, sizes)};
}

}  // namespace presencia::test
