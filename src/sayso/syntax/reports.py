"""Where a report stands in the tree: its verb group, the clause it is put into as a comment, and the parts' reach."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.doc import Doc
from sayso.syntax.edges import grammar_words, told_below
from sayso.syntax.memory import remembered
from sayso.syntax.phrases import is_false_relative, is_verbal, label, marker
from sayso.text import Span

_GROUP = frozenset({"aux", "aux:pass", "cop", "advmod", "compound:prt", "expl"})
_EDGE = frozenset({"punct", "case", "mark", "cc", "discourse"})
_LOOSE = frozenset({"parataxis", "advcl", "cop", "nsubj", "nsubj:pass", "aux", "aux:pass", "ccomp", "csubj", "list"})
_INSERTED = frozenset({"parataxis", "discourse", "dep"})
_CLAUSAL = frozenset({"root", "ccomp", "advcl", "acl", "acl:relcl", "parataxis", "csubj", "csubj:pass", "advcl:relcl"})
_COMPLEMENT = frozenset({"ccomp", "csubj", "csubj:pass", "csubj:outer"})
_FINITE_OR_BASE = frozenset({"VB", "VBD", "VBZ", "VBP"})
_COMMENT = 12  # tokens of a clause that may be a comment between commas
_BETWEEN = 2  # punctuation tokens that may stand inside one stretch without belonging to it


def verb_group(doc: Doc, verb: int) -> tuple[int, int]:
    """First and last (exclusive) token of the verb with its neighbouring auxiliaries, negation, adverbs, particle."""
    members = {verb, *(c for c in doc.children(verb) if label(doc, c) in _GROUP)}
    members |= {g for c in tuple(members) if c != verb for g in doc.children(c) if label(doc, g) in ("advmod", "fixed")}
    first, last = verb, verb + 1
    while first - 1 in members:
        first -= 1
    while last in members:
        last += 1
    while first < verb and _ends_name(doc, first):
        first += 1
    return first, last


def _ends_name(doc: Doc, index: int) -> bool:
    """ "the aid group Relief Now said": an adverb with a capital right behind a name."""
    if index == 0 or doc.tokens[index].upos != "ADV" or not doc.tokens[index].text[:1].isupper():
        return False
    return doc.tokens[index - 1].upos == "PROPN"


def noun_group(doc: Doc, noun: int) -> int:
    """The first token of the unbroken run of describing words before the noun: "strikingly personal attacks"."""
    inside = set(doc.subtree(noun))
    first = noun
    while first - 1 in inside and _describing(doc, first - 1):
        first -= 1
    return first + 1 if first < noun and doc.tokens[first].upos == "PUNCT" else first


def _describing(doc: Doc, index: int) -> bool:
    token = doc.tokens[index]
    return label(doc, index) in ("amod", "compound", "advmod") or (label(doc, index) == "punct" and token.text in ",-")


def object_as(doc: Doc, verb: int) -> tuple[int, ...]:
    """ "quoted him as saying": the object of the verb above, which does what the "as" participle says."""
    above = doc.tokens[verb].head
    if above < 0 or doc.tokens[verb].xpos != "VBG" or marker(doc, verb) != "as":
        return ()
    return tuple(c for c in doc.children(above) if label(doc, c) == "obj" and c < verb)


def infinitive_mark(doc: Doc, verb: int) -> int | None:
    """The "to" of an infinitive, or None."""
    return next((c for c in doc.children(verb) if label(doc, c) == "mark" and doc.tokens[c].text.lower() == "to"), None)


def clause_complements(doc: Doc, verb: int) -> tuple[int, ...]:
    """Heads of the finite clauses that complete the word, subject clauses of passives and "it is" included."""
    found = [c for c in doc.children(verb) if label(doc, c) in _COMPLEMENT and infinitive_mark(doc, c) is None]
    clauses = [c for c in doc.children(verb) if label(doc, c) in ("acl", "advcl", "xcomp", "acl:relcl")]
    found += [c for c in clauses if _is_content_clause(doc, c)]
    return tuple(sorted(found or _misplaced_clauses(doc, verb) or told_below(doc, verb)))


def _misplaced_clauses(doc: Doc, verb: int) -> list[int]:
    """ "boasted to friends that P": a parser may hang the clause at the friends, who have no verb for "that" to stand for."""
    tells = doc.tokens[verb].lemma in grammar_words("telling")
    kinds = ("obl", "iobj", "nmod", "obl:agent", "obj") if tells else ("obl", "iobj", "nmod", "obl:agent")
    told = [c for c in doc.children(verb) if c > verb and label(doc, c) in kinds]
    told = [c for c in told if doc.tokens[c].lemma.lower() not in grammar_words("contentful")]
    between = ("to", "with", "by") if is_verbal(doc, verb) else ("by", "from")  # "the denial by smugglers that P"
    below = [c for c in told if label(doc, c) in ("iobj", "obj") or marker(doc, c) in between or _is_board(doc, c)]
    inner = [(c, g) for c in below for g in doc.children(c) if label(doc, g) in ("acl", "acl:relcl", "ccomp")]
    found = [g for _, g in inner if _has_own_subject(doc, g) and (marker(doc, g) == "that" or _opens_falsely(doc, g))]
    return found or [g for c, g in inner if (tells or label(doc, c) == "iobj") and _is_unmarked(doc, g)]


def _opens_falsely(doc: Doc, clause: int) -> bool:
    return any(is_false_relative(doc, c) for c in doc.children(clause))


def _is_unmarked(doc: Doc, clause: int) -> bool:
    """ "told the inquiry she heard a shot": a clause with its own subject and no pronoun for the inquiry."""
    first = doc.subtree(clause)[0]
    plain = doc.tokens[first].xpos not in ("WDT", "WP", "WP$", "WRB", "IN") and doc.tokens[first].text != ","
    return plain and label(doc, clause) == "acl:relcl" and _has_own_subject(doc, clause)


def _is_board(doc: Doc, index: int) -> bool:
    """ "posted on its website that P": the website has no clause."""
    if marker(doc, index) != "on":
        return False
    return doc.tokens[index].upos == "PROPN" or doc.tokens[index].lemma.lower() in grammar_words("boards")


def _has_own_subject(doc: Doc, head: int) -> bool:
    return any(label(doc, c) in ("nsubj", "nsubj:pass", "expl") for c in doc.children(head))


def open_questions(doc: Doc, verb: int) -> tuple[int, ...]:
    """ "ask us who had fired": the clause of a question word right behind the verb or its object, whatever the tree calls it."""
    found = [c for c in doc.children(verb) if c > verb and label(doc, c) == "advcl:relcl"]
    first = {c: doc.subtree(c)[0] for c in found}
    return tuple(
        c for c in found if doc.tokens[first[c]].xpos in ("WP", "WRB") and doc.tokens[first[c] - 1].text != ","
    )


def conditions(doc: Doc, verb: int) -> tuple[int, ...]:
    """Heads of the "if" clauses after the word: what is asked, below a verb of asking."""
    found = [
        c for c in doc.children(verb) if label(doc, c) in ("advcl", "ccomp") and marker(doc, c) == "if" and c > verb
    ]
    return tuple(found)


@remembered
def from_mark(doc: Doc, head: int) -> int:
    """Where a content clause begins: at its "that" where only adverbs and times stand before it, else at its first word."""
    marks = [
        c for c in doc.children(head) if label(doc, c) == "mark" and doc.tokens[c].text.lower() in ("that", "whether")
    ]
    inside = doc.subtree(head)
    if not marks or marks[0] <= inside[0]:
        return inside[0]
    before = [c for c in doc.children(head) if c < marks[0]]
    if doc.tokens[marks[0] - 1].text == "," and inside[0] > doc.tokens[head].head:
        return marks[0]  # "claims, without giving evidence, that P"
    loose = all(label(doc, c) in ("advmod", "obl", "obl:unmarked", "obl:tmod", "punct") for c in before)
    return marks[0] if loose else inside[0]


def _is_content_clause(doc: Doc, head: int) -> bool:
    if label(doc, head) == "acl:relcl":
        conjunction = any(doc.tokens[c].xpos == "IN" and label(doc, c) == "mark" for c in doc.children(head))
        return (conjunction and _has_own_subject(doc, head)) or any(
            is_false_relative(doc, c) for c in doc.children(head)
        )
    return marker(doc, head) in ("that", "whether")


def infinitive_complements(doc: Doc, word: int) -> tuple[int, ...]:
    """Heads of the "to" clauses and bare participles that complete a verb or a noun."""
    kinds = ("xcomp", "acl", "ccomp", "csubj") if not is_verbal(doc, word) else ("xcomp", "ccomp")
    return tuple(c for c in doc.children(word) if label(doc, c) in kinds and infinitive_mark(doc, c) is not None)


def purpose_clauses(doc: Doc, word: int) -> tuple[int, ...]:
    """Heads of the "to" clauses below the word that are no complement by their label."""
    return tuple(c for c in doc.children(word) if label(doc, c) == "advcl" and infinitive_mark(doc, c) is not None)


def verbs_joined(doc: Doc, noun: int) -> tuple[int, ...]:
    """ "neither confirm the strike nor comment": verbs that the tree joins to a noun, which is none of theirs."""
    if is_verbal(doc, noun) or doc.tokens[noun].upos not in ("NOUN", "PROPN"):
        return ()
    return tuple(c for c in doc.children(noun) if label(doc, c) == "conj" and doc.tokens[c].xpos in _FINITE_OR_BASE)


def is_perfect_gerund(doc: Doc, verb: int) -> bool:
    """ "denied having seen them"."""
    return doc.tokens[verb].xpos == "VBN" and any(doc.tokens[c].xpos == "VBG" for c in doc.children(verb) if c < verb)


def gerund_behind(doc: Doc, verb: int, preposition: str) -> list[int]:
    """ "confessed on television to bombing the line", "admitted to having seen them": what stands behind the preposition."""
    for child in doc.children(verb):
        inside = doc.subtree(child)
        gerund = doc.tokens[child].xpos == "VBG" or is_perfect_gerund(doc, child)
        if gerund and inside[0] > verb and doc.tokens[inside[0]].text.lower() == preposition:
            return list(inside[1:])
    return []


def open_complements(doc: Doc, verb: int) -> tuple[int, ...]:
    """Heads of the predicates said of the object or subject without "to": "called him a liar", "was found dead"."""
    return tuple(c for c in doc.children(verb) if label(doc, c) == "xcomp" and infinitive_mark(doc, c) is None)


def governing_verb(doc: Doc, verb: int) -> int | None:
    """The verb whose complement this verb is: "declined" above "comment", "stopped short" above "saying"; or None."""
    above = doc.tokens[verb].head
    if above < 0:
        return None
    if label(doc, verb) == "xcomp" or (label(doc, verb) in ("ccomp", "advcl", "obl") and _is_non_finite(doc, verb)):
        higher = doc.tokens[above].head
        return (
            higher if doc.tokens[above].upos in ("ADV", "ADJ") and higher >= 0 and not is_verbal(doc, above) else above
        )
    return None


def carrying_verb(doc: Doc, verb: int) -> int | None:
    """The verb above of which this infinitive or bare participle is the complement: "tried" above "to explain"; or None."""
    bare = infinitive_mark(doc, verb) is not None or not any(
        label(doc, c) in ("aux", "cop") for c in doc.children(verb)
    )
    return governing_verb(doc, verb) if is_verbal(doc, verb) and bare and _is_non_finite(doc, verb) else None


def _is_non_finite(doc: Doc, verb: int) -> bool:
    return infinitive_mark(doc, verb) is not None or doc.tokens[verb].xpos == "VBG"


def host_clause(doc: Doc, verb: int) -> int | None:
    """The head of the clause into which the verb's own clause is put as a comment ("P, he said, Q"), or None."""
    top = verb
    while label(doc, top) == "conj" and is_verbal(doc, doc.tokens[top].head):
        top = doc.tokens[top].head
    if doc.tokens[top].head < 0 or not (label(doc, top) in _INSERTED or _bare_comment(doc, top)):
        return None
    return clause_head(doc, doc.tokens[top].head)


def _bare_comment(doc: Doc, verb: int) -> bool:
    """ "The goal, he said, is peace": a clause between commas that the parser took for a relative one without "who"."""
    if label(doc, verb) not in ("acl:relcl", "acl", "ccomp", "appos", "nmod"):
        return False
    inside = doc.subtree(verb)
    relative = any(doc.tokens[i].xpos in ("WDT", "WP", "WP$", "WRB", "IN") for i in inside)
    before, after = doc.tokens[inside[0] - 1].text, doc.tokens[min(inside[-1] + 1, len(doc.tokens) - 1)].text
    own = {doc.tokens[inside[0]].text, doc.tokens[inside[-1]].text}
    commas = (before == "," or "," in own) and (after == "," or "," in own)
    group = (verb, *(c for c in doc.children(verb) if doc.tokens[c].upos == "AUX"))  # "it is claimed"
    finite = any(doc.tokens[i].xpos in ("VBD", "VBZ", "VBP") for i in group)
    return commas and not relative and len(inside) <= _COMMENT and finite


def comment_of(doc: Doc, verb: int) -> int | None:
    """The predicate of the "as" clause or free participle's main clause ("As he said, P"; "P, citing him"), or None."""
    if label(doc, verb) not in ("advcl", "acl", "parataxis", "conj"):
        return None
    above = doc.tokens[verb].head
    return clause_head(doc, above) if above >= 0 else None


def clause_head(doc: Doc, index: int) -> int:
    """The head of the innermost clause around the token, or the sentence's root."""
    at = index
    while label(doc, at) not in _CLAUSAL and doc.tokens[at].head >= 0:
        at = doc.tokens[at].head
    return at


def sentence_root(doc: Doc, index: int) -> int:
    """The root of the token's sentence."""
    at = index
    while doc.tokens[at].head >= 0:
        at = doc.tokens[at].head
    return at


def introduced(doc: Doc, index: int) -> int | None:
    """The nominal that a preposition introduces ("according to" -> "officials"), whichever of the two is the head."""
    token = doc.tokens[index]
    if label(doc, index) in ("case", "mark") and token.head > index:
        return token.head
    for child in doc.children(index):
        if child > index and label(doc, child) in ("obl", "nmod", "obj", "obl:agent", "pobj"):
            return child
    return None


def without(doc: Doc, head: int, cut: Iterable[int]) -> list[int]:
    """The tokens below `head`, less everything below the tokens in `cut`."""
    gone: set[int] = set()
    for index in cut:
        gone.update(doc.subtree(index))
    return [i for i in doc.subtree(head) if i not in gone]


def stretches(doc: Doc, tokens: Iterable[int]) -> list[Span]:
    """The spans of text that the tokens cover, one for each unbroken stretch; stray marks do not break one."""
    found: list[Span] = []
    last = -9
    for index in sorted(tokens):
        token = doc.tokens[index]
        if index - last == 1 or _only_marks(doc, last + 1, index):
            found[-1] = Span(found[-1].start, token.end)
        else:
            found.append(Span(token.start, token.end))
        last = index
    return found


def _only_marks(doc: Doc, first: int, last: int) -> bool:
    gap = range(first, last)
    return first > 0 and len(gap) <= _BETWEEN and all(doc.tokens[i].upos == "PUNCT" for i in gap)


def nominal_reach(doc: Doc, head: int, clear_of: int = -1) -> Span:
    """The text of a nominal with what identifies it: titles, "of" phrases, appositions, restrictive clauses, and all
    that is coordinated with it; without prepositions before it, marks around it and the clause of `clear_of`."""
    top = head
    while label(doc, top) == "conj":
        top = doc.tokens[top].head
    kept = [doc.subtree(c) for c in doc.children(top) if _belongs(doc, top, c)]
    inside = {top, *(i for part in kept if clear_of not in part for i in part)}
    return _around(doc, top, head, inside | {head})


def _belongs(doc: Doc, top: int, child: int) -> bool:
    kind = label(doc, child)
    if kind in _EDGE or (kind in _LOOSE and is_verbal(doc, top)):
        return False
    if kind in ("acl:relcl", "acl"):
        return doc.tokens[doc.subtree(child)[0]].text not in (",", "—", "–") and not _comma_before(doc, child)
    return kind not in ("parataxis", "advcl", "obl", "cop", "aux", "nsubj", "dep")


def _comma_before(doc: Doc, child: int) -> bool:
    first = doc.subtree(child)[0]
    return first > 0 and doc.tokens[first - 1].text in (",", "—", "–", "(")


def _around(doc: Doc, top: int, head: int, inside: set[int]) -> Span:
    first = min(top, head)
    while first - 1 in inside or (first - 2 in inside and doc.tokens[first - 1].upos == "PUNCT"):
        first -= 1
    last = max(top, head)
    while last + 1 in inside or (last + 2 in inside and _small(doc, last + 1)):
        last += 1
    return Span(doc.tokens[first].start, doc.tokens[last].end)


def _small(doc: Doc, index: int) -> bool:
    return doc.tokens[index].upos in ("PUNCT", "CCONJ")


def preposition_before(doc: Doc, head: int) -> int | None:
    """The first word of the preposition that introduces the nominal, or None."""
    return next((c for c in doc.children(head) if label(doc, c) == "case" and c < head), None)


def modifies(doc: Doc, index: int) -> int | None:
    """The noun that an adjective or participle before it describes, or None."""
    return doc.tokens[index].head if label(doc, index) in ("amod", "acl", "compound") else None


def adverb_of(doc: Doc, index: int) -> int | None:
    """The predicate that an adverb modifies, or None."""
    return doc.tokens[index].head if label(doc, index) == "advmod" else None


def is_definite(doc: Doc, tokens: range) -> bool:
    """True for a phrase that opens with "the", "this", "his": it names something that is there."""
    if not tokens:
        return False
    first = doc.tokens[tokens[0]]
    return first.feat("Definite") == "Def" or first.feat("PronType") == "Dem" or first.feat("Poss") == "Yes"


def described_noun(doc: Doc, verb: int) -> int | None:
    """The noun that the verb's relative clause or participle describes, or None."""
    return doc.tokens[verb].head if label(doc, verb) in ("acl:relcl", "acl") else None
