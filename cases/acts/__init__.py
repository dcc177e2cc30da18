"""What the pages say that correct, void or restore what was recorded in a case."""
