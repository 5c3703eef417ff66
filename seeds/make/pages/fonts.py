"""A Chinese font to be embedded: Noto Sans SC, cut down to the letters of a page and turned to TrueType outlines.

The font (SIL Open Font License 1.1, which lets any document carry it) comes with the package pylopdf-fonts-zh-cn;
reportlab embeds TrueType outlines only.
"""

from __future__ import annotations

import io
from importlib import import_module
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable

PACKAGE, FILE = "pylopdf_fonts_zh_cn", "NotoSansSC-Regular.otf"
MISS = 1.0  # thousandths of a letter's height by which a curve may miss


def font_for(letters: str) -> bytes:
    """The font with these letters and no others, as TrueType."""
    font = TTFont(Path(str(import_module(PACKAGE).__file__)).with_name(FILE), recalcTimestamp=False)
    options = Options(layout_features=[], drop_tables=["VORG", "BASE", "GSUB", "GPOS", "GDEF", "vhea", "vmtx", "DSIG"])
    subsetter = Subsetter(options)
    subsetter.populate(text=letters)
    subsetter.subset(font)
    _turn_to_truetype(font)
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()


def _turn_to_truetype(font: TTFont) -> None:
    """Put quadratic curves in the place of cubic ones."""
    names, drawn = font.getGlyphOrder(), font.getGlyphSet()
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = names, {}
    for name in names:
        pen = TTGlyphPen(drawn)
        drawn[name].draw(Cu2QuPen(pen, MISS, reverse_direction=True))
        glyph = pen.glyph()
        font["glyf"][name] = glyph
        glyph.recalcBounds(font["glyf"])
        font["hmtx"][name] = (font["hmtx"][name][0], getattr(glyph, "xMin", 0))
    del font["CFF "]
    most = font["maxp"]
    most.tableVersion, most.maxZones = 0x00010000, 1
    for name in (
        *("maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements"),
        *("maxSizeOfInstructions", "maxComponentElements", "maxComponentDepth", "maxPoints", "maxContours"),
        *("maxCompositePoints", "maxCompositeContours"),
    ):
        setattr(most, name, 0)
    font["post"].formatType = 3.0
    font.sfntVersion = "\x00\x01\x00\x00"
