"""The set of checks is public: ids stay, and each check proves itself by its examples."""

from pathlib import Path

from hub.judging.checks.registry import all_checks

SNAPSHOT = Path(__file__).parent / "check_ids.txt"


def test_check_ids_match_the_snapshot() -> None:
    assert [check.id for check in all_checks()] == SNAPSHOT.read_text(encoding="utf-8").split()


def test_every_check_has_examples_that_hit_and_near_misses_in_both_languages() -> None:
    for check in all_checks():
        chinese = [
            example
            for example in check.examples
            if any("\u4e00" <= letter <= "\u9fff" for letter in example.marked)
        ]
        others = [example for example in check.examples if example not in chinese]
        assert len(chinese) >= 6, check.id
        assert len(others) >= 6, check.id
        assert any("⟦" in example.marked for example in check.examples), check.id
        assert any("⟦" not in example.marked for example in check.examples), check.id


def test_every_check_is_named_in_both_languages() -> None:
    assert [check.id for check in all_checks() if set(check.label) != {"zh", "en"}] == []
