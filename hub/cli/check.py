"""``onevoice check``: judge files or rows of JSON without keeping anything."""

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from datetime import date

    from hub.cli.check_input import Given
    from hub.judging.brand import ChannelSpec
    from hub.judging.judge import Judge
    from hub.judging.report import Report
    from hub.services.values import BrandValue

CHUNK: Final = 256
BLOCKED: Final = 1
WRONG_USAGE: Final = 2
NOT_JUDGED: Final = 3

_EPILOG = """\b
Exit status:
  0  nothing is blocked (with --fail-on needs_work: nothing needs work either)
  1  something is blocked (with --fail-on needs_work: or needs work)
  2  wrong usage, or the check could not run
  3  something was not judged, and nothing is blocked
"""


@click.command(epilog=_EPILOG)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--brand", required=True, help="Identifier of a brand in the hub, or path of a kit file.")
@click.option("--channel", help="Channel of the brand that the text is for.")
@click.option("--locale", help="Language that the text is in, such as zh or en; left out, the text speaks.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "jsonl"]), default="text", show_default=True,
    help="text: for reading; json: one report per file; jsonl: FILE holds rows, one report per row.",
)  # fmt: skip
@click.option(
    "--fail-on", type=click.Choice(["blocked", "needs_work"]), default="blocked", show_default=True,
    help="From which verdict on the exit status is 1.",
)  # fmt: skip
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Day on which facts are read; today (UTC) else."
)
@click.option("--progress/--no-progress", default=None, help="Progress on standard error; on in a terminal.")
@click.pass_context
def check(
    ctx: click.Context,
    files: tuple[str, ...],
    brand: str,
    channel: str | None,
    locale: str | None,
    form: str,
    fail_on: str,
    as_of: datetime | None,
    progress: bool | None,
) -> None:
    """Judge each FILE as one text (.md Markdown, .html HTML, else plain), or with --format jsonl each row of it:
    {"id", "text" or "parts", "locale"?, "channel"?, "master"?}. A FILE of - is standard input.
    """
    from hub import load_judge
    from hub.cli.check_input import Inputs, read_files, read_rows
    from hub.cli.check_output import Meter, write_json, write_line, write_text
    from hub.cli.kits import find_brand
    from hub.config import read_settings

    settings = read_settings()
    value = find_brand(brand)
    inputs = Inputs(
        value=value,
        channel=_channel(value, channel),
        locale=locale,
        max_characters=settings.max_text_characters,
    )
    judge = load_judge(settings)
    day = as_of.date() if as_of else datetime.now(UTC).date()
    shows = (form == "jsonl" and sys.stderr.isatty()) if progress is None else progress
    given = read_rows(files, inputs) if form == "jsonl" else read_files(files, inputs)
    write = {"jsonl": write_line, "json": write_json, "text": write_text}[form]
    verdicts: Counter[str] = Counter()
    with Meter(files, shows=shows) as meter:
        for item, report in reports(given, judge, value, day):
            write(item, report)
            verdicts[report.verdict] += 1
            meter.advance(item)
    ctx.exit(exit_status(verdicts, fail_on=fail_on, unreadable=inputs.unreadable))


def reports(
    given: "Iterator[Given]", judge: "Judge", value: "BrandValue", as_of: "date"
) -> "Iterator[tuple[Given, Report]]":
    """Yield every text with its report, in order; no more than ``CHUNK`` texts are held at a time."""
    from hub.cli.check_input import not_judged
    from hub.judging.judge import Row

    while chunk := tuple(islice(given, CHUNK)):
        rows = (
            Row(
                parts=item.parts,
                locale=item.locale,
                channel=item.channel,
                master_parts=item.master,
                report_id=item.id,
            )
            for item in chunk
            if item.fault is None
        )
        answers = judge.judge_many(rows, brand=value.brand, as_of=as_of)
        for item in chunk:
            yield item, next(answers) if item.fault is None else not_judged(item, judge, value.brand, as_of)


def exit_status(verdicts: "Counter[str]", *, fail_on: str, unreadable: int) -> int:
    """Return the exit status that the verdicts (and files that could not be opened) amount to."""
    if verdicts["blocked"] or (fail_on == "needs_work" and verdicts["needs_work"]):
        return BLOCKED
    if unreadable:
        return WRONG_USAGE
    return NOT_JUDGED if verdicts["not_judged"] else 0


def _channel(value: "BrandValue", slug: str | None) -> "ChannelSpec | None":
    from hub.cli.check_input import channel_of

    return channel_of(value, slug) if slug is not None else None
