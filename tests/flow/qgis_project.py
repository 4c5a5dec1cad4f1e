# SPDX-License-Identifier: Apache-2.0
"""study.qgs: a well-formed project whose every layer is a table of the study.gpkg beside it, with the maps of the study."""
import sqlite3
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support" / "py"))
from suite import Case, main  # noqa: E402


class QgisProject(Case):
    def project(self):
        self.published()
        return ElementTree.parse(self.result / "study.qgs").getroot()

    def columns(self, table):
        with sqlite3.connect(f"file:{self.result}/study.gpkg?mode=ro", uri=True) as store:
            return {row[1] for row in store.execute(f"pragma table_info({table})")}

    def test_every_layer_is_a_table_beside_it_and_stands_in_the_tree_once(self):
        self.study.output.update(styles=["need", "gap", "reach_social"], zoom=[4, 5])
        root = self.project()
        layers = {one.findtext("id"): one for one in root.iterfind("projectlayers/maplayer")}
        leaves = list(root.iter("layer-tree-layer"))
        self.assertEqual(list(layers), [one.get("id") for one in leaves])
        self.assertEqual(len(layers), len(set(layers)))
        for leaf in leaves:
            layer = layers[leaf.get("id")]
            source = layer.findtext("datasource")
            self.assertEqual((leaf.get("source"), leaf.get("name")), (source, layer.findtext("layername")))
            path, table, *subset = source.split("|")
            self.assertTrue((self.result / path).is_file() and not Path(path).is_absolute(), source)
            columns = self.columns(table.removeprefix("layername="))
            self.assertTrue(columns, source)
            named = {alias.get("field"): alias.get("name") for alias in layer.iterfind("aliases/alias")}
            self.assertEqual(set(named), columns - {"fid", "geom"})
            self.assertTrue(all(named.values()))
            self.assertTrue(not subset or subset[0].startswith('subset="family" = '), source)
        self.assertEqual([one.get("id") for one in leaves if one.get("checked") == "Qt::Checked"],
                         ["sites_law_enforcement", "sites_judicial", "sites_social", "sites_educational", "municipality_boundaries", "municipality_map_need"])

    def test_it_holds_the_rules_of_the_styles_beside_it(self):
        self.study.output.update(styles=["gap", "need"], zoom=[4, 5])
        root = self.project()
        for style in ("gap", "need"):
            mine = next(one for one in root.iterfind("projectlayers/maplayer") if one.findtext("id") == f"municipality_map_{style}").find("renderer-v2")
            theirs = ElementTree.parse(self.result / "tiles" / f"{style}.qml").getroot().find("renderer-v2")
            self.assertEqual(ElementTree.tostring(mine).strip(), ElementTree.tostring(theirs).strip())

    def test_it_speaks_the_studys_language_and_survives_its_title(self):
        title = 'Paz & "orden" <2013>'
        for language, groups in (("es", ["Sedes y programas", "Límites", "Fuera de alcance, en municipios en riesgo", "Brechas"]),
                                 ("en", ["Sites and programmes", "Boundaries", "Out of reach, in municipalities at risk", "Gaps"])):
            self.result = self.place / language
            self.study.study.update(language=language, title=title)
            self.study.output.update(styles=["gap"], zoom=[4, 4])
            root = self.project()
            self.assertEqual((root.findtext("title"), root.get("projectname")), (title, title))
            self.assertEqual([one.get("name") for one in root.iterfind("layer-tree-group/layer-tree-group")], groups)

    def test_it_opens_on_the_study_in_web_mercator(self):
        root = self.project()
        self.assertEqual(root.findtext("projectCrs/spatialrefsys/authid"), "EPSG:3857")
        extent = [float(root.findtext(f"mapcanvas/extent/{side}")) for side in ("xmin", "ymin", "xmax", "ymax")]
        for found, expected in zip(extent, (-9718191.5, 1608859.0, -9684795.7, 1643308.0)):
            self.assertAlmostEqual(found, expected, delta=60000)
        self.assertAlmostEqual((extent[2] - extent[0]) / 111319.49, 0.3, delta=1e-3)


if __name__ == "__main__":
    main()
