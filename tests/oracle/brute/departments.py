# SPDX-License-Identifier: Apache-2.0
"""Incidents known by department alone. "municipalities inherit the department's rate and risk, marked risk_level =
department and drawn hatched, with no municipal incidents or need."

A department is a unit like any other: its people are the sum of its municipalities' (null where one's is), its counts
are its rows', rates, pools and the rule are those of risk.py over departments.
"""

from . import risk
from .study import StudyError, complete_on


class Department:
    """What risk.py asks of a unit."""

    def __init__(self, country, name, members):
        self.country = country
        self.code = self.name = self.department = name
        self.key = (country, name)
        self.members = members
        people = [m.population for m in members]
        self.population = None if any(p is None for p in people) else sum(people)
        self.out = {}


def is_department(layer):
    return layer.get("level", "municipality") == "department"


def by_department(layers):
    """Whether the chosen layers are of departments; both kinds at once stop the study."""
    kinds = {is_department(layer) for layer in layers}
    if len(kinds) > 1:
        raise StudyError("layers by municipality and by department in one group")
    return kinds == {True}


def departments_of(municipalities):
    """Every (country, department) of the municipalities, in that order."""
    groups = {}
    for m in municipalities:
        groups.setdefault((m.country, m.department), []).append(m)
    return [Department(country, name, groups[country, name]) for country, name in sorted(groups)]


def count(study, departments, layers, records):
    """Sets `incidents` of the departments: a record is a row, or completeness for every municipality."""
    for d in departments:
        rows = [r for r in records if (r.facts.get("department") or None) == d.key]
        complete = all(complete_on(lay, m.country, m.code, study.first, study.last) for lay in layers for m in d.members)
        d.out["incidents"] = sum(r.weight for r in rows) if d.name and (rows or complete) else None


def inherit(study, municipalities, layers, records):
    """Judges the departments and hands down; returns what was said, as risk.py says it."""
    departments = departments_of(municipalities)
    count(study, departments, layers, records)
    risk.rates(study, departments)
    pools = risk.smooth(study, departments)
    said = risk.at_risk(study, departments, pools)
    for d in departments:
        for m in d.members:
            m.by_department = d
            m.incident_rows, m.expected, m.measure, m.position = [], None, None, None
            m.person_years = d.person_years
            m.out.update(incidents=None, need_rank=None, risk_level="department")
            m.out.update({k: d.out[k] for k in ("rate", "rate_low", "rate_high", "rate_eb", "at_risk", "at_risk_certainty")})
    return {**said, "pools": pools}
