"""What the pages about safety say."""
