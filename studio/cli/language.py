"""The option that every command with words for a coach has."""

from typing import Annotated

import typer

Language = Annotated[str, typer.Option("--language", help="Language of wording: en or de.")]
