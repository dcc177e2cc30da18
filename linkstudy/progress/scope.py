"""The rows that one page looks at."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from cases.models import Case
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.safety.models import SafetyNote, Visit
from participants.models import Interview, Participant


@dataclass(frozen=True)
class Scope:
    """What a reader may see; of some owners, by their keys, or of some cases
    alone, where they are named."""

    reader: User
    owners: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()

    @cached_property
    def people(self) -> QuerySet:
        """People of theirs."""
        found = Participant.objects.visible_to(self.reader).standing()
        return self.narrowed(found, "owner", "case__number")

    @property
    def interviews(self) -> Any:
        """Bookings and interviews of theirs."""
        found = Interview.objects.visible_to(self.reader)
        return self.narrowed(found, "interviewer", "participant__case__number")

    @property
    def bookings(self) -> QuerySet:
        return self.interviews.open()

    @property
    def decisions(self) -> QuerySet:
        """Interviews on which the reader may decide, whoever held them; nobody else owes that."""
        found = Interview.objects.visible_to(self.reader)
        is_asked = not self.owners or self.reader.pk in self.owners
        if not (is_asked and self.reader.may(May.DECIDE)):
            return found.none()
        return self.narrowed(found, "", "participant__case__number").undecided()

    @property
    def cases(self) -> QuerySet:
        """Cases that they lead."""
        return self.narrowed(Case.objects.visible_to(self.reader), "lead", "number")

    @property
    def visits(self) -> QuerySet:
        """Visits that are not over."""
        found = Visit.objects.visible_to(self.reader).open().placed()
        return self.narrowed(found, "researcher", "in_number")

    @property
    def notes(self) -> QuerySet:
        """Safety notes that are open; of some owners, those of who is still here."""
        found = SafetyNote.objects.visible_to(self.reader).open()
        if self.owners:
            found = found.filter(writer__in=User.objects.current())
        return self.narrowed(found, "writer", "case__number")

    def narrowed(self, rows: Any, owner: str, case: str) -> Any:
        if self.owners and owner:
            rows = rows.filter(**{f"{owner}__in": self.owners})
        return rows.filter(**{f"{case}__in": self.numbers}) if self.numbers else rows
