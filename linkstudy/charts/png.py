"""A picture as PNG, for papers and slides: the same shapes, drawn larger and brought down smoothly.

The letters are those that come with Pillow, so that the picture is the same on every machine. They
know English and little more: signs that they do not know are written without their accents.
"""

import math
import unicodedata
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from itertools import pairwise

from PIL import Image, ImageDraw, ImageFont

from linkstudy.charts.paint import CARD, KINDS, Paint
from linkstudy.charts.shapes import Area, Box, Dot, Drawing, Line, Point, Shape, Words

SCALE = 2  # pixels a unit in the file
FINER = 2  # times as many while it is drawn
SPELLED = str.maketrans({"–": "-", "—": "-", "−": "-", "→": ">", "×": "x"})


def as_png(drawing: Drawing) -> bytes:
    """The picture as a PNG of twice its width."""
    scale = SCALE * FINER
    large = Image.new("RGB", (drawing.width * scale, drawing.height * scale), CARD)
    pen = _Pen(ImageDraw.Draw(large), scale)
    for shape in drawing.shapes:
        pen.draw(shape)
    small = large.resize((drawing.width * SCALE, drawing.height * SCALE), Image.Resampling.LANCZOS)
    kept = BytesIO()
    small.save(kept, "PNG", optimize=True)
    return kept.getvalue()


@cache
def _letters(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


def spelled(text: str) -> str:
    """The text in signs that the letters know."""
    plain = unicodedata.normalize("NFKD", text.translate(SPELLED))
    return "".join(sign for sign in plain if sign.isascii() or sign in "‘’“”…·")


def dashes(points: tuple[Point, ...], dash: tuple[float, float]) -> Iterator[tuple[Point, Point]]:
    """The drawn pieces of a dashed line through the points, lengths in units."""
    drawn, left_out = dash
    done = 0.0  # along the line so far
    for (x, y), (to_x, to_y) in pairwise(points):
        length = math.hypot(to_x - x, to_y - y)
        here = 0.0
        while here < length:
            place = (done + here) % (drawn + left_out)
            is_drawn = place < drawn
            step = min((drawn if is_drawn else drawn + left_out) - place, length - here)
            if is_drawn:
                a, b = here / length, (here + step) / length
                yield (
                    (x + a * (to_x - x), y + a * (to_y - y)),
                    (x + b * (to_x - x), y + b * (to_y - y)),
                )
            here += max(step, 1e-6)
        done += length


class _Pen:
    """Draws shapes, each coordinate times the scale."""

    def __init__(self, pen: ImageDraw.ImageDraw, scale: int):
        self.pen, self.scale = pen, scale

    def draw(self, shape: Shape) -> None:
        paint = KINDS[shape.kind]
        match shape:
            case Line():
                self.line(shape.points, paint)
            case Area():
                self.pen.polygon(self.at(*shape.points), fill=paint.fill)
                self.line((*shape.points, shape.points[0]), paint)
            case Box():
                corners = (shape.x, shape.y), (shape.x + shape.width, shape.y + shape.height)
                width = round(paint.width * self.scale)
                fill, outline = paint.fill or None, paint.stroke or None
                self.pen.rectangle(self.at(*corners), fill=fill, outline=outline, width=width)
            case Dot():
                x, y, radius = shape.x, shape.y, shape.radius
                self.pen.ellipse(
                    self.at((x - radius, y - radius), (x + radius, y + radius)), fill=paint.fill
                )
            case _:
                self.words(shape, paint)

    def at(self, *points: Point) -> list[tuple[float, float]]:
        return [(x * self.scale, y * self.scale) for x, y in points]

    def line(self, points: tuple[Point, ...], paint: Paint) -> None:
        if not paint.stroke:
            return
        width = round(paint.width * self.scale)
        if paint.dash is None:
            self.pen.line(self.at(*points), fill=paint.stroke, width=width, joint="curve")
            return
        for piece in dashes(points, paint.dash):
            self.pen.line(self.at(*piece), fill=paint.stroke, width=width)

    def words(self, shape: Words, paint: Paint) -> None:
        anchor = {"start": "ls", "middle": "ms", "end": "rs"}[shape.anchor]
        font = _letters(paint.size * self.scale)
        place = self.at((shape.x, shape.y))[0]
        text = spelled(shape.text)
        bold = self.scale // 4 if paint.is_bold else 0
        if shape.is_clear:
            rim = 2 * self.scale + bold
            self.pen.text(place, text, CARD, font, anchor, stroke_width=rim, stroke_fill=CARD)
        self.pen.text(
            place, text, paint.fill, font, anchor, stroke_width=bold, stroke_fill=paint.fill
        )
