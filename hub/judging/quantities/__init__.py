"""Values written in running Chinese and English text: where they stand and what they say.

``find_quantities`` reads a text, ``agrees`` compares what was said with what is known. One file per family
of values; ``scan`` is the only one that knows all of them.
"""

from hub.judging.quantities.quantity import PartialDate, Quantity, agrees
from hub.judging.quantities.scan import find_quantities

__all__ = ["PartialDate", "Quantity", "agrees", "find_quantities"]
