"""Every face: pages, forms, commands. A view validates, asks the desk, answers, commits once."""
