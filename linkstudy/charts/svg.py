"""A picture as SVG: within a page, coloured by its stylesheet; as a file, which brings its colours."""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from linkstudy.charts.paint import CARD, KINDS, Paint
from linkstudy.charts.shapes import Area, Box, Dot, Drawing, Line, Point, Shape, Words

FONT = "Segoe UI, Roboto, Noto Sans, Liberation Sans, Arial, sans-serif"


def on_page(drawing: Drawing) -> SafeString:
    """The picture as an <svg> with a title and a description; colours by class alone."""
    name = f"{drawing.name}-{drawing.size}"
    return format_html(
        '<svg class="plot {size}" viewBox="0 0 {width} {height}" role="img"'
        ' aria-labelledby="{name}-t {name}-d"><title id="{name}-t">{title}</title>'
        '<desc id="{name}-d">{description}</desc>{parts}</svg>',
        size=drawing.size,
        width=drawing.width,
        height=drawing.height,
        name=name,
        title=drawing.title,
        description=drawing.description,
        parts=_parts(drawing.shapes, _by_class),
    )


def on_pages(drawings: Iterable[Drawing]) -> SafeString:
    """The picture in every width; the stylesheet shows the one that fits."""
    return format_html_join("", "{}", ((on_page(one),) for one in drawings))


def as_file(drawing: Drawing) -> bytes:
    """The picture as a file of its own."""
    written = format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        ' viewBox="0 0 {width} {height}" role="img" font-family="{font}"><title>{title}</title>'
        '<desc>{description}</desc><rect width="{width}" height="{height}" fill="{card}"/>'
        "{parts}</svg>\n",
        width=drawing.width,
        height=drawing.height,
        font=FONT,
        title=drawing.title,
        description=drawing.description,
        card=CARD,
        parts=_parts(drawing.shapes, _by_paint),
    )
    return written.encode()


def _parts(shapes: Iterable[Shape], look) -> SafeString:
    return format_html_join("", "{}", ((_part(one, look(one)),) for one in shapes))


def _part(shape: Shape, look: SafeString) -> SafeString:
    match shape:
        case Line():
            return format_html('<path {} d="{}"/>', look, _path(shape.points))
        case Area():
            return format_html('<path {} d="{}Z"/>', look, _path(shape.points))
        case Box():
            corner, size = _shorts(shape.x, shape.y), _shorts(shape.width, shape.height)
            return format_html(
                '<rect {} x="{}" y="{}" width="{}" height="{}"/>', look, *corner, *size
            )
        case Dot():
            place = _shorts(shape.x, shape.y, shape.radius)
            return format_html('<circle {} cx="{}" cy="{}" r="{}"/>', look, *place)
        case _:
            place = [*_shorts(shape.x, shape.y), shape.anchor, shape.text]
            return format_html('<text {} x="{}" y="{}" text-anchor="{}">{}</text>', look, *place)


def _by_class(shape: Shape) -> SafeString:
    rim = " halo" if isinstance(shape, Words) and shape.is_clear else ""
    return format_html('class="{}{}"', shape.kind, rim)


def _by_paint(shape: Shape) -> SafeString:
    paint = KINDS[shape.kind]
    pairs = _text(paint, shape.is_clear) if isinstance(shape, Words) else _mark(paint)
    return format_html_join(" ", '{}="{}"', pairs)


def _mark(paint: Paint) -> list[tuple[str, object]]:
    pairs: list[tuple[str, object]] = [("fill", paint.fill or "none")]
    if paint.stroke:
        pairs += [("stroke", paint.stroke), ("stroke-width", paint.width)]
    if paint.dash:
        pairs += [("stroke-dasharray", " ".join(str(one) for one in paint.dash))]
    return pairs


def _text(paint: Paint, is_clear: bool) -> list[tuple[str, object]]:
    pairs: list[tuple[str, object]] = [("fill", paint.fill), ("font-size", paint.size)]
    if paint.is_bold:
        pairs += [("font-weight", 700)]
    if is_clear:
        pairs += [("paint-order", "stroke"), ("stroke", CARD), ("stroke-width", 4)]
    return pairs


def _path(points: tuple[Point, ...]) -> str:
    return "M" + "L".join(" ".join(_shorts(*point)) for point in points)


def _shorts(*values: float) -> list[str]:
    """12.3, 12: no more digits than can be seen."""
    return [f"{value:.1f}".removesuffix(".0") for value in values]
