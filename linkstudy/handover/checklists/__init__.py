"""Checklists of journals: what the data know is filled in, and the rest is listed for the authors."""
