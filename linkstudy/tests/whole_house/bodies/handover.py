"""What the addresses of reports and their files name."""

from linkstudy.tests.whole_house.bodies.registry import names

names("handover:nihr_file", name="nihr-progress", kind="docx")
