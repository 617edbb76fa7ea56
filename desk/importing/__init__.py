"""Files that are imported: each line judged, then all of them stored, or none."""
