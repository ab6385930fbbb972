"""The shipped samples are read as a person would read them, and their actors are valid knowledge."""

from __future__ import annotations

from pathlib import Path

from sayso.knowledge.actors import ActorEntry
from sayso.knowledge.loading import read_entries
from sayso.model import Article
from sayso.read import Defaults, read_articles

SAMPLES = Path(__file__).parents[2] / "samples"


def _read() -> dict[str, Article]:
    items = list(read_articles([str(SAMPLES)], Defaults()))
    articles = [item for item in items if isinstance(item, Article)]
    assert len(articles) == len(items) == 8
    return {Path(a.id).name: a for a in articles}


def test_heads_of_the_samples() -> None:
    heads = {name[:2]: (a.outlet, a.published, a.published_from) for name, a in _read().items()}
    assert heads == {
        "01": ("Lakes Press", None, "none"),
        "02": ("The Halden Chronicle", "2024-03-13", "text"),
        "03": ("THE ORVENIAN STANDARD", "2024-03-11", "text"),
        "04": ("Maral Voice", "2024-03-12", "text"),
        "05": ("Talven Valley Herald", "2024-03-12", "text"),
        "06": ("Telsk Courier", "2024-03-12", "metadata"),
        "sa": ("Kestria Today", "2024-03-14", "given"),
        "08": ("Lakes Press", "2024-03-15", "text"),
    }


def test_nothing_of_the_page_is_left_in_the_pasted_sample() -> None:
    article = _read()["05-local-pasted.txt"]
    chrome = [article.text[b.start : b.end] for b in article.blocks if b.kind == "chrome"]
    assert chrome[0] == "HomeNewsSportFarmingOpinionObituaries"
    assert chrome[-1] == "Back to top"
    assert len(chrome) == 19
    assert sum(b.kind == "paragraph" for b in article.blocks) == 8


def test_the_actors_of_the_samples() -> None:
    entries = read_entries(SAMPLES / "actors.yml", ActorEntry)
    ids = {e.id for e in entries}
    assert all(e.parent is None or e.parent in ids for e in entries)
    assert all(r.of is None or r.of in ids for e in entries for r in e.roles)
