# SPDX-License-Identifier: Apache-2.0
"""Presence, gap class, measures of gap, ranks, scores and ratios, each by the table or sentence of the contract."""

import math

from .study import FAMILIES, FOUR


def _index(values, kind):
    """"mean reach (or geometric, minimum)" over families."""
    if kind == "geometric":
        return math.prod(values) ** (1 / len(values))
    if kind == "minimum":
        return min(values)
    return math.fsum(values) / len(values)


def presence_of(home, family, layers, target, as_of):
    """"operating service of f in i, or reach >= target: yes; every layer of f complete for i: no; else unknown"."""
    services = [s for layer in layers for s in layer.sites
                if family in s.families and s.kind == "service" and s.operates == "yes" and s.municipality is home]
    programmes = [s for layer in layers for s in layer.sites
                  if family in s.families and s.kind == "programme" and s.operates == "yes" and s.municipality is home]
    able = [layer for layer in layers if not layer.only_programmes]  # "only services make presence"
    complete = bool(able) and all(layer.complete(home, as_of) for layer in able)
    if services or round(home.out[f"{family}_reach"], 12) >= target:
        presence = "yes"
    else:
        presence = "no" if complete else "unknown"
    home.out[f"{family}_presence"] = presence
    home.out[f"{family}_sites"], home.out[f"{family}_programmes"] = len(services), len(programmes)
    _ratios(home, family, services)
    return complete


def _ratios(home, family, services):
    people, incidents, n = home.population, home.out["incidents"], len(services)
    staff = [s.staff for s in services]
    known_staff = math.fsum(staff) if staff and all(v is not None for v in staff) else None
    home.out[f"{family}_sites_per_100k"] = 100000.0 * n / people if people else None
    home.out[f"{family}_people_per_site"] = people / n if n and people is not None else None
    home.out[f"{family}_incidents_per_site"] = incidents / n if n and incidents is not None else None
    home.out[f"{family}_staff_per_10k"] = 10000.0 * known_staff / people if people and known_staff is not None else None


def gap_class(home, family, target):
    """The right column of the table, first match wins."""
    at_risk, reach = home.out["at_risk"], home.out[f"{family}_reach"]
    presence = home.out[f"{family}_presence"]
    if at_risk is None:
        return "risk_unknown"
    if not at_risk:
        return "not_at_risk"
    if round(reach, 12) >= target:
        return "reached"
    if presence == "yes" or reach > 0:
        return "partial"
    return "gap" if presence == "no" else "gap_unknown"


def measures(study, home, layers_of, incomplete):
    """Unreached people and need by family, their mean, presence low and high, score, counts of families."""
    out = home.out
    studied = [f for f in FOUR if layers_of[f]]
    for family in FAMILIES:
        if not layers_of[family]:
            continue
        out[f"{family}_gap_class"] = gap_class(home, family, study.target)
        out[f"{family}_unreached_people"] = (
            None if home.population is None else home.population * (1 - out[f"{family}_reach"]))
        out[f"{family}_unreached_need"] = (
            None if home.expected is None else home.expected * (1 - out[f"{family}_reach_need"]))
    out["unreached_need"] = out["unreached_need_rate"] = home.unreached_people = None
    out["presence_low"] = out["presence_high"] = out["gap_score_low"] = out["gap_score_high"] = None
    if studied:
        if home.expected is not None:
            out["unreached_need"] = math.fsum(out[f"{f}_unreached_need"] for f in studied) / len(studied)
            out["unreached_need_rate"] = 100000.0 * out["unreached_need"] / home.person_years
        if home.population is not None:
            home.unreached_people = math.fsum(out[f"{f}_unreached_people"] for f in studied) / len(studied)
        low = [out[f"{f}_reach"] for f in studied]
        high = [1.0 if f in incomplete else out[f"{f}_reach"] for f in studied]
        out["presence_low"], out["presence_high"] = _index(low, study.index), _index(high, study.index)
        if home.position is not None:
            out["gap_score_low"] = 100.0 * home.position * (1 - out["presence_high"])
            out["gap_score_high"] = 100.0 * home.position * (1 - out["presence_low"])
    out["families_present"] = sum(out.get(f"{f}_presence") == "yes" for f in studied)
    out["families_unknown"] = sum(out.get(f"{f}_presence") == "unknown" for f in studied)


def not_studied(home, family):
    """A family of the four without a layer is `not_studied`, not zero."""
    for name in ("presence", "gap_class", "reach_basis"):
        home.out[f"{family}_{name}"] = "not_studied"
    for name in ("sites", "programmes", "reach", "reach_people", "reach_area", "reach_need", "nearest_km",
                 "unreached_people", "unreached_need", "sites_per_100k", "people_per_site", "incidents_per_site",
                 "staff_per_10k"):
        home.out[f"{family}_{name}"] = None


def gap_rank(municipalities):
    """"Among at-risk municipalities by unreached_need (1 = largest unmet need; ties by unreached people, then country,
    code)"."""
    for m in municipalities:
        m.out["gap_rank"] = None
    ranked = [m for m in municipalities if m.out["at_risk"] and m.out["unreached_need"] is not None]
    twelve = lambda v: float(f"{v:.11e}")
    ranked.sort(key=lambda m: (-twelve(m.out["unreached_need"]), -twelve(m.unreached_people or 0.0), m.key))
    for rank, m in enumerate(ranked, start=1):
        m.out["gap_rank"] = rank
