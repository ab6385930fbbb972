"""Plain text: which lines are the article, and what its head and foot say."""

from __future__ import annotations

import pytest

from sayso.errors import InputError
from sayso.model import Article
from sayso.read import article_from_text

BODY = (
    "Two bridges over the Ivrel were closed on Monday after the river rose by a metre, the mayor of Talven said.\n\n"
    '"We have seen worse, but not in June," Rudo Kranz told reporters at the town hall.\n\n'
    "The army has sent forty soldiers to fill sandbags, according to a spokesman."
)


def kinds(article: Article) -> list[tuple[str, str]]:
    return [(b.kind, article.text[b.start : b.end]) for b in article.blocks]


def of_kind(article: Article, kind: str) -> list[str]:
    return [words for k, words in kinds(article) if k == kind]


def test_the_text_stays_as_given() -> None:
    text = f"\ufeff\r\n  Bridges closed in Talven \r\n\r\n{BODY}\r\n\t\r\n"
    article = article_from_text(text)
    assert article.text == text
    assert kinds(article)[0] == ("headline", "Bridges closed in Talven")


def test_a_single_line_is_a_paragraph() -> None:
    assert kinds(article_from_text("Police arrest two men in Telsk")) == [
        ("paragraph", "Police arrest two men in Telsk")
    ]


def test_text_without_a_headline_has_none() -> None:
    article = article_from_text(BODY)
    assert article.title is None
    assert {k for k, _ in kinds(article)} == {"paragraph"}


def test_a_given_title_is_found_again_in_the_text() -> None:
    article = article_from_text(f"River Ivrel rises.\n\n{BODY}", title="River Ivrel rises")
    assert article.title == "River Ivrel rises"
    assert of_kind(article, "headline") == ["River Ivrel rises."]


def test_a_given_title_need_not_stand_in_the_text() -> None:
    article = article_from_text(BODY, title="Flood in the valley")
    assert article.title == "Flood in the valley"
    assert of_kind(article, "headline") == []


def test_menu_over_the_headline_and_label_at_the_foot_are_chrome() -> None:
    text = f"KestriaMiddle EastSouth America\n\nTalven closes bridges as Ivrel rises\n\n{BODY}\n\nBack to top button"
    article = article_from_text(text)
    assert of_kind(article, "chrome") == ["KestriaMiddle EastSouth America", "Back to top button"]
    assert article.title == "Talven closes bridges as Ivrel rises"
    assert article.section == "Kestria, Middle East, South America"


@pytest.mark.parametrize(
    "line",
    [
        "SportsWorldOpinion",
        "HomeNewsSportFarmingOpinionObituaries",
        "Home | World | Politics | Sport",
        "World",
        "Share Tweet Email Print",
        "Share on Facebook",
        "Follow us on Telegram",
        "Skip to main content",
        "5 min read",
        "1,204 views",
        "We use cookies to improve your experience and to show you relevant advertising.",
        "Advertisement",
        "Story continues below advertisement",
        "Read more: The valley's long wait for a dam",
        "Related: Ten questions about the dam",
        "Sign up for our daily newsletter and never miss a story",
        "23 Comments",
        "© 2023 Talven Valley Herald. All rights reserved.",
        "Tags: flood, Talven, Ivrel",
        "* * *",
        "Photo: Lakes Press",
        "Getty Images",
    ],
)
def test_chrome_shows_by_itself(line: str) -> None:
    text = f"Talven closes bridges as Ivrel rises\n\n{BODY}\n\n{line}\n\n{BODY}"
    assert of_kind(article_from_text(text), "chrome") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Related violence killed twelve people in the valley last year, the police said.",
        "TikTok Faces Ban In Kestria As Deputies Vote",
        "Most popular party loses vote in Kestria",
        "McDonald's To Leave Orvenia After Arson Attacks",
        "Send us tanks, Orvenia tells Kestria",
        "Share of women in Orvenian army doubles",
        "We and our partners reject the plan, the minister said.",
        "By morning the river had fallen",
        "Comments by minister anger Kestria",
    ],
)
def test_chrome_is_not_seen_where_words_only_look_like_it(line: str) -> None:
    assert of_kind(article_from_text(f"{line}\n\n{BODY}"), "chrome") == []


def test_teasers_after_most_read_are_chrome_but_the_article_goes_on() -> None:
    text = f"Bridges closed\n\n{BODY}\n\nMost read\n\nCheese prize for Ketter\n\nLynx named\n\n{BODY}"
    article = article_from_text(text)
    assert of_kind(article, "chrome") == ["Most read", "Cheese prize for Ketter", "Lynx named"]
    assert len(of_kind(article, "paragraph")) == 6


def test_after_the_copyright_line_nothing_is_coded() -> None:
    text = f"Bridges closed\n\n{BODY}\n\n© 2023 Kestria Today\n\nThe site is hosted in Halden.\n\nContact us"
    article = article_from_text(text)
    assert of_kind(article, "chrome")[1:] == ["The site is hosted in Halden.", "Contact us"]
    assert article.outlet == "Kestria Today"


def test_masthead_over_the_headline_is_the_outlet() -> None:
    article = article_from_text(f"The Halden Chronicle\n\nBridges closed in Talven\n\n{BODY}")
    assert article.outlet == "The Halden Chronicle"
    assert of_kind(article, "headline") == ["Bridges closed in Talven"]


def test_standfirst_and_crossheads_are_subheads() -> None:
    standfirst = "Mayor hopes for dry days; army sends soldiers"
    text = f"Bridges closed in Talven\n\n{standfirst}\n\n{BODY}\n\nNo help from Telsk\n\n{BODY}"
    assert of_kind(article_from_text(text), "subhead") == [standfirst, "No help from Telsk"]


def test_captions_and_lists() -> None:
    caption = "File photo: Soldiers fill sandbags at the Ivrel in 2019"
    text = f"Bridges closed in Talven\n\n{BODY}\n\n{caption}\n\n• One dead\n\n• Two hurt"
    article = article_from_text(text)
    assert of_kind(article, "caption") == ["File photo: Soldiers fill sandbags at the Ivrel in 2019"]
    assert of_kind(article, "list") == ["• One dead", "• Two hurt"]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    wrapped = (
        "Bridges closed\n\n"
        "Two bridges over the Ivrel were closed on Monday after the\n"
        "river rose by a metre, the mayor of Talven said. He hoped\n"
        "that they would be open again before the market opened on\n"
        "Friday, but the police were less sure.\n\n"
        "The army has sent forty soldiers to fill sandbags. They\n"
        "will stay until the river has fallen, a spokesman said on\n"
        "the radio."
    )
    article = article_from_text(wrapped)
    assert len(of_kind(article, "paragraph")) == 2


def test_short_lines_without_wrapping_stay_apart() -> None:
    article = article_from_text("Bridges closed\nRiver rises.\nArmy helps.\nMayor hopes.")
    assert len(article.blocks) == 4


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Jane Roe", "Jane Roe"),
        ("By Jane Roe and John van der Doe in Telsk", "Jane Roe and John van der Doe"),
        ("BY JANE ROE, Security Editor", "JANE ROE"),
        ("By Jane Roe | Published 12 March 2023", "Jane Roe"),
        ("Valley Voice reporters | 12 March 2023 | 08:40", "Valley Voice reporters"),
        ("(Reporting by Jane Roe in Telsk; Editing by John Doe)", "Jane Roe"),
    ],
)
def test_bylines(line: str, byline: str) -> None:
    article = article_from_text(f"Bridges closed in Talven\n\n{line}\n\n{BODY}")
    assert article.byline == byline
    assert of_kind(article, "byline") == [line]


def test_an_agency_credit_names_the_agency() -> None:
    article = article_from_text(f"Bridges closed in Talven\n\n{BODY}\n\nSource: Reuters")
    assert article.dateline_agency is not None
    assert article.dateline_agency.text == "Reuters"


def test_broken_surrogates_are_replaced_in_place() -> None:
    article = article_from_text(BODY + "\n\nThe end \ud800 came.")
    assert article.text[len(BODY) + 10] == "\ufffd"
    assert [w.code for w in article.warnings if w.code == "encoding"] == ["encoding"]


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "empty"), (" \n\t\u200b\ufeff ", "empty"), ("* * *\n---", "no-article"), ("x" * 5_000_001, "too-large")],
)
def test_text_that_is_none(text: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        article_from_text(text, id="tip-7")
    assert caught.value.code == code
    assert str(caught.value).startswith("tip-7: ")


def test_only_chrome_is_no_article() -> None:
    with pytest.raises(InputError) as caught:
        article_from_text("Home | World | Sport\nShare on Facebook\nBack to top")
    assert caught.value.code == "no-article"


GERMAN = (
    "Zwei Brücken über den Ivrel wurden am Montag gesperrt, nachdem der Fluss um einen Meter gestiegen war, sagte der "
    "Bürgermeister. Die Armee hat vierzig Soldaten geschickt, um Sandsäcke zu füllen, wie ein Sprecher mitteilte."
)


def test_another_language_is_refused_by_name() -> None:
    with pytest.raises(InputError, match="German") as caught:
        article_from_text(GERMAN)
    assert caught.value.code == "language"


def test_short_or_quoted_foreign_words_pass() -> None:
    article_from_text("Die Brücke ist gesperrt.")
    article_from_text(f"{BODY}\n\n“{GERMAN[:90]}”, he said.")
