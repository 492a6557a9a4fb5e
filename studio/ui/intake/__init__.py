"""Screening, intake and set log: the questions that drive the safety tier and the load advice."""
