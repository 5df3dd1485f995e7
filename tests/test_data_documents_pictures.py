"""Pages look as they did when somebody looked at them: compared with pictures that were kept."""

import pytest

from data import documents
from data.documents import letters, printing
from tests import papers_of
from words import LANGUAGES

MOST = 14.0  # of 255, mean of the tile that differs most


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", documents.KINDS)
def test_a_page_looks_as_it_was_kept(kind, language):
    drawn = papers_of.picture(kind, language)

    assert papers_of.difference(drawn, papers_of.kept(kind, language)) < MOST


def test_a_page_that_lacks_something_is_noticed(monkeypatch):
    kept = papers_of.kept("certificates", "fa")
    content = papers_of.ceremony("fa", papers_of.NAMES[:8])

    def apart(changed):
        document = papers_of.printed("certificates", letters.ready(changed))
        drawn = document[0].render(scale=papers_of.SCALE).to_pil().convert("RGB")
        return papers_of.difference(drawn, kept)

    assert apart(content) < MOST
    unsigned = content["occasion"] | {"host": ""}
    assert apart(content | {"occasion": unsigned}) > MOST
    nameless = [content["people"][0] | {"name": "ـ"}]
    assert apart(content | {"people": nameless}) > MOST
    monkeypatch.setattr(printing, "GROUNDS", {})
    assert apart(content) > MOST
