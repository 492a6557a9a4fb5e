"""The library screen: athletes, sets, search, filters, and the queue."""
