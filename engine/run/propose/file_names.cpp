// SPDX-License-Identifier: Apache-2.0
#include "run/propose/file_names.hpp"

#include <algorithm>

namespace presencia::propose {

namespace fs = std::filesystem;

namespace {

bool is_whole(const std::string& name) {
    return name.starts_with('/') || name.starts_with("./") || name.starts_with("../");
}

bool ends_with(const fs::path& file, const fs::path& name) {
    const std::vector<fs::path> all(file.begin(), file.end()), last(name.begin(), name.end());
    return !last.empty() && last.size() <= all.size() && std::equal(last.rbegin(), last.rend(), all.rbegin());
}

}  // namespace

fs::path whole_path(const fs::path& file) {
    return fs::absolute(file).lexically_normal();
}

std::vector<fs::path> files_meant(const std::string& name, const std::vector<fs::path>& files) {
    std::vector<fs::path> out;
    for (const fs::path& file : files) {
        const fs::path whole = whole_path(file);
        const bool meant = is_whole(name) ? whole == whole_path(name) : ends_with(whole, fs::path(name).lexically_normal());
        const bool met = std::any_of(out.begin(), out.end(), [&](const fs::path& before) { return whole_path(before) == whole; });
        if (meant && !met) out.push_back(file);
    }
    return out;
}

std::string shortest_name(const fs::path& file, const std::vector<fs::path>& files) {
    fs::path end;
    const fs::path plain = file.lexically_normal();
    const std::vector<fs::path> parts(plain.begin(), plain.end());
    for (auto part = parts.rbegin(); part != parts.rend() && *part != ".." && *part != "/"; ++part) {
        end = end.empty() ? *part : *part / end;
        if (files_meant(end.string(), files).size() == 1) return end.string();
    }
    return is_whole(plain.string()) ? plain.string() : "./" + plain.string();
}

std::string shell_quoted(std::string_view text) {
    std::string out = "'";
    for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

}  // namespace presencia::propose
