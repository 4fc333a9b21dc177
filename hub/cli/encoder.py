"""``onevoice encoder …``: the model that judging works with."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from hub.config import Settings


@click.group(help="Prepare and check the model that judging works with.")
def encoder() -> None:
    pass


@encoder.command(help="Build or fetch the model, and check it against recorded vectors. Safe to repeat.")
def prepare() -> None:
    from hub.config import read_settings

    prepare_model(read_settings())


@encoder.command(help="Load the model as the hub would, and say what it is.")
def check() -> None:
    from hub import load_judge
    from hub.config import read_settings

    judge = load_judge(read_settings())
    vectors = judge.encoder.encode(["好椅子让人忘记椅子", "A good chair lets you forget the chair"])
    rows, dim = vectors.final.shape
    click.echo(f"revision   {judge.encoder.revision}")
    click.echo(f"engine     {judge.encoder.engine}, {judge.encoder.precision}")
    click.echo(f"answers    {rows} texts with {dim} numbers each")
    known = judge.calibration.belongs_to(judge.encoder.revision)
    click.echo(f"calibrated {'yes' if known else 'no: message and tone are not judged with this encoder'}")


def prepare_model(settings: "Settings") -> None:
    """Prepare the encoder of the settings, a line per step. Raises EncoderMissing, StorageFull."""
    from hub.embedding.choose import prepare_encoder

    prepare_encoder(name=settings.encoder, models_dir=settings.models_folder(), progress=click.echo)
