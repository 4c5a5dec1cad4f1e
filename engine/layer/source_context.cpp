// SPDX-License-Identifier: Apache-2.0
#include "layer/source_context.hpp"

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

source::ReadPlan read_plan(const study::Source& source, std::size_t batch_rows) {
    source::ReadPlan plan;
    plan.path = source.path;
    plan.shown_name = source.shown;
    plan.layer = source.layer;
    plan.delimiter = source.delimiter;
    plan.encoding = source.encoding;
    plan.batch_rows = batch_rows;
    return plan;
}

std::unique_ptr<source::RowReader> open_source(const study::Source& source, std::size_t batch_rows) {
    return source::open_rows(read_plan(source, batch_rows));
}

std::unique_ptr<source::RowReader> open_sample(const SourceContext& context, source::RowBatch& sample) {
    const study::Source& source = context.source;
    auto reader = open_source(source, sample_rows);
    if (source.delimiter == '\0' && source::is_csv(source.path)) {
        const char delimiter = source::sniff_csv(read_plan(source)).delimiter;
        if (delimiter != ',') {
            context.guess(
                "delimiter", delimiter == '\t' ? std::string("\\t") : std::string(1, delimiter),
                context.say("así se separan las celdas del encabezado", "this is how the header's cells are cut"));
        }
    }
    if (!reader->next(sample)) {
        sample.clear();
        sample.cells.assign(reader->columns().size(), {});
    }
    return reader;
}

}  // namespace presencia::layer
