"""The application: every page, the API, the static files, and what a reader is told when something is wrong."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from sayso.batch import Settings
from sayso.errors import SaysoError
from sayso.store import Archive
from sayso.version import __version__
from sayso.web import (
    accounts_pages,
    actor_pages,
    agreement_pages,
    api,
    audit_pages,
    compare_page,
    gold_pages,
    pages,
    picture_pages,
    review_pages,
    settle_pages,
    try_page,
)
from sayso.web.accounts import Tries
from sayso.web.house import FOLDER, House, page
from sayso.web.safety import Doors, Guard, TooLarge
from sayso.web.sessions import Gate, Sessions
from sayso.web.trying import Trier

_READING = (pages, actor_pages, picture_pages, compare_page, try_page, api)
_REVIEW = (review_pages, settle_pages, agreement_pages, gold_pages, accounts_pages, audit_pages)


def make_app(archive: Archive, trier: Trier | None = None, doors: Doors | None = None) -> FastAPI:
    """The application over one open archive; `doors` says how it is reached, by default on this machine only."""
    doors = doors or Doors()
    home = House(archive, trier or Trier(Settings()))

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        home.fresh.warm()
        yield
        home.trier.close()

    app = FastAPI(
        title="sayso",
        version=__version__,
        summary="Who did what to whom, when, where, and on whose say-so.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=life,
    )
    app.state.house, app.state.sessions, app.state.tries = home, Sessions(archive, doors), Tries()
    for part in (*_READING, *_REVIEW):
        app.include_router(part.router)
    app.add_api_route("/api", _described, methods=["GET"], include_in_schema=False)
    app.mount("/static", StaticFiles(directory=FOLDER / "static"))
    _add_errors(app)
    app.add_middleware(Gate, sessions=app.state.sessions)
    app.add_middleware(Guard, doors=doors)
    return app


def _described(request: Request) -> Response:
    """The API on one page, from its own description."""
    return page(request, "api.html", description=request.app.openapi())


def _add_errors(app: FastAPI) -> None:
    @app.exception_handler(HTTPException)
    async def missing(request: Request, error: HTTPException) -> Response:
        return _told(request, error.status_code, str(error.detail))

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        problems = [f"{'.'.join(map(str, e['loc'][1:]))}: {e['msg']}" for e in error.errors()]
        is_path = any(e["loc"][0] == "path" for e in error.errors())
        return _told(request, 404 if is_path else 422, "There is no such page." if is_path else "; ".join(problems))

    @app.exception_handler(SaysoError)
    async def refused(request: Request, error: SaysoError) -> Response:
        return _told(request, 503, str(error))

    @app.exception_handler(TooLarge)
    async def too_large(request: Request, _: TooLarge) -> Response:
        return _told(request, 413, "The text is too large: at most 200 kB.")


def _told(request: Request, status: int, problem: str) -> Response:
    path = request.url.path
    if path.startswith("/api/") or path.endswith((".json", ".csv")):
        return JSONResponse({"error": problem}, status_code=status)
    return page(request, "problem.html", status, problem=problem, status=status)
