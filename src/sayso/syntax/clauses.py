"""Clauses: the finite verb group around a word, its tense, modality and polarity."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.doc import Doc
from sayso.syntax.memory import remembered
from sayso.syntax.phrases import is_cleft, is_to_infinitive, is_verbal, label, marker

_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "hardly", "barely", "scarcely"})
_MODALS = frozenset(
    {"can", "could", "may", "might", "must", "shall", "should", "will", "would", "'ll", "’ll", "'d", "’d", "ought"}
)
_SHORT = {"'ll": "will", "’ll": "will", "'d": "would", "’d": "would"}
_SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "expl")
_CONDITIONS = frozenset({"if", "unless", "whether", "in case", "provided", "lest", "even if", "only if", "as if"})


@dataclass(frozen=True)
class Clause:
    """The clause of one predicate: its tense ("past", "present", "future", ""), modal verb, polarity and condition."""

    verb: int
    tense: str
    modal: str
    negated: bool
    conditional: bool


@remembered
def clause_of(doc: Doc, index: int) -> Clause:
    """The clause in which the token stands, seen from its nearest predicate."""
    verb = finite_verb(doc, index)
    return Clause(verb, tense_of(doc, verb), modal_of(doc, verb), is_negated(doc, verb), is_conditional(doc, verb))


@remembered
def finite_verb(doc: Doc, index: int) -> int:
    """The nearest predicate at or above the token; the root of the sentence where no verb is found."""
    if is_verbal(doc, index):
        return index
    last = index
    for above in doc.ancestors(index):
        last = above
        if is_verbal(doc, above):
            return above
    return last


def _auxiliaries(doc: Doc, verb: int) -> list[int]:
    return [c for c in doc.children(verb) if label(doc, c) in ("aux", "aux:pass", "cop")]


@remembered
def modal_of(doc: Doc, verb: int) -> str:
    """The modal auxiliary of a verb, lower case ("will", "could"), or ""; through coordination and open complements."""
    for child in _auxiliaries(doc, verb):
        word = doc.tokens[child].text.lower()
        if word in _MODALS:
            return {"'ll": "will", "’ll": "will", "'d": "would", "’d": "would", "ca": "can", "wo": "will"}.get(
                word, word
            )
        if doc.tokens[child].lemma.lower() in _MODALS:
            return doc.tokens[child].lemma.lower()
    if label(doc, verb) == "conj" and not _auxiliaries(doc, verb) and doc.tokens[verb].xpos in ("VB", "VBN"):
        return modal_of(doc, doc.tokens[verb].head)
    return ""


def is_future(doc: Doc, verb: int) -> bool:
    """True for will, shall, is going to, is to, is about to, is set to."""
    if modal_of(doc, verb) in ("will", "shall"):
        return True
    above = doc.tokens[verb].head
    if label(doc, verb) != "xcomp" or above < 0:
        return any(doc.tokens[c].lemma == "be" for c in _auxiliaries(doc, verb)) and is_to_infinitive(doc, verb)
    return doc.tokens[above].lemma.lower() in ("go", "set", "about", "due", "schedule", "poise") and _is_be(doc, above)


def _is_be(doc: Doc, index: int) -> bool:
    return any(doc.tokens[c].lemma == "be" for c in _auxiliaries(doc, index))


@remembered
def tense_of(doc: Doc, verb: int) -> str:
    """ "past", "present", "future" or "" of the verb group, read from its finite word; through coordination."""
    if is_future(doc, verb):
        return "future"
    group = [verb, *_auxiliaries(doc, verb)]
    for index in sorted(group):
        token = doc.tokens[index]
        if token.xpos in ("VBD",) or (token.feat("Tense") == "Past" and token.feat("VerbForm") == "Fin"):
            return "past"
        if token.xpos in ("VBP", "VBZ"):
            return "past" if token.lemma == "have" and token.index != verb else "present"
    if label(doc, verb) in ("conj", "xcomp", "advcl") and doc.tokens[verb].head >= 0:
        return tense_of(doc, doc.tokens[verb].head)
    return ""


@remembered
def is_negated(doc: Doc, index: int) -> bool:
    """True where the word itself is denied: not, never, no, neither, without."""
    denier = denying(doc, index)
    if denier is not None:
        return not _not_only(doc, denier)
    if marker(doc, index) == "without":
        return True
    if is_cleft(doc, index) and is_negated(doc, doc.tokens[index].head):
        return True  # "it was not rebels that shelled the town"
    return _negated_subject(doc, index) or _negated_front(doc, index)


def denying(doc: Doc, index: int) -> int | None:
    """The word right below this one that denies it, or None."""
    for child in doc.children(index):
        word = doc.tokens[child].text.lower()
        if label(doc, child) in ("advmod", "det", "cc", "aux", "cc:preconj") and word in _NEGATIONS:
            return child
        if label(doc, child) == "cc" and word in ("rather", "instead"):
            return child  # "saved it rather than shell it"
    return None


def _negated_front(doc: Doc, index: int) -> bool:
    """ "At no time did he say": a fronted phrase with "no" and the auxiliary before the subject."""
    below = doc.children(index)
    fronted = [
        c for c in below if c < index and label(doc, c) in ("obl", "obl:unmarked", "obl:tmod") and _has_no(doc, c)
    ]
    subjects = [c for c in below if label(doc, c) in ("nsubj", "nsubj:pass")]
    helpers = [c for c in below if doc.tokens[c].upos == "AUX"]
    return any(f < h < s for f in fronted for h in helpers for s in subjects)


def _not_only(doc: Doc, index: int) -> bool:
    """ "Not only did they attack …": the word denies nothing."""
    return index + 1 < len(doc.tokens) and doc.tokens[index + 1].text.lower() in ("only", "just", "merely", "least")


def _negated_subject(doc: Doc, index: int) -> bool:
    """ "No group attacked": the subject's or object's "no" denies the verb."""
    for child in doc.children(index):
        if label(doc, child) in ("nsubj", "nsubj:pass") and doc.tokens[child].text.lower() in (
            "nobody",
            "none",
            "neither",
        ):
            return True
        if label(doc, child) in ("nsubj", "nsubj:pass", "obj") and _has_no(doc, child):
            return True
    return False


def _has_no(doc: Doc, index: int) -> bool:
    """ "no soldier", "neither the army nor the rebels", "not a single soldier"."""
    for child in doc.children(index):
        word = doc.tokens[child].text.lower()
        if word in ("no", "neither") and label(doc, child) in ("det", "cc", "cc:preconj", "advmod"):
            return True
        if word == "not" and child + 1 < index and doc.tokens[child + 1].text.lower() in ("a", "one", "even"):
            return not any(doc.tokens[c].text.lower() == "but" for c in range(child, doc.sentence_of(index).last))
    return False


@remembered
def is_conditional(doc: Doc, verb: int) -> bool:
    """True inside an "if", "unless" or "whether" clause or a turned one ("had the army fired"), at any depth below it."""
    return any(marker(doc, index) in _CONDITIONS or _turned(doc, index) for index in (verb, *doc.ancestors(verb)))


def _turned(doc: Doc, verb: int) -> bool:
    """ "Had the army fired, …", "Should rebels attack, …": the auxiliary of an adverbial clause stands before its subject."""
    if label(doc, verb) != "advcl":
        return _opened_by(doc, verb)
    first = next((c for c in _auxiliaries(doc, verb) if doc.tokens[c].text.lower() in ("had", "were", "should")), None)
    return first is not None and any(label(doc, c) in _SUBJECTS and c > first for c in doc.children(verb))


def _opened_by(doc: Doc, verb: int) -> bool:
    """ "Were rebels to attack the port, …": where the tree misses the clause, the first word and the comma show it."""
    sentence = doc.sentence_of(verb)
    words = [doc.tokens[i].text.lower() for i in range(sentence.first, sentence.last)]
    turned = words[0] in ("were", "had", "should") and "," in words and "?" not in words
    return turned and verb < sentence.first + words.index(",")


@remembered
def is_asked(doc: Doc, verb: int) -> bool:
    """True in the main line of a question that can be answered by yes or no; "why did they attack" takes it for told."""
    sentence = doc.sentence_of(verb)
    last = [doc.tokens[i].text for i in range(max(sentence.first, sentence.last - 2), sentence.last)]
    if not any("?" in text for text in last):
        return False
    line = [verb]
    while label(doc, line[-1]) in ("conj", "ccomp", "xcomp", "parataxis"):
        line.append(doc.tokens[line[-1]].head)
    if doc.tokens[line[-1]].head >= 0:
        return False
    return not any(_wh_word(doc, at) for at in range(sentence.first, max(line[-1], verb)))


def _wh_word(doc: Doc, index: int) -> bool:
    """A word that asks for who, what, when, where, why or how; relative ones describe a noun and do not ask."""
    token = doc.tokens[index]
    relative = any(label(doc, above) == "acl:relcl" for above in (index, *doc.ancestors(index)))
    return token.xpos in ("WP", "WP$", "WRB", "WDT") and not relative


def opens_after(doc: Doc, verb: int, index: int) -> bool:
    """True where the word that opens the verb's clause ("that", "whether") stands behind the token: then the token
    belongs to the clause above, whatever the tree says ("said on Friday that gunmen had attacked")."""
    opening = [c for c in doc.children(verb) if label(doc, c) == "mark" and doc.tokens[c].text.lower() in _OPENINGS]
    return any(index < c for c in opening)


_OPENINGS = frozenset({"that", "whether", "if", "because", "after", "before", "while", "as", "although", "though"})


def helpers(doc: Doc, verb: int) -> frozenset[str]:
    """The lemmas of the verb's auxiliaries: "have" of "had gone", "be" of "was shot"."""
    return frozenset(doc.tokens[c].lemma.lower() for c in doc.children(verb) if doc.tokens[c].upos == "AUX")


def is_bare_participle(doc: Doc, index: int) -> bool:
    """A participle without an auxiliary of its own: it happens when and where its governing verb does."""
    token = doc.tokens[index]
    form = token.feat("VerbForm") or {"VBG": "Ger", "VBN": "Part"}.get(token.xpos, "")
    return form in ("Ger", "Part") and not helpers(doc, index)
