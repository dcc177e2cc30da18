"""What people said and wrote, and what the team put right. All of it is invented."""

# Why a record was voided.
VOIDED = {
    "C4-PT-08": "Logged for the wrong person. It was C4-PT-06",
}

# Notes on interviews. The first three say what the newsletter says patients told the study.
NOTES = {
    "C1-PT-02": "Speaks of it as transformative: a way forward in a hard part of life.",
    "C2-PT-08": "Valued being listened to more than any service they were sent to.",
    "C3-PT-03": "Was unsure at first that the person they had seen was a link worker.",
    "C1-HP-03": "Space in the building decides whether the link worker is seen as one of the team.",
    "C4-VS-02": "The group hears of people only once they have been waiting for weeks.",
    "C5-PT-01": "Two calls of about 20 minutes. Remembered the voice, not the title.",
}

# What people said when they declined.
WORDS = {
    "C1-PT-03": "I do not remember speaking to anybody like that.",
    "C1-PT-05": "What is a link worker?",
    "C2-PT-02": "The surgery rang about something, I could not tell you who it was.",
    "C2-PT-12": "It was one short call. I would not know what to tell you.",
    "C3-PT-08": "I thought that was the receptionist.",
    "C5-PT-08": "I have not seen anyone from there.",
}

# Why somebody agreed on the day on which they got the papers.
TOO_SOON = {
    "C5-PT-05": "They had read the link worker’s copy the week before and asked to sign at once",
}

# What was known of people and put right: who, when, what, why.
CORRECTED = [
    ("C1-PT-06", "17 Dec", {"age_band": "70-79"}, "Ticked the wrong band"),
    ("C4-HP-02", "14 Apr", {"title": "nurse"}, "They told me at the interview"),
]

# Interviews that were put right: who, when, what, why.
PUT_RIGHT: list[tuple[str, str, dict, str]] = [
    ("C1-HP-04", "8 Dec", {"minutes": 52}, "Typed 25 minutes for 52"),
    ("C5-PT-02", "13 Jun", {"others": "family"}, "Their daughter was there for a while"),
]

# Interviews taken back, and restored the same day: who, when and why, when and why not.
RESTORED = [
    ("C2-HP-02", "26 Jan 9:30", "Logged for the wrong nurse", "26 Jan 15:10", "It was this nurse"),
]

# Consents that were put right: who, when, what, why.
SIGNED = [("C5-HP-02", "9 Jun", {"how": "witnessed"}, "It was spoken, with a witness")]

# Consents that were recorded twice: who, when, when one was taken back and why.
SIGNED_TWICE = [("C5-PT-02", "7 Jun 9:44", "7 Jun 9:48", "Recorded twice")]

# Answers of no from somebody else: from whom, when, which, when it was taken back and why.
NO_REFUSAL = [("C3-PT-09", "28 Apr 10:00", "term", "29 Apr", "It was C3-PT-08 who rang")]

# A withdrawal of somebody else: of whom, when, when it was taken back and why.
NO_WITHDRAWAL = [("C3-PT-01", "5 Apr 9:44", "5 Apr 9:49", "It was C3-PT-04 who rang")]

# Somebody added by mistake: in which case, as a line of the story, when they were taken out, why.
MISTAKEN = (
    5,
    "PT-10 letter - - - - | - | 10 Jun | - |",
    "13 Jun 10:20",
    "They rang about another study",
)

# Contact details that changed: who, when, what.
MOVED_HOUSE = [("C3-PT-11", "16 May", {"phone": "07700 900999"})]

# Bookings that were moved: who, when, to which day and time.
REBOOKED = [("C5-VS-02", "10 Jun", "20 Jun", "15:00")]

# Contact details that were looked at: who, when, why.
LOOKED_UP = [
    ("C4-PT-08", "8 Jun", "Last try to arrange an interview before the case closes"),
    ("C5-PT-03", "13 Jun", "Phone to confirm the interview on 14 June"),
]

# Observation: the Mondays of three weeks with the link worker, five days each.
WEEKS = {
    1: ["8 Nov", "22 Nov", "6 Dec"],
    2: ["10 Jan", "24 Jan", "14 Feb"],
    3: ["14 Mar", "28 Mar", "25 Apr"],
    4: ["4 Apr", "9 May", "23 May"],
}

# Start, end, where, patients observed, patients who said no, health and voluntary sector people.
PATTERN = """
9:00  | 13:00 | practice  | 3 | 0 | 4 | 0
10:00 | 16:00 | community | 1 | 1 | 0 | 5
9:00  | 15:30 | practice  | 4 | 0 | 6 | 0
13:00 | 17:00 | home      | 2 | 1 | 0 | 0
9:30  | 12:30 | work      | 0 | 0 | 3 | 2
"""

# Case 5 so far: the day, then as above, then how far the notes are.
CASE_5_DAYS = """
31 May | 9:00  | 13:00 | practice  | 2 | 1 | 5 | 0 | done
1 Jun  | 13:00 | 17:00 | practice  | 3 | 0 | 2 | 0 | done
6 Jun  | 9:00  | 15:30 | work      | 1 | 0 | 3 | 1 | done
7 Jun  | 9:00  | 13:00 | practice  | 2 | 0 | 4 | 0 | done
9 Jun  | 10:00 | 16:00 | community | 0 | 0 | 0 | 6 | done
13 Jun | 9:00  | 15:30 | practice  | 3 | 1 | 7 | 0 | started
"""

# Days that were put right: which case, the day, when, what, why.
OBSERVED_ANEW = [(5, "7 Jun", "8 Jun", {"patients": 3}, "One more patient came at noon")]

# The end of a day that was written down twice: which case, the day, when it was voided, why.
TWICE = (2, "11 Jan", "13 Jan", "Part of the day that I had logged already")
