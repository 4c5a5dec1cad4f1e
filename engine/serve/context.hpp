// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "serve/http/request.hpp"
#include "serve/http/response.hpp"
#include "serve/result/result.hpp"
#include "serve/site.hpp"

#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace presencia::serve {

/// What an endpoint is given: the request, and the one result that the whole answer comes from. Copied into work that is done later; the request outlives it.
struct Context {
    const Request* request = nullptr;
    std::shared_ptr<const Result> result;
    const Site* site = nullptr;
    std::vector<std::string_view> captures;  ///< segments that stand for {} in the route's pattern, in order

    const Parameters& parameters() const { return request->parameters; }
    std::string_view capture(std::size_t i) const { return captures[i]; }
};

/// The language of an answer: parameter lang, else Accept-Language, else the study's. Throws parameter_invalid.
Language language_of(const Context& context);

/// A form in which an answer can be had: what the parameter calls it, and its media type.
struct Form {
    std::string_view name, type;
};
/// The form that a request asks for: by `parameter`, else by Accept, else the first. Throws parameter_invalid naming the forms, not_acceptable.
Form form_of(const Context& context, std::string_view parameter, std::initializer_list<Form> forms);

/// The answer that was worked out before under this key and this address of ours, or the work of making and keeping it.
Outcome remembered(const Context& context, std::string key, std::function<Response()> make);

/// A JSON document.
Response json_response(const nlohmann::ordered_json& document, std::string_view type = "application/json");

}  // namespace presencia::serve
