"""The list of people as a spreadsheet: all pages of what the screen shows, in its order."""

from django.http import FileResponse, QueryDict
from django.shortcuts import render

from linkstudy import clock
from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.policy import May
from linkstudy.exports import download, write
from linkstudy.forms import posted
from participants.actions.exports import note_export
from participants.filters import PeopleFilter
from participants.forms.exports import ExportForm
from participants.removals import left_in
from participants.resources import DescribedSheet, PeopleSheet
from participants.steps import line

UNKNOWN = "We do not know one of the filters, so nothing was handed out. Look under “Filters”"


@requires(May.EXPORT)
def export(request):
    """What the file is for; then the file, unless it would hold more than was asked for."""
    filters = PeopleFilter(asked_by(request.GET), request.user)
    form = ExportForm(posted(request))
    if request.method == "POST" and filters.errors:
        form.add_error(None, UNKNOWN)
    if request.method == "POST" and form.is_valid():
        return spreadsheet(request, filters, form)
    count = 0 if filters.errors else left_in(filters.people).count()
    words = {
        "filters": filters,
        "form": form,
        "columns": PeopleSheet().meanings(),
        "count": count,
        "left_out": filters.count - count,
    }
    return render(request, "participants/export.html", words)


def asked_by(query: QueryDict) -> QueryDict:
    """What the address asks for; of people ticked in a list, what that list asked for, and who."""
    if "back" not in query:
        return query
    found = QueryDict(str(query["back"]), mutable=True)
    for name in ("who", "only"):
        found.setlist(name, query.getlist(name))
    return found


def spreadsheet(request: SignedIn, filters: PeopleFilter, form: ExportForm) -> FileResponse:
    """Write the file, record that it leaves, and hand it out."""
    kind = form.cleaned_data["kind"]
    sheet = DescribedSheet() if form.cleaned_data["described"] else PeopleSheet()
    people = left_in(filters.people).select_related("owner", "case", "organisation")
    lines = (line(person) for person in people.iterator(chunk_size=1000))
    file = write(kind, sheet, lines, about(request, filters, form))
    with file.unless_sent():
        note_export(
            by=request.user,
            filters=filters.words(),
            order=filters.order_words,
            purpose=form.purpose_words,
            kind=kind,
            rows=file.rows,
            columns=sheet.names(),
            sha256=file.digest,
        )
        return download(file, kind, filters.file_name)


def about(request: SignedIn, filters: PeopleFilter, form: ExportForm) -> list[tuple[str, str]]:
    """(what, words) for the sheet that says what the file is."""
    now = clock.study_now().astimezone(clock.LONDON)
    return [
        ("What this is", "Participants by study ID. It stays inside the study team"),
        ("Filters", filters.words()),
        ("Left out", "Everybody who asked for their data to be taken out"),
        ("Order", filters.order_words),
        ("Purpose", form.purpose_words),
        ("Made by", request.user.name),
        ("Made at", f"{now:%Y-%m-%d %H:%M}, London time"),
    ]
