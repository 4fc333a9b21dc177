"""The settings of an encoder that have a fixed set of values."""

from collections.abc import Mapping, Sequence

from hub.errors import Fault, InvalidInput

DEVICES = ("auto", "cpu", "cuda")
ENGINES = ("auto", "onnx", "torch")
PRECISIONS = ("float32", "bfloat16", "float16")


def check_choices(chosen: Mapping[str, tuple[str, Sequence[str]]]) -> None:
    """Raise one InvalidInput that names every setting whose value is not among the known ones."""
    faults = [
        Fault(where=f"encoder.{field}", found=value, expected=", ".join(known))
        for field, (value, known) in chosen.items()
        if value not in known
    ]
    if faults:
        said = "; ".join(
            f"{fault.where} is {fault.found!r}, choose one of {fault.expected}" for fault in faults
        )
        raise InvalidInput(f"The encoder can't be set up: {said}.", faults=faults)
