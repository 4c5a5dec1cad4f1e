// SPDX-License-Identifier: Apache-2.0
#include "layer/incident_roles.hpp"

#include "core/text.hpp"
#include "layer/municipality_name.hpp"
#include "layer/row_ids.hpp"

namespace presencia::layer {

IncidentRoles::IncidentRoles(const RoleBinder& binder, const study::IncidentSource& source, const Period& period,
                             const source::RowReader& reader, const source::RowBatch& sample)
    : filter(binder, source.source.where),
      clock(binder, source, period, sample),
      positions(source.level == study::Level::department ? PositionReader() : PositionReader(binder, source.x, source.y, source.xy, reader, sample)),
      countries(binder.context(), "country", source.country, {}),
      classes(binder.context(), "incident_class", source.incident_class, {}),
      precisions(binder.context(), "precision", source.precision, precision_words()),
      country(binder.bind("country", source.country)),
      department(binder.bind("department", source.department)),
      municipality(source.level == study::Level::department ? BoundRole{} : binder.bind("municipality", source.municipality)),
      municipality_name(source.level == study::Level::department ? BoundRole{} : bind_municipality_name(binder, source.municipality_name, source.municipality, municipality, sample)),
      // A row that was unfolded shares whatever the file calls an id with the other years or months.
      id(reader.unfolded() == nullptr ? bind_id(binder, source.id, sample) : binder.bind_given("id", source.id)),
      incident_class(binder.bind("class", source.incident_class, "incidents", "incident_class")),
      precision(binder.bind("precision", source.precision)),
      by_department(source.level == study::Level::department),
      numbers(source.source),
      books(binder) {
    const SourceContext& context = binder.context();
    if (!context.study.municipalities.empty() && context.study.municipalities.front().level == study::Level::department) {
        coarsest = Precision::department;
    }
    if (!precision.given() && !by_department) {
        positions.ask_about_centres(context, filter, sample);
    }
    if (by_department && !department.given()) {
        const std::string all = text::clip(text::join(binder.columns(), ", "), 400);
        throw Error(ErrorCode::column_missing, context.in_study("department"),
                    context.say("ningún departamento se reconoce en " + context.source.shown + "; tiene: " + all, "no department is recognised in " + context.source.shown + "; it has: " + all),
                    context.say("dé la columna con department = \"...\"", "give the column with department = \"...\""));
    }
    const bool placed = positions.basis() != PositionReader::Basis::none;
    if (!placed && !key().given()) {
        const std::string all = text::clip(text::join(binder.columns(), ", "), 400);
        throw Error(
            ErrorCode::column_missing, context.in_study("municipality"),
            context.say("ni coordenadas ni municipio se reconocen en " + context.source.shown + "; tiene: " + all,
                        "neither coordinates nor a municipality are recognised in " + context.source.shown +
                            "; it has: " + all),
            context.say("dé x e y, o municipality", "give x and y, or municipality"));
    }
    // A table of points may carry a number that the dialects would take for a count; only a table without places is one
    // of counts by itself.
    if (source.count.given() || !placed) {
        weight = binder.bind("count", source.count);
        counts = weight.given();
    }
    if (!counts) {
        weight = binder.bind("weight", source.weight);
    }
    numbers = NumberReader::settle(binder, counts ? "count" : "weight", {&weight}, sample, Holds::whole);
    for (const BoundRole* coordinate : positions.coordinates()) {
        books.watch(*coordinate);
        filter.hide(*coordinate);
    }
    for (const BoundRole& role : {country, id, weight}) books.watch(role);
    books.watch(municipality, Nines::key);
    clock.watch(books);
}

}  // namespace presencia::layer
