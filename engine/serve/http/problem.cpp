// SPDX-License-Identifier: Apache-2.0
#include "serve/http/problem.hpp"

#include <nlohmann/json.hpp>

namespace presencia::serve {

Response problem(const Error& error, Language language) {
    return problem(error, language, error_entry(error.code()).http_status);
}

Response problem(const Error& error, Language language, int status) {
    const ErrorEntry& entry = error_entry(error.code());
    nlohmann::ordered_json json;
    json["type"] = "about:blank";
    json["title"] = language == Language::es ? entry.es : entry.en;
    json["status"] = status;
    json["code"] = entry.id;
    if (!error.where().column.empty()) json["parameter"] = error.where().column;
    // What went wrong inside is nobody's business outside.
    if (status < 500 && !error.detail().empty()) json["detail"] = error.detail();
    if (status < 500 && !error.hint().empty()) json["hint"] = error.hint();
    Response response;
    response.status = status;
    response.type = "application/problem+json";
    response.cache = Response::Cache::never;
    response.body = body_of(json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n");
    if (error.code() == ErrorCode::method_refused) response.more.emplace_back("Allow", "GET, HEAD, OPTIONS");
    if (status == 503) response.more.emplace_back("Retry-After", "1");
    return response;
}

}  // namespace presencia::serve
