"""Our reader of web pages in a process with too little memory for a large one."""

from __future__ import annotations

from reading.extracting import confined, html_text

# Less than is taken already: what is free in the process is all that it may still use.
confined.MEMORY = 2**20

if __name__ == "__main__":
    confined.answer(html_text.read)
