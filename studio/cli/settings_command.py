"""`lockout settings`: list what can be set, set it, put it back. The list is the declarations' own."""

from typing import Annotated

import typer

from studio.cli.language import Language
from studio.cli.outfit import Outfit


def settings(
    context: typer.Context,
    key: Annotated[str, typer.Argument(help="One setting, such as look.theme.")] = "",
    value: Annotated[str | None, typer.Argument(help="Its new value; without it, the one in force is printed.")] = None,
    reset: Annotated[bool, typer.Option("--reset", help="Put the first value back; without a key, all.")] = False,
    language: Language = "en",
) -> int:
    """List the settings with their values, or print, set or put back one of them."""
    from studio.assets import config_dir
    from studio.services.report_style import ReportLook
    from studio.services.sentences import sentences_in
    from studio.services.settings import parsed

    tell = sentences_in(language).tell
    outfit: Outfit = context.obj
    chosen = outfit.make_studio().settings
    chosen.bind_look(ReportLook(config_dir()))
    if reset and key:
        chosen.reset(key)
    elif reset:
        chosen.reset_all()
    elif key and value is not None:
        chosen.set(key, parsed(chosen.setting(key), value))
    listed = [chosen.setting(key)] if key else list(chosen.declared)
    for setting in listed:
        mark = " " if chosen.is_default(setting.key) else "*"
        shown = f"{chosen.said(setting.key)} {setting.unit}".strip()
        typer.echo(
            shown if key else f"{mark} {setting.key:<24} {shown:<12} {tell(setting.title)}. {tell(setting.help)}"
        )
    for problem in chosen.problems:
        typer.echo(tell(problem), err=True)
    return 0
