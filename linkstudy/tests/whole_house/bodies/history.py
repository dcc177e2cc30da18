"""What the addresses of histories name; nothing is sent to them."""

from linkstudy.tests.whole_house.bodies.registry import names

SITES = {"71": "2"}  # the sites that do not have their case's number

names("history:person_or_case", whose=lambda at: at.slug("known"))
names("history:part_of_study", noun="site", name=lambda at: SITES.get(at.number, at.number))
names("history:record", whose=lambda at: at.slug("known"), kind="interview", number=1)
