"""The coach's layer: commands, undo, and what becomes of it when a clip is analysed again. Pure."""

from studio.review.commands import (
    Accept,
    AddFinding,
    AddKeyMoment,
    AddNote,
    AdjustSeverity,
    ClearAllCorrections,
    ClearCorrection,
    Command,
    Dismiss,
    MoveJoint,
    RemoveFinding,
    RemoveKeyMoment,
    Reopen,
    SetAnswer,
    SetAthlete,
    SetSummary,
    SetVerdict,
)
from studio.review.history import History, ReviewChanged
from studio.review.reconciling import Reconciliation, apply_verdicts, reconcile
from studio.review.report_edits import LeaveOut, PrintAgain, RestoreWording, Reword

__all__ = [
    "Accept",
    "AddFinding",
    "AddKeyMoment",
    "AddNote",
    "AdjustSeverity",
    "ClearAllCorrections",
    "ClearCorrection",
    "Command",
    "Dismiss",
    "History",
    "LeaveOut",
    "MoveJoint",
    "PrintAgain",
    "Reconciliation",
    "RemoveFinding",
    "RemoveKeyMoment",
    "Reopen",
    "RestoreWording",
    "ReviewChanged",
    "Reword",
    "SetAnswer",
    "SetAthlete",
    "SetSummary",
    "SetVerdict",
    "apply_verdicts",
    "reconcile",
]
