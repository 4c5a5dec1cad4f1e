// SPDX-License-Identifier: Apache-2.0
#include "emit/filter_on_table.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace presencia::emit {

namespace {

using Kind = ClassFilter::Kind;

/// What the municipalities of a table lack of one property.
struct Lacking {
    std::set<Absence> named;  ///< reasons that no_value gives
    bool unnamed = false;     ///< some lack it and no_value does not say why
    bool some_have = false;

    bool any() const { return unnamed || !named.empty(); }
};

/// A condition, or the answer that it has for every municipality.
struct Settled {
    std::optional<bool> always;
    ClassFilter filter;

    Settled(bool answer) : always(answer) {}
    Settled(ClassFilter condition) : filter(std::move(condition)) {}
};

class OnTable {
public:
    explicit OnTable(const Table& table) : table_(table) {}

    Settled settle(const ClassFilter& filter) const {
        switch (filter.kind) {
            case Kind::all:
            case Kind::any: return joined(filter);
            case Kind::absent: return absent(filter);
            case Kind::present: return present(filter);
            case Kind::reason: return lacking(filter.property).named.contains(reason_of(filter)) ? Settled(filter) : Settled(false);
            case Kind::no_reason: return filter;
            default: return compared_with_property(filter);
        }
    }

private:
    static Absence reason_of(const ClassFilter& filter) {
        for (int kind = 0; kind <= static_cast<int>(Absence::suppressed); ++kind) {
            if (to_string(static_cast<Absence>(kind)) == std::get<std::string>(filter.value)) return static_cast<Absence>(kind);
        }
        return Absence::none;
    }

    Lacking lacking(const std::string& property) const {
        Lacking found;
        const std::size_t column = table_.column(property);
        for (const auto& row : table_.rows) {
            const Cell& cell = row[column];
            if (!cell.empty()) {
                found.some_have = true;
            } else if (cell.absence == Absence::none || cell.absence == Absence::not_studied) {
                found.unnamed = true;
            } else {
                found.named.insert(cell.absence);
            }
        }
        return found;
    }

    Settled absent(const ClassFilter& filter) const {
        const Lacking found = lacking(filter.property);
        if (!found.any()) return false;
        if (!found.some_have) return true;
        if (found.unnamed) return filter;
        std::vector<ClassFilter> reasons;
        for (const Absence why : found.named) reasons.push_back(is_absent_for(filter.property, why));
        return any_of(std::move(reasons));
    }

    Settled present(const ClassFilter& filter) const {
        const Lacking found = lacking(filter.property);
        if (!found.any()) return true;
        if (!found.some_have) return false;
        return found.unnamed ? filter : ClassFilter{Kind::no_reason, filter.property, {}, {}};
    }

    /// Comparing two properties is beyond some programs, and often the same for all: where records are complete no bounds differ.
    Settled compared_with_property(const ClassFilter& filter) const {
        const auto* other = std::get_if<ReducedProperty>(&filter.value);
        if (other == nullptr || table_.rows.empty()) return filter;
        const std::size_t left = table_.column(filter.property), right = table_.column(other->property);
        const auto holds = [&](const std::vector<Cell>& row) {
            if (row[left].empty() || row[right].empty()) return false;
            const double a = row[left].number(), b = row[right].number() - row[right].number() * other->share;
            return filter.kind == Kind::less ? a < b : filter.kind == Kind::at_most ? a <= b : filter.kind == Kind::more ? a > b : filter.kind == Kind::at_least ? a >= b : (a == b) == (filter.kind == Kind::equal);
        };
        const auto satisfied = static_cast<std::size_t>(std::count_if(table_.rows.begin(), table_.rows.end(), holds));
        if (satisfied == 0) return false;
        if (satisfied == table_.rows.size()) return true;
        return filter;
    }

    /// Of "absent, and for one of these reasons" leaves the reasons that occur. Where no_value names those of every absence, they say by themselves that there is nothing.
    void tell_reasons_alone(std::vector<ClassFilter>& parts) const {
        for (std::size_t i = 0; i < parts.size(); ++i) {
            const std::string property = parts[i].property;
            if (parts[i].kind != Kind::absent || lacking(property).unnamed) continue;
            const auto elsewhere = [&](const ClassFilter& part) { return part.kind == Kind::no_reason && part.property == property; };
            const auto named = [&](const ClassFilter& part) { return part.kind == Kind::reason && part.property == property; };
            bool told = false;
            for (ClassFilter& part : parts) {
                if (elsewhere(part)) part = {Kind::any, {}, {}, {}};
                if (part.kind == Kind::any) std::erase_if(part.parts, elsewhere);
                told = told || named(part) || (part.kind == Kind::any && std::all_of(part.parts.begin(), part.parts.end(), named));
            }
            if (told) parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(i--));
        }
    }

    Settled joined(const ClassFilter& filter) const {
        const bool all = filter.kind == Kind::all;
        std::vector<ClassFilter> parts = filter.parts, open;
        if (all) tell_reasons_alone(parts);
        for (const ClassFilter& part : parts) {
            Settled one = settle(part);
            if (!one.always) {
                open.push_back(std::move(one.filter));
            } else if (*one.always != all) {
                return !all;
            }
        }
        if (open.empty()) return all;
        return all ? all_of(std::move(open)) : any_of(std::move(open));
    }

    const Table& table_;
};

}  // namespace

ClassFilter on_table(const ClassFilter& filter, const Table& table) {
    const Settled settled = OnTable(table).settle(filter);
    return settled.always ? filter : settled.filter;
}

}  // namespace presencia::emit
