# SPDX-License-Identifier: Apache-2.0
"""What a study's profile withholds is not to be had from the server by any address, zoom, form or difference of answers.

    privacy.py --binary PROGRAM --source TREE

Two studies that differ in hidden counts alone are served side by side and asked everything the server can say: documents, features by page, box, filter and item, gaps by every parameter and form, explanations,
tiles of every kind, archived and drawn, and all files. If one answer differed in a byte, it would tell them apart, and with that a hidden count; if none does, no path, zoom, form or difference of answers can.
Beside that, the values that only the restricted result has are sought in every answer of the public one.
"""
import collections
import csv
import gzip
import io
import itertools
import json
import os
import pathlib
import re
import shutil
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from served import Server, demo, program_of  # noqa: E402

THRESHOLD = 300


def study(program, folder, name, profile="public", change=None):
    """The demo judged by family violence, of which small counts are withheld; `change` edits the table of counts."""
    place = pathlib.Path(folder) / f"{name}-study"
    shutil.copytree(program.source / "examples" / "01_demo", place)
    file = place / "study.toml"
    text = file.read_text(encoding="utf-8")
    disclosure = f"[disclosure]\nmin_count = {THRESHOLD}\n\n" if profile == "public" else ""
    for old, new in (('incidents = "homicides"', 'incidents = "family_violence"'), ("\n[reach]\n", f"\n{disclosure}[reach]\n"), ('profile  = "public"', f'profile  = "{profile}"')):
        assert old in text, old
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    if change:
        counts = place / "family_violence.csv"
        with open(counts, encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines))
        change(rows)
        with open(counts, "w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
    out = pathlib.Path(folder) / name
    done = program.run("run", file, "-o", out, "-q")
    assert done.status == 0, done.err
    return out


def properties(result):
    return {one["id"]: one["properties"] for one in json.loads((result / "municipalities.geojson").read_text(encoding="utf-8"))["features"]}


def pair_to_change(public, truth):
    """Two hidden municipalities of one department whose counts may move by one and stay hidden."""
    hidden = [key for key, one in public.items() if "incidents:suppressed" in one["no_value"]]
    assert len(hidden) >= 4, hidden
    for a, b in itertools.permutations(hidden, 2):
        same = truth[a]["department"] == truth[b]["department"] and truth[a]["country"] == truth[b]["country"]
        if same and truth[a]["incidents"] and truth[b]["incidents"] and 2 < truth[a]["incidents"] < THRESHOLD - 2 and 2 < truth[b]["incidents"] < THRESHOLD - 2:
            return hidden, a, b
    raise AssertionError("no pair")


def move_one(a, b):
    """One count less in one municipality and one more in the other, the same month: every total that is published stays as it is."""
    def change(rows):
        of = lambda key: [row for row in rows if f"{row['pais']}:{row['municipio']}" == key and row["denuncias"].isdigit()]
        by_month = {(row["anio"], row["mes"]): row for row in of(b)}
        for row in of(a):
            other = by_month.get((row["anio"], row["mes"]))
            if other and int(row["denuncias"]) > 1 and int(other["denuncias"]) > 0:
                row["denuncias"] = str(int(row["denuncias"]) - 1)
                other["denuncias"] = str(int(other["denuncias"]) + 1)
                return
        raise AssertionError("no month")
    return change


def linked(body, kind):
    """Addresses of ours that an answer names."""
    if not kind.startswith(("application/json", "application/geo+json", "application/vnd.oai", "text/html", "application/xml")):
        return set()
    found = re.findall(r"http://127\.0\.0\.1(/[^\s\"'<>\\{}]*)", body.decode("utf-8", "replace").replace("&amp;", "&"))
    return {one.split("#")[0] for one in found}


def all_addresses(server, public):
    """What the server names of itself, by following every link, and what can be asked beside."""
    municipalities, countries = sorted(public), sorted({key.split(":")[0] for key in public})
    departments = sorted({one["department"] for one in public.values()})
    families = ["law_enforcement", "judicial", "social", "educational", "border", "oversight"]
    classes = ["gap", "partial", "gap_unknown", "reached", "not_at_risk", "risk_unknown", "suppressed"]
    quote = __import__("urllib.parse").parse.quote
    asked = ["/", "/?f=html", "/?f=html&lang=en", "/health", "/catalog", "/style.json", "/map/", "/files/", "/municipalities", "/tileMatrixSets"]
    asked += [f"/gaps?format={form}&by={by}" for form in ("json", "csv", "geojson", "html", "hxl") for by in ("need", "people", "score")]
    asked += [f"/gaps?gap_class={one}{more}" for one in classes for more in ("", "&format=csv", "&by=score&top=3", "&to_verify")]
    asked += [f"/gaps?family={family}&gap_class={one}&country={country}" for family in families for one in ("gap", "risk_unknown", "suppressed") for country in countries]
    asked += [f"/gaps?department={quote(one)}&format=csv" for one in departments]
    asked += [f"/gaps?municipality={key}{more}" for key in municipalities for more in ("", "&gap_class=suppressed&format=csv", "&gap_class=risk_unknown")]
    asked += [f"/municipalities/{key}?f={form}{measure}" for key in municipalities for form in ("json", "html", "text") for measure in ("", "&measure=need")]
    asked += [f"/collections/{name}/items?{rest}" for name in ("municipalities", "unreached", "sites") for rest in ("limit=10000", "limit=7&offset=7", "f=html&limit=100", "bbox=-96,10,-95,11", "datetime=2011-01-01/2011-01-02")]
    asked += [f"/collections/municipalities/items?gap_class={one}&department={quote(name)}" for one in classes for name in departments]
    asked += [f"/collections/municipalities/items/{key}{form}" for key in municipalities for form in ("", "?f=html")]
    catalog = server.get("/catalog", host="127.0.0.1").json()
    for layer in catalog["layers"]:
        ending = layer["tiles"].rsplit(".", 1)[1]
        for z in range(0, layer["maxzoom"] + 1):
            for x, y in tiles_over(z, most=24):
                asked.append(f"/xyz/{layer['name']}/{z}/{x}/{y}.{ending}")
    return asked


def tiles_over(z, most):
    """Tiles over the demo's land, evenly chosen where there are many."""
    side = 2 ** z
    def column(longitude):
        return int((longitude + 180) / 360 * side)
    import math
    def row(latitude):
        return int((1 - math.asinh(math.tan(math.radians(latitude))) / math.pi) / 2 * side)
    every = [(x, y) for x in range(column(-96.2), column(-94.2) + 1) for y in range(row(11.4), row(9.4) + 1)] if z < 12 else \
        [(column(-95.9 + i * 0.06), row(10.9 - i * 0.05)) for i in range(most)]
    step = max(1, len(every) // most)
    return every[::step][:most]


def crawl(server, public):
    """{path: (status, body)} of everything."""
    waiting, answers = list(all_addresses(server, public)), {}
    while waiting:
        path = waiting.pop()
        if path in answers:
            continue
        answer = server.get(path, host="127.0.0.1")
        body = gzip.decompress(answer.body) if answer.fields.get("content-encoding") == "gzip" else answer.body
        answers[path] = (answer.status, body)
        assert answer.status < 500, path
        if answer.status == 200 and not path.startswith(("/map", "/v/", "/gaps?municipality")):
            waiting += [one for one in linked(body, answer.fields.get("content-type", "")) if one not in answers and "/v/" not in one]
    return answers


def numbers_of(text):
    return set(re.findall(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.])", text))


def main():
    program = program_of(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        one = study(program, folder, "one")
        truth = properties(study(program, folder, "truth", profile="restricted"))
        public = properties(one)
        hidden, a, b = pair_to_change(public, truth)
        assert all(truth[key]["incidents"] is not None and public[key]["incidents"] is None for key in hidden if truth[key]["incidents"])
        two = study(program, folder, "two", change=move_one(a, b))
        plain = study(program, folder, "plain", change=lambda rows: None)
        moved = properties(study(program, folder, "moved", profile="restricted", change=move_one(a, b)))
        assert (moved[a]["incidents"], moved[b]["incidents"]) == (truth[a]["incidents"] - 1, truth[b]["incidents"] + 1), "the change changes nothing"
        said = []
        for result in (plain, two):
            with Server(program, result) as server:
                said.append(crawl(server, public))
                assert server.stop() == 0
                server.assert_log_clean()
        assert said[0].keys() == said[1].keys(), sorted(said[0].keys() ^ said[1].keys())[:5]
        kinds = {path.split("?")[0].split("/")[1] for path in said[0]}
        assert {"gaps", "municipalities", "collections", "xyz", "files", "legends", "wmts", "tiles", "styles"} <= kinds and len(said[0]) > 1500, (len(said[0]), kinds)
        differing = [path for path in said[0] if said[0][path] != said[1][path]]
        assert not differing, f"{len(differing)} answers tell the hidden counts apart: {differing[:10]}"
        print(f"ok {len(said[0])} answers, the same of both studies; {len(hidden)} municipalities withheld")
        shown_with_their_values(said[0], hidden, truth)
        in_drawn_tiles(said[0], hidden, public, folder)


def shown_with_their_values(answers, hidden, truth):
    """Of a hidden municipality no answer of its own has a count, a rate or what is computed from them."""
    withheld = ("incidents", "rate", "rate_low", "rate_high", "rate_eb", "expected_incidents", "unreached_need", "unreached_need_rate")
    for key in hidden:
        secret = {str(value) for name in withheld for value in [truth[key][name]] if isinstance(value, float) and value >= 10 and value != int(value)}
        feature = json.loads(answers[f"/collections/municipalities/items/{key}"][1])
        assert all(feature["properties"][name] is None for name in withheld), key
        for form in ("json", "html", "text"):
            text = answers[f"/municipalities/{key}?f={form}"][1].decode()
            assert not secret & numbers_of(text.replace(",", ".")), (key, secret & numbers_of(text.replace(",", ".")))
    print("ok no answer about a withheld municipality has its numbers")


def in_drawn_tiles(answers, hidden, public, folder):
    """Vector tiles beyond the archive say of a hidden municipality that it is withheld, and no more."""
    try:
        from osgeo import gdal
    except ImportError:
        print("not looked at with GDAL: this Python has none")
        return
    gdal.UseExceptions()
    seen = collections.Counter()
    for path, (status, body) in answers.items():
        at = re.fullmatch(r"/xyz/presencia/(\d+)/(\d+)/(\d+)\.pbf", path)
        if not at or status != 200 or int(at[1]) <= 10:
            continue
        file = pathlib.Path(folder) / "-".join(at.groups())
        file.write_bytes(body)
        tile = gdal.OpenEx(str(file), gdal.OF_VECTOR, allowed_drivers=["MVT"], open_options=[f"{name}={value}" for name, value in zip("ZXY", at.groups())])
        for feature in tile.GetLayerByName("municipalities") or ():
            values = {name: value for name, value in feature.items().items() if value is not None}
            if values["key"] not in hidden:
                continue
            seen[int(at[1])] += 1
            assert "incidents:suppressed" in values["no_value"], (path, values)
            assert not {"incidents", "rate", "rate_eb", "need_rank", "unreached_need", "gap_rank"} & values.keys(), (path, values)
            shown = public[values["key"]]
            assert all(values[name] == shown[name] for name in (values.keys() & shown.keys()) - {"no_value"}), (path, values)  # no_value lists a tile's own columns
    assert set(seen) == set(range(11, 19)) and sum(seen.values()) > 40, seen
    print(f"ok {sum(seen.values())} times a withheld municipality in drawn vector tiles, each without its numbers")


main()
