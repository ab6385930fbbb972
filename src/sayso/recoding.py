"""Records of older versions brought up to date: coded again from the text as it was read, compared, and replaced."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from sayso.batch import Settings, answers
from sayso.errors import InputError
from sayso.model import Article, Event, Failure, Record
from sayso.read import article_from_text
from sayso.store import recoded
from sayso.store.archive import Archive
from sayso.store.recoded import Old
from sayso.views import View

# What of an event is compared, by the names of the record's slots.
SLOTS = ("type", "modes", "contexts", "actors", "recipients", "standing", "auxiliary", "when", "where", "counts")


@dataclass(frozen=True)
class Change:
    """What became of one article's record: events that are gone, new, or changed in some slots."""

    key: str
    title: str | None
    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    changed: tuple[tuple[str, tuple[str, ...]], ...] = ()  # the event in short, and the slots that differ
    failed: str | None = None  # why the old record stays
    sayings: tuple[int, int] = (0, 0)  # before and after

    @property
    def nothing(self) -> bool:
        """True where all events are the same."""
        return not (self.gone or self.new or self.changed or self.failed)


@dataclass
class Summary:
    """Counts over all articles that were coded again."""

    articles: int = 0
    same: int = 0
    failed: int = 0
    gone: int = 0
    new: int = 0
    changed: int = 0
    slots: dict[str, int] = field(default_factory=dict)

    def add(self, change: Change) -> None:
        """Count one article."""
        self.articles += 1
        self.same += change.nothing
        self.failed += change.failed is not None
        self.gone += len(change.gone)
        self.new += len(change.new)
        self.changed += len(change.changed)
        for _, slots in change.changed:
            for slot in slots:
                self.slots[slot] = self.slots.get(slot, 0) + 1


def recode(
    archive: Archive,
    settings: Settings,
    version: str,
    *,
    jobs: int = 1,
    dry: bool = False,
    limit: int | None = None,
) -> Iterator[Change]:
    """Code every article again whose record another version than `version` made; `dry` writes nothing.

    Each record is replaced in one transaction, so a run may be stopped at any moment; what people said of an article
    stays. Where the new coding fails the old record stays too. Raises SaysoError where another process adds.
    """
    sent: deque[Old] = deque()
    with archive.adding():
        for _, (line, good) in answers(_inputs(archive, version, limit, sent), settings, jobs):
            old = sent.popleft()
            if not good:
                reason = Failure.model_validate_json(line).error["message"]
                yield Change(old.key, old.record.article.title, failed=reason)
                continue
            new = Record.model_validate_json(line)
            change = compare(old.key, old.record, new)
            if not dry and not archive.replace(old.key, old.record.coder, old.article, new):
                change = Change(old.key, change.title, failed="somebody else coded it meanwhile")
            yield change


def _inputs(archive: Archive, version: str, limit: int | None, sent: deque[Old]) -> Iterator[Article | Failure]:
    for old in recoded.outdated(archive, version, limit):
        article = old.article or _read_again(old.record)
        sent.append(Old(old.key, old.record, article if isinstance(article, Article) else None))
        yield article


def _read_again(record: Record) -> Article | Failure:
    """Archives of version 1 and 2 did not keep what was read: then the record's own text is read once more."""
    head = record.article
    outlet = next((a.name for a in record.actors if a.id == head.outlet), None)
    given = {n: getattr(head, n) for n in ("id", "title", "url", "published", "byline")}
    try:
        return article_from_text(head.text, outlet=outlet, **given)
    except InputError as error:
        return Failure(article={"id": head.id}, error={"code": error.code, "message": str(error)})


def compare(key: str, old: Record, new: Record) -> Change:
    """Events are the same event where their triggers overlap, those of the same type first."""
    before, after = View(old), View(new)
    pairs = _pairs(old.events, new.events)
    met_old, met_new = {a.id for a, _ in pairs}, {b.id for _, b in pairs}
    changed = ((a, b, _differing(before, a, after, b)) for a, b in pairs)
    return Change(
        key,
        new.article.title,
        gone=tuple(_short(before, e) for e in old.events if e.id not in met_old),
        new=tuple(_short(after, e) for e in new.events if e.id not in met_new),
        changed=tuple((_short(after, b), slots) for _, b, slots in changed if slots),
        sayings=(len(old.sayings) - 1, len(new.sayings) - 1),
    )


def _pairs(old: tuple[Event, ...], new: tuple[Event, ...]) -> list[tuple[Event, Event]]:
    found: list[tuple[Event, Event]] = []
    left, right = list(old), list(new)
    for same_type in (True, False):
        for one in list(left):
            other = next((e for e in right if _meets(one, e) and (not same_type or e.type == one.type)), None)
            if other is not None:
                found.append((one, other))
                left.remove(one)
                right.remove(other)
    return sorted(found, key=lambda pair: pair[1].trigger.span)


def _meets(one: Event, other: Event) -> bool:
    return one.trigger.start < other.trigger.end and other.trigger.start < one.trigger.end


def _differing(before: View, old: Event, after: View, new: Event) -> tuple[str, ...]:
    slots = [s for s in SLOTS if _value(before, old, s) != _value(after, new, s)]
    said = ["say_so"] if before.say_so(old) != after.say_so(new) else []
    return (*slots, *said)


def _value(view: View, event: Event, slot: str) -> object:
    """The slot as a reader sees it: ids within a record may differ though they name the same."""
    value = getattr(event, slot)
    if slot in ("actors", "recipients"):
        return tuple((a.name, a.country, a.sectors, a.entry) for a in view.actors(value))
    if slot == "when" and value is not None:
        return (value.start_date, value.end_date, value.assumed)
    if slot == "where" and value is not None:
        return (value.name, value.country, value.resolution)
    return value


def _short(view: View, event: Event) -> str:
    actors, recipients = ("; ".join(a.name for a in view.actors(ids)) for ids in (event.actors, event.recipients))
    return f"{actors or '?'} {event.type} {recipients or '?'} ({event.trigger.text})"
