"""`lockout export`: the command's options. What it does is imported when it runs."""

from math import nan
from pathlib import Path
from typing import Annotated

import typer

from studio.cli.language import Language
from studio.cli.outfit import Outfit

_HELP = {
    "trc": "Joints for OpenSim and Sports2D.",
    "mot": "Angles for OpenSim.",
    "c3d": "Joints for motion-capture programs; needs the extra c3d.",
    "video": "Annotated video as MP4.",
    "gif": "One rep as GIF.",
    "kinogram": "The phases of one rep side by side, as PNG.",
    "still": "One frame with its drawings, as PNG.",
}


def export(  # noqa: PLR0917 -- one parameter per option of the command
    context: typer.Context,
    clip: Annotated[Path, typer.Argument(help="The clip.", show_default=False)],
    exercise: Annotated[str, typer.Option("--exercise", help="Id of the exercise; without it the usual one.")] = "",
    trc: Annotated[Path | None, typer.Option("--trc", help=_HELP["trc"])] = None,
    mot: Annotated[Path | None, typer.Option("--mot", help=_HELP["mot"])] = None,
    c3d: Annotated[Path | None, typer.Option("--c3d", help=_HELP["c3d"])] = None,
    video: Annotated[Path | None, typer.Option("--video", help=_HELP["video"])] = None,
    gif: Annotated[Path | None, typer.Option("--gif", help=_HELP["gif"])] = None,
    kinogram: Annotated[Path | None, typer.Option("--kinogram", help=_HELP["kinogram"])] = None,
    still: Annotated[Path | None, typer.Option("--still", help=_HELP["still"])] = None,
    rep: Annotated[int, typer.Option("--rep", min=1, help="Rep of --gif and --kinogram.")] = 1,
    at: Annotated[float, typer.Option("--at", min=0.0, help="Time of --still in seconds.")] = 0.0,
    speed: Annotated[float, typer.Option("--speed", min=0.05, max=4.0, help="Share of the real speed.")] = 1.0,
    emphasis: Annotated[str, typer.Option("--at-moments", help="none, slow or freeze.")] = "none",
    side_by_side: Annotated[bool, typer.Option("--side-by-side", help="The original beside the drawing.")] = False,
    hide_face: Annotated[bool, typer.Option("--hide-face", help="Make the athlete's face unrecognisable.")] = False,
    scale: Annotated[float, typer.Option("--metres-per-px", help="Scale at the body; else the plate's.")] = nan,
    review: Annotated[Path | None, typer.Option("--review", help="A stored review of this clip.")] = None,
    language: Language = "en",
) -> int:
    """Analyse a clip and write it for other programs: motion files, annotated video, pictures."""
    from studio.cli.export import ExportOptions, export_clip

    outfit = context.obj
    assert isinstance(outfit, Outfit)
    options = ExportOptions(
        clip=clip,
        exercise_id=exercise,
        files={"trc": trc, "mot": mot, "c3d": c3d, "video": video, "gif": gif, "kinogram": kinogram, "still": still},
        rep=rep,
        at_s=at,
        speed=speed,
        emphasis=emphasis,
        is_side_by_side=side_by_side,
        hides_face=hide_face,
        metres_per_px=scale,
        review_file=review,
        language=language,
    )
    return export_clip(outfit.make_studio(), options)
