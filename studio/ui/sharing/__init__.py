"""The sharing sheet."""
