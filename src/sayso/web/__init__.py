"""The page: an archive read, searched and compared in a browser, and the same as JSON. Only `sayso serve` needs it."""
