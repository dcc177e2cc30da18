"""The study's own words do not make a password: its names and its sites are on every page."""

from collections.abc import Iterator

from cases.models import Site, Study
from linkstudy.accounts.passwords import NotAboutYou, pieces

SHORTEST = 4  # letters of a word of the study's; "of" and "the" would count nowhere


class NotAboutYouOrTheStudy(NotAboutYou):
    """Words about the person, the study and its sites do not count towards the length."""

    def words(self, user: object) -> Iterator[str]:
        yield from super().words(user)
        yield from pieces(Study.objects.values_list("short_title", flat=True), SHORTEST)
        yield from pieces(Site.objects.values_list("name", flat=True), SHORTEST)
