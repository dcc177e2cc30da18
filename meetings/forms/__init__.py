"""What may be typed about tables that people sit at."""
