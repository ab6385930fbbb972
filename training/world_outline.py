"""Draws the world's countries once, as SVG paths on the Equal Earth projection, into the small file the page ships.

python training/world_outline.py ../shared/data/facts/naturalearth/ne_110m_admin_0_countries.json
"""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))
from sayso.web.worldmap import projected  # noqa: E402

TARGET = ROOT / "src" / "sayso" / "web" / "data" / "world.tsv"
CODES = {"KOS": "XKX", "CYN": "-", "SOL": "-", "ATA": "-"}  # without an ISO code: drawn, never counted


def ring_path(ring: list[list[float]]) -> str:
    """One closed ring in tenths of a unit, without points that fall on the one before."""
    points: list[str] = []
    for lon, lat in ring:
        x, y = projected(lon, lat)
        point = f"{x:.1f} {y:.1f}"
        if not points or points[-1] != point:
            points.append(point)
    return "M" + "L".join(points) + "Z" if len(points) > 3 else ""


def country_line(feature: dict) -> str:
    """ISO code, name and path of one country."""
    facts, shape = feature["properties"], feature["geometry"]
    polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
    path = "".join(ring_path(ring) for polygon in polygons for ring in polygon)
    code = facts["ISO_A3_EH"] if facts["ISO_A3_EH"] != "-99" else facts["ADM0_A3"]
    return "\t".join((CODES.get(facts["ADM0_A3"], code), facts["NAME_LONG"], path))


if __name__ == "__main__":
    features = json.loads(Path(sys.argv[1]).read_text(encoding="utf8"))["features"]
    lines = sorted(country_line(f) for f in features if f["properties"]["ADM0_A3"] != "ATA")
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf8")
    print(f"{len(lines)} countries, {TARGET.stat().st_size} bytes")
