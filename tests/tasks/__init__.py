"""Tests of background tasks, over files and over Redis."""
