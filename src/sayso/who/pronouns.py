"""Whom a pronoun means is decided here by a small learned ranker over the actors named before it.

The weights are trained on GUM's clean genres by training/who/pronouns.py. A candidate that the grammar forbids is not
scored; where "nobody named here" scores best, or the best candidate is not sure enough, the pronoun stays unresolved.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from sayso import paths
from sayso.doc import Token
from sayso.knowledge.cues import CueBook
from sayso.syntax import governor
from sayso.syntax.nominals import clause_head, is_expletive, is_subject
from sayso.text import folded
from sayso.who.chains import Chains
from sayso.who.nominals import Nominal

_WINDOW = {"hs": 8, "it": 3, "they": 4}  # sentences back in which an actor is a candidate
NOBODY = -1
_REFLEXIVE = ("himself", "herself", "itself", "themselves")
_POSSESSIVE = frozenset({"his", "her", "its", "their", "hers", "theirs"})


@dataclass(frozen=True)
class Weights:
    """The ranker: a weight a feature, and the least probability by class of pronoun."""

    features: dict[str, float]
    least: dict[str, float]

    @cached_property
    def by_class(self) -> dict[str, dict[str, float]]:
        """The weights by class of pronoun, under the rest of the feature's name."""
        found: dict[str, dict[str, float]] = {kind: {} for kind in self.least}
        for name, weight in self.features.items():
            kind, _, rest = name.partition(":")
            found.setdefault(kind, {})[rest] = weight
        return found


@lru_cache(maxsize=1)
def shipped_weights() -> Weights:
    """The shipped ranker."""
    path = paths.knowledge() / "lang" / "en" / "coref.json"
    table: dict[str, Any] = json.loads(path.read_text(encoding="utf8"))
    return Weights(table["features"], table["least"])


def resolve_pronouns(chains: Chains, weights: Weights | None = None) -> None:
    """Join each third-person pronoun to the chain that scores best, where the score is high enough."""
    weights = weights or shipped_weights()
    for mention in third_persons(chains):
        options = candidates(chains, mention)
        if options == [NOBODY]:
            continue
        clear, rule = clear_option(chains, mention, options)
        if clear is not None:
            chains.merge(clear, mention, rule, chains.mentions[clear].name)
            continue
        chances = probabilities(weights, chains, mention, options)
        best = max(range(len(options)), key=lambda n: chances[n], default=None)
        sure = best is not None and chances[best] >= weights.least[pronoun_class(chains.mentions[mention])]
        if sure and best is not None and options[best] != NOBODY:
            chains.merge(options[best], mention, "coref#pronoun", f"{chances[best]:.2f}")


def clear_option(chains: Chains, mention: int, options: Sequence[int]) -> tuple[int | None, str]:
    """What needs no ranker: the subject of the own or the telling clause, the only person named near by."""
    pronoun = chains.mentions[mention]
    kind = pronoun_class(pronoun)
    others = [o for o in options if o != NOBODY]
    if kind == "they":
        return None, ""
    if kind == "it" and not _is_owner(chains, pronoun):
        teller = _teller(chains, mention, others)
        return teller, "coref#teller" if teller is not None else ""
    near = [o for o in others if chains.sentence(o) == chains.sentence(mention) and o < mention]
    if len(near) == 1 and _is_named_subject(chains, near[0], clause_head(chains.doc, _clause(chains, pronoun))):
        return near[0], "coref#own-subject"
    if kind == "hs" and len(others) == 1 and _is_just_named(chains, mention, others[0]):
        return others[0], "coref#only-person"
    return None, ""


def _teller(chains: Chains, mention: int, options: Sequence[int]) -> int | None:
    """ "The ministry said it would close the border": the one who tells is who acts in what is told, unless nobody acts."""
    pronoun = chains.mentions[mention]
    verb = clause_head(chains.doc, pronoun.head)
    acts = verb >= 0 and chains.doc.tokens[verb].upos == "VERB" and is_subject(chains.doc, pronoun.head)
    if not acts or is_expletive(chains.doc, pronoun.head):
        return None
    above = clause_head(chains.doc, verb)
    if above < 0 or not _is_spoken(chains.doc.tokens[above]):
        return None
    tellers = [o for o in options if o < mention and _is_subject_of(chains, o, above)]
    return tellers[0] if len(tellers) == 1 else None


def _is_spoken(token: Token) -> bool:
    """True for a verb beside which quoted words may stand; "the report showed it" tells nothing of what it is."""
    return token.upos == "VERB" and any(cue.takes_quotes for _, cue in CueBook.shipped().of(token.text.lower()))


def _is_subject_of(chains: Chains, option: int, clause: int) -> bool:
    head = chains.mentions[option].head
    return is_subject(chains.doc, head) and clause_head(chains.doc, head) == clause


def _clause(chains: Chains, pronoun: Nominal) -> int:
    return max(0, clause_head(chains.doc, pronoun.head))


def _is_named_subject(chains: Chains, option: int, clause: int) -> bool:
    """ "X dismissed his cabinet", "the Front gave up its town": X and the Front are subjects of the clause."""
    head = chains.mentions[option].head
    return _is_named(chains, option) and is_subject(chains.doc, head) and clause_head(chains.doc, head) == clause >= 0


def _is_just_named(chains: Chains, mention: int, option: int) -> bool:
    """Named, and last meant in this sentence or the one before."""
    return _is_named(chains, option) and 0 <= chains.sentence(mention) - chains.sentence(option) <= 1


def _is_named(chains: Chains, option: int) -> bool:
    return any(chains.mentions[i].kind == "name" for i in chains.members(option))


def third_persons(chains: Chains) -> list[int]:
    """The third-person pronouns, in order."""
    return [i for i, m in enumerate(chains.mentions) if m.kind == "pronoun" and m.person == 3]


def pronoun_class(nominal: Nominal) -> str:
    """hs for he and she, it, they."""
    return "they" if nominal.plural else "it" if nominal.gender == "n" else "hs"


def candidates(chains: Chains, mention: int) -> list[int]:
    """NOBODY and one mention (the last before the pronoun) of every chain that the grammar allows."""
    nominal = chains.mentions[mention]
    window = _WINDOW[pronoun_class(nominal)]
    found: dict[int, int] = {}
    for j in range(mention - 1, -1, -1):
        if chains.sentence(mention) - chains.sentence(j) > window:
            break
        if chains.mentions[j].person == 3 and chains.chain(j) not in found:
            found[chains.chain(j)] = _described(chains, j)
    if not found or pronoun_class(nominal) == "hs":
        for j in _named_behind(chains, mention):
            found.setdefault(chains.chain(j), j)
    allowed = [j for j in found.values() if _allowed(chains, mention, j)]
    return [NOBODY, *allowed]


def _described(chains: Chains, mention: int) -> int:
    """The name that an apposition describes ("X, a teacher, said she ..."), since its slot is the name's."""
    if _slot(chains, chains.mentions[mention]) != "apposition":
        return mention
    here = [i for i in chains.members(mention) if i < mention and chains.sentence(i) == chains.sentence(mention)]
    return next((i for i in reversed(here) if chains.mentions[i].kind == "name"), mention)


def _named_behind(chains: Chains, mention: int) -> Iterator[int]:
    """ "In her speech, X said": the subject of the clause in which the pronoun's phrase stands in front."""
    above = set(chains.doc.ancestors(chains.mentions[mention].head))
    for j in range(mention + 1, len(chains.mentions)):
        other = chains.mentions[j]
        if chains.sentence(j) != chains.sentence(mention):
            return
        if other.kind == "name" and is_subject(chains.doc, other.head) and clause_head(chains.doc, other.head) in above:
            yield j


def _allowed(chains: Chains, mention: int, before: int) -> bool:
    members = chains.members(before)
    if all(chains.mentions[i].kind == "pronoun" for i in members) or _only_quoted(chains, mention, members):
        return False
    return _kinds_fit(chains, mention, before) and chains.agree(before, mention) and not _bound(chains, mention, before)


def _only_quoted(chains: Chains, mention: int, members: Sequence[int]) -> bool:
    """ "“If the president goes, we stay,” she said": she is nobody of whom only the quoted words speak."""
    pronoun = chains.mentions[mention]
    if pronoun_class(pronoun) != "hs" or pronoun.head in chains.quoted:
        return False
    before = [i for i in members if i < mention]
    return bool(before) and all(chains.mentions[i].head in chains.quoted for i in before)


def _kinds_fit(chains: Chains, mention: int, before: int) -> bool:
    """He and she are persons; it is a body or a state; they are several, or a body."""
    kind = pronoun_class(chains.mentions[mention])
    personal, plural = _is_person(chains, before), _is_plural(chains, before)
    if kind == "hs":
        return personal and not plural
    if kind == "it":
        return not personal and not plural
    return True


def _is_person(chains: Chains, before: int) -> bool:
    return any(chains.personal(i) for i in chains.members(before))


def _is_plural(chains: Chains, before: int) -> bool:
    return any(chains.mentions[i].plural for i in chains.members(before) if chains.mentions[i].kind != "pronoun")


def _bound(chains: Chains, mention: int, before: int) -> bool:
    """ "X hit him": him is not X; "his brother": his is not the brother."""
    pronoun = chains.mentions[mention]
    for i in chains.members(before):
        other = chains.mentions[i]
        if other.first <= pronoun.head < other.last:
            return True
        word = pronoun.words[0]
        if chains.sentence(i) == chains.sentence(mention) and word not in _REFLEXIVE and not _is_owner(chains, pronoun):
            here = clause_head(chains.doc, pronoun.head)
            if here >= 0 and here == clause_head(chains.doc, other.head):
                return True
    return False


def _is_owner(chains: Chains, pronoun: Nominal) -> bool:
    return chains.doc.tokens[pronoun.head].xpos == "PRP$" or pronoun.words[0] in _POSSESSIVE - {"her"}


def probabilities(weights: Weights, chains: Chains, mention: int, options: Sequence[int]) -> list[float]:
    """The chance of each option, adding up to 1."""
    latest = sorted(options, reverse=True)
    weight = weights.by_class[pronoun_class(chains.mentions[mention])].get
    scores = [sum(weight(f, 0.0) for f in _found(chains, mention, option, latest)) for option in options]
    top = max(scores, default=0.0)
    powers = [math.exp(s - top) for s in scores]
    return [p / sum(powers) for p in powers]


def features(chains: Chains, mention: int, option: int, latest: Sequence[int]) -> Iterator[str]:
    """What holds of a pronoun and one of its options (all of them, the latest first), each after the pronoun's class."""
    kind = pronoun_class(chains.mentions[mention])
    for name in _found(chains, mention, option, latest):
        yield f"{kind}:{name}"


def _found(chains: Chains, mention: int, option: int, latest: Sequence[int]) -> Iterator[str]:
    return _nobody(chains, mention, latest) if option == NOBODY else _candidate(chains, mention, option, latest)


def _nobody(chains: Chains, mention: int, latest: Sequence[int]) -> Iterator[str]:
    nominal = chains.mentions[mention]
    yield "nobody"
    yield f"nobody-options={min(len(latest) - 1, 3)}"
    if pronoun_class(nominal) == "hs":
        return
    yield f"nobody-slot={_slot(chains, nominal)}"
    if is_expletive(chains.doc, nominal.head):
        yield "nobody-expletive"
    verb = clause_head(chains.doc, nominal.head)
    if verb >= 0 and chains.doc.tokens[verb].upos in ("ADJ", "NOUN"):
        yield "nobody-copula"
    yield f"nobody-verb={_acting(chains, verb)}"


def _acting(chains: Chains, verb: int) -> str:
    if verb < 0:
        return "root"
    lemma = folded(chains.doc.tokens[verb].lemma)
    return (
        lemma
        if lemma in ("be", "say", "take", "make", "happen", "have", "seem", "do", "go", "tell", "add")
        else "other"
    )


def _candidate(chains: Chains, mention: int, option: int, latest: Sequence[int]) -> Iterator[str]:
    pronoun, other = chains.mentions[mention], chains.mentions[option]
    distance = min(chains.sentence(mention) - chains.sentence(option), 4)
    slot, own = _slot(chains, other), _slot(chains, pronoun)
    yield f"distance={distance}"
    if option > mention:
        yield "behind"
    yield f"rank={min(latest.index(option), 4)}"
    yield f"slot={slot}"
    yield f"slot-distance={slot}-{min(distance, 2)}"
    yield f"parallel={slot == own}-{min(distance, 1)}"
    yield f"kind={other.kind}"
    yield f"what={_what(chains, option)}"
    yield f"number={_number(chains, option)}"
    yield f"gender={_gender(chains, option, pronoun)}"
    yield f"size={min(len(chains.members(option)), 5)}"
    yield f"quote={_quoted(chains, pronoun.head)}{_quoted(chains, other.head)}"
    yield f"best-subject={_first_subject(chains, option)}-{min(distance, 2)}"
    yield f"possessive={_is_owner(chains, pronoun)}-{slot}-{min(distance, 1)}"


def _slot(chains: Chains, nominal: Nominal) -> str:
    found = chains.slots.get(nominal.head)
    if found is None:
        found = chains.slots[nominal.head] = _slot_of(governor(chains.doc, nominal.head))
    return found


def _slot_of(above: tuple[int, str] | None) -> str:
    if above is None:
        return "root"
    return above[1] if above[1] in ("subject", "object", "possessor", "apposition", "compound") else "oblique"


def _what(chains: Chains, option: int) -> str:
    """The most telling sort of name or noun in the chain."""
    sorts = {_sort(chains.mentions[i]) for i in chains.members(option)}
    order = ("PER", "ORG", "GPE", "NORP", "person", "group", "organization", "people", "state")
    return next((s for s in order if s in sorts), "other")


def _sort(nominal: Nominal) -> str:
    if nominal.kind == "name":
        return nominal.label
    return nominal.agent.block.kind if nominal.agent else ""


def _number(chains: Chains, option: int) -> str:
    numbers = {chains.mentions[i].plural for i in chains.members(option)}
    return "plural" if True in numbers else "single" if False in numbers else "open"


def _gender(chains: Chains, option: int, pronoun: Nominal) -> str:
    genders = {chains.mentions[i].gender for i in chains.members(option)} - {""}
    return "same" if pronoun.gender in genders else "open"


def _quoted(chains: Chains, index: int) -> int:
    """1 inside quotation marks, as far as the marks of the sentence and its paragraph tell."""
    return int(index in chains.quoted)


def _first_subject(chains: Chains, option: int) -> bool:
    """The candidate is the first subject of its sentence."""
    if _slot(chains, chains.mentions[option]) != "subject":
        return False
    sentence, head = chains.sentence(option), chains.mentions[option].head
    for i in range(option - 1, -1, -1):
        if chains.sentence(i) < sentence - 1:
            return True
        before = chains.mentions[i]
        if before.head < head and chains.sentence(i) == sentence and _slot(chains, before) == "subject":
            return False
    return True
