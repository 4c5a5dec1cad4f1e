// SPDX-License-Identifier: Apache-2.0
#include "serve/context.hpp"

#include "core/error.hpp"
#include "serve/http/negotiation.hpp"
#include "serve/query.hpp"

#include <algorithm>

namespace presencia::serve {

Language language_of(const Context& context) {
    const std::string asked = choice_parameter(context.parameters(), "lang", {"", "es", "en"});
    if (!asked.empty()) return asked == "en" ? Language::en : Language::es;
    return best_language(context.request->accept_language, context.result->language());
}

Form form_of(const Context& context, std::string_view name, std::initializer_list<Form> forms) {
    const std::string_view asked = parameter(context.parameters(), name);
    if (!asked.empty()) {
        const auto* const at = std::find_if(forms.begin(), forms.end(), [&](const Form& form) { return form.name == asked; });
        if (at != forms.end()) return *at;
        std::string names;
        for (const Form& form : forms) names += (names.empty() ? "" : ", ") + std::string(form.name);
        throw Error(ErrorCode::parameter_invalid, {.column = std::string(name)}, std::string(asked.substr(0, 40)), names);
    }
    std::vector<std::string_view> types;
    std::string list;
    for (const Form& form : forms) {
        types.push_back(form.type);
        list += (list.empty() ? "" : ", ") + std::string(form.type);
    }
    const auto best = best_type(context.request->accept, types);
    if (!best) throw Error(ErrorCode::not_acceptable, {}, {}, list);
    return forms.begin()[*best];
}

Outcome remembered(const Context& context, std::string key, std::function<Response()> make) {
    key += '\n' + context.request->base;
    if (std::optional<Response> known = context.result->answers().find(key)) return std::move(*known);
    return Work([result = context.result, key = std::move(key), make = std::move(make)] {
        Response response = make();
        result->answers().keep(key, response);
        return response;
    });
}

Response json_response(const nlohmann::ordered_json& document, std::string_view type) {
    return text_response(document.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n", type);
}

}  // namespace presencia::serve
