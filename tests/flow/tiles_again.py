# SPDX-License-Identifier: Apache-2.0
"""`presencia tiles` draws a stored result again: the same bytes as the run for the same wishes, and other styles, zooms, sizes and forms."""
import json
import resource
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support" / "py"))
from drawn_study import csv_bytes  # noqa: E402
from program import tree  # noqa: E402
from suite import Case, main  # noqa: E402


def size_of(picture):
    """Width and height of a PNG."""
    head = picture.read_bytes()[16:24]
    return int.from_bytes(head[:4], "big"), int.from_bytes(head[4:], "big")


class TilesAgain(Case):
    def setUp(self):
        super().setUp()
        self.study.output.update(styles=["gap", "need"], zoom=[4, 6])
        self.published()
        self.out = self.place / "maps"

    def tiles(self, *options, status=0):
        said = self.program.run("tiles", self.result, "-o", self.out, *options)
        self.assertEqual(said.status, status, said.err + said.out)
        return said

    def pictures(self, style="gap"):
        return sorted((self.out / "tiles" / style).rglob("*.png"))

    def test_without_wishes_it_is_what_the_run_wrote(self):
        self.tiles()
        ours, run = tree(self.out), tree(self.result)
        for name, digest in ours.items():
            if name != "manifest.json":
                self.assertEqual(digest, run[name], name)
        drawn = [name for name in run if name.startswith(("tiles/", "sprites/", "presencia.")) or name == "style.json"]
        self.assertEqual(sorted(drawn), sorted(name for name in ours if name in drawn))
        listed = {one["file"] for one in json.loads((self.out / "manifest.json").read_text())["outputs"]}
        self.assertEqual(listed, {name for name, digest in ours.items() if digest != "/"} - {"manifest.json"})

    def test_other_styles_zooms_sizes_and_forms(self):
        self.tiles("--style", "need_by_reach", "--style", "confidence", "--zoom", "7-8", "--size", "512", "--format", "xyz", "--format", "pmtiles")
        self.assertEqual(sorted(path.name for path in (self.out / "tiles").iterdir() if path.is_dir()), ["confidence", "need_by_reach"])
        pictures = self.pictures("need_by_reach")
        self.assertEqual({path.relative_to(self.out).parts[2] for path in pictures}, {"7", "8"})
        self.assertEqual({size_of(path) for path in pictures}, {(512, 512)})
        self.assertTrue((self.out / "tiles" / "confidence.pmtiles").exists())
        self.assertFalse(list(self.out.rglob("*.mbtiles")))
        self.assertFalse((self.out / "style.json").exists())

    def test_vector_tiles_alone_carry_the_classes_of_the_asked_styles(self):
        self.tiles("--format", "vector", "--style", "unreached_people", "--zoom", "5")
        self.assertFalse((self.out / "tiles").exists())
        document = json.loads((self.out / "presencia.json").read_text())
        self.assertEqual((document["minzoom"], document["maxzoom"]), (5, 5))
        fields = {layer["id"]: layer["fields"] for layer in document["vector_layers"]}["municipalities"]
        self.assertIn("class_unreached_people", fields)
        self.assertNotIn("class_gap", fields)

    def test_a_style_of_ones_own_works_like_ours(self):
        shutil.copy(self.program.source / "styles" / "palettes.toml", self.place / "palettes.toml")
        text = (self.program.source / "styles" / "need.toml").read_text(encoding="utf-8").replace('name = "need"', 'name = "mine"')
        (self.place / "mine.toml").write_text(text, encoding="utf-8")
        self.tiles("--style", self.place / "mine.toml", "--zoom", "4-6")
        for name in ("legend.json", "legend.svg", "qml", "sld"):
            self.assertEqual((self.out / "tiles" / f"mine.{name}").read_text().replace("mine", "need"), (self.result / "tiles" / f"need.{name}").read_text())
        self.assertEqual([path.read_bytes() for path in self.pictures("mine")], [path.read_bytes() for path in sorted((self.result / "tiles" / "need").rglob("*.png"))])

    def test_a_style_without_palettes_of_its_own_leans_on_ours(self):
        text = (self.program.source / "styles" / "need.toml").read_text(encoding="utf-8").replace('name = "need"', 'name = "mine"')
        (self.place / "mine.toml").write_text(text, encoding="utf-8")
        self.tiles("--style", self.place / "mine.toml", "--zoom", "4-6", "--format", "xyz")
        self.assertEqual([path.read_bytes() for path in self.pictures("mine")], [path.read_bytes() for path in sorted((self.result / "tiles" / "need").rglob("*.png"))])

    def test_what_cannot_be_drawn_says_so_and_leaves_nothing(self):
        (self.place / "bad.toml").write_text('name = "bad"\nkind = "category"\ncolor = "#fff"\n')
        before = tree(self.place)
        for options, status, says in ((("--style", "need_by_reech"), 2, "need_by_reach"), (("--zoom", "9-3"), 2, "3-9"), (("--zoom", "23"), 2, "22"), (("--size", "300"), 2, "512"),
                                      (("--format", "tiff"), 2, "pmtiles"), (("--format", "cog", "--cell", "0"), 2, "--cell"), (("--format", "cog", "--cell", "1"), 2, "--cell"),
                                      (("--format", "cog", "--zoom", "4-22"), 2, "--zoom"), (("--style", self.place / "bad.toml"), 3, "bad.toml:3"), (("--style", self.place / "none.toml"), 3, "none.toml")):
            with self.subTest(options=options):
                said = self.tiles(*options, status=status)
                self.assertIn(says, said.err)
                self.assertEqual(said.out, "")
                self.assertEqual(tree(self.place), before)

    def surfaces(self, *options):
        """What is said of surfaces, and their files with their digests."""
        said = self.surfaces_of("--zoom", "4-11", "--cell", "100", *options)
        return said, {name: digest for name, digest in tree(self.out).items() if name.startswith("surfaces/")}

    def surfaces_of(self, *options):
        return json.loads(self.tiles("--format", "cog", "--overwrite", "--json", *options).out)["surfaces"]

    def test_names_are_drawn_where_raster_tiles_are_and_refused_elsewhere(self):
        self.tiles("--style", "names", "--zoom", "4-6", "--format", "mbtiles")
        self.assertEqual({path.name for path in (self.out / "tiles").iterdir()}, {"names.mbtiles", "names.json"})
        for formats in (["vector"], ["cog"], ["vector", "mbtiles"]):
            said = self.tiles("--style", "names", "--overwrite", *[word for one in formats for word in ("--format", one)], status=2)
            self.assert_message(said.err, "E7013")
            self.assertIn("--format xyz", said.err)
        said = json.loads(self.tiles("--format", "vector", "--overwrite", "--json").out)
        self.assertNotIn("names", said["styles"])

    def test_surfaces_are_made_where_they_are_named_the_same_for_any_threads(self):
        self.tiles()
        self.assertFalse((self.out / "surfaces").exists())
        said, files = self.surfaces("--threads", "1")
        self.assertEqual(self.surfaces("--threads", "2"), (said, files))
        self.assertEqual(len(files), 2 * 7)
        self.assertEqual({path.name for path in self.out.iterdir()}, {"surfaces", "manifest.json"})
        self.assertEqual(said["distances_withheld"], [])
        self.assertEqual([(one["grid"], one["municipalities_without_a_cell"]) for one in said["grids"]], [("webmercator", []), ("equalarea", [])])

    def test_municipalities_without_a_cell_are_named(self):
        said = json.loads(self.tiles("--format", "cog", "--zoom", "2", "--cell", "50000", "--json").out)["surfaces"]
        for grid in said["grids"]:
            self.assertGreater(len(grid["municipalities_without_a_cell"]), 4)
            self.assertRegex(grid["municipalities_without_a_cell"][0], "^HND:0[0-9]{3}$")
        self.assertIn("manifest.json", self.tiles("--format", "cog", "--zoom", "2", "--cell", "50000", "--overwrite").out)

    def test_no_surface_of_distance_where_places_may_be_kept(self):
        """A column that could mark a site is enough: whether it marks one is not told. In `restricted` all is as it is."""
        rows = [["id", "name", "country", "lon", "lat", "start", "end", "status", "reserved"]] + [row + ["false"] for row in self.study.sites["social"][1:]]
        self.study.files["health.csv"] = csv_bytes(rows)
        self.study.site_layers[[layer["family"] for layer in self.study.site_layers].index("social")]["sensitive"] = "reserved"
        for profile, kept in (("public", ["social"]), ("restricted", [])):
            self.study.study["profile"] = profile
            self.published("--overwrite")
            said, files = self.surfaces()
            self.assertEqual(said["distances_withheld"], kept)
            self.assertEqual("surfaces/distance_social.equalarea.tif" in files, not kept)
            self.assertIn("surfaces/distance_judicial.equalarea.tif", files)

    def test_no_surface_of_distance_where_the_only_kept_sites_lie_outside_every_municipality(self):
        """Nothing is left of them in the tables of sites and municipalities, and the rest of their family would pass for all of it."""
        rows = [["id", "name", "country", "lon", "lat", "reserved"], ["K-1", "Casa", "HND", "-80.0", "15.0", "true"]]
        self.study.files["shelters.csv"] = csv_bytes(rows)
        self.study.site_layers.append({"name": "shelters", "source": "shelters.csv", "family": "social", "kind": "service", "id": "id", "x": "lon", "y": "lat", "sensitive": "reserved"})
        for profile, kept in (("public", ["social"]), ("restricted", [])):
            self.study.study["profile"] = profile
            self.published("--overwrite")
            self.assertEqual(self.surfaces()[0]["distances_withheld"], kept)

    def test_an_equal_area_surface_over_the_antimeridian_is_as_wide_as_the_land(self):
        """Two municipalities of one degree, side by side on both sides of 180 degrees: as many cells as when the same land lies at zero."""
        def cells(west):
            for one, x in zip(self.study.features, (west, west + 1)):
                x = x - 360 if x >= 180 else x
                one["geometry"]["coordinates"] = [[[x, -17], [x + 1, -17], [x + 1, -16], [x, -16], [x, -17]]]
                one["properties"]["country"] = "XAA"
            self.published("--overwrite")
            grid = self.surfaces_of("--zoom", "2", "--cell", "2000")["grids"][1]
            return grid["columns"], grid["rows"]
        self.study.boundaries["features"] = self.study.features = self.study.features[:2]
        self.study.sites, self.study.site_layers, self.study.population = {family: [["id"]] for family in self.study.sites}, [], []
        self.study.files["homicides.csv"] = csv_bytes([["code", "year", "n"]] + [[one["properties"]["code"], 2013, 5] for one in self.study.features])
        self.study.incident_layers = [{"name": "homicides", "source": "homicides.csv", "class": "0101", "country": {"value": "XAA"}, "municipality": "code", "year": "year", "count": "n"}]
        self.study.municipalities[0]["country"] = {"value": "XAA"}
        self.study.at_risk = {"measure": "count", "top_share": 0.5}
        at_the_end, at_zero = cells(179), cells(-1)
        self.assertEqual(at_the_end, at_zero)
        self.assertLess(at_the_end[0] * 2, 230)

    def test_a_full_disk_leaves_no_surfaces(self):
        before = tree(self.place)
        for size in (1, 5000, 30000):
            said = self.program.run("tiles", self.result, "-o", self.out, "--format", "cog", "--zoom", "4-11", preexec=lambda limit=size: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
            self.assertEqual(said.status, 5, said.err)
            self.assert_message(said.err, "E5002")
            self.assertEqual(tree(self.place), before)

    def test_an_earlier_output_stays_unless_it_may_be_replaced(self):
        self.tiles("--format", "vector")
        before = tree(self.out)
        self.tiles("--format", "xyz", status=5)
        self.assertEqual(tree(self.out), before)
        self.tiles("--format", "xyz", "--overwrite")
        self.assertFalse((self.out / "style.json").exists())

    def test_maps_never_take_the_place_of_a_result(self):
        before = tree(self.result)
        for out in (self.result, self.place):
            said = self.program.run("tiles", self.result, "-o", out, "--overwrite")
            self.assertEqual(said.status, 5, said.err)
        said = self.program.run("tiles", self.result, "-o", self.result, "--overwrite", "--lang", "en")
        self.assertIn("E5001", said.err)
        self.assertIn("a result is there", said.err)
        self.assertEqual(tree(self.result), before)

    def test_a_folder_that_is_no_result_is_refused(self):
        (self.place / "empty").mkdir()
        said = self.program.run("tiles", self.place / "empty", "-o", self.out)
        self.assertEqual(said.status, 3, said.err)
        self.assertIn("E5003", said.err)

    def test_json_says_what_was_written(self):
        said = json.loads(self.tiles("--json", "--style", "gap", "--zoom", "4").out)
        self.assertEqual((said["styles"], said["zoom"], said["size"]), (["gap"], [4, 4], 256))


if __name__ == "__main__":
    main()
