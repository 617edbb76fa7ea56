"""What the description of the API tells of parameters, bodies and answers."""
