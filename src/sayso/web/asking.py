"""What a reader asks for: the query of an address, checked, as a filter of the archive, and addresses that change it."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from sayso.knowledge.actors import ActorBase
from sayso.store import Filter


def _clean(value: object) -> object:
    """Without control characters; an empty field of a form is no condition."""
    if not isinstance(value, str):
        return value
    kept = "".join(c for c in value if c.isprintable()).strip()
    return kept or None


def _number(value: object) -> object:
    return 1 if value in ("", None) else value


Words = Annotated[Annotated[str, Field(max_length=200)] | None, BeforeValidator(_clean)]
Day = Annotated[Annotated[str, Field(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")] | None, BeforeValidator(_clean)]
Sort = Annotated[Literal["date", "confidence", "type", "place"] | None, BeforeValidator(_clean)]
Review = Annotated[Literal["accepted", "corrected", "added", "differs", "rejected"] | None, BeforeValidator(_clean)]


class Wanted(BaseModel):
    """The conditions that pages and the API share; every one that is given must hold."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    words: Words = Field(None, description='Full text of the article; "a phrase" in quotation marks.')
    actor: Words = Field(None, description="Who did it: a name, an alias, a country code or a sector.")
    recipient: Words = Field(None, description="To whom it was done.")
    type: Words = Field(None, description="PLOVER type, such as ASSAULT.")
    mode: Words = Field(None, description="Mode, such as drone.")
    standing: Words = Field(None, description="fact, claimed, admitted, denied, suspected or disputed.")
    stance: Words = Field(None, description="Stance of the saying, such as deny.")
    speaker: Words = Field(None, description="Who says so, anywhere on the path.")
    country: Words = Field(None, description="Country of the event (ISO alpha-3).")
    place: Words = Field(None, description="Place of the event, by its name.")
    outlet: Words = Field(None, description="The outlet.")
    since: Day = Field(None, description="First day, month or year.")
    until: Day = Field(None, description="Last day, month or year.")
    article: Words = Field(None, description="Id or key of an article.")
    review: Review = Field(None, description="accepted, corrected, added, differs or rejected by reviewers.")
    sort: Sort = Field(None, description="date, confidence, type or place.")
    page: Annotated[Annotated[int, Field(ge=1, le=100_000)], BeforeValidator(_number)] = 1

    def given(self) -> dict[str, str]:
        """The conditions that are set, without sorting and page."""
        values = self.model_dump(exclude={"sort", "page"}, exclude_none=True)
        return {name: str(value) for name, value in values.items()}

    def filter(self) -> Filter:
        """The same for the archive; an actor's other names come from the knowledge base."""
        given: dict[str, Any] = self.given()
        return Filter(
            **given,
            names=other_names(self.actor),
            recipient_names=other_names(self.recipient),
            speaker_names=other_names(self.speaker),
        )

    def query(self, **changed: str | int | None) -> str:
        """The query of an address with some conditions changed; None takes one away. Changes go back to page 1."""
        values: dict[str, Any] = {**self.given(), "sort": self.sort, **changed}
        return urlencode({name: value for name, value in values.items() if value not in (None, "")})


def other_names(name: str | None) -> tuple[str, ...]:
    """Entry, aliases and acronyms of the one actor with this name; none where the name is unknown or shared."""
    base = ActorBase.shipped()
    if not name:
        return ()
    entry = base.entry(name) if "/" in name else None
    entries = (entry,) if entry else base.named(name)
    if len(entries) != 1:
        return ()
    (one,) = entries
    return (one.id, one.name, *one.aliases, *one.acronyms)
