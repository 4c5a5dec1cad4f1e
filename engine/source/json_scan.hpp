// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/input_file.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace presencia::source {

/// A list of features in a JSON file, counted before a lenient parser can lose some: GeoJSON's "features", or the
/// "geometries" of one of TopoJSON's objects.
struct JsonFeatures {
    std::string object;                ///< TopoJSON: the object's name; GeoJSON: ""
    std::int64_t count = 0;            ///< elements of the list, of any kind
    std::vector<std::int64_t> absent;  ///< TopoJSON: numbers from 1 of the elements with `"type": null`, in order
};

/// An old "crs" member, of the collection or of one of its features or geometries.
struct JsonCrs {
    std::string type;  ///< "name" ...
    std::string name;  ///< as "urn:ogc:def:crs:EPSG::32616", "" where it has none
    friend bool operator==(const JsonCrs&, const JsonCrs&) = default;
};

/// What a strict look over a JSON file finds, before any parser that builds trees sees it.
struct JsonSummary {
    std::int64_t documents = 0;  ///< objects one after another: more than one in newline-delimited files
    bool overpass = false;       ///< the document has a list "elements", as answers of the Overpass API do
    std::vector<JsonFeatures> lists;
    std::vector<JsonCrs> crs;  ///< each one once; none where the file has no such member or only null
};

/// Reads the file once against RFC 8259 and builds nothing: memory is one block, whatever the file holds.
/// Errors: those of JsonMachine, and file_encoding (UTF-16).
JsonSummary scan_json(const InputFile& file);

}  // namespace presencia::source
