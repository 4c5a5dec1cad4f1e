// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace presencia::source {

/// Registers the drivers that this project reads with, and no others: GDALAllRegister() would bring a hundred more that
/// follow references into other files and onto the network. Once a process, from any thread.
void register_drivers();

/// While it lives, GDAL on this thread says nothing on stderr, keeps its failures here, writes no side files and uses
/// no network. Every call into GDAL happens inside one.
class GdalScope {
public:
    /// `siblings`: the format is several files of one name (Shapefile).
    explicit GdalScope(bool siblings);
    ~GdalScope();
    GdalScope(const GdalScope&) = delete;
    GdalScope& operator=(const GdalScope&) = delete;

    /// True where a call failed since the scope began or since forget().
    bool failed() const noexcept { return failed_; }
    /// The first failure in GDAL's words, one line; "" where there was none.
    const std::string& message() const noexcept { return message_; }
    /// The same with all its lines, at most a thousand bytes. Of a database it may name host and user: to look at, not
    /// to show.
    const std::string& whole_message() const noexcept { return whole_; }
    void forget();

    /// Called by GDAL's handler.
    void note(bool failure, const char* message);

private:
    bool failed_ = false;
    std::string message_;
    std::string whole_;
    char** outer_options_;
};

}  // namespace presencia::source
