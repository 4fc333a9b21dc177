"""Every expected error has a status, a lasting code and the one shape."""

from pathlib import Path

from flask import Flask

from hub import errors
from hub.http import STATUS, TITLES, problem

CODES = Path(__file__).with_name("error_codes.txt")


def tree(root: type[errors.HubError]) -> list[type[errors.HubError]]:
    return [root, *(found for child in root.__subclasses__() for found in tree(child))]


def test_every_error_class_has_a_status_with_a_title() -> None:
    assert set(STATUS) == set(tree(errors.HubError))
    assert all(status in TITLES for status in STATUS.values())


def test_codes_are_one_per_class_and_never_change() -> None:
    codes = sorted(error.code for error in tree(errors.HubError))
    assert codes == CODES.read_text().split()
    assert len(set(codes)) == len(codes)


def test_every_error_has_the_one_shape() -> None:
    app = Flask(__name__)
    fault = errors.Fault(where="kit.yaml:3:1", found="x", expected="y", line=3, column=1)
    with app.test_request_context():
        for error in tree(errors.HubError):
            body = problem(error("what happened", faults=[fault], details={"a": 1}))
            assert set(body) == {
                "type",
                "title",
                "status",
                "code",
                "detail",
                "request_id",
                "faults",
                "details",
            }


def test_the_tree_in_the_docstring_names_every_class() -> None:
    drawn = {line.strip("│├└─ ").split(" ")[0] for line in (errors.__doc__ or "").splitlines()}
    assert {error.__name__ for error in tree(errors.HubError)} <= drawn
