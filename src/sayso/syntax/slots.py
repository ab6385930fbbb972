"""What fills the slots of a verb or noun (subject, object, complement, prepositions), logical, not surface.

Passives, relative clauses, participles, control, raising and coordination are undone here once, so that a pattern that
names "subject" and "object" holds for all of them. This file and its two neighbours are the only ones that know labels.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from sayso import paths
from sayso.doc import Doc
from sayso.knowledge.loading import read_mapping
from sayso.syntax.memory import remembered
from sayso.syntax.phrases import (
    conjuncts,
    is_bounded,
    is_cleft,
    is_false_relative,
    is_to_infinitive,
    is_verbal,
    label,
    marker,
    named_behind,
)


@lru_cache(maxsize=4)
def _grammar_words(kind: str) -> frozenset[str]:
    return frozenset(read_mapping(paths.knowledge() / "lang" / "en" / "grammar.yml")[kind])


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
        for slot in _slots_of(doc, head, child):
            slots[slot].extend(_spread(doc, child, slot))
        if label(doc, child) == "advmod":
            _add_directions(doc, child, slots)
    if slots.get("indirect") and not slots.get("object"):
        slots["object"] = list(
            slots["indirect"]
        )  # "urged them to leave", "angered them": parsers waver between the two
    passive = is_passive(doc, head)
    inherited = is_verbal(doc, head) and _inherit(doc, head, slots, passive=passive)
    if not slots.get("object"):
        slots["object"].extend(_shared_object(doc, head))
    return Frame(head, passive, inherited, {k: tuple(dict.fromkeys(v)) for k, v in slots.items() if v})


def _add_directions(doc: Doc, adverb: int, slots: dict[str, list[int]]) -> None:
    """ "went back to work", "pulled out of the pact": what hangs on the adverb belongs to its verb."""
    for child in doc.children(adverb):
        if label(doc, child) == "obl" and marker(doc, child):
            slots[marker(doc, child)].extend(_spread(doc, child, marker(doc, child)))


@remembered
def is_passive(doc: Doc, head: int) -> bool:
    """True for a verb in the passive, with its auxiliary or as a bare participle after a noun."""
    labels = {label(doc, c) for c in doc.children(head)}
    token = doc.tokens[head]
    if labels & {"aux:pass", "csubj:pass", "obl:agent"} or ("nsubj:pass" in labels and token.xpos != "VBD"):
        return True
    participle = token.xpos == "VBN" or (token.xpos == "VBD" and token.deprel == "acl" and "obj" not in labels)
    bare = participle and not labels & {"aux", "nsubj"}
    if bare and token.deprel == "conj" and token.head >= 0 and doc.tokens[token.head].upos == "VERB":
        return is_passive(doc, token.head)  # "killed, wounded or captured 40 rebels": tags waver, the voice does not
    return bare and token.deprel in ("acl", "advcl", "acl:relcl", "amod", "root", "xcomp", "conj", "parataxis")


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


def _spread(doc: Doc, child: int, slot: str) -> list[int]:
    if slot in ("particle", "adverbial"):
        return [child]
    joined = [i for i in conjuncts(doc, child) if i == child or not _stranded(doc, i + 1)]
    return [_antecedent(doc, named_behind(doc, i)) for i in joined if not _denied(doc, i)] or [_antecedent(doc, child)]


def _denied(doc: Doc, index: int) -> bool:
    """ "four men but not their leader", "rebels rather than soldiers": the second is left out."""
    denying = ("not", "rather", "instead", "unlike")
    return any(doc.tokens[c].text.lower() in denying and label(doc, c) in ("advmod", "cc") for c in doc.children(index))


def _antecedent(doc: Doc, index: int) -> int:
    """A relative pronoun stands for the noun its clause describes."""
    token = doc.tokens[index]
    relative = token.xpos in ("WDT", "WP", "WP$") or token.feat("PronType") == "Rel"
    if not relative and not (token.text.lower() == "that" and token.head >= 0 and is_cleft(doc, token.head)):
        return index
    for above in doc.ancestors(index):
        if label(doc, above) == "acl:relcl" or (label(doc, above) == "advcl:relcl" and is_cleft(doc, above)):
            return _meant(doc, doc.tokens[above].head)
    return index


def _meant(doc: Doc, noun: int) -> int:
    """ "It was rebels, not soldiers, who shelled the town": what a relative clause tells is not said of those denied."""
    head = doc.tokens[noun].head
    return head if head >= 0 and _denied(doc, noun) and label(doc, noun) in ("conj", "parataxis", "appos") else noun


def _slots_of(doc: Doc, head: int, child: int) -> tuple[str, ...]:
    """The slots that one child fills; passives turn grammatical subjects into logical objects."""
    kind = label(doc, child)
    if is_false_relative(doc, child):
        return ()
    if _lost_object(doc, head, child):
        return ("object",)
    if kind == "nsubj:pass" and doc.tokens[head].xpos == "VBD" and not _bare_passive(doc, head):
        return ("subject",)  # a finite past form without "be" is no passive
    if kind == "obj" and _lost_doer(doc, head, child):
        return ("subject",)
    simple = _SIMPLE.get(kind)
    if simple is not None:
        return (simple,)
    if kind == "nsubj" and marker(doc, child) == "by":
        return ("by",)  # "Smugglers chased by guards shot a shepherd": the guards did not
    if kind in ("nsubj", "csubj", "nsubj:outer"):
        return ("object",) if _bare_passive(doc, head) else ("subject",)
    if kind == "obl:agent" or (kind == "obl" and _unlabelled_agent(doc, head, child)):
        bare = all(label(doc, c) == "case" for c in doc.children(child))
        manner = bare and doc.tokens[child].lemma.lower() in _grammar_words("manners")
        return ("by",) if manner else ("subject", "by")
    if kind in ("obl", "nmod", "nmod:desc", "obl:npmod"):
        preposition = marker(doc, child)
        if kind == "obl" and _lost_subject(doc, head, child, preposition):
            return ("subject",)
        return (preposition,) if preposition else ("unmarked",)
    if kind in ("acl", "advcl"):
        preposition = marker(doc, child)
        return ("adverbial", preposition) if preposition else ("adverbial",)
    return ()


def _unlabelled_agent(doc: Doc, head: int, child: int) -> bool:
    """ "people evacuated by Norland": behind a passive, "by" and a name or noun without a figure, whatever the label."""
    return marker(doc, child) == "by" and doc.tokens[child].upos in ("NOUN", "PROPN") and is_passive(doc, head)


@remembered
def _stranded(doc: Doc, verb: int) -> bool:
    """A finite clause whose subject, right before it, the tree hung elsewhere: "after rebels burned the mill", "attacked
    Sudria and Karva condemned it" with Karva among the attacked."""
    if not 0 < verb < len(doc.tokens) or doc.tokens[verb].xpos not in ("VBD", "VBZ", "VBP"):
        return False
    before = doc.tokens[verb - 1]
    if label(doc, verb) not in ("advcl", "parataxis") or before.upos not in ("NOUN", "PROPN", "PRON"):
        return False
    if before.sentence != doc.tokens[verb].sentence or any(label(doc, c) in _OWN_SUBJECT for c in doc.children(verb)):
        return False
    clause = label(doc, verb) == "advcl" and marker(doc, verb - 1) in _grammar_words("subordinators")
    return clause or (label(doc, verb) == "parataxis" and label(doc, verb - 1) == "conj")


def _lost_object(doc: Doc, head: int, child: int) -> bool:
    """ "voted down the plan", "killed at least six": behind a particle or bound parsers may miss the object."""
    if label(doc, child) not in ("obl", "xcomp") or child < head or doc.tokens[child].upos not in ("NOUN", "PROPN"):
        return False
    labels = [label(doc, c) for c in doc.children(head) if c != child]
    if is_bounded(doc, child) and label(doc, child) == "obl":
        return "obj" not in labels
    bare = not any(label(doc, c) in ("case", "cop", "mark") for c in doc.children(child))
    return bare and "compound:prt" in labels and not set(labels) & {"obj", "nsubj:pass", "aux:pass"}


def _lost_doer(doc: Doc, head: int, child: int) -> bool:
    """ "saw the militia execute captives": what stands before a bare infinitive or gerund acts in it."""
    if child > head or label(doc, head) not in ("xcomp", "ccomp", "advcl") or doc.tokens[child].xpos.startswith("W"):
        return False
    behind = any(label(doc, c) == "obj" and c > head for c in doc.children(head))
    return behind and doc.tokens[head].xpos in ("VB", "VBG")


def _lost_subject(doc: Doc, head: int, child: int, preposition: str) -> bool:
    """ "after an official begged them": the parser may take the conjunction for a preposition, and the clause is left
    without a subject."""
    finite = doc.tokens[head].xpos in ("VBD", "VBZ", "VBP") and label(doc, head) == "advcl"
    if not finite or child > head or preposition not in _grammar_words("subordinators"):
        return False
    return not any(label(doc, c) in ("nsubj", "nsubj:pass", "expl", "mark") for c in doc.children(head))


_SIMPLE = {
    "obj": "object",
    "nsubj:pass": "object",
    "csubj:pass": "object",
    "iobj": "indirect",
    "ccomp": "complement",
    "xcomp": "complement",
    "compound:prt": "particle",
    "nmod:poss": "possessor",
    "compound": "compound",
    "amod": "adjective",
    "appos": "apposition",
    "obl:unmarked": "unmarked",
    "obl:tmod": "unmarked",
    "nmod:unmarked": "unmarked",
    "nmod:tmod": "unmarked",
    "advmod": "adverb",
    "nummod": "number",
    "parataxis": "parataxis",
}


def _bare_passive(doc: Doc, head: int) -> bool:
    return any(label(doc, c) == "aux:pass" for c in doc.children(head))


def _shared_object(doc: Doc, head: int) -> list[int]:
    """ "They chased and arrested the students": an object behind both verbs is the object of both."""
    above = doc.tokens[head].head
    if label(doc, head) != "conj" or above < 0 or not (is_verbal(doc, head) and is_verbal(doc, above)):
        return []
    behind = [c for c in doc.children(above) if label(doc, c) == "obj" and c > head]
    return [_antecedent(doc, i) for c in behind for i in conjuncts(doc, c)]


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
    if _stranded(doc, head):
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
    if kind == "advcl" and not _own_subject_word(doc, head):
        if marker(doc, head) not in _grammar_words("object_control_markers"):
            return _clause_subject(doc, above)
        if doc.tokens[above].lemma.lower() in _grammar_words("bearing"):
            return _clause_subject(doc, above)  # "six men face jail for beating a smuggler"
        return [i for i in _judged(doc, above) or _controller(doc, above) if i < head]
    if kind == "ccomp" and doc.tokens[head].feat("VerbForm") in ("Inf", "Ger"):
        return _controller(doc, above)
    return []


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
    if over.passive and lemma in _grammar_words("subject_control"):
        return list(over.get("subject"))  # "A gun was used to kill him": by whom, only "by" tells
    if label(doc, head) == "advcl" and lemma in _grammar_words("hiring"):
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
        and marker(doc, head) in _grammar_words("object_control_markers")
    ):
        return _bearer(doc, noun)
    before = doc.tokens[head - 1]
    if before.xpos == "WP" and before.head == noun and marker(doc, head - 1):
        return []  # "the question of who killed them"
    noun = _meant(doc, noun)
    has_object = any(label(doc, c) == "obj" for c in doc.children(head))
    wh_object = has_object and any(_antecedent(doc, c) == noun for c in doc.children(head) if label(doc, c) == "obj")
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
    if doc.tokens[above[0]].lemma.lower() in _grammar_words("bearing"):
        return list(over.get("subject"))
    return list(conjuncts(doc, noun)) if noun in over.get("object") else []  # "accused the rebels of killing"


def _outsider(doc: Doc, verb: int) -> bool:
    """ "Police foiled a plot to kill": who foils, uncovers or condemns a plan is not the one who has it."""
    return is_verbal(doc, verb) and doc.tokens[verb].lemma.lower() in _grammar_words("outsiders")


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
    if told and doc.tokens[verb].lemma not in _grammar_words("subject_control"):
        return told
    return _clause_subject(doc, verb)


_OWN_SUBJECT = ("nsubj", "nsubj:pass", "expl")


def _own_subject_word(doc: Doc, head: int) -> bool:
    return any(label(doc, c) in _OWN_SUBJECT for c in doc.children(head))
