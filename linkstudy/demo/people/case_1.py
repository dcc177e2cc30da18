"""Case 1, November 2021 to January 2022."""

CASE_1 = """
LW-01 email       link_worker      1N | 28 Oct | 29 Oct | 4 Nov  | 5 Nov 10:30 work 47
LM-01 email       link_manager     1N | 18 Nov | 19 Nov | 25 Nov | 26 Nov 10:30 work 59
PT-01 text        50-59 woman    white 5 | - | 3 Nov  | 12 Nov | 17 Nov 10:00 video 37 notes
PT-02 letter      60-69 man      white 1 | - | 10 Nov | 19 Nov | 25 Nov 10:30 practice 27
PT-03 letter      -     -        -     - | - | 11 Nov | -      | declined 16 Nov no_memory
PT-04 letter      30-39 man      asian 4 | - | 18 Nov | 26 Nov | missed 30 Nov 14:00 phone absent; 3 Dec 10:00 phone 43
PT-05 letter      70-79 woman    -     - | - | 22 Nov | -      | declined 24 Nov term
PT-06 link_worker 60-69 woman    white 1 | - | 26 Nov | 6 Dec  | 9 Dec 14:00 phone 37
PT-07 text        70-79 woman    white 2 | - | 1 Dec  | 10 Dec | 16 Dec 15:00 phone 29 family
PT-08 text        -     -        -     - | - | 1 Dec  | -      | declined 6 Dec no_memory
PT-09 link_worker 40-49 woman    mixed 3 | - | 23 Dec | 6 Jan  | 12 Jan 10:30 phone 33
PT-10 link_worker 80+   man      white 3 | - | 5 Jan  | 17 Jan | 20 Jan 11:00 home 55 carer
PT-11 letter      60-69 man      -     - | - | 10 Jan | -      | declined 14 Jan too_short
PT-12 text        -     -        -     - | - | 17 Jan | -      | declined 19 Jan not_interested
HP-01 shadowing   gp               1A | 2 Nov  | 4 Nov  | 11 Nov | 16 Nov 13:30 practice 23
HP-02 shadowing   nurse            1B | 8 Nov  | 10 Nov | 19 Nov | 23 Nov 10:00 practice 25
HP-03 shadowing   manager          1A | 18 Nov | 22 Nov | 29 Nov | 1 Dec 10:30 practice 47
HP-04 email       receptionist     1B | 22 Nov | 23 Nov | 3 Dec  | 7 Dec 13:30 practice 25
HP-05 email       director         1A | 23 Nov | 2 Dec  | -      | declined 3 Dec busy
HP-06 email       pharmacist       1A | 22 Dec | 24 Dec | 5 Jan  | 11 Jan 11:00 practice 36
HP-07 email       coach            1B | 5 Jan  | 6 Jan  | 14 Jan | 18 Jan 10:30 phone 22
VS-01 snowball    voluntary_lead   1V | 15 Nov | 16 Nov | 25 Nov | 30 Nov 10:00 phone 38
VS-02 shadowing   voluntary_worker 1W | 22 Nov | 24 Nov | 2 Dec  | 8 Dec 11:00 phone 47
VS-03 shadowing   voluntary_lead   1V | 29 Nov | 30 Nov | 10 Dec | 15 Dec 16:00 community 37
VS-04 snowball    voluntary_worker 1W | 4 Jan  | 6 Jan  | 17 Jan | 19 Jan 15:00 community 26 colleague
"""
