"""What pages ask for: each form builds the draft that the desk takes."""
