// SPDX-License-Identifier: Apache-2.0
#include "run/fix/clean_copy.hpp"

#include "core/language.hpp"
#include "core/text.hpp"
#include "emit/documents.hpp"
#include "geo/repair.hpp"
#include "geo/wkb.hpp"
#include "layer/recognition.hpp"
#include "layer/coordinates.hpp"
#include "layer/row_filter.hpp"
#include "source/vector_format.hpp"

#include <fmt/format.h>

#include <memory>
#include <optional>

namespace presencia::fix {

namespace {

/// GeoPackage in, GeoPackage out, and so for the other binary formats; text stays text.
bool binary_format(const std::filesystem::path& path) {
    const std::string extension = source::lower_extension(path);
    return extension == ".gpkg" || extension == ".shp" || extension == ".fgb";
}

/// Counts what was changed, by kind and column, with the first row of each.
class Changes {
public:
    void add(std::string_view what, const std::string& column, std::int64_t row) {
        Change& change = found_[{std::string(what), column}];
        if (change.count++ == 0) change.first_row = row;
    }

    std::vector<Change> take(const std::string& source, const std::string& copy, Language language) {
        std::vector<Change> out;
        for (auto& [key, change] : found_) {
            change.source = source;
            change.copy = copy;
            change.what = key.first;
            change.column = key.second;
            change.said = sentence(key.first, language);
            out.push_back(std::move(change));
        }
        return out;
    }

private:
    static std::string sentence(const std::string& what, Language language) {
        struct Said {
            std::string_view what, es, en;
        };
        constexpr Said said[] = {{"trimmed", "blancos en los extremos", "blanks at the ends"},
                                 {"number", "números con punto decimal y sin separador de miles", "numbers with a decimal point and without thousands marks"},
                                 {"unclear", "números que la capa no puede leer y que aquí se leerían como otros: marcados con (?)", "numbers that the layer cannot read and that would be read as others here: marked with (?)"},
                                 {"date", "fechas en ISO 8601", "dates in ISO 8601"},
                                 {"code", "códigos como los escriben los límites", "codes as the boundaries write them"},
                                 {"duplicate", "filas repetidas, quitadas", "rows that were there twice, removed"},
                                 {"unreadable", "filas que no se pueden leer, quitadas; corríjalas en el original", "rows that cannot be read, removed; mend them in the original"},
                                 {"left_out", "filas que no son un municipio o no tienen geometría que sirva, quitadas", "rows that are no municipality or have no usable geometry, removed"},
                                 {"filtered", "filas que el estudio o el formato conocido filtran, quitadas", "rows that the study or the known layout filters, removed"},
                                 {"geometry", "geometrías reparadas", "geometries repaired"}};
        for (const Said& one : said) {
            if (one.what == what) return std::string(tr(language, one.es, one.en));
        }
        return what;
    }

    std::map<std::pair<std::string, std::string>, Change> found_;
};

class Copier {
public:
    Copier(const CopyTask& task, const layer::SourceContext& context, const std::map<std::int64_t, geo::MultiPolygon>& shapes, const geo::Box& extent) : task_(task), context_(context), shapes_(shapes), extent_(extent) {}

    CleanCopy copy(const CodeLookup& codes, Progress& progress) {
        source::RowBatch batch;
        const auto reader = open(batch);
        const layer::RoleBinder binder(context_, *reader);
        const CellCleaner cells(binder, task_.roles, task_.date_format, batch, codes);
        out_.geometry = reader->has_geometry();
        out_.unfolded = reader->unfolded() != nullptr;
        out_.iso_dates = cells.dates_are_iso();
        // Where several rows share a line, a line does not tell which of them is there twice: all stay, and a run of the copy leaves out what it left out before.
        shared_lines_ = out_.unfolded || source::lower_extension(task_.source->path) == ".xml";
        layer::RowFilter filter(binder, task_.layer ? task_.source->where : study::Where{});
        if (context_.dialect != nullptr) {
            out_.dialect = context_.dialect->stem;
            out_.layout_lost = context_.dialects.recognise(context_.kind, reader->columns()) != context_.dialect;
        }
        out_.features.columns = reader->columns();
        out_.file = task_.stem + (!out_.geometry ? ".csv" : binary_format(task_.source->path) ? ".gpkg" : ".geojson");
        out_.features.name = task_.stem;
        if (out_.geometry && !task_.boundaries) settle_crs(*reader, batch);
        put_line(reader->columns());
        if (!reader->tags().empty()) put_line(reader->tags());
        do {
            progress.check_interrupted();
            for (const Reject& fault : batch.faults) changes_.add("unreadable", {}, fault.row);
            for (std::size_t row = 0; row < batch.size(); ++row) {
                task_.layer && !filter.passes(batch, row) ? changes_.add("filtered", {}, batch.row[row]) : put_row(batch, row, cells);
            }
        } while (reader->next(batch));
        out_.changes = changes_.take(task_.source->shown, out_.file, context_.study.language);
        return std::move(out_);
    }

private:
    std::unique_ptr<source::RowReader> open(source::RowBatch& sample) const {
        if (task_.layer) return layer::open_sample(context_, sample);
        auto reader = layer::open_source(layer::recognise(context_), layer::sample_rows);
        if (!reader->next(sample)) sample.clear();
        if (sample.cells.empty()) sample.cells.assign(reader->columns().size(), {});
        return reader;
    }

    void settle_crs(const source::RowReader& reader, const source::RowBatch& sample) {
        std::vector<Point<Wgs84>> corners;
        for (const std::string_view wkb : sample.wkb) {
            const auto raw = geo::read_wkb(wkb);
            if (raw && raw->type == geo::RawGeometry::Type::point) corners.push_back(raw->point);
            if (raw && raw->type == geo::RawGeometry::Type::polygon) {
                const geo::Box box = geo::box_of(raw->polygons);
                corners.push_back({box.min_x, box.min_y});
            }
        }
        layer::arrange(task_.source->coordinates, corners);
        crs_ = layer::geometry_crs(context_, reader.crs(), corners, extent_);
    }

    void put_row(const source::RowBatch& batch, std::size_t row, const CellCleaner& cells) {
        const std::int64_t line = batch.row[row];
        if (!shared_lines_ && task_.twice.contains(line)) return changes_.add("duplicate", {}, line);
        geo::RawGeometry geometry;
        if (out_.geometry && !read_geometry(batch, row, geometry)) return changes_.add("left_out", {}, line);
        std::vector<std::string> texts;
        for (std::size_t column = 0; column < batch.cells.size(); ++column) {
            CellCleaner::Cleaned cell = cells.clean(batch, row, column);
            if (!cell.what.empty()) changes_.add(cell.what, out_.features.columns[column], line);
            texts.push_back(std::move(cell.text));
        }
        if (task_.raw.contains(line)) keep_apart(texts, cells.number_column());
        out_.geometry ? out_.features.rows.push_back({std::move(texts), std::move(geometry)}) : put_line(texts);
    }

    /// Rows of one id that contradict each other are all rejected. Where they differ in how they are written alone ("1", "1,0"), they have to differ in the copy too: the same number with one more zero.
    void keep_apart(std::vector<std::string>& texts, std::optional<std::size_t> number) {
        if (number && !text::parse_double(texts[*number])) number.reset();
        while (!contradicting_.insert(texts).second) {
            std::string& text = number ? texts[*number] : texts.back();
            text += !number ? " (?)" : text.find('.') == text.npos ? ".0" : "0";
        }
    }

    bool read_geometry(const source::RowBatch& batch, std::size_t row, geo::RawGeometry& geometry) {
        const std::string_view wkb = batch.wkb.empty() ? std::string_view() : batch.wkb[row];
        const auto raw = geo::read_wkb(wkb);
        if (task_.boundaries) {
            const auto shape = shapes_.find(batch.row[row]);
            if (shape == shapes_.end()) return false;
            geometry.type = geo::RawGeometry::Type::polygon;
            geometry.polygons = shape->second;
            if (raw && geo::repair(raw->polygons).changed) changes_.add("geometry", {}, batch.row[row]);
            return true;
        }
        if (!raw) return true;  // without a place the row stays: a code may say where it is
        geometry = *raw;
        layer::arrange(task_.source->coordinates, {&geometry.point, 1});
        layer::arrange(task_.source->coordinates, geometry.polygons);
        if (geometry.type == geo::RawGeometry::Type::point) crs_->to_wgs84.convert({&geometry.point, 1});
        if (geometry.type != geo::RawGeometry::Type::polygon) return true;
        crs_->to_wgs84.convert(geometry.polygons);
        geo::Repaired repaired = geo::repair(geometry.polygons);
        if (repaired.changed) changes_.add("geometry", {}, batch.row[row]);
        geometry.polygons = std::move(repaired.shape);
        return true;
    }

    void put_line(const std::vector<std::string>& texts) {
        if (out_.geometry) return;
        for (std::size_t k = 0; k < texts.size(); ++k) out_.csv += (k > 0 ? "," : "") + emit::csv_field(texts[k]);
        // A single empty cell would read as an empty line, which is no row.
        if (texts.size() == 1 && texts.front().empty()) out_.csv += "\"\"";
        out_.csv += "\n";
    }

    const CopyTask& task_;
    const layer::SourceContext& context_;
    const std::map<std::int64_t, geo::MultiPolygon>& shapes_;
    const geo::Box& extent_;  ///< of the municipalities
    std::optional<layer::SourceCrs> crs_;
    bool shared_lines_ = false;
    std::set<std::vector<std::string>> contradicting_;  ///< rows as they were written
    CleanCopy out_;
    Changes changes_;
};

/// What recognition settled about the file as a whole: encoding, delimiter, header ... is no more needed for the copy.
void add_whole_file(CleanCopy& copy, const std::vector<layer::Guess>& guesses, const CopyTask& task) {
    constexpr std::string_view whole[] = {"encoding", "delimiter", "decimal", "thousands", "header", "totals", "missing", "footer", "layout"};
    for (const layer::Guess& guess : guesses) {
        if (std::find(std::begin(whole), std::end(whole), guess.role) == std::end(whole)) continue;
        copy.changes.push_back({task.source->shown, copy.file, guess.role, {}, 1, 0, guess.value + ": " + guess.evidence});
    }
}

}  // namespace

CleanCopy make_copy(const CopyTask& task, const study::Study& study, const layer::Dialects& dialects, const CodeLookup& codes, const std::map<std::int64_t, geo::MultiPolygon>& shapes, const geo::Box& extent, Progress& progress) {
    std::vector<layer::Guess> guesses;
    const layer::SourceContext context{study, *task.source, dialects, task.kind, guesses, task.boundaries ? geo::Box{} : extent};
    CleanCopy copy = Copier(task, context, shapes, extent).copy(codes, progress);
    add_whole_file(copy, guesses, task);
    return copy;
}

}  // namespace presencia::fix
