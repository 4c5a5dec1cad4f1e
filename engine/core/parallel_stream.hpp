// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/parallel.hpp"

#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>
#include <vector>

namespace presencia {

/// Works on the pieces of a stream side by side and settles them in its order: `next(piece)` fills the next piece and
/// says false at the end, `work(piece, worker)` runs on any worker, `settle(piece)` runs for one piece after another in
/// the order of next(). Pieces are used again, and at most two a worker are under way, so memory does not grow with
/// the stream. next() and settle() are never called by two workers at once. The failure of the earliest piece ends the
/// stream and is thrown, whatever the number of workers.
template <class Piece, class Next, class Work, class Settle>
void parallel_stream(unsigned workers, Next next, Work work, Settle settle) {
    if (workers <= 1) {
        for (Piece piece; next(piece);) {
            work(piece, 0U);
            settle(piece);
        }
        return;
    }
    struct Slot {
        Piece piece;
        std::exception_ptr failure;
        bool done = false;
    };
    std::vector<Slot> slots(std::size_t{2} * workers);
    std::mutex taking;
    std::size_t taken = 0;
    bool ended = false;
    std::mutex settling;
    std::condition_variable settled_one;
    std::size_t settled = 0;
    std::exception_ptr failure;

    const auto take = [&]() -> Slot* {
        const std::lock_guard lock(taking);
        if (ended) {
            return nullptr;
        }
        Slot& slot = slots[taken % slots.size()];
        {
            std::unique_lock wait(settling);
            settled_one.wait(wait, [&] { return failure || settled + slots.size() > taken; });
            if (failure) {
                ended = true;
                return nullptr;
            }
        }
        try {
            ended = !next(slot.piece);
        } catch (...) {
            slot.failure = std::current_exception();
            ended = true;
            ++taken;
            return &slot;
        }
        taken += ended ? 0 : 1;
        return ended ? nullptr : &slot;
    };
    const auto give_back = [&](Slot& slot) {
        const std::lock_guard lock(settling);
        slot.done = true;
        for (; !failure && slots[settled % slots.size()].done; ++settled) {
            Slot& first = slots[settled % slots.size()];
            first.done = false;
            failure = first.failure;
            try {
                if (!failure) settle(first.piece);
            } catch (...) {
                failure = std::current_exception();
            }
        }
        settled_one.notify_all();
    };
    parallel_for(workers, workers, [&](std::size_t, unsigned worker) {
        while (Slot* const slot = take()) {
            try {
                if (!slot->failure) work(slot->piece, worker);
            } catch (...) {
                slot->failure = std::current_exception();
            }
            give_back(*slot);
        }
    });
    if (failure) {
        std::rethrow_exception(failure);
    }
}

}  // namespace presencia
