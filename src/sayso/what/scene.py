"""What fills a slot and of what kind it is: one sentence's words seen with cast and lexicon at hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from sayso import syntax
from sayso.cast import Cast
from sayso.doc import Doc
from sayso.knowledge.auxiliary import LightVerb
from sayso.knowledge.lexicon import Lexicon, Part, head_of_words
from sayso.model import Article, Quote, quote
from sayso.syntax.nominals import span_head, with_bound
from sayso.text import DASHES
from sayso.what.titles import titles

_NAME_CLASSES = {
    "PER": ("person", "actor"),
    "ORG": ("group", "actor"),
    "GPE": ("state", "place", "actor"),
    "NORP": ("group", "person", "actor", "state"),
    "LOC": ("place",),
    "FAC": ("building", "place"),
    "WEAPON": ("weapon",),
    "TITLE": ("person", "actor"),
}
_KIND_CLASSES = {
    "person": ("person", "actor"),
    "group": ("group", "actor"),
    "organization": ("group", "actor"),
    "state": ("state", "place", "actor"),
    "people": ("group", "person", "actor"),
    "unnamed": ("actor",),
}
_Sorted = tuple[frozenset[str], dict[str, tuple[str, ...]], frozenset[str]]
_MOST_LISTS = 20000
_YEAR = re.compile(r"(1[5-9]|20)\d\d")  # "the 2011 invasion": a year is nobody
_COUNTED = re.compile(r"^\d+-")  # "a 17-year-old"
_ACTING = frozenset({"person", "group", "armed", "actor", "state"})
_UNKNOWN_NAME = frozenset({"person", "group", "actor", "place", "state", "armed"})
_CORE = frozenset(
    {"subject", "object", "indirect", "complement", "infinitive", "particle", "possessor", "compound", "adjective"}
) | frozenset({"apposition", "adverb", "adverbial", "number"})


_SORTED: dict[int, tuple[Sequence[str], _Sorted]] = {}  # by the identity of a pattern's list, which is kept beside it


def _sorted_list(words: Sequence[str]) -> _Sorted:
    """The same as `_sorted_out` for the lists of patterns, without hashing every word of them again."""
    known = _SORTED.get(id(words))
    if known is not None and known[0] is words:
        return known[1]
    found = _sorted_out(tuple(words))
    if isinstance(words, tuple) and len(_SORTED) < _MOST_LISTS:
        _SORTED[id(words)] = (words, found)
    return found


@lru_cache(maxsize=4096)
def _choices(slot: str) -> tuple[tuple[str, str, bool], ...]:
    """ "object|object.of" as its choices: slot, slot below it, and whether only the first head can have it."""
    parts = [choice.partition(".") for choice in slot.split("|")]
    return tuple((first, second, first in _CORE or first == "modifier") for first, _, second in parts)


@lru_cache(maxsize=8192)
def _sorted_out(words: tuple[str, ...]) -> _Sorted:
    """A list of a pattern as single words, words of several parts by their last, and classes without their sign."""
    plain = [w for w in words if not w.startswith("@")]
    pairs: dict[str, tuple[str, ...]] = {}
    for word in plain:
        if " " in word:
            head = head_of_words(word)
            pairs[head] = (*pairs.get(head, ()), word)
    return frozenset(plain), pairs, frozenset(w[1:] for w in words if w.startswith("@"))


def is_year(text: str) -> bool:
    """ "2011": a year is nobody."""
    return _YEAR.fullmatch(text) is not None


@dataclass(frozen=True)
class Scene:
    """One article with all that is known of it; frames and classes are worked out once."""

    article: Article
    doc: Doc
    cast: Cast
    lexicon: Lexicon
    _frames: dict[int, syntax.Frame] = field(default_factory=dict, compare=False, repr=False)
    _classes: dict[int, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)
    _words: dict[int, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)
    _lemmas: dict[int, str] = field(default_factory=dict, compare=False, repr=False)
    _said: dict[int, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)
    carriers: dict[int, tuple[int, LightVerb] | None] = field(default_factory=dict, compare=False, repr=False)
    topics: dict[int, dict[str, dict[str, int]]] = field(default_factory=dict, compare=False, repr=False)
    context_cues: dict[int, tuple[tuple[str, str, bool], ...]] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def reference_year(self) -> int | None:
        """The article's year; where no date is known, the latest of several years that the text names."""
        stated = _YEAR.match(self.article.published or "")
        if stated:
            return int(stated[0])
        years = {int(t.text) for t in self.doc.tokens if _YEAR.fullmatch(t.text)}
        return max(years) if len(years) > 1 else None

    def frame(self, index: int) -> syntax.Frame:
        """The logical frame of the token."""
        found = self._frames.get(index)
        if found is None:
            found = self._frames[index] = syntax.frame(self.doc, index)
        return found

    def reframe(self, index: int, frame: syntax.Frame) -> None:
        """Read the token by another frame from now on."""
        self._frames[index] = frame

    def lemma(self, index: int) -> str:
        """The token's lemma, lower case, corrected where the lexicon knows the form better than the parser."""
        found = self._lemmas.get(index)
        if found is None:
            token = self.doc.tokens[index]
            verb = token.upos in ("VERB", "AUX")
            found = self._lemmas[index] = self.lexicon.lemma(token.text.lower(), token.lemma.lower(), verb=verb)
        return found

    def quote(self, index: int) -> Quote:
        """The exact words of the nominal's own phrase."""
        first, last = syntax.phrase(self.doc, index)
        return self.quote_of(with_bound(self.doc, first), last)

    def quote_of(self, first: int, last: int) -> Quote:
        """The exact words of tokens first to last (exclusive)."""
        return quote(self.article.text, self.doc.tokens[first].start, self.doc.tokens[last - 1].end)

    def actor_at(self, index: int) -> str | None:
        """Id of the actor whose mention has its head at the token, else of the shortest mention over it."""
        start = self.doc.tokens[index].start
        return self.cast.headed(start) or self.cast.covering(start)

    def classes(self, index: int) -> frozenset[str]:
        """The classes of a filler, by its word, its name, its actor; through "dozens of" and "a group of"."""
        found = self._classes.get(index)
        if found is None:
            found = self._classes[index] = frozenset(self._classes_of(index))
        return found

    def _classes_of(self, index: int) -> Iterable[str]:
        token = self.doc.tokens[index]
        for form in dict.fromkeys(self.forms(index)):
            yield from self.lexicon.classes.of(_COUNTED.sub("", form))
        yield from self._pair_classes(index)
        if token.upos == "NOUN" and len(token.text) > 6:
            yield from self.lexicon.classes.of_compound(self.lemma(index))
        if token.upos == "NUM" and not _YEAR.fullmatch(token.text):
            yield from ("number", "person", "actor")
        yield from self._name_classes(index)
        if token.upos == "NOUN" and self.lexicon.tells_act(self.lemma(index)):
            yield "act"
        yield from self._counted_classes(index)

    def _pair_classes(self, index: int) -> frozenset[str]:
        first = index - 1
        if first < 0 or self.doc.tokens[first].sentence != self.doc.tokens[index].sentence:
            return frozenset()
        return self.lexicon.classes.of(f"{self.doc.tokens[first].text.lower()} {self.lemma(index)}")

    def _name_classes(self, index: int) -> Iterable[str]:
        name = self.doc.name_at(index)
        actor = self.actor_at(index)
        if actor is not None:
            yield from _KIND_CLASSES.get(self.cast.actor(actor).kind, ())
        if name is not None:
            yield from _NAME_CLASSES.get(name.label, _UNKNOWN_NAME)
        elif self.doc.tokens[index].upos == "PROPN" and actor is None and not self._tells_time(index):
            yield from _UNKNOWN_NAME

    def _tells_time(self, index: int) -> bool:
        """ "Monday's attack": days and months are nobody, whatever their capital letter."""
        return "time" in self.lexicon.classes.of(self.lemma(index))

    def _counted_classes(self, index: int) -> Iterable[str]:
        """ "dozens of villagers", "a militia group": of the class of villagers, of militias too."""
        classes = self.lexicon.classes.of(self.lemma(index)) | self.lexicon.classes.of(
            self.doc.tokens[index].text.lower()
        )
        if "number" in classes or "group" in classes:
            for below in (*self.frame(index).get("of"), *self.frame(index).get("compound")):
                yield from self.classes(below) & _ACTING

    def names_actor(self, index: int) -> bool:
        """True where the filler can act: a person, a body, a state, an armed force."""
        return "actor" in self.classes(index)

    def names_person(self, index: int) -> bool:
        """ "Baran", not "the premier"."""
        name = self.doc.name_at(index)
        return name is not None and name.label == "PER"

    def says_person(self, index: int) -> bool:
        """True where the token's sentence names a person."""
        here = self.doc.sentence_of(index)
        return any(n.label == "PER" and here.first <= n.first < here.last for n in self.doc.names)

    def is_word(self, index: int, word: str) -> bool:
        """True where the token is this word (lemma or form); a word of two parts needs the first part before it, and what
        "of" joins ("state of siege") must hang below it."""
        word, _, below = word.partition(" of ")
        if below and not any(self.is_word(i, below) for i in self.frame(index).get("of")):
            return False
        *before, head = word.split(" ")
        if head not in self.forms(index):
            return False
        at = index - len(before)
        return at >= 0 and all(p in self.forms(at + n) for n, p in enumerate(before))

    def forms(self, index: int) -> tuple[str, ...]:
        """Lemma, form and, after a hyphen that parts a word, the whole of it ("cease-fire"), all lower case."""
        found = self._words.get(index)
        if found is None:
            lemma, text = self.lemma(index), self.doc.tokens[index].text.lower()
            whole = self._hyphened(index)
            found = (lemma, text, whole, whole.replace("-", "")) if whole else (lemma, text)
            self._words[index] = found
        return found

    def said(self, sentence: int) -> frozenset[str]:
        """All forms of the words of a sentence, by its number."""
        found = self._said.get(sentence)
        if found is None:
            here = self.doc.sentences[sentence]
            found = frozenset(form for i in range(here.first, here.last) for form in self.forms(i))
            self._said[sentence] = found
        return found

    def _hyphened(self, index: int) -> str:
        """The whole of a word that a hyphen parts, at its head ("sit-in" at "in" or at "sit"), else the empty string."""
        if index - 1 not in self._hyphens and index + 1 not in self._hyphens:
            return ""
        first, last = self.parts(index)
        if last - first == 1 or span_head(self.doc, first, last) != index:
            return ""
        pieces = [self.doc.tokens[i].text.lower() for i in range(first, last - 1, 2)]
        return "-".join((*pieces, self.lemma(last - 1)))

    @cached_property
    def _hyphens(self) -> frozenset[int]:
        """Where a dash touches the words on both sides."""
        inner = range(1, len(self.doc.tokens) - 1)
        return frozenset(i for i in inner if self.doc.tokens[i].text in DASHES and self._joined(i))

    def parts(self, index: int) -> tuple[int, int]:
        """First and last (exclusive) token of the word of which a hyphen parts this token from its neighbours."""
        first, last = index, index + 1
        while first > 1 and self._joined(first - 1):
            first -= 2
        while last + 1 < len(self.doc.tokens) and self._joined(last):
            last += 2
        return first, last

    def _joined(self, index: int) -> bool:
        """A hyphen that touches the words on both sides."""
        before, here, after = self.doc.tokens[index - 1 : index + 2]
        return here.text in DASHES and before.end == here.start and here.end == after.start

    def is_one_of(self, index: int, words: Sequence[str]) -> bool:
        """True where the token is one of the words or in one of the "@classes"."""
        single, pairs, classes = _sorted_list(words)
        forms = self.forms(index)
        if not single.isdisjoint(forms) or (classes and not classes.isdisjoint(self.classes(index))):
            return True
        if any(self.is_word(index, w) for form in forms for w in pairs.get(form, ())):
            return True
        if self.doc.tokens[index].upos == "PROPN" and not single.isdisjoint(titles(self.doc, self.lexicon, index)):
            return True
        return any(self.is_one_of(i, words) for i in self.measured(index))

    def says_one_of(self, index: int, words: Sequence[str]) -> bool:
        """True where the token's sentence holds one of the words elsewhere; classes are not looked at."""
        single, pairs, _ = _sorted_list(words)
        sentence = self.doc.sentence_of(index)
        said = self.said(sentence.index)
        if single.isdisjoint(said) and said.isdisjoint(pairs):
            return False
        plain = [w for w in words if not w.startswith("@")]
        return any(self.is_one_of(i, plain) for i in range(sentence.first, sentence.last) if i != index)

    def measured(self, index: int) -> tuple[int, ...]:
        """ "a shipment of rifles", "a team of doctors", "two hours of talks": what a word of measure or time counts."""
        if self.doc.tokens[index].upos not in ("NOUN", "ADJ", "NUM"):
            return ()
        classes = self.lexicon.classes.of(self.lemma(index))
        if "measure" in classes:
            return self.frame(index).get("of")
        return tuple(i for i in self.frame(index).get("of") if self._bare(i)) if "time" in classes else ()

    def _bare(self, index: int) -> bool:
        """ "talks" of "hours of talks", not "the blast" of "the day of the blast"."""
        plain = self.doc.tokens[index].upos == "NOUN" and self.doc.name_at(index) is None
        return plain and not syntax.determiner(self.doc, index) and not self.frame(index).get("possessor")

    def fillers(self, heads: Sequence[int], slot: str) -> tuple[int, ...]:
        """What fills a slot, or a path of two, at the first of the heads where it is filled; "a|b" is either.

        Prepositions are looked for at all heads, the other slots only at the first.
        """
        found: list[int] = []
        for first, second, core in _choices(slot):
            found.extend(self._filled(heads[:1] if core else heads, first, second))
        return tuple(dict.fromkeys(found)) if len(found) > 1 else tuple(found)

    def _filled(self, heads: Sequence[int], first: str, second: str) -> Sequence[int]:
        for head in heads:
            found = self._slot(head, first)
            if second:
                found = [deeper for at in found for deeper in self._slot(at, second)]
            if found:
                return found
        return ()

    def _slot(self, head: int, slot: str) -> list[int]:
        frame = self.frame(head)
        if slot == "modifier":
            return self._modifiers(head)
        if slot == "infinitive":
            own = [i for i in frame.get("complement") if self.infinitive(i)]
            return own or [i for o in frame.get("object") for i in self._told_to(o)]
        if slot == "modal":
            return [i for i in self.doc.children(head) if self.doc.tokens[i].xpos == "MD"]
        if slot in ("purpose", "gerund"):
            fits = self.infinitive if slot == "purpose" else self._gerund
            return [] if self.part_of(head) == "noun" else [i for i in frame.get("adverbial") if fits(i)]
        if slot == "sentence":
            sentence = self.doc.sentence_of(head)
            return list(range(sentence.first, sentence.last))
        return list(frame.get(slot))

    def _told_to(self, index: int) -> list[int]:
        """ "told the envoys to leave": an infinitive that the tree hangs below whom it is asked of."""
        below = self.frame(index).get("adverbial") if "actor" in self.classes(index) else ()
        return [i for i in below if self.infinitive(i) and syntax.is_to_infinitive(self.doc, i)]

    def infinitive(self, index: int) -> bool:
        """ "told them to leave", not "told them he would leave"."""
        return self.doc.tokens[index].xpos == "VB" and not syntax.modal_of(self.doc, index)

    def _gerund(self, index: int) -> bool:
        """ "spoke of bombing", "close to bombing": behind a preposition, whatever the tree calls it."""
        marked = syntax.marker(self.doc, index) or syntax.is_to_infinitive(self.doc, index)
        return self.doc.tokens[index].xpos == "VBG" and bool(marked)

    def finite_past(self, index: int) -> bool:
        """ "killed", "had killed", "has been killed", not "would kill" nor "be killed"; "put" may be of any time."""
        token = self.doc.tokens[index]
        if token.xpos not in ("VBN", "VBG"):
            return token.xpos == "VBD" and token.text.lower() != self.lemma(index)
        around = [self.doc.tokens[c] for c in self.doc.children(index) if self.doc.tokens[c].upos == "AUX"]
        return any(a.xpos == "VBD" or (a.lemma == "have" and a.xpos in ("VBP", "VBZ")) for a in around)

    def _predicate(self, index: int) -> bool:
        """Participles tagged as adjectives ("the jailed editor"), adjectives with a copula ("was willing to")."""
        text = self.doc.tokens[index].text.lower()
        participle = (
            text.endswith(("ed", "en")) and self.lexicon.lemma(text, text, verb=True) != text
        )  # not "open to talks"
        return participle or syntax.is_verbal(self.doc, index)

    def _modifiers(self, head: int) -> list[int]:
        """Compounds and adjectives before a noun, and those before its compounds ("a Norland air strike")."""
        frame = self.frame(head)
        inner = (i for c in frame.get("compound") for i in self.frame(c).get("compound"))
        return [*frame.get("compound"), *frame.get("adjective"), *inner]

    def _owned(self, index: int) -> bool:
        """ "Student's killing shocks town": a "'s" behind a noun that the tree takes for "is"."""
        if index < 2:
            return False
        noun, before = self.doc.tokens[index - 2 : index]
        return before.text in ("'s", "’s") and before.start == noun.end and noun.upos in ("NOUN", "PROPN")

    def part_of(self, index: int) -> Part | None:
        """Which half of the lexicon a token is looked up in, or None for tokens that are no trigger."""
        token = self.doc.tokens[index]
        if token.xpos == "VBG" and self._owned(index):
            return None
        if token.upos == "VERB" or (token.upos == "ADJ" and self._predicate(index)):
            return "verb"
        if token.upos in ("NOUN", "PROPN") and self.doc.name_at(index) is None:
            return "noun"
        return None
