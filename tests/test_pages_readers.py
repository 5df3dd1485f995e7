"""Who reads decides what there is: strangers see a way to the door, each role its own pages."""

import pytest

from data import access, accounts, sessions
from data.access import ABILITIES, ROLES
from door import exports
from pages.views import frame, readers
from tests import readers as people
from tests import source, visits
from words import LANGUAGES, Say

EN = Say("en")
EVERY = [(name, role) for name in frame.PAGES for role in ROLES]


def html_of(page) -> str:
    return "".join(piece.proto.body for piece in page.get("html"))


def shown(page) -> dict:
    """All that a page holds for its reader."""
    return {
        "numbers": list(page.metric),
        "maps": list(page.get("component_instance")),
        "tables": list(page.dataframe),
        "files": list(page.get("file_uploader")),
        "lists": list(page.selectbox),
        "text": [*page.title, *page.header, *page.subheader, *page.caption],
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", frame.PAGES)
@pytest.mark.parametrize(
    "who", [{}, {"sid": ""}, {"sid": "f" * 32}, {"sid": None}, {"sid": "' or 1"}]
)
def test_a_stranger_who_reaches_a_page_sees_the_way_to_the_door_alone(
    monkeypatch, peopled_store, name, language, who
):
    monkeypatch.setenv("MAHALLEH_STORE", str(peopled_store))
    page = visits.AppTest.from_file(source.ROOT / "pages" / f"{name}.py", default_timeout=60)
    page.user, page.query_params["language"] = who, language
    page.run()

    assert not page.exception
    assert not any(shown(page).values())
    assert Say(language)("door.stranger") in html_of(page)
    assert f"/account/sign-in?language={language}" in html_of(page)
    assert len(page.get("html")) == 1


def test_a_stranger_who_reaches_the_site_map_sees_no_page_s_name(monkeypatch, peopled_store):
    monkeypatch.setenv("MAHALLEH_STORE", str(peopled_store))
    page = visits.AppTest.from_file(visits.SITE, default_timeout=60)
    page.user = {}
    page.run()

    assert not page.exception
    assert "Cooperation" not in str(page.sidebar)
    assert not any(shown(page).values())


@pytest.mark.parametrize(("name", "role"), EVERY)
def test_a_page_opens_for_the_roles_that_may_open_it_and_for_no_other(
    monkeypatch, demo_store, name, role
):
    monkeypatch.setenv("MAHALLEH_STORE", str(demo_store))
    page = visits.AppTest.from_file(source.ROOT / "pages" / f"{name}.py", default_timeout=60)
    page.user = {"sid": people.sid(demo_store, role)}
    page.run()

    told = Say("fa")(f"role.{role}")
    if frame.PAGES[name] in ABILITIES[role]:
        assert not page.exception
        title = f"<h1>{Say('fa')(f'frame.page_{name}')}</h1>"  # the wall of a hall has none
        assert ("<div class='wall'" if name == "stage" else title) in html_of(page)
    else:
        assert not page.exception
        assert html_of(page).startswith(f"<p>{Say('fa')('door.refused_why', role=told)}</p>")
        assert not any(shown(page).values())


@pytest.mark.parametrize("role", ROLES)
def test_the_first_page_is_one_that_the_role_may_open(monkeypatch, demo_store, role):
    monkeypatch.setenv("MAHALLEH_STORE", str(demo_store))
    page = visits.AppTest.from_file(visits.SITE, default_timeout=60)
    page.user = {"sid": people.sid(demo_store, role)}
    page.query_params["language"] = "en"
    page.run()

    first = "overview" if "maps" in ABILITIES[role] else "welcome"
    assert not page.exception
    assert f"<h1>{EN(f'frame.page_{first}')}</h1>" in html_of(page)


@pytest.mark.parametrize("role", ROLES)
def test_who_is_signed_in_stands_on_every_page_with_the_way_to_their_account(
    monkeypatch, demo_store, role
):
    page = visits.opened(monkeypatch, demo_store, "welcome", role=role)

    side = "".join(piece.proto.body for piece in page.sidebar.get("html"))
    assert people.named(demo_store, role).name in side
    assert EN(f"role.{role}") in side
    assert '<a class="own" href="/account?language=en" target="_self"' in side


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_four_roles_are_told_as_a_table(monkeypatch, demo_store, language):
    page = visits.opened(monkeypatch, demo_store, "welcome", role="presenter", language=language)
    say = Say(language)

    table = html_of(page)
    for role in ROLES:
        assert f"<td>{say(f'role.{role}')}<td>{say(f'role.{role}_may')}" in table


def test_a_session_that_has_ended_shows_nothing_more_at_the_next_act(monkeypatch, own_store):
    page = visits.opened(monkeypatch, own_store, "overview")
    assert page.metric
    sessions.end_all(own_store, people.named(own_store, "commander").id, "test")

    page.run()

    assert not page.metric
    assert not page.get("component_instance")
    assert EN("door.stranger") in html_of(page)


def test_a_session_that_ends_while_a_page_is_drawn_is_told_in_words(monkeypatch, demo_store):
    asked = []

    def still(_directory, sid):
        asked.append(sid)
        if len(asked) == 3:
            raise access.Refused("session")
        return people_access

    people_access = visits.reader(demo_store).access
    monkeypatch.setattr(frame.readers, "still", still)
    page = visits.opened(monkeypatch, demo_store, "overview")

    assert not page.exception
    assert EN("door.stranger") in html_of(page)
    assert not page.metric


def test_what_a_reader_may_see_is_looked_up_at_every_use(peopled_store):
    visit = visits.reader(peopled_store)
    assert visit.access.all_areas

    accounts.change_role(peopled_store, "test commander", "presenter", by="test")

    with pytest.raises(access.Refused):
        _ = visit.access


def test_a_reader_whose_first_password_stands_sees_nothing(monkeypatch, peopled_store):
    accounts.add(peopled_store, "newcomer", "commander", by="command line")
    token = sessions.begin(peopled_store, accounts.named(peopled_store, "newcomer").id, "test")
    sid = sessions.by_token(peopled_store, token).sid
    monkeypatch.setenv("MAHALLEH_STORE", str(peopled_store))
    page = visits.AppTest.from_file(visits.SITE, default_timeout=60)
    page.user = {"sid": sid}
    page.run()

    assert not any(shown(page).values())
    assert not readers.still(peopled_store, sid).may("maps")


def test_the_map_pages_do_not_count_what_was_placed_under_older_outlines(monkeypatch, demo_store):
    held = frame.store.manifest(demo_store)
    held["counts"]["older"] = 123_457
    monkeypatch.setattr(frame.store, "manifest", lambda _directory: held)

    maps = visits.opened(monkeypatch, demo_store, "overview")
    desk = visits.opened(monkeypatch, demo_store, "intake")

    assert [one.value for one in maps.warning] == [EN("frame.older_layer")]
    assert "123,457" not in str(maps)
    assert [one.value for one in desk.warning] == [EN("frame.older_reports", reports=123_457)]


def test_a_file_is_offered_to_the_session_that_pressed_for_it(monkeypatch, demo_store):
    page = visits.opened(monkeypatch, demo_store, "overview", level="county")
    page.toggle(key="twin.overview").set_value(True).run()

    page.button(key="hand_out.overview.csv.").click().run()

    [link] = [one for one in page.get("html") if 'class="export"' in one.proto.body]
    token = link.proto.body.split('href="/export/')[1].split('"')[0]
    standing = exports._offers[token]
    assert standing.sid == page.user["sid"]
    assert standing.facts["file"] == "overview.csv"
    assert standing.make().startswith(b"\xef\xbb\xbf")
