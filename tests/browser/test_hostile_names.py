"""Names that are programs: taken in from files, shown on every page, run on none."""

import csv
import io
import itertools

import pandas as pd
import pytest

from data import area_intake, exports, intake, release
from data.area_columns import AreaColumns
from data.refusal import Refusal
from data.survey import intake as survey_intake
from pages.views import frame
from tests import boards
from tests.browser import entering, reading, running, watching
from words import Say

EN = Say("en")
RUN = "top.postMessage('ran','*');window.ran=1"
PAYLOADS = (
    f'<img src=x onerror="{RUN}">',
    f"<script>{RUN}</script>",
    f"</script><script>{RUN}</script>",
    f"<svg onload={RUN}>",
    f'"><iframe srcdoc="<script>{RUN}</script>">',
    "${" + RUN + "}",
    "`${" + RUN + "}`",
    "\\`;" + RUN + "//",
    f"');{RUN};('",
    f"<a href=javascript:{RUN}>x</a>",
    f"[x](javascript:{RUN})",
)
AREAS = "Object.values(map_div._layers).filter(layer => layer.area)"
TABLE = '[data-testid="stDataFrame"]'


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A dashboard whose areas, files, columns, words and releases all have such names."""
    folder = tmp_path_factory.mktemp("hostile")
    own, table = folder / "store", boards.table()
    table["name"] = [f"{one} {place}" for place, one in zip(range(16), itertools.cycle(PAYLOADS))]
    table["name_en"] = table["name"] + " en"
    table["district"] = [
        PAYLOADS[0] if name == "down" else PAYLOADS[1] for name in table["district"]
    ]
    table["county"] = PAYLOADS[2]
    path = folder / "areas.geojson"
    table.to_crs(4326).to_file(path, driver="GeoJSON")
    columns = AreaColumns("code", "name", "name_en", "district", "county", "residents")
    area_intake.take_in(path, own, columns, title=PAYLOADS[3])
    number = itertools.count()
    rows = [
        [
            next(number),
            f"1404/02/{n % 31 + 1:02d} 10:00:00",
            f"0912{n:07d}",
            code,
            PAYLOADS[place % 11],
            "x",
        ]
        for place, code in enumerate(table["code"])
        for n in range(40 + 5 * place)
    ]
    file = folder / f"{PAYLOADS[0].replace('/', '')}.csv"
    with file.open("w", encoding="utf-8", newline="") as held:
        writer = csv.writer(held)
        writer.writerow(["شناسه", "زمان تماس", "شماره تماس گیرنده", "کد محله", "دسته", PAYLOADS[5]])
        writer.writerows([*rows, ["x", PAYLOADS[6], "", "", PAYLOADS[7], PAYLOADS[8]]])
    intake.take_in([file], own)
    for one in PAYLOADS:
        release.again(own, [140402], one[:60])
    _asked(folder, own, list(table["code"]))
    with running.dashboard(own) as started:
        yield started


def _asked(folder, own, codes):
    """Take in a survey whose columns and answers have such names, too."""
    answers, mapping = folder / "answers.csv", folder / "survey.toml"
    rows = [["1404", code, 1 + n % 5, PAYLOADS[n % 11]] for code in codes for n in range(24)]
    with answers.open("w", encoding="utf-8", newline="") as held:
        writer = csv.writer(held)
        writer.writerow(["wave", "code", "felt", "most"])
        writer.writerows([*rows, [PAYLOADS[0], PAYLOADS[1], PAYLOADS[2], PAYLOADS[3]]])
    mapping.write_text(
        '[columns]\nwave = "wave"\ncode = "code"\nworry = "most"\n'
        '[items.safe_by_day]\ncolumn = "felt"\nlow = 1\nhigh = 5\n',
        encoding="utf-8",
    )
    survey_intake.take_in(answers, own, mapping)


@pytest.fixture
def tab(browser):
    """A tab that notes what a name that ran would do."""
    with watching.tab(browser) as (page, seen):
        page.add_init_script(
            "addEventListener('message', e => { if (e.data === 'ran') window.ran = 1; })"
        )
        page.on("dialog", lambda dialog: seen.errors.append(dialog.message))
        yield page
    seen.assert_nothing()


def still_safe(page) -> None:
    page.wait_for_timeout(400)
    for one in page.frames:
        assert not one.evaluate("() => window.ran || 0"), one.url


# Names of areas differ by the language, those of files and words do not.
SHOWN = [(name, "fa") for name in frame.PAGES] + [(name, "en") for name in reading.MAPPED]


@pytest.mark.parametrize(("name", "language"), SHOWN)
def test_no_name_is_run_on_any_page(tab, hostile, name, language):
    mapped = name in reading.MAPPED and name != "response"  # of which no time is known here
    asked = {"area": "d4", "level": "neighbourhood"} if mapped else {}
    reading.open_page(tab, hostile, name, language, **asked)
    assert reading.has_map(tab) == (mapped or name == "honorees")
    if mapped:
        reading.wait_until_painted(tab)
        inside = tab.locator(reading.MAP).first.element_handle().content_frame()
        opened = inside.evaluate(f"{AREAS}.map(layer => layer.openTooltip()).length")
        assert opened >= 16
        shown = inside.locator(".area-tip").first.inner_text()
        assert any(one[:4] in shown for one in PAYLOADS)
        reading.show_table(tab, Say(language)("tables.show"))
        tab.locator(TABLE).first.wait_for(timeout=reading.MILLISECONDS)
    reading.wait_until_still(tab)

    still_safe(tab)


def test_a_table_taken_away_holds_the_names_as_texts():
    held = exports.csv(pd.DataFrame({"name": PAYLOADS})).decode("utf-8-sig")

    names = [row["name"] for row in csv.DictReader(io.StringIO(held, newline=""))]
    assert all(name in (one, f"'{one}") for name, one in zip(names, PAYLOADS, strict=True))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_an_account_cannot_be_named_so(hostile, payload):
    with pytest.raises(Refusal):
        entering.accounts.add(hostile.store, payload[:64], "presenter", by="command line")


REFUSED = r"(?i)security|denied|blocked|fetch|sandbox|permission"
REACHES = {
    "the page's text": "() => parent.document.body.innerText",
    "the page's window": "() => top.location.href",
    "cookies": "() => document.cookie",
    "what is kept in the browser": "() => localStorage.length",
    "the dashboard": "() => fetch('/_stcore/health').then(answer => answer.text())",
    "another host": "() => fetch('https://example.com/').then(answer => answer.text())",
    "another page in the window": "() => { top.location.href = 'about:blank#away'; }",
}


def test_even_a_program_that_ran_in_the_map_reaches_nothing(browser, hostile):
    with watching.tab(browser) as (page, _):
        reading.open_page(page, hostile, "overview", "en")
        reading.wait_until_painted(page)
        address = page.url
        inside = page.locator(reading.MAP).first.element_handle().content_frame()

        for what, program in REACHES.items():
            with pytest.raises(Exception, match=REFUSED):
                inside.evaluate(program)
            page.wait_for_timeout(300)
            assert page.url == address, what


def test_with_the_escaping_taken_out_a_name_that_runs_in_the_map_reaches_nothing(browser, hostile):
    with watching.tab(browser) as (page, seen):
        reading.open_page(page, hostile, "overview", "en")
        reading.wait_until_painted(page)
        inside = page.locator(reading.MAP).first.element_handle().content_frame()
        steals = "try{window.stolen=parent.document.body.innerText}catch(e){window.refused=1}"
        inside.evaluate(
            "steals => { const tip = document.createElement('div');"
            ' tip.innerHTML = `<img src=x onerror="${steals}">`; document.body.appendChild(tip); }',
            steals,
        )
        page.wait_for_timeout(500)

        assert inside.evaluate("window.stolen") is None
        assert inside.evaluate("window.refused") == 1
        assert not seen.foreign
