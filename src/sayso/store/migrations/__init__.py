"""Changes of the archive's tables over time, run by alembic when an archive is opened."""
