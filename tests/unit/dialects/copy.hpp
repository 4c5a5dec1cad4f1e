// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/unit/dialects/shipped.hpp"

#include <unistd.h>

namespace presencia::test {

/// A copy of the shipped layers that a test may damage, and a folder of a user's own dialects.
class Copy {
public:
    Copy() : root_(std::filesystem::temp_directory_path() / ("presencia_layers_" + std::to_string(getpid()))) {
        std::filesystem::remove_all(root_);
        std::filesystem::copy(layers_folder(), root_, std::filesystem::copy_options::recursive);
    }
    ~Copy() {
        std::error_code ignored;
        std::filesystem::remove_all(root_, ignored);
    }
    Copy(const Copy&) = delete;
    Copy& operator=(const Copy&) = delete;

    const std::filesystem::path& root() const { return root_; }
    std::filesystem::path users() const { return root_ / "users"; }
    void write(const std::string& name, const std::string& text) const {
        std::filesystem::create_directories((root_ / name).parent_path());
        std::ofstream(root_ / name, std::ios::trunc) << text;
    }

    Error failure() const {
        try {
            const layer::Dialects dialects(root_);
        } catch (const Error& error) {
            return error;
        }
        FAIL("damaged layers were read");
        throw;
    }

private:
    std::filesystem::path root_;
};

}  // namespace presencia::test
