"""Whether the clause around a date looks back or ahead is decided here, from the tense of its verb and the words above it."""

from __future__ import annotations

from sayso.doc import Doc, Token
from sayso.knowledge.calendar import Calendar
from sayso.syntax import Clause, clause_of, frame, governor, helpers, is_nominal, is_verbal
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
    if cued := _cued(doc, word, index, calendar):
        return cued
    if before is not None and (before.xpos == "VBD" or _told_participle(doc, before, calendar)):
        return -1
    if _planned_before(doc, index, calendar):
        return 1
    clause = clause_of(doc, _beside(doc, index))
    if clause.tense == "future" or _will(doc, clause, calendar) or _under_ahead(doc, index, calendar):
        return 1
    if _is_participle(doc, clause.verb):
        return -1
    if clause.tense == "present" and _meets_on(doc, clause.verb, index, word, calendar):
        return -1 if headline else 1
    if before is not None and _limits(doc, before, clause, calendar):
        return 1
    told = clause.tense == "past" and not clause.modal and not _is_infinitive(doc, clause.verb)
    return -1 if told else 0


def _cued(doc: Doc, word: Word, index: int, calendar: Calendar) -> int:
    """What the words right before the date tell: "ahead of Friday's vote", "a strike called for Friday", "the first in two
    years"; 0 where they tell nothing."""
    before = doc.text[max(word.start - _CUE, 0) : word.start].lower().rstrip()
    head, _, last = before.rpartition(" ")
    before = head if last in calendar.sets["definite"] else before
    if any(before.endswith(cue) for cue in calendar.sets["nearing"]):
        return 1
    if any(before.endswith(cue) for cue in calendar.sets["gone"]):
        return -1
    meaning = word.classes["meaning"]
    if isinstance(meaning, Meaning) and meaning.kind == "in-duration":
        return -1 if _is_record(doc, index, calendar) else 0
    return 1 if _is_fixed_for(doc, index, calendar) else 0


_CUE = 24  # characters before a date in which the words that tell its side stand
_NEAR = 5  # tokens


def _is_record(doc: Doc, index: int, calendar: Calendar) -> bool:
    """ "the biggest protest in two years", "for the first time in a decade": counted back, whatever the tense."""
    near = doc.tokens[max(index - _NEAR, 0) : index]
    return any(t.xpos in ("JJS", "RBS") or t.lemma.lower() in calendar.sets["records"] for t in near)


def _is_fixed_for(doc: Doc, index: int, calendar: Calendar) -> bool:
    """ "called a strike for Friday", "demonstrations announced for May": what is fixed for a day lies ahead."""
    if not index or doc.tokens[index - 1].text.lower() not in calendar.sets["purpose"]:
        return False
    near = doc.tokens[max(index - 1 - _NEAR, 0) : index - 1]
    told = next((t for t in reversed(near) if t.upos in ("VERB", "PUNCT")), None)
    return told is not None and told.lemma.lower() in calendar.sets["fixing"]


def _will(doc: Doc, clause: Clause, calendar: Calendar) -> bool:
    """ "will", and "would" in what was said: "talks would resume on Friday"."""
    if clause.modal in calendar.sets["will"]:
        return True
    return clause.modal in calendar.sets["reported"] and "have" not in helpers(doc, clause.verb)


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


def _meets_on(doc: Doc, verb: int, index: int, word: Word, calendar: Calendar) -> bool:
    """ "they meet Monday": the plain present of a verb of timetables tells a plan with a weekday that hangs on it."""
    meaning = word.classes["meaning"]
    bare = isinstance(meaning, Meaning) and meaning.weekday is not None and meaning.month is None
    planned = doc.tokens[verb].xpos in ("VBP", "VBZ") and doc.tokens[verb].lemma.lower() in calendar.sets["timetable"]
    above = governor(doc, index)
    return bare and planned and (above is None or above[0] == verb or not is_nominal(doc, above[0]))


def _is_participle(doc: Doc, verb: int) -> bool:
    """ "the injunction issued Thursday", but not "the case is heard Thursday"."""
    return doc.tokens[verb].xpos == "VBN" and not any(doc.tokens[c].upos == "AUX" for c in doc.children(verb))


def _is_infinitive(doc: Doc, verb: int) -> bool:
    return doc.tokens[verb].xpos == "VB"


def _under_ahead(doc: Doc, index: int, calendar: Calendar) -> bool:
    """True below "plan", "expected", "scheduled" and the like, up to and with the nearest finite verb."""
    for above in doc.ancestors(index):
        token = doc.tokens[above]
        if token.lemma.lower() in calendar.sets["asking"] and _asked_to(doc, above, index, calendar):
            return True
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


def _asked_to(doc: Doc, verb: int, index: int, calendar: Calendar) -> bool:
    """ "ordered them to leave by Friday", "talks were set for Friday", but not "bail was set Friday"."""
    if doc.tokens[index - 1].text.lower() in calendar.sets["purpose"]:
        return True
    return any(verb < c < index and doc.tokens[c].xpos == "VB" for c in doc.children(verb))


def _has_object_before(doc: Doc, verb: int, index: int) -> bool:
    """ "planned a march on Saturday": the day is the march's; "planned on Saturday to march" is told of the planning."""
    return any(verb < o < index for o in frame(doc, verb).get("object"))


def _told_as_done(doc: Doc, verb: int, index: int) -> bool:
    """ "agreed on Friday", "threatened on Friday to leave": the date belongs to a finished act, with no infinitive below the
    verb before it; "is expected in May" looks ahead without one."""
    told = doc.tokens[verb].xpos == "VBD" or is_perfect(doc, verb)
    if doc.tokens[verb].xpos in ("VBN", "VBZ", "VBP", "VBG") and not told:
        return False
    infinitives = [
        c for c in doc.children(verb) if doc.tokens[c].feat("VerbForm") == "Inf" or doc.tokens[c].xpos == "VB"
    ]
    return not any(c < index or not told for c in infinitives)


def is_perfect(doc: Doc, verb: int) -> bool:
    """ "had threatened", in the active."""
    beside = helpers(doc, verb)
    return doc.tokens[verb].xpos == "VBN" and "have" in beside and "be" not in beside
