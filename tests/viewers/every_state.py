# SPDX-License-Identifier: Apache-2.0
"""A study in which municipalities are in every state that a map must show: for the tests of styles in other programs."""

import look
from drawn_study import CODES, DrawnStudy, csv_bytes


def drawn_in_every_style(folder):
    """Counts that `public` suppresses, one municipality without a row and one at zero; courts are not completely on record."""
    counts = {"0101": None, "0301": 0, "0102": 4, "0103": 7}
    rows = [["code", "year", "n"]] + [[code, 2013, counts.get(code, 60 + 10 * i)] for i, code in enumerate(CODES) if counts.get(code, 1) is not None]
    study = DrawnStudy(folder / "study")
    study.study["profile"] = "public"
    study.files["homicides.csv"] = csv_bytes(rows)
    study.incident_layers = [{"name": "family_violence", "source": "homicides.csv", "class": "0201", "disclosure": "sensitive", "municipality": "code", "year": "year", "count": "n"}]
    for layer in study.site_layers:
        if layer["family"] == "judicial":
            layer["complete_for"] = []
    study.output.update(styles=look.style_names(), zoom=[4, 5])
    for one in study.features:
        one["properties"]["department"] = "Dep"
    return look.result_of(study.write().path, folder / "out")
