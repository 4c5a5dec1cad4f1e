# SPDX-License-Identifier: Apache-2.0
"""Roll-ups to the region, each country and each department, with what had to be left out."""

import math

from .study import FAMILIES

REACHED = [f"reached_by_{k}{end}" for end in ("", "_high") for k in range(5)]


def _sum(members, name):
    """(sum, how many were null)."""
    values = [m.out.get(name) for m in members]
    return math.fsum(v for v in values if v is not None), sum(v is None for v in values)


def total(members, families):
    """The totals of a group of municipalities, the headline first."""
    risky = [m for m in members if m.out["at_risk"]]
    unknown = [m for m in members if m.out["at_risk"] is None]
    line = {"municipalities": len(members), "at_risk": len(risky), "risk_unknown": len(unknown)}
    line["people_at_risk"], line["people_at_risk_null"] = _sum(risky, "population")
    line["people_risk_unknown"], _ = _sum(unknown, "population")
    line["at_risk_people"] = {name: _sum(risky, name)[0] for name in REACHED}
    line["all_people"] = {name: _sum(members, name)[0] for name in REACHED}
    for name in ("population", "area_km2", "incidents", "unreached_need"):
        line[name], line[f"{name}_null"] = _sum(members, name)
    shared = {m.by_department for m in members if hasattr(m, "by_department")}
    if shared:
        line["incidents"] = sum(d.out["incidents"] or 0 for d in shared)
        line["incidents_null"] = sum(m.by_department.out["incidents"] is None for m in members)
    expected = [m.expected for m in members]
    line["expected_incidents"] = math.fsum(v for v in expected if v is not None)
    for family in families:
        at_family = {name: _sum(members, f"{family}_{name}")[0] for name in ("sites", "programmes")}
        for name in ("unreached_people", "unreached_need"):
            at_family[name], at_family[f"{name}_null"] = _sum(members, f"{family}_{name}")
            at_family[f"{name}_at_risk"] = _sum(risky, f"{family}_{name}")[0]
        classes = [m.out[f"{family}_gap_class"] for m in members]
        at_family["gap_class"] = {c: classes.count(c) for c in sorted(set(classes))}
        at_family["reach_zero_everywhere"] = all(m.out[f"{family}_reach"] == 0 for m in members)
        line[family] = at_family
    return line


def summary(study, municipalities, layers_of, said, listed=None):
    """The content of summary.json."""
    families = [f for f in FAMILIES if layers_of[f]]
    groups = {"region": total(municipalities, families), "countries": {}, "departments": {}}
    for country in sorted({m.country for m in municipalities}):
        groups["countries"][country] = total([m for m in municipalities if m.country == country], families)
    for country, department in sorted({(m.country, m.department) for m in municipalities}):
        members = [m for m in municipalities if (m.country, m.department) == (country, department)]
        groups["departments"][f"{country}:{department}"] = total(members, families)
    label = lambda m: f"{m.country}:{m.code}"
    result = {"study": study.name, "from": str(study.first), "to": str(study.last), "as_of": str(study.as_of),
              "years": study.years, "studied": families, **said, **groups}
    result["no_record"] = [label(m) for m in municipalities if m.out["incidents"] is None]
    judged = [m for m in municipalities if m.out["presence_low"] is not None]
    result["to_verify"] = [label(m) for m in judged if m.out["presence_high"] - m.out["presence_low"] > 0.25]
    if listed is not None:
        risk_of = {m: m.out["at_risk"] for m in municipalities}
        result["at_risk_not_listed"] = [label(m) for m, risk in risk_of.items() if risk and m.key not in listed]
        result["listed_not_at_risk"] = [label(m) for m, risk in risk_of.items() if risk is False and m.key in listed]
    return result
