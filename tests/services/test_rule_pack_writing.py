"""A coach's limits become a rule pack that any other door would take, and nothing that is wrong is kept."""

from dataclasses import replace
from pathlib import Path

import pytest

from studio.assets import plugins_dir
from studio.core.errors import CannotWrite, UsageError
from studio.exercises import ExerciseCatalogue
from studio.services.rule_pack_writing import (
    PackDraft,
    kept_lines,
    limit_rows,
    next_version,
    pack_id_of,
    reason_in,
    save_pack,
)

LIFT = "hip-thrust-barbell"


@pytest.fixture
def book(tmp_path: Path) -> ExerciseCatalogue:
    return ExerciseCatalogue([plugins_dir()], packs=tmp_path / "packs", choices=tmp_path / "choices.json")


def draft(book: ExerciseCatalogue, **changes: object) -> PackDraft:
    """The exercise's own limits, with a slower lowering asked for."""
    rows = tuple(
        replace(row, limits=(1.5, 1.0, 0.6)) if row.key == ("F-ECC", "M-ECC") else row
        for row in limit_rows(book.load(LIFT))
    )
    made = PackDraft(LIFT, "Änne, strict", "1.0.0", "ten “slow” years", rows)
    return replace(made, **changes)


def bands(book: ExerciseCatalogue, fault: str, measure: str):
    definition = next(one for one in book.load(LIFT).faults if one.id == fault)
    return next(one for one in definition.indicators if one.measure == measure)


def test_a_saved_pack_is_in_force_and_says_why(book: ExerciseCatalogue):
    own = bands(book, "F-HEEL", "M-HEEL").bands
    assert save_pack(book, draft(book), limit_rows(book.load(LIFT))) == "anne-strict"
    now = bands(book, "F-ECC", "M-ECC").bands
    assert now.limits == (1.5, 1.0, 0.6)
    assert now.source == "pack:anne-strict 1.0.0: ten “slow” years"
    assert reason_in(now.source) == "ten “slow” years"
    assert bands(book, "F-HEEL", "M-HEEL").bands == own
    (entry,) = book.rule_packs()
    assert (entry.name, entry.version, entry.is_chosen) == ("Änne, strict", "1.0.0", True)
    book.choose_pack(LIFT, "")
    assert bands(book, "F-ECC", "M-ECC").bands.limits != (1.5, 1.0, 0.6)


def test_limits_with_the_own_neutral_are_changed_apart(book: ExerciseCatalogue):
    own = limit_rows(book.load(LIFT))
    rows = tuple(replace(row, calibrated=(4.0, 9.0, 17.0)) if row.key == ("F-HOE", "M-HOE") else row for row in own)
    save_pack(book, draft(book, rows=rows), own)
    hoe = bands(book, "F-HOE", "M-HOE")
    assert (hoe.bands.limits, hoe.calibrated_bands.limits) == ((8, 12, 20), (4.0, 9.0, 17.0))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"name": "§ …"}, "needs a name"),
        ({"reason": " "}, "needs its reason"),
        ({"version": "one"}, "cannot be used"),
    ],
)
def test_what_is_wrong_is_refused_and_leaves_no_file(book: ExerciseCatalogue, changes, told: str):
    with pytest.raises(UsageError, match=told):
        save_pack(book, draft(book, **changes), limit_rows(book.load(LIFT)))
    assert book.rule_packs() == ()


def test_limits_in_the_wrong_order_are_told_with_their_line_and_the_old_pack_stands(book: ExerciseCatalogue):
    own = limit_rows(book.load(LIFT))
    save_pack(book, draft(book), own)
    rows = tuple(replace(row, limits=(0.6, 1.0, 1.5)) if row.key == ("F-ECC", "M-ECC") else row for row in own)
    with pytest.raises(UsageError) as caught:
        save_pack(book, draft(book, rows=rows, version="1.0.1"), own)
    assert "anne-strict.toml:8" in caught.value.remedy
    assert [one.version for one in book.rule_packs()] == ["1.0.0"]
    assert bands(book, "F-ECC", "M-ECC").bands.limits == (1.5, 1.0, 0.6)


def test_own_limits_are_no_pack(book: ExerciseCatalogue):
    own = limit_rows(book.load(LIFT))
    with pytest.raises(UsageError, match="No limit differs"):
        save_pack(book, draft(book, rows=own), own)


def test_what_a_pack_says_beyond_plain_limits_is_kept(book: ExerciseCatalogue, tmp_path: Path):
    own, rows = book.load(LIFT, rule_pack=""), limit_rows(book.load(LIFT, rule_pack=""))
    save_pack(book, draft(book), rows)
    file = tmp_path / "packs" / "anne-strict.toml"
    file.write_text(file.read_text(encoding="utf-8") + "\n[faults.F-HEEL]\nweight = 2.5\n", encoding="utf-8")
    kept = kept_lines(book.load(LIFT), own)
    assert kept == ("", "[faults.F-HEEL]", "weight = 2.5")
    save_pack(book, draft(book, version="1.0.1", kept=kept), rows)
    assert next(one for one in book.load(LIFT).faults if one.id == "F-HEEL").weight == 2.5
    assert bands(book, "F-ECC", "M-ECC").bands.limits == (1.5, 1.0, 0.6)


def test_templates_that_a_pack_words_itself_are_kept(book: ExerciseCatalogue, tmp_path: Path):
    own, rows = book.load(LIFT, rule_pack=""), limit_rows(book.load(LIFT, rule_pack=""))
    save_pack(book, draft(book), rows)
    file = tmp_path / "packs" / "anne-strict.toml"
    file.write_text(file.read_text(encoding="utf-8") + '\n[session]\nwarm_up = "Row \\"easy\\"."\n', encoding="utf-8")
    kept = kept_lines(book.load(LIFT), own)
    assert kept == ("", "[session]", 'warm_up = "Row \\"easy\\"."')
    save_pack(book, draft(book, version="1.0.1", kept=kept), rows)
    assert book.load(LIFT).knowledge.texts["session.warm_up"] == 'Row "easy".'


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path):
    (tmp_path / "packs").write_text("a file where the folder should be")
    book = ExerciseCatalogue([plugins_dir()], packs=tmp_path / "packs", choices=tmp_path / "choices.json")
    with pytest.raises(CannotWrite):
        save_pack(book, draft(book), limit_rows(book.load(LIFT)))


@pytest.mark.parametrize(("before", "after"), [("1.2.9", "1.2.10"), ("", "1.0.0"), ("two", "1.0.0")])
def test_the_next_version(before: str, after: str):
    assert next_version(before) == after


@pytest.mark.parametrize(("name", "wanted"), [("Anna, strict", "anna-strict"), ("Übung 2", "ubung-2"), ("…", "")])
def test_an_id_follows_from_the_name(name: str, wanted: str):
    assert pack_id_of(name) == wanted
