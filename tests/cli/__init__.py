"""Tests of the ``onevoice`` command."""
