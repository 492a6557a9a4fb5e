"""Measures become findings: the rule engine. Knows no exercise; the definitions come from manifests."""

from studio.faults.case import parse_measures
from studio.faults.context import JudgeContext, muting_conditions, unmet_needs
from studio.faults.derive import derive_measures
from studio.faults.judging import judge

__all__ = ["JudgeContext", "derive_measures", "judge", "muting_conditions", "parse_measures", "unmet_needs"]
