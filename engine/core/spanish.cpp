// SPDX-License-Identifier: Apache-2.0
#include "core/spanish.hpp"

namespace presencia {

namespace {

constexpr std::pair<std::string_view, std::string_view> sentences[] = {
    // outputs
    {"add --overwrite to replace it, or choose another name with -o", "agregue --overwrite para reemplazarlo, o elija otro nombre con -o"},
    {"choose another name with -o", "elija otro nombre con -o"},
    {"choose another name with -o, or go out of it first", "elija otro nombre con -o, o salga antes de ella"},
    {"it is the current folder, or holds it", "es la carpeta actual, o la contiene"},
    {"not a directory", "no es una carpeta"},
    {"not a plain file", "no es un archivo simple"},
    {"the directory holds something else than a result (no manifest.json)", "la carpeta contiene otra cosa que un resultado (no hay manifest.json)"},
    // results
    {"give the directory that `presencia run` wrote", "dé la carpeta que escribió `presencia run`"},
    {"no study.gpkg there", "ahí no hay study.gpkg"},
    {"run the study again", "corra el estudio de nuevo"},
    {"the table is missing", "falta la tabla"},
    {"update presencia, or run the study again", "actualice presencia, o corra el estudio de nuevo"},
    {"written by a newer version", "lo escribió una versión más nueva"},
    {"written by an older version", "lo escribió una versión más vieja"},
    // files
    {"take the same table as CSV: portals of open data offer both", "tome la misma tabla como CSV: los portales de datos abiertos ofrecen ambos"},
    {"a JSON list, not a GeoJSON object", "una lista de JSON, no un objeto GeoJSON"},
    {"a Shapefile is .shp, .shx, .dbf and .prj together", "un Shapefile son .shp, .shx, .dbf y .prj juntos"},
    {"a raster is read as population only", "un ráster se lee solo como población"},
    {"complex numbers", "números complejos"},
    {"give a raster of one band: people per cell", "dé un ráster de una banda: personas por celda"},
    {"at most {}", "a lo sumo {}"},
    {"known: {}", "se conocen: {}"},
    {"name one: {}", "nombre una: {}"},
    {"not JSON", "no es JSON"},
    {"not a font", "no es una tipografía"},
    {"one file, one crs", "un archivo, un sistema de referencia"},
    {"only a crs by name is read; GeoJSON without one is longitude and latitude", "solo se lee un crs por su nombre; GeoJSON sin él es longitud y latitud"},
    {"JSON: the file ends in the middle", "JSON: el archivo termina a la mitad"},
    {"remove the declaration <!DOCTYPE ...>: IATI has none", "quite la declaración <!DOCTYPE ...>: IATI no la usa"},
    {"the answer is not whole: ask again", "la respuesta no está completa: repita la consulta"},
    {"the file changed while it was read", "el archivo cambió mientras se leía"},
    {"of XML, activities of IATI are read: <iati-activities><iati-activity>", "de XML se leen actividades de IATI: <iati-activities><iati-activity>"},
    {"write it into the GeoTIFF itself: side files are not read", "escríbalo en el GeoTIFF mismo: no se leen archivos vecinos"},
    {"{} bands", "{} bandas"},
    {"{} columns", "{} columnas"},
    // studies
    {"it has: {}", "tiene: {}"},
    {"name it as \"EPSG:4326\" (longitude, latitude), \"EPSG:32616\" (UTM zone 16 north) or by its WKT",
     "nómbrelo como \"EPSG:4326\" (longitud, latitud), \"EPSG:32616\" (UTM zona 16 norte) o por su WKT"},
    {"name the column of municipality codes `code`, or that of their names `name`", "llame `code` a la columna de códigos de municipio, o `name` a la de sus nombres"},
    {"presencia's own data: install it again, or name its folder", "datos de presencia misma: instálela de nuevo, o nombre su carpeta"},
    {"layers/README.md describes the form of these files", "layers/README.md describe la forma de estos archivos"},
};

constexpr std::string_view gap = "{}";

}  // namespace

std::span<const std::pair<std::string_view, std::string_view>> spanish_sentences() {
    return sentences;
}

std::string in_language(std::string_view english, Language language) {
    if (language == Language::en) return std::string(english);
    for (const auto& [en, es] : sentences) {
        const std::size_t at = en.find(gap);
        if (at == en.npos) {
            if (en == english) return std::string(es);
            continue;
        }
        const std::string_view before = en.substr(0, at), after = en.substr(at + gap.size());
        if (english.size() < before.size() + after.size() || !english.starts_with(before) || !english.ends_with(after)) continue;
        const std::string_view kept = english.substr(before.size(), english.size() - before.size() - after.size());
        const std::size_t place = es.find(gap);
        return std::string(es.substr(0, place)) + std::string(kept) + std::string(es.substr(place + gap.size()));
    }
    return std::string(english);
}

}  // namespace presencia
