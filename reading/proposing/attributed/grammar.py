"""Tags and words of a parse that are looked for in more than one place, as spaCy calls them."""

VERBS = ("VERB", "AUX")
"""The parts of speech of verbs (Universal Dependencies)."""
TELLING = ("VBD", "VBZ", "VBP")
"""The tags of finite verbs that tell what is or was (Penn Treebank)."""
FINITE = (*TELLING, "MD")
"""The tags of all finite verbs."""
OF_NOUNS = ("acl", "relcl")
"""How the clause of a noun depends on it."""
RELATIVE = frozenset(("who", "that", "which", "whom"))
"""The words with which a relative clause begins."""
