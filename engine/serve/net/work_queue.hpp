// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>

namespace presencia::serve {

/// Jobs for the threads that work answers out. Bounded: what does not fit is refused at once, so that nobody waits for an answer that would come too late.
class WorkQueue {
public:
    explicit WorkQueue(std::size_t most) : most_(most) {}

    /// False where too many wait already, or the queue is closed.
    bool offer(std::function<void()> job);
    /// The same for what must not be refused.
    void insist(std::function<void()> job);
    /// Takes jobs until the queue is closed and empty. Several threads may.
    void work();
    void close();

private:
    std::mutex guard_;
    std::condition_variable some_;
    std::deque<std::function<void()>> jobs_;
    std::size_t most_;
    bool closed_ = false;
};

}  // namespace presencia::serve
