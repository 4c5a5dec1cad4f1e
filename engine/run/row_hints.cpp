// SPDX-License-Identifier: Apache-2.0
#include "run/row_hints.hpp"

#include "core/spanish.hpp"

#include <algorithm>
#include <iterator>

namespace presencia {

namespace {

using enum ErrorCode;

struct Hint {
    ErrorCode code;
    std::string_view es, en;
};

constexpr Hint hints[] = {
    {file_missing, "revise el nombre y la carpeta; las rutas parten del archivo de estudio", "look at the name and the folder; paths start at the study file"},
    {file_not_regular, "nombre un archivo, no una carpeta, un dispositivo ni una tubería", "name a file, not a folder, a device or a pipe"},
    {file_name_refused, "descargue o descomprima el archivo y nómbrelo", "download or unpack the file and name it"},
    {file_unreadable, "¿está completo? ábralo en QGIS, o expórtelo o descárguelo de nuevo", "is it whole? open it in QGIS, or export or download it again"},
    {file_not_geodata, "expórtelo como GeoJSON, GeoPackage, Shapefile o CSV, con la extensión de su formato", "export it as GeoJSON, GeoPackage, Shapefile or CSV, with the extension of its format"},
    {file_empty, "¿se interrumpió la descarga o la exportación? donde de verdad no hay filas, deje el encabezado",
     "was the download or export interrupted? where there are truly no rows, leave the header"},
    {file_encoding, "guárdelo como UTF-8, o diga encoding = \"cp1252\" en la capa", "save it as UTF-8, or say encoding = \"cp1252\" in the layer"},
    {file_too_nested, "no es GeoJSON ni TopoJSON corriente: expórtelo de nuevo", "this is no ordinary GeoJSON or TopoJSON: export it again"},
    {file_limit, "¿es un archivo de texto, con una fila en cada línea?", "is it a text file, with one row a line?"},
    {database_unreachable, "¿está en marcha el servidor? el lugar sale de PGHOST y PGPORT o del archivo de servicios (PGSERVICEFILE)",
     "is the server running? its place comes from PGHOST and PGPORT or the service file (PGSERVICEFILE)"},
    {database_login, "usuario y contraseña salen de PGUSER y PGPASSWORD, de ~/.pgpass o del archivo de servicios",
     "user and password come from PGUSER and PGPASSWORD, from ~/.pgpass or the service file"},
    {database_failed, "pruebe la tabla o la consulta con psql; la geometría debe ser una sola columna de PostGIS",
     "try the table or query with psql; the geometry must be a single PostGIS column"},
    {study_wrong_type, "los textos van entre comillas; los números, las fechas, true y false no",
     "text goes between quotes; numbers, dates, true and false do not"},
    {column_missing, "dé la columna por su nombre en el estudio", "give the column by its name in the study"},
    {row_ragged, "¿hay un separador dentro de un texto sin comillas?", "is there a delimiter inside an unquoted text?"},
    {row_bad_quote, "cierre las comillas, o duplique las que van dentro del texto", "close the quotes, or double those inside the text"},
    {value_not_number, "escriba cifras; si no se reconocen las marcas, dígalas con decimal y thousands en la capa", "write digits; where the marks are not recognised, name them with decimal and thousands in the layer"},
    {value_not_finite, "deje la celda vacía donde no hay dato", "leave the cell empty where there is no value"},
    {value_negative, "un conteo no puede ser negativo", "a count cannot be negative"},
    {value_not_integer, "un conteo es un número entero", "a count is a whole number"},
    {date_invalid, "donde está en blanco o dice «S/D», complétela o quite la fila con where; donde no, corrija el día, o diga el orden con date_format en la capa",
     "where it is blank or \"n/a\", fill it in or leave the row out with where; else mend the day, or name the order with date_format in the layer"},
    {date_ambiguous, "diga el orden con date_format, por ejemplo \"%d/%m/%Y\"", "name the order with date_format, as \"%d/%m/%Y\""},
    {coordinates_missing, "añada longitud y latitud, o una columna con el código de municipio", "add longitude and latitude, or a column with the municipality's code"},
    {coordinates_out_of_range, "¿están en metros? diga el sistema con crs en la capa", "are they in metres? name the system with crs in the layer"},
    {coordinates_null_island, "0,0 suele ser una celda vacía: déjela vacía o corríjala", "0,0 is mostly an empty cell: leave it empty or mend it"},
    {coordinates_swapped, "cambie las columnas de x e y en la capa", "exchange the columns of x and y in the layer"},
    {municipality_unknown, "las notas de la capa dan los nombres más parecidos; corrija la clave, o dígala en aliases = \"nombres.csv\" de [[municipalities]]",
     "the notes on the layer give the nearest names; mend the key, or say what it means in aliases = \"names.csv\" of [[municipalities]]"},
    {municipality_ambiguous, "dé el departamento o el país en otra columna", "give the department or the country in another column"},
    {key_contradiction, "corrija el código o el nombre; las notas de la capa dicen de qué municipio es cada uno. Donde uno de los dos no vale, nombre solo el otro en la capa",
     "mend the code or the name; the notes on the layer say whose each of them is. Where one of both means nothing, name only the other in the layer"},
    {places_differ, "un valor por lugar en cada lista, en el mismo orden; o several_places = false en la capa", "one value a place in each list, in one order; or several_places = false in the layer"},
    {department_unknown, "las notas de la capa dan los departamentos más parecidos; corrija la clave, o quite la fila con where",
     "the notes on the layer give the nearest departments; mend the key, or leave the row out with where"},
    {unit_split, "dé conteos de la división actual, o una tabla de equivalencias en la que una parte conserve el código",
     "give counts of today's division, or a crosswalk in which one part keeps the code"},
    {municipality_missing, "la fila necesita coordenadas, o el código o el nombre del municipio", "the row needs coordinates, or the code or name of a municipality"},
    {period_partial, "un conteo, o un mes, que cae solo en parte en el período no se reparte: dé conteos por mes, o días, o cambie from y to",
     "a count, or a month, that is only partly inside the period is never prorated: give monthly counts, or days, or change from and to"},
    {duplicate_conflict, "decida cuál fila vale y quite la otra", "decide which row holds and remove the other"},
    {value_not_allowed, "vea los valores admitidos en layers/README.md, o tradúzcalos con map en la capa", "see the allowed values in layers/README.md, or translate them with map in the layer"},
    {encoding_invalid, "diga encoding en la capa, por ejemplo \"latin1\"", "name encoding in the layer, as \"latin1\""},
    {row_too_coarse, "solo se conoce el departamento o el país: no puede ir a un municipio", "only the department or country is known: it cannot go to a municipality"},
    {geometry_unreadable, "un municipio es un polígono; un hecho, un punto", "a municipality is a polygon; an incident, a point"},
    {geometry_missing, "dibuje la geometría que falta, o quite la fila con where", "draw the missing geometry, or leave the row out with where"},
    {geometry_repair_large, "corrija la geometría en un SIG", "mend the geometry in a GIS"},
    {municipality_no_code, "dé un código a cada municipio, o quite la fila con where", "give each municipality a code, or leave the row out with where"},
    {municipalities_none, "¿where los quita todos? ¿valid_from y valid_to caen dentro del período?", "does where leave them all out? are valid_from and valid_to within the period?"},
    {crs_unknown, "escriba crs = \"EPSG:...\" con un número que exista", "write crs = \"EPSG:...\" with a number that exists"},
    {output_unwritable, "¿hay espacio y permiso? elija otra carpeta con -o", "is there space and permission? choose another folder with -o"},
    {output_not_result, "nombre la carpeta que dejó presencia run -o DIR", "name the folder that presencia run -o DIR left"},
    {position_country_centre, "solo se conoce el país: no puede ir a un municipio", "only the country is known: it cannot go to a municipality"},
    {number_ambiguous, "diga decimal = \",\" o decimal = \".\" en la capa", "say decimal = \",\" or decimal = \".\" in the layer"},
    {row_total, "si es una fila de datos, totals = false en la capa; si no es parte de otra fila de población, parts = []", "if it is a row of data, totals = false in the layer; if it is no part of another row of people, parts = []"},
    {row_note, "si es una fila de datos, totals = false en la capa", "if it is a row of data, totals = false in the layer"},
    {row_header, "si es una fila de datos, totals = false en la capa", "if it is a row of data, totals = false in the layer"},
    {row_outside, "¿el punto cae en el mar o en otro país? snap_m en la capa permite acercar", "does the point lie at sea or in another country? snap_m in the layer lets it be snapped"},
};

}  // namespace

std::string_view row_hint(ErrorCode code, Language language) {
    const auto* const at = std::find_if(std::begin(hints), std::end(hints), [&](const Hint& hint) { return hint.code == code; });
    return at == std::end(hints) ? std::string_view() : tr(language, at->es, at->en);
}

Error said_in(const Error& error, Language language) {
    return {error.code(), error.where(), in_language(error.detail(), language),
            error.hint().empty() ? std::string(row_hint(error.code(), language)) : in_language(error.hint(), language)};
}

}  // namespace presencia
