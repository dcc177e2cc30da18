"""The invented people of each case, one line each; script.py says how to read one."""

from linkstudy.demo.people.case_1 import CASE_1
from linkstudy.demo.people.case_2 import CASE_2
from linkstudy.demo.people.case_3 import CASE_3
from linkstudy.demo.people.case_4 import CASE_4
from linkstudy.demo.people.cases_5_and_6 import CASE_5, CASE_6

PEOPLE = {1: CASE_1, 2: CASE_2, 3: CASE_3, 4: CASE_4, 5: CASE_5, 6: CASE_6}
