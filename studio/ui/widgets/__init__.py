"""Small widgets that know nothing of the domain."""

from studio.ui.widgets.basics import Field, Fold, SeverityBadge, button, clear_layout, label, rule
from studio.ui.widgets.toasts import ToastStack

__all__ = ["Field", "Fold", "SeverityBadge", "ToastStack", "button", "clear_layout", "label", "rule"]
