"""The command table. Each command imports what it needs when it runs, so that `--help` stays quick."""

import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from studio import __version__
from studio.cli.export_command import export
from studio.cli.import_command import import_
from studio.cli.language import Language
from studio.cli.library_commands import library
from studio.cli.look_command import look
from studio.cli.outfit import Outfit
from studio.cli.report_command import report
from studio.cli.settings_command import settings
from studio.core.errors import Cancelled, StudioError, UsageError

_CANCELLED_EXIT = 130

app = typer.Typer(
    name="lockout",
    help="Review hip-thrust clips: joint angles, faults, and a PDF with fixes.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
models = typer.Typer(help="Pose models: list them, fetch one.", no_args_is_help=True, rich_markup_mode=None)
exercises = typer.Typer(
    help="Exercise plugins: list, check, start a new one.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(models, name="models")
app.add_typer(exercises, name="exercises")
app.add_typer(library, name="library")

Clip = Annotated[Path, typer.Argument(help="The clip.", show_default=False)]
ExerciseId = Annotated[str, typer.Option("--exercise", help="Id of the exercise; without it the usual one.")]
RulePack = Annotated[
    list[str] | None,
    typer.Option(
        "--rule-pack",
        metavar="<id>",
        help="Id or file of a rule pack, for this once; an empty one takes the own limits.",
    ),
]
Named = Annotated[str, typer.Argument(help="Id of the exercise.", show_default=False)]


def run(outfit: Outfit, arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 2 usage, 3 unreadable, 4 nobody, 5 missing, 130 cancelled."""
    try:
        result = app(args=arguments, obj=outfit, standalone_mode=False)
    except typer.TyperException as error:
        sys.stderr.write(f"{error.format_message()}\n")
        return error.exit_code
    except typer.Exit as stop:
        return stop.exit_code
    except (typer.Abort, Cancelled, KeyboardInterrupt):
        sys.stderr.write(f"{_tell(arguments, 'Cancelled.')}\n")
        return _CANCELLED_EXIT
    except StudioError as error:
        sys.stderr.write(f"{_tell(arguments, error.summary)}\n{_tell(arguments, error.remedy)}\n")
        return error.exit_code
    return result if isinstance(result, int) else 0


@app.callback(invoke_without_command=True)
def main(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Log what happens to stderr.")] = False,
) -> None:
    """Review hip-thrust clips: joint angles, faults, and a PDF with fixes."""
    level = logging.INFO if verbose else logging.ERROR
    console = logging.StreamHandler(sys.stderr)
    console.setLevel(level)  # the window's own log takes more than a terminal should show
    logging.basicConfig(level=level, format="%(levelname)s %(name)s: %(message)s", handlers=[console])
    if version:
        typer.echo(__version__)
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command()
def analyze(  # noqa: PLR0917 -- one parameter per option of the command
    context: typer.Context,
    clip: Clip,
    exercise: ExerciseId = "",
    json_file: Annotated[Path | None, typer.Option("--json", help="Write the result contract here.")] = None,
    csv_file: Annotated[
        Path | None, typer.Option("--csv", help="Write signals here; reps and findings beside.")
    ] = None,
    report: Annotated[Path | None, typer.Option("--report", help="Write the PDF here.")] = None,
    workers: Annotated[int, typer.Option("--workers", min=0, help="Pose threads; 0 = one per core.")] = 0,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Look at the clip again and keep nothing.")] = False,
    language: Language = "en",
    rule_pack: RulePack = None,
) -> int:
    """Analyse a clip; print the findings, or write them where the options say."""
    from studio.cli.analyze import AnalyzeOptions, analyze_clip

    options = AnalyzeOptions(
        clip=clip,
        exercise_id=exercise,
        json_file=json_file,
        csv_file=csv_file,
        report_file=report,
        workers=workers,
        uses_cache=not no_cache,
        language=language,
        rule_pack=_single(rule_pack),
    )
    return analyze_clip(_outfit(context).make_studio(), options)


@app.command()
def judge(
    context: typer.Context,
    case: Annotated[Path, typer.Argument(help="Measures and intake as JSON.", show_default=False)],
    json_file: Annotated[Path | None, typer.Option("--json", help="Write the judgement here.")] = None,
    language: Language = "en",
    rule_pack: RulePack = None,
) -> int:
    """Judge measures that come from elsewhere."""
    from studio.cli.judge import JudgeOptions, judge_file

    options = JudgeOptions(case=case, json_file=json_file, language=language, rule_pack=_single(rule_pack))
    return judge_file(_outfit(context).make_studio(), options)


@app.command()
def batch(  # noqa: PLR0917 -- one parameter per option of the command
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="Folder with clips.", show_default=False)],
    out: Annotated[Path, typer.Option("--out", help="Folder for results; a second run goes on where the first ended.")],
    exercise: ExerciseId = "",
    reports: Annotated[bool, typer.Option("--reports", help="Make a PDF for each clip as well.")] = False,
    workers: Annotated[int, typer.Option("--workers", min=0, help="Pose threads; 0 = one per core.")] = 0,
    language: Language = "en",
) -> int:
    """Analyse every clip of a folder: JSON for each and one summary.csv; can be interrupted and run again."""
    from studio.cli.batch import batch_folder
    from studio.services.batch import BatchOptions

    options = BatchOptions(folder, out, exercise_id=exercise, reports=reports, workers=workers, language=language)
    return batch_folder(_outfit(context).make_studio(), options)


@app.command()
def doctor(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
    language: Language = "en",
) -> int:
    """Say what is installed, what is missing, and the command that fixes it."""
    from studio.cli.inspect import print_doctor

    return print_doctor(_outfit(context).make_studio(), as_json=as_json, language=language)


@app.command()
def gui(
    context: typer.Context,
    exit_when_ready: Annotated[bool, typer.Option("--exit-when-ready", help="Quit once the window is usable.")] = False,
) -> int:
    """Open the window."""
    return _outfit(context).open_window(clip=None, exercise_id=None, exits_when_ready=exit_when_ready)


@app.command(name="open")
def open_clip(
    context: typer.Context,
    clip: Annotated[str, typer.Argument(help="Clip, case, or lockout:// link of a report.", show_default=False)],
    exercise: ExerciseId = "",
) -> int:
    """Open the window on a clip, on a case that is not kept, or on the frame that a report links to."""
    from studio.cli.opening import what_to_open

    outfit = _outfit(context)
    path, frame_index = what_to_open(outfit.make_studio, clip)
    return outfit.open_window(clip=path, exercise_id=exercise or None, exits_when_ready=False, frame_index=frame_index)


@app.command()
def demo(
    context: typer.Context,
    headless: Annotated[bool, typer.Option("--headless", help="No window: print findings, write the PDF.")] = False,
    report: Annotated[Path, typer.Option("--report", help="Where the PDF goes with --headless.")] = Path(
        "lockout-demo.pdf"
    ),
    language: Language = "en",
) -> int:
    """Analyse the shipped sample set before your eyes."""
    from studio.cli.demo import run_headless_demo, sample_clip

    if headless:
        return run_headless_demo(_outfit(context).make_studio(), report, language=language)
    return _outfit(context).open_window(clip=sample_clip(), exercise_id=None, exits_when_ready=False)


app.command(name="export")(export)
app.command(name="report")(report)
app.command(name="import")(import_)
app.command(name="look")(look)
app.command(name="settings")(settings)


@models.command(name="list")
def list_models(context: typer.Context) -> int:
    """List the pose models and where they lie."""
    from studio.cli.inspect import print_models

    return print_models(_outfit(context).make_studio())


@models.command(name="fetch")
def fetch_model(
    context: typer.Context,
    variant: Annotated[str, typer.Argument(help="lite, full or heavy.")] = "full",
) -> int:
    """Fetch a pose model; afterwards no network is needed."""
    from studio.cli.inspect import fetch

    return fetch(_outfit(context).make_studio(), variant)


@exercises.command(name="list")
def list_exercises(context: typer.Context, language: Language = "en") -> int:
    """List the installed exercises with their state."""
    from studio.cli.exercises import print_exercises

    return print_exercises(_outfit(context).make_studio(), language)


@exercises.command(name="check")
def check_exercise(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="Folder of the plugin.", show_default=False)],
    language: Language = "en",
) -> int:
    """Check a plugin folder and list every problem."""
    from studio.cli.exercises import print_check

    return print_check(_outfit(context).make_studio(), folder, language)


@exercises.command(name="new")
def new_exercise(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Name of the exercise.", show_default=False)],
    folder: Annotated[Path, typer.Option("--in", help="Folder in which to start it.")] = Path(),
    language: Language = "en",
) -> int:
    """Start a new exercise plugin."""
    from studio.cli.exercises import start_exercise

    return start_exercise(_outfit(context).make_studio(), name, folder, language)


@exercises.command(name="ids")
def list_ids(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(help="measures, faults, causes, fixes, accessories or references.")],
    language: Language = "en",
) -> int:
    """List what the manifest of an exercise may name."""
    from studio.cli.exercises import print_ids

    return print_ids(_outfit(context).make_studio(), kind, language)


@exercises.command(name="allow")
def allow_exercise(context: typer.Context, exercise: Named, language: Language = "en") -> int:
    """Let an exercise of your own or of somebody else be used, as it is now."""
    from studio.cli.exercises import allow

    return allow(_outfit(context).make_studio(), exercise, language)


@exercises.command(name="forbid")
def forbid_exercise(
    context: typer.Context,
    exercise: Named,
    language: Language = "en",  # noqa: ARG001 -- complaints are told in it
) -> int:
    """Take that consent back."""
    from studio.cli.exercises import forbid

    return forbid(_outfit(context).make_studio(), exercise)


@exercises.command(name="packs")
def list_packs(context: typer.Context, language: Language = "en") -> int:
    """List the rule packs, broken ones with their problems."""
    from studio.cli.exercises import print_packs

    return print_packs(_outfit(context).make_studio(), language)


@exercises.command(name="choose-pack")
def choose_pack(
    context: typer.Context,
    exercise: Named,
    pack: Annotated[str, typer.Argument(help="Id of the rule pack; without it the exercise's own limits.")] = "",
    language: Language = "en",
) -> int:
    """Judge an exercise with a rule pack from now on, or with its own limits again."""
    from studio.cli.exercises import choose_pack as choose

    return choose(_outfit(context).make_studio(), exercise, pack, language)


def _single(rule_packs: list[str] | None) -> str | None:
    if rule_packs and len(rule_packs) > 1:
        raise UsageError("Only one rule pack judges at a time.", remedy="Name one of them.")
    return rule_packs[0] if rule_packs else None


def _tell(arguments: Sequence[str] | None, text: str) -> str:
    """An English sentence in the language that the command line names; commands end before they can say it."""
    from studio.services.sentences import ENGLISH, sentences_in

    words = [*(sys.argv[1:] if arguments is None else arguments), ""]
    named = [word.partition("=")[2] or words[i + 1] for i, word in enumerate(words) if word.startswith("--language")]
    return sentences_in(named[-1] if named else ENGLISH).tell(text)


def _outfit(context: typer.Context) -> Outfit:
    outfit = context.obj
    assert isinstance(outfit, Outfit)
    return outfit
