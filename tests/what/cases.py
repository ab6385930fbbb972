"""Sentences of our own with the events that must be read in them; their parses are frozen in tests/parses/what.conllu.

`python -m tests.what.cases` parses them anew after a change of model.
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.evaluate.parsed import paragraphs
from tests.examples import PARSES

FROZEN = PARSES / "what.conllu"


@dataclass(frozen=True)
class Case:
    """What is wanted of the one event that a sentence tells of (type "" where it tells of none)."""

    text: str
    type: str
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    auxiliary: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    inner: str | None = None
    counts: tuple[tuple[str, int, int | None], ...] = ()
    published: str | None = None


CASES: dict[str, Case] = {
    "below-name": Case(
        "Norland gave permission for the envoy of Sudria to speak.", "CONCEDE", ("Norland",), ("Sudria",)
    ),
    "below-land": Case("The junta declared a ceasefire in Sudan.", "CONCEDE", ("The junta",), ("Sudan",)),
    "below-force": Case("Rebels opened fire during a visit by Norland.", "ASSAULT", ("Rebels",), ()),
    "hours-of-talks": Case(
        "The two mayors held three hours of talks on the ferry.", "CONSULT", ("The two mayors",), ()
    ),
    "day-of-blast": Case("The council has the day of the talks in its diary.", ""),
    "told-below": Case(
        "The harbour ministry told the two pilots to leave the island.",
        "REQUEST",
        ("The harbour ministry",),
        ("the two pilots",),
    ),
    "carrier-acts": Case("The junta began reforms in the spring.", "CONCEDE", ("The junta",), ()),
    "carrier-thing": Case("The old press began reforms of type.", ""),
    "below-apart": Case("The minister resigned after a dispute with Norland.", "RETREAT", ("The minister",), ()),
    "gun-elsewhere": Case(
        "Police beat students after rifles were stolen.", "ASSAULT", ("Police",), ("students",), modes=("beat",)
    ),
    "active": Case("Gunmen attacked a bus on Monday.", "ASSAULT", ("Gunmen",), ("a bus",)),
    "passive": Case("The village was attacked by rebels.", "ASSAULT", ("rebels",), ("The village",)),
    "agentless": Case("Four farmers were killed.", "ASSAULT", (), ("Four farmers",), counts=(("killed", 4, 4),)),
    "relative": Case("Soldiers who attacked the village fled.", "ASSAULT", ("Soldiers",), ("the village",)),
    "participle": Case("Troops attacking the village met no one.", "ASSAULT", ("Troops",), ("the village",)),
    "coordination": Case(
        "The army and the police arrested four students.",
        "COERCE",
        ("The army", "the police"),
        ("four students",),
        modes=("arrest",),
        counts=(("arrested", 4, 4),),
    ),
    "light": Case("The rebels carried out an attack on an army base.", "ASSAULT", ("The rebels",), ("an army base",)),
    "suffered": Case("The convoy came under attack.", "ASSAULT", (), ("The convoy",)),
    "noun": Case("Sudria's attack on the port failed.", "ASSAULT", ("Sudria",), ("the port",)),
    "demand": Case(
        "Norland urged the rebels to release the pilots.",
        "REQUEST",
        ("Norland",),
        ("the rebels",),
        modes=("yield",),
        inner="RETREAT",
    ),
    "threat": Case(
        "Norland threatened to bomb the dam.",
        "THREATEN",
        ("Norland",),
        ("the dam",),
        modes=("violence",),
        inner="ASSAULT",
    ),
    "refusal": Case("Sudria refused to sign the treaty.", "REJECT", ("Sudria",), inner="SUPPORT"),
    "will": Case("Norland will send aid to Sudria.", "AGREE", ("Norland",), ("Sudria",), ("future",), inner="AID"),
    "will-not": Case("Norland will not send aid to Sudria.", "REJECT", ("Norland",), ("Sudria",), (), inner="AID"),
    "announced": Case(
        "The rebels said they would attack the port.", "THREATEN", ("they",), ("the port",), inner="ASSAULT"
    ),
    "told-ahead": Case(
        "Norland said it would send aid to Sudria.", "AGREE", ("it",), ("Sudria",), ("future",), inner="AID"
    ),
    "force-to-come": Case(
        "The army will attack the island next week.",
        "THREATEN",
        ("The army",),
        ("the island",),
        ("future",),
        modes=("violence",),
        inner="ASSAULT",
    ),
    "other-verb": Case("The engine seized up on the motorway.", ""),
    "range": Case(
        "The raid killed 20 to 30 villagers.", "ASSAULT", (), ("20 to 30 villagers",), counts=(("killed", 20, 30),)
    ),
    "whole-bound": Case(
        "At least six soldiers were killed.",
        "ASSAULT",
        (),
        ("At least six soldiers",),
        counts=(("killed", 6, None),),
    ),
    "ordered": Case(
        "The attack, which was ordered by General Maran, killed six.",
        "ASSAULT",
        ("General Maran",),
        ("six",),
        counts=(("killed", 6, 6),),
    ),
    "planned-and-done": Case("The attack was planned by rebels.", "ASSAULT", ("rebels",)),
    "measure": Case("Norland launched dozens of missiles at the airbase.", "ASSAULT", ("Norland",), ("the airbase",)),
    "drill-of-two": Case("Norland and Sudria held naval drills.", "COOPERATE", ("Norland", "Sudria")),
    "drill-of-one": Case("Norland held naval drills in May.", "MOBILIZE", ("Norland",)),
    "state-of-siege": Case(
        "The junta declared a state of siege in the province.",
        "COERCE",
        ("The junta",),
        ("the province",),
        modes=("martial-law",),
    ),
    "day-is-nobody": Case(
        "Monday's attack killed six soldiers.", "ASSAULT", (), ("six soldiers",), counts=(("killed", 6, 6),)
    ),
    "participle-agent": Case("Sanctions imposed by Norland on Sudria remain.", "SANCTION", ("Norland",), ("Sudria",)),
    "negated": Case("The army did not attack the village.", "ASSAULT", ("The army",), ("the village",), ("negated",)),
    "failed": Case("The army failed to attack the village.", "ASSAULT", ("The army",), ("the village",), ("negated",)),
    "managed": Case("The rebels managed to attack the port.", "ASSAULT", ("The rebels",), ("the port",), ()),
    "if": Case(
        "If the talks fail, the army could attack the island.",
        "ASSAULT",
        ("the army",),
        ("the island",),
        ("hypothetical",),
    ),
    "year": Case(
        "Norland invaded the island in 1974.",
        "ASSAULT",
        ("Norland",),
        ("the island",),
        ("historical",),
        published="2024-05-14",
    ),
    "same-year": Case(
        "Norland invaded the island in 2024.", "ASSAULT", ("Norland",), ("the island",), (), published="2024-05-14"
    ),
    "toll": Case(
        "Gunmen attacked a bus, killing six passengers.",
        "ASSAULT",
        ("Gunmen",),
        ("a bus", "six passengers"),
        counts=(("killed", 6, 6),),
    ),
    "toll-in": Case(
        "At least 12 people were killed in a bombing.",
        "ASSAULT",
        (),
        ("At least 12 people",),
        modes=("explosives",),
        counts=(("killed", 12, None),),
    ),
    "talks": Case("Norland and Sudria held talks in Orval.", "CONSULT", ("Norland", "Sudria")),
    "sanctions": Case(
        "Norland imposed sanctions on Sudria.", "SANCTION", ("Norland",), ("Sudria",), modes=("discontinue",)
    ),
    "instrument": Case(
        "Police fired tear gas at marchers.", "ASSAULT", ("Police",), ("marchers",), modes=("crowd-control",)
    ),
    "sport": Case("The hosts beat the champions in the final.", ""),
    "weather": Case("A storm killed six people on the coast.", ""),
    "price-war": Case("The two airlines are in a price war.", ""),
    "heart": Case("The mayor suffered a heart attack.", ""),
    "film": Case("The film tells of a general who bombs his own capital.", ""),
    "helicopter": Case("Norland bought six attack helicopters.", ""),
    "in-sport-but-armed": Case(
        "Gunmen attacked the stadium during the match.", "ASSAULT", ("Gunmen",), ("the stadium",)
    ),
}


def freeze() -> None:
    """Parse every sentence with the shipped model and keep the trees."""
    from sayso.parse import load
    from sayso.parse.conllu import to_conllu

    parser = load()
    docs = ((name, parser.parse(case.text, paragraphs(case.text))) for name, case in CASES.items())
    FROZEN.write_text("".join(to_conllu(doc, name) for name, doc in docs), encoding="utf8")


if __name__ == "__main__":
    freeze()
