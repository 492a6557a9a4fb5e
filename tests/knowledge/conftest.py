"""Lets the tests of this room find the table that they hold against the file."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
