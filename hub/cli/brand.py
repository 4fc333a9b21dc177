"""``onevoice brand …``: kits in and out of the hub."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hub.cli.kits import is_file, read_kit_file
from hub.cli.process import opened_parts

if TYPE_CHECKING:
    from hub.brandkit.model import Kit
    from hub.services.parts import Parts

_KIT = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group(help="Import, check, compare, publish and export brand kits.")
def brand() -> None:
    pass


@brand.command(help="Tell every fault of kit files, with line and column. Needs no database.")
@click.argument("files", nargs=-1, required=True, type=_KIT)
@click.pass_context
def validate(ctx: click.Context, files: tuple[Path, ...]) -> None:
    from hub.errors import KitInvalid

    broken = 0
    for path in files:
        try:
            kit = read_kit_file(path)
        except KitInvalid as error:
            broken += 1
            for fault in error.faults:
                click.echo(f"{fault.where}: found {fault.found}, expected {fault.expected}")
        else:
            house = f"{len(kit.message_house.pillars)} pillars, {len(kit.channels)} channels"
            click.echo(f"{path}: {kit.brand.id} is valid ({', '.join(kit.brand.locales)}; {house})")
    if broken:
        ctx.exit(2)


@brand.command("import", help="Keep a kit as the brand's draft version, all or nothing.")
@click.argument("file", type=_KIT)
@click.option("--publish", "also_publish", is_flag=True, help="Put it in force at once.")
def import_(file: Path, also_publish: bool) -> None:
    from hub.services import brands
    from hub.workflow.roles import SYSTEM

    with opened_parts() as parts:
        result = brands.import_kit(parts, SYSTEM, file.read_bytes(), source=str(file))
        changes = "1 change" if len(result.changes) == 1 else f"{len(result.changes)} changes"
        click.echo(f"{result.slug} version {result.number}: {result.outcome}, {changes}.")
        if also_publish:
            _publish(parts, result.slug)


@brand.command(help="Put the draft version in force and have the library judged again.")
@click.argument("slug")
def publish(slug: str) -> None:
    with opened_parts() as parts:
        _publish(parts, slug)


@brand.command(help="Write a version as YAML: the one in force, else the draft.")
@click.argument("slug")
@click.option("--version", "number", type=click.IntRange(min=1), help="This version instead.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File; standard output where left out.",
)
def export(slug: str, number: int | None, output: Path | None) -> None:
    from hub.services.brands import export_kit
    from hub.workflow.roles import SYSTEM

    with opened_parts() as parts:
        kit = export_kit(parts, SYSTEM, slug, number=number)
    if output is None:
        click.echo(kit.encode(), nl=False)
    else:
        output.write_text(kit, encoding="utf-8")
        click.echo(f"{slug} is written to {output}.", err=True)


@brand.command(
    help="Show what changes from OLD to NEW (brands or kit files), or what a brand's draft would change."
)
@click.argument("old")
@click.argument("new", required=False)
def diff(old: str, new: str | None) -> None:
    from hub.brandkit import compare, render_changes

    if new is not None:
        changes = compare(_kit(old), _kit(new))
    else:
        from hub.services.brands import draft_changes
        from hub.workflow.roles import SYSTEM

        with opened_parts() as parts:
            changes = draft_changes(parts, SYSTEM, old)
    click.echo(render_changes(changes).encode(), nl=False)


def _publish(parts: "Parts", slug: str) -> None:
    from hub.services import brands
    from hub.workflow.roles import SYSTEM

    version = brands.publish(parts, SYSTEM, slug)
    click.echo(f"{slug} version {version.number} is in force.")


def _kit(name: str) -> "Kit":
    if is_file(name):
        return read_kit_file(Path(name))
    from hub.brandkit import read_kit
    from hub.services.brands import export_kit
    from hub.workflow.roles import SYSTEM

    with opened_parts() as parts:
        return read_kit(export_kit(parts, SYSTEM, name), source=name)
