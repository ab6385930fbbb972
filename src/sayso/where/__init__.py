"""WHERE: toponyms become places, and events get the place where they happened."""

from sayso.where.locating import place_events
from sayso.where.places import find_places

__all__ = ["find_places", "place_events"]
