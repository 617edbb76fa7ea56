"""The looks of a document that stands alone: on a screen, in the dark, on paper."""

STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 Georgia, "Times New Roman", serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: light-dark(#1d1b18, #ece9e2); background: light-dark(#fff, #16171a); overflow-wrap: anywhere; }
h1, h2, h3 { line-height: 1.25; break-after: avoid; }
h2 { margin-top: 2.2rem; }
section { border-top: 1px solid #8888; margin-top: 1.2rem; padding-top: .2rem; }
p, ul { margin: .35rem 0; }
blockquote { margin: .8rem 0 .5rem; padding-inline-start: .9rem; border-inline-start: 3px solid #8888; font-size: 1.12rem; }
mark { background: none; color: inherit; font-weight: bold; text-decoration: underline; }
a { color: light-dark(#1d4f7c, #8fc1ee); }
sup { line-height: 0; }
li { margin: .25rem 0; }
@page { size: A4; margin: 2cm; }
@media print {
  :root { color-scheme: light; }
  body { max-width: none; margin: 0; padding: 0; font-size: 10.5pt; color: #000; background: #fff; }
  section, li { break-inside: avoid; }
  a { color: #000; }
}
"""
