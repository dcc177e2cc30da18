"""What the pages say that take introductions and pictures back, and restore them."""

from django.urls import reverse

from linkstudy.corrections import MARKED, Act, Effect
from linkstudy.updates.models import Picture, Profile

SENT = Effect("Updates that were sent stay as they were")
PICTURED = Effect("Updates that were sent show it only while it stands. Their words stay")
SHOWN = Effect("Updates to come can show it")
HIDDEN = Effect("No update to come shows it")


def went_out(row: Profile | Picture) -> Effect:
    """What becomes of updates that were sent: their words stay, and pictures are shown while they stand."""
    return SENT if isinstance(row, Profile) else PICTURED


def act(row: Profile | Picture, heading: str, button: str, done: str, shows: Effect) -> Act:
    profile = row if isinstance(row, Profile) else row.profile
    here = profile.get_absolute_url()
    return Act(
        heading=heading,
        lead=f"{profile}, {profile.headline}",
        button=button,
        done=done,
        back=here,
        crumbs=[("Meet the team", reverse("updates:profiles")), (profile.name, here)],
        effects=[shows, went_out(row), MARKED] if shows is HIDDEN else [shows, went_out(row)],
        refused="" if bool(row.voided_at) is (shows is SHOWN) else f"{done} already",
    )


def void(row: Profile | Picture) -> Act:
    it = "introduction" if isinstance(row, Profile) else "picture"
    return act(row, f"Take back this {it}", "Take it back", f"The {it} is void", HIDDEN)


def restore(row: Profile | Picture) -> Act:
    it = "introduction" if isinstance(row, Profile) else "picture"
    return act(row, f"Restore this {it}", "Restore it", f"The {it} is shown", SHOWN)


def describe(picture: Picture) -> Act:
    done = "The description is saved"
    made = act(picture, "Say what is on the picture", "Save description", done, HIDDEN)
    refused = "The picture is void. Restore it first" if picture.voided_at else ""
    effects = [Effect("Updates to come say it in these words"), SENT]
    return Act(**{**vars(made), "refused": refused, "effects": effects})
