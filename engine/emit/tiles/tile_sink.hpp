// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <utility>
#include <vector>

namespace presencia::emit {

/// Where finished tiles go. Called by one thread at a time in a fixed order: zoom, then row from north to south, then
/// column from west to east. Tiles with nothing in them are never put.
class TileSink {
public:
    virtual ~TileSink() = default;
    /// XYZ numbering: y grows southwards. `tile` is valid during the call only. Throws Error(output_unwritable).
    virtual void put(int z, int x, int y, std::string_view tile) = 0;
};

/// Several sinks in one.
class SinkSet final : public TileSink {
public:
    explicit SinkSet(std::vector<TileSink*> sinks) : sinks_(std::move(sinks)) {}
    void put(int z, int x, int y, std::string_view tile) override {
        for (TileSink* sink : sinks_) sink->put(z, x, y, tile);
    }

private:
    std::vector<TileSink*> sinks_;
};

}  // namespace presencia::emit
