// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace presencia {

/// What a long computation tells the outside, and how the outside stops it. The engine calls it between batches; the
/// command line draws a bar or prints JSON from it.
class Progress {
public:
    virtual ~Progress() = default;
    /// A stage begins ("join: homicides"); `total` units are expected, 0 where unknown.
    virtual void stage(std::string_view name, std::int64_t total) = 0;
    virtual void advance(std::int64_t done) = 0;
    /// Throws Error(ErrorCode::interrupted) where the user has asked to stop.
    virtual void check_interrupted() = 0;
};

/// Says nothing and is never interrupted.
class SilentProgress final : public Progress {
public:
    void stage(std::string_view, std::int64_t) override {}
    void advance(std::int64_t) override {}
    void check_interrupted() override {}
};

}  // namespace presencia
