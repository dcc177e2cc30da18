"""Pages of tables that people sit at."""
