"""Contact details that nobody has: no such names, and numbers and addresses kept for stories.

Phones are of Ofcom's range for drama (07700 900000 to 900999), addresses at example.org
(RFC 2606), which never reach anybody.
"""

FIRST = ["Ada", "Bert", "Cleo", "Dora", "Emil", "Flora", "Gus", "Hetty"]
FIRST += ["Ivo", "Jess", "Kit", "Lottie", "Milo", "Nell", "Otto", "Pearl", "Quentin"]
LAST = [
    "Example",
    "Sample",
    "Specimen",
    "Invented",
    "Pretend",
    "Madeup",
    "Placeholder",
    "Fictional",
]
REACHED = ["Phone in the morning", "Text first", "Phone after 4pm"]
NEEDS = {
    "C1-PT-10": "Hears better in person",
    "C3-PT-07": "Home visit, uses a wheelchair",
    "C5-PT-03": "Prefers short breaks",
    "C5-PT-04": "Interpreter for Punjabi",
}


def contact(place: int, study_id: str) -> dict[str, str]:
    """{kind: text} for the person who comes in that place in the story, from 0.

    17 and 8 have no common divisor, so 136 people have names of their own.
    """
    first, last = FIRST[place % len(FIRST)], LAST[place % len(LAST)]
    details = {"name": f"{first} {last}"}
    if "-PT-" in study_id:
        details |= {"phone": f"07700 900{place:03}"}
        if place % 4 == 0:
            details["contact"] = REACHED[place % len(REACHED)]
    else:
        details["email"] = f"{first}.{last}@example.org".lower()
    if study_id in NEEDS:
        details["access"] = NEEDS[study_id]
    return details
