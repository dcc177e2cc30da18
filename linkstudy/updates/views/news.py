"""Something to tell partners: the list, and what becomes of each."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from linkstudy import clock
from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.policy import May
from linkstudy.corrections import Record
from linkstudy.forms import carry_out, posted
from linkstudy.updates import actions
from linkstudy.updates.acts import news as acts
from linkstudy.updates.forms.news import CorrectNewsForm, NewsForm
from linkstudy.updates.models import News
from linkstudy.updates.views.seen import news_or_404

PER_PAGE = 25


@require_GET
@requires(May.SEE_OUTPUTS)
def news(request: SignedIn) -> HttpResponse:
    """What there is to tell, the newest day first; with ?void what was taken back."""
    is_void = "void" in request.GET
    void = News.objects.exclude(voided_at=None)
    rows = void if is_void else News.objects.standing()
    words = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "is_void": is_void,
        "void_count": 0 if is_void else void.count(),
    }
    return render(request, "updates/news.html", words)


@requires(May.RECORD_OUTPUTS)
def tell_news(request: SignedIn) -> HttpResponse:
    """Write down something to tell."""
    form = NewsForm(posted(request), initial={"on": clock.today()})
    if form.is_bound and carry_out(form, actions.tell_news, by=request.user):
        messages.success(request, "It is written down for the next update")
        return redirect("updates:news")
    return render(request, "updates/tell_news.html", {"form": form})


of_news = Record("news", news_or_404, may=May.RECORD_OUTPUTS)
correct_news = of_news.correct(acts.correct, CorrectNewsForm, actions.correct_news)
void_news = of_news.void(acts.void, actions.void_news)
restore_news = of_news.restore(acts.restore, actions.restore_news)
