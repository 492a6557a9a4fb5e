"""Voice notes in the window: the strip that records and plays them, and what its keys do."""
