// SPDX-License-Identifier: Apache-2.0
// Shows: reading a result directory from C++ and summing over its municipalities.
// Demonstrates use of: emit::Store, emit::Table, cells that are absent for a reason.
// Usage: who_is_reached DIRECTORY   (what `presencia run` or `presencia demo` wrote)
#include <emit/store.hpp>

#include <iomanip>
#include <iostream>

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "usage: who_is_reached DIRECTORY\n";
        return 2;
    }
    try {
        const presencia::emit::Store store(argv[1]);
        const presencia::emit::Table table = store.table("municipalities");
        double reached_by_none = 0.0;
        double people = 0.0;
        int unknown = 0;
        for (std::size_t row = 0; row < table.rows.size(); ++row) {
            const presencia::emit::Cell& at_risk = table.at(row, "at_risk");
            if (at_risk.empty()) {
                ++unknown;
            } else if (std::get<bool>(at_risk.value) && table.at(row, "reached_by_0").is_number()) {
                reached_by_none += table.at(row, "reached_by_0").number();
                people += table.at(row, "population").number();
            }
        }
        std::cout << std::fixed << std::setprecision(0) << reached_by_none << " of " << people << " people in municipalities at risk are within reach of no family; the risk of " << unknown
                  << " municipalities is not known\n";
    } catch (const presencia::Error& error) {
        std::cerr << error.message(presencia::Language::en) << "\n";
        return error.exit_status();
    }
}
