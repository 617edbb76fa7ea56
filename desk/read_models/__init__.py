"""What is read often, held ready beside the record: never the truth, always made from it.

Each module here keeps one of them. A deed keeps them all in step in its own transaction
(`following.follow`, called where its event is written); `rebuilding` makes them anew.
"""
