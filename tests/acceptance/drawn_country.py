# SPDX-License-Identifier: Apache-2.0
"""A country of nine square municipalities that the files of these tests speak of: places, codes, counts.

The squares are those of drawn_study.py. Nothing here knows the engine: where a point lies is decided by its numbers.
"""
import csv
import io
import random
import sys
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support" / "py"))
from drawn_study import CODES, SIDE, SOUTH, WEST, corner, inside, square  # noqa: E402

NAMES = {"0101": "San José", "0102": "Peñablanca", "0103": "Santa María", "0201": "El Níspero", "0202": "Concepción",
         "0203": "La Unión", "0301": "Ocotepeque", "0302": "Güinope", "0303": "Trinidad"}
DEPARTMENTS = {"01": "Atlántida", "02": "Colón", "03": "Comayagua"}
PEOPLE = {code: 20_000 + 3_000 * i for i, code in enumerate(CODES)}
HOMICIDES = {"0101": 2, "0102": 4, "0103": 30, "0201": 6, "0202": 8, "0203": 25, "0301": 1, "0302": 12, "0303": 40}


def municipality_at(lon, lat):
    """The code of the square that holds a point (borders included, the lowest code first), None outside all."""
    for code in CODES:
        x, y = corner(code)
        if x <= lon <= x + SIDE and y <= lat <= y + SIDE:
            return code
    return None


def points(seed, count, spread=0.25):
    """Places over the squares and some way around them: (longitude, latitude) with six decimals."""
    chance = random.Random(seed)
    wide = 3 * SIDE
    return [(round(WEST - spread * SIDE + chance.random() * (wide + 2 * spread * SIDE), 6),
             round(SOUTH - spread * SIDE + chance.random() * (wide + 2 * spread * SIDE), 6)) for _ in range(count)]


def csv_text(rows, delimiter=",", ending="\n"):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=ending).writerows(rows)
    return out.getvalue()


def boundaries(properties=None):
    """GeoJSON of the nine squares."""
    make = properties or (lambda code: {"country": "HND", "code": code, "name": NAMES[code], "department": DEPARTMENTS[code[:2]], "population": PEOPLE[code]})
    return {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": make(code), "geometry": square(code)} for code in CODES]}


def homicides(year=2013):
    """Clean point incidents, one row each."""
    rows = [["id", "fecha", "lon", "lat", "victimas"]]
    for code in CODES:
        for i in range(HOMICIDES[code]):
            x, y = inside(code, 0.1 + 0.8 * ((7 * i) % 10) / 10, 0.1 + 0.8 * ((3 * i) % 10) / 10)
            rows.append([f"H-{code}-{i:02}", f"{year}-{1 + i % 12:02}-{1 + (5 * i) % 28:02}", x, y, 1])
    return rows


def write_xlsx(path, rows, sheet="Hoja1"):
    """The smallest workbook that spreadsheet programs open: numbers as numbers, text inline; None is an empty cell."""
    def cell(row, column, value):
        name = (chr(ord("A") + column) if column < 26 else "A" + chr(ord("A") + column - 26)) + str(row)
        if value is None:
            return ""
        if isinstance(value, (int, float)):
            return f'<c r="{name}"><v>{value}</v></c>'
        text = str(value).replace("&", "&amp;").replace("<", "&lt;")
        return f'<c r="{name}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'

    data = "".join(f'<row r="{r}">' + "".join(cell(r, c, v) for c, v in enumerate(row)) + "</row>" for r, row in enumerate(rows, 1))
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                               '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
                               '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="{sheet}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{data}</sheetData></worksheet>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in parts.items():
            book.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text)
