"""A Word document as a file: the same bytes for the same content, nobody's name in it, and no part but its own."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

from casekit.office.pieces import LINE_STYLE, UNSEEN
from casekit.office.styles import LINE

_OFFICE = "http://schemas.openxmlformats.org"
_W = f"{_OFFICE}/wordprocessingml/2006/main"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_REL = f"{_OFFICE}/officeDocument/2006/relationships"
_DAY = (1980, 1, 1, 0, 0, 0)
"""The day that a zip's parts bear where nobody wants to know when they were written."""

_TYPES = (
    f'{_HEAD}<Types xmlns="{_OFFICE}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_TYPE}.settings+xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    "</Types>"
)
_RELS = (
    f'{_HEAD}<Relationships xmlns="{_OFFICE}/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_REL}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/package/2006/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/></Relationships>'
)
_OWN_RELS = (
    f'{_HEAD}<Relationships xmlns="{_OFFICE}/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_REL}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{_REL}/settings" Target="settings.xml"/></Relationships>'
)
_SETTINGS = (
    f'{_HEAD}<w:settings xmlns:w="{_W}"><w:defaultTabStop w:val="720"/><w:characterSpacingControl '
    'w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-GB"/></w:settings>'
)


def _style(id: str, name: str, look: str, kind: str = "paragraph", based: str = "Normal") -> str:
    on = f'<w:basedOn w:val="{based}"/><w:next w:val="Normal"/>' if kind == "paragraph" and id != "Normal" else ""
    default = ' w:default="1"' if id == "Normal" else ""
    return (
        f'<w:style w:type="{kind}"{default} w:styleId="{id}"><w:name w:val="{name}"/>{on}<w:qFormat/>{look}</w:style>'
    )


def _heading(level: int, size: int) -> str:
    spaced = f'<w:pPr><w:keepNext/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="{level - 1}"/></w:pPr>'
    return _style(f"Heading{level}", f"heading {level}", f'{spaced}<w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr>')


_EDGES = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_STYLES = "".join(
    [
        f'{_HEAD}<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>',
        '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="Arial"/><w:sz w:val="22"/>',
        '<w:lang w:val="en-GB"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr>',
        "</w:pPrDefault></w:docDefaults>",
        _style("Normal", "Normal", ""),
        _style("Title", "Title", '<w:pPr><w:spacing w:after="120"/></w:pPr><w:rPr><w:b/><w:sz w:val="36"/></w:rPr>'),
        *(_heading(level, size) for level, size in ((1, 30), (2, 26), (3, 24), (4, 22), (5, 22), (6, 22))),
        _style("Guidance", "Guidance", '<w:rPr><w:i/><w:color w:val="404040"/><w:sz w:val="20"/></w:rPr>'),
        _style(LINE_STYLE, LINE, '<w:pPr><w:spacing w:after="0"/></w:pPr>').replace('<w:next w:val="Normal"/>', ""),
        _style("PlaceholderText", "Placeholder Text", '<w:rPr><w:color w:val="595959"/></w:rPr>', "character"),
        _style("TableGrid", "Table Grid", f"<w:tblPr><w:tblBorders>{_EDGES}</w:tblBorders></w:tblPr>", "table"),
        "</w:styles>",
    ]
)


def document(body: str, title: str) -> bytes:
    """The file around the XML of its body."""
    core = (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_OFFICE}/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(UNSEEN.sub('', title))}</dc:title><dc:language>en-GB</dc:language></cp:coreProperties>"
    )
    main = (
        f'{_HEAD}<w:document xmlns:w="{_W}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
        f'xmlns:mc="{_OFFICE}/markup-compatibility/2006" mc:Ignorable="w14"><w:body>{body}'
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" '
        'w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELS,
        "word/document.xml": main,
        "word/_rels/document.xml.rels": _OWN_RELS,
        "word/styles.xml": _STYLES,
        "word/settings.xml": _SETTINGS,
        "docProps/core.xml": core,
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, _DAY)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(info, text.encode())
    return stream.getvalue()
