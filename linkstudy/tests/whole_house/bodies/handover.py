"""What the addresses of reports and their files name."""

from linkstudy.tests.whole_house.bodies.registry import names

names("handover:accrual_file", name="monthly-accrual", kind="docx")
for checklist in ("coreq", "srqr", "rameses"):
    names(f"handover:{checklist}_file", name=f"{checklist}-checklist", kind="docx")
names("handover:monitoring_file", name="monitoring", kind="docx")
names("handover:due_file", name="reports-due-list", kind="docx")
names("handover:nihr_file", name="nihr-progress", kind="docx")
