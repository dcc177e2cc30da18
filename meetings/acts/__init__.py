"""What the pages say that change, void or restore what is recorded of tables."""
