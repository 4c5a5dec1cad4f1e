// SPDX-License-Identifier: Apache-2.0
#include "source/iati_reader.hpp"

#include "source/batch_arena.hpp"
#include "source/iati_parser.hpp"
#include "source/xml_stream.hpp"

#include <algorithm>
#include <deque>
#include <utility>

namespace presencia::source {

struct IatiReader::Impl {
    Impl(InputFile input, const ReadPlan& plan)
        : file(std::move(input)), batch_rows(std::max<std::size_t>(plan.batch_rows, 1)), parser(plan.shown_name, rows),
          stream(file, parser, plan.block_bytes) {
        parser.watch(stream);
        more = stream.advance();  // another root element is refused here
    }

    InputFile file;
    std::size_t batch_rows;
    std::deque<iati::Row> rows;
    iati::Parser parser;
    XmlStream stream;
    bool more = true;
    std::string no_crs;
};

IatiReader::IatiReader(InputFile file, const ReadPlan& plan) : impl_(std::make_unique<Impl>(std::move(file), plan)) {}

IatiReader::~IatiReader() = default;

const std::vector<std::string>& IatiReader::columns() const {
    return iati::column_names();
}

const std::string& IatiReader::crs() const {
    return impl_->no_crs;
}

double IatiReader::progress() const {
    return impl_->stream.progress();
}

bool IatiReader::next(RowBatch& batch) {
    Impl& me = *impl_;
    while (me.more && me.rows.size() < me.batch_rows) {
        me.more = me.stream.advance();
    }
    batch.clear();
    batch.cells.resize(iati::column_count);
    const auto arena = std::make_shared<BatchArena>();
    batch.storage = arena;
    for (; !me.rows.empty() && batch.size() < me.batch_rows; me.rows.pop_front()) {
        const iati::Row& row = me.rows.front();
        batch.row.push_back(row.line);
        for (std::size_t i = 0; i < iati::column_count; ++i) {
            batch.cells[i].push_back(arena->keep(row.cells[i]));
        }
    }
    return batch.size() > 0;
}

}  // namespace presencia::source
