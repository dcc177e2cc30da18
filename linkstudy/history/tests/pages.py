"""What tests of histories read on a page."""

NAME, PHONE = "Mary Canary", "07700 900123"  # of the fixture `person`


def sentences(page) -> list[str]:
    return [event.sentence for event in page.context["events"]]


def details(page) -> list[list[tuple[str, str, str]]]:
    return [
        [(one.label, one.old, one.new) for one in event.details] for event in page.context["events"]
    ]
