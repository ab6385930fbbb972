"""The tables of office holders are built here from three sources: our own lists, a country almanac, US legislators.

    python -m training.who.officials /work/shared/data

writes knowledge/actors/officials/*.tsv with a .meta.yml each, and training/who/conflicts.tsv: offices for which two
sources disagree. Where they do, our own list wins and the almanac's spell is left out.
"""

from __future__ import annotations

import csv
import html
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

import yaml

from sayso import paths
from sayso.knowledge.names import name_key
from sayso.knowledge.persons import shipped_persons
from sayso.knowledge.states import shipped_states
from sayso.who.matching import person_words, shorter_form
from training.who.dictionary import dictionary_spells, unknown
from training.who.spells import Spell
from training.who.successions import against_cabinets, agreeing, own_successions

OUR_SEEN = "2025-12"
COLUMNS = ["id", "name", "aliases", "gender", "country", "sectors", "title", "from", "to", "seen", "source"]
HERE = Path(__file__).parent


# --- our own lists ------------------------------------------------------------------------------------------------


def own_spells() -> Iterator[Spell]:
    for path in sorted((HERE / "leaders").glob("*.txt")):
        for line in path.read_text(encoding="utf8").splitlines():
            if line.strip() and not line.startswith("#"):
                yield from own_line(line)


def own_line(line: str) -> Iterator[Spell]:
    home, gender, names, roles = line.split("|")
    name, *aliases = names.split("=")
    for role in roles.split(";"):
        head, _, dates = role.strip().rpartition(" ")
        since, _, end = dates.partition("..")
        sectors, _, title = head.partition(" ")
        country, colon, rest = sectors.partition(":")
        seen = end[1:] if end.startswith("~") else OUR_SEEN if not end else ""
        state = shipped_states().of_code(home)
        own = state.country if state else home
        yield Spell(
            name, tuple(aliases), gender, own, country if colon else own,
            (rest if colon else sectors).replace(",", " "), title, since,
            "" if end.startswith("~") else end, seen, "own",
        )  # fmt: skip


# --- the almanac --------------------------------------------------------------------------------------------------

KNOWN_TITLES = {t.lower().strip(".,:") for t in (HERE / "titles.txt").read_text(encoding="utf8").split()}
SPELL = re.compile(r"(?P<who>[^;()]*?)\s*(?:\([^()]*\)\s*)*\(\s*(?:both |all )?since (?P<since>[^();,]*)")
ELSEWHERE = {"elizabeth ii", "charles iii", "emmanuel macron"}  # heads of more states than one: only their own is filed
MONTHS = {
    m: n
    for n, m in enumerate(
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ],
        1,
    )
}
NO_NAME = frozenset(
    [
        "and",
        "in",
        "of",
        "premiers",
        "cabinet",
        "development",
        "affairs",
        "ministers",
        "minister-designate",
        "ceo",
        "caretaker",
    ]
)
LAST = "2026-05-17"
FIELDS = {
    "chief_of_state": "head", "head_of_government": "head",
    "diplomatic_representation_in_the_us": "envoy", "diplomatic_representation_from_the_us": "us-envoy",
}  # fmt: skip


def almanac_spells(path: Path) -> Iterator[Spell]:
    rows = list(csv.DictReader(path.open(encoding="utf8"), delimiter="\t", quoting=csv.QUOTE_NONE))
    country_of = {
        r["gec_country"]: shipped_states().sense(state_name(r["text"]), "name") for r in rows if r["field"] == "name"
    }
    found: dict[tuple[str, str, str], Spell] = {}
    for row in rows:
        state = country_of.get(row["gec_country"])
        if row["field"] not in FIELDS or state is None or (state.state.sectors and state.country != "VAT"):
            continue
        for spell in almanac_row(row, state.country):
            key = (spell.country, name_key(spell.name), spell.title)
            old = found.get(key)
            found[key] = spell if old is None or spell.seen > old.seen else replace(old, main=old.main or spell.main)
    yield from closed(list(found.values()))


def state_name(text: str) -> str:
    known = {
        "Burma": "Myanmar",
        "Cabo Verde": "Cape Verde",
        "Holy See (Vatican City)": "Holy See",
        "Turkey (Turkiye)": "Turkey",
    }
    return known.get(text, text)


def almanac_row(row: dict[str, str], country: str) -> Iterator[Spell]:
    text = re.sub(r"\s+", " ", html.unescape(row["text"]).replace("\xa0", " "))
    text = re.split(r"; ?(?:\w+ )?note\b|represented by", text)[0]
    kind, title_before, first = FIELDS[row["field"]], "", True
    for match in SPELL.finditer(text):
        title, name = split_title(match["who"].strip(" ,;"))
        title = title or title_before
        title_before = title
        since = iso(match["since"])
        if name and title and since:
            yield from spells_for(row, country, kind, title, name, since, first)
        first = False


def spells_for(
    row: dict[str, str], country: str, kind: str, title: str, name: str, since: str, first: bool
) -> Iterator[Spell]:
    seen = row["last_snapshot"]
    gender = shipped_persons().gender_of(name) or ("f" if title.lower() in ("queen", "princess") else "")
    if country not in ("GBR", "FRA") and name_key(name) in ELSEWHERE:
        return
    home, of, office = country, country, title.lower()
    if kind == "us-envoy":
        state = shipped_states().of_code(country)
        home, of, office = "USA", "USA", f"ambassador to {state.name if state else country}"
    elif kind == "envoy":
        office = "ambassador to the United States"
    if kind != "head" and not title.lower().startswith("ambassador"):
        return
    office = re.sub(r"^(and|the)\b|\b(of the|of|and|the)$", "", office).strip().replace("ministers", "minister")
    if office:
        yield Spell(name, (), gender, home, of, "GOV", office, since, "", seen, "factbook", first and kind == "head")


def split_title(who: str) -> tuple[str, str]:
    """ "Prime Minister Haydar al-ABADI" -> ("Prime Minister", "Haydar al-Abadi"); an empty name where it is unclear."""
    words = who.replace(",", " ").replace(":", " ").split()
    at = 0
    while at < len(words) and words[at].lower().strip(".,:") in KNOWN_TITLES:
        at += 1
    name = words[at:]
    upper = [
        w
        for w in name
        if sum(c.isupper() for c in w) > 1 and w.upper() == w.replace("al-", "AL-").replace("Mc", "MC").upper()
    ]
    clear = (
        NO_NAME.isdisjoint(w.lower() for w in name)
        and 1 < len(name) <= 6
        and upper
        and all(re.match(r"^[\w.'’\-]+$", w) for w in name)
        and len(who) < 80
    )
    title = " ".join(words[:at])
    return (title, " ".join(cased(w) for w in name)) if clear and not name[0].islower() else (title, "")


def cased(word: str) -> str:
    if sum(c.isupper() for c in word) < 2 or "." in word or word in ("II", "III", "IV", "VI", "VIII", "XIV"):
        return word
    prefix, dash, rest = word.partition("-")
    if dash and prefix.islower():
        return f"{prefix}-{cased(rest)}"
    word = "-".join(p[:1].upper() + p[1:].lower() for p in word.split("-"))
    return re.sub(r"^(Mc|O'|O’|D'|D’)(\w)", lambda m: m[1] + m[2].upper(), word)


def iso(text: str) -> str:
    match = re.match(r"(?:(\d{1,2}) )?(?:(\w+) )?(\d{4})", text.strip())
    if not match:
        return ""
    month = MONTHS.get((match[2] or "").lower())
    if month is None:
        return match[3]
    return f"{match[3]}-{month:02}" + (f"-{int(match[1]):02}" if match[1] else "")


def closed(spells: list[Spell]) -> Iterator[Spell]:
    """An end where the next holder of the same office followed within months of the last sight of this one."""
    offices: dict[tuple[str, str], list[Spell]] = defaultdict(list)
    for spell in spells:
        offices[(spell.country, spell.title)].append(spell)
    for office in offices.values():
        office.sort(key=lambda s: s.since)
        for spell, after in zip(office, [*office[1:], None]):
            if spell.seen >= LAST:
                yield spell
            elif spell.main and after and after.main and near(spell.seen, after.since):
                yield replace(spell, to=after.since, seen="")
            else:
                yield replace(spell, to="", seen=spell.seen)


def near(seen: str, since: str) -> bool:
    if len(since) < 10:
        return since[:4] == seen[:4]
    return date.fromisoformat(since) - date.fromisoformat(seen) < timedelta(days=150)


# --- US legislators -----------------------------------------------------------------------------------------------


def congress_spells(folder: Path) -> Iterator[Spell]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for person in yaml.load((folder / "legislators-current.yaml").read_text(encoding="utf8"), Loader=loader):
        name, bio = person["name"], person["bio"]
        full = f"{name.get('nickname') or name['first']} {name['last']}"
        aliases = {f"{name['first']} {name['last']}", name.get("official_full", full)} - {full}
        for kind, title in (("sen", "senator"), ("rep", "representative")):
            terms = [t for t in person["terms"] if t["type"] == kind]
            if terms:
                end = max(str(t["end"]) for t in terms)
                yield Spell(
                    full, tuple(sorted(aliases)), bio["gender"].lower(), "USA", "USA", "LEG", title,
                    min(str(t["start"]) for t in terms), end, "", "legislators",
                )  # fmt: skip


# --- joining ------------------------------------------------------------------------------------------------------


@dataclass
class People:
    """Persons already known, by country, so that another source's spelling finds its id."""

    by_home: dict[str, list[tuple[str, tuple[str, ...]]]] = field(default_factory=lambda: defaultdict(list))

    def id_of(self, spell: Spell) -> str:
        """The id of who is known by one of the names; a looser match counts in other sources, where it is the only one.

        Our own lists write each person in one way: fathers, sons and brothers have names too like for a loose match.
        """
        names = (spell.name, *spell.aliases)
        known = self.by_home[spell.home]
        exact = [id_ for id_, others in known if any(name_key(a) == name_key(b) for a in names for b in others)]
        loose = [id_ for id_, others in known if any(full_match(a, b) for a in names for b in others)]
        if exact or (spell.source != "own" and len(set(loose)) == 1):
            return (exact or loose)[0]
        id_ = f"{spell.home.lower()}/{re.sub(r'[^a-z0-9]+', '-', name_key(spell.name)).strip('-')}"
        self.by_home[spell.home].append((id_, names))
        return id_


def full_match(one: str, other: str) -> bool:
    """All words of the shorter name, in order, in the longer; nicknames do not count here."""
    a, b = sorted((person_words(one), person_words(other)), key=len)
    return len(a) > 1 and shorter_form(a, b)


def main_conflicts(own: list[tuple[str, Spell]], almanac: list[tuple[str, Spell]]) -> Iterator[tuple[str, ...]]:
    """Spells of one person in one office whose beginnings differ by more than a month."""
    for id_, spell in almanac:
        for other_id, other in own:
            same = id_ == other_id and office(spell.title) == office(other.title)
            if same and spell.since[:7] != other.since[:7] and abs(int(spell.since[:4]) - int(other.since[:4])) <= 1:
                yield (id_, spell.title, f"almanac {spell.since}", f"own {other.since}")


def office(title: str) -> str:
    return title.lower().replace("acting ", "").replace("interim ", "").replace("transitional ", "")


def write(name: str, rows: Iterable[tuple[str, Spell]], about: str) -> int:
    folder = paths.knowledge() / "actors" / "officials"
    lines = ["\t".join(COLUMNS)]
    for id_, s in rows:
        cells = [
            id_,
            s.name,
            "|".join(s.aliases),
            s.gender,
            s.country,
            s.sectors,
            s.title,
            s.since,
            s.to,
            s.seen,
            s.source,
        ]
        lines.append("\t".join(cells))
    (folder / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf8")
    (folder / f"{name}.meta.yml").write_text(
        about + f"expected: [{len(lines) - 1}, {len(lines) - 1}]\n", encoding="utf8"
    )
    return len(lines) - 1


def main() -> None:
    facts = Path(sys.argv[1]) / "facts"
    people = People()
    persons = [(people.id_of(s), s) for s in own_spells()]
    listed, unequal = agreeing([(people.id_of(s), s) for s in own_successions()], persons)
    own = [*persons, *listed]
    congress = [(people.id_of(s), s) for s in congress_spells(facts / "legislators")]
    almanac = [(people.id_of(s), s) for s in almanac_spells(facts / "factbook" / "officeholders.tsv")]
    known = {(i, office(s.title)) for i, s in own}
    heads = {i for i, s in persons}
    kept = [(i, s) for i, s in almanac if (i, office(s.title)) not in known and not (i in heads and s.main)]
    own_ids = {i for i, _ in own}
    congress = [(i, s) for i, s in congress if not (i in own_ids and (i, s.title) in {(a, b.title) for a, b in own})]
    script = "script: training/who/officials.py\n"
    print(
        "own",
        write(
            "leaders",
            own,
            "source: written by hand from general knowledge (training/who/leaders and offices, *.txt)\n"
            "licence: CC BY 4.0\ndate: 2026-11-24\n" + script,
        ),
    )
    print(
        "factbook",
        write(
            "factbook",
            kept,
            "source: The World Factbook, snapshots 2015-11 to 2026-05 (facts/factbook/officeholders.tsv)\n"
            "licence: public domain\ndate: 2026-11-24\n" + script,
        ),
    )
    print(
        "congress",
        write(
            "congress",
            congress,
            "source: unitedstates/congress-legislators (facts/legislators)\nlicence: CC0\ndate: 2026-11-24\n" + script,
        ),
    )
    better = [*own, *kept, *congress]
    cabinets = [(people.id_of(s), s) for s in dictionary_spells(facts / "phoenix" / "Phoenix.Countries.actors.txt")]
    print(
        "phoenix",
        write(
            "phoenix",
            unknown(cabinets, better),
            "source: Phoenix country actors of 2014 (facts/phoenix), the cabinets of all countries; see dictionary.py\n"
            "licence: MIT, (c) 2014 Open Event Data Alliance\ndate: 2026-11-24\n" + script,
        ),
    )
    conflicts = sorted({*main_conflicts(own, almanac), *unequal, *against_cabinets(listed, cabinets)})
    lines = ["id\toffice\tother\town", *("\t".join(c) for c in conflicts)]
    (HERE / "conflicts.tsv").write_text("\n".join(lines) + "\n", encoding="utf8")
    print("conflicts", len(conflicts))


if __name__ == "__main__":
    main()
