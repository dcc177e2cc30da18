"""Who a code really is: kept apart, encrypted value by value under each person's own key.

On PostgreSQL these tables stand in a schema of their own. Other storeys come to them through
service.py alone, but for the row that points to its key, and `.importlinter` keeps it so.
"""

import uuid

from django.db import models
from django.db.models import Q

from linkstudy.identities.kinds import Kind
from linkstudy.rows import known


class PersonKey(models.Model):
    """A person's data key, wrapped by the installation's; without it nothing of theirs opens."""

    privacy = {"plain": "id made_at destroyed_at version", "direct": "wrapped"}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wrapped = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_key_is_there_until_destroyed",
                condition=Q(destroyed_at=None) & ~Q(wrapped="")
                | Q(destroyed_at__isnull=False, wrapped=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Identity(models.Model):
    """One value about one person, such as their phone number."""

    privacy = {"plain": "id kind version", "indirect": "person", "direct": "value index"}

    person = models.ForeignKey(PersonKey, models.PROTECT, related_name="identities")
    kind = models.CharField(max_length=20, choices=Kind)
    value = models.TextField(blank=True)
    index = models.CharField(max_length=64, blank=True, db_index=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_identity_of_a_kind", fields=["person", "kind"]),
            models.CheckConstraint(name="identity_kind_is_known", condition=known("kind", Kind)),
        ]

    def __str__(self) -> str:
        return self.kind
