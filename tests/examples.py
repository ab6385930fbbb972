"""`./run examples`: the frozen parses of the knowledge's examples, refreshed, and what a new model parses otherwise.

Every sentence that stands in a verb, noun or cue entry as an example or near miss is parsed once and kept as CoNLL-U
under tests/parses, so that the tests of the knowledge need no model and a change of model shows what it changes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sayso import paths
from sayso.doc import Doc
from sayso.evaluate.parsed import paragraphs
from sayso.knowledge.loading import read_yaml
from sayso.parse import load
from sayso.parse.conllu import docs_from_conllu, to_conllu

PARSES = Path(__file__).with_name("parses")
FOLDERS = ("verbs", "nouns", "cues", "tests")
OWN = PARSES / "sentences.txt"  # sentences of the tests themselves, one a line
_KEYS = ("example", "examples", "near_miss", "near_misses")


def sentences(folder: str) -> dict[str, str]:
    """Every sentence of a folder of knowledge/lang/en by its name: file, entry and number."""
    found: dict[str, str] = {}
    if folder == "tests":
        return {f"tests/{n}": t for n, t in enumerate(OWN.read_text(encoding="utf8").splitlines()) if t}
    for path in sorted((paths.knowledge() / "lang" / "en" / folder).glob("*.yml")):
        data = read_yaml(path)
        for entry in data if isinstance(data, list) else ():
            texts = [t for key in _KEYS for t in _texts(entry.get(key))]
            found.update({f"{folder}/{path.name}#{entry.get('id')}/{n}": t for n, t in enumerate(texts)})
    return found


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _texts(value.get("text"))
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


def frozen(folder: str) -> dict[str, Doc]:
    """The frozen parses of a folder by the sentence's text."""
    path = PARSES / f"{folder}.conllu"
    return {doc.text: doc for _, doc in docs_from_conllu(path)} if path.is_file() else {}


def refresh(folder: str) -> list[str]:
    """Parse all sentences of a folder anew; the names of those whose tree has changed."""
    parser, old = load(), frozen(folder)
    parsed = {name: parser.parse(text, paragraphs(text)) for name, text in sentences(folder).items()}
    PARSES.mkdir(exist_ok=True)
    body = "".join(to_conllu(doc, name) for name, doc in parsed.items())
    (PARSES / f"{folder}.conllu").write_text(body, encoding="utf8")
    return [n for n, d in parsed.items() if d.text in old and _shape(d) != _shape(old[d.text])]


def _shape(doc: Doc) -> list[tuple[str, str, int, str]]:
    return [(t.lemma, t.upos, t.head, t.deprel) for t in doc.tokens]


def write_known() -> int:
    """List what the lexicon's sentences give otherwise on the present parses; how many there are."""
    from sayso.evaluate import lexicon as checks

    docs = {**frozen("verbs"), **frozen("nouns")}
    setattr(checks, "parsed", docs.__getitem__)  # noqa: B010 (the module names its parser at run time)
    failing = sorted(f"{f.rule} [{f.kind}] {f.text}" for f in checks.check(checks.lexicon().senses))
    (PARSES / "known.txt").write_text("\n".join(failing) + "\n", encoding="utf8")
    return len(failing)


def main(arguments: Sequence[str]) -> int:
    """Refresh the folders named, or all."""
    for folder in arguments or FOLDERS:
        changed = refresh(folder)
        print(f"{folder}: {len(frozen(folder))} sentences, {len(changed)} parsed otherwise")
        for name in changed:
            print(f"  {name}")
    print(f"{write_known()} sentences of the lexicon are read otherwise than their entries say: tests/parses/known.txt")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
