"""Lockout Studio: video review of the hip thrust, from a phone clip to a coach-approved PDF."""

__version__ = "0.1.0"
