"""Case 3, March to May 2022. One patient withdrew before the interview."""

CASE_3 = """
LW-01 email       link_worker      3N | 2 Mar  | 3 Mar  | 9 Mar  | 10 Mar 10:00 work 53
LM-01 email       link_manager     3N | 14 Mar | 15 Mar | 21 Mar | 22 Mar 10:00 work 65
PT-01 link_worker 60-69 woman    white 2 | - | 15 Mar | 23 Mar | 29 Mar 14:00 phone 57
PT-02 letter      -     -        -     - | - | 18 Mar | -      | declined 23 Mar no_memory
PT-03 link_worker 60-69 man      white 5 | - | 23 Mar | 4 Apr  | 7 Apr 15:00 phone 27
PT-04 letter      50-59 man      white 4 | - | 25 Mar | 30 Mar | withdrew 5 Apr 9:40 keep
PT-05 letter      -     -        -     - | - | 25 Mar | -      | declined 30 Mar not_interested
PT-06 letter      70-79 woman    -     - | - | 4 Apr  | -      | declined 8 Apr no_memory
PT-07 call        70-79 woman    white 1 | - | 7 Apr  | 14 Apr | missed 20 Apr 14:00 home moved; 26 Apr 14:00 home 25
PT-08 letter      -     -        -     - | - | 22 Apr | -      | declined 27 Apr term
PT-09 letter      30-39 woman    white 2 | - | 27 Apr | 4 May  | 10 May 13:30 video 58
PT-10 text        40-49 woman    other 1 | - | 4 May  | -      | declined 6 May access
PT-11 text        60-69 woman    white 2 | - | 6 May  | 12 May | 19 May 16:00 home 32
PT-12 letter      -     -        -     - | - | 11 May | -      | declined 16 May no_memory
HP-01 email       gp               3A | 7 Mar  | 9 Mar  | 15 Mar | 17 Mar 10:30 practice 36
HP-02 email       nurse            3B | 21 Mar | 23 Mar | 28 Mar | 31 Mar 15:00 phone 32
HP-03 email       manager          3A | 28 Mar | 30 Mar | 7 Apr  | 12 Apr 10:30 practice 42
HP-04 email       receptionist     3B | 21 Apr | 25 Apr | 29 Apr | 4 May 14:00 practice 50 notes
HP-05 shadowing   pharmacist       3A | 6 May  | 10 May | 13 May | 18 May 14:00 practice 54
HP-06 email       gp               3A | 10 May | -      | -      | declined 20 May no_reply
VS-01 email       voluntary_lead   3V | 14 Mar | 15 Mar | 22 Mar | 24 Mar 10:00 work 33
VS-02 email       voluntary_worker 3W | 1 Apr  | 4 Apr  | 8 Apr  | 13 Apr 16:00 community 46
VS-03 shadowing   voluntary_lead   3V | 20 Apr | 22 Apr | 3 May  | 5 May 14:00 community 47
VS-04 email       voluntary_worker 3W | 10 May | 11 May | 19 May | 24 May 16:00 phone 38
"""
