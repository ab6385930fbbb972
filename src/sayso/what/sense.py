"""Which sense of a verb or noun stands here: its particle, needs and exclusions are checked, the most exact wins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sayso.knowledge.lexicon import Condition, Part, Sense
from sayso.syntax import Frame
from sayso.what.light import carrier_of
from sayso.what.scene import Scene

_ROLE_SLOTS = (
    "object",
    "complement",
    "in",
    "on",
    "to",
    "with",
    "subject",
    "for",
    "into",
    "at",
    "of",
    "from",
    "as",
    "indirect",
)

_UNBOUND = frozenset({"inner", "sentence", "subject", "modifier", "compound", "adjective"})
_AHEAD = frozenset({"REQUEST", "THREATEN", "AGREE"})  # acts about what is to come
_MEANS = ("@heavy", "@missile", "@weapon")  # what is fired belongs to the firing: "at" may hang on "dozens of missiles"


@dataclass(frozen=True)
class Hit:
    """A sense found at a token; `bound` are the words that its `needs` name one by one (they belong to the trigger)."""

    index: int
    sense: Sense
    particle: str = ""
    bound: tuple[int, ...] = ()

    @property
    def heads(self) -> tuple[int, ...]:
        """Where prepositions are looked for: at the trigger, then at the words bound to it."""
        return (self.index, *self.bound)


@dataclass(frozen=True)
class Senses:
    """The senses of one article's tokens, each worked out once."""

    scene: Scene
    _hits: dict[int, Hit | None] = field(default_factory=dict, compare=False, repr=False)

    def at(self, index: int) -> Hit | None:
        """The sense of the token, or None."""
        if index not in self._hits:
            self._hits[index] = None  # a frame that loops back onto itself finds nothing
            self._hits[index] = self._find(index)
        return self._hits[index]

    def _find(self, index: int) -> Hit | None:
        part = self.scene.part_of(index)
        if part is None:
            return None
        found = self._first(index, part, named=False)
        if found is None and self.scene.says_person(index):
            found = self._first(index, part, named=True)
        return found

    def _first(self, index: int, part: Part, *, named: bool) -> Hit | None:
        """The first sense that fits; `named`: with persons who are only named in the place of holders of an office."""
        said = self.scene.said(self.scene.doc.tokens[index].sentence)
        if named:
            said |= self.scene.lexicon.rules.around["offices"]
        for lemma in _lemmas(self.scene, index, part):
            for rest, sense in self.scene.lexicon.headed(part, lemma):
                hit = None if _unspoken(rest, sense, said) else self._fits(index, rest, sense, named=named)
                if hit is not None:
                    return hit
        return None

    def _fits(self, index: int, rest: str, sense: Sense, *, named: bool) -> Hit | None:
        if rest and not _has_rest(self.scene, index, rest, sense.part):
            return None
        if not rest and sense.part == "verb" and _turned(self.scene, index):
            return None
        plain = self.scene.frame(index)
        if rest and sense.part == "verb":
            self.scene.reframe(index, _with_object(plain, rest))
        hit = self._framed(index, rest, sense, named=named)
        if hit is None:
            self.scene.reframe(index, plain)
        return hit

    def _framed(self, index: int, rest: str, sense: Sense, *, named: bool) -> Hit | None:
        if sense.pattern.type in _AHEAD and sense.part == "verb" and _tells_past(self.scene, index):
            return None
        if not named and any(not self._plainly_met(index, slot, words) for slot, words in sense.pattern.needs.items()):
            return None
        bound = _bound(self.scene, index, sense.pattern.needs)
        hit = Hit(index, sense, rest if sense.part == "verb" else "", bound)
        for slot, words in sense.pattern.needs.items():
            if not self._met(hit, slot, words) and not (named and self._named(hit, slot, words)):
                return None
        for slot, words in sense.pattern.unless.items():
            if self._barred(hit, slot, words):
                return None
        return hit

    def _barred(self, hit: Hit, slot: str, words: Sequence[str]) -> bool:
        """A line of `unless` is met; in "called on Norland on Monday" the day beside the name bars nothing."""
        if not self._met(hit, slot, words):
            return False
        if words == "any" or slot in ("inner", "sentence"):
            return True
        found = self.scene.fillers(hit.heads, slot)
        others = [i for i in found if "time" not in self.scene.lexicon.classes.of(self.scene.lemma(i))]
        return len(others) in (0, len(found)) or any(self.scene.is_one_of(i, words) for i in others)

    def _plainly_met(self, index: int, slot: str, words: Sequence[str]) -> bool:
        """The quick half of `_met`, for slots that are looked for at the trigger alone."""
        if slot not in ("object", "subject", "complement"):
            return True
        found = self.scene.frame(index).get(slot)
        return bool(found) if words == "any" else any(self.scene.is_one_of(f, words) for f in found)

    def _met(self, hit: Hit, slot: str, words: Sequence[str]) -> bool:
        if slot == "inner":
            return self._inner_met(hit, words)
        if slot == "sentence":
            return _topic(self.scene, hit.index, words)
        found = self.scene.fillers(hit.heads, slot) or self._at_carrier(hit, slot)
        return bool(found) if words == "any" else any(self.scene.is_one_of(f, words) for f in found)

    def _named(self, hit: Hit, slot: str, words: Sequence[str]) -> bool:
        """ "hosted Baran": where the holder of an office is asked for, a person may stand who is only named."""
        if (
            words == "any"
            or self.scene.lexicon.rules.around["offices"].isdisjoint(words)
            or slot in ("inner", "sentence")
        ):
            return False
        return any(self.scene.names_person(i) for i in self.scene.fillers(hit.heads, slot))

    def _at_carrier(self, hit: Hit, slot: str) -> tuple[int, ...]:
        """ "carried out strikes against": the preposition may hang on the light verb; `carrier` is who acts by it."""
        carrier = carrier_of(self.scene, hit.index) if hit.sense.part == "noun" else None
        if carrier is None:
            return ()
        found = self.scene.fillers((hit.index, carrier[0]), slot)
        if found or carrier[1].lends != "actor" or "carrier" not in slot.split("|"):
            return found
        return tuple(i for i in self.scene.frame(carrier[0]).get("subject") if i != hit.index)

    def _inner_met(self, hit: Hit, words: Sequence[str]) -> bool:
        inner = self.inner(hit)
        return inner is not None and (words == "any" or inner.sense.pattern.type in words)

    def inner(self, hit: Hit) -> Hit | None:
        """The first act in one of the pattern's inner slots, through light verbs and further complements."""
        for slot in hit.sense.pattern.inner:
            for filler in self.scene.fillers(hit.heads, slot):
                found = self._below(filler, depth=0)
                if found is not None and found.index != hit.index:
                    return found
        return None

    def _below(self, index: int, depth: int) -> Hit | None:
        hit = self.at(index)
        if hit is not None or depth > 2:
            return hit
        frame = self.scene.frame(index)
        for slot in ("complement", "object", "of", "in", "to", "for"):
            for below in frame.get(slot):
                found = self._below(below, depth + 1)
                if found is not None:
                    return found
        return None


def _unspoken(rest: str, sense: Sense, said: frozenset[str]) -> bool:
    """True where the sentence does not even hold the words that the entry asks for: most entries end here."""
    if rest:
        first = rest.partition(" ")[0]
        if first not in said and "-" not in first:
            return True
    for listed in sense.listed:  # noqa: SIM110 (asked thousands of times an article)
        if listed.isdisjoint(said):
            return True
    return False


def _tells_past(scene: Scene, index: int) -> bool:
    """ "insisted that the army shelled the village": what has happened is told, not demanded, threatened or promised."""
    return any(scene.finite_past(c) for c in scene.frame(index).get("complement"))


def _lemmas(scene: Scene, index: int, part: Part) -> tuple[str, ...]:
    token = scene.doc.tokens[index]
    text = token.text.lower()
    if token.upos == "ADJ":
        stem = text.removesuffix("ed")
        return (scene.lemma(index), text, stem, stem + "e", stem[:-1]) if part == "verb" else (text,)
    return (
        tuple(dict.fromkeys(reversed(scene.forms(index))))
        if part == "noun"
        else tuple(dict.fromkeys(scene.forms(index)))
    )


def _has_rest(scene: Scene, index: int, rest: str, part: Part) -> bool:
    if part == "verb":
        return _has_particle(scene, index, rest)
    frame = scene.frame(index)
    modifiers = (*frame.get("compound"), *frame.get("adjective"))
    if any(scene.is_word(m, rest) for m in modifiers):
        return True
    words = rest.split(" ")
    before = [scene.doc.tokens[i].text.lower() for i in range(max(0, index - len(words)), index)]
    return before == words


def _with_object(frame: Frame, particle: str) -> Frame:
    """ "handed in its weapons": where the tree takes the particle for a preposition, what stands behind it is the object."""
    behind = frame.get(particle)
    if frame.get("object") or not behind:
        return frame
    return replace(frame, slots={**frame.slots, "object": behind})


def _turned(scene: Scene, index: int) -> bool:
    """A particle makes another verb of a verb ("seize up", "tell off"), save those that only add force ("kill off")."""
    mild, verb = scene.lexicon.rules.mild_particles, scene.lemma(index)
    particles = scene.frame(index).get("particle")
    return any(f"{verb} {scene.doc.tokens[p].text.lower()}" not in mild for p in particles)


def _has_particle(scene: Scene, index: int, rest: str) -> bool:
    frame = scene.frame(index)
    opens = frame.get(rest) or any(slot.startswith(f"{rest} ") for slot in frame.slots)  # "backed out of the deal"
    if opens and (rest not in scene.lexicon.rules.around["close-particles"] or _next_is(scene, index, rest)):
        return True
    words = rest.split(" ")
    loose = (*frame.get("particle"), *frame.get("adverb"), *frame.get("object"))
    if len(words) == 1:
        return any(scene.is_word(i, rest) for i in loose)
    after = [
        scene.doc.tokens[i].text.lower() for i in range(index + 1, min(index + 1 + len(words), len(scene.doc.tokens)))
    ]
    return after == words or (any(scene.is_word(i, words[0]) for i in loose) and bool(frame.get(words[-1])))


def _next_is(scene: Scene, index: int, word: str) -> bool:
    return index + 1 < len(scene.doc.tokens) and scene.doc.tokens[index + 1].text.lower() == word


def _bound(scene: Scene, index: int, needs: Condition) -> tuple[int, ...]:
    """Nouns that `needs` names word by word stand for part of the trigger."""
    found: list[int] = []
    for slot, words in needs.items():
        own = "|".join(part for part in slot.split("|") if "." not in part and part not in _UNBOUND)
        if words == "any" or not own:
            continue
        plain = [w for w in words if not w.startswith("@")]
        means = any(w in _MEANS for w in words)
        for filler in scene.fillers((index,), own):
            if scene.is_one_of(filler, plain) or (means and scene.is_one_of(filler, _MEANS)):
                found.append(filler)
                found.extend(scene.measured(filler))
                found.extend(_joined_by_of(scene, filler, plain))
    return tuple(dict.fromkeys(found))


def _joined_by_of(scene: Scene, filler: int, words: Sequence[str]) -> tuple[int, ...]:
    """ "a state of siege in Sudria": what "of" joins to a listed word is part of it, and "in" may hang there."""
    below = {word.partition(" of ")[2] for word in words if " of " in word and scene.is_word(filler, word)}
    return tuple(i for i in scene.frame(filler).get("of") if any(scene.is_word(i, w) for w in below))


def _topic(scene: Scene, index: int, words: Sequence[str]) -> bool:
    """A listed word in the sentence, one strong word of a listed class, or two of its words."""
    if scene.says_one_of(index, words):
        return True
    return any(topic_words(scene, index, w[1:]) >= 2 for w in words if w.startswith("@"))


def topic_words(scene: Scene, index: int, class_: str) -> int:
    """How many different words of a class the sentence of the token holds beside it; a strong one counts as two."""
    words = _topics(scene, scene.doc.tokens[index].sentence).get(class_, {})
    return sum(weight for lemma, weight in words.items() if lemma != scene.lemma(index))


def _topics(scene: Scene, number: int) -> dict[str, dict[str, int]]:
    """For every class the words of it in a sentence, names left out, with their weight; worked out once."""
    found = scene.topics.get(number)
    if found is None:
        found = scene.topics[number] = {}
        sentence = scene.doc.sentences[number]
        for i in range(sentence.first, sentence.last):
            if scene.doc.name_at(i) is None:
                _weigh(scene, i, sentence.first, found)
    return found


def _weigh(scene: Scene, index: int, first: int, found: dict[str, dict[str, int]]) -> None:
    """Add a word to its classes, with the word before it where both are listed together ("death penalty"), else alone."""
    lemma, classes = scene.lemma(index), scene.lexicon.classes
    if scene.doc.tokens[index].upos in ("ADP", "PART", "SCONJ", "DET"):
        return  # "handed over" is no over of cricket
    pair = f"{scene.doc.tokens[index - 1].text.lower()} {lemma}" if index > first else lemma
    for class_ in classes.of(pair) or classes.of(lemma):
        strong = classes.strong(class_)
        found.setdefault(class_, {})[lemma] = 2 if lemma in strong or pair in strong else 1
