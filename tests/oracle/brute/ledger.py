# SPDX-License-Identifier: Apache-2.0
"""What became of every row: "read = located + by_key + snapped + outside + rejected + duplicates + filtered"."""

OUTCOMES = ["located", "by_key", "snapped", "outside", "rejected", "duplicates", "filtered"]


class Ledger:
    """One line of counts a layer, in the order of the study file."""

    def __init__(self):
        self.lines = []

    def layer(self, kind, name):
        line = {"kind": kind, "layer": name, "read": 0, **{k: 0 for k in OUTCOMES}, "reasons": {}}
        self.lines.append(line)
        return line

    def check(self):
        for line in self.lines:
            total = sum(line[k] for k in OUTCOMES)
            assert line["read"] == total, f"{line['layer']}: {line['read']} read, {total} accounted for"


def reject(line, reason):
    """Counts one rejected row under its reason."""
    line["rejected"] += 1
    line["reasons"][reason] = line["reasons"].get(reason, 0) + 1
