"""How the sayings of one article are found: cues and their slots, words in marks, floating quotations, the tree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sayso.cast import Cast
from sayso.doc import Doc, Token
from sayso.knowledge.cues import Cue, CueBook
from sayso.model import Article, Saying, Venue
from sayso.says.asked import settle_asked
from sayso.says.beside import beside_marks
from sayso.says.carriers import (
    cue_span,
    flip_negated,
    flip_of,
    is_denied,
    without_carriers,
    without_flips,
    without_silent_papers,
)
from sayso.says.contents import Content, find_content, stray_subjects
from sayso.says.direct import claim_quotations, float_quotations
from sayso.says.divided import rejoin_divided
from sayso.says.duress import FORCED, is_forced
from sayso.says.ends import cut_ends
from sayso.says.hidden import before_verb, doer_above, keeper
from sayso.says.lines import speaker_lines
from sayso.says.matching import candidates
from sayso.says.naming import settled_name, without_time
from sayso.says.nesting import second_clauses
from sayso.says.relays import dateline_report, relayed
from sayso.says.reports import PHRASE, Report, Scene
from sayso.says.settling import (
    cut_replies,
    cut_sources,
    find_lost_speakers,
    give_back_clauses,
    give_up_quotations,
    join_fronted,
    settle_conjuncts,
    settle_participles,
    settle_restarts,
    share_clauses,
)
from sayso.says.sources import sentence_content
from sayso.says.speakers import behind_comment, comments, paper_giver, reach, speaker_heads
from sayso.says.tree import ROOT, as_sayings
from sayso.says.trimming import only_speech, tidy, until_closing_comma, without_gloss
from sayso.says.venues import before_venue, find_venue, is_media, venue_behind
from sayso.syntax import Frame, frame, is_nominal, modal_of, relatives
from sayso.syntax import reports as tree
from sayso.syntax.edges import grammar_words
from sayso.text import Span

_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def find_sayings(article: Article, doc: Doc, cast: Cast, cues: CueBook) -> tuple[Saying, ...]:
    """All sayings of the article as a tree, "s0" first: the article itself, whose speakers the pipeline fills in."""
    scene = Scene(article, doc, cast, cues)
    drafts = [r for word, fitting in candidates(doc, cues) for r in _best(scene, word, fitting)]
    drafts = without_silent_papers(drafts)
    drafts = _settled_grammar(scene, without_carriers(scene, without_flips(scene, drafts)))
    drafts = [*drafts, *speaker_lines(scene, drafts)]
    reports = [_finished(scene, r) for r in _settled(scene, drafts)]
    reports, under = relayed(scene, second_clauses(scene, reports))
    wire = dateline_report(scene)
    if wire is not None:
        reports = [*reports, wire]
    return (ROOT, *as_sayings(scene, reports, under))


def _settled_grammar(scene: Scene, drafts: Sequence[Report]) -> list[Report]:
    """The drafts once what the parser hung in the wrong place is put right."""
    whole = rejoin_divided(scene, settle_restarts(share_clauses(scene, drafts)))
    joined = settle_participles(scene, join_fronted(scene, whole))
    return give_up_quotations(scene, cut_sources(cut_replies(scene, cut_ends(scene, settle_conjuncts(scene, joined)))))


def _settled(scene: Scene, drafts: Sequence[Report]) -> list[Report]:
    """The drafts that have content once quotations are given out, or need none."""
    drafts = give_back_clauses(scene, settle_asked(scene, drafts))
    claimed = find_lost_speakers(scene, claim_quotations(scene, drafts))
    kept = [r for r in claimed if _holds_up(r) or _introduces(scene, r)]
    return [r for r in float_quotations(scene, beside_marks(scene, kept)) if _holds_up(r)]


def _introduces(scene: Scene, report: Report) -> bool:
    """ "She said:", "the front said in a statement:" at the end of a paragraph, before a quotation in the next."""
    if report.cue is None or report.cue_span is None or not report.cue.takes_quotes:
        return False
    told = report.addressee.end if report.addressee is not None else 0
    start = max(report.cue_span.end, told)
    return scene.article.text.startswith(":", start) or _ends_in_colon(scene, report.word, start)


def _ends_in_colon(scene: Scene, word: int, start: int) -> bool:
    """Between the cue and the colon that ends its sentence stands no other verb, and words in marks come next."""
    text, sentence = scene.article.text, scene.doc.sentence_of(word)
    colon = len(text[: sentence.end].rstrip()) - 1
    if (
        colon < start
        or text[colon] != ":"
        or any(scene.doc.tokens[i].upos == "VERB" for i in scene.doc.tokens_in(start, colon))
    ):
        return False
    opened = len(text) - len(text[colon + 1 :].lstrip())
    return any(q.start == opened for q in scene.marks.outer)


def _holds_up(report: Report) -> bool:
    if report.cue is None or report.hollow:
        return bool(report.content) or report.hollow
    if report.cue.entry.silent:
        return report.flipped
    if report.cue.entry.weak and not report.speaker_heads:
        return False
    return bool(report.content)


def _best(scene: Scene, word: int, fitting: Iterable[tuple[str, Cue]]) -> list[Report]:
    """The draft of the entry with the surest kind of content; one without content waits for a quotation."""
    drafts = (_draft(scene, word, lemma, cue) for lemma, cue in fitting)
    usable = [d for d in drafts if d is not None and (d.content or _waits(d.cue))]
    usable = [d for d in usable if not (d.cue and d.cue.entry.weak and not d.speaker_heads)]
    usable = [d for d in usable if not (d.cue and d.cue.entry.silent and not d.flipped) and not _only_names(scene, d)]
    return sorted(usable, key=lambda d: (d.rank, " " not in (d.lemma or ""), _unlike_paper(scene, d)))[:1]


def _waits(cue: Cue | None) -> bool:
    """True for a cue that may have no content of its own: a quotation may follow, or it only turns another cue round."""
    return cue is None or cue.takes_quotes or cue.entry.silent


def _only_names(scene: Scene, draft: Report) -> bool:
    """True for "a class called “Heat and Light”": a name, and nobody says anything."""
    if draft.cue is None or draft.cue.entry.frame != "name-as" or tree.described_noun(scene.doc, draft.word) is None:
        return False
    named = scene.doc.tokens_in(*draft.content[0])[0] if draft.content else draft.word
    return not draft.speaker_heads or _is_reflexive(scene.doc.tokens[named])


def _is_reflexive(token: Token) -> bool:
    """ "a group calling itself the Guard": whoever gives himself a name says nothing."""
    return token.xpos == "PRP" and token.text.lower().endswith(("self", "selves"))


def _unlike_paper(scene: Scene, draft: Report) -> bool:
    """A paper, a poll or evidence shows; a person says: decides between entries that fit equally well."""
    nouns = [scene.doc.tokens[i].text.lower() for i in draft.speaker_heads if scene.doc.tokens[i].upos == "NOUN"]
    paper = any(n in scene.cues.venue_nouns or n in scene.cues.evidence for n in nouns)
    return draft.cue is None or (draft.cue.entry.stance == "show") != paper


def _draft(scene: Scene, word: int, lemma: str, cue: Cue) -> Report | None:
    doc, found = scene.doc, frame(scene.doc, word)
    if cue.relay and doc.tokens[word].xpos in _FINITE and found.get("subject"):
        return None  # "P, the Times quoted him as saying": the Times leans on nobody
    content = _content(scene, word, cue, found)
    if content is None and not _waits(cue):
        return None
    flip = flip_of(scene, word)
    heads = _speakers(scene, word, cue, found)
    if cue.entry.speakers and not {doc.tokens[i].lemma.lower() for i in heads} & set(cue.entry.speakers):
        content = None
    if (
        content is not None
        and content.rank >= PHRASE
        and _says_nothing(doc, cue, content, heads, passive=found.passive)
    ):
        content = None
    if content is None and not _waits(cue):
        return None
    span_of_cue = cue_span(scene, word, lemma, cue, content)
    spans = tidy(scene.article.text, scene.marks, content.spans if content else (), span_of_cue)
    if content is not None and content.shape in ("host", "clause"):
        spans = only_speech(scene.article.text, scene.marks, spans)
    if content is not None and content.rank <= 1:
        spans = without_gloss(scene.article.text, scene.marks, spans, scene.cues.glosses)
    if content is not None and content.shape == "clause":
        spans = _unbroken(scene, spans, span_of_cue, heads)
    spans = until_closing_comma(scene.article.text, scene.marks, spans, span_of_cue)
    if content is not None and content.rank >= PHRASE:
        spans = before_venue(scene, spans)
        heads = tuple(i for i in heads if i < word or not _stands_in(doc, i, spans))
    if heads and not found.get("subject") and content is not None and content.rank <= 1:
        spans = _before_speaker(doc, word, heads, spans)
    addressed = _addressees(scene, word, cue, found, spans)
    return Report(
        word=word,
        cue=cue,
        cue_span=span_of_cue,
        lemma=lemma,
        speaker_heads=heads,
        speaker=_quoted_source(scene, word, heads) or reach(doc, heads, word, span_of_cue, spans),
        content=spans,
        addressee_heads=addressed,
        addressee=reach(doc, addressed, word, span_of_cue, spans),
        negated=cue.entry.negated ^ is_denied(scene, word) ^ (flip is not None) ^ flip_negated(doc, flip),
        flipped=flip is not None or (cue.entry.silent and _would_not(scene, word)),
        rank=content.rank if content and spans else 9,
        described=_describes(doc, word, spans),
        speaker_words=" ".join(doc.tokens[i].text.lower() for i in heads),
        hollow=not spans and cue.entry.stance == "assert" and bool(heads) and relatives.free_relative(doc, word),
        definite=bool(spans) and tree.is_definite(doc, doc.tokens_in(*spans[0])),
        rule=f"cues/{cue.entry.id}",
    )


def _would_not(scene: Scene, word: int) -> bool:
    """ "would not comment": as good as a refusal; "did not comment" is none."""
    modal = modal_of(scene.doc, word)
    return modal in grammar_words("refusing") and is_denied(scene, word)


def _says_nothing(doc: Doc, cue: Cue, content: Content, heads: Sequence[int], *, passive: bool) -> bool:
    """ "The court denied bail", "two beams support the roof", "he was admitted to hospital"."""
    entry = cue.entry
    named = {doc.tokens[i].lemma.lower() for s in content.spans for i in doc.tokens_in(*s) if _heads_phrase(doc, i, s)}
    speakers = {doc.tokens[i].lemma.lower() for i in heads}
    wrong = bool(entry.objects) and not named & set(entry.objects)
    things = bool(speakers) and speakers <= set(entry.unless_speakers)
    return wrong or things or bool(named & set(entry.unless_objects)) or (passive and entry.active)


def _heads_phrase(doc: Doc, index: int, span: Span) -> bool:
    """True for a nominal whose head stands outside the stretch."""
    above = doc.tokens[index].head
    return is_nominal(doc, index) and (above < 0 or not span.start <= doc.tokens[above].start < span.end)


def _quoted_source(scene: Scene, word: int, heads: Sequence[int]) -> Span | None:
    """ "quoted a doctor at the hospital as saying": all that stands before "as" names who is quoted."""
    if not heads or heads[:1] != tree.object_as(scene.doc, word):
        return None
    tokens = scene.doc.tokens
    last = next((i for i in range(heads[0], word) if tokens[i].text.lower() == "as"), heads[0] + 1)
    plain = all(tokens[i].upos not in ("VERB", "AUX", "PUNCT") for i in range(heads[0] + 1, last))
    first = tree.nominal_reach(scene.doc, heads[0])
    return Span(first.start, tokens[last - 1].end) if plain else None


def _stands_in(doc: Doc, index: int, spans: Sequence[Span]) -> bool:
    return any(s.start <= doc.tokens[index].start < s.end for s in spans)


def _unbroken(scene: Scene, spans: tuple[Span, ...], cue: Span, heads: Sequence[int]) -> tuple[Span, ...]:
    """A clause behind its cue is one stretch, though the parser hung a part of it elsewhere; not around the speaker."""
    if len(spans) < 2 or spans[0].start < cue.end:
        return spans
    whole = Span(spans[0].start, spans[-1].end)
    speaks = any(whole.start <= scene.doc.tokens[i].start < whole.end for i in heads)
    return spans if speaks or scene.marks.within(*whole) else (whole,)


def _before_speaker(doc: Doc, word: int, heads: Sequence[int], spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The words reported without the phrase behind the cue that turned out to be the speaker."""
    if min(heads) < word:
        return spans
    head = doc.tokens[min(heads)].start
    return tuple(s for s in spans if not s.start <= head < s.end)


def _describes(doc: Doc, word: int, spans: Sequence[Span]) -> bool:
    """True for "the raid that he ordered": the raid is told of by whoever tells, not by him."""
    noun = tree.described_noun(doc, word)
    return noun is not None and any(s.start <= doc.tokens[noun].start < s.end for s in spans)


def _content(scene: Scene, word: int, cue: Cue, found: Frame) -> Content | None:
    if "sentence" in cue.content:
        return sentence_content(scene.doc, word, cue)
    if found.passive and "object" not in cue.addressee and cue.entry.kind == "verb":
        return _passive_content(scene.doc, word, cue, found)
    return find_content(scene.doc, word, cue, found)


def _passive_content(doc: Doc, word: int, cue: Cue, found: Frame) -> Content | None:
    """ "The pilot is believed to have slept": the surface subject belongs to the content."""
    raised = [f"object+{shape}" for shape in ("infinitive", "open") if shape in cue.content]
    first = replace(cue, content=tuple(raised))
    own = any(i < word and doc.tokens[i].text.lower() != "it" for i in found.get("object"))
    told = replace(cue, content=tuple(s for s in cue.content if s != "host")) if own else cue
    return find_content(doc, word, first, found) or find_content(doc, word, told, found)


def _speakers(scene: Scene, word: int, cue: Cue, found: Frame) -> tuple[int, ...]:
    flip = flip_of(scene, word)
    if _fronted(scene, word, cue, found):
        return ()
    if flip is not None and scene.doc.tokens[flip].upos == "NOUN":
        refusal = frame(scene.doc, flip)
        return refusal.get("possessor") or refusal.get("by") or refusal.get("of")
    if flip is not None and not found.get("subject"):
        found = frame(scene.doc, flip)
    stray = _stray_subject(scene.doc, word, found)
    if stray:
        return (comments(scene, word, stray) if "host" in cue.content else ()) or stray
    heads = _in_zone(scene, word, tree.object_as(scene.doc, word) or speaker_heads(scene, word, cue, found))
    giver = paper_giver(scene, word)
    if giver is not None:
        return giver[1]
    if cue.entry.kind == "noun":
        return keeper(scene, word, found) or heads
    heads = tree.object_as(scene.doc, word) or doer_above(scene, word) or heads
    if not heads and cue.entry.kind == "verb" and "subject" in cue.speaker and not found.passive:
        heads = before_verb(scene, word)
    heads = (comments(scene, word, heads) if "host" in cue.content else ()) or heads
    if heads or "subject" not in cue.speaker or "quote" not in cue.content or found.passive:
        return heads
    if "object" in cue.addressee and not _after_marks(scene, word):
        return heads
    behind = behind_comment(scene, word)
    return behind or tuple(i for i in found.get("object") if i > word and is_nominal(scene.doc, i))[:1]


def _stray_subject(doc: Doc, word: int, found: Frame) -> tuple[int, ...]:
    """ "feared the regulator would conclude": the subject that a parser hung at the verb above; never the verb above's."""
    above = doc.tokens[word].head
    own = not found.inherited and bool(found.get("subject"))
    return () if above < 0 or own or found.passive else tuple(stray_subjects(doc, above, [word])[-1:])


def _fronted(scene: Scene, word: int, cue: Cue, found: Frame) -> bool:
    """ "Asked about the fire, the chief said …": a participle that opens the sentence, though the parser saw a past."""
    opens = word == scene.doc.sentence_of(word).first and scene.doc.tokens[word].xpos in ("VBD", "VBN")
    return opens and found.inherited and not found.passive and "object" in cue.addressee


def _after_marks(scene: Scene, word: int) -> bool:
    """True for a cue right after closing quotation marks: "“…?” asked the guard"."""
    return word > 0 and scene.marks.around(scene.doc.tokens[word - 1].start) is not None


def _in_zone(scene: Scene, word: int, heads: tuple[int, ...]) -> tuple[int, ...]:
    """Outside quotation marks nobody speaks who is named inside them: such a subject is the parser's slip."""
    around, tokens = scene.marks.around, scene.doc.tokens
    if around(tokens[word].start) is not None:
        return heads
    return tuple(i for i in heads if around(tokens[i].start) is None or i > word)


def _addressees(scene: Scene, word: int, cue: Cue, found: Frame, content: Sequence[Span]) -> tuple[int, ...]:
    if _fronted(scene, word, cue, found):
        return found.get("subject")
    for slot in cue.addressee:
        heads = [i for i in found.get(slot) if is_nominal(scene.doc, i) and scene.same_zone(word, i)]
        outside = [i for i in heads if not any(s.start <= scene.doc.tokens[i].start < s.end for s in content)]
        if outside or (heads and slot == "object"):
            return tuple(outside or heads)
    return _addressed_by(scene, word) if cue.takes_quotes else ()


def _addressed_by(scene: Scene, word: int) -> tuple[int, ...]:
    """ "…, he wrote, addressing the villagers": wherever the parser hangs the participle."""
    tokens = scene.doc.tokens
    for index in range(word + 1, scene.doc.sentence_of(word).last):
        if tokens[index].text.lower() in scene.cues.addressing and scene.same_zone(word, index):
            return frame(scene.doc, index).get("object")
    return ()


def _finished(scene: Scene, report: Report) -> Report:
    """The report with its venue, its content tidied once more now that quotations are in, and its order settled."""
    spans = tidy(scene.article.text, scene.marks, report.content, report.cue_span)
    if report.word < 0:
        return replace(report, content=spans)
    found = frame(scene.doc, report.word)
    paper = tree.described_noun(scene.doc, report.word)
    papers = report.speaker_heads if paper is None else (*report.speaker_heads, paper)
    venue = find_venue(scene, report.word, found, papers, spans) or _told_outlet(scene, report)
    venue = venue or (venue_behind(scene, spans) if report.rank >= PHRASE else None)
    told = _clear_of_venue(scene, report.addressee, venue)
    told = without_time(scene, told, report.addressee_heads[0]) if told is not None and report.addressee_heads else told
    named = settled_name(scene, replace(report, content=spans))
    notes = (*report.notes, FORCED) if is_forced(scene, report) else report.notes
    return replace(report, content=spans, venue=venue, speaker=named, addressee=told, notes=notes)


def _clear_of_venue(scene: Scene, addressee: Span | None, venue: Venue | None) -> Span | None:
    """ "told the assembly in a televised address": the address is no part of whom he told."""
    if addressee is None or venue is None or not addressee.start < venue.start < addressee.end:
        return addressee
    before = scene.doc.tokens_in(addressee.start, venue.start)
    last = before[-1] - (scene.doc.tokens[before[-1]].upos == "ADP")
    return Span(addressee.start, scene.doc.tokens[last].end) if last >= before[0] else addressee


def _told_outlet(scene: Scene, report: Report) -> Venue | None:
    """ "told the newspaper": whoever speaks to a news outlet gives it an interview."""
    for head in report.addressee_heads:
        actor = scene.actor_at(head)
        if actor is not None and is_media(scene, actor) and report.addressee is not None:
            start, end = report.addressee
            return Venue(kind="interview", outlet=actor, start=start, end=end, text=scene.article.text[start:end])
    return None
