"""Write THIRD_PARTY.md: every package that an installation of the studio brings, with its licence.

Run it in an environment that holds the studio: `python packaging/licences.py`.
"""

import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

TARGET = Path(__file__).with_name("THIRD_PARTY.md")
STUDIO = "lockout-studio"
DROPPED = {"opencv-contrib-python"}

HEADER = """# Third-party software and data

Lockout Studio is licensed under Apache-2.0. An installation brings these packages, each under its own licence; the
licence texts lie in each package's `dist-info` folder.

| package | version | licence | home |
|---|---|---|---|
"""

FOOTER = """
Qt for Python (PySide6, shiboken6) is used under the LGPL-3.0, dynamically linked and replaceable: another build of the
same version may be installed over it.

The pose model (BlazePose GHUM, *full*) is licensed under Apache-2.0 by its makers; it is fetched, not shipped. The
rendered sample set uses MakeHuman system assets (CC0 1.0). Reports are set in Inter (SIL Open Font License 1.1), which
lies in `resources/report/fonts` with its licence.
"""


def main() -> int:
    """Write the table and return 0."""
    TARGET.write_text(table(), encoding="utf-8")
    return 0


def table() -> str:
    """The whole document as text, for this environment."""
    rows = [_row(package) for package in sorted(runtime_packages(), key=lambda item: item.name.lower())]
    return HEADER + "\n".join(rows) + "\n" + FOOTER


def runtime_packages() -> list[Distribution]:
    """Every package that the studio needs, directly or not, without extras."""
    found: dict[str, Distribution] = {}
    waiting = [STUDIO]
    while waiting:
        name = waiting.pop()
        if name in found or name in DROPPED:
            continue
        try:
            package = distribution(name)
        except PackageNotFoundError:
            continue
        found[name] = package
        waiting += [_name(line) for line in package.requires or [] if "extra ==" not in line]
    del found[STUDIO]
    return list(found.values())


def _name(requirement: str) -> str:
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert match is not None
    return re.sub(r"[-_.]+", "-", match.group()).lower()


def _row(package: Distribution) -> str:
    return f"| {package.name} | {package.version} | {_licence(package)} | {_home(package)} |"


def _licence(package: Distribution) -> str:
    metadata = package.metadata
    expression = metadata.get("License-Expression") or ""
    classifiers = metadata.get_all("Classifier") or []
    named = [line.rsplit("::", 1)[1].strip() for line in classifiers if line.startswith("License ::")]
    short = (metadata.get("License") or "").strip().splitlines()
    chosen = expression or ", ".join(named) or (short[0] if short else "see its dist-info folder")
    return chosen[:120].replace("|", "/")


def _home(package: Distribution) -> str:
    metadata = package.metadata
    links = {
        key.strip().lower(): url.strip()
        for key, _, url in (line.partition(",") for line in metadata.get_all("Project-URL") or [])
    }
    for key in ("homepage", "home", "source", "source code", "repository"):
        if key in links:
            return links[key]
    return metadata.get("Home-page") or next(iter(links.values()), "")


if __name__ == "__main__":
    sys.exit(main())
