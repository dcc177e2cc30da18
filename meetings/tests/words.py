"""What a refusal says."""

from typing import Any


def words_of(refused: Any) -> Any:
    """{question: sentences}, or the sentences of a refusal that names none."""
    value = refused.value
    return value.message_dict if hasattr(value, "error_dict") else value.messages
