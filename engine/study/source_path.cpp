// SPDX-License-Identifier: Apache-2.0
#include "study/source_path.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <system_error>

namespace presencia::study {

namespace {

namespace fs = std::filesystem;

/// A virtual file system of GDAL ("/vsizip/...") at the beginning or further inside; "data/vsi_2013.csv" is a plain
/// name.
bool virtual_file_system(std::string_view name) {
    for (std::size_t at = name.find("/vsi"); at != name.npos; at = name.find("/vsi", at + 1)) {
        const std::size_t end = name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_", at + 1);
        if (at == 0 || (end != name.npos && name[end] == '/')) {
            return true;
        }
    }
    return false;
}

/// A name that GDAL could take for something else than a file on this machine: a virtual or remote file system, a URL,
/// or a document in place of a name.
bool refused_name(std::string_view name) {
    return virtual_file_system(name) || name.find("://") != name.npos || name.find('{') != name.npos ||
           std::any_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

/// As a study would write it: relative to its folder where that can be said.
std::string as_written(const fs::path& path, const fs::path& folder) {
    const fs::path relative = path.lexically_relative(folder);
    return (relative.empty() ? path : relative).generic_string();
}

/// Names in a folder, at most ten thousand: enough for a hint.
std::vector<std::string> names_in(const fs::path& folder) {
    std::vector<std::string> names;
    std::error_code failed;
    for (fs::directory_iterator at(folder, failed), end; !failed && at != end && names.size() < 10'000;
         at.increment(failed)) {
        names.push_back(at->path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

Text missing_hint(const fs::path& path, const fs::path& folder) {
    std::error_code failed;
    const fs::path parent = path.parent_path();
    if (!fs::is_directory(parent, failed)) {
        const std::string shown = as_written(parent, folder);
        return {"no hay una carpeta " + shown + " junto al estudio",
                "there is no folder " + shown + " beside the study file"};
    }
    const std::string near = text::nearest(path.filename().string(), names_in(parent));
    if (near.empty()) {
        return {"las rutas son relativas al archivo de estudio", "paths are relative to the study file"};
    }
    const std::string shown = as_written(parent / near, folder);
    return {"¿quiso decir `" + shown + "`?", "did you mean `" + shown + "`?"};
}

/// Links and ".." resolved as far as the path exists.
fs::path resolved(const fs::path& path) {
    std::error_code failed;
    fs::path out = fs::weakly_canonical(fs::absolute(path), failed);
    return failed ? fs::path() : out;
}

bool lies_in(const fs::path& file, const fs::path& root) {
    const fs::path folder = resolved(root);
    return !folder.empty() && std::mismatch(folder.begin(), folder.end(), file.begin(), file.end()).first == folder.end();
}

/// Where the file is in truth, if that is outside the study's folder and every root; else "". Also "" where it cannot
/// be resolved (a link to itself): that cannot be opened either.
fs::path outside(const fs::path& path, const InputFolder& folder) {
    const fs::path file = resolved(path);
    const auto& roots = folder.allowed.roots;
    const bool inside = file.empty() || lies_in(file, folder.path) ||
                        std::any_of(roots.begin(), roots.end(), [&](const fs::path& root) { return lies_in(file, root); });
    return inside ? fs::path() : file;
}

/// A Shapefile is several files: each of them may be a link to somewhere else.
std::vector<fs::path> files_of(const fs::path& path) {
    std::vector<fs::path> files{path};
    const std::string extension = path.extension().string();
    if (extension == ".shp" || extension == ".SHP") {
        for (const char* companion : {".shx", ".SHX", ".dbf", ".DBF", ".prj", ".PRJ", ".cpg", ".CPG"}) {
            files.push_back(fs::path(path).replace_extension(companion));
        }
    }
    return files;
}

/// Reports where a file that would be read lies outside what is allowed.
bool reject_outside(const Section& section, std::string_view key, const Source& source, const InputFolder& folder) {
    for (const fs::path& file : files_of(source.path)) {
        const fs::path real = outside(file, folder);
        if (real.empty()) {
            continue;
        }
        const std::string allow = "--allow-root " + real.parent_path().string();
        section.reject(key, ErrorCode::file_outside, text::clip(source.shown, 80),
                       {"ponga el archivo junto al estudio, o permita su carpeta: " + allow,
                        "put the file beside the study, or allow its folder: " + allow});
        return true;
    }
    return false;
}

}  // namespace

void resolve_source(const Section& section, std::string_view key, Source& source, const InputFolder& folder) {
    source.path = (folder.path / source.shown).lexically_normal();
    // The second look is at "//vsizip/...", which only becomes what it is when it is normalised.
    if (refused_name(source.shown) || (fs::path(source.shown).is_absolute() && refused_name(source.path.string()))) {
        section.reject(
            key, ErrorCode::file_name_refused, text::clip(source.shown, 80),
            {"nombre un archivo simple, relativo al estudio", "name a plain file, relative to the study file"});
        return;
    }
    if (reject_outside(section, key, source, folder)) {
        return;
    }
    std::error_code failed;
    const fs::file_status status = fs::status(source.path, failed);
    if (status.type() == fs::file_type::not_found) {
        section.reject(key, ErrorCode::file_missing, source.shown, missing_hint(source.path, folder.path));
    } else if (!fs::exists(status) || failed) {
        section.reject(key, ErrorCode::file_unreadable, source.shown, failed.message());
    } else if (resolved(source.path).empty()) {
        section.reject(key, ErrorCode::file_unreadable, source.shown, {});
    } else if (!fs::is_regular_file(status)) {
        section.reject(key, ErrorCode::file_not_regular, source.shown, {"nombre un archivo", "name one file"});
    }
}

}  // namespace presencia::study
