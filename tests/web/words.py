#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The words of the web map are those of the engine: styles, states, families, countries.

    words.py --source TREE [--write]

Reads web/words/styles.json and web/app/words.js against styles/*.toml, engine/emit/words.cpp, engine/study/words.cpp and layers/countries.toml. With --write, makes styles.json anew.
"""

import argparse
import json
import pathlib
import re
import sys
import tomllib


def style_words(style):
    """Words of one style, Spanish and English, and what its numbers are."""
    out = {"title": style["title"], "subtitle": style["subtitle"]}
    labels = {one["id"]: one["label"] for one in style.get("class", [])}
    labels.update({name: style[name]["label"] for name in ("zero", "unsettled") if name in style})
    if "zero" in style.get("up", {}):
        labels["up_zero"] = style["up"]["zero"]["label"]
    if labels:
        out["labels"] = labels
    if style.get("percent"):
        out["percent"] = True
    for counts in (style.get("counts"), style.get("up", {}).get("counts")):
        if counts:
            out["counts"] = counts["subtitle"]
    for axis in ("up", "right"):
        if axis in style:
            out[axis] = {"name": style[axis]["name"], "label": style[axis]["label"], "percent": bool(style[axis].get("percent"))}
    return out


def all_style_words(folder):
    read = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.toml"))}
    special = {name: one["label"] for name, one in read.pop("palettes")["special"].items()}
    return {"special": special, "styles": {name: style_words(style) for name, style in read.items()}}


def object_of(script, name, language):
    """{key: words} of one language of an exported object of words.js."""
    body = re.search(rf"export const {name} = \{{(.*?)\n\}};", script, re.DOTALL).group(1)
    part = re.search(rf"\n    {language}: \{{(.*?)\}}(?=,(?:\n|$))", body, re.DOTALL).group(1)
    return dict(re.findall(r"(\w+): '((?:[^'\\]|\\.)*)'", part))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--source", required=True, type=pathlib.Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    web = args.source / "web"
    expected = all_style_words(args.source / "styles")
    if args.write:
        (web / "words" / "styles.json").write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert json.loads((web / "words" / "styles.json").read_text(encoding="utf-8")) == expected, "web/words/styles.json is not what styles/ says: tests/web/words.py --write"

    script = (web / "app" / "words.js").read_text(encoding="utf-8")
    engine = re.findall(r'\{"(\w+)", "([^"]*)", "([^"]*)"\}', (args.source / "engine/emit/words.cpp").read_text(encoding="utf-8"))
    families = re.findall(r'\{"(\w+)", "([^"]*)", "([^"]*)", [\d.]+\}', (args.source / "engine/study/words.cpp").read_text(encoding="utf-8"))
    assert len(engine) > 30 and len(families) == 6, (len(engine), len(families))
    for column, language in ((1, "es"), (2, "en")):
        said = object_of(script, "state_words", language)
        for row in engine:
            assert said.get(row[0]) == row[column], (language, row, said.get(row[0]))
        assert object_of(script, "family_words", language) == {row[0]: row[column] for row in families}, language
    known = tomllib.loads((args.source / "layers/countries.toml").read_text(encoding="utf-8"))["values"]["country"]
    for language in ("es", "en"):
        assert set(object_of(script, "country_words", language)) <= set(known), language

    sentences = {language: set(object_of(script, "words", language)) for language in ("es", "en")}
    assert sentences["es"] == sentences["en"] and len(sentences["es"]) > 100, sentences["es"] ^ sentences["en"]
    used = "".join(path.read_text(encoding="utf-8") for path in [web / "index.html", *(web / "app").glob("*.js")] if path.name != "words.js")
    unused = sorted(name for name in sentences["es"] if not re.search(rf"['\"`]{name}['\"`]", used) and not re.match(r"(why|step|order|unit|step_risk|step_risk_list|list)_", name))
    assert not unused, f"words that nobody says: {unused}"
    print(f"{len(expected['styles'])} styles, {len(engine)} states, {len(sentences['es'])} sentences in two languages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
