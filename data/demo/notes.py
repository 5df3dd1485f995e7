"""Made-up entries of a liaison's notebook, for the largest neighbourhoods of their district."""

import datetime
from pathlib import Path

from data import areas, jalali, note_texts, notebook, store
from data.access import Access
from data.notebook import Written

BY = "command line"
NEIGHBOURHOODS = 3
# Kind, state, days before the end of the newest month told of, what was said, what came of it.
ENTRIES = (
    ("priority", "open", 40, "روشنایی کوچه‌های پشت بازار", ""),
    ("priority", "under_way", 70, "گشت پیاده هنگام تعطیل شدن مدرسه‌ها", "دو مأمور از مهرماه"),
    (
        *("said_done", "done", 12),
        "چراغ‌های بوستان شب‌ها خاموش است و خانواده‌ها زود به خانه می‌روند.",
        "شهرداری ۱۸ چراغ را روشن کرد؛ گشت شبانهٔ بوستان از سه به پنج بار رسید.",
    ),
    (
        *("said_done", "under_way", 33),
        "موتورسواران در خیابان مدرسه تند می‌روند.",
        "برای سرعت‌گیر با راهنمایی و رانندگی نامه‌نگاری شد.",
    ),
    (
        *("said_done", "open", 5),
        "پاسخ خبرهایی که می‌دهیم دیر می‌رسد.",
        "",
    ),
    (
        *("meeting", "done", 21),
        "نشست با شورای محله در مسجد؛ ۴۵ نفر آمدند و دو اولویت تازه گفتند.",
        "صورت نشست به تابلوی محله زده شد.",
    ),
)


def write(directory: Path, district: str) -> None:
    """Write the entries, each neighbourhood's once.

    Parameters
    ----------
    directory : Path
        A made-up store.
    district : str
        The liaison's.
    """
    reader = Access("liaison", frozenset({district}))
    table = areas.at_level(areas.current(directory), "neighbourhood")
    here = table[table["district"] == district].sort_values("residents", ascending=False)
    told = store.manifest(directory)["counts"].get("months") or [
        jalali.month_of(note_texts.today())
    ]
    end = min(jalali.last_day(told[-1]), note_texts.today())
    for code in here.index[:NEIGHBOURHOODS]:
        if notebook.listed(directory, code, reader):
            continue
        for kind, state, before, said, done in ENTRIES:
            day = end - datetime.timedelta(days=before)
            notebook.add(directory, code, Written(kind, state, day, said, done), reader, by=BY)
