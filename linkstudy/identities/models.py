"""Who a code really is: kept apart, encrypted value by value under each person's own key.

On PostgreSQL these tables stand in a schema of their own. Nothing but service.py reads them.
"""

import uuid

from django.db import models
from django.db.models import Q


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

    class Kind(models.TextChoices):
        NAME = "name", "Name"
        PHONE = "phone", "Phone"
        EMAIL = "email", "Email"
        ADDRESS = "address", "Address"
        CONTACT = "contact", "How they like to be reached"
        ACCESS = "access", "What they need to take part"

    privacy = {"plain": "id kind version", "indirect": "person", "direct": "value index"}

    person = models.ForeignKey(PersonKey, models.PROTECT, related_name="identities")
    kind = models.CharField(max_length=20, choices=Kind)
    value = models.TextField(blank=True)
    index = models.CharField(max_length=64, blank=True, db_index=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_identity_of_a_kind", fields=["person", "kind"]),
            models.CheckConstraint(
                name="identity_kind_is_known",
                condition=Q(kind__in=["name", "phone", "email", "address", "contact", "access"]),
            ),
        ]

    def __str__(self) -> str:
        return self.kind
