"""Which slots one word below a predicate fills: grammatical subjects of passives, agents, relative pronouns and what trees lose.

A child's label and marker say it, save where the tree plainly errs; `slots.py` puts the children of a predicate together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from sayso import paths
from sayso.doc import Doc
from sayso.knowledge.loading import read_mapping
from sayso.syntax.memory import remembered
from sayso.syntax.phrases import conjuncts, is_bounded, is_cleft, is_false_relative, label, marker, named_behind


@cache
def grammar_words(kind: str) -> frozenset[str]:
    """One list of words of grammar.yml; every list is asked for in every sentence, so none is ever forgotten."""
    return frozenset(_grammar()[kind])


@lru_cache(maxsize=1)
def _grammar() -> Mapping[str, Sequence[str]]:
    return read_mapping(paths.knowledge() / "lang" / "en" / "grammar.yml")


_OWN_SUBJECT = ("nsubj", "nsubj:pass", "expl")


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


@remembered
def is_passive(doc: Doc, head: int) -> bool:
    """True for a verb in the passive, with its auxiliary or as a bare participle after a noun."""
    labels = {label(doc, c) for c in doc.children(head)}
    token = doc.tokens[head]
    if labels & {"aux:pass", "csubj:pass", "obl:agent"} or ("nsubj:pass" in labels and token.xpos != "VBD"):
        return True
    if suffers(doc, head):
        return True
    participle = token.xpos == "VBN" or (token.xpos == "VBD" and token.deprel == "acl" and "obj" not in labels)
    bare = participle and not labels & {"aux", "nsubj"}
    if bare and token.deprel == "conj" and token.head >= 0 and doc.tokens[token.head].upos == "VERB":
        return is_passive(doc, token.head)  # "killed, wounded or captured 40 rebels": tags waver, the voice does not
    return bare and token.deprel in ("acl", "advcl", "acl:relcl", "amod", "root", "xcomp", "conj", "parataxis")


@remembered
def suffers(doc: Doc, head: int) -> bool:
    """ "Foreman stabbed as miners march", "five men charged with arson": news leaves "was" out, and a past form of harm or
    accusation without an object is none; a "charge with" of the list counts only with its preposition."""
    token = doc.tokens[head]
    if token.xpos not in ("VBD", "VBN") or label(doc, head) not in ("root", "parataxis", "conj"):
        return False
    labels = {label(doc, c) for c in doc.children(head)}
    if "nsubj" not in labels or labels & {"obj", "iobj", "ccomp", "xcomp", "aux", "obl:agent"}:
        return False
    lemma, listed = token.lemma.lower(), grammar_words("patients")
    return lemma in listed or any(f"{lemma} {marker(doc, c)}" in listed for c in doc.children(head))


def slots_of(doc: Doc, head: int, child: int) -> tuple[str, ...]:
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
    if (
        kind == "obj"
        and marker(doc, child) == "of"
        and any(label(doc, c) == "obj" and c < child for c in doc.children(head))
    ):
        return ("of",)  # "accused them of hiding rebels"
    if kind == "compound" and _squeezed_subject(doc, head, child):
        return ("subject",)
    simple = _SIMPLE.get(kind)
    if simple is not None:
        return (simple,)
    if kind == "nsubj" and marker(doc, child) == "by":
        return ("by",)  # "Smugglers chased by guards shot a shepherd": the guards did not
    if kind == "nsubj" and _is_owner(doc, head, child):
        return ()
    if kind in ("nsubj", "csubj", "nsubj:outer"):
        return ("object",) if _bare_passive(doc, head) or suffers(doc, head) else ("subject",)
    if kind == "obl:agent" or (kind == "obl" and _unlabelled_agent(doc, head, child)):
        bare = all(label(doc, c) == "case" for c in doc.children(child))
        manner = bare and doc.tokens[child].lemma.lower() in grammar_words("manners")
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


def spread(doc: Doc, child: int, slot: str) -> list[int]:
    if slot in ("particle", "adverbial"):
        return [child]
    joined = [i for i in conjuncts(doc, child) if i == child or not stranded(doc, i + 1)]
    return [antecedent(doc, named_behind(doc, i)) for i in joined if not _denied(doc, i)] or [antecedent(doc, child)]


def _denied(doc: Doc, index: int) -> bool:
    """ "four men but not their leader", "rebels rather than soldiers": the second is left out."""
    denying = ("not", "rather", "instead", "unlike")
    return any(doc.tokens[c].text.lower() in denying and label(doc, c) in ("advmod", "cc") for c in doc.children(index))


def antecedent(doc: Doc, index: int) -> int:
    """A relative pronoun stands for the noun its clause describes."""
    token = doc.tokens[index]
    relative = token.xpos in ("WDT", "WP", "WP$") or token.feat("PronType") == "Rel"
    if not relative and not (token.text.lower() == "that" and token.head >= 0 and is_cleft(doc, token.head)):
        return index
    for above in doc.ancestors(index):
        if label(doc, above) == "acl:relcl" or (label(doc, above) == "advcl:relcl" and is_cleft(doc, above)):
            return meant(doc, doc.tokens[above].head)
    return index


def meant(doc: Doc, noun: int) -> int:
    """ "It was rebels, not soldiers, who shelled the town": what a relative clause tells is not said of those denied."""
    head = doc.tokens[noun].head
    return head if head >= 0 and _denied(doc, noun) and label(doc, noun) in ("conj", "parataxis", "appos") else noun


def told_below(doc: Doc, verb: int) -> tuple[int, ...]:
    """ "told the inquiry that guards had killed him": what the tree hangs on the one told is told all the same."""
    if doc.tokens[verb].lemma.lower() not in grammar_words("telling"):
        return ()
    told = (c for c in doc.children(verb) if c > verb and label(doc, c) in ("obj", "iobj"))
    below = (c for one in told for c in doc.children(one))
    return tuple(c for c in below if label(doc, c) == "acl" and marker(doc, c) == "that" and has_own_subject(doc, c))


def _is_owner(doc: Doc, head: int, child: int) -> bool:
    """ "planes like the general's had bombed them": who stands before "'s" is no subject beside another one."""
    beside = any(label(doc, c) == "nsubj" and c != child for c in doc.children(head))
    return beside and any(label(doc, c) == "case" and doc.tokens[c].text in ("'s", "’s") for c in doc.children(child))


def _unlabelled_agent(doc: Doc, head: int, child: int) -> bool:
    """ "people evacuated by Norland": behind a passive, "by" and a name or noun without a figure, whatever the label."""
    return marker(doc, child) == "by" and doc.tokens[child].upos in ("NOUN", "PROPN") and is_passive(doc, head)


@remembered
def stranded(doc: Doc, verb: int) -> bool:
    """A finite clause whose subject, right before it, the tree hung elsewhere: "after rebels burned the mill", "attacked
    Sudria and Karva condemned it" with Karva among the attacked."""
    if not 0 < verb < len(doc.tokens) or doc.tokens[verb].xpos not in ("VBD", "VBZ", "VBP"):
        return False
    before = doc.tokens[verb - 1]
    if label(doc, verb) not in ("advcl", "parataxis", "conj") or before.upos not in ("NOUN", "PROPN", "PRON"):
        return False
    if before.sentence != doc.tokens[verb].sentence or any(label(doc, c) in _OWN_SUBJECT for c in doc.children(verb)):
        return False
    clause = label(doc, verb) == "advcl" and marker(doc, verb - 1) in grammar_words("subordinators")
    return clause or (label(doc, verb) in ("parataxis", "conj") and label(doc, verb - 1) == "conj")


def _lost_object(doc: Doc, head: int, child: int) -> bool:
    """ "voted down the plan", "killed at least six": behind a particle or bound parsers may miss the object."""
    if label(doc, child) not in ("obl", "xcomp") or child < head or doc.tokens[child].upos not in ("NOUN", "PROPN"):
        return False
    labels = [label(doc, c) for c in doc.children(head) if c != child]
    if is_bounded(doc, child) and label(doc, child) == "obl":
        return "obj" not in labels
    bare = not any(label(doc, c) in ("case", "cop", "mark") for c in doc.children(child))
    if bare and label(doc, child) == "obl" and doc.tokens[child].upos == "NOUN" and _behind_as(doc, head, child):
        return True
    return bare and "compound:prt" in labels and not set(labels) & {"obj", "nsubj:pass", "aux:pass"}


def _behind_as(doc: Doc, head: int, child: int) -> bool:
    """ "dismissed as nonsense a report that …": an object that changed places with the "as" phrase right behind the verb."""
    return any(head < c < child and marker(doc, c) == "as" for c in doc.children(head))


def _lost_doer(doc: Doc, head: int, child: int) -> bool:
    """ "saw the militia execute captives": what stands before a bare infinitive or gerund acts in it."""
    if child > head or label(doc, head) not in ("xcomp", "ccomp", "advcl") or doc.tokens[child].xpos.startswith("W"):
        return False
    behind = any(label(doc, c) == "obj" and c > head for c in doc.children(head))
    return behind and doc.tokens[head].xpos in ("VB", "VBG")


def _squeezed_subject(doc: Doc, head: int, child: int) -> bool:
    """ "before the army retook it": a noun that the tree makes part of the finite verb right behind it is its subject."""
    finite = doc.tokens[head].upos == "VERB" and doc.tokens[head].xpos in ("VBD", "VBZ", "VBP")
    return (
        finite and child == head - 1 and not has_own_subject(doc, head) and doc.tokens[child].upos in ("NOUN", "PROPN")
    )


def _lost_subject(doc: Doc, head: int, child: int, preposition: str) -> bool:
    """ "after an official begged them": the parser may take the conjunction for a preposition, and the clause is left
    without a subject."""
    finite = doc.tokens[head].xpos in ("VBD", "VBZ", "VBP") and label(doc, head) == "advcl"
    if not finite or child > head or preposition not in grammar_words("subordinators"):
        return False
    return not any(label(doc, c) in ("nsubj", "nsubj:pass", "expl", "mark") for c in doc.children(head))


def _bare_passive(doc: Doc, head: int) -> bool:
    return any(label(doc, c) == "aux:pass" for c in doc.children(head))


def has_own_subject(doc: Doc, head: int) -> bool:
    return any(label(doc, c) in _OWN_SUBJECT for c in doc.children(head))
