// SPDX-License-Identifier: Apache-2.0
#include "layer/not_text.hpp"

#include "core/language.hpp"
#include "source/binary_form.hpp"

#include <algorithm>
#include <iterator>

namespace presencia::layer {

namespace {

using source::BinaryForm;

/// What there is to do: another name, another program, another file.
enum class Remedy : std::uint8_t { rename, save_as, unpack, export_table, ask_for_table, fetch_again };

struct Described {
    BinaryForm form;
    std::string_view es, en;
    Remedy remedy;
    std::string_view extension;  ///< that it should have
};

constexpr Described described[] = {
    {BinaryForm::png, "una imagen PNG", "a PNG image", Remedy::ask_for_table, {}},
    {BinaryForm::jpeg, "una imagen JPEG", "a JPEG image", Remedy::ask_for_table, {}},
    {BinaryForm::gif, "una imagen GIF", "a GIF image", Remedy::ask_for_table, {}},
    {BinaryForm::webp, "una imagen WebP", "a WebP image", Remedy::ask_for_table, {}},
    {BinaryForm::tiff, "una imagen TIFF, o un ráster", "a TIFF image, or a raster", Remedy::rename, ".tif"},
    {BinaryForm::pdf, "un documento PDF", "a PDF document", Remedy::ask_for_table, {}},
    {BinaryForm::workbook, "un libro de Excel (.xlsx)", "an Excel workbook (.xlsx)", Remedy::rename, ".xlsx"},
    {BinaryForm::opendocument, "una hoja de cálculo OpenDocument (.ods)", "an OpenDocument spreadsheet (.ods)", Remedy::rename, ".ods"},
    {BinaryForm::old_office, "un libro del Excel antiguo (.xls), u otro documento de Office", "an old Excel workbook (.xls), or another Office document", Remedy::save_as, {}},
    {BinaryForm::zip, "un archivo comprimido ZIP", "a ZIP archive", Remedy::unpack, {}},
    {BinaryForm::gzip, "un archivo comprimido con gzip (.gz)", "a file packed with gzip (.gz)", Remedy::unpack, {}},
    {BinaryForm::packed, "un archivo comprimido (7z, rar, xz, bzip2 o zstd)", "a packed file (7z, rar, xz, bzip2 or zstd)", Remedy::unpack, {}},
    {BinaryForm::geopackage, "un GeoPackage (.gpkg)", "a GeoPackage (.gpkg)", Remedy::rename, ".gpkg"},
    {BinaryForm::sqlite, "una base de datos SQLite", "an SQLite database", Remedy::export_table, {}},
    {BinaryForm::access, "una base de datos de Access", "an Access database", Remedy::export_table, {}},
    {BinaryForm::parquet, "una tabla Parquet", "a Parquet table", Remedy::export_table, {}},
    {BinaryForm::shapefile, "un Shapefile (.shp)", "a Shapefile (.shp)", Remedy::rename, ".shp"},
    {BinaryForm::flatgeobuf, "un FlatGeobuf (.fgb)", "a FlatGeobuf (.fgb)", Remedy::rename, ".fgb"},
    {BinaryForm::unknown, {}, {}, Remedy::fetch_again, {}},
};

std::string what_to_do(const SourceContext& context, const Described& one) {
    const std::string renamed = std::filesystem::path(context.source.shown).filename().replace_extension(one.extension).string();
    switch (one.remedy) {
        case Remedy::rename: return context.say("cámbiele el nombre: " + renamed, "rename it: " + renamed);
        case Remedy::save_as: return context.say("ábralo en una hoja de cálculo y guárdelo como XLSX o CSV", "open it in a spreadsheet program and save it as XLSX or CSV");
        case Remedy::unpack: return context.say("descomprímalo y nombre el archivo que trae dentro", "unpack it and name the file inside");
        case Remedy::export_table: return context.say("exporte la tabla como CSV con el programa que la hizo", "export the table as CSV with the program that made it");
        case Remedy::ask_for_table: return context.say("de él no se leen filas: pida la tabla, en CSV o XLSX, a quien lo publicó", "no rows are read from it: ask its publisher for the table, as CSV or XLSX");
        case Remedy::fetch_again: return context.say("descárguelo o pídalo otra vez, o guárdelo como CSV con el programa que lo hizo", "download it or ask for it again, or save it as CSV with the program that made it");
    }
    return {};
}

}  // namespace

void refuse_what_is_no_text(const SourceContext& context, const source::ReadPlan& plan) {
    const std::optional<BinaryForm> form = source::binary_form(plan);
    if (!form) return;
    const Described& one = *std::find_if(std::begin(described), std::end(described), [&](const Described& each) { return each.form == *form; });
    const std::string what = one.en.empty() ? context.say("tiene bytes que ningún texto tiene", "it holds bytes that no text does")
                                            : context.say("por sus primeros bytes es ", "by its first bytes it is ") + std::string(tr(context.study.language, one.es, one.en));
    throw Error(ErrorCode::file_not_geodata, context.in_source(), context.say("no es texto: ", "this is not text: ") + what, what_to_do(context, one));
}

}  // namespace presencia::layer
