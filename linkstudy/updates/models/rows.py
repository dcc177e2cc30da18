"""What rows with an address of their own share here."""

from django.db import models

from linkstudy.rows import Voidable


class NamedRow(Voidable):
    """A row that is corrected in place, made void and restored, each time with a reason.

    slug  its address among its kind, which it keeps
    noun  what it is, in addresses and in the verbs of the history
    """

    noun = ""

    slug = models.CharField(max_length=30, unique=True, editable=False)

    class Meta(Voidable.Meta):
        abstract = True

    @property
    def about(self) -> str:
        return f"{self.noun} {self.slug}"
