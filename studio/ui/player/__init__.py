"""The video with what is drawn on it, and its transport bar."""
