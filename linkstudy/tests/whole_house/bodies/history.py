"""What the addresses of histories name; nothing is sent to them."""

from linkstudy.tests.whole_house.bodies.registry import names

names("history:person_or_case", whose=lambda at: at.slug("known"))
names("history:part_of_study", noun="site", name=lambda at: str(at.site_number))
names("history:record", whose=lambda at: at.slug("known"), kind="interview", number=1)
