"""A number as a square that a scanner reads."""

import io

import segno


def square(number: str, colour: str = "#14303f") -> str:
    """Return a QR code of a number's digits as SVG, with the margin that scanners need."""
    file = io.BytesIO()
    made = segno.make_qr(number, error="m")
    made.save(file, kind="svg", border=2, dark=colour, light="#ffffff", xmldecl=False, scale=1)
    return file.getvalue().decode("utf-8")
