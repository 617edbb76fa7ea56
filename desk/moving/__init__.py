"""A whole desk carried elsewhere: into a backup, out of it, from one engine to the other."""
