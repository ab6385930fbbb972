"""sayso as a component of spaCy: with its own trees, with another pipeline's, saved and loaded again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.model import Block

spacy = pytest.importorskip("spacy", reason="spaCy is an extra: pip install sayso[spacy]")
pytestmark = pytest.mark.usefixtures("quick_coder")

TEXT = "Rebels attacked the town of Orlu on Monday, killing three soldiers, police said."
WORDS = ["Rebels", "attacked", "soldiers", ",", "police", "said", "."]
HEADS = [1, 1, 1, 1, 5, 1, 1]
LABELS = ["nsubj", "ROOT", "obj", "punct", "nsubj", "parataxis", "punct"]
TAGS = ["NOUN", "VERB", "NOUN", "PUNCT", "NOUN", "VERB", "PUNCT"]
FINE = ["NNS", "VBD", "NNS", ",", "NN", "VBD", "."]
LEMMAS = ["rebel", "attack", "soldier", ",", "police", "say", "."]


def test_a_blank_pipeline_gets_the_record_and_its_spans() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sayso", config={"published": "2024-05-01", "outlet": "The Orlu Post"})
    doc = nlp(TEXT)
    record = doc._.sayso
    assert record.article.published == "2024-05-01"
    assert [e.type for e in doc._.sayso_events] == [e.type for e in record.events]
    attacked = next(s for s in doc.spans["sayso"] if s.label_ == "ASSAULT")
    assert attacked.text == "attacked"
    assert attacked.kb_id_ == record.events[0].id
    assert doc[0:2]._.sayso_events[0].type == "ASSAULT"
    assert doc[0:2]._.sayso_saying.id == "s1"
    assert [m.text for m in doc[0:1]._.sayso_actors] == ["Rebels"]


def test_user_data_names_date_and_outlet_of_one_doc() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sayso")
    doc = nlp.make_doc(TEXT)
    doc.user_data["published"] = "2023-02-03"
    assert nlp(doc)._.sayso.article.published == "2023-02-03"


def test_the_pipelines_own_trees_can_be_used() -> None:
    from spacy.tokens import Doc

    nlp = spacy.blank("en")
    component = nlp.add_pipe("sayso", config={"own_trees": False, "published": "2024-05-01"})
    doc = Doc(nlp.vocab, words=WORDS, heads=HEADS, deps=LABELS, pos=TAGS, tags=FINE, lemmas=LEMMAS)
    record = component(doc)._.sayso
    assault = next(e for e in record.events if e.type == "ASSAULT")
    assert [q.text for q in assault.actor_text] == ["Rebels"]
    assert assault.standing == "claimed"


def test_settings_are_saved_and_loaded(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sayso", config={"published": "2024-05-01"})
    nlp.to_disk(tmp_path / "pipeline")
    again = spacy.load(tmp_path / "pipeline")
    assert again(TEXT)._.sayso.article.published == "2024-05-01"
    fresh = spacy.blank("en")
    fresh.add_pipe("sayso").from_bytes(nlp.get_pipe("sayso").to_bytes())
    assert fresh(TEXT)._.sayso.article.published == "2024-05-01"


def test_another_parser_keeps_offsets_and_skips_chrome() -> None:
    from sayso.spacy_component import SpacyParser

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    text = "Home World\n\nRebels  attacked.\nPolice said so."
    blocks = [Block(kind="chrome", start=0, end=10), Block(kind="paragraph", start=12, end=len(text))]
    doc = SpacyParser(nlp).parse(text, blocks)
    assert [t.text for t in doc.tokens] == ["Rebels", "attacked", ".", "Police", "said", "so", "."]
    assert all(text[t.start : t.end] == t.text for t in doc.tokens)
    assert len(doc.sentences) == 2


def test_the_command_takes_another_pipeline_by_one_option(tmp_path: Path) -> None:
    from click.testing import CliRunner
    from spacy.language import Language
    from spacy.tokens import Doc

    from sayso.cli import cli

    @Language.component("known_trees")
    def known_trees(doc: Doc) -> Doc:
        """The tree above, whatever the words: enough to see that it and no other was used."""
        return Doc(doc.vocab, words=WORDS, heads=HEADS, deps=LABELS, pos=TAGS, tags=FINE, lemmas=LEMMAS)

    nlp = spacy.blank("en")
    nlp.add_pipe("known_trees")
    nlp.meta["name"] = "trees"
    nlp.to_disk(tmp_path / "trees")
    article = tmp_path / "one.txt"
    article.write_text(" ".join(WORDS) + "\n", encoding="utf-8")
    run = CliRunner().invoke(cli, ["code", "--spacy", str(tmp_path / "trees"), "--format", "jsonl", str(article)])
    assert run.exit_code == 0, run.output
    record = json.loads(run.stdout.splitlines()[0])
    assert "spacy-en_trees" in json.dumps(record)
    assault = next(event for event in record["events"] if event["type"] == "ASSAULT")
    assert [quote["text"] for quote in assault["actor_text"]] == ["Rebels"]
