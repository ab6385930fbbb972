"""Speakers set off by a colon or a dash: "MAYOR: We are ready", a headline's "Mayor: talks go on", "“…” — Mayor"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from sayso.says.quotations import Quotation
from sayso.says.reports import Report, Scene
from sayso.says.trimming import is_speech
from sayso.syntax import frame, is_nominal
from sayso.syntax.edges import grammar_words
from sayso.text import Span

_COLON = re.compile(r"\s*(?P<name>[^:“”\"\n]{1,60}?)(?P<colon>:)\s+(?=\S)")
_SIGNED = re.compile(r"(?P<dash>[—–―]|--?)\s*(?P<name>[A-Z][^—–\n“”\"]{1,70}?)\s*$")
_CREDITED = re.compile(r"(?P<told>[^:.“”\"\n–—]{12,}?)(?P<dash>\s[—–-]|:)\s(?P<name>[^-–—:.,“”\"\n\d]{2,40})\s*")
_COMMENTED = re.compile(r"(?P<told>[^:.“”\"\n–—]{12,}),\s(?P<name>[^:.,“”\"\n]{2,40}?)\s(?P<cue>[a-z]+)\s*")
_INVERTED = re.compile(r"(?P<told>[^:.“”\"\n–—]{12,}),\s(?P<cue>[a-z]+)\s(?P<name>[^:.,“”\"\n]{2,40}?)\s*")
_TOLD = re.compile(r"(?P<name>.{2,40}?) to (?P<told>.{2,30})")
_LED = re.compile(r"(?P<name>[A-Z][^:.“”\"\n–—]{1,60})(?P<colon>:)\s*$")
_LED_INSIDE = re.compile(r"(?:[.!?…]\s+|\s[-–—]+\s*)(?P<name>[A-Z][^:.“”\"\n–—]{1,60})(?P<colon>:)\s*$")
_MAX_WORDS = 6
_NOUN = "noun-colon"  # the frame of "His answer: …"
_TURNS = 2  # lines of one shape that make a conversation written down
_PARTICIPLES = frozenset({"VBG", "VBN"})  # "Striking dockers: …"
_PLACES = frozenset({"GPE", "LOC"})
_NAMING = frozenset({"PER", "ORG", "GPE", "NORP"})


def speaker_lines(scene: Scene, drafts: Sequence[Report] = ()) -> list[Report]:
    """Reports whose cue is a colon or dash after a name, one block at most one; none where a draft names the speaker."""
    found: list[Report] = []
    turns, nouns = _turns(scene), [d.cue_span for d in drafts if d.cue and d.cue.entry.frame == _NOUN and d.cue_span]
    for start, end in scene.blocks:
        report = _colon(scene, start, end, turns) or _signed(scene, start, end) or _sourced(scene, start, end)
        quoted = [_before_mark(scene, start, q) for q in scene.marks.within(start, end)] if report is None else [report]
        found.extend(r for r in quoted if r is not None and not any(n.overlaps(r.speaker or n) for n in nouns))
    return found


def _before_mark(scene: Scene, start: int, quotation: Quotation) -> Report | None:
    """ "… — Mayor Lind: “We are ready.”": a name and a colon right before the marks, at the start or after a stop."""
    text = scene.article.text
    match = _LED.match(text, start, quotation.start) or _LED_INSIDE.search(text, start, quotation.start)
    if match is None or not is_speech(scene.article.text, quotation):
        return None
    name = Span(*match.span("name"))
    heads = _naming(scene, name)
    return _report(heads, name, Span(*match.span("colon")), quotation.span, "says/colon") if heads else None


def _turns(scene: Scene) -> frozenset[str]:
    """The names that open two or more lines, or stand in capitals before one: a conversation written down."""
    matches = [_COLON.match(scene.article.text, start, end) for start, end in scene.blocks]
    names = Counter(m["name"] for m in matches if m is not None and m["name"][:1].isupper())
    known = {n for n, often in names.items() if often >= _TURNS or (n.isupper() and len(n) > _TURNS)}
    return frozenset(known) if sum(names[n] for n in known) >= _TURNS else frozenset()


def _speaker_of_turn(scene: Scene, name: Span, turns: frozenset[str]) -> tuple[int, ...]:
    """The last token of a name that opens turns of a conversation; a common word ("Update:") is no name."""
    tokens = scene.doc.tokens_in(*name)
    if scene.article.text[slice(*name)] not in turns or not 0 < len(tokens) <= _MAX_WORDS:
        return ()
    if any(_acts(scene, i) for i in tokens):
        return ()
    if name.end - name.start == 1:  # "Q:", "A:"
        return tuple(tokens)
    kinds = ("PROPN", "NOUN") if len(turns) > 1 else ("PROPN",)
    return tuple(i for i in tokens if scene.doc.tokens[i].upos in kinds)[-1:]


def _colon(scene: Scene, start: int, end: int, turns: frozenset[str]) -> Report | None:
    match = _COLON.match(scene.article.text, start, end)
    if match is None or match.end() >= end:
        return None
    name, told, words = Span(*match.span("name")), None, Span(match.end(), end)
    addressed = _TOLD.fullmatch(scene.article.text, *name)
    if addressed is not None and _naming(scene, Span(*addressed.span("told"))):
        name, told = Span(*addressed.span("name")), Span(*addressed.span("told"))
    heads = _naming(scene, name) or _speaker_of_turn(scene, name, turns) or _paper(scene, name)
    turn = scene.article.text[slice(*name)] in turns
    if not heads or not (told or _utters(scene, words, turn=turn)) or (not turn and _is_topic(scene, name, words)):
        return None
    report = _report(heads, name, Span(*match.span("colon")), words, "says/colon")
    return report if told is None else replace(report, addressee=told, addressee_heads=_naming(scene, told))


def _paper(scene: Scene, name: Span) -> tuple[int, ...]:
    """ "Report: mine owners bribed inspectors": the last word of what a headline leans on."""
    tokens = scene.doc.tokens_in(*name)
    told = any(_acts(scene, i) for i in tokens)  # "Lind said in a statement: …"
    last = tokens[-1] if 0 < len(tokens) <= _MAX_WORDS and not told else -1
    return (last,) if last >= 0 and scene.doc.tokens[last].text.lower() in scene.cues.headlined else ()


def _is_topic(scene: Scene, name: Span, words: Span) -> bool:
    """True for "Norland: army seizes bridges": a bare place tells where; "Norland: Sudria sank our ships" is its word."""
    tokens, told = scene.doc.tokens_in(*name), scene.doc.tokens_in(*words)
    place = scene.doc.name_at(tokens[0]) if tokens else None
    if (
        place is None
        or place.label not in _PLACES
        or place.last - place.first < len(tokens)
        or scene.marks.within(*words)
    ):
        return False
    if any(scene.doc.tokens[i].text.lower() in grammar_words("first_person") for i in told):
        return False
    other = scene.doc.name_at(told[0]) if told else None
    return other is None or other.label not in _PLACES or scene.doc.tokens[other.last].upos not in ("VERB", "AUX")


def _utters(scene: Scene, words: Span, *, turn: bool) -> bool:
    """False for what stands in a table or is a heading: "Lind: 46", "Lind: a long shot"; in a conversation all is said."""
    if not any(c.isalpha() for c in scene.article.text[slice(*words)]):
        return False
    return turn or bool(scene.marks.within(*words)) or any(_acts(scene, i) for i in scene.doc.tokens_in(*words))


def _signed(scene: Scene, start: int, end: int) -> Report | None:
    quotation = next((q for q in scene.marks.within(start, end) if q.start <= start + 1), None)
    if quotation is None:
        return None
    match = _SIGNED.search(scene.article.text, quotation.end, end)
    if match is None or scene.article.text[quotation.end : match.start()].strip():
        return None
    name = Span(*match.span("name"))
    heads = _naming(scene, name)
    return _report(heads, name, Span(*match.span("dash")), quotation.span, "says/signed") if heads else None


def _sourced(scene: Scene, start: int, end: int) -> Report | None:
    return _credited(scene, start, end) or _commented(scene, start, end)


def _commented(scene: Scene, start: int, end: int) -> Report | None:
    """ "Witness murdered by colonel's men, court hears": a headline's comment of which the tree made something else."""
    matches = (pattern.fullmatch(scene.article.text, start, end) for pattern in (_COMMENTED, _INVERTED))
    found = (_comment(scene, m) for m in matches if m is not None)
    return next((r for r in found if r is not None), None)


def _comment(scene: Scene, match: re.Match[str]) -> Report | None:
    if not any(_acts(scene, i) for i in scene.doc.tokens_in(*match.span("told"))):
        return None
    word = scene.doc.tokens_in(*match.span("cue"))[-1]
    token = scene.doc.tokens[word]
    cues = [c for _, c in scene.cues.of(match["cue"].lower()) if c.entry.kind == "verb" and "host" in c.content]
    lost = token.upos != "VERB" or (token.head < 0 and not frame(scene.doc, word).get("complement"))
    if not cues or not lost:
        return None
    name = Span(*match.span("name"))
    nouns = [i for i in scene.doc.tokens_in(*name) if is_nominal(scene.doc, i)]
    heads = _naming(scene, name) or tuple(nouns[-1:])
    return _report(heads, name, Span(*match.span("cue")), Span(*match.span("told")), "says/commented")


def _credited(scene: Scene, start: int, end: int) -> Report | None:
    """A headline's source behind a dash: "Navy shelled lighthouse - fishermen", "Army chief held: reports"."""
    match = _CREDITED.fullmatch(scene.article.text, start, end)
    if match is None or not any(_acts(scene, i) for i in scene.doc.tokens_in(*match.span("told"))):
        return None
    name = Span(*match.span("name"))
    heads = _naming(scene, name)
    tokens = scene.doc.tokens_in(*name)
    papers = {*scene.cues.venue_nouns, *scene.cues.evidence, *scene.cues.headlined}
    if not heads and (len(tokens) > 2 or scene.doc.tokens[tokens[-1]].lemma.lower() not in papers):
        return None
    return _report(heads, name, Span(*match.span("dash")), Span(*match.span("told")), "says/credited")


def _naming(scene: Scene, name: Span) -> tuple[int, ...]:
    """The tokens of the name, where it is short and names an actor: a list or a time before a colon is no speaker."""
    tokens = scene.doc.tokens_in(*name)
    heads = [i for i in tokens if scene.cast.headed(scene.doc.tokens[i].start)]
    if not heads:
        heads = [i for i in tokens if (found := scene.doc.name_at(i)) is not None and found.label in _NAMING]
    described = heads[-1] if heads else -1
    acts = any(_acts(scene, i) and not (i < described and scene.doc.tokens[i].xpos in _PARTICIPLES) for i in tokens)
    return () if acts or not 0 < len(tokens) <= _MAX_WORDS else tuple(heads[-1:])


def _acts(scene: Scene, index: int) -> bool:
    """True for a verb: "Lind continued:" is no name."""
    return scene.doc.tokens[index].upos in ("VERB", "AUX")


def _report(heads: tuple[int, ...], name: Span, cue: Span, content: Span, rule: str) -> Report:
    return Report(
        word=-1, cue=None, cue_span=cue, speaker_heads=heads, speaker=name, content=(content,), rank=1, rule=rule
    )
