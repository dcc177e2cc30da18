"""What people type by mistake and others send on purpose, by family."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote_plus

from linkstudy.tests.whole_house.actors import PARTED, SECRET, URLENCODED, File, parted
from linkstudy.tests.whole_house.pages import Form, Question
from linkstudy.tests.whole_house.places import NO_KEY, Place

TWO_MB = "x" * 2_000_000
Filled = dict[str, list[str]]

# Text that no field takes: characters nobody sees, and more than any field holds.
HIDDEN = {
    "NUL": ["before\0after", "\0"],
    "control": ["be\x0bfore", "\x1b[31mred", "\x7f", "a\x85b"],
    "bidi": ["safe\u202etxt.exe", "\u2066left\u2069", "\u202d"],
    "surrogate": ["\ud800", "a\udfffb"],
}
LONG = {"too long": ["x" * 101_000], "2 MB": [TWO_MB]}  # for any question that there is
# Text that a field may take as text, or refuse in words.
ODD = {
    "empty": [""],
    "blank": ["   ", "\t", "\r\n"],
    "wrong type": ["abc", "None", "[]", "{}", "true"],
    "emoji": ["🙂", "👩🏽‍⚕️ nurse"],
    "right to left": ["شکریہ", "שלום 2022"],
    "combining": ["e\u0301", "n\u0303" * 20, "ﬁ", "Ａ１"],
    "formula": ["=1+1", "@SUM(A1)", "+44 1", "-2+3", '=HYPERLINK("http://x","y")'],
    "markup": ["<script>alert(1)</script>", "<b>x</b>", '"><img src=x onerror=alert(1)>', "&amp;"],
    "template": ["{{ 7*7 }}", "{% now 'Y' %}", "%s%n%(x)s", "${7*7}"],
    "SQL": ["'; DROP TABLE accounts_user; --", "' OR '1'='1", "1) OR (1=1"],
    "path": ["../../etc/passwd", "C:\\boot.ini", "file:///etc/hosts"],
    "huge number": ["9" * 40, "2147483648", "9223372036854775808", "1e309"],
    "negative": ["-1", "-45"],
    "fraction": ["1.5", "1e3", "0x10", "1,000", "½", "NaN", "Infinity"],
    "other digits": ["٤٥", "४५", "４５"],
    "impossible date": ["31/06/2022", "29/2/2023", "0/0/0", "32 June", "2022-13-01"],
    "far date": ["1/1/0001", "31/12/9999", "10/6/20022", "1/1/1066"],
    "odd time": ["25:00", "12:60", "-1:00", "24:00", "noonish"],
}
UNKNOWN = {
    "unknown choice": ["no-such", "-1", "0", "٤٥", "' OR '1'='1", NO_KEY],
    **HIDDEN,
    "huge number": ["9" * 40, "9223372036854775808"],
    "2 MB": [TWO_MB],
}
NO_VERSION = {
    "no version": ["", "-1", "one", "1.5", "٤٥", "9" * 40, "\0", TWO_MB],
    "stale version": ["0"],
}
PLAIN = {"text", "long", "password"}


@dataclass(frozen=True)
class Bad:
    """A body with something bad in it.

    fit     whether it may be taken all the same
    says    the status of an answer that is no form: 400, 403, 413
    sent    the bytes, when they are no form at all; kind is their content type then
    """

    family: str
    field: str
    value: str
    filled: Filled = field(default_factory=dict)
    fit: bool = False
    says: int = 0
    sent: bytes = b""
    kind: str = URLENCODED

    @property
    def body(self) -> bytes:
        if self.has_file:
            return parted(self.filled)
        return self.sent or encoded(self.filled)

    @property
    def has_file(self) -> bool:
        values = (value for values in self.filled.values() for value in values)
        return not self.sent and any(isinstance(value, File) for value in values)

    @property
    def sent_as(self) -> str:
        """The content type."""
        return PARTED if self.has_file else self.kind

    @property
    def headers(self) -> dict[str, str]:
        """What is no form carries its token outside."""
        return {"x-csrftoken": SECRET} if self.sent else {}


def encoded(filled: Filled) -> bytes:
    """As a browser sends it; what no browser can type goes in as its bytes would."""
    pairs = [(name, value) for name, values in filled.items() for value in values]
    return b"&".join(f"{escaped(name)}={escaped(value)}".encode() for name, value in pairs)


def escaped(text: str) -> str:
    return quote_plus(text, errors="surrogatepass")


def foreign(place: Place) -> list[str]:
    """The words of another site, as choices hold them."""
    return [place.number, place.lead, place.organisation, *place.codes().values()]


def families(one: Question, other: Place) -> Iterator[tuple[str, list[str], bool]]:
    """(family, values, whether the field may take them) for a question."""
    if one.name == "version":
        yield from ((name, values, False) for name, values in NO_VERSION.items())
    elif one.kind in PLAIN:
        yield from ((name, values, False) for name, values in (HIDDEN | LONG).items())
        yield from ((name, values, True) for name, values in ODD.items())
        yield "another site's", foreign(other), True
    elif one.kind == "hidden" or one.offered == ["on"]:
        yield from ((name, values, True) for name, values in (HIDDEN | LONG | ODD).items())
    else:
        for name, values in (UNKNOWN | {"another site's": foreign(other)}).items():
            yield name, [value for value in values if value not in one.offered], False
        yield "empty", [""], True


def in_a_field(form: Form, good: Filled, other: Place) -> Iterator[Bad]:
    """One field at a time: missing, each bad value, sent twice, and sent as a list."""
    for one in form.questions.values():
        if one.name == "csrfmiddlewaretoken":
            continue
        name, rest = one.name, {key: value for key, value in good.items() if key != one.name}
        yield Bad("missing", name, "-", rest, fit=name != "version")
        for family, values, fit in families(one, other):
            for value in values:
                yield Bad(family, name, value, rest | {name: [value]}, fit)
        had = good.get(name, [""])
        fit = name in {"token"} or one.kind == "hidden" or one.offered == ["on"]
        nul = File(b"\0") if any(isinstance(value, File) for value in had) else "\0"
        yield Bad("twice", name, "good, NUL", rest | {name: [*had, nul]}, fit and name != "version")
        yield Bad("twice", name, "NUL, good", rest | {name: [nul, *had]}, fit=True)
        yield Bad("as a list", name, f"{name}[]", rest | {f"{name}[]": had}, fit=name != "version")


def in_the_whole(good: Filled, *, open_to_programs: bool = False) -> Iterator[Bad]:
    """What is wrong with a form as a whole. One that is open to programs is taken without a token."""
    without = {key: value for key, value in good.items() if key != "csrfmiddlewaretoken"}
    other = without | {"csrfmiddlewaretoken": ["d" * 32]}
    says = 0 if open_to_programs else 403
    yield Bad("no CSRF token", "", "-", without, open_to_programs, says)
    yield Bad("wrong CSRF token", "", "d", other, open_to_programs, says)
    yield Bad("nothing", "", "-", {"csrfmiddlewaretoken": good["csrfmiddlewaretoken"]}, fit=True)
    many = {f"field{number}": ["x"] for number in range(1001)}
    yield Bad("too many fields", "", "1,001", good | many, says=400)
    yield Bad("too much", "", "5 MB", good | {"more": ["x" * 5_000_000]}, says=413)
    yield Bad("no form", "", "JSON", fit=True, sent=b'{"a": [1]}', kind="application/json")
    yield Bad("no form", "", "text", fit=True, sent=b"\xff\xfe\x00", kind="text/plain")
    yield Bad("no form", "", "multipart", says=400, sent=b"--x\r\n", kind="multipart/form-data")
    yield Bad("no form", "", "bytes", sent=b"%ff=%fe&%=&&=;", fit=True)
