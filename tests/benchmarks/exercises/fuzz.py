"""Broken manifests, rule packs and rules by the thousand: each listed with its problem, none a crash, none half loaded.

python tests/benchmarks/exercises/fuzz.py [--examples 3000] [--seed 1] [--accepted]

A mutation that is accepted although it changes what is judged is counted apart; `--accepted` lists those by key, to be
read: each must be a change that an author may want.
"""

import argparse
import json
import random
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from hostile_rules import HOSTILE_RULES
from toml_text import as_toml

from studio.assets import plugins_dir
from studio.core.errors import BrokenExercise, StudioError
from studio.core.exercise import ExerciseEntry, ExerciseState
from studio.exercises import ExerciseCatalogue
from studio.exercises.source import is_shown

VALUES = (
    0, 1, -1, 3.5, 1e300, 10**400, float("nan"), float("inf"), True, False, "", " ", "x", "../../etc", "a\u0000b",
    "\u001b[2J", "\u202eevil", "x" * 100_000, [], [1], [[1, 2]], [[]], ["side", "side"], {}, {"a": 1}, [{}],
    [3, 2, 1], [1, 1, 1], [2, 2, 1], [float("nan")], [1e308, 1e309],
)  # fmt: skip
LONGEST = 600
Place = tuple[str | int, ...]


def places(value: Any, place: Place = ()) -> Iterator[Place]:
    """Every table, list and value of a file."""
    if place:
        yield place
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inside:
        yield from places(item, (*place, key))


def at(tree: Any, place: Place) -> Any:
    """What stands at a place."""
    for key in place:
        tree = tree[key]
    return tree


def deleted(chance: random.Random, tree: Any, place: Place) -> None:
    del at(tree, place[:-1])[place[-1]]


def misspelt(chance: random.Random, tree: Any, place: Place) -> None:
    parent = at(tree, place[:-1])
    if isinstance(parent, dict):
        parent[f"{place[-1]}x"] = parent.pop(place[-1])


def added_to(chance: random.Random, tree: Any, place: Place) -> None:
    parent = at(tree, place[:-1])
    if isinstance(parent, dict):
        parent["surprise"] = chance.choice(VALUES)


def replaced(chance: random.Random, tree: Any, place: Place) -> None:
    at(tree, place[:-1])[place[-1]] = chance.choice(VALUES)


def exchanged(chance: random.Random, tree: Any, place: Place) -> None:
    """Put a value of the same kind from elsewhere in the file there: right in form, wrong in place."""
    kind = type(at(tree, place))
    same = [other for other in places(tree) if type(at(tree, other)) is kind and not set_apart(other, place)]
    at(tree, place[:-1])[place[-1]] = at(tree, chance.choice(same or [place]))


def set_apart(one: Place, other: Place) -> bool:
    """Whether one lies inside the other: a list cannot hold itself."""
    length = min(len(one), len(other))
    return one[:length] == other[:length]


def doubled(chance: random.Random, tree: Any, place: Place) -> None:
    parent = at(tree, place[:-1])
    if isinstance(parent, list):
        parent.append(parent[int(place[-1])])


def turned(chance: random.Random, tree: Any, place: Place) -> None:
    value = at(tree, place)
    if isinstance(value, list):
        value.reverse()
    elif isinstance(value, int | float):
        at(tree, place[:-1])[place[-1]] = -value


def magnified(chance: random.Random, tree: Any, place: Place) -> None:
    value = at(tree, place)
    if isinstance(value, int | float) and not isinstance(value, bool):
        at(tree, place[:-1])[place[-1]] = value * chance.choice((10, 1000, 1e9, 1e-9))


Mutation = Callable[[random.Random, Any, Place], None]
MUTATIONS: tuple[Mutation, ...] = (
    deleted, misspelt, added_to, replaced, replaced, exchanged, doubled, turned, magnified
)  # fmt: skip


def torn(chance: random.Random, content: bytes) -> bytes:
    """Bytes that a disk, an editor or a download may leave."""
    cut, other = sorted(chance.randrange(len(content)) for _ in range(2))
    return chance.choice(
        (
            content[:cut],
            content[:cut] + content[other:],
            content[:cut] + content[cut:other] * 2 + content[other:],
            content[:cut] + chance.randbytes(8) + content[cut:],
            content.replace(b"\n", b"\r"),
            content[:cut] + b"\x00" + content[cut:],
            b"\xef\xbb\xbf" * 2 + content,
            content.decode().encode("utf-16"),
            content[:cut] + b"[" * 3000 + content[cut:],
        )
    )


def generic(place: Place) -> str:
    """A place without its numbers, to count by."""
    return ".".join(
        "#" if isinstance(key, int) else key if not key.startswith(("F-", "M-")) else key[0] for key in place
    )


class Fuzzer:
    """Mutates files of copies in one folder and looks at what the catalogue makes of it."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.counts = Counter[str]()
        self.accepted = Counter[str]()
        self.examples: dict[str, str] = {}
        self.violations: list[str] = []
        self.slowest_s = 0.0
        self._mine, self._packs = folder / "mine", folder / "packs"
        self._place = self._mine / "fuzzed"
        for name in ("i18n", "cases"):
            (self._place / name).mkdir(parents=True)
        self._packs.mkdir()
        self._catalogue = ExerciseCatalogue([plugins_dir(), self._mine], packs=self._packs)
        self._shipped = [entry.id for entry in self._catalogue.entries() if entry.is_shipped]

    def one(self, kind: str) -> None:
        """One mutated file; an error that gets out is a violation and ends the run."""
        source = self.chance.choice(sorted(plugins_dir().glob("*/exercise.toml")))
        self._lay_out(source)
        tree, target = self._to_change(kind, source)
        write = as_json if kind == "cases" else as_toml
        before = write(tree).encode()
        what, after = self._mutated(tree, before, write)
        target.write_bytes(after)
        started = time.perf_counter()
        looks = {"pack": self._pack_problems, "cases": lambda: self._catalogue.check(self._place)}
        try:
            problems = looks.get(kind, self._problems)()
        except Exception as error:  # noqa: BLE001 - whatever gets out is a violation
            self.violations.append(f"{kind}: {what}: {type(error).__name__}: {str(error)[:300]}")
            problems = ("x.toml:1: violation",)
        self.slowest_s = max(self.slowest_s, time.perf_counter() - started)
        self._note(kind, what, problems, is_same=before == after or same_content(before, after))
        target.unlink()
        for case in (self._place / "cases").glob("*.json"):
            case.unlink()

    def _lay_out(self, source: Path) -> None:
        """A whole plugin, so that only the mutated file is wrong."""
        tree = tomllib.loads(source.read_text())
        tree["id"] = "fuzzed"
        (self._place / "exercise.toml").write_text(as_toml(tree))
        for words in (source.parent / "i18n").glob("*.toml"):
            (self._place / "i18n" / words.name).write_bytes(words.read_bytes())

    def _to_change(self, kind: str, source: Path) -> tuple[Any, Path]:
        """What is mutated, and the file that it goes into."""
        if kind == "pack":
            return pack_of(source), self._packs / "fuzzed.toml"
        if kind == "cases":
            case = self.chance.choice(sorted((source.parent / "cases").glob("F-*.json")))
            for file in (case, case.with_name("clean.json")):
                (self._place / "cases" / file.name).write_bytes(file.read_bytes())
            return json.loads(case.read_text()), self._place / "cases" / case.name
        name = "exercise.toml" if kind == "manifest" else self.chance.choice(("i18n/en.toml", "i18n/de.toml"))
        return tomllib.loads((self._place / name).read_text()), self._place / name

    def _mutated(self, tree: Any, before: bytes, write: Callable[[Any], str]) -> tuple[str, bytes]:
        if self.chance.random() < 0.15:
            return "torn", torn(self.chance, before)
        place = self.chance.choice(list(places(tree)))
        mutation = self.chance.choice(MUTATIONS)
        mutation(self.chance, tree, place)
        return f"{mutation.__name__} {generic(place)}", write(tree).encode(errors="surrogatepass")

    def _problems(self) -> tuple[str, ...]:
        entries = self._catalogue.entries()
        self._must_work(entries)
        entry = next(entry for entry in entries if not entry.is_shipped)
        self._catalogue.allow(entry.id)
        try:
            self._catalogue.load(entry.id)
        except BrokenExercise:
            assert entry.problems, "it does not load and the list does not say why"
        else:
            assert not entry.problems, "it loads although the list says that it is broken"
        return entry.problems

    def _pack_problems(self) -> tuple[str, ...]:
        (pack,) = self._catalogue.rule_packs()
        self._must_work(self._catalogue.entries())
        try:
            self._catalogue.load(pack.exercise, rule_pack=pack.id)
        except StudioError:
            assert pack.problems, "it does not load and the list does not say why"
        else:
            assert not pack.problems, "it loads although the list says that it is broken"
        return pack.problems

    def _must_work(self, entries: tuple[ExerciseEntry, ...]) -> None:
        ready = [entry.id for entry in entries if entry.is_shipped and entry.state is ExerciseState.READY]
        assert ready == self._shipped, "a broken neighbour disturbed a shipped exercise"
        assert self._catalogue.load("hip-thrust-barbell").faults

    def _note(self, kind: str, what: str, problems: tuple[str, ...], *, is_same: bool) -> None:
        if problems:
            has_line = all(":" in problem.split(" ", 1)[0][:-1] for problem in problems)
            self.counts[f"{kind}: refused, every problem with its line" if has_line else f"{kind}: refused"] += 1
            if not all(map(is_sound, problems)):
                self.violations.append(f"{kind}: {what}: {[problem[:300] for problem in problems]}")
            if not has_line:
                self.examples.setdefault(f"no line: {what}", next(p for p in problems))
        elif is_same:
            self.counts[f"{kind}: accepted, same meaning"] += 1
        else:
            self.counts[f"{kind}: accepted, other meaning"] += 1
            self.accepted[f"{kind}: {what}"] += 1

    def rules(self) -> None:
        """Every hostile rules.py of the collection."""
        source = plugins_dir() / "glute_bridge"
        self._lay_out(source / "exercise.toml")
        for what, code in HOSTILE_RULES.items():
            (self._place / "rules.py").write_bytes(code if isinstance(code, bytes) else code.encode("utf-8"))
            started = time.perf_counter()
            try:
                problems = self._problems_of_rules()
            except BaseException as error:  # noqa: BLE001 - whatever gets out is a violation
                self.violations.append(f"rules: {what}: {type(error).__name__} {error!s:.200}")
                continue
            lasted_s = time.perf_counter() - started
            if not problems or lasted_s > 5.0 or not all(map(is_sound, problems)):
                self.violations.append(f"rules: {what}: {lasted_s:.1f} s, {[p[:300] for p in problems]}")
                continue
            self.counts["rules: refused"] += 1
            self.examples[f"rules: {what}"] = problems[0]
        (self._place / "rules.py").unlink()

    def _problems_of_rules(self) -> tuple[str, ...]:
        entry = next(entry for entry in self._catalogue.entries() if not entry.is_shipped)
        self._catalogue.allow("fuzzed")
        try:
            self._catalogue.load("fuzzed")
        except BrokenExercise as error:
            self._must_work(self._catalogue.entries())
            return entry.problems or (error.summary,)
        return entry.problems


def is_sound(problem: str) -> bool:
    """Whether a problem can be shown in one or two lines."""
    return len(problem) < LONGEST and all(map(is_shown, problem))


def pack_of(manifest: Path) -> Any:
    """A rule pack that touches every fault of an exercise."""
    exercise = tomllib.loads(manifest.read_text())
    faults: dict[str, Any] = {}
    for fault in exercise["faults"]:
        faults[fault["id"]] = {"weight": fault["weight"]}
        for indicator in fault["indicators"]:
            kept = {key: indicator[key] for key in ("limits", "calibrated", "unit") if key in indicator}
            faults[fault["id"]][indicator["measure"]] = {**kept, "source": "a test"}
    head = {"schema": "lockout/rule-pack/1", "id": "fuzzed", "name": "Fuzzed", "version": "1.0.0"}
    return {**head, "exercise": exercise["id"], "faults": faults}


def as_json(tree: Any) -> str:
    """A file of cases; numbers that JSON does not have are left as Python writes them."""
    return json.dumps(tree, ensure_ascii=False, indent=1)


def same_content(one: bytes, other: bytes) -> bool:
    """Whether two files hold the same."""
    read = json.loads if one.startswith(b"{") else tomllib.loads
    try:
        return bool(read(one.decode()) == read(other.decode("utf-8-sig")))
    except (ValueError, RecursionError):
        return False


def main() -> int:
    """Fuzz and print; a violation raises."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--accepted", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        fuzzer = Fuzzer(Path(folder), asked.seed)
        started = time.perf_counter()
        for number in range(asked.examples):
            fuzzer.one(("manifest", "pack", "manifest", "words", "cases")[number % 5])
        lasted_s = time.perf_counter() - started
        fuzzer.rules()
    print(f"{asked.examples} mutated files in {lasted_s:.0f} s, slowest {fuzzer.slowest_s:.2f} s")
    print(f"{len(fuzzer.violations)} violations")
    for violation in fuzzer.violations:
        print(f"  VIOLATION {violation}")
    for what, count in sorted(fuzzer.counts.items()):
        print(f"  {count:6} {what}")
    if asked.accepted:
        for what, count in fuzzer.accepted.most_common():
            print(f"  {count:6} {what}")
        for what, problem in fuzzer.examples.items():
            print(f"  {what}: {problem}")
    return 1 if fuzzer.violations else 0


if __name__ == "__main__":
    sys.exit(main())
