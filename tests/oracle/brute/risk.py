# SPDX-License-Identifier: Apache-2.0
"""How much violence: counts with zero and no record apart, rates, smoothing, and who is at risk by the study's rule."""

import decimal
import fractions
import math

import scipy.stats

from .rows import read_csv
from .study import StudyError, complete_on

FEW = 10


def chosen_records(study, incident_layers):
    """(layers, records) of the study's chosen incidents: a layer's name, a class, "layer/class", or a list."""
    if not incident_layers:
        return [], []
    names = study.at_risk.get("incidents")
    if names is None:
        classes = {c for _, records in incident_layers for r in records for c in r.facts["classes"]}
        if len(incident_layers) > 1 or len(classes) > 1:
            raise StudyError("at_risk.incidents is required: there is more than one incident layer or class")
        return [incident_layers[0][0]], incident_layers[0][1]
    names = [names] if isinstance(names, str) else list(names)
    layers, chosen = [], []
    for layer, records in incident_layers:
        own = layer.get("name", layer["source"])
        wanted = [n.partition("/")[2] for n in names if n.startswith(own + "/")] + [n for n in names if n != own]
        if own in names:
            layers.append(layer)
            chosen.extend(records)
        elif layer.get("class") in wanted or any(set(r.facts["classes"]) & set(wanted) for r in records):
            layers.append(layer)
            chosen.extend(r for r in records if set(r.facts["classes"]) & set(wanted))
    if not layers:
        raise StudyError(f"at_risk.incidents: no layer or class {names}")
    return layers, chosen


def count_incidents(study, municipalities, layers, records):
    """Sets `incidents`: "counts as zero only where a layer is complete_for it on those dates, or where a count row says
    0. Otherwise count, rate and risk are null (no record)". Null too where the study has no incident layer."""
    rows_of = {}
    for record in records:
        if record.municipality is not None:
            rows_of.setdefault(record.municipality.key, []).append(record)
    for m in municipalities:
        rows = rows_of.get(m.key, [])
        m.incident_rows = rows
        complete = bool(layers) and all(complete_on(lay, m.country, m.code, study.first, study.last) for lay in layers)
        m.out["incidents"] = sum(r.weight for r in rows) if rows or complete else None


def garwood(count):
    """Exact Poisson 95 % limits (Garwood 1936): half of chi-squared quantiles with 2O and 2O + 2 degrees of freedom."""
    low = 0.0 if count == 0 else scipy.stats.chi2.ppf(0.025, 2 * count) / 2
    return low, scipy.stats.chi2.ppf(0.975, 2 * count + 2) / 2


def has_people(m):
    return m.population is not None and m.population > 0


def rates(study, municipalities):
    """Sets rate, rate_low, rate_high (per 100,000 person-years); null without a record or without people."""
    for m in municipalities:
        m.person_years = m.population * study.years if has_people(m) else None
        count = m.out["incidents"]
        m.out["rate"] = m.out["rate_low"] = m.out["rate_high"] = None
        if count is not None and m.person_years:
            low, high = garwood(count)
            per = 100000.0 / m.person_years
            m.out.update(rate=count * per, rate_low=low * per, rate_high=high * per)


def marshall(members):
    """(m, A) of Marshall's empirical Bayes over municipalities: the mean rate and the variance between them, >= 0."""
    people = math.fsum(x.person_years for x in members)
    mean = sum(x.out["incidents"] for x in members) / people
    spread = math.fsum(x.person_years * (x.out["incidents"] / x.person_years - mean) ** 2 for x in members) / people
    return mean, max(0.0, spread - mean / (people / len(members)))


def smooth(study, municipalities):
    """Sets rate_eb and the expected incidents; returns what was said: pools, and whether any found a variance.

    "Within the pool (default the country, over municipalities with a record and people; the whole study where a
    country has fewer than 10, said so), variance clamped at zero."
    """
    known = [m for m in municipalities if m.out["rate"] is not None]
    pools = {}
    for country in sorted({m.country for m in municipalities}):
        own = [m for m in known if m.country == country]
        whole = study.at_risk.get("pool", "country") == "study" or len(own) < FEW
        members = known if whole else own
        if members:
            mean, variance = marshall(members)
            pools[country] = {"pool": "study" if whole else "country", "members": len(members), "mean": mean,
                              "variance": variance}
    for m in municipalities:
        m.out["rate_eb"] = m.expected = None
        if m.out["rate"] is not None:
            mean, variance = pools[m.country]["mean"], pools[m.country]["variance"]
            between = variance + mean / m.person_years
            weight = variance / between if between > 0 else 0.0
            theta = mean + weight * (m.out["incidents"] / m.person_years - mean)
            m.out["rate_eb"] = 100000.0 * theta
            m.expected = theta * m.person_years
    return pools


def nine_digits(value):
    return float(f"{float(value):.8e}")


def _exact(value):
    return fractions.Fraction(decimal.Decimal(str(value)))


def _cut(ordered, value_of, target, notes):
    """The first `target` of municipalities ordered from the highest value, with the rule for ties at the cut: they
    enter if the set stays within 1.1 x the target, else the tied group stays out. Returns (set, value at the cut)."""
    if target == 0 or not ordered:
        return [], None
    at_cut = value_of(ordered[target - 1])
    above = [m for m in ordered if nine_digits(value_of(m)) > nine_digits(at_cut)]
    tied = [m for m in ordered if nine_digits(value_of(m)) == nine_digits(at_cut)]
    if len(above) + len(tied) == target:
        return above + tied, at_cut
    if 10 * (len(above) + len(tied)) <= 11 * target:
        notes.append(f"{len(tied)} tied at the cut, all in")
        return above + tied, at_cut
    notes.append(f"{len(tied)} tied at the cut, all out")
    return above, at_cut


def listed_in(study, municipalities, name):
    """The municipalities whose code is in a file: a column code, and country where it has one."""
    columns, rows = read_csv(study.file(name))
    lowered = {c.lower(): c for c in columns}
    code = next((lowered[c] for c in ("code", "codigo", "código", "cod", "pcode") if c in lowered), columns[0])
    country = next((lowered[c] for c in ("country", "iso3", "pais", "país") if c in lowered), None)
    listed = set()
    for row in rows:
        text = row.values[code].strip()
        head, colon, tail = text.partition(":")
        listed.add((head, tail) if colon else (row.values[country].strip() if country else "", text))
    return {m.key for m in municipalities if m.key in listed or ("", m.code) in listed}


def at_risk(study, municipalities, pools):
    """Sets measure, at_risk and at_risk_certainty by the study's rule; returns what was said about it."""
    rule = study.at_risk
    measure = rule.get("measure", "rate_eb")
    column = {"count": "incidents"}.get(measure, measure)
    for m in municipalities:
        m.measure = m.out[column]
    notes = []
    relative = "top_share" in rule
    if measure in ("rate", "rate_eb") and "list" not in rule and "top_burden" not in rule:
        with_people = sum(has_people(m) for m in municipalities)
        if with_people < 0.8 * len(municipalities):
            raise StudyError('under 80 % of municipalities have a denominator: measure = "count"')
    if relative and measure == "rate_eb" and pools and all(p["variance"] == 0 for p in pools.values()):
        raise StudyError("no detectable difference between municipalities")
    if "list" in rule:
        listed = listed_in(study, municipalities, rule["list"])
        for m in municipalities:
            m.out["at_risk"], m.out["at_risk_certainty"] = m.key in listed, "firm"
        return {"rule": "list", "notes": notes}
    scopes = {}
    for m in municipalities:
        scopes.setdefault(m.country if rule.get("scope", "study") == "country" else "", []).append(m)
    cuts = {}
    for scope, members in sorted(scopes.items()):
        chosen, cuts[scope] = _apply(rule, members, notes)
        for m in members:
            known = (m.out["incidents"] if "top_burden" in rule else m.measure) is not None
            m.out["at_risk"] = (m in chosen) if known else None
            m.out["at_risk_certainty"] = _certainty(m, cuts[scope], measure, "top_burden" in rule) if known else None
    return {"rule": {k: str(v) for k, v in rule.items()}, "cut": cuts, "notes": notes}


def _apply(rule, members, notes):
    """(the set at risk, the cut) among the municipalities of one scope."""
    if "above" in rule:
        cut = _exact(rule["above"])
        return [m for m in members if m.measure is not None and _exact(repr(float(m.measure))) > cut], float(cut)
    if "top_share" in rule:
        value_of = lambda m: m.measure
        known = sorted((m for m in members if m.measure is not None), key=lambda m: (-m.measure, m.key))
        target = math.ceil(_exact(rule["top_share"]) * len(known))
    else:
        value_of = lambda m: m.out["incidents"]
        known = [m for m in members if m.out["incidents"] is not None]
        known.sort(key=lambda m: (-m.out["incidents"], m.key))
        wanted, held, target = _exact(rule["top_burden"]) * sum(m.out["incidents"] for m in known), 0, 0
        while held < wanted:
            held += known[target].out["incidents"]
            target += 1
    chosen, cut = _cut(known, value_of, target, notes)
    return [m for m in chosen if m.out["incidents"]], cut


def _certainty(m, cut, measure, burden):
    """"borderline when rate_low < cut < rate_high, else firm"; for a count the interval is that of the count."""
    if cut is None:
        return "firm"
    if measure == "count" or burden:
        low, high = garwood(m.out["incidents"])
    else:
        low, high = m.out["rate_low"], m.out["rate_high"]
    return "borderline" if low < cut < high else "firm"


def need_rank(municipalities):
    """"1 = highest measure, competition ranking"; and p = (lower + half the number tied, itself included) / n."""
    known = [m for m in municipalities if m.measure is not None]
    rounded = {m.key: float(f"{float(m.measure):.11e}") for m in known}
    for m in municipalities:
        m.out["need_rank"] = m.position = None
        if m.key in rounded:
            mine = rounded[m.key]
            m.out["need_rank"] = 1 + sum(v > mine for v in rounded.values())
            lower, tied = sum(v < mine for v in rounded.values()), sum(v == mine for v in rounded.values())
            m.position = (lower + tied / 2) / len(known)
