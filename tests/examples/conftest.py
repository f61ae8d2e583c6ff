"""The worked examples, replayed once into a fresh repository."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from casekit.history.create import create
from casekit.history.events import history
from casekit.history.outcome import open_history
from casekit.link.corpus import load_corpus
from casekit.model.corpus import Corpus
from casekit.model.history import History
from casekit.read.files import Folder
from tools import replay


@dataclass(frozen=True)
class Replayed:
    """The fresh repository: where it is, its last commit, what stands in it and what git tells of it."""

    folder: Path
    head: str
    corpus: Corpus
    history: History
    steps: replay.Recording


@pytest.fixture(scope="session")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> Replayed:
    folder = tmp_path_factory.mktemp("examples") / "r"
    recorded = replay.recording()
    head = create(folder, replay.commits(recorded=recorded))[""]
    corpus = load_corpus(Folder(folder))
    return Replayed(folder, head, corpus, history(open_history(folder), corpus.people, processes=1), recorded)
