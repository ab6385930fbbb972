"""Which forms have which lemma, and which lemmas there are: models/en/lemmas.json, counted on the training treebanks.

usage: python -m training.lemmas ../shared/data [FOLDER OF THE MODEL]
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ("treebanks/ewt/train.conllu", "treebanks/gum/train.conllu")
OPEN = ("VERB", "NOUN", "ADJ", "ADV", "AUX")


def rows(data: Path) -> Iterator[tuple[str, str, str, str]]:
    """Form (lower case), universal tag, fine tag and lemma of every word of the training treebanks."""
    for source in SOURCES:
        for line in (data / source).read_text(encoding="utf8").splitlines():
            cells = line.split("\t")
            if len(cells) == 10 and cells[0].isdigit():
                yield cells[1].lower(), cells[3], cells[4], cells[2]


def own_lemmas() -> dict[str, set[str]]:
    """Head words of the lexicon's entries, which are English words too."""
    found: dict[str, set[str]] = {"VERB": set(), "NOUN": set()}
    for folder, tag in (("verbs", "VERB"), ("nouns", "NOUN")):
        for path in (ROOT / "knowledge" / "lang" / "en" / folder).glob("*.yml"):
            for entry in yaml.safe_load(path.read_text(encoding="utf8")):
                found[tag] |= {lemma.split()[0 if tag == "VERB" else -1] for lemma in entry["lemmas"]}
    return found


def irregular_verbs() -> dict[str, list[str]]:
    """Irregular verbs of our own list, for forms that the treebanks do not have."""
    data = yaml.safe_load((ROOT / "knowledge" / "lang" / "en" / "irregular.yml").read_text(encoding="utf8"))
    return {str(lemma): [str(f) for f in found] for lemma, found in data["verbs"].items()}


def build(data: Path) -> dict[str, dict[str, object]]:
    """Forms that nearly always have one lemma which is not the form itself, and all lemmas, by tag."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    lemmas: dict[str, Counter[str]] = defaultdict(Counter)
    for form, tag, fine, lemma in rows(data):
        if tag in OPEN and lemma != "_" and form.isalpha():
            counts[f"{tag} {fine}", form][lemma] += 1
            lemmas[tag][lemma] += 1
    forms: dict[str, dict[str, str]] = defaultdict(dict)
    for (tag, form), found in counts.items():
        lemma, number = found.most_common(1)[0]
        if number >= 0.75 * sum(found.values()):
            forms[tag][form] = lemma
    for lemma, irregular in irregular_verbs().items():
        for form in irregular:
            for fine in ("VBD", "VBN"):
                forms[f"VERB {fine}"].setdefault(form, lemma)
    known = {tag: set(found) for tag, found in lemmas.items()}
    for tag, more in own_lemmas().items():
        known[tag] |= more
    listed = {tag: sorted(w for w in words if w.islower() and w.isalpha()) for tag, words in known.items()}
    return {
        "forms": {t: dict(sorted(f.items())) for t, f in sorted(forms.items())},
        "lemmas": dict(sorted(listed.items())),
    }


def main() -> None:
    """Write the file."""
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "models" / "en"
    target = folder / "lemmas.json"
    target.write_text(
        json.dumps(build(Path(sys.argv[1])), ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf8"
    )
    print(f"{target}: {target.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
