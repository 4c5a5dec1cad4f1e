// SPDX-License-Identifier: Apache-2.0
#include "source_files.hpp"
#include "vector_writer.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace presencia;
using namespace presencia::source;
using namespace presencia::source::test;

namespace {

/// Standard error in a file while it lives.
class StderrCapture {
public:
    explicit StderrCapture(const std::filesystem::path& path) : path_(path), outer_(::dup(2)) {
        const int file = ::open(path.c_str(), O_CREAT | O_WRONLY | O_TRUNC, 0600);
        ::dup2(file, 2);
        ::close(file);
    }
    ~StderrCapture() {
        ::dup2(outer_, 2);
        ::close(outer_);
    }
    StderrCapture(const StderrCapture&) = delete;
    StderrCapture& operator=(const StderrCapture&) = delete;
    std::uintmax_t bytes() const { return std::filesystem::file_size(path_); }

private:
    std::filesystem::path path_;
    int outer_;
};

/// A port of this machine on which somebody listens.
class Listener {
public:
    Listener() : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        REQUIRE(::bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
        REQUIRE(::listen(socket_, 4) == 0);
        socklen_t length = sizeof address;
        ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &length);
        port_ = ntohs(address.sin_port);
    }
    ~Listener() { ::close(socket_); }
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;
    std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/a.geojson"; }
    bool called() const {
        pollfd waiting{socket_, POLLIN, 0};
        return ::poll(&waiting, 1, 50) > 0;
    }

private:
    int socket_;
    int port_ = 0;
};

std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void write_squares(const char* driver, const std::filesystem::path& path) {
    VectorWriter writer(driver, path);
    OGRLayerH layer = writer.layer("squares", wkbPolygon, 4326);
    VectorWriter::field(layer, "code", OFTString);
    for (int i = 0; i < 300; ++i) {
        const std::string x = std::to_string(i);
        const std::string y = std::to_string(i + 1);
        VectorWriter::feature(layer,
                              ("POLYGON ((" + x + " 0," + y + " 0," + y + " 1," + x + " 1," + x + " 0))").c_str(),
                              [&](OGRFeatureH feature) { OGR_F_SetFieldString(feature, 0, x.c_str()); });
    }
}

}  // namespace

TEST_CASE("A VRT in disguise is not followed to the file that it names") {
    const TempFolder folder;
    const auto secret = folder.write("secret.csv", "a,b\n1,2\n");
    const std::string vrt = "<OGRVRTDataSource><OGRVRTLayer name=\"secret\"><SrcDataSource>" + secret.string() +
                            "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>";
    for (const char* const name : {"a.geojson", "a.json", "a.ndjson", "a.gpkg", "a.fgb", "a.shp", "a.xlsx", "a.ods"}) {
        INFO(name);
        folder.write("a.shx", "x");
        const ErrorCode code = error_of_file(folder.write(name, vrt)).code();
        CHECK((code == ErrorCode::file_not_geodata || code == ErrorCode::file_unreadable));
    }
}

TEST_CASE("A picture under a borrowed name is no geodata") {
    const TempFolder folder;
    const std::string png = "\x89PNG\r\n\x1a\n" + std::string(64, '\0');
    for (const char* const name : {"a.gpkg", "a.fgb", "a.xlsx", "a.geojson"}) {
        CHECK(error_of_file(folder.write(name, png)).code() == ErrorCode::file_not_geodata);
    }
}

TEST_CASE("A page of HTML named CSV is just text") {
    const TempFolder folder;
    const auto content = read_all(folder.write("page.csv", "<!DOCTYPE html>\n<html>\n<body>not found</body>\n"));
    CHECK(content.columns == std::vector<std::string>{"<!DOCTYPE html>"});
    CHECK(content.rows.size() == 2);
}

TEST_CASE("A crs by link is refused and nobody is called") {
    const TempFolder folder;
    const Listener listener;
    for (const std::string& crs : {R"({"type":"link","properties":{"href":")" + listener.url() + "\"}}",
                                   R"({"type":"url","properties":{"url":")" + listener.url() + "\"}}",
                                   R"({"type":"name","properties":{"name":")" + listener.url() + "\"}}"}) {
        INFO(crs);
        const Error error = error_of_file(folder.write(
            "link.geojson",
            R"({"type":"FeatureCollection","crs":)" + crs +
                R"(,"features":[{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1,2]}}]})"));
        CHECK(error.code() == ErrorCode::crs_unknown);
        CHECK_FALSE(listener.called());
    }
    for (const char* const key : {"crs", "CRS", "\\u0063rs"}) {
        INFO(key);
        const std::string geometry = "{\"type\":\"Point\",\"" + std::string(key) +
                                     R"(":{"type":"link","properties":{"href":")" + listener.url() +
                                     "\"}},\"coordinates\":[1,2]}";
        for (const std::string& text :
             {R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":)" + geometry +
                  "}]}",
              geometry}) {
            CHECK(error_of_file(folder.write("nested.geojson", text)).code() == ErrorCode::crs_unknown);
            CHECK_FALSE(listener.called());
        }
    }
    ReadPlan plan;
    plan.path = listener.url();
    plan.shown_name = listener.url();
    CHECK(error_of([&] { open_rows(plan); }).code() == ErrorCode::file_name_refused);
    CHECK_FALSE(listener.called());
}

TEST_CASE("A file cut anywhere is an error, never a shorter file") {
    const TempFolder folder;
    for (const auto& [driver, name] :
         {std::pair("GPKG", "cut.gpkg"), std::pair("FlatGeobuf", "cut.fgb"), std::pair("ESRI Shapefile", "cut.shp"),
          std::pair("XLSX", "cut.xlsx"), std::pair("ODS", "cut.ods"), std::pair("GeoJSON", "cut.geojson")}) {
        const auto path = folder.path() / name;
        write_squares(driver, path);
        REQUIRE(read_all(path).rows.size() == 300);
        const std::string whole = bytes_of(path);
        for (int tenth = 1; tenth < 10; ++tenth) {
            INFO(name << " cut at " << tenth << " tenths");
            folder.write(name, whole.substr(0, whole.size() * static_cast<std::size_t>(tenth) / 10));
            const ErrorCode code = error_of_file(path).code();
            CHECK((code == ErrorCode::file_unreadable || code == ErrorCode::file_not_geodata));
        }
        folder.write(name, whole);
    }
    for (const char* const part : {"cut.shx", "cut.dbf"}) {
        INFO(part);
        const std::string whole = bytes_of(folder.path() / part);
        folder.write(part, whole.substr(0, whole.size() / 2));
        CHECK(error_of_file(folder.path() / "cut.shp").code() == ErrorCode::file_unreadable);
        folder.write(part, whole);
    }
    CHECK(read_all(folder.path() / "cut.shp").rows.size() == 300);
}

TEST_CASE("A Shapefile without its index names the missing part, and one beside a pipe does not wait") {
    const TempFolder folder;
    write_squares("ESRI Shapefile", folder.path() / "a.shp");
    std::filesystem::remove(folder.path() / "a.shx");
    const Error missing = error_of_file(folder.path() / "a.shp");
    CHECK(missing.code() == ErrorCode::file_missing);
    CHECK(missing.where().file == "a.shx");
    const auto names = folder.names();
    CHECK(std::find(names.begin(), names.end(), "a.shx") == names.end());

    write_squares("ESRI Shapefile", folder.path() / "b.shp");
    std::filesystem::remove(folder.path() / "b.dbf");
    REQUIRE(::mkfifo((folder.path() / "b.dbf").c_str(), 0600) == 0);
    CHECK(error_of_file(folder.path() / "b.shp").code() == ErrorCode::file_not_regular);
}

TEST_CASE("Reading writes nothing beside the file and GDAL says nothing on standard error") {
    const TempFolder folder;
    const TempFolder other;
    for (const auto& [driver, name] :
         {std::pair("GPKG", "a.gpkg"), std::pair("FlatGeobuf", "a.fgb"), std::pair("ESRI Shapefile", "a.shp")}) {
        write_squares(driver, folder.path() / name);
    }
    folder.write("deep.geojson",
                 "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{},\"geometry\":" +
                     std::string("{\"type\":\"Point\",\"coordinates\":[\"a\",\"b\"]}}]}"));
    const auto before = folder.names();
    const StderrCapture capture(other.path() / "stderr");
    for (const char* const name : {"a.gpkg", "a.fgb", "a.shp", "deep.geojson"}) {
        CHECK_FALSE(read_all(folder.path() / name).rows.empty());
    }
    error_of_file(other.write("broken.gpkg", "SQLite format 3" + std::string(200, '\0')));
    error_of_file(other.write("broken.geojson", "{\"type\":\"FeatureCollection\"}"));
    CHECK(folder.names() == before);
    CHECK(capture.bytes() == 0);
}
