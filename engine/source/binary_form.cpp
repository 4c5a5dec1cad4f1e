// SPDX-License-Identifier: Apache-2.0
#include "source/binary_form.hpp"

#include "source/open_guard.hpp"

#include <algorithm>
#include <string>

namespace presencia::source {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t first_bytes = 4096;
constexpr std::size_t last_bytes = std::size_t{64} << 10;  // of a ZIP: its list of names

struct Mark {
    std::string_view bytes;
    BinaryForm form;
};

constexpr Mark marks[] = {
    {"\x89PNG\r\n\x1A\n"sv, BinaryForm::png},
    {"\xFF\xD8\xFF"sv, BinaryForm::jpeg},
    {"GIF87a"sv, BinaryForm::gif},
    {"GIF89a"sv, BinaryForm::gif},
    {"II*\0"sv, BinaryForm::tiff},
    {"MM\0*"sv, BinaryForm::tiff},
    {"%PDF-"sv, BinaryForm::pdf},
    {"PK\x03\x04"sv, BinaryForm::zip},
    {"PK\x05\x06"sv, BinaryForm::zip},  // an empty one
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, BinaryForm::old_office},
    {"SQLite format 3\0"sv, BinaryForm::sqlite},
    {"\x1F\x8B\x08"sv, BinaryForm::gzip},
    {"\xFD" "7zXZ\0"sv, BinaryForm::packed},
    {"\x28\xB5\x2F\xFD"sv, BinaryForm::packed},
    {"7z\xBC\xAF\x27\x1C"sv, BinaryForm::packed},
    {"Rar!\x1A\x07"sv, BinaryForm::packed},
    {"\0\x01\0\0Standard Jet DB"sv, BinaryForm::access},
    {"\0\x01\0\0Standard ACE DB"sv, BinaryForm::access},
    {"PAR1\x15"sv, BinaryForm::parquet},  // and the first field of a page: PAR1 alone may head a column
    {"\0\0\x27\x0A"sv, BinaryForm::shapefile},
    {"fgb\x03"sv, BinaryForm::flatgeobuf},
};

bool holds(std::string_view bytes, std::string_view part) {
    return bytes.find(part) != bytes.npos;
}

BinaryForm archive_form(std::string_view beginning, std::string_view end) {
    if (holds(end, "xl/workbook.xml")) return BinaryForm::workbook;
    return holds(beginning, "application/vnd.oasis.opendocument.spreadsheet") ? BinaryForm::opendocument : BinaryForm::zip;
}

/// Application id of SQLite's header (GeoPackage 1.2, requirement 2; 1.0 and 1.1 wrote GP10 and GP11).
BinaryForm database_form(std::string_view beginning) {
    const std::string_view id = beginning.size() < 72 ? std::string_view() : beginning.substr(68, 4);
    return id == "GPKG" || id == "GP10" || id == "GP11" ? BinaryForm::geopackage : BinaryForm::sqlite;
}

/// Control characters but tab, line feed, vertical tab, form feed, carriage return, and DOS's end of text.
bool foreign_to_text(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && (byte < 0x09 || byte > 0x0D) && byte != 0x1A) || byte == 0x7F;
}

/// UTF-16 and UTF-32, by their marks or by the NULs that Latin letters leave in them: what becomes of these is told by their names.
bool is_wide_text(std::string_view beginning) {
    if (beginning.starts_with("\xFF\xFE"sv) || beginning.starts_with("\xFE\xFF"sv) || beginning.starts_with("\0\0\xFE\xFF"sv)) return true;
    const auto nuls = [&](std::string_view pattern) {
        const auto fits = [](char byte, char wanted) { return (byte == '\0') == (wanted == '0'); };
        return beginning.size() >= pattern.size() && std::equal(pattern.begin(), pattern.end(), beginning.begin(), [&](char wanted, char byte) { return fits(byte, wanted); });
    };
    return nuls("x0x0") || nuls("0x0x") || nuls("x000x000") || nuls("000x000x");
}

}  // namespace

std::optional<BinaryForm> binary_form(std::string_view beginning, std::string_view end) {
    for (const Mark& mark : marks) {
        if (!beginning.starts_with(mark.bytes)) continue;
        if (mark.form == BinaryForm::zip) return archive_form(beginning, end);
        return mark.form == BinaryForm::sqlite ? database_form(beginning) : mark.form;
    }
    if (beginning.starts_with("RIFF") && beginning.size() > 12 && beginning.substr(8, 4) == "WEBP") return BinaryForm::webp;
    if (beginning.starts_with("BZh") && beginning.size() > 10 && beginning.substr(4, 6) == "1AY&SY") return BinaryForm::packed;
    const auto strange = static_cast<std::size_t>(std::count_if(beginning.begin(), beginning.end(), foreign_to_text));
    // A stray one or two are no more than that, unless there is little beside them.
    const bool many = strange >= 4 ? strange * 20 >= beginning.size() : strange >= 2 && strange * 10 >= beginning.size();
    if (!many || is_wide_text(beginning)) return std::nullopt;
    return BinaryForm::unknown;
}

std::optional<BinaryForm> binary_form(const ReadPlan& plan) {
    const auto file = opened_file(plan);
    std::string beginning(first_bytes, '\0');
    beginning.resize(file->read_at(0, beginning.data(), beginning.size()));
    std::string end;
    if (beginning.starts_with("PK")) {
        end.resize(std::min<std::size_t>(last_bytes, file->size()));
        end.resize(file->read_at(file->size() - end.size(), end.data(), end.size()));
    }
    return binary_form(beginning, end);
}

}  // namespace presencia::source
