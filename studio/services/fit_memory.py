"""The body as it was fitted last: a coach's correction changes what is made of the fit, and not the fit."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from studio.core.arrays import FloatArray
from studio.core.observation import Observation

if TYPE_CHECKING:
    from studio.signals import BodyFit, InterpretOptions


class FitMemory:
    """Keeps one fit, of the clip that is on the desk. May be asked on any thread."""

    def __init__(self) -> None:
        self._kept: tuple[Observation, Mapping[str, FloatArray], InterpretOptions, BodyFit] | None = None

    def of(
        self, observation: Observation, correction: Mapping[str, FloatArray], options: "InterpretOptions"
    ) -> "BodyFit":
        """The fit of this very observation, made if it is not the last one.

        Args:
            observation: what was seen.
            correction: arrays of the learned correction; empty for none.
            options: settings.
        """
        from studio.signals import OffsetModel, fit_body

        kept = self._kept
        if kept is not None and kept[0] is observation and kept[1] is correction and kept[2] == options:
            return kept[3]
        model = OffsetModel.from_arrays(correction) if correction else None
        fit = fit_body(observation, model=model, options=options)
        self._kept = (observation, correction, options, fit)
        return fit
