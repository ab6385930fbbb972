"""Scripts that build what the who room ships: the pronoun ranker's weights and the table of office holders."""
