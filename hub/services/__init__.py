"""Capabilities of the hub. The only floor that opens a transaction; each function is one use case."""
