"""`lockout analyze`: a clip in, findings, JSON, CSV and PDF out."""

from dataclasses import dataclass
from pathlib import Path

import typer

from studio.cli.findings import print_findings
from studio.cli.progress import run_job
from studio.core.analysis import Analysis
from studio.core.exercise import Exercise
from studio.core.review import Review
from studio.services.analyse import AnalysisRequest, analyse
from studio.services.jobs import JobContext
from studio.services.report import make_report
from studio.services.studio import Studio


@dataclass(frozen=True, slots=True)
class AnalyzeOptions:
    """The options of the command."""

    clip: Path
    exercise_id: str
    json_file: Path | None = None
    csv_file: Path | None = None
    report_file: Path | None = None
    workers: int = 0
    uses_cache: bool = True
    language: str = "en"
    rule_pack: str | None = None


def analyze_clip(studio: Studio, options: AnalyzeOptions) -> int:
    """Analyse the clip and write what was asked for; with no file asked for, print the findings."""
    request = AnalysisRequest(
        path=options.clip,
        exercise_id=options.exercise_id,
        language=options.language,
        workers=options.workers,
        uses_cache=options.uses_cache,
        rule_pack=options.rule_pack,
    )

    def work(context: JobContext) -> Analysis:
        analysis = analyse(studio, request, context)
        _write_results(studio, analysis, options, context)
        return analysis

    analysis = run_job(work, title=f"analysing {options.clip.name}", language=options.language)
    for note in analysis.notes:
        typer.echo(note, err=True)
    if not (options.json_file or options.csv_file):
        print_findings(analysis, _exercise(studio, analysis, options))
    return 0


def _write_results(studio: Studio, analysis: Analysis, options: AnalyzeOptions, context: JobContext) -> None:
    review = Review(clip_sha256=analysis.clip.sha256)
    if options.json_file is not None:
        studio.exporter.write_json(options.json_file, analysis, review)
    if options.csv_file is not None:
        studio.exporter.write_csv(options.csv_file, analysis, review)
    if options.report_file is not None:
        exercise = _exercise(studio, analysis, options)
        make_report(studio, analysis, review, exercise, path=options.report_file, context=context)


def _exercise(studio: Studio, analysis: Analysis, options: AnalyzeOptions) -> Exercise:
    return studio.exercise(analysis.exercise.id, options.language, rule_pack=options.rule_pack)
