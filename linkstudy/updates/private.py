"""What must not be read outside: study IDs, places, people who did not agree, counts under 5."""

from collections.abc import Iterable, Iterator
from copy import copy
from typing import Any

from django.db.models import Case, CharField, F, QuerySet, Value, When
from django.db.models.functions import Concat

from cases.models import Organisation, Site, Study
from cases.study_ids import TAKE_OUT, study_ids
from linkstudy.accounts.models import User
from linkstudy.figures.small import LEAST
from linkstudy.updates.few import few
from linkstudy.updates.finding import Finding
from linkstudy.updates.models import Contributor, Picture, Profile, Section
from linkstudy.updates.named import ONE_SPELLING, is_in, may_be_names, people_in, spelled
from linkstudy.updates.tokens import plain
from linkstudy.updates.vocabulary import Part
from meetings.naming import given, of_members
from meetings.vocabulary import Place

# Sections in which names of authors and of who leads stand, which are public.
NAMED_IN_PUBLIC = {Part.WHERE, Part.PUBLICATIONS, Part.CONTACT}
LED = ("led_by", "contacts")  # where a study says so
NO_NAME = "Take out the name of a place of the study: {}"
NOT_YET = "{} has not agreed to be introduced yet"
REFUSED = "{} does not agree to be named in updates"
TAKEN_BACK = "{} is not introduced any more. Take the name out"
NEVER_ASKED = "{} has not agreed to be named. Ask them, or take the name out"
LOOK_AT = "{} of the team has not agreed to be introduced. Ask them before this goes out"
UNDER = "“{}” is a count under {}. Say it without a number"


def coded(sections: list[Section]) -> Iterator[Finding]:
    """Study IDs."""
    for section in sections:
        for found in study_ids(plain(section.text)):
            yield Finding(TAKE_OUT.format(found), section, stops=True)


class Named:
    """Who and what is named in sections, and may not be. One question for all the names that the house
    knows, and two for those of members."""

    def __init__(self, sections: list[Section]):
        self.known = known_names()
        self.sections = [*sections, *captions(sections, self.known["caption"])]
        self.texts = [(one, spelled(plain(one.text))) for one in self.sections]
        in_public = (name for text in self.known["public"] for name in may_be_names(text))
        self.in_public = {spelled(name).casefold() for name in in_public}

    def places(self) -> Iterator[Finding]:
        """Names by which a site could be told."""
        for section, text in self.texts:
            for name in sorted(self.known["place"]):
                if is_in(name, text):
                    yield Finding(NO_NAME.format(name), section, stops=True)

    def team(self) -> Iterator[Finding]:
        """People of the team who have not agreed to be introduced, but for where names are public.

        Who is of the team is no secret, so whom nobody thought of introducing is only to be looked at. Whose
        introduction was taken back is not introduced.
        """
        agreed, waiting = self.known["agreed"], self.known["waiting"]
        others = sorted(self.known["team"] - agreed - waiting)
        gone = sorted(self.known["gone"] - agreed - waiting)
        for section, text in self.texts:
            for name in people_in(gone, text, agreed) if section.part == Part.TEAM else ():
                yield Finding(TAKEN_BACK.format(name), section, stops=True)
            if section.part not in NAMED_IN_PUBLIC:
                for name in people_in(sorted(waiting), text, agreed):
                    yield Finding(NOT_YET.format(name), section, stops=True)
                for name in others:
                    if is_in(name, text):
                        yield Finding(LOOK_AT.format(name), section)

    def members(self) -> Iterator[Finding]:
        """Members of groups who took their yes back, gave none, or were never asked."""
        said = given(Place.UPDATES)
        for section, text in self.texts:
            for name in people_in(sorted(said.refused), text, said.agreed):
                yield Finding(REFUSED.format(name), section, stops=True)
        yield from self.never_asked({*said.agreed, *said.refused})

    def never_asked(self, asked: set[str]) -> Iterator[Finding]:
        """Members whose name is kept and who never gave one to print: compared without opening any. Where
        authors stand, a member may be one."""
        said = {spelled(name).casefold() for name in asked}
        found = [(section, may_be_names(plain(section.text))) for section, _ in self.texts]
        kept = of_members({name for _, names in found for name in names})
        for section, names in found:
            alike = said | (self.in_public if section.part in NAMED_IN_PUBLIC else set())
            for words in dict.fromkeys(names[name] for name in names if name in kept):
                if spelled(words).casefold() not in alike:
                    yield Finding(NEVER_ASKED.format(words), section, stops=True)


def known_names() -> dict[str, set[str]]:
    """{what they are: names}: places; people whose introduction was taken back, who wait to agree to it,
    who agreed; all of the team; texts with names of authors, and of who leads the study; and whom
    pictures show, each with what is said of it on the next line."""
    profiles = Profile.objects.standing()
    state = Case(
        When(voided_at__isnull=False, then=Value("gone")),
        When(agreed_on=None, then=Value("waiting")),
        default=Value("agreed"),
    )
    found = rows("place", Site.objects.standing()).union(
        rows("place", Organisation.objects.standing()),
        rows(state, Profile.objects.all()),
        rows("agreed", profiles.exclude(agreed_on=None).exclude(user=None), "user__name"),
        rows("team", User.objects.all()),
        rows("public", Contributor.objects.standing()),
        rows("caption", pictured(), "caption"),
        *(rows("public", Study.objects.exclude(**{name: None}), name) for name in LED),
    )
    names: dict[str, set[str]] = {
        one: set() for one in ("place", "gone", "waiting", "agreed", "team", "public", "caption")
    }
    for kind, name in found:
        names[kind].add(name)
    return names


def pictured() -> Any:
    """The pictures that updates can show, with caption: whom it shows, and its description."""
    agreed = {"profile__voided_at": None, "profile__agreed_on__isnull": False}
    words = Concat("profile__name", Value("\n"), "description", output_field=CharField())
    return Picture.objects.standing().filter(**agreed).annotate(caption=words)


def captions(sections: list[Section], known: Iterable[str]) -> Iterator[Section]:
    """What is read of pictures of those whom the team's section names, each as that section with the
    description in place of its text."""
    for section in (one for one in sections if one.part == Part.TEAM):
        for name, _, description in (caption.partition("\n") for caption in sorted(known)):
            if name in plain(section.text):
                said = copy(section)
                said.text = description
                yield said


def rows(kind: str | Case, of: QuerySet, name: str = "name") -> QuerySet:
    what = Value(kind) if isinstance(kind, str) else kind
    return of.order_by().values_list(what, F(name))


def small_counts(sections: list[Section]) -> Iterator[Finding]:
    for section in sections:
        for found in few(plain(section.text).translate(ONE_SPELLING)):
            yield Finding(UNDER.format(found, LEAST), section, stops=True)
