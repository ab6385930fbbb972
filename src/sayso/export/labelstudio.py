"""Label Studio tasks with what sayso found as predictions, to be accepted or corrected there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sayso.export.base import Format
from sayso.knowledge.ontology import Ontology
from sayso.model import Quote, Record

Result = dict[str, Any]


def task(record: Record) -> dict[str, Any]:
    """One task: the text, and one prediction with labels and relations. Label Studio counts UTF-16 units."""
    result: list[Result] = []
    for saying in record.sayings[1:]:
        cue = _label(record, result, f"{saying.id}-cue", "Cue", saying.cue)
        source = _label(record, result, f"{saying.id}-source", "Source", saying.speaker)
        _relate(result, cue, source, "source")
        for number, quote in enumerate(saying.content):
            _relate(result, cue, _label(record, result, f"{saying.id}-c{number}", "Content", quote), "content")
    for event in record.events:
        trigger = _label(record, result, event.id, event.type, event.trigger)
        for role, quotes in (("Actor", event.actor_text), ("Recipient", event.recipient_text)):
            for number, quote in enumerate(quotes):
                name = role.lower()
                _relate(result, trigger, _label(record, result, f"{event.id}-{name}{number}", role, quote), name)
    data = {"id": record.article.id, "text": record.article.text, "title": record.article.title}
    return {"data": data, "predictions": [{"model_version": record.coder, "score": _score(record), "result": result}]}


def _score(record: Record) -> float:
    """The least confidence of its events, so that sorting by score brings up what needs a look; 1 without events."""
    return min((e.confidence for e in record.events), default=1.0)


def _label(record: Record, result: list[Result], id_: str, label: str, quote: Quote | None) -> str | None:
    if quote is None:
        return None
    text = record.article.text
    start = _utf16(text[: quote.start])
    value = {"start": start, "end": start + _utf16(quote.text), "text": quote.text, "labels": [label]}
    result.append({"id": id_, "type": "labels", "from_name": "label", "to_name": "text", "value": value})
    return id_


def _relate(result: list[Result], from_: str | None, to: str | None, label: str) -> None:
    if from_ and to:
        result.append({"type": "relation", "from_id": from_, "to_id": to, "direction": "right", "labels": [label]})


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _lines(records: Iterable[Record]) -> Iterator[str]:
    yield "["
    comma = ""
    for record in records:
        yield comma + json.dumps(task(record), ensure_ascii=False)
        comma = ","
    yield "]"


def configuration() -> str:
    """The labelling interface that the tasks need."""
    labels = ("Source", "Cue", "Content", "Actor", "Recipient", *(t.id for t in Ontology.shipped().types))
    rows = "\n".join(f'    <Label value="{name}"/>' for name in labels)
    relations = "\n".join(f'    <Relation value="{n}"/>' for n in ("source", "content", "actor", "recipient"))
    return (
        f'<View>\n  <Relations>\n{relations}\n  </Relations>\n  <Labels name="label" toName="text">\n{rows}\n'
        '  </Labels>\n  <Text name="text" value="$text" granularity="word"/>\n</View>\n'
    )


def _beside() -> Mapping[str, str]:
    return {"labelstudio.config.xml": configuration()}


_ABOUT = "Label Studio tasks with predictions, and the labelling interface beside them"
FORMATS = {"labelstudio": Format("labelstudio", ".json", _ABOUT, _lines, media="application/json", beside=_beside)}
