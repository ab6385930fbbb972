"""Whether the clause around a date looks back or ahead is decided here, from the tense of its verb and the words above it."""

from __future__ import annotations

from sayso.doc import Doc, Token
from sayso.knowledge.calendar import Calendar
from sayso.syntax import Clause, clause_of, frame, is_verbal
from sayso.text import parted
from sayso.when.lexing import Word
from sayso.when.meaning import Meaning


def look_of(doc: Doc, word: Word, calendar: Calendar, *, headline: bool = False) -> int:
    """+1 for a clause that looks ahead, -1 for one in the past, 0 where the tree does not tell. Headlines tell the past
    in the present tense."""
    index = doc.token_at(word.start)
    if index is None:
        return 0
    before = doc.tokens[index - 1] if index else None
    if before is not None and before.text.lower() in calendar.sets["since"]:
        return -1  # whatever is expected since January, the January is over
    if before is not None and (before.xpos == "VBD" or _told_participle(doc, before, calendar)):
        return -1
    if _planned_before(doc, index, calendar):
        return 1
    clause = clause_of(doc, _beside(doc, index))
    if clause.tense == "future" or _will(doc, clause, calendar) or _under_ahead(doc, index, calendar):
        return 1
    if _is_participle(doc, clause.verb):
        return -1
    if clause.tense == "present" and _meets_on(doc, clause.verb, word):
        return -1 if headline else 1
    if before is not None and _limits(doc, before, clause, calendar):
        return 1
    told = clause.tense == "past" and not clause.modal and not _is_infinitive(doc, clause.verb)
    return -1 if told else 0


def _will(doc: Doc, clause: Clause, calendar: Calendar) -> bool:
    """ "will", and "would" in what was said: "talks would resume on Friday"."""
    if clause.modal in calendar.sets["will"]:
        return True
    perfect = any(
        doc.tokens[c].lemma.lower() == "have" for c in doc.children(clause.verb) if doc.tokens[c].upos == "AUX"
    )
    return clause.modal in calendar.sets["reported"] and not perfect


def _told_participle(doc: Doc, before: Token, calendar: Calendar) -> bool:
    """ "the injunction issued Thursday", but not "the vote scheduled Thursday"."""
    return before.lemma.lower() not in calendar.sets["ahead"] and _is_participle(doc, before.index)


def _planned_before(doc: Doc, index: int, calendar: Calendar) -> bool:
    """ "has scheduled a hearing Thursday": what is planned lies ahead, whatever word the tree hangs the day on."""
    first = doc.sentence_of(index).first
    verb = next((i for i in range(index - 1, first - 1, -1) if doc.tokens[i].upos in ("VERB", "PUNCT", "ADP")), None)
    if verb is None or doc.tokens[verb].lemma.lower() not in calendar.sets["plans"] & calendar.sets["ahead"]:
        return False
    return any(doc.tokens[i].upos == "NOUN" for i in range(verb + 1, index))


def _limits(doc: Doc, before: Token, clause: Clause, calendar: Calendar) -> bool:
    """ "by Friday", "until Friday": ahead unless told in the past; a term that is granted lies ahead in any tense."""
    if before.text.lower() not in calendar.sets["limits"]:
        return False
    return clause.tense != "past" or doc.tokens[clause.verb].lemma.lower() in calendar.sets["granting"]


def _beside(doc: Doc, index: int) -> int:
    """The token itself, or the last verb before it on its side of the quotation marks where the tree leads across one."""
    verb = clause_of(doc, index).verb
    if not parted(doc.text, doc.tokens[verb].start, doc.tokens[index].start):
        return index
    first = doc.sentence_of(index).first
    verbs = (i for i in range(index - 1, first - 1, -1) if doc.tokens[i].upos == "VERB")
    near = next(verbs, index)
    return near if not parted(doc.text, doc.tokens[near].start, doc.tokens[index].start) else index


def _meets_on(doc: Doc, verb: int, word: Word) -> bool:
    """ "they meet Monday": the plain present with a weekday tells a plan."""
    meaning = word.classes["meaning"]
    bare = isinstance(meaning, Meaning) and meaning.weekday is not None and meaning.month is None
    return bare and doc.tokens[verb].xpos in ("VBP", "VBZ")


def _is_participle(doc: Doc, verb: int) -> bool:
    """ "the injunction issued Thursday", but not "the case is heard Thursday"."""
    return doc.tokens[verb].xpos == "VBN" and not any(doc.tokens[c].upos == "AUX" for c in doc.children(verb))


def _is_infinitive(doc: Doc, verb: int) -> bool:
    return doc.tokens[verb].xpos == "VB"


def _under_ahead(doc: Doc, index: int, calendar: Calendar) -> bool:
    """True below "plan", "expected", "scheduled" and the like, up to and with the nearest finite verb."""
    for above in doc.ancestors(index):
        token = doc.tokens[above]
        if token.lemma.lower() in calendar.sets["ahead"]:
            planned = (
                token.lemma.lower() in calendar.sets["plans"]
                and above < index
                and _has_object_before(doc, above, index)
            )
            if token.upos == "NOUN" and above == index - 1:
                return False  # "announced the plan Monday"
            return token.upos != "VERB" or planned or not _told_as_done(doc, above, index)
        if is_verbal(doc, above) and token.feat("VerbForm") == "Fin":
            return False
    return False


def _has_object_before(doc: Doc, verb: int, index: int) -> bool:
    """ "planned a march on Saturday": the day is the march's; "planned on Saturday to march" is told of the planning."""
    return any(verb < o < index for o in frame(doc, verb).get("object"))


def _told_as_done(doc: Doc, verb: int, index: int) -> bool:
    """ "agreed on Friday", "threatened on Friday to leave": the date belongs to a finished act, with no infinitive below the
    verb before it; "is expected in May" looks ahead without one."""
    if doc.tokens[verb].xpos in ("VBN", "VBZ", "VBP", "VBG"):
        return False
    infinitives = [
        c for c in doc.children(verb) if doc.tokens[c].feat("VerbForm") == "Inf" or doc.tokens[c].xpos == "VB"
    ]
    return not any(c < index or doc.tokens[verb].xpos != "VBD" for c in infinitives)
