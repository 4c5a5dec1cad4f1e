// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace presencia::emit {

/// Where finished tiles go. Called by one thread at a time in a fixed order: zoom, then row from north to south, then
/// column from west to east. Tiles with nothing in them are never put.
class TileSink {
public:
    virtual ~TileSink() = default;
    /// XYZ numbering: y grows southwards. `png` is valid during the call only. Throws Error(output_unwritable).
    virtual void put(int z, int x, int y, std::string_view png) = 0;
};

/// Two sinks in one.
class TeeSink final : public TileSink {
public:
    TeeSink(TileSink& first, TileSink& second) : first_(first), second_(second) {}
    void put(int z, int x, int y, std::string_view png) override {
        first_.put(z, x, y, png);
        second_.put(z, x, y, png);
    }

private:
    TileSink& first_;
    TileSink& second_;
};

}  // namespace presencia::emit
