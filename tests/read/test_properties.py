"""For any text and any bytes: an article whose blocks and quotes are sound, or a refusal; never a crash."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.model import Article, Failure
from sayso.read import Defaults, article_from_html, article_from_text, read_articles

_PIECES = st.sampled_from(
    [
        "TELSK, March 10, 2023 (Lakes Press) — ",
        "By Jane Roe",
        "The army closed two bridges on Monday, he said.",
        "“It will pass,",
        '"',
        "HomeNewsSport",
        "Most read",
        "© 2023 The Paper",
        "Published: 31/12/2023",
        "• ",
        "Photo: ",
        " | ",
        "\n",
        "\r\n",
        "\n\n",
        "\t",
        "\u2028",
        "\ufeff",
        "\u202e",
        "e\u0301",
        "👩‍👩‍👧",
        "\0",
        "\ud800",
        "<p>",
        "</p>",
        "<br>",
        "{",
        "}",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(_PIECES, max_size=30).map("".join))
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def check(article: Article) -> None:
    assert article.text.encode()
    at = 0
    for block in article.blocks:
        assert at <= block.start < block.end <= len(article.text)
        words = article.text[block.start : block.end]
        assert words == words.strip()
        at = block.end
    for quoted in (article.dateline_place, article.dateline_agency):
        assert quoted is None or article.text[quoted.start : quoted.end] == quoted.text
    assert (article.published is None) == (article.published_from == "none")
    assert article.model_dump_json()


@QUICK
@given(TEXTS)
def test_any_text(text: str) -> None:
    with suppress(InputError):
        article = article_from_text(text)
        check(article)
        assert article.text == "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)


@QUICK
@given(TEXTS)
def test_any_html(text: str) -> None:
    with suppress(InputError):
        check(article_from_html(text))


@QUICK
@given(st.one_of(st.binary(max_size=300), TEXTS.map(lambda t: t.encode(errors="replace"))), st.booleans())
def test_any_bytes_in_a_file(tmp_path: Path, data: bytes, lines: bool) -> None:
    path = tmp_path / ("a.jsonl" if lines else "a")
    path.write_bytes(data)
    for item in read_articles([str(path)], Defaults()):
        if isinstance(item, Failure):
            assert str(path) in item.error["message"]
        else:
            check(item)


@pytest.mark.parametrize("name", ["01-wire-attack.txt", "05-local-pasted.txt", "06-page-arrest.html"])
def test_reading_is_deterministic(name: str) -> None:
    path = Path(__file__).parents[2] / "samples" / name
    once, twice = (list(read_articles([str(path)], Defaults())) for _ in range(2))
    assert once == twice
