"""The plan in full: what to change first, cues, fixes and exercises with steps and dose, causes, load."""
