"""Every page, every role, hostile addresses: a reader is shown what is theirs and nothing else."""

import itertools

import pytest
from sqlalchemy import update

from data import access, accounts, areas, decisions, sessions, store
from data.access import Access
from data.decisions import tables
from data.periods import Period
from pages.views import cached, frame
from pages.views.questions import Question
from tests import canaries, readers, source, visits
from tests.canaries import MINE, OTHERS, OWN, RELEASED, THEIRS

MONTH = f"m{canaries.MONTH}"
DISTRICT = sum(OWN.values())
HOSTILE = [
    {"within": OTHERS},
    {"within": OTHERS, "level": "neighbourhood", "measure": "reports"},
    {"within": "AML", "level": "county", "measure": "reports"},
    {"area": "AML-1-01", "measure": "reports"},
    {"within": "' or 1=1 --", "period": MONTH, "level": "../secret"},
]
MAPS = ["overview", "cooperation"]  # those that tell counts
PAGES, ROLES = list(frame.PAGES), list(access.ROLES)


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A store with figures that cannot be mistaken, and one caller whose number is known."""
    return canaries.store(tmp_path_factory.mktemp("canaries"))


@pytest.fixture(scope="module")
def never(kept):
    """What no page may tell."""
    return canaries.kept_secret(kept)


@pytest.fixture
def opened(monkeypatch, kept):
    def open_page(name, role, districts=(), **address):
        asked = {"period": MONTH} | address
        if Access(role).may(frame.PAGES[name]):
            return visits.opened(monkeypatch, kept, name, role=role, districts=districts, **asked)
        return past_the_site_map(monkeypatch, kept, name, readers.sid(kept, role, districts), asked)

    return open_page


def past_the_site_map(monkeypatch, directory, name, sid, asked):
    """Open a page's own script, as its address does on a server that nobody has visited yet."""
    monkeypatch.setenv("MAHALLEH_STORE", str(directory))
    script = source.ROOT / "pages" / f"{name}.py"
    page = visits.AppTest.from_file(script, default_timeout=visits.SECONDS)
    page.user = {"sid": sid}
    for key, value in {"language": "en", **asked}.items():
        page.query_params[key] = value
    return page.run()


def with_table(page, name):
    """The page with the map's table shown, where it has one."""
    switches = [one for one in page.toggle if one.key == f"twin.{name}"]
    return switches[0].set_value(True).run() if switches else page


def told_of(never, page) -> list[str]:
    told = canaries.texts(page)
    return [one for one in never if one in told]


def drawn(page) -> bool:
    """Whether any of the page itself was drawn, besides a refusal."""
    heads = ("<h1>", "class='wall")
    return any(head in piece.proto.body for piece in page.main.get("html") for head in heads)


PAIRS = list(itertools.product(PAGES, ROLES))
ALLOWED = [(name, role) for name, role in PAIRS if Access(role).may(frame.PAGES[name])]
REFUSED = [pair for pair in PAIRS if pair not in ALLOWED]


@pytest.mark.parametrize(("name", "role"), REFUSED)
def test_a_page_is_drawn_for_nobody_whose_role_may_not_open_it(opened, never, name, role):
    page = opened(name, role, **HOSTILE[1])

    assert not drawn(page)
    assert not canaries.numbers(page) & {*RELEASED.values(), *canaries.EXACT}
    assert not told_of(never, page)


@pytest.mark.parametrize("address", HOSTILE, ids=str)
@pytest.mark.parametrize(("name", "role"), ALLOWED)
def test_whatever_the_address_says_a_page_tells_what_is_the_reader_s(
    opened, never, name, role, address
):
    page = with_table(opened(name, role, **address), name)

    assert drawn(page)
    found = canaries.numbers(page)
    assert not found & canaries.EXACT
    if role != "commander":
        assert not found & set(THEIRS.values())
    if role in ("presenter", "steward"):
        assert not found & {*OWN.values(), DISTRICT}
    assert not told_of(never, page)


@pytest.mark.parametrize("name", MAPS)
def test_the_commander_s_maps_do_hold_the_figures(opened, name):
    where = {"level": "neighbourhood", "measure": "reports", "of": "all", "steady": "0"}
    page = opened(name, "commander", within="RSH", **where, area="RSH-1-02")

    assert OWN["RSH-1-02"] in canaries.numbers(page)


def test_no_canary_is_some_other_number_of_the_page_s(kept):
    residents = areas.by_id(kept, store.manifest(kept)["layer"]).table["residents"]

    assert not {*RELEASED.values(), *canaries.EXACT} & set(residents)


def test_a_figure_is_found_in_whatever_tells_it(opened):
    area, told = "AML-1-01", THEIRS["AML-1-01"]
    where = {"within": OTHERS, "measure": "reports", "area": area}
    found = canaries.carriers(with_table(opened("overview", "commander", **where), "overview"))

    assert {kind for kind, numbers in found.items() if told in numbers} >= {
        *("Metric", "Dataframe", "VegaLiteChart", "map"),
    }
    listed = canaries.carriers(opened("overview", "commander", within=OTHERS, measure="reports"))
    assert told in listed["Html"]


def test_the_commander_sees_every_figure_and_a_liaison_their_own(opened):
    asked = {"level": "neighbourhood", "measure": "reports"}
    all_of_them = canaries.numbers(opened("overview", "commander", **asked))
    own = canaries.numbers(opened("overview", "liaison", [MINE], **asked))
    two = canaries.numbers(opened("overview", "liaison", [MINE, OTHERS], **asked))

    assert set(RELEASED.values()) - all_of_them == {THEIRS["ANZ-1-01"]}  # hidden with noughts
    assert {OWN["RSH-1-02"], OWN["RSH-1-03"]} <= own
    assert not own & set(THEIRS.values())
    assert {THEIRS[f"{OTHERS}-01"], OWN["RSH-1-02"]} <= two
    assert not two & {THEIRS["AML-2-01"], THEIRS["ANZ-1-01"]}


def test_a_stranger_sees_the_way_to_the_door_and_nothing_else(monkeypatch, kept):
    monkeypatch.setenv("MAHALLEH_STORE", str(kept))
    for sid in ("", "0" * 32, "' or 1=1 --"):
        page = visits.AppTest.from_file(visits.SITE, default_timeout=visits.SECONDS)
        page.user = {"sid": sid}
        page.query_params["language"] = "en"
        page.run()
        assert not drawn(page)
        assert "/account/sign-in" in canaries.texts(page)
        assert not canaries.numbers(page) & set(RELEASED.values())


@pytest.mark.parametrize(
    "changed",
    [{"role": "admin"}, {"role": ""}, {"role": "Commander"}, {"districts": []}],
    ids=str,
)
@pytest.mark.parametrize("name", PAGES)
def test_an_account_without_a_role_or_a_district_sees_no_figure(monkeypatch, kept, name, changed):
    who = readers.named(kept, "liaison", ["RSH-2"])
    with decisions.transaction(kept) as connection:
        connection.exec_driver_sql("pragma ignore_check_constraints = on")
        asked = update(tables.account).where(tables.account.c.id == who.id)
        connection.execute(asked.values(**changed))
    try:
        sid = readers.sid(kept, "liaison", ["RSH-2"])
        page = past_the_site_map(monkeypatch, kept, name, sid, {"period": MONTH})
        assert not canaries.numbers(page) & {*RELEASED.values(), 25_400}
    finally:
        with decisions.transaction(kept) as connection:
            asked = update(tables.account).where(tables.account.c.id == who.id)
            connection.execute(asked.values(role="liaison", districts=["RSH-2"]))


QUESTION = Question(Period("months", canaries.MONTH, canaries.MONTH))
READS = {
    "figures": lambda visit: cached.figures(visit, QUESTION),
    "inside": lambda visit: cached.inside(visit, QUESTION),
    "cut": lambda visit: cached.cut(visit, QUESTION, "reports"),
    "totals": lambda visit: cached.totals(visit, QUESTION),
    "by_week": lambda visit: cached.by_week(visit, QUESTION),
    "by_month": lambda visit: cached.by_month(visit, QUESTION),
    "by_category": lambda visit: cached.by_category(visit, QUESTION),
    "by_hour": lambda visit: cached.by_hour(visit, QUESTION),
}


@pytest.mark.parametrize("read", READS)
def test_a_session_that_has_ended_reads_nothing_more_in_fragments_and_callbacks(kept, read):
    visit = visits.reader(kept)
    READS[read](visit)
    who = readers.named(kept, "commander")

    sessions.end_all(kept, who.id, "command line")

    with pytest.raises(access.Refused):
        READS[read](visit)


def test_a_change_of_district_ends_what_is_open(kept):
    visit = visits.reader(kept, districts=["ANZ-1"])
    assert len(cached.figures(visit, QUESTION)) > 0
    name = readers.named(kept, "liaison", ["ANZ-1"]).name

    accounts.change_role(kept, name, "liaison", districts=["ASH-1"], by="command line")

    with pytest.raises(access.Refused):
        cached.figures(visit, QUESTION)


@pytest.mark.parametrize("area", [OTHERS, "AML", "AML-1-01", "GIL"])
@pytest.mark.parametrize("read", ["totals", "by_week", "by_month", "by_category", "by_hour"])
def test_a_liaison_is_refused_another_district_by_every_question(kept, read, area):
    visit = visits.reader(kept, districts=[MINE])
    asked = Question(QUESTION.period, within=area)

    with pytest.raises(access.Refused):
        getattr(cached, read)(visit, asked)


def test_two_roles_read_one_figure_of_one_area(kept):
    commander = cached.figures(visits.reader(kept), QUESTION)
    for district in (MINE, OTHERS):
        own = cached.figures(visits.reader(kept, districts=[district]), QUESTION)
        assert len(own) == (commander["district"] == district).sum()
        assert own.equals(commander.loc[own.index])


def test_what_a_liaison_s_map_tells_of_others_is_a_dot(opened, kept):
    page = opened("overview", "liaison", [MINE], level="neighbourhood")
    message = visits.message(page)
    layer = areas.by_id(kept, store.manifest(kept)["layer"])
    district = areas.at_level(layer, "neighbourhood")["district"]

    assert len(message["colours"]) == len(district)
    marks = [mark for mark, code in zip(message["colours"], district, strict=True) if code != MINE]
    assert set(marks) == {"."}
    values = zip(canaries.unpacked(message), district, strict=True)
    assert {value for value, code in values if code != MINE} == {None}
