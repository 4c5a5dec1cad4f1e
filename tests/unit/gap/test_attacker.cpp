// SPDX-License-Identifier: Apache-2.0
// Plays the reader who wants a withheld count: with the shown totals as equations, and with other worlds that would look the same.
#include "random_study.hpp"
#include "shown.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <iostream>
#include <map>
#include <optional>

using namespace presencia;
using drawn::World;

namespace {

struct Shown {
    gap::Result result;
    gap::DisclosureReport report;
    std::string text;
};

/// Nothing where the rule cannot be applied to the world.
std::optional<Shown> publish(const World& world) {
    Shown out;
    try {
        out.result = world.compute();
    } catch (const Error&) {
        return std::nullopt;
    }
    out.report = gap::disclose(out.result, world.input());
    out.text = drawn::shown(out.result, out.report);
    return out;
}

std::vector<std::size_t> hidden_cells(const gap::Result& result) {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < result.municipalities.size(); ++i) {
        if (result.municipalities[i].incidents.absence() == Absence::suppressed) out.push_back(i);
    }
    return out;
}

/// What a reader writes down: each shown total less the shown counts below it is the sum of the hidden counts below it.
struct Equations {
    std::vector<std::vector<double>> rows;  // one coefficient a hidden cell, then the sum
};

bool inside(const gap::MunicipalityResult& m, const gap::RollUp& sum) {
    switch (sum.level) {
        case gap::RollUp::Level::department: return m.country == sum.country && m.department == sum.department;
        case gap::RollUp::Level::country: return m.country == sum.country;
        case gap::RollUp::Level::region: break;
    }
    return true;
}

Equations equations(const gap::Result& result, const std::vector<std::size_t>& hidden, double region_total) {
    Equations out;
    for (const gap::RollUp& sum : result.roll_ups) {
        const bool region = sum.level == gap::RollUp::Level::region;
        if (!sum.incidents.known() && !region) continue;
        std::vector<double> row(hidden.size() + 1, 0.0);
        row.back() = region ? region_total : static_cast<double>(*sum.incidents);  // the ledger tells the region's total
        for (const gap::MunicipalityResult& m : result.municipalities) {
            if (inside(m, sum)) row.back() -= static_cast<double>(m.incidents.value_or(0));
        }
        for (std::size_t k = 0; k < hidden.size(); ++k) row[k] = inside(result.municipalities[hidden[k]], sum) ? 1.0 : 0.0;
        out.rows.push_back(std::move(row));
    }
    return out;
}

/// Reduced row echelon form; rows of zeros are dropped.
void eliminate(Equations& system) {
    auto& rows = system.rows;
    std::size_t rank = 0;
    const std::size_t variables = rows.empty() ? 0 : rows.front().size() - 1;
    for (std::size_t column = 0; column < variables && rank < rows.size(); ++column) {
        std::size_t pivot = rank;
        while (pivot < rows.size() && std::abs(rows[pivot][column]) < 1e-9) ++pivot;
        if (pivot == rows.size()) continue;
        std::swap(rows[pivot], rows[rank]);
        const double scale = rows[rank][column];
        for (double& v : rows[rank]) v /= scale;
        for (std::size_t r = 0; r < rows.size(); ++r) {
            const double factor = rows[r][column];
            if (r == rank || std::abs(factor) < 1e-9) continue;
            for (std::size_t c = 0; c <= variables; ++c) rows[r][c] -= factor * rows[rank][c];
        }
        ++rank;
    }
    rows.resize(rank);
}

/// Hidden cells that the equations pin, every count being whole and at least 1: by elimination, then by intervals until nothing moves.
std::size_t solved(Equations system, std::size_t cells) {
    Equations reduced = system;
    eliminate(reduced);
    system.rows.insert(system.rows.end(), reduced.rows.begin(), reduced.rows.end());
    std::vector<double> low(cells, 1.0);
    std::vector<double> high(cells, 1e15);
    for (bool moved = true; moved;) {
        moved = false;
        for (const auto& row : system.rows) {
            for (std::size_t k = 0; k < cells; ++k) {
                if (std::abs(row[k]) < 1e-9) continue;
                double least = row.back();
                double most = row.back();
                for (std::size_t j = 0; j < cells; ++j) {
                    if (j == k) continue;
                    least -= row[j] > 0 ? row[j] * high[j] : row[j] * low[j];
                    most -= row[j] > 0 ? row[j] * low[j] : row[j] * high[j];
                }
                if (row[k] < 0) std::swap(least, most);
                const double at_least = std::ceil(least / row[k] - 1e-6);
                const double at_most = std::floor(most / row[k] + 1e-6);
                if (at_least > low[k]) { low[k] = at_least; moved = true; }
                if (at_most < high[k]) { high[k] = at_most; moved = true; }
            }
        }
    }
    std::size_t pinned = 0;
    for (std::size_t k = 0; k < cells; ++k) pinned += low[k] == high[k] ? 1 : 0;
    return pinned;
}

/// The hidden cells, those of the same department first, then of the same country.
std::vector<std::size_t> partners_of(const Shown& seen, std::size_t cell, const std::vector<std::size_t>& hidden) {
    std::vector<std::size_t> out;
    const auto& here = seen.result.municipalities[cell];
    for (int ring = 0; ring < 3; ++ring) {
        for (const std::size_t k : hidden) {
            const auto& there = seen.result.municipalities[k];
            const int apart = there.country != here.country ? 2 : there.department != here.department ? 1 : 0;
            if (k != cell && apart == ring) out.push_back(k);
        }
    }
    return out;
}

/// Looks for a world with another count at `cell` that reads the same: incidents are moved between it and each other hidden cell, near ones first.
std::optional<World> find_double(const World& base, const Shown& seen, std::size_t cell, const std::vector<std::size_t>& hidden) {
    const std::vector<std::size_t> partners = partners_of(seen, cell, hidden);
    for (std::int64_t size = 1; size <= seen.report.threshold + 3; ++size) {
        for (const std::size_t k : partners) {
            for (const std::int64_t move : {size, -size}) {
                World other = base;
                const std::int64_t a = *base.incidents[cell] + move;
                const std::int64_t b = *base.incidents[k] - move;
                if (a < 1 || b < 1) continue;
                other.incidents[cell] = a;
                other.incidents[k] = b;
                const auto looks = publish(other);
                if (looks && looks->text == seen.text) return other;
            }
        }
    }
    return std::nullopt;
}

/// Hidden cells whose count no other world replaces, looked for around the true world and then around every double found.
std::vector<std::size_t> alone(const World& world, const Shown& seen, const std::vector<std::size_t>& hidden) {
    std::vector<World> doubles{world};
    const auto covered = [&](std::size_t cell) {
        return std::any_of(doubles.begin(), doubles.end(), [&](const World& other) { return !(other.incidents[cell] == world.incidents[cell]); });
    };
    for (const bool far : {false, true}) {
        for (const std::size_t cell : hidden) {
            const std::size_t end = far ? std::min<std::size_t>(doubles.size(), 30) : 1;
            for (std::size_t w = far ? 1 : 0; w < end && !covered(cell); ++w) {
                if (auto found = find_double(doubles[w], seen, cell, hidden)) doubles.push_back(std::move(*found));
            }
        }
    }
    std::vector<std::size_t> out;
    std::copy_if(hidden.begin(), hidden.end(), std::back_inserter(out), [&](std::size_t cell) { return !covered(cell); });
    return out;
}

struct Score {
    std::size_t studies = 0, cells = 0, hidden = 0, small = 0, solved = 0, alone = 0, unprotected = 0;
    std::int64_t totals = 0, verdicts = 0, at_risk_shown = 0, at_risk_hidden = 0;
};

void attack(std::uint64_t seed, std::size_t most, Score& score) {
    const World world = drawn::RandomStudy(seed, 40, most).take();
    const auto seen = publish(world);
    if (!seen) return;
    const std::vector<std::size_t> hidden = hidden_cells(seen->result);
    std::int64_t total = 0;
    for (const auto& count : world.incidents) total += count.value_or(0);
    score.studies += 1;
    score.cells += world.incidents.size();
    score.hidden += hidden.size();
    score.unprotected += static_cast<std::size_t>(seen->report.unprotected);
    score.totals += seen->report.totals_suppressed;
    score.verdicts += seen->report.verdicts_suppressed;
    for (const auto& m : seen->result.municipalities) {
        (m.at_risk.absence() == Absence::suppressed ? score.at_risk_hidden : score.at_risk_shown) += 1;
    }
    score.solved += solved(equations(seen->result, hidden, static_cast<double>(total)), hidden.size());
    for (const std::size_t cell : hidden) score.small += *world.incidents[cell] <= seen->report.threshold ? 1 : 0;
    for (const std::size_t cell : alone(world, *seen, hidden)) {
        score.alone += 1;
        std::cout << "seed " << seed << ": no other world for municipality " << cell << " with count " << *world.incidents[cell] << "\n";
    }
}

}  // namespace

TEST_CASE("from totals, verdicts, ranks, rates and pools no withheld count can be computed") {
    const char* first = std::getenv("PRESENCIA_ATTACK_FIRST");
    const char* studies = std::getenv("PRESENCIA_ATTACK_STUDIES");
    const std::uint64_t from = first ? std::strtoull(first, nullptr, 10) : 1;
    const std::uint64_t count = studies ? std::strtoull(studies, nullptr, 10) : 4;
    Score score;
    for (std::uint64_t seed = from; seed < from + count; ++seed) attack(seed, studies ? 120 : 50, score);
    std::cout << "attacked " << score.studies << " studies, " << score.cells << " municipalities: " << score.hidden << " counts withheld (" << score.small << " small), "
              << score.totals << " totals and " << score.verdicts << " verdicts beside shown counts withheld; at_risk shown for " << score.at_risk_shown << ", withheld for "
              << score.at_risk_hidden << "; " << score.solved << " counts solved from totals, " << score.alone << " without another world, " << score.unprotected
              << " reported as unprotected\n";
    CHECK(score.hidden > 50);
    CHECK(score.solved == 0);
    CHECK(score.alone == 0);
}
