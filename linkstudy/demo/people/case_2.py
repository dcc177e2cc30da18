"""Case 2, January to March 2022. One patient withdrew after the interview, one was lost."""

CASE_2 = """
LW-01 email       link_worker      2N | 29 Dec | 30 Dec | 6 Jan  | 7 Jan 10:00 work 68
LM-01 email       link_manager     2N | 10 Feb | 11 Feb | -      | declined 15 Feb busy
PT-01 letter      60-69 woman    white 1 | - | 21 Jan | 31 Jan | 3 Feb 11:00 practice 25 notes
PT-02 letter      -     -        -     - | - | 21 Jan | -      | declined 27 Jan no_memory
PT-03 text        50-59 man      white 3 | - | 28 Jan | 3 Feb  | 10 Feb 10:00 phone 55; withdrew 16 Mar 11:30 remove_unanalysed
PT-04 letter      50-59 man      -     - | - | 3 Feb  | -      | declined 8 Feb no_memory
PT-05 text        70-79 man      white 2 | - | 9 Feb  | 18 Feb | 24 Feb 13:30 phone 57 notes
PT-06 letter      -     -        -     - | - | 16 Feb | -      | declined 18 Feb term
PT-07 link_worker 40-49 not_said white 1 | - | 17 Feb | 28 Feb | 3 Mar 15:00 phone 57
PT-08 shadowing   70-79 man      white 2 | - | 25 Feb | 4 Mar  | 10 Mar 14:00 phone 39 family
PT-09 call        30-39 woman    white - | - | 28 Feb | 8 Mar  | missed 14 Mar 10:00 phone absent; lost 25 Mar
PT-10 letter      80+   woman    -     - | - | 2 Mar  | -      | declined 4 Mar unwell
PT-11 text        18-29 woman    mixed 2 | - | 9 Mar  | 14 Mar | missed 17 Mar 10:30 practice researcher; 22 Mar 10:30 practice 46
PT-12 letter      -     -        -     - | - | 10 Mar | -      | declined 14 Mar too_short
HP-01 shadowing   gp               2A | 4 Jan  | 6 Jan  | 7 Jan  | 13 Jan 16:00 video 52
HP-02 email       nurse            2B | 11 Jan | 12 Jan | 19 Jan | 25 Jan 13:30 phone 52
HP-03 email       manager          2A | 21 Jan | 25 Jan | 28 Jan | 3 Feb 10:00 practice 51
HP-04 email       coordinator      2B | 7 Feb  | 8 Feb  | 16 Feb | 22 Feb 10:30 phone 23
HP-05 email       gp               2A | 18 Feb | 1 Mar  | -      | declined 2 Mar busy
HP-06 email       pharmacist       2A | 2 Mar  | 4 Mar  | 9 Mar  | 15 Mar 14:00 practice 44
VS-01 email       voluntary_lead   2V | 19 Jan | 20 Jan | 28 Jan | 1 Feb 16:00 video 41
VS-02 email       voluntary_worker 2W | 4 Feb  | 8 Feb  | 15 Feb | 17 Feb 10:00 work 31
VS-03 snowball    voluntary_lead   2V | 23 Feb | 24 Feb | 3 Mar  | 9 Mar 11:00 community 29
VS-04 email       voluntary_lead   2W | 4 Mar  | 15 Mar | -      | declined 16 Mar busy
"""
