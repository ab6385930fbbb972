"""On whose say-so: the tree of sayings, where each event hangs in it, and whose words a loaded term is."""

from sayso.says.finding import find_sayings
from sayso.says.loaded import find_loaded
from sayso.says.standing import attribute_events

__all__ = ["attribute_events", "find_loaded", "find_sayings"]
