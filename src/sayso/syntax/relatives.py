"""Where a reported clause stands that a tree hides: behind an aside, inside a relative clause, behind a copula."""

from __future__ import annotations

from sayso.doc import Doc
from sayso.syntax.edges import grammar_words
from sayso.syntax.phrases import label
from sayso.syntax.reports import clause_complements, from_mark

_TIMES = frozenset({"obl", "obl:unmarked", "obl:tmod", "advmod"})
_SUBJECT_WORDS = frozenset({"DET", "NOUN", "PROPN", "ADJ", "ADV", "AUX"})


def clauses_behind_aside(doc: Doc, verb: int) -> list[int]:
    """ "said, quoting a commander, that P": the clause behind the second comma, which hangs at the participle."""
    asides = [
        c for c in doc.children(verb) if c > verb and doc.tokens[c].xpos == "VBG" and doc.tokens[c - 1].text == ","
    ]
    inner = [h for c in asides for h in clause_complements(doc, c)]
    first = {h: from_mark(doc, h) for h in inner}
    return [h for h in inner if doc.tokens[first[h]].text.lower() == "that" and doc.tokens[first[h] - 1].text == ","]


def end_of_relative(doc: Doc, verb: int) -> int | None:
    """ "the law, which X says protects children, will be used": the comma at which the main clause goes on, or None."""
    at = verb - 1
    while at > 0 and doc.tokens[at].upos in _SUBJECT_WORDS and doc.tokens[at].xpos != "WDT":
        at -= 1
    if at < 1 or doc.tokens[at].xpos not in ("WDT", "WP") or doc.tokens[at - 1].text != ",":
        return None
    for index in range(verb + 1, doc.sentence_of(verb).last - 1):
        if doc.tokens[index].text == "," and doc.tokens[index + 1].xpos in ("MD", "VBD", "VBZ", "VBP"):
            return index
    return None


def behind_day(doc: Doc, verb: int, clause: int) -> int | None:
    """ "said on Sunday it had no reports": the first token behind a day that stands between the verb and its clause."""
    for child in doc.children(clause):
        if child >= clause or label(doc, child) not in _TIMES or doc.subtree(child)[0] != verb + 1:
            continue
        last = doc.subtree(child)[-1]
        named = doc.tokens[last].lemma.lower() in grammar_words("days") and len(doc.subtree(child)) == last - verb
        return last + 1 if named and doc.tokens[last + 1].text != "," else None
    return None


def for_clause(doc: Doc, verb: int) -> list[int]:
    """ "called for the trainer to be sacked": the clause that "for" opens right behind the verb."""
    for head in doc.children(verb):
        opens = [c for c in doc.children(head) if label(doc, c) == "mark"]
        words = [doc.tokens[c].text.lower() for c in opens]
        if head > verb and words == ["for", "to"] and opens[0] == verb + 1:
            return list(doc.subtree(head))
    return []


def free_relative(doc: Doc, verb: int) -> bool:
    """ "repeated what her manager had told her": the verb's own clause opens with "what"."""
    what = [
        c
        for c in doc.children(verb)
        if c < verb and doc.tokens[c].xpos == "WP" and doc.tokens[c].text.lower() == "what"
    ]
    below = doc.tokens[verb].head
    return bool(what) or (below >= 0 and below < verb and doc.tokens[below].text.lower() == "what")


def outer_predicate(doc: Doc, noun: int) -> list[int]:
    """ "The fear was that the hull would crack": the clause said of the noun, which hangs at the clause's own verb."""
    head = doc.tokens[noun].head
    if label(doc, noun) != "nsubj:outer" or head < 0:
        return []
    mark = next((c for c in doc.children(head) if c > noun and label(doc, c) == "mark"), None)
    return [] if mark is None else [i for i in doc.subtree(head) if i >= mark]
