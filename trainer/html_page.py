"""A self-contained HTML page of texts, tables and pictures: what the trainer's reports are made of."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np

#: A plot has fewer colours than this, its smoothed letters and lines included.
_PLOT_COLORS = 4096
_STYLE = """
:root { color-scheme: light dark; --line: #8884; --accent: #1f6feb; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 1200px; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.7rem; margin: 0 0 .3rem; } h3 { margin: 1.6rem 0 .3rem; font-size: 1.05rem; }
pre { overflow-x: auto; } h2 { margin: 2.2rem 0 .6rem; border-bottom: 1px solid var(--line); }
nav a { margin-right: 1rem; color: var(--accent); text-decoration: none; white-space: nowrap; }
.table { overflow-x: auto; } table { border-collapse: collapse; margin: .6rem 0; font-size: .9rem; }
th, td { padding: .25rem .7rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
td.lines { white-space: nowrap; padding: .25rem .45rem; } small { opacity: .75; }
summary { cursor: pointer; margin: .6rem 0; font-weight: 600; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
figure { margin: 1rem 0; }
figure img { max-width: 100%; background: white; } figcaption { font-size: .9rem; opacity: .8; }
.pictures { display: flex; flex-wrap: wrap; gap: .8rem; } .pictures figure { margin: 0; width: 150px; }
.pictures img { width: 150px; image-rendering: pixelated; outline: 1px solid var(--line); }
.pictures figcaption { overflow-wrap: anywhere; }
.pictures.titled { display: inline-block; max-width: 100%; box-sizing: border-box; vertical-align: top;
  border: 1px solid var(--line); padding: .6rem .6rem 0; margin: 0 .8rem .8rem 0; }
.pictures.titled strong { display: block; font-size: .9rem; margin-bottom: .4rem; }
.pictures.titled figure { display: inline-block; vertical-align: top; margin: 0 .4rem .6rem 0; }
.pictures.large figure, .pictures.large img { width: min(360px, 28vw); }
.pictures.error { border: 2px solid #c33; }
.warning { border-left: 4px solid #d9822b; padding-left: .8rem; }
.error { border-left: 4px solid #c33; padding-left: .8rem; }
"""


class HtmlPage:
    """A page that is filled from top to bottom and written once.

    Args:
        title: of the page.
        lead: a sentence or two below it.
    """

    def __init__(self, title: str, lead: str = "") -> None:
        self.title = title
        self.lead = lead
        self._parts: list[str] = []
        self._sections: list[str] = []

    def section(self, title: str) -> None:
        """Start a section; it gets a link at the top of the page."""
        self._sections.append(title)
        self._parts.append(f'<h2 id="section-{len(self._sections)}">{escape(title)}</h2>')

    def heading(self, title: str) -> None:
        """Start a part of a section."""
        self._parts.append(f"<h3>{escape(title)}</h3>")

    @contextmanager
    def folded(self, title: str) -> Iterator[None]:
        """Fold away what is added inside the block: readers open it by its title."""
        self._parts.append(f"<details><summary>{escape(title)}</summary>")
        yield
        self._parts.append("</details>")

    def text(self, text: str, kind: str = "") -> None:
        """Add a paragraph of plain text.

        Args:
            kind: ``warning`` or ``error`` marks it.
        """
        self._parts.append(f'<p class="{kind}">{escape(text)}</p>' if kind else f"<p>{escape(text)}</p>")

    def code(self, text: str) -> None:
        """Add a command or a file's text."""
        self._parts.append(f"<pre>{escape(text)}</pre>")

    def table(self, header: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Add a table; numbers are set right, floats with four digits. What follows a line break in a cell is small."""
        head = "".join(f"<th>{escape(name)}</th>" for name in header)
        body = "".join("<tr>" + "".join(_cell(value) for value in row) + "</tr>" for row in rows)
        self._parts.append(
            f'<div class="table"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
        )

    def figure(self, figure: Any, caption: str = "") -> None:
        """Add a matplotlib figure and close it."""
        import matplotlib.pyplot as plt

        buffer = BytesIO()
        figure.savefig(buffer, format="png", dpi=110, bbox_inches="tight")
        plt.close(figure)
        self._parts.append(_figure(_compact(buffer), caption))

    def pictures(
        self,
        pictures: Sequence[tuple[np.ndarray, str]],
        title: str = "",
        kind: str = "",
        is_small: bool = False,
    ) -> None:
        """Add small pictures side by side.

        Args:
            pictures: uint8 (height, width, 3) each, with its caption.
            title: of a framed group of pictures; small groups share a line.
            kind: ``error`` makes the frame of a group red, ``large`` doubles its pictures; both may be named.
            is_small: keep less of each picture, a fifth of the bytes, for pages with very many.
        """
        from PIL import Image

        items = []
        for pixels, caption in pictures:
            buffer = BytesIO()
            if is_small:
                Image.fromarray(pixels).save(buffer, format="webp", quality=85)
            else:
                Image.fromarray(pixels).save(buffer, format="png")
            items.append(_figure(buffer.getvalue(), caption, "webp" if is_small else "png"))
        if title:
            items.insert(0, f"<strong>{escape(title)}</strong>")
        kinds = " ".join(name for name in ("pictures", "titled" if title else "", kind) if name)
        self._parts.append(f'<div class="{kinds}">{"".join(items)}</div>')

    def html(self) -> str:
        """Return the page."""
        links = " ".join(
            f'<a href="#section-{n}">{escape(title)}</a>' for n, title in enumerate(self._sections, 1)
        )
        return (
            f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(self.title)}</title>'
            f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head><body>'
            f"<h1>{escape(self.title)}</h1><p>{escape(self.lead)}</p><nav>{links}</nav>{''.join(self._parts)}"
            "</body></html>\n"
        )

    def write(self, path: Path) -> None:
        """Write the page to a file; nothing else is needed to open it."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.html(), encoding="utf-8")


def _cell(value: Any) -> str:
    if isinstance(value, bool | str) or value is None:
        first, *rest = ("" if value is None else str(value)).split("\n")
        small = "".join(f"<br><small>{escape(line)}</small>" for line in rest)
        return f"<td{' class=lines' if rest else ''}>{escape(first)}{small}</td>"
    text = f"{value:.4g}" if isinstance(value, float | np.floating) else f"{value}"
    return f'<td class="number">{escape(text)}</td>'


def _compact(png: BytesIO) -> bytes:
    """Return a plot's PNG, with a palette where it has few colours: a third of the bytes."""
    from PIL import Image

    picture = Image.open(png).convert("RGB")
    if picture.getcolors(_PLOT_COLORS) is None:
        return png.getvalue()
    buffer = BytesIO()
    picture.quantize(256, dither=Image.Dither.NONE).save(buffer, format="png", optimize=True)
    return buffer.getvalue()


def _figure(picture: bytes, caption: str, form: str = "png") -> str:
    source = base64.b64encode(picture).decode("ascii")
    return (
        f'<figure><img alt="{escape(caption)}" src="data:image/{form};base64,{source}">'
        f"<figcaption>{escape(caption)}</figcaption></figure>"
    )
