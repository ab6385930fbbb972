"""How a Doc looks as CoNLL-U, and back, is decided here: the form of frozen parses and of `sayso parse`.

Names stand as BIO in MISC (`Name=B-PER`, their chance as `NameProb`); a comment gives the offsets of the sentence,
so that a frozen parse can be laid over its text again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from sayso.doc import Doc, Name, Sentence, Token
from sayso.errors import SaysoError

_COLUMNS = 10


def to_conllu(doc: Doc, name: str = "article") -> str:
    """The whole document, sentence by sentence; the text comment is the exact stretch, line breaks as blanks."""
    return "\n".join(_lines(doc, name)) + "\n"


def from_conllu(source: str, text: str | None = None) -> Doc:
    """The Doc of one document; without ``text`` it is rebuilt from the words, a line a sentence that begins a block."""
    groups = [group for group in _sentences(source) if any(not line.startswith("#") for line in group)]
    builder = _Builder(text)
    for group in groups:
        builder.add(group)
    return builder.doc()


def docs_from_conllu(path: Path) -> Iterator[tuple[str, Doc]]:
    """Each document of a file with its id, its text rebuilt."""
    name = ""
    lines: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newdoc id = "):
            if lines:
                yield name, from_conllu("\n".join(lines))
            name, lines = line.removeprefix("# newdoc id = "), []
        lines.append(line)
    if any(line and not line.startswith("#") for line in lines):
        yield name, from_conllu("\n".join(lines))


def _lines(doc: Doc, name: str) -> Iterator[str]:
    yield f"# newdoc id = {name}"
    block = -1
    for sentence in doc.sentences:
        if sentence.block != block:
            yield "# newpar"
            block = sentence.block
        yield f"# sent_id = {name}-{sentence.index + 1}"
        yield f"# span = {sentence.start}:{sentence.end}"
        yield f"# text = {_plain(doc.text[sentence.start : sentence.end])}"
        for token in doc.tokens[sentence.first : sentence.last]:
            yield "\t".join(_row(doc, token, sentence))
        yield ""


def _row(doc: Doc, token: Token, sentence: Sentence) -> list[str]:
    head = token.head - sentence.first + 1 if token.head >= 0 else 0
    number = token.index - sentence.first + 1
    return [
        str(number), _plain(token.text), _plain(token.lemma) or "_", token.upos, token.xpos, token.feats or "_",
        str(head), token.deprel, "_", _misc(doc, token),
    ]  # fmt: skip


def _misc(doc: Doc, token: Token) -> str:
    name = doc.name_at(token.index)
    pairs = []
    if name is not None:
        pairs.append(f"Name={'B' if token.index == name.first else 'I'}-{name.label}")
        if token.index == name.first:
            pairs.append(f"NameProb={name.probability:.4f}")
    if not token.space_after:
        pairs.append("SpaceAfter=No")
    return "|".join(pairs) or "_"


def _plain(words: str) -> str:
    """Without the line and column breaks that would break the format; as many characters as before."""
    return "".join(" " if character.isspace() else character for character in words)


def _sentences(source: str) -> Iterator[list[str]]:
    group: list[str] = []
    for line in [*source.split("\n"), ""]:
        if line.strip():
            group.append(line.rstrip("\r"))
        elif group:
            yield group
            group = []


class _Builder:
    """Collects sentences; offsets come from the given text, else from the text as it grows."""

    def __init__(self, text: str | None) -> None:
        self._given = text
        self._text = text or ""
        self._tokens: list[Token] = []
        self._sentences: list[Sentence] = []
        self._names: list[Name] = []
        self._block = -1

    def add(self, group: Sequence[str]) -> None:
        """One sentence with its comment lines."""
        comments = [line for line in group if line.startswith("#")]
        rows = [line.split("\t") for line in group if not line.startswith("#")]
        if any(len(row) != _COLUMNS for row in rows):
            raise SaysoError("a CoNLL-U line must have ten columns", code="conllu")
        if self._block < 0 or "# newpar" in comments:
            self._open_block()
        first = len(self._tokens)
        rows = [row for row in rows if row[0].isdigit()]
        for row in rows:
            self._tokens.append(self._token(row, first))
        start, end = self._tokens[first].start, self._tokens[-1].end
        self._sentences.append(Sentence(len(self._sentences), first, len(self._tokens), start, end, self._block))
        self._add_names([row[9] for row in rows], first)

    def doc(self) -> Doc:
        """What has been collected."""
        text = self._text if self._given is not None else self._text.rstrip()
        return Doc(text, tuple(self._tokens), tuple(self._sentences), tuple(self._names), "conllu")

    def _open_block(self) -> None:
        self._block += 1
        if self._given is None and self._text:
            self._text = self._text.rstrip() + "\n\n"

    def _token(self, row: list[str], first: int) -> Token:
        start = self._place(row[1])
        end = start + len(row[1])
        spaced = "SpaceAfter=No" not in row[9].split("|")
        if self._given is None and spaced:
            self._text += " "
        feats = "" if row[5] == "_" else row[5]
        head = first + int(row[6]) - 1 if row[6] != "0" else -1
        text = self._text[start:end]
        return Token(
            len(self._tokens),
            start,
            end,
            text,
            row[2],
            row[3],
            row[4],
            feats,
            head,
            row[7],
            len(self._sentences),
            spaced,
        )

    def _place(self, form: str) -> int:
        if self._given is None:
            self._text += form
            return len(self._text) - len(form)
        after = self._tokens[-1].end if self._tokens else 0
        start = self._text.find(form, after)
        if start < 0:
            raise SaysoError(f"the parse does not fit its text: {form!r} is missing", code="conllu")
        return start

    def _add_names(self, column: Sequence[str], first: int) -> None:
        open_at, label, chance = -1, "", 1.0
        for at, misc in enumerate([*column, "_"]):
            pairs = dict(pair.partition("=")[::2] for pair in misc.split("|"))
            tag = pairs.get("Name", "O")
            if open_at >= 0 and not tag.startswith("I-"):
                self._names.append(Name(first + open_at, first + at, label, chance))
                open_at = -1
            if tag.startswith("B-"):
                open_at, label, chance = at, tag[2:], float(pairs.get("NameProb", "1"))
