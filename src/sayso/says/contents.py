"""Where the reported words stand: each way in which a cue may carry its content, tried in its frame's order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sayso.doc import Doc
from sayso.knowledge.cues import Cue
from sayso.says.colons import behind_colon
from sayso.says.hidden import comment_start
from sayso.says.strays import stray_clause
from sayso.syntax import Frame, frame, governor, is_nominal, is_verbal, marker, relatives
from sayso.syntax import reports as tree
from sayso.syntax.edges import grammar_words
from sayso.text import Span

RANKS = {
    "that": -1, "clause": 0, "quote": 0, "colon": 1, "host": 1, "sentence": 1, "infinitive": 2, "predicate": 2, "open": 3,
    "named": 3, "gerund": 3, "noun": 4,
}  # fmt: skip
_SUM_RANK, _LOOSE_RANK = 2, 6
_GAP = 8  # tokens of a phrase between two parts of a content
_REACH = 30  # tokens after a cue within which marked words may be said of its object
_BARE = frozenset({"object", "subject"})
#: Word classes of a time, place or addressee behind a cue.
_TAIL = frozenset({"ADP", "DET", "ADJ", "NOUN", "PROPN", "NUM", "ADV"})
_NAMING = 6  # tokens between "what" and the verb that gives it a name
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_MARKS = frozenset({'"', "“", "”", "''", "``", "‘", "’"})


@dataclass(frozen=True)
class Content:
    """The stretches of one content, the shape that found it, and the token of a linking preposition or -1."""

    spans: tuple[Span, ...]
    shape: str
    link: int = -1

    @property
    def rank(self) -> int:
        """How sure a sign of a report the shape is: 0 a clause, 6 a bare object."""
        return _SUM_RANK if "+" in self.shape else RANKS.get(self.shape, _LOOSE_RANK)


def find_content(doc: Doc, word: int, cue: Cue, found: Frame) -> Content | None:
    """The first of the cue's content shapes that stands in the sentence; quotations are sought elsewhere."""
    if cue.entry.frame == "name-as" and (named := _named(doc, word, found)):
        return Content(tuple(tree.stretches(doc, named)), "open")
    for shape in cue.content:
        if shape == "host" and not _is_bare(doc, cue, found):
            continue
        tokens = _tokens_of(doc, word, shape, cue, found)
        if tokens:
            link = _link(doc, shape, found)
            first = doc.tokens[tokens[0]].text.lower()
            if link < 0 and len(tokens) > 1 and first in grammar_words("about") and first == shape.split("+")[0]:
                link, tokens = tokens[0], tokens[1:]  # "talked about how life had changed"
            return Content(tuple(tree.stretches(doc, tokens)), shape, link)
    stray = stray_clause(doc, word) if "clause" in cue.content and cue.entry.kind == "verb" else []
    return Content(tuple(tree.stretches(doc, stray)), "rest") if stray else None


def _named(doc: Doc, word: int, found: Frame) -> list[int]:
    """ "what it called “terrorist positions”": the name that is given, where what has it stands before."""
    if not relatives.free_relative(doc, word):
        return []
    objects = [i for i in found.get("object") if i > word and is_nominal(doc, i)]
    return [i for i in _below(doc, [*tree.open_complements(doc, word), *objects, *found.get("as")]) if i > word]


def _is_bare(doc: Doc, cue: Cue, found: Frame) -> bool:
    """True for a comment without an object of its own: "P, he said", but not "P, he called it off"."""
    own = [i for i in found.get("object") if is_nominal(doc, i) and i > found.head and doc.tokens[i].text != "it"]
    return not own or "object" in cue.addressee or "object" in cue.speaker or cue.entry.kind == "adverb"


def _tokens_of(doc: Doc, word: int, shape: str, cue: Cue, found: Frame) -> list[int]:
    """The tokens of all parts; a part that names the addressee must be there but is no content."""
    if shape == "for+infinitive" and (clause := relatives.for_clause(doc, word)):
        return clause
    parts = shape.split("+")
    groups = {part: set(_part(doc, word, part, found, alone=len(parts) == 1)) for part in parts}
    if not all(groups.values()):
        return []
    told = set().union(*(groups[part] for part in parts[:-1] if part in cue.addressee))
    last = groups[parts[-1]]
    if told:
        return sorted(last)
    return _filled(doc, word, sorted(set().union(*groups.values())))


def _filled(doc: Doc, word: int, tokens: Sequence[int]) -> list[int]:
    """ "quoted a doctor at the hospital as saying P": a phrase between the parts that hangs elsewhere is one of them."""
    found: list[int] = []
    for one, other in pairwise([*tokens, len(doc.tokens)]):
        gap = range(one + 1, other) if word < one and other < len(doc.tokens) else range(0)
        found.append(one)
        if len(gap) <= _GAP and all(doc.tokens[i].upos not in ("VERB", "AUX", "PUNCT") for i in gap):
            found.extend(gap)
    return found


def _part(doc: Doc, word: int, part: str, found: Frame, *, alone: bool) -> list[int]:
    special = _SPECIAL.get(part)
    if special is not None:
        return special(doc, word)
    heads = [i for i in found.get(part) or _behind_doer(doc, found, part) if part not in _BARE or is_nominal(doc, i)]
    if (
        not heads
        and part not in _BARE
        and (clause := tree.gerund_behind(doc, word, part) or _asked_of(doc, word, part))
    ):
        return clause
    if part == "object":
        heads = [i for i in heads if not is_verbal(doc, i) or doc.tokens[i].upos != "VERB"]
    return _phrases(doc, word, heads, cut_preposition=alone)


def _asked_of(doc: Doc, word: int, part: str) -> list[int]:
    """ "disagree about who owns the well", "differed on whether it was safe": the clause right behind the preposition."""
    for head in tree.clause_complements(doc, word):
        inside = doc.subtree(head)
        if inside[0] == word + 1 and doc.tokens[inside[0]].text.lower() == part and len(inside) > 1:
            return list(inside[1:])
    return []


def _behind_doer(doc: Doc, found: Frame, part: str) -> tuple[int, ...]:
    """ "the demand by teachers for pay": behind whoever makes it, a parser hangs the phrase at them."""
    if found.passive:  # "was accused by the army of bombing"
        return tuple(
            i for d in found.get("by") for i in frame(doc, d).get(part) if i > d and doc.tokens[i].xpos == "VBG"
        )
    if doc.tokens[found.head].upos != "NOUN" or part == "of":
        return ()
    return tuple(i for doer in found.get("by") for i in frame(doc, doer).get(part) if i > doer) or _next(
        doc, found, part
    )


def _next(doc: Doc, found: Frame, part: str) -> tuple[int, ...]:
    """ "took a swipe at the mayor": the phrase right behind the noun, which the tree hangs at the verb."""
    behind = found.head + 1
    if behind >= len(doc.tokens) or doc.tokens[behind].text.lower() != part or part not in grammar_words("aimed"):
        return ()
    noun = tree.introduced(doc, behind)
    return () if noun is None or not is_nominal(doc, noun) else (noun,)


def _phrases(doc: Doc, word: int, heads: Iterable[int], *, cut_preposition: bool) -> list[int]:
    tokens: set[int] = set()
    for head in heads:
        inside = set(doc.subtree(head))
        inside -= {i for c in tree.verbs_joined(doc, head) for i in doc.subtree(c)}
        if word in inside:
            inside -= set(doc.subtree(tree.clause_head(doc, word)))
        before = tree.preposition_before(doc, head) if cut_preposition else None
        if before is not None:
            inside -= set(doc.subtree(before))
        tokens |= inside
    return sorted(tokens)


def _link(doc: Doc, shape: str, found: Frame) -> int:
    """The preposition between the cue and content that is only a prepositional phrase: it belongs to the cue."""
    first = shape.split("+")[0]
    heads = found.get(first)
    if first in _SPECIAL or first in ("object", "subject") or not heads:
        return found.head + 1 if shape not in _SPECIAL and _next(doc, found, first) else -1
    before = tree.preposition_before(doc, heads[0])
    return -1 if before is None else before


def _clause(doc: Doc, word: int) -> list[int]:
    said_clear = [p for p in tree.open_complements(doc, word) if doc.tokens[p].upos == "ADJ" and p > word]
    found = [h for w in (word, *said_clear) for h in tree.clause_complements(doc, w)]
    found += [*_free_relatives(doc, word), *tree.open_questions(doc, word)]
    heads = [h for h in found if doc.tokens[h].xpos != "VBG" or _finite(doc, h)]
    heads = [h for h in heads if not _is_aside(doc, _first(doc, word, h))] or relatives.clauses_behind_aside(doc, word)
    starts = {
        h: max(tree.from_mark(doc, h), _first(doc, word, h), relatives.behind_day(doc, word, h) or 0) for h in heads
    }
    inside = {i for h in heads for i in doc.subtree(h) if i >= starts[h]}
    inside |= {i for h in heads if doc.tokens[h].xpos == "VB" for i in _bare_doer(doc, word, h)}
    inside |= {i for s in stray_subjects(doc, word, heads) for i in doc.subtree(s)}
    end = relatives.end_of_relative(doc, word)
    return sorted(i for i in inside if end is None or i < end)


def _first(doc: Doc, word: int, head: int) -> int:
    """Where the clause begins; "the law, which X says protects them": behind the cue, whose own pronoun it has for a subject."""
    first = doc.subtree(head)[0]
    fronted = first < word < head and doc.tokens[first].xpos in ("WDT", "WP")
    return next(i for i in doc.subtree(head) if i > word) if fronted else first


def _bare_doer(doc: Doc, word: int, head: int) -> list[int]:
    """ "heard the pilot say P": who acts in the bare infinitive, where the tree takes him for one who is told."""
    helped = any(doc.tokens[c].upos == "AUX" or doc.tokens[c].xpos == "TO" for c in doc.children(head))
    if helped or any(doc.tokens[i].upos == "PUNCT" for i in range(word, head)):
        return []
    return [i for told in frame(doc, word).get("indirect") if word < told < head for i in doc.subtree(told)]


def stray_subjects(doc: Doc, word: int, heads: Sequence[int]) -> list[int]:
    """ "feared the regulator would conclude": a subject between the verb and its clause, where the verb has one before."""
    subjects = frame(doc, word).get("subject")
    if not heads or not any(i < word for i in subjects):
        return []
    return [i for i in subjects if word < i < min(heads)]


def _free_relatives(doc: Doc, word: int) -> list[int]:
    """ "knew what had happened": the pronoun that a parser takes for the object, with its clause below it."""
    objects = [i for i in frame(doc, word).get("object") if i > word and doc.tokens[i].xpos == "WP"]
    return [i for i in objects if any(is_verbal(doc, c) or doc.tokens[c].upos == "VERB" for c in doc.children(i))]


def _from_that(doc: Doc, tokens: list[int]) -> list[int]:
    """The clause where it opens with "that": "asked that they leave" demands, "asked whether they left" asks."""
    return tokens if tokens and doc.tokens[tokens[0]].text.lower() == "that" else []


def _is_aside(doc: Doc, first: int) -> bool:
    """ ", who …": a relative clause that the parser hung at the cue."""
    first += doc.tokens[first].text == ","
    return (
        first > 0 and doc.tokens[first].text.lower() in grammar_words("relative") and doc.tokens[first - 1].text == ","
    )


def _finite(doc: Doc, head: int) -> bool:
    return any(doc.tokens[c].upos == "AUX" for c in doc.children(head))


def _below(doc: Doc, heads: Iterable[int]) -> list[int]:
    return sorted({i for h in heads for i in doc.subtree(h)})


def _infinitive(doc: Doc, word: int) -> list[int]:
    return _below(doc, tree.infinitive_complements(doc, word))


def _gerund(doc: Doc, word: int) -> list[int]:
    found = frame(doc, word)
    heads = [i for i in found.get("complement") if doc.tokens[i].xpos == "VBG" or tree.is_perfect_gerund(doc, i)]
    beside = [i for i in found.get("adverbial") if doc.tokens[i].xpos == "VBG" and 0 < doc.subtree(i)[0] - word <= 2]
    return _below(doc, heads or [i for i in beside if doc.tokens[doc.subtree(i)[0] - 1].upos != "PUNCT"])


def _open(doc: Doc, word: int) -> list[int]:
    return _below(doc, tree.open_complements(doc, word))


def _as_named(doc: Doc, word: int) -> list[int]:
    """ "what the mayor called a ruin": a predicate of the "what" before."""
    before = (t.text.lower() for t in doc.tokens[max(doc.sentence_of(word).first, word - _NAMING) : word])
    return _open(doc, word) if any(text in grammar_words("namely") for text in before) else []


def _host(doc: Doc, word: int) -> list[int]:
    """The clause into which the cue is put as a comment, without the comment; for adverbs the clause they stand in."""
    adverb_of = tree.adverb_of(doc, word)
    if doc.tokens[word].upos == "ADV":
        return [] if adverb_of is None else tree.without(doc, tree.clause_head(doc, adverb_of), [word])
    head = tree.host_clause(doc, word)
    if head is None and _as_comment(doc, word):
        head = tree.comment_of(doc, word)
    if head is None:
        return _before_comment(doc, word)
    relative = [
        c
        for c in doc.children(head)
        if c > word and doc.tokens[doc.subtree(c)[0]].text.lower() in grammar_words("relative")
    ]
    return tree.without(doc, head, [_top(doc, word, head), *relative])


def _before_comment(doc: Doc, word: int) -> list[int]:
    """ "The cost is due to a cut, experts say.", "The aim, they say, is peace": a comment that the tree takes for the clause."""
    sentence, start = doc.sentence_of(word), comment_start(doc, word)
    if start is None or any(doc.tokens[start - 1 + side].text in _MARKS for side in (-1, 1)):
        return []
    before, behind = range(sentence.first, start - 1), range(word + 1, sentence.last)
    lead = next((i for i in before if doc.tokens[i].upos not in ("CCONJ", "ADV")), word)
    if doc.tokens[lead].upos == "SCONJ":
        return []  # "After growth had cooled, the borrowing continued."
    if all(doc.tokens[i].upos in _TAIL or doc.tokens[i].text == "." for i in behind) and doc.tokens[word].head < 0:
        return list(before) if any(doc.tokens[i].xpos in _FINITE for i in before) else []
    goes_on = len(behind) > 2 and doc.tokens[behind[0]].text == "," and doc.tokens[behind[1]].xpos in _FINITE
    return [*before, *behind[1:]] if goes_on else []


def _as_comment(doc: Doc, word: int) -> bool:
    """ "As he put it, P" and "P, citing officials", but not "P as they begged to leave"."""
    first = doc.subtree(word)[0]
    whole = not frame(doc, word).get("complement")
    return (doc.tokens[first].text.lower() == "as" and whole) or doc.tokens[word].text.lower() in grammar_words(
        "leaning"
    )


def _top(doc: Doc, word: int, head: int) -> int:
    """The token right below `head` on the way down to the cue."""
    at = word
    while doc.tokens[at].head not in (head, -1):
        at = doc.tokens[at].head
    return at


def _noun(doc: Doc, word: int) -> list[int]:
    head = tree.modifies(doc, word)
    if head is None or (head < word and frame(doc, word).get("subject")):
        return []  # "the attack claimed by the brigade": they claim it
    return tree.without(doc, head, [c for c in doc.children(head) if c <= word])


def _predicate(doc: Doc, word: int) -> list[int]:
    """ "Her fear is that P": the clause that the copula says of the noun."""
    outer = relatives.outer_predicate(doc, word)
    above = governor(doc, word)
    if outer or above is None or above[1] != "subject" or doc.tokens[above[0]].lemma != "be":
        return outer
    return [i for i in _clause(doc, above[0]) + _infinitive(doc, above[0]) if i > word]


def _purpose(doc: Doc, word: int) -> list[int]:
    inner = [h for child in doc.children(word) for h in tree.infinitive_complements(doc, child) if h > word]
    return _below(doc, tree.purpose_clauses(doc, word) or inner)


def _marked(doc: Doc, word: int) -> list[int]:
    """Words in marks after the cue's object: "called the plan “a disaster”"."""
    sentence = doc.sentence_of(word)
    marks = [i for i in range(word + 1, min(sentence.last, word + _REACH)) if doc.tokens[i].text in _MARKS]
    if len(marks) < 2 or any(_acts_alone(doc, i) for i in range(word + 1, marks[0])):
        return []
    return list(range(marks[0], marks[1] + 1))


def _acts_alone(doc: Doc, index: int) -> bool:
    """True for a verb that only describes no noun: "called the raid that killed four “a crime”" goes on to the marks."""
    return doc.tokens[index].upos == "VERB" and tree.described_noun(doc, index) is None


def _rest(doc: Doc, word: int) -> list[int]:
    """What follows the cue in its sentence, where a finite verb stands in it and the cue is no comment."""
    rest = range(word + 1, doc.sentence_of(word).last)
    sentence = range(doc.sentence_of(word).first, doc.sentence_of(word).last)
    if doc.tokens[word].xpos == "VBG" and marker(doc, word):
        return []  # "Without saying why, the owner shut the plant"
    if len(rest) < 3 or doc.tokens[word + 1].upos in ("PUNCT", "ADP", "CCONJ", "SCONJ"):
        return []
    if any(doc.tokens[i].text in _MARKS for i in sentence if i <= word + 1 or doc.tokens[word].head >= 0):
        return []  # behind a main verb words in marks may follow: "said her aim was to tell “hard truths”"
    return list(rest) if any(doc.tokens[i].xpos in _FINITE for i in rest) else []


_SPECIAL: dict[str, Callable[[Doc, int], list[int]]] = {
    "clause": _clause,
    "that": lambda doc, word: _from_that(doc, _clause(doc, word)),
    "condition": lambda doc, word: _below(doc, tree.conditions(doc, word)),
    "infinitive": _infinitive,
    "gerund": _gerund,
    "open": _open,
    "named": _as_named,
    "host": _host,
    "noun": _noun,
    "purpose": _purpose,
    "marked": _marked,
    "rest": _rest,
    "predicate": _predicate,
    "colon": behind_colon,
    "quote": lambda _doc, _word: [],
    "sentence": lambda _doc, _word: [],
}
