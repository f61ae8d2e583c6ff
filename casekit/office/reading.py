"""A Word document read from its XML: what a reader would see of it, content controls and form fields apart.

Inserted words count although they are tracked changes, deleted ones do not. Macros, objects, pictures and whatever
stands outside of the file are never touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from types import MappingProxyType
from xml.etree.ElementTree import Element

from casekit.office.model import Block, Cell, Content, Control, Paragraph, Table, paragraphs
from casekit.office.package import package
from casekit.office.styles import Styles, styles

BESIDE = r"word/(comments|footnotes|endnotes|header\d*|footer\d*)\.xml"
"""The parts that hold words beside the text."""

MOST_FIELDS = 2_000
"""So many form fields of old are told apart; a form has dozens."""

_GONE = frozenset({"w_del", "w_moveFrom"})
_PUT_IN = frozenset({"w_ins", "w_moveTo"})
_PICTURES = frozenset({"w_drawing", "w_pict", "w_object"})
_INKED = ("blip", "imagedata", "chart", "relIds")
"""What makes a drawing with words more than a text box: a picture, a chart, a diagram."""
_SIGNS = {"w_tab": "\t", "w_ptab": "\t", "w_cr": "\n", "w_noBreakHyphen": "\u2011", "w_softHyphen": "\u00ad"}
_PASSED = frozenset(
    {"w_pPr", "w_rPr", "w_tblPr", "w_tblGrid", "w_trPr", "w_tcPr", "w_sectPr", "w_sdtPr", "w_sdtEndPr", "w_instrText"}
    | {"w_delText", "w_delInstrText"}
)
_PAGE = "\f"
"""A new page or column within a paragraph while it is read: a line end, but none at the paragraph's edges."""
_OFF = frozenset({"0", "false", "off"})
NO_MARKS: Mapping[str, str] = MappingProxyType({})
TICKED, OPEN = frozenset("☒☑✓✔✗✘xX"), frozenset("☐□")


@dataclass(frozen=True, slots=True)
class Opened:
    """A document whose XML has been read: what it says is told by read, for each as they need it."""

    root: Element
    styles: Styles
    beside: tuple[Element, ...]

    def read(self, wanted: Callable[[str], bool] = lambda tag: False, marks: Mapping[str, str] = NO_MARKS) -> Content:
        """What it says. wanted: by its tag, whether a control is to be told apart; marks: bookmark -> the tag that it
        stands for where no control has that tag any more.
        """
        tags = {one.get("w_val", "") for one in self.root.iter("w_tag")}
        ends = {one.get("w_id", "") for one in self.root.iter("w_bookmarkEnd")}
        sound = {one.get("w_name", "") for one in self.root.iter("w_bookmarkStart") if one.get("w_id", "") in ends}
        seen = _Reader(wanted, self.styles, {name for name, tag in marks.items() if tag not in tags and name in sound})
        top = _Sink()
        seen.walk(self.root, top)
        for sink in (top, *seen.marked.values()):
            sink.close()
        seen.mark = None
        marked = {name: tuple(sink.blocks) for name, sink in seen.marked.items()}
        beside = tuple(line for part in self.beside for line in seen.lines(part))
        counted = (seen.inserted, seen.deleted, seen.pictures)
        return Content(tuple(top.blocks), tuple(seen.controls), marked, seen.fields, beside, *counted)


def opened(raw: bytes) -> Opened:
    """The document in those bytes; Stop where it is no sound one."""
    made = package(raw, "word")
    root = made.xml(made.main)
    assert root is not None  # the package has its main part
    beside = [made.xml(name) for name in made.matching(BESIDE)]
    return Opened(root, styles(made), tuple(part for part in beside if part is not None))


@dataclass(slots=True)
class _Sink:
    """Where words go: finished blocks, and the paragraph that is being read with the form fields of old in it.

    boxes: what stands in text boxes that hang on this paragraph, which follows it.
    """

    blocks: list[Block] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    tag: str = ""
    boxes: list[Block] = field(default_factory=list)
    fields: list[tuple[str, str]] = field(default_factory=list)

    def close(self, like: Paragraph | None = None) -> None:
        """Ends the paragraph; one that nothing began is none."""
        if like is not None or self.words:
            text = "".join(self.words).strip(_PAGE).replace(_PAGE, "\n")
            self.blocks.append(replace(like or Paragraph(""), text=text, fields=tuple(self.fields)))
        self.blocks += self.boxes
        self.words, self.boxes, self.fields = [], [], []


@dataclass(slots=True)
class _Reader:
    wanted: Callable[[str], bool]
    styles: Styles
    marks: set[str]
    controls: list[Control] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    inserted: int = 0
    deleted: int = 0
    pictures: dict[str, int] = field(default_factory=dict)
    rows: int = 0
    row: int = 0
    open_fields: list[tuple[str, _Sink, int, int]] = field(default_factory=list)

    marked: dict[str, _Sink] = field(default_factory=dict)
    mark: _Sink | None = None
    ends: str = ""

    def walk(self, node: Element, sink: _Sink) -> None:
        """All that stands in the element, into the sink."""
        before: Element | None = None
        for child in node:
            if self.mark is None or before is None or not _again(before, child, self.mark.words):
                self._one(child, sink)
            before = child

    def lines(self, part: Element) -> Iterator[str]:
        """The paragraphs of a part beside the text."""
        sink = _Sink()
        self.walk(part, sink)
        sink.close()
        yield from (one.text for one in paragraphs(sink.blocks) if one.text.strip())

    def _marked(self, node: Element) -> None:
        """A bookmark that was asked for begins or ends; until then all words are its own."""
        name, number = node.get("w_name", ""), node.get("w_id", "")
        if node.tag == "w_bookmarkStart" and name in self.marks:
            if self.mark is not None and self.mark.tag != name:
                self.mark.close()
            self.mark, self.ends = self.marked.setdefault(name, _Sink(tag=name)), number
        elif node.tag == "w_bookmarkEnd" and self.mark is not None and number == self.ends:
            self.mark.close()
            self.mark = None

    def _one(self, node: Element, sink: _Sink) -> None:
        tag = node.tag
        if self.mark is not None and tag not in ("w_p", "w_tbl"):
            sink = self.mark if sink.tag == "" else sink
        if tag == "w_t" or tag == "m_t":
            sink.words.append(_words(node))
        elif tag in _PASSED:
            return
        elif tag in _GONE:
            self.deleted += 1
        elif tag == "w_p":
            self.walk(node, sink)
            self._end(node, sink)
        elif tag in ("w_bookmarkStart", "w_bookmarkEnd"):
            self._marked(node)
        elif tag == "w_tbl":
            self._table(node, sink)
        elif tag == "w_sdt":
            self._control(node, sink)
        elif tag == "w_fldChar":
            self._field(node, sink)
        elif tag in _SIGNS:
            sink.words.append(_SIGNS[tag])
        elif tag == "w_br":
            sink.words.append(_PAGE if node.get("w_type") in ("page", "column") else "\n")
        elif tag == "w_txbxContent":
            inner = _Sink(tag=sink.tag)
            self.walk(node, inner)
            inner.close()
            sink.boxes += inner.blocks
        elif tag == "w_sym":
            sink.words.append(_symbol(node))
        elif tag == "mc_AlternateContent":
            choices = [one for one in node if one.tag in ("mc_Choice", "mc_Fallback")]
            self.walk(choices[0], sink) if choices else None
        else:
            if tag in _PUT_IN:
                self.inserted += 1
            elif (tag in _PICTURES and not _only_words(node)) or tag == "w_altChunk":
                self.pictures[sink.tag] = self.pictures.get(sink.tag, 0) + 1
            self.walk(node, sink)

    def _end(self, node: Element, sink: _Sink) -> None:
        """A paragraph ends; of a bookmark that is still open too."""
        like = self.styles.paragraph(node)
        if self.mark is not None and sink.tag == "":
            self.mark.close(like)
        sink.close(like)

    def _table(self, node: Element, sink: _Sink) -> None:
        sink.close()
        rows: list[tuple[Cell, ...]] = []
        self._rows(node, rows, sink.tag)
        sink.blocks.append(Table(tuple(rows)))

    def _rows(self, node: Element, rows: list[tuple[Cell, ...]], tag: str) -> None:
        """The rows below the element, through whatever wraps them; a row that was deleted is none."""
        for child in node:
            if child.tag == "w_tr":
                if child.find("w_trPr/w_del") is not None:
                    self.deleted += 1
                    continue
                self.inserted += child.find("w_trPr/w_ins") is not None
                before = self.row
                self.rows += 1
                self.row = self.rows
                cells: list[Cell] = []
                self._cells(child, cells, tag, _number(child.find("w_trPr/w_gridBefore"), 0))
                rows.append(tuple(cells))
                self.row = before
            elif child.tag not in _PASSED:
                self._rows(child, rows, tag)

    def _cells(self, node: Element, cells: list[Cell], tag: str, before: int) -> None:
        """The cells below the element, through whatever wraps them. before: so many columns are left free in front."""
        for child in node:
            wrapped = child.find("w_sdtContent/w_tc") if child.tag == "w_sdt" else None
            if child.tag == "w_tc" or wrapped is not None:
                inner, cell = _Sink(tag=tag), child if wrapped is None else wrapped
                if cell.find("w_tcPr/w_cellDel") is not None:
                    self.deleted += 1
                elif wrapped is not None:
                    self._control(child, inner)
                else:
                    self.walk(child, inner)
                inner.close()
                _place(cell, tuple(inner.blocks), cells, before)
            elif child.tag not in _PASSED:
                self._cells(child, cells, tag, before)

    def _control(self, node: Element, sink: _Sink) -> None:
        """A content control that was asked for stands apart; the words of any other belong to what is around it."""
        found = node.find("w_sdtPr/w_tag")
        tag = found.get("w_val", "") if found is not None else ""
        content = [one for one in node if one.tag == "w_sdtContent"]
        empty = node.find("w_sdtPr/w_showingPlcHdr")
        shows = empty is not None and empty.get("w_val") not in _OFF
        if not tag or not self.wanted(tag):
            for one in () if shows and not _several(node) else content:
                self.walk(one, sink)
            return
        inner = _Sink(tag=tag)
        for one in content:
            self.walk(one, inner)
        inner.close()
        self.controls.append(Control(tag, tuple(inner.blocks), self.row, shows, _ticked(node, inner.blocks)))

    def _field(self, node: Element, sink: _Sink) -> None:
        """A form field of old: what is ticked or chosen in it stands in the document as no words."""
        data = node.find("w_ffData")
        name = _val(data.find("w_name")) if data is not None else ""
        if node.get("w_fldCharType") == "begin":
            name = name if len(self.fields) + len(self.open_fields) < MOST_FIELDS else ""
            letters = len("".join(sink.words).lstrip(_PAGE)) if name else 0
            self.open_fields.append((name, sink, len(sink.blocks), letters))
        elif node.get("w_fldCharType") == "end" and self.open_fields:
            name, began, blocks, letters = self.open_fields.pop()
            if name and name not in self.fields and began is sink:
                self._ended(name, sink, blocks, letters)
        if data is None:
            return
        box, choices = data.find("w_checkBox"), data.find("w_ddList")
        if box is not None:
            now = box.find("w_checked")
            state = now if now is not None else box.find("w_default")
            ticked = state is not None and state.get("w_val") not in _OFF
            self._said(name, "☒" if ticked else "☐", sink)
        elif choices is not None:
            entries = [_val(one) for one in choices.findall("w_listEntry")]
            result = _val(choices.find("w_result")) or _val(choices.find("w_default")) or "0"
            chosen = int(result) if result.isascii() and result.isdigit() and len(result) < 4 else 0
            self._said(name, entries[chosen] if chosen < len(entries) else "", sink)

    def _said(self, name: str, words: str, sink: _Sink) -> None:
        """What is ticked or chosen in a form field of old; of several with one name the first counts."""
        if name not in self.fields:
            self.fields[name] = words
            sink.fields.append((name, words))
        sink.words.append(words)

    def _ended(self, name: str, sink: _Sink, blocks: int, letters: int) -> None:
        """A form field for text ends; it may have begun some paragraphs above."""
        parts = [*paragraphs(sink.blocks[blocks:]), Paragraph("".join(sink.words).lstrip(_PAGE))]
        texts = [parts[0].text[letters:], *(one.text for one in parts[1:])]
        self.fields[name] = "\n".join(texts).replace(_PAGE, "\n").strip()
        for number, block in enumerate(sink.blocks[blocks:]):
            if isinstance(block, Paragraph):
                words = block.text[letters:] if not number else block.text
                sink.blocks[blocks + number] = replace(block, fields=(*block.fields, (name, words)))
        sink.fields.append((name, texts[-1]))


def _again(before: Element, node: Element, words: list[str]) -> bool:
    """Whether a control only says once more what stands in the one before it.

    LibreOffice 7.4 writes a control with words of several scripts once for each, and the whole text each time.
    """
    if node.tag != "w_sdt" or before.tag != "w_sdt" or _val(node.find("w_sdtPr/w_tag")):
        return False
    alias = _val(node.find("w_sdtPr/w_alias"))
    last = "".join(_words(one) for one in list(node.iter("w_t"))[-1:])
    return bool(alias) and alias == _val(before.find("w_sdtPr/w_alias")) and last != "" and last == "".join(words)


def _place(node: Element, blocks: tuple[Block, ...], cells: list[Cell], before: int) -> None:
    """Puts a cell into its row where somebody sees it; one merged with the cell before it makes that one wider."""
    width = max(_number(node.find("w_tcPr/w_gridSpan"), 1), 1)
    across, down = node.find("w_tcPr/w_hMerge"), node.find("w_tcPr/w_vMerge")
    if cells and across is not None and across.get("w_val") != "restart":
        last = cells[-1]
        cells[-1] = replace(last, blocks=last.blocks + blocks, width=last.width + width)
        return
    column = cells[-1].column + cells[-1].width if cells else before
    cells.append(Cell(blocks, column, width, down is not None and down.get("w_val") != "restart"))


def _only_words(node: Element) -> bool:
    """Whether a drawing is a text box without a picture, whose words are read."""
    return node.find(".//w_txbxContent") is not None and all(node.find(f".//{tag}") is None for tag in _INKED)


def _number(node: Element | None, otherwise: int) -> int:
    said = _val(node)
    return int(said) if said.isascii() and said.isdigit() and len(said) < 4 else otherwise


def _several(node: Element) -> bool:
    """Whether more than one paragraph, or another control, stands in a control."""
    return any(sum(1 for _ in islice(node.iter(tag), 2)) > 1 for tag in ("w_p", "w_sdt"))


def _val(node: Element | None) -> str:
    return node.get("w_val", "") if node is not None else ""


def _words(node: Element) -> str:
    """The words of a run; blanks at their edges count only where the file says so, as in Word."""
    text = "".join(node.itertext())
    text = text.replace("\n", " ").replace("\r", " ")
    return text if node.get("xml_space") == "preserve" else text.strip(" \t")


def _symbol(node: Element) -> str:
    """A sign from a font of signs, by its number."""
    try:
        number = int(node.get("w_char", ""), 16)
    except ValueError:
        return ""
    return chr(number) if 0x20 <= number < 0xD800 or 0xE000 <= number < 0xFFFE else ""


def _ticked(node: Element, blocks: list[Block]) -> bool | None:
    box = node.find("w_sdtPr/w14_checkbox")
    if box is None:
        return None
    shows = "".join(one.text for one in paragraphs(blocks)).strip()
    if shows in TICKED or shows in OPEN:
        return shows in TICKED
    state = box.find("w14_checked")
    return state is not None and state.get("w14_val", "1") not in _OFF
