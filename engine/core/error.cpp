// SPDX-License-Identifier: Apache-2.0
#include "core/error.hpp"

#include <array>
#include <utility>

namespace presencia {

namespace {

using enum ErrorCode;

// One line a code: id, exit status, HTTP status, English, Spanish. Exit statuses: 0 done, 1 internal, 2 usage,
// 3 input or study invalid or refused by policy, 4 nothing matched, 5 output, 6 too many rejects, 130 interrupted.
constexpr ErrorEntry table[] = {
    {internal, "E0001", 1, 500, "internal error", "error interno"},
    {interrupted, "E0002", 130, 503, "interrupted; nothing was written", "interrumpido; no se escribió nada"},
    {file_missing, "E1001", 3, 404, "file not found", "no se encuentra el archivo"},
    {file_not_regular, "E1002", 3, 404, "not a regular file", "no es un archivo regular"},
    {file_name_refused, "E1003", 3, 400, "file name refused: only plain files on this machine are read",
     "nombre de archivo rechazado: solo se leen archivos simples de este equipo"},
    {file_unreadable, "E1004", 3, 500, "the file cannot be read", "no se puede leer el archivo"},
    {file_not_geodata, "E1005", 3, 400, "not a format that is read here", "no es un formato que se lea aquí"},
    {file_empty, "E1006", 3, 400, "the file is empty", "el archivo está vacío"},
    {file_encoding, "E1007", 3, 400, "character encoding not read", "codificación de caracteres no admitida"},
    {file_layer_ambiguous, "E1008", 3, 400, "the file has several layers", "el archivo tiene varias capas"},
    {file_too_nested, "E1009", 3, 400, "nested too deeply", "anidamiento demasiado profundo"},
    {file_limit, "E1010", 3, 400, "beyond a limit of the reader", "supera un límite de lectura"},
    {file_outside, "E1011", 3, 403, "outside the study's folder and the folders that were allowed",
     "fuera de la carpeta del estudio y de las carpetas permitidas"},
    {database_not_allowed, "E1012", 3, 403, "databases are read only where that was allowed",
     "una base de datos solo se lee con permiso"},
    {database_unreachable, "E1013", 3, 503, "no database answers there", "ahí no responde ninguna base de datos"},
    {database_login, "E1014", 3, 503, "the database does not let us in", "la base de datos no deja entrar"},
    {database_failed, "E1015", 3, 500, "the database does not give what was asked for",
     "la base de datos no da lo que se pidió"},
    {row_ragged, "E2001", 3, 400, "the row has another number of cells than the header",
     "la fila tiene un número de celdas distinto del encabezado"},
    {row_bad_quote, "E2002", 3, 400, "quotes that do not close", "comillas sin cerrar"},
    {row_nul_byte, "E2003", 3, 400, "NUL byte in the row", "byte NUL en la fila"},
    {value_not_number, "E2004", 3, 400, "not a number", "no es un número"},
    {value_not_finite, "E2005", 3, 400, "not a finite number", "no es un número finito"},
    {value_negative, "E2006", 3, 400, "negative", "negativo"},
    {value_not_integer, "E2007", 3, 400, "not a whole number", "no es un número entero"},
    {date_invalid, "E2008", 3, 400, "no date, or none that exists", "sin fecha, o con una que no existe"},
    {date_ambiguous, "E2009", 3, 400, "date order cannot be told", "no se puede saber el orden de la fecha"},
    {coordinates_missing, "E2010", 3, 400, "no usable coordinates and no municipality",
     "sin coordenadas utilizables ni municipio"},
    {coordinates_out_of_range, "E2011", 3, 400, "coordinates out of range", "coordenadas fuera de rango"},
    {coordinates_null_island, "E2012", 3, 400, "coordinates at 0,0", "coordenadas en 0,0"},
    {coordinates_swapped, "E2013", 3, 400, "longitude and latitude look swapped",
     "longitud y latitud parecen intercambiadas"},
    {municipality_unknown, "E2014", 3, 400, "no such municipality in the study",
     "el municipio no existe en el estudio"},
    {municipality_missing, "E2015", 3, 400, "no municipality given", "falta el municipio"},
    {period_partial, "E2016", 3, 400, "the row's period is only partly inside the study's",
     "el período de la fila está solo en parte dentro del período del estudio"},
    {duplicate_conflict, "E2017", 3, 400, "same id as another row, with other content",
     "mismo id que otra fila, con otro contenido"},
    {value_not_allowed, "E2018", 3, 400, "value not allowed here", "valor no admitido aquí"},
    {encoding_invalid, "E2019", 3, 400, "bytes that are not in the declared encoding",
     "bytes que no están en la codificación declarada"},
    {geometry_missing, "E2020", 3, 400, "no geometry", "sin geometría"},
    {column_missing, "E2021", 3, 400, "column not found", "no se encuentra la columna"},
    {row_too_coarse, "E2022", 3, 400, "known only above municipality level",
     "conocido solo por encima del nivel municipal"},
    {row_outside, "E2023", 3, 400, "outside every municipality", "fuera de todos los municipios"},
    {row_duplicate, "E2024", 3, 400, "same as an earlier row with the same id", "igual a una fila anterior con el mismo id"},
    {position_country_centre, "E2025", 3, 400, "at the centre of a country: no place is known",
     "en el centro de un país: no se conoce el lugar"},
    {longitude_unsigned, "E2026", 3, 400, "longitudes without their minus sign", "longitudes sin su signo menos"},
    {municipality_ambiguous, "E2027", 3, 400, "several municipalities answer to this", "varios municipios responden a esto"},
    {department_unknown, "E2028", 3, 400, "no such department in the study", "el departamento no existe en el estudio"},
    {unit_split, "E2029", 3, 400, "an old municipality that was split: its parts are not known",
     "un municipio antiguo que se dividió: no se sabe de qué parte es"},
    {row_blank, "E2030", 3, 400, "a row of blanks", "una fila en blanco"},
    {row_total, "E2031", 3, 400, "a total of other rows, or a part that a total holds", "un total de otras filas, o una parte que un total ya trae"},
    {row_note, "E2032", 3, 400, "a note, not a row of data", "una nota, no una fila de datos"},
    {row_header, "E2033", 3, 400, "the header again, or the units of its columns",
     "el encabezado otra vez, o las unidades de sus columnas"},
    {number_ambiguous, "E2034", 3, 400, "decimal and thousands marks cannot be told apart",
     "no se puede distinguir la marca decimal de la de miles"},
    {places_differ, "E2035", 3, 400, "several places in one row, and lists of them that differ in length",
     "varios lugares en una fila, y listas de ellos que no tienen el mismo largo"},
    {key_contradiction, "E2036", 3, 400, "code and name are of two municipalities",
     "el código y el nombre son de dos municipios"},
    {row_other_table, "E2037", 3, 400, "a row of another table below the one that is read", "una fila de otra tabla, debajo de la que se lee"},
    {row_excluded, "E2038", 3, 400, "left out by where, of the study or of a known layout", "la quita where, del estudio o de un formato conocido"},
    {row_other_period, "E2039", 3, 400, "outside the study's period", "fuera del período del estudio"},
    {row_other_year, "E2040", 3, 400, "not of the year that is asked for", "no es del año que se pide"},
    {row_other_country, "E2041", 3, 400, "of another country", "de otro país"},
    {row_no_family, "E2042", 3, 400, "of none of the families", "de ninguna de las familias"},
    {row_no_people, "E2043", 3, 400, "without people", "sin habitantes"},
    {municipality_not_in_force, "E2044", 3, 400, "a municipality that does not exist in the study's period", "un municipio que no existe en el período del estudio"},
    {geometry_unreadable, "E3001", 3, 400, "geometry that cannot be used", "geometría que no se puede usar"},
    {geometry_repair_large, "E3002", 3, 400, "repair would change the area too much",
     "la reparación cambiaría demasiado la superficie"},
    {municipality_twice, "E3003", 3, 400, "the same municipality twice", "el mismo municipio dos veces"},
    {municipality_two_names, "E3004", 3, 400, "one code with two names", "un código con dos nombres"},
    {municipality_no_code, "E3005", 3, 400, "municipality without a code", "municipio sin código"},
    {municipalities_none, "E3006", 4, 400, "no municipality to study", "no hay municipios que estudiar"},
    {crs_missing, "E4001", 3, 400, "no coordinate reference system", "falta el sistema de referencia de coordenadas"},
    {crs_unknown, "E4002", 3, 400, "coordinate reference system not known",
     "sistema de referencia de coordenadas desconocido"},
    {crs_out_of_area, "E4003", 3, 400, "coordinates fall outside the area of their reference system",
     "las coordenadas caen fuera del área de su sistema de referencia"},
    {output_exists, "E5001", 5, 500, "the output exists", "la salida ya existe"},
    {output_unwritable, "E5002", 5, 500, "the output cannot be written", "no se puede escribir la salida"},
    {output_not_result, "E5003", 3, 404, "not a result of presencia", "no es un resultado de presencia"},
    {request_malformed, "E6001", 2, 400, "the request is malformed", "la petición está mal formada"},
    {parameter_unknown, "E6002", 2, 400, "unknown parameter", "parámetro desconocido"},
    {parameter_invalid, "E6003", 2, 400, "value of a parameter not accepted", "valor de un parámetro no aceptado"},
    {path_unknown, "E6004", 2, 404, "nothing is there", "ahí no hay nada"},
    {method_refused, "E6005", 2, 405, "only GET, HEAD and OPTIONS", "solo GET, HEAD y OPTIONS"},
    {not_acceptable, "E6006", 2, 406, "not to be had in that form", "no se da en esa forma"},
    {request_slow, "E6007", 2, 408, "the request took too long to arrive", "la petición tardó demasiado en llegar"},
    {precondition_failed, "E6008", 2, 412, "it is another one by now", "ya es otro"},
    {request_body, "E6009", 2, 413, "requests have no body here", "aquí las peticiones no llevan cuerpo"},
    {address_too_long, "E6010", 2, 414, "the address is too long", "la dirección es demasiado larga"},
    {range_unsatisfiable, "E6011", 2, 416, "the range lies outside the file", "el rango queda fuera del archivo"},
    {expectation_refused, "E6012", 2, 417, "expectation not met", "expectativa que no se cumple"},
    {host_unknown, "E6013", 2, 421, "this server is not called so", "este servidor no se llama así"},
    {header_too_large, "E6014", 2, 431, "the header is too large", "el encabezado es demasiado grande"},
    {server_busy, "E6015", 1, 503, "too busy now", "demasiado ocupado ahora"},
    {version_unsupported, "E6016", 2, 505, "only HTTP/1.0 and HTTP/1.1", "solo HTTP/1.0 y HTTP/1.1"},
    {server_address, "E6017", 5, 500, "cannot listen at that address", "no se puede escuchar en esa dirección"},
    {study_syntax, "E7001", 3, 400, "the study file is not valid TOML", "el archivo de estudio no es TOML válido"},
    {study_unknown_key, "E7002", 3, 400, "unknown key", "clave desconocida"},
    {study_later_key, "E7003", 3, 400, "key not in this version", "clave que no está en esta versión"},
    {study_wrong_type, "E7004", 3, 400, "value of the wrong type", "valor de tipo equivocado"},
    {study_missing_key, "E7005", 3, 400, "required key missing", "falta una clave obligatoria"},
    {study_bad_value, "E7006", 3, 400, "value not accepted", "valor no aceptado"},
    {study_contradiction, "E7007", 3, 400, "keys that contradict each other", "claves que se contradicen"},
    {policy_refused, "E7008", 3, 403, "refused by the disclosure profile", "rechazado por el perfil de divulgación"},
    {rule_without_denominators, "E7009", 3, 400, "too few municipalities have a population for a rule on rates",
     "muy pocos municipios tienen población para una regla sobre tasas"},
    {rule_no_difference, "E7010", 3, 400, "no detectable difference between municipalities",
     "no hay diferencia detectable entre municipios"},
    {nothing_matched, "E7011", 4, 404, "nothing matched", "nada coincide"},
    {too_many_rejects, "E7012", 6, 500, "more rows rejected than allowed", "más filas rechazadas de lo permitido"},
    {usage, "E7013", 2, 400, "wrong use of the command", "uso incorrecto del comando"},
};

constexpr bool in_order() {
    for (std::size_t i = 0; i < std::size(table); ++i) {
        if (static_cast<std::size_t>(table[i].code) != i) {
            return false;
        }
    }
    return static_cast<std::size_t>(usage) + 1 == std::size(table);
}
static_assert(in_order(), "the error table must follow the enumeration");

}  // namespace

std::span<const ErrorEntry> error_table() {
    return table;
}

const ErrorEntry& error_entry(ErrorCode code) {
    return table[static_cast<std::size_t>(code)];
}

Error::Error(ErrorCode code, Where where, std::string detail, std::string hint)
    : std::runtime_error(std::string(error_entry(code).id) + ": " + std::string(error_entry(code).en) +
                         (detail.empty() ? "" : ": " + detail)),
      code_(code),
      where_(std::move(where)),
      detail_(std::move(detail)),
      hint_(std::move(hint)) {}

std::string Error::message(Language language) const {
    std::string out = where_.file;
    if (where_.row > 0) {
        out += (out.empty() ? "" : ":") + std::to_string(where_.row);
    }
    if (!where_.column.empty()) {
        out += (out.empty() ? "" : ": ") + where_.column;
    }
    const ErrorEntry& line = error_entry(code_);
    out += (out.empty() ? "" : ": ") + std::string(line.id) + ": ";
    out += language == Language::es ? line.es : line.en;
    if (!detail_.empty()) {
        out += ": " + detail_;
    }
    if (!hint_.empty()) {
        out += language == Language::es ? "\n  sugerencia: " : "\n  hint: ";
        out += hint_;
    }
    return out;
}

}  // namespace presencia
