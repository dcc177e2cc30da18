"""The product's own settings in mode "test": tests differ by environment alone."""

import importlib
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # mypy does not see what the last line does
    from linkstudy.settings import *  # noqa: F403

os.environ["LINKSTUDY_MODE"] = "test"
sys.modules[__name__] = importlib.import_module("linkstudy.settings")
