"""Something very like what is recorded stands already: was it told twice, or is it another one?"""

from collections.abc import Iterable
from typing import NoReturn

from django.core.exceptions import ValidationError


def ask_whether_another(words: str, named: Iterable[object]) -> NoReturn:
    """Raise ValidationError beside "another", the question of linkstudy.forms.apart.Apart.

    words  what is there, and that it may be the same one
    named  what each of those that are alike is known by
    """
    warning = ValidationError(words, params={"named": [str(one) for one in named]})
    raise ValidationError({"another": warning})
