"""`lockout batch`: every clip of a folder, resumable."""

from collections import Counter

import typer

from studio.cli.progress import run_job
from studio.core.errors import UnreadableInput
from studio.services.batch import BatchOptions, run_batch
from studio.services.jobs import JobContext
from studio.services.sentences import sentences_in
from studio.services.studio import Studio


def batch_folder(studio: Studio, options: BatchOptions) -> int:
    """Analyse every clip of a folder: one line for each, a summary in the end. 3 when not one could be analysed."""
    if not options.folder.is_dir():
        raise UnreadableInput(f"{options.folder.name} is not a folder.", remedy="Give a folder with clips.")
    states: Counter[str] = Counter()
    tell = sentences_in(options.language).tell

    def work(context: JobContext) -> int:
        for number, count, line in run_batch(studio, options, context):
            states[line.state] += 1
            finding = f"{line.top_fault} {line.severity}".strip() or tell("no finding")
            told = tell(line.problem) or tell(f"{line.reps} reps, {finding}")
            typer.echo(f"[{number}/{count}] {line.clip}: {tell(line.state)}: {told}")
        return sum(states.values())

    total = run_job(work, title="analysing the folder", language=options.language)
    listed = ", ".join(f"{count} {tell(state)}" for state, count in sorted(states.items()))
    typer.echo(
        tell(f"{total} clips: {listed or tell('nothing to do')}. Summary: {options.out / 'summary.csv'}"), err=True
    )
    return UnreadableInput.exit_code if total and states["failed"] == total else 0
