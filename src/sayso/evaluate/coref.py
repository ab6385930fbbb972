"""Coreference of actors measured on GUM dev: chains of persons and organizations, pronouns, bare surnames."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.doc import Doc, Name
from sayso.evaluate.coref_scores import Chain, CorefScore
from sayso.evaluate.parsed import parsed
from sayso.knowledge.actors import ActorBase
from sayso.model import Block
from sayso.parse.conllu import docs_from_conllu
from sayso.who import build_chains
from sayso.who.chains import Chains

_MARK = re.compile(
    r"\((?P<opened>\d+(?:\[[\d/]+\])?)-(?P<type>[a-z]+)-[^()]*(?P<single>\)?)|(?P<closed>\d+(?:\[[\d/]+\])?)\)"
)
_ACTORS = frozenset({"person", "organization"})
_PRONOUNS = {
    "he-she": frozenset(["he", "him", "his", "himself", "she", "her", "hers", "herself"]),
    "it": frozenset(["it", "its", "itself"]),
    "they": frozenset(["they", "them", "their", "theirs", "themselves"]),
}
_SPOKEN = frozenset(
    [
        "i",
        "me",
        "my",
        "mine",
        "myself",
        "we",
        "us",
        "our",
        "ours",
        "ourselves",
        "you",
        "your",
        "yours",
        "yourself",
        "yourselves",
    ]
)


@dataclass(frozen=True, slots=True)
class GoldMention:
    """One annotated mention: code point offsets, the entity's number and type, and the offset of its head word."""

    start: int
    end: int
    entity: str
    type: str
    head: int


@dataclass(frozen=True)
class GoldDoc:
    """One GUM document with its trees and mentions; `doc.text` is the rebuilt text."""

    name: str
    doc: Doc
    mentions: tuple[GoldMention, ...]

    def by_head(self) -> dict[int, GoldMention]:
        """Mentions by head word, the longest where several share one."""
        found: dict[int, GoldMention] = {}
        for mention in sorted(self.mentions, key=lambda m: m.end - m.start):
            found[mention.head] = mention
        return found


def read_gum(path: Path) -> Iterator[GoldDoc]:
    """Every document of a GUM CoNLL-U file."""
    columns = marks_of(path, "Entity")
    for name, doc in docs_from_conllu(path):
        yield GoldDoc(name, doc, tuple(_mentions(doc, columns[name])))


def marks_of(path: Path, key: str) -> dict[str, list[str]]:
    """What every token has under one key of MISC ("Entity", "Discourse"), by document; empty where it has none."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in path.read_text(encoding="utf8").splitlines():
        if line.startswith("# newdoc id = "):
            name = line.removeprefix("# newdoc id = ")
            found[name] = []
        elif line and line[0] != "#" and line.split("\t", 1)[0].isdigit():
            misc = dict(p.partition("=")[::2] for p in line.split("\t")[9].split("|"))
            found[name].append(misc.get(key, ""))
    return found


def _mentions(doc: Doc, column: Sequence[str]) -> Iterator[GoldMention]:
    """ "(1-person-..." opens a mention, "1)" closes it, "(1-person-...)" is one of one word."""
    open_at: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for index, marks in enumerate(column):
        for match in _MARK.finditer(marks):
            if match["opened"]:
                open_at[match["opened"]].append((index, match["type"]))
            key = match["closed"] or (match["opened"] if match["single"] else None)
            if key is not None and open_at.get(key):
                yield _mention(doc, key, *open_at[key].pop(), index)


def _mention(doc: Doc, entity: str, first: int, kind: str, last: int) -> GoldMention:
    tops = [
        i for i in range(first, last + 1) if not first <= doc.tokens[i].head <= last and doc.tokens[i].upos != "PUNCT"
    ]
    head = doc.tokens[tops[0] if tops else first].start
    return GoldMention(doc.tokens[first].start, doc.tokens[last].end, entity.split("[")[0], kind, head)


def blocks_of(doc: Doc) -> tuple[Block, ...]:
    """The paragraphs of a gold document, so that our parse sees the same layout."""
    spans: dict[int, list[int]] = {}
    for sentence in doc.sentences:
        spans.setdefault(sentence.block, [sentence.start, sentence.end])[1] = sentence.end
    return tuple(Block(kind="paragraph", start=s, end=e) for s, e in spans.values())


def our_chains(gold: GoldDoc, base: ActorBase, *, gold_trees: bool = False) -> Chains:
    """Our chains on a gold document's text; names are always the model's own."""
    own = parsed(gold.doc.text, blocks_of(gold.doc))
    doc = own
    if gold_trees:
        doc = Doc(gold.doc.text, gold.doc.tokens, gold.doc.sentences, tuple(_moved_names(own, gold.doc)))
    return build_chains(doc, base, None)


def _moved_names(own: Doc, doc: Doc) -> Iterator[Name]:
    for name in own.names:
        span = doc.tokens_in(own.tokens[name.first].start, own.tokens[name.last - 1].end)
        if len(span):
            yield type(name)(span.start, span.stop, name.label, name.probability)


def aligned(gold: GoldDoc, chains: Chains) -> dict[int, GoldMention]:
    """Our mentions and the gold ones they are: same head word, or same offsets."""
    heads = gold.by_head()
    spans = {(m.start, m.end): m for m in gold.mentions}
    found: dict[int, GoldMention] = {}
    for i, nominal in enumerate(chains.mentions):
        tokens = chains.doc.tokens
        span = (tokens[nominal.first].start, tokens[nominal.last - 1].end)
        match = spans.get(span) or heads.get(tokens[nominal.head].start)
        if match is not None:
            found[i] = match
    return found


def _key(gold: GoldDoc, *, spoken: bool) -> list[Chain]:
    entities: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for m in gold.mentions:
        if m.type in _ACTORS and (spoken or gold.doc.text[m.start : m.end].lower() not in _SPOKEN):
            entities[m.entity].add((m.start, m.end))
    return [frozenset(spans) for spans in entities.values() if len(spans) > 1]


def _response(gold: GoldDoc, chains: Chains, *, spoken: bool) -> list[Chain]:
    match = aligned(gold, chains)
    found: list[Chain] = []
    for members in chains.all():
        spans = set()
        for i in members:
            m = match.get(i)
            text = chains.mentions[i].words[:1]
            if (m is not None and m.type not in _ACTORS) or (not spoken and text and text[0] in _SPOKEN):
                continue
            tokens, nominal = chains.doc.tokens, chains.mentions[i]
            spans.add((m.start, m.end) if m else (tokens[nominal.first].start, tokens[nominal.last - 1].end))
        if len(spans) > 1:
            found.append(frozenset(spans))
    return found


def pronoun_counts(gold: GoldDoc, chains: Chains) -> dict[str, Counter[str]]:
    """By class of pronoun: how many have a named or described actor, how many we resolve, how many rightly."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    match = aligned(gold, chains)
    nominal_entities = {
        m.entity for i, m in match.items() if chains.mentions[i].kind != "pronoun" and m.type in _ACTORS
    }
    for i, nominal in enumerate(chains.mentions):
        kind = next(
            (k for k, words in _PRONOUNS.items() if nominal.kind == "pronoun" and nominal.words[0] in words), None
        )
        if kind is None:
            continue
        m = match.get(i)
        meant = m.entity if m is not None and m.type in _ACTORS and m.entity in nominal_entities else None
        others = [
            match[j].entity if j in match else "?" for j in chains.members(i) if chains.mentions[j].kind != "pronoun"
        ]
        counts[kind]["gold"] += meant is not None
        counts[kind]["said"] += bool(others)
        counts[kind]["right"] += meant is not None and bool(others) and Counter(others).most_common(1)[0][0] == meant
    return counts


def surname_counts(gold: GoldDoc, chains: Chains) -> Counter[str]:
    """Bare last names whose person was named in full before: how many, how many are joined to the full name."""
    counts: Counter[str] = Counter()
    match = aligned(gold, chains)
    text = gold.doc.text
    full = [m for m in gold.mentions if m.type == "person" and len(text[m.start : m.end].split()) > 1]
    for m in gold.mentions:
        words = text[m.start : m.end].split()
        before = [
            f
            for f in full
            if f.entity == m.entity and f.start < m.start and words and text[f.start : f.end].endswith(words[-1])
        ]
        if m.type != "person" or len(words) != 1 or not words[0][:1].isupper() or not before or words[0] == "I":
            continue
        mine = next((i for i, g in match.items() if g == m), None)
        joined = [_span(chains, j) for j in chains.members(mine)] if mine is not None else []
        counts["gold"] += 1
        counts["right"] += any(f.start <= start and end <= f.end for f in before for start, end in joined)
    return counts


def _span(chains: Chains, mention: int) -> tuple[int, int]:
    tokens, nominal = chains.doc.tokens, chains.mentions[mention]
    return tokens[nominal.first].start, tokens[nominal.last - 1].end


def measure(path: Path, genre: str = "", *, gold_trees: bool = False) -> dict[str, float]:
    """All figures on the documents of one file whose name holds the genre, 0 to 100."""
    base = ActorBase.shipped()
    score, surnames = CorefScore(), Counter[str]()
    pronouns: dict[str, Counter[str]] = defaultdict(Counter)
    for gold in read_gum(path):
        if genre not in gold.name:
            continue
        chains = our_chains(gold, base, gold_trees=gold_trees)
        score.add(_key(gold, spoken=False), _response(gold, chains, spoken=False))
        surnames.update(surname_counts(gold, chains))
        for kind, counter in pronoun_counts(gold, chains).items():
            pronouns[kind].update(counter)
    found = {f"{name}-f1": score.f1(name) for name in ("muc", "b3", "ceafe")} | {"conll-f1": score.mean()}
    for kind, counter in sorted(pronouns.items()):
        found[f"{kind}-recall"] = 100 * counter["right"] / max(1, counter["gold"])
        found[f"{kind}-precision"] = 100 * counter["right"] / max(1, counter["said"])
    if surnames["gold"]:
        found["surname-to-full"] = 100 * surnames["right"] / surnames["gold"]
    return found


def score(data: Path) -> dict[str, float]:
    """Figures on GUM dev (all genres and news) with our own parse."""
    path = data / "treebanks" / "gum" / "dev.conllu"
    found = {f"gum-dev/{k}": v for k, v in measure(path).items()}
    found.update({f"gum-dev-news/{k}": v for k, v in measure(path, "_news_").items()})
    return {k: round(v, 2) for k, v in found.items()}
