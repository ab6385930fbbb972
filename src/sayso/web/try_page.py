"""The page on which a pasted text or a file is coded at once; nothing of it is kept."""

from __future__ import annotations

from email.message import MIMEPart
from email.parser import BytesParser
from email.policy import HTTP
from urllib.parse import parse_qs

from fastapi import APIRouter, HTTPException, Request, Response

from sayso.errors import InputError
from sayso.model import Record
from sayso.read.decoding import decoded
from sayso.web.house import house, page
from sayso.web.pages import reading
from sayso.web.sessions import check_token

router = APIRouter()
FIELDS = ("text", "published", "outlet")
_EMPTY = dict.fromkeys(FIELDS, "")


@router.get("/try", include_in_schema=False)
def form(request: Request) -> Response:
    """The empty form; the coder starts while the reader looks for a text."""
    house(request).trier.warm()
    return page(request, "try.html", given=_EMPTY, problem=None, result=None)


@router.post("/try", include_in_schema=False)
async def tried(request: Request) -> Response:
    """The pasted text or the file, coded."""
    try:
        given = _fields(request, await request.body())
    except InputError as error:
        return page(request, "try.html", 422, given=_EMPTY, problem=str(error), result=None)
    answer = await house(request).trier.code(given["text"], given["published"] or None, given["outlet"] or None)
    if isinstance(answer, Record):
        return page(request, "try.html", given=given, problem=None, result=True, **reading(answer, None))
    return page(request, "try.html", 422, given=given, problem=answer.error["message"], result=None)


def _fields(request: Request, body: bytes) -> dict[str, str]:
    """The form's fields. Raises HTTPException where there is no form, InputError where the file is no text."""
    content_type = request.headers.get("content-type", "")
    try:
        found = _multipart(body, content_type) if content_type.startswith("multipart/form-data") else _plain(body)
    except (UnicodeDecodeError, ValueError) as error:
        raise HTTPException(400, "The form cannot be read.") from error
    check_token(request, _decoded(found, "csrf"))
    text = (_text_of(found.get("file", b"")) or _decoded(found, "text")).replace("\r\n", "\n")
    return {"text": text, **{k: _decoded(found, k).strip()[:200] for k in ("published", "outlet")}}


def _plain(body: bytes) -> dict[str, bytes]:
    fields = parse_qs(body.decode("ascii"), max_num_fields=8, errors="surrogateescape")
    return {name: values[0].encode("utf8", "surrogateescape") for name, values in fields.items()}


def _multipart(body: bytes, content_type: str) -> dict[str, bytes]:
    """The parts of a form with a file, by the parser for mail that comes with Python."""
    head = b"Content-Type: " + content_type.encode("latin-1") + b"\r\n\r\n"
    message = BytesParser(policy=HTTP).parsebytes(head + body)
    return {_name_of(part): _bytes_of(part) for part in message.iter_parts()}


def _name_of(part: MIMEPart) -> str:
    return str(part.get_param("name", "", header="content-disposition"))


def _bytes_of(part: MIMEPart) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _decoded(found: dict[str, bytes], name: str) -> str:
    return found.get(name, b"").decode("utf8", "replace")


def _text_of(data: bytes) -> str:
    return decoded(data, "the file")[0] if data.strip() else ""
