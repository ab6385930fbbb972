"""Which trees are plainly wrong and how they are put right: pasts and participles taken for one another.

"Gunmen believed to belong to the Front kidnapped three nurses": the participle describes the gunmen. "The Post reported on
Tuesday": a past with no auxiliary is no passive.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sayso.doc import Doc, Token
from sayso.syntax.commenters import with_late_speakers
from sayso.syntax.doubled_subjects import with_one_subject
from sayso.syntax.due import with_due
from sayso.syntax.edges import grammar_words
from sayso.syntax.gerunds import with_gerunds
from sayso.syntax.headings import with_headings
from sayso.syntax.headlines import with_headlines
from sayso.syntax.infinitives import with_infinitives
from sayso.syntax.lost_subjects import with_found_subjects
from sayso.syntax.named_places import with_named_places
from sayso.syntax.noun_pasts import with_pasts_for_nouns
from sayso.syntax.opening_that import with_opening_that
from sayso.syntax.phrasal_objects import with_phrasal_objects
from sayso.syntax.phrases import PAST, label
from sayso.syntax.reduced_relatives import with_reduced_relatives
from sayso.syntax.results import with_results
from sayso.syntax.stray_participles import with_describing
from sayso.syntax.stray_subjects import with_subjects
from sayso.syntax.tellers import with_tellers

_HELPED = frozenset({"aux", "aux:pass", "cop", "obl:agent"})
_ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "obl", "appos", "conj", "nmod"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_FINITE = frozenset({"VBD", "VBN", "VBZ", "VBP", "VB"})  # a past is often tagged as one of the others here
_BELOW = frozenset({"mark", "cop", "aux", "aux:pass", "advmod"})


@dataclass(frozen=True)
class _Path:
    """The verb taken for the main one, the noun before it, and the verb that is the main one."""

    noun: int
    participle: int
    main: int


def mended(doc: Doc) -> Doc:
    """The Doc with each such tree put right; the same Doc where all are."""
    told = _with_judged(
        _with_commenters(_with_pasts(_with_participles(with_results(with_describing(with_subjects(_with_lost(doc)))))))
    )
    return with_infinitives(_with_auxiliaries(_with_sufferers(told)))


def _with_lost(doc: Doc) -> Doc:
    """Doers, speakers and places that are hung at the wrong verb."""
    for repair in _LOST:
        doc = repair(doc)
    return doc


def _with_auxiliaries(doc: Doc) -> Doc:
    """ "claims to have shot it": the auxiliary behind "to" is the infinitive's, not that of the verb before."""
    stray = (t for t in doc.tokens if t.upos == "AUX" and _is_strayed(doc, t))
    return doc.with_tokens({t.index: replace(t, head=doc.tokens[t.index - 1].head) for t in stray})


def _is_strayed(doc: Doc, token: Token) -> bool:
    before = doc.tokens[token.index - 1] if token.index else token
    return before.xpos == "TO" and token.deprel.startswith("aux") and token.head < token.index < before.head


def _with_commenters(doc: Doc) -> Doc:
    """ "Three were freed, the agency reported": a second subject of "freed" right before the comment is the comment's."""
    moved = {at - 1 - back: at for t in doc.tokens if (at := t.index) and (back := _lost_commenter(doc, t)) is not None}
    hung = {t.index: _clause_above(doc, t.head) for t in doc.tokens if _hangs_at_noun(doc, t)}
    if not moved and not hung:
        return doc
    tokens = list(doc.tokens)
    for comment, verb in hung.items():
        tokens[comment] = replace(tokens[comment], head=verb)
        for child in doc.children(verb):  # "…, the agency reported on Monday"
            if label(doc, child) == "obl" and doc.subtree(child)[0] == comment + 1:
                tokens[child] = replace(tokens[child], head=comment)
    for noun, verb in moved.items():
        tokens[noun] = replace(tokens[noun], head=verb, deprel="nsubj")
    return replace(doc, tokens=tuple(tokens))


def _hangs_at_noun(doc: Doc, token: Token) -> bool:
    """ "taken the airport, the agency reported": the comment hangs at the airport."""
    if token.deprel != "parataxis" or token.lemma not in grammar_words("commenting") or token.head > token.index:
        return False
    above = doc.tokens[token.head]
    return above.upos in ("NOUN", "PROPN") and _clause_above(doc, token.head) != token.head


def _clause_above(doc: Doc, index: int) -> int:
    """The verb above the noun, or the noun itself."""
    return next((i for i in doc.ancestors(index) if doc.tokens[i].upos == "VERB"), index)


def _lost_commenter(doc: Doc, token: Token) -> int | None:
    """How many adverbs stand between the comment and its subject that hangs at the sentence; None where none does."""
    if token.deprel != "parataxis" or token.xpos not in ("VBD", "VBZ", "VBP") or token.head >= token.index:
        return None
    if token.lemma not in grammar_words("commenting") or any(
        label(doc, c) in _SUBJECTS for c in doc.children(token.index)
    ):
        return None
    back = 1 if doc.tokens[token.index - 1].upos == "ADV" else 0
    noun = token.index - 1 - back
    if noun < 1 or doc.tokens[noun].head != token.head or label(doc, noun) not in _ARGUMENTS:
        return None
    first = doc.subtree(noun)[0]
    return back if first > 0 and doc.tokens[first - 1].text == "," else None


def _with_sufferers(doc: Doc) -> Doc:
    """ "The king pardoned more than 400 people jailed …": a second subject, of a passive, behind an active verb is its object."""
    found = (t for t in doc.tokens if t.deprel == "nsubj:pass" and t.index > t.head >= 0 and _is_active(doc, t.head))
    return doc.with_tokens({t.index: replace(t, deprel="obj") for t in found})


def _is_active(doc: Doc, verb: int) -> bool:
    """A verb with a subject of its own before it and neither object nor auxiliary of a passive."""
    below = {(label(doc, c), c < verb) for c in doc.children(verb)}
    kinds = {kind for kind, _ in below}
    return doc.tokens[verb].upos == "VERB" and ("nsubj", True) in below and not kinds & {"obj", "aux:pass"}


def _with_judged(doc: Doc) -> Doc:
    """ "rejected as baseless a report": no participle ends like that, and the object is the verb's own."""
    changed: dict[int, Token] = {}
    for token in doc.tokens:
        noun = _judged_object(doc, token)
        if noun is not None:
            changed[token.index] = replace(token, upos="ADJ", xpos="JJ", feats="Degree=Pos")
            changed[noun] = replace(doc.tokens[noun], head=token.head, deprel="obj")
    return doc.with_tokens(changed)


def _judged_object(doc: Doc, token: Token) -> int | None:
    """The object below a word taken for a participle behind "as" right behind a verb without an object."""
    if token.xpos not in ("VBG", "VBN") or token.text.endswith(("ing", "ed", "en")) or token.deprel != "advcl":
        return None
    below, above = doc.children(token.index), token.head
    marks = [c for c in below if label(doc, c) == "mark" and doc.tokens[c].text.lower() == "as"]
    if not marks or marks[0] != above + 1 or any(label(doc, c) == "obj" for c in doc.children(above)):
        return None
    return next((c for c in below if label(doc, c) == "obj"), None)


def _with_pasts(doc: Doc) -> Doc:
    """The Doc with the pasts that the tree takes for passives: their subject acts."""
    pasts = [t.index for t in doc.tokens if t.xpos == "VBN" and _is_past(doc, t)]
    forms = [t.index for t in doc.tokens if t.xpos == "VBN" and t.text.lower() in grammar_words("pasts")]
    if not pasts and not forms:
        return doc
    tokens = list(doc.tokens)
    for at in forms:
        tokens[at] = replace(tokens[at], xpos="VBD", feats=PAST)
    for at in pasts:
        tokens[at] = replace(tokens[at], xpos="VBD", feats=PAST)
        if tokens[at].deprel == "acl:relcl":
            above = tokens[at].head if tokens[tokens[at].head].head < 0 else tokens[tokens[at].head].head
            tokens[at] = replace(tokens[at], head=above, deprel="parataxis")
        for child in doc.children(at):
            if label(doc, child) == "nsubj:pass":
                tokens[child] = replace(tokens[child], deprel="nsubj")
    return replace(doc, tokens=tuple(tokens))


def _is_past(doc: Doc, token: Token) -> bool:
    """A passive without an auxiliary that has an object or a clause, or comments on the sentence as words of saying do."""
    aside = token.deprel == "acl:relcl" and _is_aside(doc, token.index)
    if token.upos != "VERB" or (token.deprel not in ("root", "parataxis", "ccomp") and not aside):
        return False
    below = {label(doc, c) for c in doc.children(token.index)}
    if "nsubj:pass" not in below or below & _HELPED:
        return False
    comments = (aside or token.deprel == "parataxis") and token.lemma in grammar_words("commenting")
    posts = token.lemma in grammar_words("commenting") and any(_opens_clause(doc, i) for i in doc.subtree(token.index))
    return comments or posts or bool(below & {"obj", "ccomp"})


def _is_aside(doc: Doc, verb: int) -> bool:
    """ ", the Post reported on Tuesday": behind a comma and without "which" or "who"."""
    inside = [i for i in doc.subtree(verb) if i <= verb]
    first = next((i for i in inside if doc.tokens[i].upos != "PUNCT"), verb)
    plain = all(doc.tokens[i].xpos not in ("WDT", "WP", "WP$", "WRB", "IN") for i in inside)
    return plain and first > 0 and doc.tokens[first - 1].text == ","


def _opens_clause(doc: Doc, index: int) -> bool:
    """True for the "that" of a clause, not of a relative one."""
    return label(doc, index) == "mark" and doc.tokens[index].text.lower() == "that"


def _with_participles(doc: Doc) -> Doc:
    """The Doc with each participle taken for the main verb below its noun, which acts in the verb behind."""
    paths = [path for token in doc.tokens if (path := _path(doc, token)) is not None]
    if not paths:
        return doc
    tokens = list(doc.tokens)
    for path in paths:
        for index, head, kind in _turned(doc, path):
            tokens[index] = replace(tokens[index], head=head, deprel=kind)
        tokens[path.participle] = replace(tokens[path.participle], xpos="VBN", feats="Tense=Past|VerbForm=Part")
        tokens[path.main] = replace(tokens[path.main], xpos="VBD", upos="VERB", feats=PAST)
    return replace(doc, tokens=tuple(tokens))


def _path(doc: Doc, token: Token) -> _Path | None:
    """A past of "believe" or its like right behind its subject and before "to", with a second verb and no second subject."""
    at = token.index
    if token.xpos not in ("VBD", "VBN") or token.deprel in ("acl", "amod", "conj"):
        return None
    if token.lemma not in grammar_words("reputed") or not 0 < at < len(doc.tokens) - 2:
        return None
    if doc.tokens[at + 1].text.lower() != "to" or doc.tokens[at + 2].xpos != "VB":
        return None
    if doc.tokens[at - 1].sentence != token.sentence:
        return None
    below = doc.children(at)
    nouns = [c for c in below if label(doc, c) in _SUBJECTS and doc.tokens[c].upos in ("NOUN", "PROPN")]
    if len(nouns) != 1 or doc.subtree(nouns[0])[-1] != at - 1:
        return None
    if any(label(doc, c) in _HELPED for c in below):
        return None
    main = next((c for c in below if c > at + 2 and _is_main(doc, c)), _before_number(doc, at))
    return None if main is None else _Path(nouns[0], at, main)


def _before_number(doc: Doc, participle: int) -> int | None:
    """ "… kidnapped three nurses": a word taken for an adjective right before a figure or article is the verb."""
    for index in doc.subtree(participle):
        token, after = doc.tokens[index], doc.tokens[min(index + 1, len(doc.tokens) - 1)]
        if index > participle + 3 and label(doc, index) == "amod" and token.xpos in ("VBN", "VBD"):
            return index if after.upos in ("NUM", "DET") and token.head > index else None
    return None


def _is_main(doc: Doc, verb: int) -> bool:
    """True for a verb with nothing before it that joins, opens or helps it, and with no subject of its own."""
    token = doc.tokens[verb]
    if label(doc, verb) not in ("ccomp", "xcomp") or token.xpos not in _FINITE or token.upos != "VERB":
        return False
    if any(label(doc, c) in _SUBJECTS or label(doc, c) == "expl" for c in doc.children(verb)):
        return False
    before = doc.tokens[verb - 1]
    if (
        before.upos == "VERB"
        and before.head == token.head
        and any(label(doc, c) == "mark" for c in doc.children(verb - 1))
    ):
        return True  # "said to have deserted raided the market"
    return before.upos not in ("AUX", "CCONJ", "SCONJ", "PART", "PUNCT", "ADP", "VERB")


def _turned(doc: Doc, path: _Path) -> Iterator[tuple[int, int, str]]:
    """Token, new head and new label of everything that moves."""
    above = doc.tokens[path.participle]
    yield path.main, above.head, above.deprel
    yield path.noun, path.main, "nsubj"
    yield path.participle, path.noun, "acl"
    if label(doc, path.main) == "amod":
        yield doc.tokens[path.main].head, path.main, "obj"
    for child in doc.children(path.participle):
        if child > path.main:
            yield child, path.main, label(doc, child)
    yield from _reputation(doc, path)


def _reputation(doc: Doc, path: _Path) -> Iterator[tuple[int, int, str]]:
    """The infinitive that the tree hung below the main verb goes to the participle, with its "to" and its copula."""
    before = [c for c in doc.children(path.main) if c < path.main]
    held = next((c for c in reversed(before) if label(doc, c) not in _BELOW and label(doc, c) != "punct"), None)
    if held is None:
        return
    yield held, path.participle, "xcomp"
    for child in before:
        if child < held and label(doc, child) in _BELOW:
            yield child, held, "cop" if label(doc, child) == "aux:pass" else label(doc, child)


#: The repairs of what is lost, in the order in which one reads what the one before has put right.
_LOST = (
    with_headlines,
    with_headings,
    with_phrasal_objects,
    with_opening_that,
    with_one_subject,
    with_found_subjects,
    with_gerunds,
    with_pasts_for_nouns,
    with_reduced_relatives,
    with_due,
    with_late_speakers,
    with_named_places,
    with_tellers,
)
