"""`lockout import`: what other programs know about a clip."""

from pathlib import Path
from typing import Annotated

import typer

from studio.cli.language import Language
from studio.cli.outfit import Outfit


def import_(
    context: typer.Context,
    clip: Annotated[Path, typer.Argument(help="The clip.", show_default=False)],
    file: Annotated[
        Path, typer.Argument(help="A .kva or .trc file, or a folder of OpenPose JSON.", show_default=False)
    ],
    exercise: Annotated[str, typer.Option("--exercise", help="Id of the exercise; without it the usual one.")] = "",
    language: Language = "en",
) -> int:
    """Take Kinovea's drawings over into CLIP.review.json, or compare joints of Sports2D or OpenPose with ours."""
    from studio.cli.foreign import compare_courses, take_over_drawings

    outfit = context.obj
    assert isinstance(outfit, Outfit)
    studio = outfit.make_studio()
    if file.suffix.lower() == ".kva":
        return take_over_drawings(studio, clip, file, language=language)
    return compare_courses(studio, clip, file, exercise, language=language)
