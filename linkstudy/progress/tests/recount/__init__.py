"""A second reckoning of where everybody stands, and the histories that hold it against the first."""
