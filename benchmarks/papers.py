"""Papers of 250 people: CPU seconds of each, memory, against one certificate at a time."""

import os
import resource
from collections.abc import Callable, Iterator
from typing import Any

from benchmarks.figures import Figure
from data import documents
from tests import papers_of

PEOPLE, APART = 250, 10
KINDS = documents.KINDS[:-1]


def figures() -> Iterator[Figure]:
    """Yield the figures; each paper is made as a page asks for it, in a process of its own."""
    names = [papers_of.NAMES[at % len(papers_of.NAMES)] for at in range(PEOPLE)]
    content = papers_of.ceremony("fa", names)
    spent = {kind: _spent(lambda kind=kind: _pdf(kind, content)) for kind in KINDS}
    yield Figure("certificates_cpu_s_250", spent["certificates"], most=3.0, detail=_rounded(spent))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    yield Figure("papers_peak_mb", peak, most=768.0)
    alone = _spent(lambda: [_pdf("certificates", _only(content, at)) for at in range(APART)])
    ratio = spent["certificates"] / (alone * PEOPLE / APART)
    yield Figure("certificates_vs_one_at_a_time", ratio, most=0.2)
    slides = _spent(lambda: documents.slides_pptx(content))
    detail = {"pptx_s": round(slides, 2)}
    yield Figure("slides_pdf_vs_pptx", spent["slides"] / slides, most=1.5, detail=detail)
    size = len(_pdf("certificates", content)) / 1e6
    yield Figure("certificates_mb_250", size, most=2.0)
    whole = _spent(lambda: documents.package(content, readme="", at=papers_of.AT))
    yield Figure("package_cpu_s_250", whole, most=12.0)


def _pdf(kind: str, content: dict[str, Any]) -> bytes:
    return documents.pdf(kind, content, at=papers_of.AT)


def _only(content: dict[str, Any], at: int) -> dict[str, Any]:
    return content | {"people": content["people"][at : at + 1]}


def _spent(make: Callable[[], object]) -> float:
    """Return the CPU seconds that something took, here and in the processes that it started."""
    before = os.times()
    make()
    after = os.times()
    return sum(after[:4]) - sum(before[:4])


def _rounded(spent: dict[str, float]) -> dict[str, float]:
    return {f"{kind}_s": round(seconds, 2) for kind, seconds in spent.items()}
