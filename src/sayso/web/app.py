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
from sayso.web import actor_pages, api, compare_page, pages, picture_pages, try_page
from sayso.web.house import FOLDER, House, page
from sayso.web.safety import Guard, TooLarge
from sayso.web.trying import Trier


def make_app(archive: Archive, trier: Trier | None = None) -> FastAPI:
    """The application over one archive that is open for reading."""
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
    app.state.house = home
    for part in (pages, actor_pages, picture_pages, compare_page, try_page, api):
        app.include_router(part.router)
    app.add_api_route("/api", _described, methods=["GET"], include_in_schema=False)
    app.mount("/static", StaticFiles(directory=FOLDER / "static"))
    _add_errors(app)
    app.add_middleware(Guard)
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
