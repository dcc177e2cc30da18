"""Forms that speak the study's words: what every page with a form imports.

addresses  the question for the address of a page
questions  the fields; no message of the framework can reach a page through them
study      the form itself, its order and its hidden fields
apart      whether something very like it, which is there, is another one
details    who somebody is: shown for a reason, changed without being shown
reasons    reasons, and the forms that correct, void or restore a record and ask why
facets     the filters of a list, and its state in the address
saving     `carry_out`, which runs an action and turns its refusals into words on the form
"""

from linkstudy.forms.addresses import WebAddress
from linkstudy.forms.questions import (
    Choice,
    Choices,
    Day,
    LongText,
    Minutes,
    Number,
    Option,
    Pick,
    Text,
    Tick,
    TimeOfDay,
    YesNo,
)
from linkstudy.forms.reasons import Correcting, Reason, RestoreForm, ShortReason, VoidForm, held
from linkstudy.forms.saving import carry_out, posted
from linkstudy.forms.study import Folded, LayoutMixin, Revealing, StudyForm

__all__ = [
    "Choice",
    "Choices",
    "Correcting",
    "Day",
    "Folded",
    "LayoutMixin",
    "LongText",
    "Minutes",
    "Number",
    "Option",
    "Pick",
    "Reason",
    "RestoreForm",
    "Revealing",
    "ShortReason",
    "StudyForm",
    "Text",
    "Tick",
    "TimeOfDay",
    "VoidForm",
    "WebAddress",
    "YesNo",
    "carry_out",
    "held",
    "posted",
]
