"""Case 5, open since 30 May 2022, and case 6, which opens on 4 July and is being set up."""

CASE_5 = """
LW-01 email       link_worker      5N | 24 May | 25 May | 30 May | 1 Jun 10:00 work 62
PT-01 link_worker 60-69 woman    white 2 | - | 30 May | 1 Jun  | missed 6 Jun 10:30 phone researcher; 8 Jun 10:30 phone 42
PT-02 link_worker 40-49 man      white 1 | - | 30 May | 7 Jun  | 10 Jun 14:00 phone 35
PT-03 letter      70-79 woman    white 1 | - | 31 May | 9 Jun  | booked 14 Jun 14:00 video
PT-04 letter      30-39 woman    asian 3 | - | 31 May | 8 Jun  | booked 20 Jun 10:00 home
PT-05 shadowing   50-59 man      white 2 | - | 31 May | 31 May | booked 17 Jun 10:00 phone
PT-06 letter      -     -        -     - | - | 6 Jun  | -      |
PT-07 text        -     -        -     - | - | 9 Jun  | -      |
PT-08 letter      60-69 woman    -     - | - | 9 Jun  | -      | declined 10 Jun no_memory
PT-09 letter      -     -        -     - | - | 10 Jun | -      | declined 13 Jun term
HP-01 shadowing   gp               5A | 30 May | 31 May | 1 Jun  | 7 Jun 13:00 practice 31
HP-02 email       coordinator      5B | 31 May | 1 Jun  | 8 Jun  | 13 Jun 15:30 phone 28
HP-03 email       manager          5C | 1 Jun  | 7 Jun  | 10 Jun | booked 16 Jun 11:00 practice
HP-04 shadowing   nurse            5A | 6 Jun  | 9 Jun  | 13 Jun | booked 14 Jun 16:30 phone
HP-05 email       gp               5B | 6 Jun  | -      | -      |
VS-01 shadowing   voluntary_lead   5V | 31 May | 1 Jun  | 6 Jun  | 9 Jun 16:30 community 40
VS-02 snowball    voluntary_worker 5W | 1 Jun  | 6 Jun  | 9 Jun  | booked 21 Jun 15:00 video
VS-03 email       voluntary_worker 5V | 1 Jun  | 6 Jun  | 7 Jun  |
VS-04 email       voluntary_lead   5W | 7 Jun  | -      | -      |
"""

CASE_6 = """
LW-01 email       link_worker      6N | 1 Jun  | 6 Jun  | 10 Jun | booked 14 Jun 11:00 video
LM-01 email       link_manager     6N | 1 Jun  | 7 Jun  | 9 Jun  | booked 13 Jun 15:00 phone
HP-01 email       manager          6A | 8 Jun  | 10 Jun | -      | booked 16 Jun 10:00 video
HP-02 email       director         6N | 10 Jun | -      | -      |
VS-01 email       voluntary_lead   6V | 10 Jun | -      | -      |
"""
