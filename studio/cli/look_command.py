"""`lockout look`: the coach's name, logo and colours, which all reports carry."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from studio.core.errors import UsageError


def look(  # noqa: PLR0917 -- one parameter per option of the command
    coach: Annotated[str | None, typer.Option("--coach", help="Your name.")] = None,
    contact: Annotated[str | None, typer.Option("--contact", help="One line, such as a web address.")] = None,
    logo: Annotated[Path | None, typer.Option("--logo", help="A PNG or JPEG.")] = None,
    no_logo: Annotated[bool, typer.Option("--no-logo", help="Print no logo.")] = False,
    accent: Annotated[str | None, typer.Option("--accent", help="Colour of headings, such as #00567a.")] = None,
    theme: Annotated[str | None, typer.Option("--theme", help="calm, warm or grey.")] = None,
    paper: Annotated[str | None, typer.Option("--paper", help="a4 or us-letter.")] = None,
) -> int:
    """Set what all reports look like; without options, print it."""
    from studio.assets import config_dir
    from studio.core.report import Paper, ReportTheme
    from studio.services.report_style import load_style, save_style, with_logo

    style = load_style(config_dir())
    changed = replace(
        style,
        coach=style.coach if coach is None else coach,
        contact=style.contact if contact is None else contact,
        accent=style.accent if accent is None else accent,
        theme=style.theme if theme is None else ReportTheme(_one_of(theme, list(ReportTheme))),
        paper=style.paper if paper is None else Paper(_one_of(paper, list(Paper))),
        logo=b"" if no_logo else style.logo,
    )
    if logo is not None:
        changed = with_logo(changed, logo)
    if changed != style:
        save_style(config_dir(), changed)
    for name in ("coach", "contact", "accent", "theme", "paper"):
        typer.echo(f"{name:<8} {getattr(changed, name) or '-'}")
    typer.echo(f"{'logo':<8} {f'{len(changed.logo)} bytes' if changed.logo else '-'}")
    return 0


def _one_of(given: str, known: Sequence[str]) -> str:
    if given not in known:
        raise UsageError(f"“{given}” is none of them.", remedy=f"Choose {', '.join(known)}.")
    return given
