"""A desk of very many made-up statements, the same for the same number, in our own schema.

How often anybody speaks, is quoted or is spoken of follows Zipf's law; some statements are hubs.
"""
