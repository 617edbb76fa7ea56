"""Who said what, by the rules of English clauses over parsed paragraphs."""

from reading.proposing.attributed.attributing import attributed

__all__ = ["attributed"]
