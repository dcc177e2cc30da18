"""Random codes that stand for somebody or something outside the team, and catch slips of the pen.

A code is nine random characters and a check character: ISO/IEC 7064, MOD 37-2, one of the pure
systems of that standard. Read as numbers, its characters weighted with powers of 2 add up to 1
modulo 37. As 37 is a prime and 2 has order 36, every wrong character and every two swapped
characters change the sum. Vowels and characters that look like others are left out, so that no
code is a word; a code whose check character would be one of them is drawn again. What is random
of it is more than 42 bits.
"""

import secrets

ALL = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*"  # the standard's own order
USED = "3456789BCDFGHJKMNPQRTVWXY"
RANDOM, LENGTH, GROUP = 9, 10, 5
LONGEST = 40  # characters; no code needs more, however it is spaced


def check_character(body: str) -> str:
    """The character that makes the sum right."""
    sum_so_far = 0
    for one in body:
        sum_so_far = (sum_so_far + ALL.index(one)) * 2 % 37
    return ALL[(1 - sum_so_far) % 37]


def new_code() -> str:
    """A code such as K7MW3-QXR3C, without its hyphen."""
    while True:
        body = "".join(secrets.choice(USED) for _ in range(RANDOM))
        if (last := check_character(body)) in USED:
            return body + last


def spaced(code: str) -> str:
    """As people read it: K7MW3-QXR3C."""
    return f"{code[:GROUP]}-{code[GROUP:]}"


def trouble(code: str) -> str:
    """Why a tidy text is no code, in a sentence; "" when it can be one."""
    if strange := next((one for one in code if one not in USED), ""):
        return f"No code has “{strange}”. Check it"
    if len(code) != LENGTH:
        return f"A code has {LENGTH} characters. This has {len(code)}"
    if check_character(code[:-1]) != code[-1]:
        return "One character is wrong, or two are swapped. Check it"
    return ""


def tidy(text: str) -> str:
    """A code as it is kept, from how people write it."""
    return "".join(one for one in text.upper() if one not in " -\t")
