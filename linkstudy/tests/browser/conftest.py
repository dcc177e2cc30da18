from linkstudy.testing.browser import *  # noqa: F403 - what every browser test needs
