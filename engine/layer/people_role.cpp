// SPDX-License-Identifier: Apache-2.0
#include "layer/people_role.hpp"

#include <algorithm>

namespace presencia::layer {

std::optional<std::pair<std::size_t, std::size_t>> columns_of_sexes(const Dialects& dialects, const std::vector<std::string>& columns) {
    const auto only = [&](const WordList& words) {
        std::optional<std::size_t> found;
        for (std::size_t k = 0; k < columns.size(); ++k) {
            if (!words.holds(columns[k])) continue;
            if (found) return std::optional<std::size_t>();
            found = k;
        }
        return found;
    };
    const auto men = only(dialects.reading().men), women = only(dialects.reading().women);
    if (!men || !women) return std::nullopt;
    return std::minmax(*men, *women);
}

BoundRole bind_people(const RoleBinder& binder, std::string_view name, const study::Role& role) {
    BoundRole people = binder.bind(name, role, "municipalities", "population");
    if (people.given()) return people;
    const SourceContext& context = binder.context();
    const auto sexes = columns_of_sexes(context.dialects, binder.columns());
    if (!sexes) return people;
    const std::string shown = binder.columns()[sexes->first] + "+" + binder.columns()[sexes->second];
    context.guess(std::string(name), shown, context.say("ninguna columna da toda la población: se suman hombres y mujeres", "no column gives all people: men and women are added"));
    return BoundRole::of_columns({sexes->first, sexes->second}, shown, true);
}

}  // namespace presencia::layer
