"""Statements as linked data: ClaimReview and Claim, Web Annotation; JSON-LD, written as it is read."""
