"""Case 4, March to June 2022. The interview of 30 May was first logged for the wrong person."""

CASE_4 = """
LW-01 email       link_worker      4N | 23 Mar | 24 Mar | 30 Mar | 31 Mar 11:00 work 68
LM-01 email       link_manager     4N | 14 Apr | 19 Apr | 25 Apr | 26 Apr 13:30 work 49
PT-01 letter      30-39 woman    white 3 | - | 7 Apr  | 13 Apr | 21 Apr 10:00 phone 50
PT-02 text        -     -        -     - | - | 8 Apr  | -      | declined 13 Apr no_memory
PT-03 text        60-69 woman    -     - | - | 26 Apr | -      | declined 29 Apr term
PT-04 letter      40-49 man      black 1 | - | 27 Apr | 5 May  | 12 May 10:30 phone 43
PT-05 letter      -     -        -     - | - | 4 May  | -      | declined 6 May no_memory
PT-06 text        18-29 woman    white 2 | - | 17 May | 24 May | 30 May 10:00 phone 36 logged 1 Jun
PT-07 letter      -     -        -     - | - | 17 May | -      | declined 20 May too_short
PT-08 link_worker 40-49 woman    white 2 | - | 18 May | 24 May | mistaken 30 May 10:00 phone 36 void 1 Jun; lost 9 Jun
PT-09 text        70-79 man      -     - | - | 23 May | -      | declined 27 May not_eligible
PT-10 text        70-79 man      white 3 | - | 24 May | 30 May | 8 Jun 15:00 home 58
HP-01 email       gp               4A | 28 Mar | 30 Mar | 4 Apr  | 7 Apr 16:00 phone 22
HP-02 email       gp               4B | 6 Apr  | 8 Apr  | 13 Apr | 20 Apr 10:00 video 46
HP-03 email       manager          4A | 13 Apr | 19 Apr | 27 Apr | 4 May 15:00 practice 24
HP-04 email       coach            4B | 29 Apr | 3 May  | 9 May  | missed 12 May 13:30 video moved; 17 May 13:30 video 38
HP-05 email       receptionist     4A | 13 May | 24 May | -      | declined 25 May privacy
HP-06 email       pharmacist       4A | 17 May | 19 May | 25 May | 31 May 10:30 video 41
VS-01 email       voluntary_lead   4V | 31 Mar | 4 Apr  | 11 Apr | 13 Apr 11:00 community 27
VS-02 shadowing   voluntary_worker 4W | 11 Apr | 13 Apr | 22 Apr | 28 Apr 10:30 phone 41
VS-03 email       voluntary_lead   4V | 28 Apr | 29 Apr | 6 May  | 11 May 10:30 community 43
VS-04 snowball    voluntary_worker 4W | 12 May | 16 May | 20 May | 24 May 11:00 phone 27
VS-05 shadowing   voluntary_lead   4V | 18 May | 19 May | 30 May | 7 Jun 16:00 community 49
VS-06 email       voluntary_lead   4W | 20 May | -      | -      | declined 1 Jun no_reply
"""
