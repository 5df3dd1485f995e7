"""Papers that people are handed: certificates, cards, lists, slides, briefs."""

from data.documents import content

__all__ = ["content"]
