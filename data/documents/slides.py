"""What the wall shows as PPTX, made in a process of its own: JSON on stdin, the file on stdout.

The face is not in the file, so one is named that Windows, macOS and LibreOffice all have; the same
slides as PDF look as they should everywhere.
"""

import io
import json
import sys
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Cm, Length, Pt

WIDE, HIGH, SIDE = Cm(33.867), Cm(19.05), Cm(2)
ROOMY = Cm(29.867)
DEEP, CREAM, BRIGHT, RED = "14303F", "FFFAF0", "F2D08A", "E9A29C"
FACE, TITLE_ONLY = "Arial", 5
ROOM = 1640  # points that two lines of a title have, by half an em a letter
SIZES = {"person": 96, "county": 72}  # points; others 60
LANGUAGES = {"fa": "fa-IR", "en": "en-GB"}


def made(content: dict[str, Any]) -> bytes:
    """Return a presentation, 16 to 9, of a ceremony's content, see `content.plain`."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDE, HIGH
    deck.core_properties.title = content["occasion"]["title"]
    ground = deck.slide_master.background.fill
    ground.solid()
    ground.fore_color.rgb = RGBColor.from_string(DEEP)
    for step in content["steps"]:
        slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
        _put_title(slide, step, content)
        line = step["line"]
        if line and step["kind"] == "person":
            line = content["texts"]["of_county"].replace("COUNTY", line)
        if line:
            _put(slide, line, content, (Cm(11), 32, BRIGHT))
        if content["occasion"]["made_up"]:
            _put(slide, content["texts"]["made_up"], content, (Cm(16.5), 28, RED))
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def _put_title(slide: Slide, step: dict[str, str], content: dict[str, Any]) -> None:
    """Write a name as the slide's title, which makes it a heading of the outline."""
    box: Any = slide.shapes.title
    box.left, box.top, box.width, box.height = SIDE, Cm(3), ROOMY, Cm(7.6)
    box.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    size = min(SIZES.get(step["kind"], 60), ROOM // (0.5 * max(len(step["title"]), 1)))
    _write(box.text_frame, step["title"], content["language"], (size, CREAM, True))


def _put(slide: Slide, text: str, content: dict[str, Any], looks: tuple[Length, int, str]) -> None:
    top, size, colour = looks
    box = slide.shapes.add_textbox(SIDE, top, ROOMY, Cm(2))
    _write(box.text_frame, text, content["language"], (size, colour, False))


def _write(frame: Any, text: str, language: str, looks: tuple[float, str, bool]) -> None:
    """Write a line in the middle; PowerPoint has to be told that it runs from right to left."""
    size, colour, bold = looks
    frame.word_wrap = True
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.CENTER
    if language == "fa":
        paragraph._p.get_or_add_pPr().set("rtl", "1")
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.bold = Pt(size), bold
    run.font.color.rgb = RGBColor.from_string(colour)
    run.font.name = FACE
    told = run._r.get_or_add_rPr()
    told.set("lang", LANGUAGES[language])
    told.append(told.makeelement(qn("a:cs"), {"typeface": FACE}))


if __name__ == "__main__":
    sys.stdout.buffer.write(made(json.load(sys.stdin.buffer)))
