from linkstudy.testing.fixtures import *  # noqa: F403 - the fixtures all packages share
