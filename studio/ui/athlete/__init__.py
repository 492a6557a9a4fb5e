"""The athlete page: profile, screening, sets, progress, and the comparison of two sets."""
