// SPDX-License-Identifier: Apache-2.0
#include "source/workbook.hpp"

#include "source/gdal_scope.hpp"
#include "source/open_guard.hpp"
#include "source/vector_format.hpp"

#include <cpl_vsi.h>

#include <memory>
#include <string>

namespace presencia::source {
namespace {

/// The part that holds the flag lists the sheets; a larger one is none.
constexpr std::size_t most_bytes = std::size_t{1} << 20;

struct CloseFile {
    void operator()(VSILFILE* file) const noexcept { VSIFCloseL(file); }
};

std::string part_of(const std::filesystem::path& archive, const std::string& name) {
    const GdalScope scope(false);
    const std::string path = "/vsizip/{" + archive.string() + "}/" + name;
    const std::unique_ptr<VSILFILE, CloseFile> file(VSIFOpenL(path.c_str(), "rb"));
    if (!file) return {};
    std::string bytes(most_bytes, '\0');
    bytes.resize(VSIFReadL(bytes.data(), 1, bytes.size(), file.get()));
    return bytes;
}

}  // namespace

bool counts_days_from_1904(const ReadPlan& plan) {
    if (plan.database || lower_extension(plan.path) != ".xlsx") return false;
    const InputFile guarded = open_regular_file(plan.path, plan.shown_name);  // no pipe, no device
    const std::string text = part_of(plan.path, "xl/workbook.xml");
    constexpr std::string_view key = "date1904=";
    const std::size_t at = text.find(key);
    if (at == text.npos || at + key.size() + 1 >= text.size()) return false;
    const std::string_view value = std::string_view(text).substr(at + key.size() + 1);
    return value.starts_with('1') || value.starts_with("true");
}

}  // namespace presencia::source
