// SPDX-License-Identifier: Apache-2.0
#include "app/interrupt.hpp"

#include <atomic>
#include <csignal>

namespace presencia::app {

namespace {

// A signal handler has no other way to speak than through an object of static life.
std::atomic<bool> asked_to_stop{false};
static_assert(std::atomic<bool>::is_always_lock_free, "the handler may not wait");

void on_signal(int) {
    asked_to_stop.store(true, std::memory_order_relaxed);
}

}  // namespace

void ignore_write_signals() {
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
}

void watch_interrupts() {
    struct sigaction action {};
    action.sa_handler = on_signal;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    for (const int signal : {SIGINT, SIGTERM}) {
        // A shell that starts the program in the background has it ignore SIGINT: that wish stays.
        struct sigaction before {};
        if (sigaction(signal, nullptr, &before) == 0 && before.sa_handler != SIG_IGN) sigaction(signal, &action, nullptr);
    }
}

bool interrupted() noexcept {
    return asked_to_stop.load(std::memory_order_relaxed);
}

}  // namespace presencia::app
