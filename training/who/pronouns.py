"""The pronoun ranker's weights are trained here on GUM train: softmax over candidates, AdaGrad, L2.

    python -m training.who.pronouns /work/shared/data

writes knowledge/lang/en/coref.json. Chains grow as they would with every pronoun joined rightly, so that the ranker
learns on the histories it will see.
"""

from __future__ import annotations

import json
import math
import random
import sys
from collections import Counter, defaultdict
from pathlib import Path

from sayso import paths
from sayso.evaluate.coref import GoldDoc, aligned, blocks_of, read_gum
from sayso.evaluate.parsed import parsed
from sayso.knowledge.actors import ActorBase
from sayso.who import join_names
from sayso.who.pronouns import NOBODY, candidates, features, pronoun_class, third_persons

GENRES = ("news", "interview", "bio", "speech", "textbook", "voyage", "vlog", "conversation")
WEIGHT = {"news": 2.0, "interview": 1.0, "bio": 1.0, "speech": 1.0}
Example = tuple[str, float, list[list[str]], list[int]]  # class, weight, options' features, right options


def examples(gold: GoldDoc, base: ActorBase) -> list[Example]:
    """One example a third-person pronoun."""
    chains = join_names(parsed(gold.doc.text, blocks_of(gold.doc)), base, None)
    match = aligned(gold, chains)
    weight = next((w for g, w in WEIGHT.items() if f"_{g}_" in gold.name), 0.5)
    found: list[Example] = []
    for mention in third_persons(chains):
        options = candidates(chains, mention)
        meant = match[mention].entity if mention in match else None
        right = [n for n, o in enumerate(options) if o != NOBODY and meant and _entity(chains, match, o) == meant]
        found.append(
            (
                pronoun_class(chains.mentions[mention]),
                weight,
                [list(features(chains, mention, o, sorted(options, reverse=True))) for o in options],
                right or [0],
            )
        )
        if right:
            chains.merge(options[right[0]], mention, "gold")
    return found


def _entity(chains, match, option: int) -> str | None:
    named = [match[i].entity for i in chains.members(option) if i in match and chains.mentions[i].kind != "pronoun"]
    return Counter(named).most_common(1)[0][0] if named else None


def train(data: list[Example], epochs: int = 12, rate: float = 0.15, l2: float = 1e-4) -> dict[str, float]:
    """Weights by AdaGrad on the log chance of the right options together."""
    weights: dict[str, float] = defaultdict(float)
    squares: dict[str, float] = defaultdict(float)
    shuffled = random.Random(7)
    for _ in range(epochs):
        shuffled.shuffle(data)
        for _kind, weight, options, right in data:
            for name, slope in gradient(weights, options, right).items():
                slope = weight * slope - l2 * weights[name]
                squares[name] += slope * slope
                weights[name] += rate * slope / math.sqrt(squares[name] + 1e-8)
    return {k: round(v, 3) for k, v in sorted(weights.items()) if abs(v) > 0.02}


def gradient(weights: dict[str, float], options: list[list[str]], right: list[int]) -> Counter[str]:
    chances = softmax([sum(weights.get(f, 0.0) for f in o) for o in options])
    total = sum(chances[n] for n in right)
    slopes: Counter[str] = Counter()
    for n, names in enumerate(options):
        wanted = chances[n] / total if n in right else 0.0
        for name in names:
            slopes[name] += wanted - chances[n]
    return slopes


def softmax(scores: list[float]) -> list[float]:
    powers = [math.exp(s - max(scores)) for s in scores]
    return [p / sum(powers) for p in powers]


def report(weights: dict[str, float], data: list[Example]) -> None:
    """By class and threshold: how many are answered, and how many of those rightly."""
    for kind in ("hs", "it", "they"):
        rows = []
        for k, _w, options, right in data:
            if k == kind:
                chances = softmax([sum(weights.get(f, 0.0) for f in o) for o in options])
                best = max(range(len(options)), key=chances.__getitem__)
                rows.append((chances[best], best, best in right, right != [0]))
        gold = sum(r[3] for r in rows)
        for least in (0.0, 0.3, 0.4, 0.5, 0.6, 0.7):
            said = [r for r in rows if r[1] != 0 and r[0] >= least]
            good = sum(r[2] for r in said)
            print(
                kind,
                least,
                "said",
                len(said),
                "precision",
                round(good / max(1, len(said)), 3),
                "recall",
                round(good / max(1, gold), 3),
            )


def main() -> None:
    data = Path(sys.argv[1]) / "treebanks" / "gum"
    base = ActorBase.shipped()
    rows = {
        part: [e for g in read_gum(data / f"{part}.conllu") for e in examples(g, base)] for part in ("train", "dev")
    }
    weights = train(rows["train"])
    print(len(rows["train"]), "examples", len(weights), "weights")
    for part in rows:
        print(part)
        report(weights, rows[part])
    least = {"hs": 0.5, "it": 0.5, "they": 0.5}
    path = paths.knowledge() / "lang" / "en" / "coref.json"
    path.write_text(json.dumps({"least": least, "features": weights}, indent=0, sort_keys=True) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
