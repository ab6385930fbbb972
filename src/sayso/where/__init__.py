"""WHERE: toponyms become places, and events get the place where they happened."""

from sayso.where.locating import place_events
from sayso.where.places import LIKELY, find_places

__all__ = ["LIKELY", "find_places", "place_events"]
