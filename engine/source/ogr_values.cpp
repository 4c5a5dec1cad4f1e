// SPDX-License-Identifier: Apache-2.0
#include "source/ogr_values.hpp"

#include "core/text.hpp"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <limits>
#include <string_view>
#include <vector>

namespace presencia::source {
namespace {

/// A real that was stored in single precision: 0.1f is "0.1", not "0.10000000149011612".
std::string single_text(double value) {
    std::array<char, 32> buffer{};
    const auto printed = std::to_chars(buffer.data(), buffer.data() + buffer.size(), static_cast<float>(value));
    return std::string(buffer.data(), printed.ptr);
}

std::string integer_text(GIntBig value) {
    using Limits = std::numeric_limits<GIntBig>;
    return (value == Limits::max() ? ">" : value == Limits::min() ? "<" : "") + std::to_string(value);
}

std::string zone_text(int flag) {
    if (flag <= 1) {
        return {};  // unknown or local time
    }
    if (flag == 100) {
        return "Z";
    }
    const int minutes = std::abs(flag - 100) * 15;
    std::array<char, 16> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%c%02d:%02d", flag < 100 ? '-' : '+', minutes / 60, minutes % 60);
    return buffer.data();
}

std::string date_text(OGRFeatureH feature, int field, OGRFieldType type) {
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, zone = 0;
    float second = 0.0f;
    if (!OGR_F_GetFieldAsDateTimeEx(feature, field, &year, &month, &day, &hour, &minute, &second, &zone)) {
        return OGR_F_GetFieldAsString(feature, field);
    }
    std::array<char, 80> buffer{};
    std::string out;
    if (type != OFTTime) {
        std::snprintf(buffer.data(), buffer.size(), "%04d-%02d-%02d", year, month, day);
        out = buffer.data();
    }
    if (type != OFTDate) {
        const bool whole = second == std::floor(second);
        std::snprintf(buffer.data(), buffer.size(), "%s%02d:%02d:%0*.*f", type == OFTTime ? "" : "T", hour, minute,
                      whole ? 2 : 6, whole ? 0 : 3, static_cast<double>(second));
        out += buffer.data() + zone_text(zone);
    }
    return out;
}

template <class Value, class Text>
std::string list_text(const Value* values, int count, Text text_of) {
    std::vector<std::string> parts;
    for (int i = 0; i < count; ++i) {
        parts.push_back(text_of(values[i]));
    }
    return text::join(parts, "|");
}

std::string list_field_text(OGRFeatureH feature, int field, OGRFieldType type) {
    int count = 0;
    switch (type) {
        case OFTIntegerList: {
            const int* const values = OGR_F_GetFieldAsIntegerList(feature, field, &count);
            return list_text(values, count, [](int value) { return std::to_string(value); });
        }
        case OFTInteger64List: {
            const GIntBig* const values = OGR_F_GetFieldAsInteger64List(feature, field, &count);
            return list_text(values, count, [](GIntBig value) { return std::to_string(value); });
        }
        case OFTRealList: {
            const double* const values = OGR_F_GetFieldAsDoubleList(feature, field, &count);
            return list_text(values, count, real_text);
        }
        default: {
            CSLConstList values = OGR_F_GetFieldAsStringList(feature, field);
            return list_text(values, CSLCount(values), [](const char* value) { return std::string(value); });
        }
    }
}

}  // namespace

std::string real_text(double value) {
    constexpr double exact = 9007199254740992.0;  // 2^53
    if (std::abs(value) < exact && value == std::floor(value)) {
        return std::to_string(static_cast<long long>(value));  // never "1e+05": codes may be stored as reals
    }
    if (std::isnan(value)) {
        return "nan";
    }
    return text::format_significant(value, 17);
}

std::string field_text(OGRFeatureH feature, int field) {
    if (!OGR_F_IsFieldSetAndNotNull(feature, field)) {
        return {};
    }
    OGRFieldDefnH definition = OGR_F_GetFieldDefnRef(feature, field);
    const OGRFieldType type = OGR_Fld_GetType(definition);
    const OGRFieldSubType subtype = OGR_Fld_GetSubType(definition);
    switch (type) {
        case OFTInteger:
            if (subtype == OFSTBoolean) {
                return OGR_F_GetFieldAsInteger(feature, field) != 0 ? "true" : "false";
            }
            return std::to_string(OGR_F_GetFieldAsInteger(feature, field));
        case OFTInteger64: return integer_text(OGR_F_GetFieldAsInteger64(feature, field));
        case OFTReal: {
            const double value = OGR_F_GetFieldAsDouble(feature, field);
            const bool single = subtype == OFSTFloat32 && value != std::floor(value);
            return single ? single_text(value) : real_text(value);
        }
        case OFTDate:
        case OFTTime:
        case OFTDateTime: return date_text(feature, field, type);
        case OFTIntegerList:
        case OFTInteger64List:
        case OFTRealList:
        case OFTStringList: return list_field_text(feature, field, type);
        case OFTBinary: return {};
        default: return OGR_F_GetFieldAsString(feature, field);
    }
}

std::string crs_text(OGRSpatialReferenceH reference) {
    if (reference == nullptr || OSRIsLocal(reference)) {
        return {};
    }
    // GeoPackage's ids -1 and 0 stand for "not known", which is no reference system.
    const char* const name = OSRGetName(reference);
    if (name != nullptr && std::string_view(name).starts_with("Undefined ")) {
        return {};
    }
    char* text = nullptr;
    std::string out;
    if (OSRExportToWkt(reference, &text) == OGRERR_NONE && text != nullptr) {
        out = text;
    }
    CPLFree(text);
    if (out.empty()) {
        // Not every system can be said in WKT 1.
        const char* const options[] = {"FORMAT=WKT2_2019", nullptr};
        text = nullptr;
        if (OSRExportToWktEx(reference, &text, options) == OGRERR_NONE && text != nullptr) {
            out = text;
        }
        CPLFree(text);
    }
    return out;
}

bool is_wgs84_degrees(OGRSpatialReferenceH reference) {
    const char* const authority = reference == nullptr ? nullptr : OSRGetAuthorityName(reference, nullptr);
    const char* const code = reference == nullptr ? nullptr : OSRGetAuthorityCode(reference, nullptr);
    if (authority == nullptr || code == nullptr) {
        return false;
    }
    const std::string name = std::string(authority) + ":" + code;
    return name == "EPSG:4326" || name == "OGC:CRS84";
}

}  // namespace presencia::source
