"""How right the trees are is decided here, by the rules of CoNLL 2018, from raw text or from gold words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, product
from pathlib import Path

from sayso.model import Block
from sayso.parse import Parser, load
from sayso.parse.parser import Answer

CONTENT = frozenset(
    [
        "nsubj",
        "obj",
        "iobj",
        "csubj",
        "ccomp",
        "xcomp",
        "obl",
        "vocative",
        "expl",
        "dislocated",
        "advcl",
        "advmod",
        "discourse",
        "nmod",
        "appos",
        "nummod",
        "acl",
        "amod",
        "conj",
        "fixed",
        "flat",
        "compound",
        "list",
        "parataxis",
        "orphan",
        "goeswith",
        "reparandum",
        "root",
        "dep",
    ]
)
UNIVERSAL_FEATURES = frozenset(
    [
        "PronType",
        "NumType",
        "Poss",
        "Reflex",
        "Foreign",
        "Abbr",
        "Gender",
        "Animacy",
        "Number",
        "Case",
        "Definite",
        "Degree",
        "VerbForm",
        "Mood",
        "Tense",
        "Aspect",
        "Voice",
        "Evident",
        "Polarity",
        "Person",
        "Polite",
    ]
)
METRICS = ("Words", "UPOS", "XPOS", "UFeats", "Lemmas", "UAS", "LAS", "CLAS")
GOLD_KEPT = ("UPOS", "XPOS", "UFeats", "Lemmas", "UAS", "LAS", "CLAS")
RAW_KEPT = ("Tokens", "Sentences", "UPOS", "LAS")
WHOLE = "all"


@dataclass
class Word:
    """One syntactic word; head is the place of its head in the document, -1 the root."""

    start: int
    end: int
    upos: str
    xpos: str
    feats: str
    lemma: str
    head: int
    deprel: str


@dataclass
class GoldDoc:
    """One document of a treebank with its text rebuilt, a block a paragraph."""

    name: str
    text: str = ""
    blocks: list[Block] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    tokens: list[tuple[int, int]] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)  # words first..last, exclusive

    @property
    def genre(self) -> str:
        """The genre in the document's name: `GUM_news_iodine` is news, `weblog-...` is weblog."""
        return self.name.split("_")[1] if self.name.startswith("GUM") else self.name.split("-")[0]


Counts = dict[str, list[int]]  # metric -> gold, found, right


def score(data: Path) -> dict[str, float]:
    """What floors are set on: tags and trees with gold words, sentences and trees from raw text, by set and for news."""
    parser = load()
    figures: dict[str, float] = {}
    manners = (("gold", GOLD_KEPT), ("raw", RAW_KEPT))
    for (bank, part), (manner, kept) in product((("ewt", "dev"), ("ewt", "test"), ("gum", "dev")), manners):
        genres = score_file(parser, data / "treebanks" / bank / f"{part}.conllu", gold_words=manner == "gold")
        figures |= _named(f"{bank} {part}", manner, kept, {WHOLE: genres[WHOLE]})
        if bank == "gum":
            figures |= _named(f"{bank} {part}", manner, kept, {"news": genres["news"]})
    return figures


def _named(part: str, manner: str, kept: Sequence[str], genres: dict[str, dict[str, float]]) -> dict[str, float]:
    """The kept metrics under the names that floors have: "gum dev news gold LAS"."""
    names = {genre: part if genre == WHOLE else f"{part} {genre}" for genre in genres}
    return {f"{names[g]} {manner} {metric}": genres[g][metric] for g in genres for metric in kept}


def score_file(parser: Parser, path: Path, *, gold_words: bool = False) -> dict[str, dict[str, float]]:
    """F1 of every metric in 0..100 over one CoNLL-U file, by genre and as a whole."""
    counts: dict[str, Counts] = {}
    for doc in read(path):
        found = _compare(doc, _from_words(parser, doc) if gold_words else _from_text(parser, doc))
        for group in (doc.genre, WHOLE):
            _add(counts.setdefault(group, {}), found)
    return {group: {name: round(_f1(*triple), 2) for name, triple in own.items()} for group, own in counts.items()}


def read(path: Path) -> Iterator[GoldDoc]:
    """The documents of a CoNLL-U file."""
    doc: GoldDoc | None = None
    lines: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newdoc"):
            if doc is not None:
                yield _closed(doc)
            doc = GoldDoc(line.partition("=")[2].strip())
        if line:
            lines.append(line)
        elif lines:
            doc = doc or GoldDoc("")
            _add_sentence(doc, lines)
            lines = []
    if doc is not None:
        yield _closed(doc)


def _closed(doc: GoldDoc) -> GoldDoc:
    doc.text = doc.text.rstrip()
    starts = [*(block.start for block in doc.blocks), len(doc.text)]
    doc.blocks = [
        Block(kind="paragraph", start=start, end=max(start, min(end, len(doc.text)))) for start, end in pairwise(starts)
    ]
    return doc


def _add_sentence(doc: GoldDoc, lines: Sequence[str]) -> None:
    if not doc.blocks or any(line.startswith("# newpar") and not line.startswith("# newpar_") for line in lines):
        doc.text = doc.text.rstrip() + ("\n\n" if doc.text else "")
        doc.blocks.append(Block(kind="paragraph", start=len(doc.text), end=len(doc.text)))
    first = len(doc.words)
    rows = [line.split("\t") for line in lines if line[0].isdigit()]
    inside = 0
    for row in rows:
        number = row[0]
        if "." in number:
            continue
        if "-" in number:
            inside = int(number.split("-")[1])
            _add_multiword(doc, row, rows, first)
        else:
            _add_word(doc, row, first, whole=int(number) > inside)
    doc.sentences.append((first, len(doc.words)))


def _add_multiword(doc: GoldDoc, row: list[str], rows: Sequence[list[str]], first: int) -> None:
    """The surface token, and the offsets of its words: in line where they spell it, else all of it."""
    low, high = (int(number) for number in row[0].split("-"))
    start = len(doc.text)
    doc.text += row[1] + _blank(row)
    doc.tokens.append((start, start + len(row[1])))
    parts = [part for part in rows if part[0].isdigit() and low <= int(part[0]) <= high]
    spelled = "".join(part[1] for part in parts) == row[1]
    at = start
    for part in parts:
        end = at + len(part[1]) if spelled else start + len(row[1])
        doc.words.append(_word(part, at if spelled else start, end, first))
        doc.forms.append(part[1])
        at = end


def _add_word(doc: GoldDoc, row: list[str], first: int, *, whole: bool) -> None:
    if not whole:
        return
    start = len(doc.text)
    doc.text += row[1] + _blank(row)
    doc.tokens.append((start, start + len(row[1])))
    doc.words.append(_word(row, start, start + len(row[1]), first))
    doc.forms.append(row[1])


def _word(row: list[str], start: int, end: int, first: int) -> Word:
    head = int(row[6])
    feats = "" if row[5] == "_" else row[5]
    return Word(start, end, row[3], row[4], feats, row[2], first + head - 1 if head else -1, row[7])


def _blank(row: list[str]) -> str:
    return "" if "SpaceAfter=No" in row[9].split("|") else " "


@dataclass
class Found:
    """What the parser made of a document, in the same terms as the gold."""

    words: list[Word]
    tokens: list[tuple[int, int]]
    sentences: list[tuple[int, int]]


def _from_text(parser: Parser, doc: GoldDoc) -> Found:
    parsed = parser.parse(doc.text, doc.blocks)
    words = [Word(t.start, t.end, t.upos, t.xpos, t.feats, t.lemma, t.head, t.deprel) for t in parsed.tokens]
    sentences = [(sentence.first, sentence.last) for sentence in parsed.sentences]
    return Found(words, _surface(doc.text, words), sentences)


CLITICS = frozenset(
    [
        "'s",
        "’s",
        "`s",
        "n't",
        "n’t",
        "'m",
        "’m",
        "'re",
        "’re",
        "'ve",
        "’ve",
        "'ll",
        "’ll",
        "'d",
        "’d",
        "'",
        "’",
        "not",
        "na",
        "ta",
        "s",
        "nt",
        "m",
        "re",
        "ve",
    ]
)


def _surface(text: str, words: Sequence[Word]) -> list[tuple[int, int]]:
    """A clitic and its host are one token of the text, as UD English counts."""
    tokens: list[tuple[int, int]] = []
    for word in words:
        joined = tokens and tokens[-1][1] == word.start and text[word.start - 1].isalnum()
        if joined and text[word.start : word.end].lower() in CLITICS and word.upos in ("PART", "AUX", "VERB", "PRON"):
            tokens[-1] = (tokens[-1][0], word.end)
        else:
            tokens.append((word.start, word.end))
    return tokens


def _from_words(parser: Parser, doc: GoldDoc) -> Found:
    sentences = [doc.forms[first:last] for first, last in doc.sentences]
    words: list[Word] = []
    for (first, _), answer in zip(doc.sentences, parser.analyse(sentences), strict=True):
        words.extend(_answered(doc, first, answer))
    return Found(words, doc.tokens, doc.sentences)


def _answered(doc: GoldDoc, first: int, answer: Answer) -> Iterator[Word]:
    for at, head in enumerate(answer.heads):
        gold = doc.words[first + at]
        yield Word(
            gold.start, gold.end, answer.upos[at], answer.xpos[at], answer.feats[at], answer.lemmas[at],
            first + head - 1 if head else -1, answer.deprels[at],
        )  # fmt: skip


def _compare(doc: GoldDoc, found: Found) -> Counts:
    counts = {"Tokens": _overlap(doc.tokens, found.tokens)}
    counts["Sentences"] = _overlap(_spans(doc.words, doc.sentences), _spans(found.words, found.sentences))
    paired = _aligned(doc.words, found.words)
    places = {theirs: ours for ours, theirs in paired}
    for metric in METRICS:
        counts[metric] = [_counted(metric, doc.words), _counted(metric, found.words), 0]
    for ours, theirs in paired:
        for metric in METRICS:
            counts[metric][2] += _right(metric, doc.words[ours], found.words[theirs], places)
    return counts


def _aligned(gold: Sequence[Word], found: Sequence[Word]) -> list[tuple[int, int]]:
    """Words with the same offsets; several words of one token that is not spelled out pair up in order."""
    free: dict[tuple[int, int], list[int]] = {}
    for at, word in enumerate(found):
        free.setdefault((word.start, word.end), []).append(at)
    pairs = []
    for at, word in enumerate(gold):
        same = free.get((word.start, word.end))
        if same:
            pairs.append((at, same.pop(0)))
    return pairs


def _counted(metric: str, words: Sequence[Word]) -> int:
    if metric != "CLAS":
        return len(words)
    return sum(_is_content(word) for word in words)


def _is_content(word: Word) -> bool:
    return word.deprel.split(":")[0] in CONTENT


def _right(metric: str, gold: Word, found: Word, places: dict[int, int]) -> bool:
    if metric == "Words":
        return True
    if metric in ("UAS", "LAS", "CLAS"):
        same_head = gold.head == (places.get(found.head, -2) if found.head >= 0 else -1)
        same_label = gold.deprel.split(":")[0] == found.deprel.split(":")[0]
        return same_head and (metric == "UAS" or same_label) and (metric != "CLAS" or _is_content(gold))
    if metric == "UFeats":
        return _universal(gold.feats) == _universal(found.feats)
    if metric == "Lemmas":
        return gold.lemma in ("_", found.lemma)
    return bool(getattr(gold, metric.lower()) == getattr(found, metric.lower()))


def _universal(feats: str) -> frozenset[str]:
    return frozenset(pair for pair in feats.split("|") if pair.partition("=")[0] in UNIVERSAL_FEATURES)


def _spans(words: Sequence[Word], sentences: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    return [(words[first].start, words[last - 1].end) for first, last in sentences]


def _overlap(gold: Sequence[tuple[int, int]], found: Sequence[tuple[int, int]]) -> list[int]:
    return [len(gold), len(found), len(set(gold) & set(found))]


def _add(counts: Counts, more: Counts) -> None:
    for name, triple in more.items():
        counts[name] = [one + other for one, other in zip(counts.get(name, [0, 0, 0]), triple, strict=True)]


def _f1(gold: int, found: int, right: int) -> float:
    return 200.0 * right / (gold + found) if gold + found else 0.0
