"""Headlines leave out articles, auxiliaries and "and"; their trees are put right, and nothing else is taken for a headline."""

from __future__ import annotations

from sayso.syntax import frame
from sayso.syntax.clauses import is_future
from sayso.syntax.headlines import with_headlines
from tests.syntax.trees import tree


def test_a_present_tense_taken_for_a_noun_is_the_verb() -> None:
    doc = with_headlines(
        tree(
            "Senate senate NOUN NN 3 compound", "frees frees NOUN NNS 3 compound", "smugglers smuggler NOUN NNS 0 root"
        )
    )
    assert doc.tokens[1].lemma == "free"
    assert frame(doc, 1).get("subject") == (0,)
    assert frame(doc, 1).get("object") == (2,)


def test_a_participle_behind_the_object_describes_it() -> None:
    doc = with_headlines(
        tree(
            "Pirates pirate NOUN NNS 3 compound",
            "free free ADJ JJ 3 amod",
            "divers diver NOUN NNS 4 nsubj",
            "held hold VERB VBD 0 root",
            "since since ADP IN 6 case",
            "June June PROPN NNP 4 obl",
        )
    )
    assert frame(doc, 1).get("subject") == (0,)
    assert doc.tokens[3].deprel == "acl"


def test_a_comma_joins_two_names_before_a_plural_verb() -> None:
    doc = with_headlines(
        tree(
            "Miners miner NOUN NNS 4 nsubj",
            ", , PUNCT , 3 punct",
            "owners owner NOUN NNS 1 appos",
            "clash clash VERB VBP 0 root",
            "again again ADV RB 4 advmod",
        )
    )
    assert doc.tokens[2].deprel == "conj"


def test_an_apposition_before_a_singular_verb_stays() -> None:
    rows = (
        "Marn Marn PROPN NNP 4 nsubj",
        ", , PUNCT , 3 punct",
        "mayor mayor NOUN NN 1 appos",
        "quits quit VERB VBZ 0 root",
        "today today NOUN NN 4 obl:tmod",
    )
    assert with_headlines(tree(*rows)) == tree(*rows)


def test_a_bare_infinitive_is_to_come() -> None:
    doc = with_headlines(
        tree(
            "Pilots pilot NOUN NNS 0 root",
            "to to PART TO 3 mark",
            "strike strike VERB VB 1 acl",
            "on on ADP IN 5 case",
            "Friday Friday PROPN NNP 3 obl",
        )
    )
    assert doc.tokens[2].deprel == "root"
    assert is_future(doc, 2)


def test_a_bare_past_without_an_object_is_suffered() -> None:
    rows = (
        "Diver diver NOUN NN 2 nsubj",
        "slain slay VERB VBN 0 root",
        "in in ADP IN 4 case",
        "raid raid NOUN NN 2 obl",
    )
    doc = with_headlines(tree(*rows))
    assert doc.tokens[0].deprel == "nsubj:pass"


def test_a_second_verb_behind_a_comma_has_its_own_object() -> None:
    doc = with_headlines(
        tree(
            "Nuns nun NOUN NNS 2 nsubj",
            "seize seize VERB VBP 0 root",
            "mill mill NOUN NN 2 obj",
            ", , PUNCT , 5 punct",
            "demand demand NOUN NN 6 compound",
            "grain grain NOUN NN 2 obj",
        )
    )
    assert frame(doc, 4).get("object") == (5,)
    assert frame(doc, 1).get("object") == (2,)


def test_no_object_stands_before_a_comma() -> None:
    doc = with_headlines(
        tree(
            "Senate senate NOUN NN 2 nsubj",
            "hails hail VERB VBZ 0 root",
            "pact pact NOUN NN 6 obj",
            ", , PUNCT , 6 punct",
            "court court NOUN NN 6 nsubj",
            "slams slam VERB VBZ 2 parataxis",
            "it it PRON PRP 6 obj",
        )
    )
    assert frame(doc, 1).get("object") == (2,)
    assert frame(doc, 5).get("object") == (6,)


def test_nouns_that_look_like_verbs_stay() -> None:
    for rows in (
        (
            "Strike strike NOUN NN 2 compound",
            "fund fund NOUN NN 3 nsubj",
            "runs run VERB VBZ 0 root",
            "dry dry ADJ JJ 3 xcomp",
        ),
        ("Arms arms NOUN NNS 3 compound", "raid raid NOUN NN 3 compound", "plan plan NOUN NN 0 root"),
        ("Bank bank NOUN NN 3 compound", "raid raid NOUN NN 3 compound", "film film NOUN NN 0 root"),
    ):
        assert with_headlines(tree(*rows)) == tree(*rows)


def test_a_sentence_with_an_article_or_a_full_stop_is_no_headline() -> None:
    plain = ("Mayor mayor NOUN NN 2 nsubj", "slain slay VERB VBN 0 root", "today today NOUN NN 2 obl:tmod")
    stopped = (*plain, ". . PUNCT . 2 punct")
    article = (
        "The the DET DT 2 det",
        "mayor mayor NOUN NN 3 nsubj",
        "slain slay VERB VBN 0 root",
        "now now ADV RB 3 advmod",
    )
    for rows in (stopped, article):
        assert with_headlines(tree(*rows)) == tree(*rows)
