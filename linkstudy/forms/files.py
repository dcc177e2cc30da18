"""A file that somebody chooses, for the few pages that take one."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from linkstudy.forms.questions import Question
from linkstudy.forms.study import StudyForm


class Chosen(forms.FileInput):
    """The file that was sent, or a list of several where one is asked for."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        sent = files.getlist(name)
        return sent if len(sent) > 1 else super().value_from_datadict(data, files, name)


class Upload(Question):
    """One file of `most` bytes or fewer; the answer is its bytes. accept is what browsers offer."""

    widget = Chosen

    def __init__(self, label: str = "", *, accept: str = "", most: int = 3_000_000, **more: Any):
        self.accept, self.most = accept, most
        super().__init__(label, **more)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return {"class": "form-control", "accept": self.accept}

    def to_python(self, value: Any) -> bytes | None:
        if isinstance(value, list):
            raise ValidationError("Choose one file", code="several")
        if not isinstance(value, UploadedFile):
            return None
        if (value.size or 0) > self.most:
            words = f"{self.called} must be {self.most / 1_000_000:g}MB or less"
            raise ValidationError(words, code="large")
        return value.read()

    def say(self, value: Any) -> str:
        return "A file" if value else "Nothing"


def files_sent(request: HttpRequest) -> Any:
    """The files that were sent; None when the page is only opened."""
    return request.FILES if request.method == "POST" else None


class FileForm(StudyForm):
    """A form that takes a file: sent again with another file it is another form."""

    def typed(self) -> dict[str, Any]:
        """What was typed, and of each file its name and size."""
        sent: dict[str, Any] = dict(self.files.items())
        files = {name: f"{one.name} {one.size}" for name, one in sent.items()}
        return super().typed() | files
