"""What a fact-checker can do: one module a noun, one function a deed; and the reports."""
