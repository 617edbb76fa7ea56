"""How a picture looks in a file of its own; on a page the desk's stylesheet says the same."""

from __future__ import annotations

STYLE = """
.ground { fill: #fff; }
text { font: 14px system-ui, "Segoe UI", sans-serif; fill: #1d1b18; }
.name { font-weight: 600; }
.small, .tick { font-size: 13px; fill: #5d584f; }
.grid { stroke: #ddd7ca; }
.slip { fill: #fff; stroke: #8d867a; }
.bar { fill: #5d584f; stroke: #5d584f; }
.bar.about { fill: #f1ede4; stroke-dasharray: 3 2; }
.line { fill: none; stroke-width: 2; stroke: #5d584f; }
.head { fill: #5d584f; }
.sign { fill: #fff; stroke: #5d584f; stroke-width: 1.5; }
.mark { font-weight: 600; text-anchor: middle; }
.contra.line, .contra .sign { stroke: #9b2c1f; }
.contra .mark { fill: #9b2c1f; }
.supp.line, .supp .sign { stroke: #17634f; stroke-dasharray: 7 4; }
.supp.head, .supp .mark { fill: #17634f; }
.repeats.line { stroke-dasharray: 2 4; }
.corrects.line { stroke-dasharray: 10 3 2 3; }
.halo { paint-order: stroke; stroke: #fff; stroke-width: 4px; stroke-linejoin: round; }
a:hover .name { text-decoration: underline; }
"""
