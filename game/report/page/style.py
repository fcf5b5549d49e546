"""How the page looks: the desk's paper and ink, by day, by night and in print."""

from __future__ import annotations

import base64
from pathlib import Path

FONTS = Path(__file__).resolve().parents[3] / "assets" / "fonts"
FACES = {400: "IBMPlexSerif-Regular.ttf", 600: "IBMPlexSerif-SemiBold.ttf"}

LIGHT = {
    "paper": "#f3ebdb",
    "card": "#fbf6eb",
    "shade": "#e7dcc6",
    "rule": "#cbbca0",
    "ink": "#211c18",
    "soft": "#625444",
    "accent": "#a62c1c",
    "right": "#1c4e7a",
}
DARK = {
    "paper": "#211c18",
    "card": "#2b2520",
    "shade": "#3b322a",
    "rule": "#5b4e40",
    "ink": "#f3ebdb",
    "soft": "#c3b39b",
    "accent": "#f08a72",
    "right": "#93bfe6",
}
PRINT = {**LIGHT, "paper": "#ffffff", "card": "#ffffff", "shade": "#eeeae2", "rule": "#b5aa97"}


def stylesheet() -> str:
    """The whole style sheet, with its fonts in it."""
    return "\n".join(
        (
            *(_face(weight, name) for weight, name in FACES.items()),
            f":root {{ color-scheme: light dark; {_variables(LIGHT)} }}",
            f"@media (prefers-color-scheme: dark) {{ :root {{ {_variables(DARK)} }} }}",
            f"@media print {{ :root {{ color-scheme: light; {_variables(PRINT)} }} }}",
            RULES,
        )
    )


def _variables(colours: dict[str, str]) -> str:
    return " ".join(f"--{name}: {colour};" for name, colour in colours.items())


def _face(weight: int, name: str) -> str:
    try:
        data = base64.b64encode((FONTS / name).read_bytes()).decode("ascii")
    except OSError:
        return ""  # another serif will do
    source = f"url(data:font/ttf;base64,{data}) format('truetype')"
    return f"@font-face {{ font-family: 'Report'; font-weight: {weight}; src: {source}; }}"


RULES = """
* { box-sizing: border-box; }
html { background: var(--paper); -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; max-width: 62rem; padding: 2.5rem clamp(1rem, 4vw, 3rem) 4rem;
  background: var(--paper); color: var(--ink); overflow-wrap: anywhere;
  font: 400 1rem/1.5 'Report', 'IBM Plex Serif', Charter, Georgia, serif;
  font-variant-numeric: lining-nums tabular-nums; }
h1, h2, h3, b, th { font-weight: 600; }
.kicker { margin: 0; color: var(--accent); font-weight: 600; font-size: .8rem;
  letter-spacing: .16em; text-transform: uppercase; }
h1 { margin: .4rem 0 .6rem; max-width: 26em; font-size: clamp(1.65rem, 4.6vw, 2.5rem);
  line-height: 1.15; letter-spacing: -.01em; text-wrap: balance; }
h2 { margin: 0 0 .3rem; font-size: 1.3rem; line-height: 1.25; }
h3 { margin: 1.4rem 0 .2rem; font-size: 1rem; }
p { margin: 0 0 .8rem; max-width: 42rem; text-wrap: pretty; }
.lead { font-size: 1.15rem; }
.soft, small, .note { color: var(--soft); }
small { font-size: .82rem; }
.note { font-size: .88rem; }
section { margin-top: 2.6rem; padding-top: 1rem; border-top: 1px solid var(--rule); }
ul { margin: .3rem 0 .8rem; padding-left: 1.1rem; max-width: 44rem; }
li { margin: .15rem 0; }
.read-first { margin-top: 1.6rem; padding: .9rem 1.1rem; border: 0;
  border-left: 4px solid var(--accent); background: var(--card); }
.read-first h2 { font-size: 1rem; }
.read-first ul { margin-bottom: 0; }
time { white-space: nowrap; }

.rows { margin: 1rem 0 .6rem; }
.row { display: grid; grid-template-columns: minmax(7rem, 13rem) 1fr 10.5rem; column-gap: 1.2rem;
  align-items: stretch; min-height: 2.3rem; break-inside: avoid; }
.who, .said { align-self: center; padding: .2rem 0; line-height: 1.25; }
.who small, .said small { display: block; }
.plot { position: relative; min-height: 1.6rem; }
.plot svg { position: absolute; inset: 0; width: 100%; height: 100%; overflow: visible; }
.heads, .ticks { min-height: 1.35rem; }
.heads .plot, .ticks .plot { min-height: 1.35rem; }
.said.lines { line-height: 1.3rem; padding: 0; font-size: .9rem; }
.of-2 { min-height: 3.1rem; } .of-3 { min-height: 4.9rem; }
.said.lines span { display: block; }
svg text { font: 400 .78rem 'Report', Georgia, serif; fill: var(--soft); }
svg .strong { font-weight: 600; fill: var(--ink); paint-order: stroke; stroke: var(--paper);
  stroke-width: 3px; stroke-linejoin: round; }
.reference { stroke: var(--soft); stroke-width: 1; }
.beat { stroke: var(--accent); stroke-width: 1.5; stroke-dasharray: 5 4; }
svg text.beat-label { fill: var(--accent); }
.around { fill: var(--shade); }
.interval { stroke-width: 2; stroke-linecap: round; }
.ink { color: var(--ink); } .right { color: var(--right); } .wrong { color: var(--accent); }
.interval, .mark { stroke: currentColor; } .mark { fill: currentColor; stroke-width: 2; }
.mark.hollow { fill: var(--paper); }

.curve { height: 17rem; margin: 1.4rem 0 .4rem; padding: 0 4rem 0 3.2rem; break-inside: avoid; }
.curve svg { width: 100%; height: 100%; overflow: visible; }
.grid { stroke: var(--rule); stroke-width: 1; }
.band { fill: var(--right); opacity: .18; }
.line { fill: none; stroke: var(--right); stroke-width: 2.5; vector-effect: non-scaling-stroke; }

table { width: 100%; table-layout: fixed; margin: 1rem 0 .4rem; border-collapse: collapse;
  font-size: .88rem; }
thead th { width: 9.4%; } thead th:first-child { width: 15%; }
thead th:nth-last-child(-n+3) { width: 13%; }
th, td { padding: .4rem .8rem .4rem 0; text-align: left; vertical-align: top; line-height: 1.3; }
thead th { color: var(--soft); font-size: .82rem; vertical-align: bottom;
  border-bottom: 1px solid var(--ink); }
tbody tr { border-bottom: 1px solid var(--rule); break-inside: avoid; }
td small { display: block; white-space: nowrap; }

.exhibits { display: grid; grid-template-columns: repeat(auto-fill, minmax(7.6rem, 1fr));
  gap: 1.1rem .9rem; margin: .8rem 0; padding: 0; }
figure { margin: 0; break-inside: avoid; }
figure img { display: block; width: 7rem; height: 7rem; background: #000;
  image-rendering: pixelated; border: 1px solid var(--rule); }
figcaption { margin-top: .25rem; font-size: .8rem; line-height: 1.3; color: var(--soft); }
figcaption b { display: block; color: var(--ink); white-space: nowrap; }

@media (max-width: 44rem) {
  body { padding-top: 1.4rem; }
  .row { grid-template-columns: 1fr auto; grid-template-areas: "who said" "plot plot";
    padding-bottom: .55rem; }
  .said small { max-width: 12rem; }
  .who { grid-area: who; } .said { grid-area: said; text-align: right; }
  .plot { grid-area: plot; min-height: 1.4rem; }
  .heads .who, .heads .said, .ticks .who, .ticks .said { display: none; }
  .of-2 .plot { min-height: 2.2rem; } .of-3 .plot { min-height: 3.2rem; }
  .curve { height: 14rem; padding: 0 3.6rem 0 2.9rem; }
  .exhibits { grid-template-columns: repeat(auto-fill, minmax(5.6rem, 1fr)); }
  figure img { width: 5.25rem; height: 5.25rem; }
  table, tbody, tr, td, tbody th { display: block; }
  thead { display: none; }
  tbody tr { padding: .5rem 0; }
  td, tbody th { padding: .1rem 0; }
  td { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 .8rem; }
  td::before { content: attr(data-label); color: var(--soft); }
  td span { text-align: right; } td small { display: inline; margin-left: .4rem; }
}

@media print {
  @page { margin: 16mm 14mm; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  html { font-size: 10pt; }
  body { max-width: none; padding: 0; }
  .rows:not(:has(> :nth-child(12))), .exhibits { break-inside: avoid; }
  section { margin-top: 1.4rem; }
  h2, h3, h2 + .note { break-after: avoid; }
  p, li { break-inside: avoid; }
  .ticks { break-before: avoid; } .heads { break-after: avoid; }
  .read-first { border: 1px solid var(--rule); border-left: 4px solid var(--accent); }
}
"""
