"""What fills the slots of a verb or noun (subject, object, complement, prepositions), logical, not surface.

Passives, relative clauses, participles, control, raising and coordination are undone here once, so that a pattern that
names "subject" and "object" holds for all of them. This file and its neighbours are the only ones that know labels.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from sayso.doc import Doc
from sayso.syntax.edges import (
    antecedent,
    grammar_words,
    has_own_subject,
    is_passive,
    meant,
    slots_of,
    spread,
    stranded,
    told_below,
)
from sayso.syntax.memory import remembered
from sayso.syntax.phrases import conjuncts, is_to_infinitive, is_verbal, label, marker


@dataclass(frozen=True)
class Frame:
    """The slots around one predicate. Keys: subject, object, indirect, complement, particle, possessor, compound,
    adjective, apposition, unmarked, adverbial, and every preposition by its words ("by", "because of").
    Values: doc-wide token indices of the heads, coordination already spread out, in order of position."""

    head: int
    passive: bool = False
    inherited: bool = False  # the subject was found through control, raising, a relative clause or coordination
    slots: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def get(self, slot: str) -> tuple[int, ...]:
        """The heads that fill the slot, or an empty tuple."""
        return self.slots.get(slot, ())


@remembered
def frame(doc: Doc, head: int) -> Frame:
    """The logical frame of the verb or noun at `head`; a noun with a copula has its subject too."""
    slots: dict[str, list[int]] = defaultdict(list)
    for child in doc.children(head):
        for slot in slots_of(doc, head, child):
            slots[slot].extend(spread(doc, child, slot))
        if label(doc, child) == "advmod":
            _add_directions(doc, child, slots)
    if slots.get("indirect") and not slots.get("object"):
        slots["object"] = list(
            slots["indirect"]
        )  # "urged them to leave", "angered them": parsers waver between the two
    if not slots.get("complement"):
        slots["complement"].extend(told_below(doc, head))
    passive = is_passive(doc, head)
    inherited = is_verbal(doc, head) and _inherit(doc, head, slots, passive=passive)
    if passive:
        _add_left_behind(doc, head, slots)
    if not slots.get("object"):
        slots["object"].extend(_shared_object(doc, head))
    return Frame(head, passive, inherited, {k: tuple(dict.fromkeys(v)) for k, v in slots.items() if v})


def _add_directions(doc: Doc, adverb: int, slots: dict[str, list[int]]) -> None:
    """ "went back to work", "pulled out of the pact": what hangs on the adverb belongs to its verb."""
    for child in doc.children(adverb):
        if label(doc, child) == "obl" and marker(doc, child):
            slots[marker(doc, child)].extend(spread(doc, child, marker(doc, child)))


def _add_left_behind(doc: Doc, head: int, slots: dict[str, list[int]]) -> None:
    """ "was fired on by pirates": a preposition left alone right behind a passive has the passive's subject for its noun."""
    behind = head + 1
    if behind >= len(doc.tokens) or doc.tokens[behind].head != head or doc.children(behind):
        return
    word = doc.tokens[behind].text.lower()
    if word in grammar_words("left_behind") and not slots.get(word):
        slots[word].extend(slots.get("object", ()))


@remembered
def governor(doc: Doc, index: int) -> tuple[int, str] | None:
    """The predicate above a nominal and the slot the nominal fills in it, coordination undone; None at the root."""
    at = index
    while label(doc, at) == "conj":
        at = doc.tokens[at].head
    head = doc.tokens[at].head
    if head < 0:
        return None
    found = frame(doc, head)
    for slot, fillers in found.slots.items():
        if index in fillers or at in fillers:
            return head, slot
    return head, marker(doc, at) or "other"


def _shared_object(doc: Doc, head: int) -> list[int]:
    """ "They chased and arrested the students": an object behind both verbs is the object of both."""
    above = doc.tokens[head].head
    if label(doc, head) != "conj" or above < 0 or not (is_verbal(doc, head) and is_verbal(doc, above)):
        return []
    behind = [c for c in doc.children(above) if label(doc, c) == "obj" and c > head]
    return [antecedent(doc, i) for c in behind for i in conjuncts(doc, c)]


def _inherit(doc: Doc, head: int, slots: dict[str, list[int]], *, passive: bool) -> bool:
    """Fill the missing subject (for passives: object) from the clause above. True where something was found."""
    slot = "object" if passive else "subject"
    if slots.get(slot):
        return False
    found = _from_above(doc, head)
    if found:
        slots[slot].extend(found)
    return bool(found)


def _from_above(doc: Doc, head: int) -> list[int]:
    kind, above = label(doc, head), doc.tokens[head].head
    if above < 0:
        return []
    if stranded(doc, head):
        return list(conjuncts(doc, head - 1))
    if kind in ("acl:relcl", "acl"):
        return _described(doc, head, above)
    if kind == "conj" and is_verbal(doc, above):
        return _clause_subject(doc, above)
    if kind in ("xcomp", "advcl") and is_to_infinitive(doc, head):
        found = _in_purpose(doc, head, above)
        if found is not None:
            return found
    if kind == "xcomp" and is_verbal(doc, above):
        had = frame(doc, above).get("object") if is_passive(doc, head) else ()
        return list(had) or _controller(doc, above)  # "had the witness murdered"
    if kind == "amod" and doc.tokens[head].upos == "VERB":
        return [above]
    if kind == "advcl" and _told_of(doc, head, above):
        return list(conjuncts(doc, head - 1))
    if kind == "advcl" and doc.tokens[head].xpos == "VBG" and _suffers(doc, above):
        return []
    if kind == "advcl" and not has_own_subject(doc, head):
        if marker(doc, head) not in grammar_words("object_control_markers") and not _charged(doc, head, above):
            return _clause_subject(doc, above)
        if doc.tokens[above].lemma.lower() in grammar_words("bearing"):
            return _clause_subject(doc, above)  # "six men face jail for beating a smuggler"
        return [i for i in _judged(doc, above) or _controller(doc, above) if i < head]
    perfect = any(
        doc.tokens[c].xpos == "VBG" and label(doc, c) == "aux" for c in doc.children(head)
    )  # "denied having told"
    if kind == "ccomp" and (perfect or doc.tokens[head].feat("VerbForm") in ("Inf", "Ger")):
        return _controller(doc, above)
    return []


def _charged(doc: Doc, head: int, above: int) -> bool:
    """ "charged the colonel with ordering it": he, not who charges him."""
    return marker(doc, head) == "with" and doc.tokens[above].lemma.lower() in grammar_words("charging")


def _suffers(doc: Doc, verb: int) -> bool:
    """ "came under fire", "took a direct hit": what follows ("killing two") is the doing of others."""
    over, suffered = frame(doc, verb), grammar_words("suffered")
    met = over.get("under")
    if doc.tokens[verb].lemma.lower() in grammar_words("suffering"):
        met = (*met, *over.get("object"))
    return any(doc.tokens[i].lemma.lower() in suffered for i in met)


def _told_of(doc: Doc, head: int, above: int) -> bool:
    """ "told of the militia executing captives": right behind "of" or "about" and a noun, that noun acts."""
    if doc.tokens[head].xpos != "VBG" or marker(doc, head) or head < 1 or doc.tokens[head - 1].head != above:
        return False
    return label(doc, head - 1) == "obl" and marker(doc, head - 1) in ("of", "about")


def _in_purpose(doc: Doc, head: int, above: int) -> list[int] | None:
    """Who acts in "to kill" where it is not whoever acts above; None where nothing special holds."""
    over, lemma = frame(doc, above), doc.tokens[above].lemma.lower()
    if _outsider(doc, above):
        return [h for noun in over.get("object") for h in _holder(doc, noun)]
    if over.passive and lemma in grammar_words("subject_control"):
        return list(over.get("subject"))  # "A gun was used to kill him": by whom, only "by" tells
    if label(doc, head) == "advcl" and lemma in grammar_words("hiring"):
        return list(over.get("object"))  # "hired two men to kill the editor"
    return None


def _described(doc: Doc, head: int, noun: int) -> list[int]:
    """A relative or participle clause describes its noun, unless it already uses the noun as its object."""
    token = doc.tokens[head]
    if label(doc, head) == "acl" and (token.feat("VerbForm") == "Inf" or is_to_infinitive(doc, head)):
        return _holder(doc, noun)
    if (
        label(doc, head) == "acl"
        and token.xpos == "VBG"
        and marker(doc, head) in grammar_words("object_control_markers")
    ):
        return _bearer(doc, noun)
    before = doc.tokens[head - 1]
    if before.xpos == "WP" and before.head == noun and marker(doc, head - 1):
        return []  # "the question of who killed them"
    noun = meant(doc, noun)
    has_object = any(label(doc, c) == "obj" for c in doc.children(head))
    wh_object = has_object and any(antecedent(doc, c) == noun for c in doc.children(head) if label(doc, c) == "obj")
    return [] if wh_object else list(conjuncts(doc, noun))


def _holder(doc: Doc, noun: int) -> list[int]:
    """ "Iran's decision to attack": whoever holds the noun acts in the infinitive."""
    owned = frame(doc, noun)
    for slot in ("possessor", "by"):
        if owned.get(slot):
            return list(owned.get(slot))
    above = governor(doc, noun)
    if above and _outsider(doc, above[0]):
        found = frame(doc, above[0])
        return list(() if found.passive else found.get("by"))  # "foiled a plot by students to kill"
    if above and above[1] in ("object", "complement") and is_verbal(doc, above[0]):
        return list(frame(doc, above[0]).get("subject"))
    return list(owned.get("subject"))  # "Norland is the first state to ban": the copula's subject


def _bearer(doc: Doc, noun: int) -> list[int]:
    """ "his trial for killing", "faces charges of killing", "was accused by the army of killing": of whom it is said."""
    owned, above = frame(doc, noun), governor(doc, noun)
    if owned.get("possessor") or owned.get("subject"):
        return list(owned.get("possessor") or owned.get("subject"))
    if above is None or not is_verbal(doc, above[0]):
        return list(conjuncts(doc, noun)) if above and above[1] == "of" else []  # "the arrest of two men for killing"
    over = frame(doc, above[0])
    if over.passive and noun in over.get("by"):
        return list(over.get("object"))
    if doc.tokens[above[0]].lemma.lower() in grammar_words("bearing"):
        return list(over.get("subject"))
    return list(conjuncts(doc, noun)) if noun in over.get("object") else []  # "accused the rebels of killing"


def _outsider(doc: Doc, verb: int) -> bool:
    """ "Police foiled a plot to kill": who foils, uncovers or condemns a plan is not the one who has it."""
    return is_verbal(doc, verb) and doc.tokens[verb].lemma.lower() in grammar_words("outsiders")


def _clause_subject(doc: Doc, verb: int) -> list[int]:
    """The surface subject of the clause: in a passive clause that is the logical object."""
    above = frame(doc, verb)
    return list(above.get("object") if above.passive else above.get("subject"))


def _judged(doc: Doc, predicate: int) -> list[int]:
    """ "was found guilty of killing", "found the regime guilty of killing": whom the open predicate describes."""
    if label(doc, predicate) != "xcomp" or is_verbal(doc, predicate):
        return []
    own = frame(doc, predicate).get("subject")
    over = frame(doc, doc.tokens[predicate].head)
    return list(own or over.get("object"))


def _controller(doc: Doc, verb: int) -> list[int]:
    """Who acts in the open complement: the object where there is one, save for verbs of promising and using."""
    above = frame(doc, verb)
    told = [i for i in above.get("indirect") or above.get("object") if not is_verbal(doc, i)]
    if told and doc.tokens[verb].lemma not in grammar_words("subject_control"):
        return told
    return _clause_subject(doc, verb)
