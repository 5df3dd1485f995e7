"""Papers that people are handed: certificates, cards, lists, slides, briefs."""

from data.documents.content import Brief, Ceremony, Figure, Occasion, Person, Step, plain
from data.documents.package import package
from data.documents.paper import KINDS, pdf, slides_pptx

__all__ = [
    "KINDS",
    "Brief",
    "Ceremony",
    "Figure",
    "Occasion",
    "Person",
    "Step",
    "package",
    "pdf",
    "plain",
    "slides_pptx",
]
