"""The raw floor of a page: sqlite3 and a lean Jinja template that tell the same, and nothing else.

It stands beside what the application takes for the same page: without sign-in, permissions, layout,
translations of the page, drafts and records. It reads the same tables and yields the HTML of the
page's `main`, as a route of a bare Flask application. It tells what the made-up desks hold, and no more: of empty tables it asks nothing.
"""
