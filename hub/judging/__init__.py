"""Judging: a text and a brand's value in, a report out. Knows no database, no web and no queue."""
