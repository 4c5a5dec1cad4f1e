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
    guesses.push_back({source.shown, std::move(role), std::move(value), std::move(evidence), false, source.line});
}

void SourceContext::guess_role(std::string role, std::string column_or_constant, std::string evidence) const {
    guesses.push_back({source.shown, std::move(role), std::move(column_or_constant), std::move(evidence), true, source.line});
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

}  // namespace presencia::layer
