"""Which mentions of re3d are names is decided here, and which words stay in doubt; every fifth document is held out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from sayso.parse.tokens import Tokenizer
from training.gazetteer import DATA, Gazetteer
from training.sample import ANY, NOTHING, Sample, tags_for

HELD_OUT = 5
MEASURE_ONLY = "BBC Online"
KINDS: dict[str, tuple[str, ...]] = {
    "Person": ("PER",),
    "Organisation": ("ORG",),
    "Location": ("GPE", "LOC", "FAC"),
    "Nationality": ("NORP",),
    "Weapon": ("WEAPON",),
    "MilitaryPlatform": ("WEAPON",),
}
SMALL = frozenset(
    [
        "of",
        "the",
        "for",
        "and",
        "in",
        "on",
        "to",
        "de",
        "al",
        "el",
        "bin",
        "ibn",
        "-",
        "’s",
        "'s",
        "&",
        "/",
        "ad",
        "wal",
        "ul",
        "an",
        "ash",
    ]
)
NEVER = frozenset(
    [
        "the",
        "a",
        "an",
        "i",
        "we",
        "you",
        "he",
        "she",
        "it",
        "they",
        "our",
        "his",
        "her",
        "their",
        "my",
        "who",
        "this",
        "that",
        "its",
        "us",
        "coalition",
    ]
)
RULES = Path(__file__).parents[1] / "models" / "en" / "tokens.json"
_SENTENCE = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])|\n+")


@dataclass(frozen=True)
class Mention:
    """One name: code point offsets into its document, and what it may be."""

    start: int
    end: int
    kinds: tuple[str, ...]


def read_re3d(folder: Path, gazetteer: Gazetteer, *, held_out: bool) -> Iterator[Sample]:
    """Sentences of the documents in or out of the held-out part; BBC's are in neither, being for measuring only."""
    tokenizer = Tokenizer(RULES)
    for number, (document, mentions) in enumerate(_documents(folder)):
        if (number % HELD_OUT == 0) == held_out:
            yield from _sentences(document, mentions, tokenizer, gazetteer)


def _documents(folder: Path, measure_only: bool = False) -> Iterator[tuple[dict[str, str], list[dict[str, object]]]]:
    for part in sorted(
        path for path in folder.iterdir() if path.is_dir() and (path.name == MEASURE_ONLY) == measure_only
    ):
        entities = [json.loads(line) for line in (part / "entities.jsonl").read_text(encoding="utf-8").splitlines()]
        for line in (part / "documents.jsonl").read_text(encoding="utf-8").splitlines():
            document = json.loads(line)
            yield document, [entity for entity in entities if entity["documentId"] == document["_id"]]


def _sentences(document, mentions, tokenizer: Tokenizer, gazetteer: Gazetteer) -> Iterator[Sample]:  # type: ignore[no-untyped-def]
    text = document["text"]
    names, doubtful = names_of(text, mentions, gazetteer)
    cuts = [0, *(match.end() for match in _SENTENCE.finditer(text) if _ends(text, match.start(), tokenizer)), len(text)]
    for start, end in pairwise(cuts):
        pieces = tokenizer.tokens(text, start, end)
        if pieces:
            words = [text[piece.start : piece.end] for piece in pieces]
            tags = [_tag(piece.start, piece.end, text, names, doubtful) for piece in pieces]
            if gazetteer.is_common(words[0]) and "O" in tags[0]:
                tags[0] = NOTHING
            yield Sample("re3d", words, None, tags, document["_id"])


def _ends(text: str, at: int, tokenizer: Tokenizer) -> bool:
    """False behind `Brig.` and its like."""
    return not tokenizer.is_abbreviation(text[max(0, at - 20) : at].split()[-1]) if text[:at].split() else True


def names_of(text: str, mentions: list[dict[str, object]], gazetteer: Gazetteer) -> tuple[list[Mention], list[Mention]]:
    """Names, longest first and not overlapping; and the stretches of mentions that are more than a name."""
    names: list[Mention] = []
    doubtful: list[Mention] = []
    for entity in sorted(mentions, key=lambda found: int(found["begin"]) - int(found["end"])):  # type: ignore[call-overload]
        kinds = KINDS.get(str(entity["type"]))
        if kinds is None or float(entity["confidence"]) < 0.5:  # type: ignore[arg-type]
            continue
        start, end = _name_part(text, int(entity["begin"]), int(entity["end"]), gazetteer)  # type: ignore[call-overload]
        for span in _parts(text, start, end, kinds):
            _sort_in(text, entity, kinds, span, gazetteer, names, doubtful)
    return names, doubtful


def _parts(text: str, start: int, end: int, kinds: tuple[str, ...]) -> list[tuple[int, int]]:
    """`Palmyra, Syria` is two places."""
    if "GPE" not in kinds:
        return [(start, end)]
    return [(start + match.start(), start + match.end()) for match in re.finditer(r"[^,\s][^,]*", text[start:end])]


def _sort_in(text, entity, kinds, span, gazetteer, names, doubtful) -> None:  # type: ignore[no-untyped-def]
    start, end = span
    surface = text[start:end]
    if kinds == ("ORG",) and gazetteer.is_people(surface):
        kinds = ("NORP",)
    if start >= end or not _is_name(surface) or (kinds == ("PER",) and _only_titles(surface, gazetteer)):
        doubtful.append(Mention(int(entity["begin"]), int(entity["end"]), kinds))
    elif not any(other.start < end and start < other.end for other in names):
        names.append(_as_state(text, Mention(start, end, gazetteer.sharpen(surface, kinds)), gazetteer))


def _only_titles(surface: str, gazetteer: Gazetteer) -> bool:
    words = surface.split()
    return len(words) > 4 or all(gazetteer.is_title(word) or word == "Navy" for word in words)


def _as_state(text: str, mention: Mention, gazetteer: Gazetteer) -> Mention:
    """A country is a country, also where the set calls it an organisation."""
    country = text[mention.start : mention.end].casefold().removeprefix("the ") in gazetteer.countries
    return Mention(mention.start, mention.end, ("GPE",)) if country else mention


def _name_part(text: str, start: int, end: int, gazetteer: Gazetteer) -> tuple[int, int]:
    """Without the article, pronouns, titles (and the country of a title), and words in lower case before the name."""
    words = list(re.finditer(r"\S+", text[start:end]))
    at = 0
    while at < len(words) and _before_name(at, [match.group() for match in words], gazetteer):
        at += 1
    if at == len(words):
        return end, end
    return start + words[at].start(), _right(text, start, end)


def _before_name(at: int, words: list[str], gazetteer: Gazetteer) -> bool:
    word = words[at]
    if word.casefold() in NEVER or gazetteer.is_title(word):
        return len(words) > 1 or word.casefold() in NEVER
    following = words[at + 1] if at + 1 < len(words) else ""
    if word == "of":
        return at > 0 and gazetteer.is_title(words[at - 1]) and gazetteer.is_title(following)
    stately = gazetteer.is_people(word) or word.casefold() in gazetteer.countries or word.isupper() or word == "Navy"
    return stately and gazetteer.is_title(following)


def _right(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip(" .,;:"))


def _capitalised(word: str) -> bool:
    return any(letter.isupper() or letter.isdigit() for letter in word[:4])


def _is_name(surface: str) -> bool:
    """Every word begins with a capital or a digit, or is one of the small words inside names."""
    words = re.findall(r"[^\s\-/]+", surface)
    return (
        all(_capitalised(word) or word.casefold() in SMALL or not word[0].isalpha() for word in words)
        and "," not in surface
        and (surface[0].isupper() or surface[0].isdigit() or surface[:3] in ("al-", "ad-", "an-"))
        and surface[-1].isalnum()
        and "°" not in surface
    )


def _tag(start: int, end: int, text: str, names: list[Mention], doubtful: list[Mention]) -> frozenset[str]:
    for name in names:
        if name.start < end and start < name.end:
            return tags_for(name.kinds, inside=start > name.start)
    word = text[start:end]
    if word[:1].isupper() and any(mention.start < end and start < mention.end for mention in doubtful):
        return ANY
    return (
        NOTHING | tags_for(("TITLE", "EVENT", "MISC"), False) | tags_for(("TITLE", "EVENT", "MISC"), True)
        if word[:1].isupper()
        else NOTHING
    )


COARSE = {"GPE": "LOC", "FAC": "LOC"}


def write_gold(folder: Path, to: Path, *, measure_only: bool = False) -> None:
    """The held-out part as offsets alone, what counts as a name thus fixed; or BBC's part, which must not ship."""
    gazetteer = Gazetteer()
    rows = []
    for number, (document, mentions) in enumerate(_documents(folder, measure_only)):
        if measure_only or number % HELD_OUT == 0:
            names, doubtful = names_of(document["text"], mentions, gazetteer)
            spans = [[name.start, _end(name, document["text"]), _coarse(name)] for name in names if _coarse(name)]
            stretches = [[mention.start, mention.end] for mention in doubtful]
            rows.append(
                json.dumps({"document": document["_id"], "names": sorted(spans), "doubtful": sorted(stretches)})
            )
    to.write_text("\n".join(rows) + "\n", encoding="utf-8")


def _coarse(name: Mention) -> str:
    kinds = {COARSE.get(kind, kind) for kind in name.kinds}
    return kinds.pop() if len(kinds) == 1 and kinds <= {"PER", "ORG", "LOC"} else ""


def _end(name: Mention, text: str) -> int:
    """An abbreviation at the end keeps its full stop, as its token does."""
    return name.end + 1 if text[name.end - 2 : name.end + 1] in (".S.", ".N.", ".K.") else name.end


def main() -> None:
    """Write the gold of the held-out part, and of BBC's part where it stays uncommitted."""
    here = Path(__file__).parent
    (here / "cache").mkdir(exist_ok=True)
    write_gold(DATA / "re3d", here / "gold" / "re3d_held_out.jsonl")
    write_gold(DATA / "re3d", here / "cache" / "re3d_bbc.jsonl", measure_only=True)


if __name__ == "__main__":
    main()
