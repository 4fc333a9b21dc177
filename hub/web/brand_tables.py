"""The brand's tables: terms, facts, contrast, channels. ``pages`` has them all; the modules add their own."""

from hub.web import (
    brand_table_channels,
    brand_table_contrast,
    brand_table_facts,
    brand_table_term_paste,
    brand_table_terms,
)
from hub.web.brand_table_desk import pages

__all__ = [
    "brand_table_channels",
    "brand_table_contrast",
    "brand_table_facts",
    "brand_table_term_paste",
    "brand_table_terms",
    "pages",
]
