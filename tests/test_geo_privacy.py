"""What is too few to show."""

import pandas as pd

from geo import privacy


def test_nine_are_too_few_and_ten_are_not():
    reports = pd.Series([0, 1, 9, 10, 11], index=list("abcde"))

    assert privacy.few(reports).to_dict() == dict(a=True, b=True, c=True, d=False, e=False)


def test_what_is_missing_is_not_told_from_few():
    assert privacy.few(pd.Series([float("nan"), 12.0])).tolist() == [True, False]
    assert privacy.few(pd.Series([None, 12], dtype="Int64")).tolist() == [True, False]
