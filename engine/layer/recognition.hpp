// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/source_context.hpp"
#include "source/open.hpp"
#include "source/place_rows.hpp"
#include "source/row_batch.hpp"
#include "source/wide_rows.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace presencia::layer {

/// What a source was taken for: how its file is read, settled once before the first row is. The known source whose layout the file has is the
/// context's dialect.
struct Recognition {
    source::ReadPlan plan;    ///< encoding, delimiter and header settled
    std::vector<bool> doubly_encoded;  ///< columns of a table of cells whose text is decoded once more; empty: none, nor any name
    std::vector<std::string> columns;  ///< the file's, before any is unfolded; settled by open_sample()
    std::vector<std::string> titles;  ///< what stands above the header, a row each
    std::vector<std::string> other_headers;  ///< of tables below the one that is read: what `header` of a study would be to read them instead
    source::WideShape shape;  ///< of a table with a column for each year or month; settled by open_sample()
    source::PlaceLists places;  ///< of a table whose cells may hold several places; settled by open_sample()
};

/// Settles how a source of the study is read: the study's word goes before that of a known source's dialect, and that before what the sample
/// shows (the first 10 000 rows and the first MiB; the rest of the file is not looked at). Whatever is taken for granted is added to
/// context.guesses with its evidence. Errors as source::open_rows() and layout.hpp.
Recognition recognise(const SourceContext& context);

/// What the study says of how a source is read, and nothing else.
source::ReadPlan read_plan(const study::Source& source);

inline constexpr std::size_t usual_block = std::size_t{1} << 20;  ///< bytes read at once; results do not depend on it

/// Opens a source that is recognised, unfolded where its shape or its lists of places are given; errors as source::open_rows().
std::unique_ptr<source::RowReader> open_source(const Recognition& recognition, std::size_t batch_rows = 32'768,
                                               std::size_t block_bytes = usual_block);

/// Recognises a source, settles its known source and the shape of a wide table (errors as layout.hpp and wide_shape.hpp), and reads its first
/// `sample_rows` rows into `sample`. The rows' views live as long as the reader returned.
std::unique_ptr<source::RowReader> open_sample(const SourceContext& context, source::RowBatch& sample);
/// The same, and hands over the recognition for those who open the source again.
std::unique_ptr<source::RowReader> open_sample(const SourceContext& context, source::RowBatch& sample, Recognition& recognition,
                                               std::size_t block_bytes = usual_block);

}  // namespace presencia::layer
