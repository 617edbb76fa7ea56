"""Pictures: timelines and networks drawn as SVG from plain values, without any web framework."""
