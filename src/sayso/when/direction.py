"""Whether the clause around a date looks back or ahead is decided here, from the tense of its verb and the words above it."""

from __future__ import annotations

from sayso.doc import Doc
from sayso.knowledge.calendar import Calendar
from sayso.syntax import clause_of, is_verbal
from sayso.when.lexing import Word

_WILL = frozenset({"will", "shall"})


def look_of(doc: Doc, word: Word, calendar: Calendar) -> int:
    """+1 for a clause that looks ahead, -1 for one in the past, 0 where the tree does not tell."""
    index = doc.token_at(word.start)
    if index is None:
        return 0
    clause = clause_of(doc, index)
    if clause.tense == "future" or clause.modal in _WILL or _under_ahead(doc, index, calendar):
        return 1
    return -1 if clause.tense == "past" else 0


def _under_ahead(doc: Doc, index: int, calendar: Calendar) -> bool:
    """True below "plan", "expected", "scheduled" and the like, up to and with the nearest finite verb, or after "until"."""
    before = doc.tokens[index - 1].text.lower() if index else ""
    if before in ("until", "till"):
        return True
    for above in doc.ancestors(index):
        token = doc.tokens[above]
        if token.lemma.lower() in calendar.ahead:
            return token.upos != "VERB" or not _told_as_done(doc, above)
        if is_verbal(doc, above) and token.feat("VerbForm") == "Fin":
            return False
    return False


def _told_as_done(doc: Doc, verb: int) -> bool:
    """ "agreed on Friday": the date belongs to a finished act, and the verb has no infinitive below it."""
    return not any(doc.tokens[c].feat("VerbForm") == "Inf" or doc.tokens[c].xpos == "VB" for c in doc.children(verb))
