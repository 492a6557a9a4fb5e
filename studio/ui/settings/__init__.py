"""Screens about the studio itself: what is installed, licences."""
