"""A picture as it is kept: made anew from its pixels, so that nothing else of the file is left.

Where it was taken, with what and when stands in a file beside the pixels, and goes. So does what
hides behind the end of the picture, or calls itself one.
"""

import io
import struct
import zlib
from dataclasses import dataclass

from PIL import Image, ImageOps

KINDS = ("PNG", "JPEG")
LONGEST = 1200  # pixels of the longer side that are kept
MOST_PIXELS = 40_000_000
QUALITY = 85
# What a file that is none, or is broken, makes its reader say.
BROKEN: tuple[type[Exception], ...] = (OSError, SyntaxError, ValueError, EOFError, LookupError)
BROKEN += (TypeError, ArithmeticError, MemoryError, struct.error, zlib.error)
NO_PICTURE = "We cannot read this file. Choose a picture that is a PNG or a JPEG"
TOO_MANY = "This picture has more than 40 million pixels. Make it smaller first"


class Unfit(ValueError):
    """Why a file is not kept, as a sentence."""


@dataclass(frozen=True)
class Drawn:
    """A JPEG with its size in pixels."""

    content: bytes
    width: int
    height: int


def drawn(content: bytes) -> Drawn:
    """The picture of a file, drawn anew. Raises Unfit."""
    try:
        with Image.open(io.BytesIO(content), formats=KINDS) as found:
            if found.width * found.height > MOST_PIXELS:
                raise Unfit(TOO_MANY)
            upright = ImageOps.exif_transpose(found)
            return _anew(upright.convert("RGBA"))
    except Unfit:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Unfit(TOO_MANY) from None
    except BROKEN:
        raise Unfit(NO_PICTURE) from None


def _anew(picture: Image.Image) -> Drawn:
    """On white where it is clear, and no larger than it needs to be."""
    picture.thumbnail((LONGEST, LONGEST))
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    out = io.BytesIO()
    paper.save(out, "JPEG", quality=QUALITY, optimize=True)
    return Drawn(out.getvalue(), *paper.size)
