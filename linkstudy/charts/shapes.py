"""What a picture is made of, before it is drawn for a page or for a file.

A picture is made once, of shapes that say what they stand for (`kind`), never how they look: the
stylesheet of a page, and `paint` for files, say that. So page, SVG and PNG cannot differ.
"""

from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True)
class Line:
    """Straight lines from point to point."""

    kind: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Area:
    """What lies between straight lines from point to point, and back to the first."""

    kind: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Box:
    """A rectangle by its upper left corner."""

    kind: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Dot:
    """A disc by its middle."""

    kind: str
    x: float
    y: float
    radius: float


@dataclass(frozen=True)
class Words:
    """A line of text by the start, middle or end of its base line.

    is_clear   a rim of the page's colour keeps it readable over lines
    """

    kind: str
    x: float
    y: float
    text: str
    anchor: str = "start"
    is_clear: bool = False


Shape = Line | Area | Box | Dot | Words


@dataclass(frozen=True)
class Drawing:
    """A picture at one width, in units of about a pixel.

    name         what the picture is of, for the names of its parts: "patient-interviews"
    size         the width's name: "large" or "narrow"
    title        what it shows, description its kind and main numbers, for who does not see it
    """

    name: str
    size: str
    width: int
    height: int
    title: str
    description: str
    shapes: tuple[Shape, ...]
