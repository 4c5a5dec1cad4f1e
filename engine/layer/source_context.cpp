// SPDX-License-Identifier: Apache-2.0
#include "layer/source_context.hpp"

#include "layer/hxl.hpp"
#include "layer/layout.hpp"
#include "layer/wide_shape.hpp"

#include <algorithm>

namespace presencia::layer {

Where SourceContext::in_study(std::string key, int line) const {
    return {study.file.string(), line > 0 ? line : source.line, std::move(key)};
}

Where SourceContext::in_source(std::int64_t row, std::string column) const {
    return {source.shown, row, std::move(column)};
}

void SourceContext::guess(std::string role, std::string value, std::string evidence) const {
    guesses.push_back({source.shown, std::move(role), std::move(value), std::move(evidence)});
}

std::string SourceContext::layout() const {
    return dialect == nullptr ? std::string{} : say("formato conocido: ", "known layout: ") + dialect->name;
}

std::optional<std::string> SourceContext::constant(std::string_view role) const {
    if (dialect != nullptr) {
        for (const auto& [name, text] : dialect->constants) {
            if (name == role) return text;
        }
    }
    return std::nullopt;
}

source::ReadPlan read_plan(const study::Source& source, std::size_t batch_rows) {
    source::ReadPlan plan;
    plan.path = source.path;
    plan.shown_name = source.shown;
    if (source.database) {
        const study::Database& from = *source.database;
        plan.database = source::DatabasePlan{from.service, from.name, from.table, from.query};
    }
    plan.layer = source.layer;
    plan.delimiter = source.delimiter;
    plan.encoding = source.encoding;
    plan.batch_rows = batch_rows;
    return plan;
}

std::unique_ptr<source::RowReader> open_source(const study::Source& source, const source::WideShape& shape,
                                               std::size_t batch_rows, std::size_t block_bytes) {
    source::ReadPlan plan = read_plan(source, batch_rows);
    plan.block_bytes = block_bytes;
    if (!shape.given()) {
        return hxl::open_rows(plan);
    }
    plan.batch_rows = std::max<std::size_t>(1, batch_rows / shape.unfolded.size());
    return std::make_unique<source::WideRows>(hxl::open_rows(plan), shape);
}

std::unique_ptr<source::RowReader> open_sample(const SourceContext& context, source::RowBatch& sample,
                                               source::WideShape& shape, std::size_t block_bytes) {
    const study::Source& source = context.source;
    auto reader = open_source(source, {}, sample_rows, block_bytes);
    if (source.delimiter == '\0' && source::is_csv(source.path)) {
        const char delimiter = source::sniff_csv(read_plan(source)).delimiter;
        if (delimiter != ',') {
            context.guess(
                "delimiter", delimiter == '\t' ? std::string("\\t") : std::string(1, delimiter),
                context.say("así se separan las celdas del encabezado", "this is how the header's cells are cut"));
        }
    }
    settle_layout(context, reader->columns());
    shape = wide_shape(context, reader->columns(), reader->has_geometry());
    if (shape.given()) {
        reader = open_source(source, shape, sample_rows, block_bytes);
    }
    if (!reader->next(sample)) {
        sample.clear();
        sample.cells.assign(reader->columns().size(), {});
    }
    return reader;
}

std::unique_ptr<source::RowReader> open_sample(const SourceContext& context, source::RowBatch& sample) {
    source::WideShape shape;
    return open_sample(context, sample, shape);
}

}  // namespace presencia::layer
