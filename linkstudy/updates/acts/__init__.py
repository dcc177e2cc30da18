"""What the pages say that put something right, take it back or restore it."""
