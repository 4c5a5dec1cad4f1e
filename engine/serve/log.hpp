// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace presencia::serve {

/// One line an event, as docs/serve.md explains them: "2026-01-31T08:15:00Z event key=value ...". Never an address as it was asked, since that can hold a place, nor who asked.
class Log {
public:
    using Fields = std::initializer_list<std::pair<std::string_view, std::string>>;

    explicit Log(std::function<void(const std::string&)> sink) : sink_(std::move(sink)) {}
    void say(std::string_view event, Fields fields);

private:
    std::mutex guard_;
    std::function<void(const std::string&)> sink_;
};

}  // namespace presencia::serve
