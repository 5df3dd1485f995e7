# ruff: noqa
"""A page that wants to know more than its reader may; no part of the app, tests alone open it.

What begins with `through_` asks the public functions of pages.views, with whatever can be made up
for them: these must refuse, or answer with what is the reader's. What begins with `around_` takes
other ways. A frozen `Visit` and a check at every read cannot stop somebody who writes Python on the
server: those ways are kept out by the rules for the source of pages, `tests/ways_around.py`.
"""

import dataclasses

import streamlit as st

from pages.views import auditing, cached, desk, filters, frame, keeping
from pages.views import panel, places, readers, releasing
from pages.views.questions import Question

VICTIM, COUNTY, AREA = "AML-1", "AML", "AML-1-01"
MINE = "RSH-1"
SQL = "' or area = 'AML-1-01' --"
GUESSED = ("", "0" * 32, "f" * 32, "%", "' or 1=1 --", "*", "x" * 500, None)


def month(visit):
    from data.periods import Period

    return Question(Period("months", 140402, 140402))


def within(visit, place, level="neighbourhood"):
    return dataclasses.replace(month(visit), within=place, level=level)


def each(*asked):
    """Ask one after the other; what is refused answers nothing."""
    answers = []
    for ask in asked:
        try:
            answers.append(text(ask()))
        except Exception as refused:
            answers.append(type(refused).__name__)
    return answers


def through_totals_of_another_district(visit):
    return cached.totals(visit, within(visit, VICTIM))


def through_totals_of_a_county(visit):
    return cached.totals(visit, within(visit, COUNTY))


def through_totals_of_a_neighbourhood(visit):
    return cached.totals(visit, within(visit, AREA))


def through_totals_of_the_province_s_row(visit):
    return cached.totals(visit, within(visit, "GIL"))


def through_weeks_of_another_area(visit):
    return cached.by_week(visit, month(visit), AREA)


def through_months_of_another_area(visit):
    return cached.by_month(visit, month(visit), AREA)


def through_categories_of_another_area(visit):
    return cached.by_category(visit, month(visit), AREA)


def through_hours_of_another_district(visit):
    return cached.by_hour(visit, within(visit, VICTIM))


def through_the_figures_of_every_level(visit):
    levels = ("county", "district", "neighbourhood")
    return each(
        *(lambda level=level: cached.figures(visit, within(visit, None, level)) for level in levels)
    )


def through_the_inside_of_another_district(visit):
    return cached.inside(visit, within(visit, VICTIM))


def through_the_silent_of_another_district(visit):
    return cached.silent(visit, within(visit, COUNTY, "district"))


def through_the_classes_of_a_map(visit):
    levels = ("county", "district", "neighbourhood")
    return each(
        *(
            lambda level=level: cached.cut(visit, within(visit, None, level), "reports")
            for level in levels
        )
    )


def through_the_address_another_district(visit):
    st.query_params["within"] = VICTIM
    place = filters.place(visit)
    st.query_params.pop("within")
    return cached.totals(visit, within(visit, place)) if place else "not seen"


def through_the_address_another_neighbourhood(visit):
    st.query_params["area"] = AREA
    panel.map_and_panel(visit, month(visit), "reports", key="evil")
    st.query_params.pop("area")
    return "see the page"


def through_the_names_of_places_seen(visit):
    return places.seen(visit, (VICTIM, COUNTY, AREA, "GIL"))


def through_sql_in_a_question(visit):
    names = ("kind", "category", "outcome")
    return each(
        *(
            lambda name=name: cached.totals(visit, dataclasses.replace(month(visit), **{name: SQL}))
            for name in names
        ),
        *(
            lambda name=name: cached.by_category(
                visit, dataclasses.replace(month(visit), **{name: SQL}), MINE
            )
            for name in names
        ),
    )


def through_sql_in_an_area(visit):
    return each(
        *(
            lambda read=read: read(visit, month(visit), f"{MINE}{SQL}")
            for read in (cached.by_week, cached.by_month, cached.by_category)
        )
    )


def through_several_areas_at_once(visit):
    areas = (
        [MINE, AREA],
        (MINE, AREA),
        slice(None),
        ...,
        {MINE, AREA},
        f"{MINE},{AREA}",
        f"{MINE}%",
    )
    return each(
        *(lambda area=area: cached.by_category(visit, month(visit), area) for area in areas)
    )


class TwoFaced(str):
    """One code for whoever compares it, another one for whoever reads it."""

    def __eq__(self, other):
        return other == MINE

    def __hash__(self):
        return hash(MINE)


def through_a_code_with_two_faces(visit):
    area = TwoFaced(AREA)
    reads = (cached.by_week, cached.by_month, cached.by_category)
    totals = lambda: cached.totals(visit, within(visit, area))
    return each(*(lambda read=read: read(visit, month(visit), area) for read in reads), totals)


def through_a_guessed_session(visit):
    return each(
        *(
            lambda sid=sid: cached.totals(
                dataclasses.replace(visit, sid=sid), within(visit, VICTIM)
            )
            for sid in GUESSED
        ),
        *(lambda sid=sid: readers.still(visit.directory, sid).role for sid in GUESSED),
    )


def through_another_store(visit):
    other = dataclasses.replace(visit, directory=visit.directory.parent / "elsewhere")
    return cached.totals(other, within(visit, VICTIM))


def through_another_version(visit):
    versions = ("0", "..", "../current", "", "1-00000000")
    return each(
        *(
            lambda version=version: cached.totals(
                dataclasses.replace(visit, version=version), within(visit, VICTIM)
            )
            for version in versions
        )
    )


def through_a_layer_of_one_s_own(visit):
    table = visit.layer.table.copy()
    table["district"] = MINE
    forged = dataclasses.replace(visit, layer=dataclasses.replace(visit.layer, table=table))
    return each(
        lambda: cached.totals(forged, within(visit, AREA)),
        lambda: cached.by_category(forged, month(visit), AREA),
        lambda: cached.figures(forged, month(visit)),
        lambda: places.seen(forged, (VICTIM, AREA)),
    )


def through_a_visit_with_more_access(visit):
    more = dataclasses.replace(visit.access, role="commander", districts=None)
    return cached.figures(dataclasses.replace(visit, access=more), month(visit))


def through_a_visit_written_over(visit):
    visit.sid = "0" * 32


def through_an_access_written_over(visit):
    seen = visit.access
    object.__setattr__(seen, "role", "commander")
    object.__setattr__(seen, "districts", None)
    return each(
        lambda: cached.figures(visit, month(visit)),
        lambda: cached.totals(visit, within(visit, VICTIM)),
    )


def through_what_is_counted_of_the_store(visit):
    return visit.counts


def through_the_desk(visit):
    return each(
        lambda: desk.former(visit), lambda: desk.hand_in(visit), lambda: desk.last_receipt(visit)
    )


def through_the_releases(visit):
    return releasing.report(visit)


def through_the_accounts(visit):
    return each(lambda: keeping.listed(visit), lambda: keeping.changing(visit))


def through_the_audit(visit):
    return each(lambda: auditing.verdict(visit), lambda: auditing.acts(visit))


def through_a_name_for_the_audit(visit):
    return readers.acting(visit.directory, visit.sid, "accounts")


def through_another_page_s_door(visit):
    return frame.enter("accounts")


def around_by_the_questions_themselves(visit):
    from data import queries, store

    held = store.released(visit.directory, visit.version)
    return queries.figures_by_area(held, [140402], kind=None, category=None, outcome=None)


def around_by_the_files(visit):
    import pandas as pd

    return pd.concat(map(pd.read_parquet, visit.directory.glob("released/*/monthly.parquet")))


def around_by_single_reports(visit):
    return [path.read_bytes() for path in visit.directory.glob("reports/*.parquet")]


def around_by_open(visit):
    return open("/proc/self/environ").read()


def around_by_an_import_in_a_text(visit):
    return __import__("data.secrets").secrets.key(visit.directory)


def around_by_importlib(visit):
    import importlib

    return importlib.import_module("data.secrets")


def around_by_sys_modules(visit):
    import sys

    return sys.modules["data.accounts"]


def around_by_eval(visit):
    return eval("cached._answers")


def around_by_exec(visit):
    exec("from data import secrets")


def around_by_compile(visit):
    return compile("cached._answers", "", "eval")


def around_by_a_computed_name(visit):
    return getattr(cached, "_" + "figures")


def around_by_a_private_cache(visit):
    asked = {"months": [140402], "kind": None, "category": None, "outcome": None}
    return cached._answers(visit.version, visit.directory, "figures_by_area", asked)


def around_by_what_is_wrapped(visit):
    return cached.figures.__globals__["queries"]


def around_by_a_module_s_own_imports(visit):
    return cached.queries.figures_by_area


def around_by_a_module_of_another_name(visit):
    held = cached
    return held.store.manifest(visit.directory)


def around_by_writing_over_access(visit):
    cached.access.narrow = lambda access, table: table


def around_by_writing_over_the_sessions(visit):
    setattr(readers.sessions, "by_id", lambda directory, sid: None)


def around_by_writing_over_the_site_map(visit):
    frame.PAGES["accounts"] = "welcome"


def around_by_adding_to_the_site_map(visit):
    frame.PAGES.update(accounts="welcome")


def around_by_moving_an_area(visit):
    visit.layer.table.loc[AREA, "district"] = MINE


def around_by_a_session_of_somebody_else(visit):
    from data import decisions
    from data.decisions import tables as held

    with decisions.reading(visit.directory) as connection:
        return connection.execute(held.session.select()).all()


def around_by_the_runtime(visit):
    from streamlit import runtime

    return runtime.get_instance()._session_mgr.list_sessions()


def around_by_session_state(visit):
    return st.session_state.to_dict()


def around_by_a_cache_of_its_own(visit):
    return st.cache_resource(lambda: {"visit": visit})()


def around_by_the_user(visit):
    return st.user.sid


def around_by_the_address(visit):
    st.query_params["within"] = VICTIM


def around_by_html(visit):
    st.html("<script>fetch('/')</script>")


def around_by_unsafe_markdown(visit):
    st.markdown("<b>", unsafe_allow_html=True)


def around_by_a_file_left_open(visit):
    st.download_button("a", open("/etc/passwd"))


def around_by_a_picture(visit):
    st.image("/etc/passwd")


def around_by_names_in_a_text(visit):
    return "{0.layer.table}".format(visit)


def around_by_names_in_a_query(visit):
    return cached.figures(visit, month(visit)).query("district == @visit.sid")


def around_by_a_file_written(visit):
    cached.figures(visit, month(visit)).to_csv("/tmp/figures.csv")


def around_by_the_type_of_a_visit(visit):
    return type(visit)(visit.say, "0" * 32, visit.directory, visit.version, {}, visit.layer)


def around_by_all_that_is_known(visit):
    return vars(visit), globals(), locals(), dir(visit)


def around_by_object(visit):
    object.__setattr__(visit, "sid", "0" * 32)


def around_by_a_pattern(visit):
    match visit:
        case frame.Visit(sid=found):
            return found


def around_by_swallowing_a_refusal(visit):
    try:
        return cached.totals(visit, within(visit, VICTIM))
    except Exception:
        return None


def around_by_a_class(visit):
    class Seen(str):
        pass

    return Seen


def around_by_private_names(visit):
    from pages.views.cached import _answers

    return _answers


def around_by_another_page(visit):
    import pages.overview

    return pages.overview


def around_by_the_environment(visit):
    import os

    return os.environ["MAHALLEH_STORE"], os.popen("id").read()


def text(told):
    """Return an answer as a text, tables whole."""
    if hasattr(told, "to_csv"):
        return told.to_csv(sep=" ")
    if dataclasses.is_dataclass(told) and not isinstance(told, type):
        return text({field.name: getattr(told, field.name) for field in dataclasses.fields(told)})
    if isinstance(told, dict):
        return text([part for pair in told.items() for part in pair])
    if isinstance(told, (list, tuple)):
        return "\n".join(map(text, told))
    return repr(told)


def tried(attempt, visit):
    """Return what an attempt came to."""
    try:
        return "answered: " + text(attempt(visit))
    except BaseException as refused:
        return f"refused: {type(refused).__name__}"


visit = frame.enter("welcome")
asked = st.query_params.get("attempts", "through_")
attempts = {name: one for name, one in globals().items() if name.startswith(asked)}
found = st.session_state["found"] = {}  # before: a refusal by st.stop ends all that comes after it
for name, attempt in attempts.items():
    found[name] = tried(attempt, visit)
