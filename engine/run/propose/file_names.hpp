// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace presencia::propose {

/// The file itself, however its path is written: absolute, without "." and "..".
std::filesystem::path whole_path(const std::filesystem::path& file);

/// Those of `files` that `name` means: all whose path ends with it, folder by folder ("posts.csv", "2013/posts.csv"); one that begins with "/", "./" or "../" is a whole path. A file that
/// is among them twice counts once. As they stand in `files`, in their order.
std::vector<std::filesystem::path> files_meant(const std::string& name, const std::vector<std::filesystem::path>& files);

/// The shortest end of its path that means `file` and no other of `files`; where there is none its whole path.
std::string shortest_name(const std::filesystem::path& file, const std::vector<std::filesystem::path>& files);

/// As a shell takes a text for one word: between single quotes.
std::string shell_quoted(std::string_view text);

}  // namespace presencia::propose
