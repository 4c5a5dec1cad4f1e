// SPDX-License-Identifier: Apache-2.0
#include "serve/net/work_queue.hpp"

namespace presencia::serve {

bool WorkQueue::offer(std::function<void()> job) {
    {
        const std::lock_guard lock(guard_);
        if (closed_ || jobs_.size() >= most_) return false;
        jobs_.push_back(std::move(job));
    }
    some_.notify_one();
    return true;
}

void WorkQueue::insist(std::function<void()> job) {
    {
        const std::lock_guard lock(guard_);
        jobs_.push_back(std::move(job));
    }
    some_.notify_one();
}

void WorkQueue::work() {
    while (true) {
        std::function<void()> job;
        {
            std::unique_lock lock(guard_);
            some_.wait(lock, [&] { return closed_ || !jobs_.empty(); });
            if (jobs_.empty()) return;
            job = std::move(jobs_.front());
            jobs_.pop_front();
        }
        job();
    }
}

void WorkQueue::close() {
    {
        const std::lock_guard lock(guard_);
        closed_ = true;
    }
    some_.notify_all();
}

}  // namespace presencia::serve
