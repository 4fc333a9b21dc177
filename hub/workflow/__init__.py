"""Pure rules of who may do what, and which move leads from which state to which."""
