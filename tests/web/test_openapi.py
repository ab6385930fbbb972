"""The API keeps what its description promises: schemathesis sends what is allowed and what is not, and nothing breaks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from sayso.batch import Settings
from sayso.model import Failure, Record
from sayso.record import failure
from sayso.store import Archive
from sayso.web.app import make_app
from sayso.web.safety import LOOPBACK, Doors
from sayso.web.trying import Trier
from tests.store.sample import record

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
from hypothesis import HealthCheck, Phase, given, settings  # noqa: E402
from hypothesis.errors import Unsatisfiable  # noqa: E402
from schemathesis.specs.openapi.checks import negative_data_rejection  # noqa: E402

__all__ = ["record"]
EXAMPLES = 8  # of each operation and kind of data: some hundred requests in all

# Queries are read kindly (the last of several values counts, unprintable signs are dropped), and a text may be well
# formed and still hold nothing that can be coded: neither is a breach.
LENIENT = [negative_data_rejection]


class Answered(Trier):
    """Answers without the coder: what is tested is the door, not the coding."""

    def __init__(self, record: Record) -> None:
        super().__init__(Settings())
        self._record = record

    async def code(self, text: str, published: str | None, outlet: str | None) -> Record | Failure:
        """A record for any text, a failure for none."""
        return self._record if text.strip() else failure("pasted", "empty", "there are no words in this text")


@pytest.fixture
def api(desk_archive: Archive, record: Record) -> Any:
    """The description as the page serves it, and the page behind it."""
    doors = Doors(names=LOOPBACK | {"testserver"})
    app = make_app(desk_archive, Answered(record), doors)
    return schemathesis.openapi.from_asgi("/api/openapi.json", app)


MODES = (schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE)
QUICK = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def cases(api: Any, mode: Any) -> Iterator[tuple[str, Any]]:
    """The name of each operation and a strategy for requests to it, as the description allows them or does not."""
    for found in api.get_all_operations():
        operation = found.ok()
        yield f"{operation.method} {operation.path}", operation.as_strategy(generation_mode=mode)


@pytest.mark.parametrize("mode", MODES)
def test_the_api_keeps_its_description(api: Any, mode: Any) -> None:
    """Status, content type and body are as described; what is not allowed is refused; no request is a server error."""
    tried = set()
    for name, strategy in cases(api, mode):

        @QUICK
        @given(case=strategy)
        def holds(case: Any) -> None:
            case.call_and_validate(excluded_checks=LENIENT)

        try:
            holds()
        except Unsatisfiable:
            continue  # an operation without parameters has no wrong requests
        tried.add(name)
    assert len(tried) > 5
