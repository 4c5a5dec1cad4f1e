// SPDX-License-Identifier: Apache-2.0
// The join alone: reads a study's municipalities and incidents and writes the counts by municipality and class.
//     bench_count STUDY DATA THREADS OUT.csv
// DATA is where layers/ lies. The last line printed is JSON: seconds of each stage, rows a second, peak memory.
#include "bench/support/stopwatch.hpp"
#include "core/language.hpp"
#include "layer/read_tables.hpp"
#include "run/layers.hpp"
#include "study/study.hpp"

#include <nlohmann/json.hpp>

#include <sys/resource.h>

#include <cstdio>
#include <fstream>

using namespace presencia;

namespace {

void write_counts(const std::string& path, const layer::MunicipalityTable& municipalities, const IncidentLayers& incidents) {
    std::ofstream out(path, std::ios::binary);
    out << "layer,municipality,class,count\n";
    for (const auto& layer : incidents.tallies) {
        for (const join::Tally& tally : layer) {
            for (std::size_t m = 0; m < municipalities.rows.size(); ++m) {
                if (tally.weight[m] > 0) out << tally.layer << ',' << municipalities.rows[m].code << ',' << tally.incident_class << ',' << tally.weight[m] << '\n';
            }
        }
    }
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 5) {
        std::fputs("bench_count STUDY DATA THREADS OUT.csv\n", stderr);
        return 2;
    }
    try {
        RunOptions options{.study = arguments[1], .output = {}, .overwrite = false, .threads = static_cast<unsigned>(std::stoul(arguments[3])), .with_points = false, .data = arguments[2]};
        SilentProgress progress;
        nlohmann::ordered_json said;
        bench::Stopwatch began;
        const study::Study study = study::read_study(options.study, std::nullopt, {{"/"}, false});  // of whoever measures
        const layer::Dialects dialects(options.data / "layers");
        const layer::MunicipalityTable municipalities = layer::read_municipalities(study, dialects, progress, options.threads);
        said["municipalities"] = began.seconds();
        began = {};
        const Units units(study, municipalities, dialects, options.threads);
        said["index"] = began.seconds();
        const layer::SiteTable no_sites;
        const reach::Catchments catchments(no_sites, municipalities, study.as_of);
        began = {};
        const IncidentLayers incidents = tally_layers(study, dialects, units, catchments, options, progress);
        said["stream"] = began.seconds();
        std::int64_t rows = 0, located = 0;
        for (const Ledger& ledger : incidents.ledgers) {
            rows += ledger.read;
            located += ledger.located;
        }
        said["rows"] = rows;
        said["located"] = located;
        write_counts(arguments[4], municipalities, incidents);
        rusage usage{};
        getrusage(RUSAGE_SELF, &usage);
        said["peak_mib"] = usage.ru_maxrss / 1024;
        std::puts(said.dump().c_str());
    } catch (const Error& error) {
        std::fputs((error.message(Language::en) + "\n").c_str(), stderr);
        return 1;
    }
    return 0;
}
