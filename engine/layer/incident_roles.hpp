// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/batch_books.hpp"
#include "layer/incident_clock.hpp"
#include "layer/numbers.hpp"
#include "layer/positions.hpp"
#include "layer/precision.hpp"
#include "layer/row_filter.hpp"
#include "layer/words.hpp"

namespace presencia::layer {

/// The roles of one `[[incidents]]` layer, settled by its columns and a sample of its rows.
struct IncidentRoles {
    /// Throws column_missing where rows can be placed neither by coordinates nor by a municipality (a department, where the layer is one of departments); errors of
    /// positions.hpp and incident_clock.hpp.
    IncidentRoles(const RoleBinder& binder, const study::IncidentSource& source, const Period& period,
                  const source::RowReader& reader, const source::RowBatch& sample);

    RowFilter filter;
    IncidentClock clock;
    PositionReader positions;
    Words countries;
    Words classes;
    Words precisions;
    BoundRole country, department, municipality, municipality_name, id, incident_class, precision;
    Precision coarsest = Precision::municipality;  ///< a place known no better than this has a unit of the study
    bool counts = false;  ///< rows are counts, not events
    bool by_department = false;  ///< rows are known by department alone: coordinates and municipalities are not looked at
    /// What rows are keyed by, where they have no coordinates.
    const BoundRole& key() const { return by_department ? department : municipality.given() ? municipality : municipality_name; }
    BoundRole weight;     ///< the count, or the victims; not given: every row weighs 1
    NumberReader numbers;  ///< of the weight
    BatchBooks books;
};

}  // namespace presencia::layer
