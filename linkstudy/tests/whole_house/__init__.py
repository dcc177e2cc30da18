"""Proofs about the house as a whole: every route, page and form, also those nobody has written yet.

places    what stands at a site, and the ten people who come to the door
bodies    a valid body for every route that takes POST
pages     links and forms, as a browser finds them in the HTML
watching  what a request wrote, to the row
"""
