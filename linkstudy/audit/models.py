"""The history: one entry per change, chained, written once."""

import json
from typing import Any

from django.db import models

from linkstudy import clock


class Head(models.Model):
    """The end of the chain: one row, locked while an entry is appended.

    seal is keyed over seq and mac, so that cutting off the newest entries shows.
    """

    privacy = {"plain": "id seq mac seal"}

    seq = models.BigIntegerField(default=0)
    mac = models.CharField(max_length=64, default="")
    seal = models.CharField(max_length=64, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(name="one_head_of_history", condition=models.Q(id=1)),
        ]

    def __str__(self) -> str:
        return f"Ends at {self.seq}"


class Entry(models.Model):
    """One thing that somebody did.

    verb     noun, dot, past tense: "interview.voided"
    kind     the model, as "participants.interview"; key its primary key
    about    the study ID or case code that the entry belongs to, for histories
    changes  {field: [old, new]}, kept as JSON text in body; sealed text as it stands in the
             row; identifiers as {"commitment": ...} only
    reason   why, sealed when it is about a person
    at       by the machine's clock; study_at by the study's
    """

    privacy = {
        "plain": "seq at study_at actor actor_name actor_role verb kind key about body mac",
        "sealed": "reason",
    }

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    study_at = models.DateTimeField()
    actor = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=150)
    actor_role = models.CharField(max_length=20, blank=True)
    verb = models.CharField(max_length=60, db_index=True)
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=40)
    about = models.CharField(max_length=40, db_index=True, blank=True)
    body = models.TextField(default="{}")
    reason = models.TextField(blank=True)
    mac = models.CharField(max_length=64)

    class Meta:
        ordering = ["seq"]
        indexes = [
            models.Index(fields=["kind", "key"], name="entries_of_a_row"),
            # Counts of everything are read from this index alone.
            models.Index(fields=["kind", "actor_name", "verb"], name="entries_by_kind_and_who"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.verb}"

    @property
    def changes(self) -> dict[str, Any]:
        return json.loads(self.body)


class Submission(models.Model):
    """A form's one-time token with what it led to: sent again, it gives the first answer.

    token and digest are made from the form's token, which is not kept: digest, over the action's
    facts, says nothing to who does not hold it.
    """

    privacy = {"plain": "id token digest action user_id kind key at"}

    token = models.CharField(max_length=40, unique=True)
    digest = models.CharField(max_length=64, default="")
    action = models.CharField(max_length=80)
    user_id = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=60, blank=True)
    key = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField(default=clock.real_now)

    def __str__(self) -> str:
        return self.action
