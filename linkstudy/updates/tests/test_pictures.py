"""Pictures: drawn anew from their pixels, sealed, shown as nothing but a picture."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from linkstudy.accounts.policy import Role
from linkstudy.forms.files import Upload
from linkstudy.testing.pages import held_by, problems
from linkstudy.testing.updates import PNG, a_picture, a_png, a_profile
from linkstudy.updates import actions, pictures
from linkstudy.updates.models import Picture
from linkstudy.updates.pictures import NO_PICTURE, TOO_MANY, Unfit, drawn

SECRET = b"51.7520, -1.2577 by a camera of ours"


def a_jpeg(size: tuple[int, int] = (8, 6), *, turned: bool = False) -> bytes:
    """A photo that says where it was taken, and perhaps that it lies on its side."""
    out = io.BytesIO()
    about = Image.Exif()
    about[0x010E] = SECRET.decode()
    if turned:
        about[0x0112] = 6
    Image.new("RGB", size, "red").save(out, "JPEG", exif=about, comment=SECRET)
    return out.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("content", [a_jpeg(), PNG + SECRET, a_jpeg() + SECRET])
def test_nothing_is_left_of_a_file_but_its_pixels(content):
    assert SECRET in content

    made = drawn(content)

    assert SECRET not in made.content
    assert (opened(made.content).format, opened(made.content).info.get("exif")) == ("JPEG", None)
    assert (made.width, made.height) == opened(made.content).size == (8, 6)


def test_a_photo_on_its_side_is_put_upright():
    assert (drawn(a_jpeg(turned=True)).width, drawn(a_jpeg(turned=True)).height) == (6, 8)


def test_a_large_picture_is_made_smaller_and_a_small_one_is_not():
    assert (drawn(a_png(3000, 1500)).width, drawn(a_png(3000, 1500)).height) == (1200, 600)
    assert drawn(PNG).width == 8


def test_what_is_clear_becomes_white():
    out = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 255, 0)).save(out, "PNG")

    assert opened(drawn(out.getvalue()).content).getpixel((1, 1)) == (255, 255, 255)


def gif() -> bytes:
    out = io.BytesIO()
    Image.new("P", (4, 4)).save(out, "GIF")
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"x",
        b"%PDF-1.7",
        b"<svg xmlns='x'/>",
        gif(),
        PNG[:40],
        PNG[:8] + b"\0" * 50,
        a_jpeg()[:60],
    ],
)
def test_what_is_no_picture_of_ours_is_refused_in_words(content):
    with pytest.raises(Unfit, match=NO_PICTURE):
        drawn(content)


def test_a_picture_with_too_many_pixels_is_refused_before_it_is_drawn(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_PIXELS", 47)

    with pytest.raises(Unfit, match=TOO_MANY):
        drawn(PNG)


def test_a_picture_that_would_burst_is_refused(monkeypatch):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 10)

    with pytest.raises(Unfit, match=TOO_MANY):
        drawn(PNG)


# Kept


@pytest.fixture
def profile(study):
    return a_profile()


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


def test_it_is_kept_sealed_and_shown_as_a_picture_alone(login, profile):
    picture = a_picture(profile)

    response = login(Role.RESEARCHER).get(f"/updates/people/{profile.slug}/picture.jpg")

    assert picture.content[:3] == "e1:"
    assert response.content == drawn(PNG).content
    assert response.headers["Content-Type"] == "image/jpeg"
    assert response.headers["Content-Disposition"] == 'attachment; filename="picture.jpg"'
    policy = response.headers["Content-Security-Policy"].split("; ")
    assert sorted(policy) == ["default-src 'none'", "sandbox"]
    assert response.headers["Cache-Control"] == "no-store"


def test_another_picture_takes_its_place_and_the_first_stays_void(profile):
    first, second = a_picture(profile), a_picture(profile, content=a_jpeg())

    first.refresh_from_db()
    assert first.void_reason == "Another picture took its place"
    assert [one.pk for one in Picture.objects.standing()] == [second.pk]
    with pytest.raises(ValidationError, match="There is another picture now"):
        actions.restore_picture(picture=first, version=2, reason="Again", by=None)


def test_what_went_out_shows_a_picture_until_it_is_taken_back(profile, study):
    def shown() -> list[str]:
        return [one.slug for one in Picture.objects.as_sent()]

    first = a_picture(profile)
    second = a_picture(profile, content=a_jpeg())
    assert shown() == [first.slug, second.slug]

    actions.void_picture(picture=second, version=1, reason="They asked us", by=study.ppi)
    assert shown() == []
    third = a_picture(profile)
    assert shown() == [first.slug, third.slug]


def test_without_its_key_there_is_no_picture(login, profile):
    picture = a_picture(profile)
    picture.key.wrapped = ""  # as an erased person's is

    assert actions.content_of(picture) is None
    assert login(Role.RESEARCHER).get("/updates/people/999/picture.jpg").status_code == 404


def test_a_file_is_taken_on_that_page_and_what_is_none_is_told(login, profile):
    client, url = login(Role.PPI_LEAD), f"/updates/people/{profile.slug}/picture/"
    sent = held_by(client.get(url), description="Their dog")

    told = {
        words: problems(client.post(url, sent | {"content": SimpleUploadedFile("a.png", content)}))
        for words, content in [("no picture", b"MZ"), ("too large", b"x" * 3_000_001)]
    }
    page = client.post(url, sent | {"content": SimpleUploadedFile("a.png", PNG)}, follow=True)

    assert told == {
        "no picture": {"content": [NO_PICTURE]},
        "too large": {"content": ["The picture must be 3MB or less"]},
    }
    assert problems(client.post(url, sent)) == {"content": ["Choose a picture"]}
    assert 'alt="Their dog"' in page.content.decode()


def test_of_two_files_none_is_chosen_for_anybody(login, profile):
    client, url = login(Role.PPI_LEAD), f"/updates/people/{profile.slug}/picture/"
    two = [SimpleUploadedFile("a.png", PNG), SimpleUploadedFile("b.png", b"\0")]

    said = client.post(url, held_by(client.get(url), description="Their dog") | {"content": two})

    assert problems(said) == {"content": ["Choose one file"]}
    assert said.context["form"]["description"].value() == "Their dog"
    assert not Picture.objects.exists()


def test_a_picture_stands_on_the_page_of_whom_it_shows(profile):
    assert a_picture(profile).get_absolute_url() == f"/updates/people/{profile.slug}/"


def test_a_file_is_said_without_its_bytes():
    question = Upload("Picture")

    assert [question.say(value) for value in (PNG, None)] == ["A file", "Nothing"]


def test_a_void_introduction_takes_no_picture(profile):
    gone = actions.void_profile(profile=profile, version=1, reason="She left", by=None)

    with pytest.raises(ValidationError, match="This introduction is void"):
        a_picture(gone)
