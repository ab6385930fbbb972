"""Web pages: the article without its page, and what the markup declares."""

from __future__ import annotations

import pytest

from sayso.errors import InputError
from sayso.read import article_from_html

PAGE = """<!DOCTYPE html><html><head><title>Bridges closed in Talven | Halden Chronicle</title>
<meta property="og:site_name" content="Halden Chronicle">
<meta property="og:title" content="Bridges closed in Talven | Halden Chronicle">
<meta property="article:published_time" content="2023-06-05T22:30:00-05:00">
<meta name="author" content="Clara Venn"></head><body>
<nav><a href="/">Home</a><a href="/w">World</a></nav>
<article><h1>Bridges closed in Talven</h1>
<p>TELSK (Lakes Press) &mdash; Two bridges over the Ivrel were closed on Monday after the river rose by a metre,
the mayor said.</p>
<h2>Army sends soldiers</h2>
<p>The army has sent forty soldiers<br>to fill sandbags, according to a spokesman, who said that they would stay.</p>
<p>Also read: Ten questions about the dam</p>
<ul><li>One man is missing.</li><li>Two were hurt.</li></ul></article>
<footer><p>&copy; 2023 Halden Chronicle</p></footer></body></html>"""


def test_title_first_then_paragraphs_parted_by_blank_lines() -> None:
    article = article_from_html(PAGE, id="page")
    assert article.text.startswith("Bridges closed in Talven\n\nTELSK (Lakes Press) — Two bridges over")
    assert "Home" not in article.text
    assert article.text.count("Bridges closed in Talven") == 1
    assert [b.kind for b in article.blocks][:4] == ["headline", "dateline", "paragraph", "subhead"]
    assert [article.text[b.start : b.end] for b in article.blocks if b.kind == "chrome"] == [
        "Also read: Ten questions about the dam"
    ]


def test_what_the_markup_declares() -> None:
    article = article_from_html(PAGE.encode(), url="https://www.chronicle.example/a")
    assert (article.title, article.outlet, article.byline) == (
        "Bridges closed in Talven",
        "Halden Chronicle",
        "Clara Venn",
    )
    assert (article.published, article.published_from) == ("2023-06-05", "metadata")
    assert article.url == "https://www.chronicle.example/a"


def test_given_fields_win() -> None:
    article = article_from_html(PAGE, title="Flood", outlet="The Paper", published="2023-06-06", byline="J. Roe")
    assert (article.title, article.outlet, article.byline) == ("Flood", "The Paper", "J. Roe")
    assert (article.published, article.published_from) == ("2023-06-06", "given")


def test_the_address_names_the_outlet_as_a_last_resort() -> None:
    html = "<html><body><p>The army closed two bridges on Monday, the mayor said.</p></body></html>"
    assert article_from_html(html, url="https://www.valley.example/x").outlet == "valley.example"
    assert article_from_html(html).outlet is None


def test_no_date_is_made_up_from_the_text_or_the_copyright() -> None:
    html = "<html><body><p>In May 2019 the army closed two bridges, he said.</p><p>&copy; 2022 Valley</p></body></html>"
    assert article_from_html(html).published is None


def test_a_fragment_is_enough() -> None:
    article = article_from_html("<div>The army closed two bridges.<br>The mayor said so.</div>")
    assert article.text == "The army closed two bridges.\n\nThe mayor said so."


@pytest.mark.parametrize(
    "html",
    [
        "<html><body><nav><a href=a>Home</a><a href=b>News</a></nav></body></html>",
        "<html></html>",
        "<p>",
        "<html><body><div>We use cookies to improve your experience on this site.</div></body></html>",
    ],
)
def test_pages_without_an_article(html: str) -> None:
    with pytest.raises(InputError, match=r"^page 3: ") as caught:
        article_from_html(html, id="page 3")
    assert caught.value.code == "no-article"


def test_declared_encodings() -> None:
    html = PAGE.replace("<head>", '<head><meta charset="iso-8859-1">').replace("Clara Venn", "Clara Vénn")
    article = article_from_html(html.encode("cp1252"))
    assert article.byline == "Clara Vénn"
    assert "encoding" not in [w.code for w in article.warnings]
