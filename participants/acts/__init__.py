"""What the pages say that correct, void or restore what was recorded of a person."""
