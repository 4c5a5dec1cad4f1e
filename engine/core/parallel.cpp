// SPDX-License-Identifier: Apache-2.0
#include "core/parallel.hpp"

#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace presencia {

void parallel_for(std::size_t count, unsigned workers, const std::function<void(std::size_t, unsigned)>& body) {
    std::atomic<std::size_t> next{0};
    std::mutex mutex;
    std::size_t failed_index = count;
    std::exception_ptr failure;

    const auto work = [&](unsigned worker) {
        for (std::size_t index = next++; index < count; index = next++) {
            try {
                body(index, worker);
            } catch (...) {
                const std::lock_guard lock(mutex);
                if (index < failed_index) {
                    failed_index = index;
                    failure = std::current_exception();
                }
                next = count;
            }
        }
    };
    {
        std::vector<std::jthread> threads;
        for (unsigned worker = 1; worker < workers && worker < count; ++worker) {
            threads.emplace_back(work, worker);
        }
        work(0);
    }
    if (failure) {
        std::rethrow_exception(failure);
    }
}

}  // namespace presencia
