"""The report in the window: live preview, look, parts and wording."""
