"""How a date or a time of the day looks, as regular expressions with a group for each part."""

import re

from data.refusal import Refusal

NAMED = ("iso", "auto", "jalali", "gregorian")
DATE = (
    r"(?P<Y>\d{4})(?:(?P<mark>[-/.])(?P<m>\d{1,2})(?:(?P=mark)(?P<d>\d{1,2}))?"
    r"|(?P<m2>\d\d)(?P<d2>\d\d)?)"
)
TIME = (
    r"(?:(?P<H>\d{1,2}):(?P<M>\d{2})(?::(?P<S>\d{2})(?:[.,](?P<f>\d{1,9}))?)?"
    r"|(?P<H2>\d{1,2})(?P<M2>\d\d)(?P<S2>\d\d)?)"
    r"(?:\s*(?P<p>[AaPp]\.?[Mm]\.?|[قب]\.?\s?ظ\.?))?(?:\s*(?P<z>Z|[+-]\d\d:?\d\d))?"
)
DIRECTIVES = {
    "Y": r"(?P<Y>\d{4})",
    "m": r"(?P<m>\d{1,2})",
    "d": r"(?P<d>\d{1,2})",
    "b": r"(?P<b>[^\W\d_]+)",
    "B": r"(?P<b>[^\W\d_]+)",
    "H": r"(?P<H>\d{1,2})",
    "I": r"(?P<H>\d{1,2})",
    "M": r"(?P<M>\d{1,2})",
    "S": r"(?P<S>\d{1,2})",
    "f": r"(?P<f>\d{1,9})",
    "p": r"(?P<p>[AaPp]\.?[Mm]\.?|[قب]\.?\s?ظ\.?)",
    "z": r"(?P<z>Z|[+-]\d\d:?\d\d)",
    "%": "%",
}


def compiled(pattern: str) -> re.Pattern:
    """Return a pattern such as `%d/%m/%Y` as a regular expression with a group per directive."""
    found = re.split(r"%(.)", pattern)
    unknown = [name for name in found[1::2] if name not in DIRECTIVES]
    if unknown:
        raise Refusal("mapping.pattern", pattern=pattern, directive=f"%{unknown[0]}")
    texts = [
        DIRECTIVES[part] if place % 2 else re.sub(r"\\?\s+", r"\\s+", re.escape(part))
        for place, part in enumerate(found)
    ]
    return re.compile("".join(texts))
