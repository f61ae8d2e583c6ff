"""What everything that is kept depends on: casekit's own files and the libraries that it reads with."""

from pathlib import Path

import pytest

from casekit.kept.program import LIBRARIES, digest, program, told


def test_any_file_of_the_program_counts(tmp_path: Path) -> None:
    code, data = tmp_path / "code", tmp_path / "data"
    for folder in (code / "rules", data):
        folder.mkdir(parents=True)
    seen = {told([code, data])}
    for number, (name, text) in enumerate(
        [("rules/one.py", "1"), ("rules/one.py", "2"), ("rules/two.py", "2"), ("../data/form.yaml", "a: 1")], 2
    ):
        (code / name).write_text(text)
        seen.add(told([code, data]))
        assert len(seen) == number, name
    (code / "rules" / "two.py").rename(code / "two.py")
    assert told([code, data]) not in seen


def test_what_python_makes_of_it_does_not(tmp_path: Path) -> None:
    before = told([tmp_path])
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "one.pyc").write_bytes(b"x")
    assert told([tmp_path]) == before


@pytest.mark.parametrize("library", LIBRARIES)
def test_another_version_of_a_library_counts(library: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = told([tmp_path])
    version = "casekit.kept.program.metadata.version"
    monkeypatch.setattr(version, lambda name: "0.0.1" if name == library else before.hex())
    assert told([tmp_path]) != before


def test_the_digest_of_this_program_is_one_for_the_run() -> None:
    assert program() == program()
    assert len(program()) == 32


def test_it_matters_where_one_part_ends() -> None:
    assert len({digest(b"ab", b"c"), digest(b"a", b"bc"), digest(b"abc"), digest(b"abc", b"")}) == 4
