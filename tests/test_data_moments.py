"""Times as files write them, to instants."""

import datetime
import zoneinfo

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from persiantools.jdatetime import JalaliDateTime

from data import moments, zones
from data.dates import Manner
from data.moments import TIME_OF_DAY, UNREADABLE
from data.patterns import compiled
from data.refusal import Refusal

TEHRAN = zoneinfo.ZoneInfo("Asia/Tehran")
FARSI = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
TEN = "2025-03-25T06:30:00"  # ten o'clock in Tehran on 5 Farvardin 1404


def read(*texts: str | None, **manner: str) -> list[tuple[str, int]]:
    found = moments.read(pa.array(texts, pa.string()), Manner(**manner))
    instants = found.instants.astype("datetime64[ms]").astype("datetime64[s]")
    return list(zip(map(str, instants), found.precision.tolist(), strict=True))


@pytest.mark.parametrize(
    "text",
    [
        *("1404/01/05 10:00:00", "1404-1-5 10:00", "۱۴۰۴/۰۱/۰۵ ۱۰:۰۰", "١٤٠٤/٠١/٠٥ ١٠:٠٠:٠٠"),
        *("10:00 1404/1/5", "14040105 1000", "1404.01.05 10:00:00.000", "1404/01/05  10:00 AM"),
        *("2025-03-25 10:00:00", "2025-03-25T10:00:00", "2025-03-25T06:30:00Z", "20250325 100000"),
        *("2025-03-25T02:30:00-04:00", "2025-03-25 10:00:00+0330", "1404/01/05 10:00 ق.ظ"),
    ],
)
def test_a_time_is_read_however_it_is_written(text):
    assert read(text) == [(TEN, 0)]
    assert read("x", text)[1] == (TEN, 0)


@pytest.mark.parametrize(
    "text",
    [
        *("1404/12/30 10:00:00", "1404/13/01", "1404/07/31", "1404/01/32", "04/01/05", "1404/1/5/"),
        *(
            "2025-02-29",
            "1404/01/05 25:00",
            "1404/01/05 10:60",
            "1404/01/05 x",
            "5/1/1404",
            "x",
            "",
        ),
        *("1404/01/05 10:00 1404/01/05", "0000/01/01", "9999-01-01", "1404/01/05 13:00 PM"),
    ],
)
def test_what_is_no_time_is_not_guessed(text):
    assert read(text)[0][1] == UNREADABLE
    assert read("1404/01/05 10:00:00", text)[1][1] == UNREADABLE


def test_leap_days_are_those_of_the_calendar():
    assert [known for _, known in read("1403/12/30", "1404/12/30", "1408/12/30")] == [1, -1, 1]


def test_a_day_or_a_month_alone_begins_at_midnight_in_tehran():
    assert read("1404/01/05", "1404/01", None, "10:05") == [
        ("2025-03-24T20:30:00", 1),
        ("2025-03-20T20:30:00", 2),
        ("1970-01-01T00:00:00", UNREADABLE),
        ("1970-01-01T10:05:00", TIME_OF_DAY),
    ]
    assert read("2022-01-01 13:00", precision="month", zone="America/New_York") == [
        ("2021-12-31T20:30:00", 2)
    ]


def test_the_midnight_that_ends_a_day_is_read():
    assert read("1404/01/05 24:00") == [("2025-03-25T20:30:00", 0)]
    assert read("1404/01/05 24:01")[0][1] == UNREADABLE


def test_a_file_of_one_calendar_has_no_dates_of_another():
    assert read("2025-03-25", format="jalali")[0][1] == UNREADABLE
    assert read("1404/01/05", format="gregorian")[0][1] == UNREADABLE


@pytest.mark.parametrize(
    ("text", "pattern", "calendar"),
    [
        ("03/25/2025 10:00", "%m/%d/%Y %H:%M", "auto"),
        ("25.03.2025 10:00:00", "%d.%m.%Y %H:%M:%S", "auto"),
        ("Mar 25 2025 10:00 am", "%b %d %Y %I:%M %p", "auto"),
        ("5 فروردین ۱۴۰۴ ۱۰:۰۰", "%d %B %Y %H:%M", "jalali"),
        ("20250325T100000", "%Y%m%dT%H%M%S", "auto"),
    ],
)
def test_a_pattern_reads_what_no_rule_could(text, pattern, calendar):
    assert read(text, format=pattern, calendar=calendar) == [(TEN, 0)]


def test_a_pattern_that_cannot_be_read_is_refused():
    with pytest.raises(Refusal, match=r"mapping\.pattern"):
        compiled("%d/%j/%Y")


@settings(derandomize=True, deadline=None)
@given(
    st.lists(
        st.datetimes(datetime.datetime(1975, 1, 1), datetime.datetime(2035, 1, 1)),
        min_size=1,
        max_size=5,
    ),
    st.booleans(),
    st.booleans(),
)
def test_jalali_times_are_those_of_persiantools(times, farsi, loose):
    there = [JalaliDateTime(time) for time in times]
    texts = [
        f"{one.year}/{one.month}/{one.day} {one.hour}:{one.minute:02d}"
        if loose
        else one.strftime("%Y/%m/%d %H:%M:%S")
        for one in there
    ]
    cut = {"second": 0, "microsecond": 0} if loose else {"microsecond": 0}
    whole = [time.replace(**cut).replace(tzinfo=TEHRAN).timestamp() * 1000 for time in times]

    found = moments.read(
        pa.array([text.translate(FARSI) if farsi else text for text in texts]), Manner()
    )

    assert found.instants.tolist() == whole


@settings(derandomize=True, deadline=None)
@given(
    st.lists(st.integers(0, 2_000_000_000), min_size=1, max_size=9),
    st.sampled_from(["Asia/Tehran", "America/New_York", "Europe/London", "Asia/Kathmandu"]),
)
def test_clocks_are_those_of_the_zone(seconds, zone):
    utc = np.array(seconds) * 1000

    local = zones.to_local(utc, zone)

    there = [datetime.datetime.fromtimestamp(one, zoneinfo.ZoneInfo(zone)) for one in seconds]
    shown = [one.replace(tzinfo=datetime.UTC).timestamp() * 1000 for one in there]
    assert local.tolist() == shown
    back = [one.replace(fold=0).timestamp() * 1000 for one in there]
    assert zones.to_utc(local, zone).tolist() == back


def test_summer_time_in_tehran_ended_in_2022():
    assert read("1401/06/30 23:30", "1401/06/31 00:30", "1402/05/01 12:00") == [
        ("2022-09-21T19:00:00", 0),
        ("2022-09-21T21:00:00", 0),
        ("2023-07-23T08:30:00", 0),
    ]
