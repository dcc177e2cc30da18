"""Approving and replacing documents."""

import datetime as dt
from typing import Any

from cases.models import DocumentVersion
from linkstudy.accounts.models import User
from linkstudy.audit.writing import action, add, amend


@action
def approve_document(*, by: User | None, **facts: Any) -> DocumentVersion:
    return add(DocumentVersion(**facts), "document.approved", by=by)


@action
def replace_document(*, document: DocumentVersion, on: dt.date, by: User | None) -> DocumentVersion:
    return amend(document, "document.replaced", by=by, replaced_on=on)
