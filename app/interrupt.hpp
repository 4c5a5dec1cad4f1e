// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace presencia::app {

/// Failed writes are errors, not deaths: SIGPIPE and SIGXFSZ are ignored from here on.
void ignore_write_signals();

/// From here on SIGINT and SIGTERM only raise a flag, once; a second one ends the program at once, and the next run removes what it left.
void watch_interrupts();

/// Whether the user has asked to stop. Safe from any thread.
bool interrupted() noexcept;

}  // namespace presencia::app
