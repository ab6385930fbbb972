"""WHEN: time expressions become moments, and events and sayings get their dates."""

from sayso.when.attaching import date_events, date_sayings
from sayso.when.moments import find_moments

__all__ = ["date_events", "date_sayings", "find_moments"]
