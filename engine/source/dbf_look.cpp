// SPDX-License-Identifier: Apache-2.0
#include "source/dbf_look.hpp"

#include <algorithm>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace presencia::source {

namespace {

namespace fs = std::filesystem;

// Layout of the header: Xbase, dBASE III PLUS.
constexpr std::size_t header_bytes = 32, field_bytes = 32, language_at = 29, header_size_at = 8, record_size_at = 10, field_type_at = 11, field_length_at = 16;
constexpr char end_of_fields = '\x0D';

/// The file beside the .shp, in small letters or capitals; nothing where there is none.
std::optional<fs::path> beside(fs::path shp, std::string_view small, std::string_view capital) {
    for (const std::string_view extension : {small, capital}) {
        shp.replace_extension(extension);
        std::error_code failed;
        if (fs::is_regular_file(shp, failed)) return shp;
    }
    return std::nullopt;
}

std::size_t byte_at(std::string_view bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]);
}

std::size_t word_at(std::string_view bytes, std::size_t at) {
    return byte_at(bytes, at) | byte_at(bytes, at + 1) << 8U;
}

struct TextField {
    std::size_t begin = 0, length = 0;  ///< within a record
};

std::vector<TextField> text_fields(std::string_view header) {
    std::vector<TextField> out;
    std::size_t at = 1;  // the first byte of a record says whether it is deleted
    for (std::size_t field = header_bytes; field + field_bytes <= header.size() && header[field] != end_of_fields; field += field_bytes) {
        const std::size_t length = byte_at(header, field + field_length_at);
        if (header[field + field_type_at] == 'C') out.push_back({at, length});
        at += length;
    }
    return out;
}

std::string beginning(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::string bytes(look_bytes, '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, in.gcount())));
    return bytes;
}

}  // namespace

std::optional<TextLook> look_at_shapefile_text(const fs::path& shp) {
    const auto dbf = beside(shp, ".dbf", ".DBF");
    if (!dbf || beside(shp, ".cpg", ".CPG")) return std::nullopt;
    const std::string bytes = beginning(*dbf);
    if (bytes.size() < header_bytes || bytes[language_at] != '\0') return std::nullopt;
    const std::size_t header = word_at(bytes, header_size_at), record = word_at(bytes, record_size_at);
    if (header < header_bytes || header > bytes.size() || record == 0) return std::nullopt;
    const std::vector<TextField> fields = text_fields(std::string_view(bytes).substr(0, header));
    std::string text;
    for (std::size_t at = header; at + record <= bytes.size(); at += record) {
        for (const TextField& field : fields) {
            if (field.begin + field.length > record) return std::nullopt;
            text.append(bytes, at + field.begin, field.length);
            text += ' ';  // a text that is cut within a letter by its field's length must not run on into the next
        }
        text += '\n';
    }
    return look_at_bytes(text, true);
}

}  // namespace presencia::source
