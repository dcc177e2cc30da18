"""What an action says when it does nothing."""

import pytest
from django.core.exceptions import ValidationError

from linkstudy.audit.models import Entry


def refusal_of(act, *args, **facts) -> dict[str, list[str]]:
    """What was said, by question; nothing may have been written."""
    before = Entry.objects.count()
    with pytest.raises(ValidationError) as refused:
        act(*args, **facts)
    assert Entry.objects.count() == before
    if hasattr(refused.value, "error_dict"):
        return refused.value.message_dict
    return {"": refused.value.messages}
