"""The product's own settings in mode "test": tests differ by environment alone."""

import importlib
import os
import sys

os.environ["LINKSTUDY_MODE"] = "test"
sys.modules[__name__] = importlib.import_module("linkstudy.settings")
