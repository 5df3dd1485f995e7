"""The colours of the wall: each text stands out from its ground by 7 to 1 (WCAG 2.2 AAA)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Theme:
    """Colours as #rrggbb.

    Parameters
    ----------
    ground : str
    ink, soft, accent : str
        Of the name, of what stands below it, of the county above it.
    """

    ground: str
    ink: str
    soft: str
    accent: str

    @property
    def style(self) -> str:
        """What goes into an element's style attribute."""
        return ";".join(f"--{name}:{colour}" for name, colour in vars(self).items())


THEMES = {
    "night": Theme("#0b1f2a", "#ffffff", "#d5e4ec", "#f6d37a"),
    "paper": Theme("#fbf6ea", "#1c2b33", "#33444d", "#6b3f00"),
    "turquoise": Theme("#004650", "#ffffff", "#dff1f2", "#ffe08a"),
}


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
