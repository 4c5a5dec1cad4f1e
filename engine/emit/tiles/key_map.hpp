// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace presencia::emit {

/// A hash table from 64-bit keys to 32-bit values, open addressing: the renderer asks it once a run of pixels.
class KeyMap {
public:
    KeyMap() : slots_(1024) {}

    /// The value of `key`, or what `make()` returns, then kept.
    template <class Make>
    std::uint32_t get(std::uint64_t key, Make make) {
        std::size_t at = place(key);
        while (slots_[at].used) {
            if (slots_[at].key == key) return slots_[at].value;
            at = (at + 1) & (slots_.size() - 1);
        }
        const std::uint32_t value = make();
        if (2 * (used_ + 1) > slots_.size()) {
            grow();
            at = place(key);
            while (slots_[at].used) at = (at + 1) & (slots_.size() - 1);
        }
        slots_[at] = {key, value, true};
        ++used_;
        return value;
    }

    std::size_t size() const noexcept { return used_; }

    void clear() {
        slots_.assign(slots_.size(), {});
        used_ = 0;
    }

private:
    struct Slot {
        std::uint64_t key = 0;
        std::uint32_t value = 0;
        bool used = false;
    };

    std::size_t place(std::uint64_t key) const {
        key ^= key >> 31;
        key *= 0x9e3779b97f4a7c15U;
        return static_cast<std::size_t>(key >> 32) & (slots_.size() - 1);
    }

    void grow() {
        std::vector<Slot> old(slots_.size() * 2);
        old.swap(slots_);
        for (const Slot& slot : old) {
            if (!slot.used) continue;
            std::size_t at = place(slot.key);
            while (slots_[at].used) at = (at + 1) & (slots_.size() - 1);
            slots_[at] = slot;
        }
    }

    std::vector<Slot> slots_;
    std::size_t used_ = 0;
};

}  // namespace presencia::emit
