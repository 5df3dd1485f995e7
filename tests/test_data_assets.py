"""What a browser needs is made from installed packages, once, whole."""

import os
import re
import subprocess
import sys
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from data import assets
from tests import source


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return assets.prepare(tmp_path_factory.mktemp("assets"))


def face(path):
    return TTFont(BytesIO(path.read_bytes()))


def test_a_second_call_makes_nothing_anew(folder):
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}

    assert assets.prepare(folder.parent) == folder
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_two_at_once_make_one_whole_folder(tmp_path):
    asked = "import pathlib; from data import assets; assets.prepare(pathlib.Path.cwd())"
    path = {**os.environ, "PYTHONPATH": str(source.ROOT)}
    started = [
        subprocess.Popen([sys.executable, "-c", asked], cwd=tmp_path, env=path) for _ in range(2)
    ]

    assert [one.wait(60) for one in started] == [0, 0]
    assert list(tmp_path.iterdir()) == [assets.prepare(tmp_path)]


def test_leaflet_asks_for_no_other_file(folder):
    script = (folder / "leaflet.js").read_text(encoding="utf-8")
    style = (folder / "leaflet.css").read_text(encoding="utf-8")

    assert "Vladimir Agafonkin" in script
    assert "sourceMappingURL" not in script
    pictures = set(re.findall(r"url\(([^)#]+)\)", style))
    assert "images/layers.png" in pictures
    assert all((folder / picture).exists() for picture in pictures)


def test_the_face_holds_all_that_persian_is_written_with(folder):
    held = face(folder / "mahalleh.woff").getBestCmap()

    needed = "ءآأؤئابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیًٌٍَُِّْٔ۰۱۲۳۴۵۶۷۸۹٪٫٬،؛؟«»…–—−\u200c\u200e\u200fAz09"
    assert {sign for sign in needed if ord(sign) not in held} == set()


def test_the_face_has_every_weight(folder):
    weight = face(folder / "mahalleh.woff")["fvar"].axes[0]

    assert (weight.axisTag, weight.minValue, weight.maxValue) == ("wght", 100, 900)


def test_digits_are_drawn_as_persian_ones_and_marks_as_themselves(folder):
    digits = face(folder / "digits.woff")
    drawn = digits.getBestCmap()

    assert len(drawn) == 13
    assert set(drawn) == {ord(sign) for sign in "0123456789%.,"}
    assert digits["GSUB"].table.FeatureList.FeatureRecord[0].FeatureTag == "calt"


def test_both_faces_are_declared_with_the_folder_s_own_files(folder):
    fonts = (folder / "fonts.css").read_text(encoding="utf-8")

    assert 'font-family:"Mahalleh"' in fonts
    assert 'font-family:"Mahalleh Digits"' in fonts
    assert "url(mahalleh.woff)" in fonts
    assert (folder / "digits.css").read_text(encoding="utf-8") in fonts


def test_the_licence_of_the_faces_goes_with_them(folder):
    assert "SIL Open Font License" in " ".join((folder / "OFL.txt").read_text().split())
