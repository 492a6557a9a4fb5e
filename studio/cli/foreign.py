"""Prints and keeps what came from other programs."""

from pathlib import Path

import typer

from studio.cli.progress import run_job
from studio.core.review import Review
from studio.services.analyse import AnalysisRequest, analyse
from studio.services.foreign_files import compare, take_over
from studio.services.review_files import read_review, review_file_of, write_review
from studio.services.sentences import sentences_in
from studio.services.studio import Studio


def take_over_drawings(studio: Studio, clip: Path, file: Path, *, language: str) -> int:
    """Put Kinovea's drawings and key images into the review beside the clip."""
    info = studio.video.probe(clip)
    drawings = studio.read_foreign().read_drawings(file, info)
    beside = review_file_of(clip)
    review = read_review(beside) if beside.is_file() else Review(clip_sha256=info.sha256)
    write_review(beside, take_over(review, drawings))
    tell = sentences_in(language).tell
    typer.echo(tell(f"{len(drawings.annotations)} drawings, {len(drawings.key_moments)} key moments: {beside}"))
    for name, count in drawings.left_out:
        typer.echo(tell(f"Left out: {count} × {name}"), err=True)
    return 0


def compare_courses(studio: Studio, clip: Path, file: Path, exercise_id: str, *, language: str) -> int:
    """Print how well another program's joints agree with the studio's."""
    courses = studio.read_foreign().read_courses(file)
    analysis = run_job(
        lambda context: analyse(
            studio, AnalysisRequest(path=clip, exercise_id=exercise_id, language=language), context
        ),
        title=f"analysing {clip.name}",
        language=language,
    )
    told = compare(analysis, courses)
    tell = sentences_in(language).tell
    typer.echo(tell(f"{told.frame_count} frames in common"))
    for joint, distance_px in told.distance_px.items():
        typer.echo(f"{joint.name.lower().replace('_', ' '):<16} {distance_px:7.1f} px")
    for name, (mean, spread) in (("hip angle", told.hip_angle_deg), ("knee angle", told.knee_angle_deg)):
        typer.echo(f"{tell(name):<16} {mean:+7.1f}° ± {spread:.1f}°")
    return 0
