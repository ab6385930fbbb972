"""alembic's entry: migrations run on the connection that the archive hands over."""

from alembic import context
from sqlalchemy import Connection

from sayso.store.tables import metadata

connection: Connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
