"""The command that draws for print: figure."""

from __future__ import annotations

from typing import Any

import click

from .options import db_option, filter_options, filters_of, parted, said_of, writable
from .printing import say
from .session import session_of


@click.command()
@click.argument("what", metavar="KIND")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False),
    callback=writable,
    help="The file to write; its end says what: .svg, .pdf or .png  [default: KIND.svg]",
)
@click.option(
    "--width",
    type=float,
    default=170.0,
    show_default=True,
    metavar="MM",
    help="Width in mm, 60 to 300: 85 is a journal's column, 170 or 176 its page.",
)
@click.option(
    "--dpi",
    type=int,
    default=300,
    show_default=True,
    help="Dots per inch of a .png, 72 to 1200; 600 for line drawings.",
)
@click.option(
    "--by",
    metavar="NAME,NAME",
    help="contrast and gap: columns are the values of this instead of roles: profession, decade; role,country for both.",
)
@click.option("--title", "titled", is_flag=True, help="Draw the title above the figure, for slides.")
@click.option(
    "--editable", is_flag=True, help="Keep the texts of an .svg as text, which needs DejaVu Sans to be drawn."
)
@filter_options
@db_option
@click.pass_context
def figure(
    ctx: click.Context,
    /,
    what: str,
    names: tuple[str, ...],
    output: str | None,
    width: float,
    dpi: int,
    by: str | None,
    titled: bool,
    editable: bool,
    **options: Any,
) -> None:
    """Draw a figure for print: SVG, PDF or PNG of an exact size, fonts included, readable without colour.

    Title, caption and the figure in words go to NAME.caption.txt beside it; files that are there are replaced. A NAME is an id, a label or an alias;
    without one, targets takes the behaviour with most named studies, logic-model that with most beliefs that targets
    address, and the others show everything.

    \b
    figure paths FROM TO             routes from one thing to another, with a table
    figure themes [BEHAVIOUR]        themes of what is said to lead to it, or of all
    figure contrast [BELIEF]         who voices each belief, role beside role
    figure gap [BEHAVIOUR]           who voices which belief, and what silence means
    figure targets [BEHAVIOUR]       beliefs ranked, and how far one study moves a rank
    figure flow [BEHAVIOUR|BELIEF]   from reviews and studies to beliefs
    figure logic-model [BEHAVIOUR]   technique, belief, behaviour

    \b
    Example: beliefgraph figure paths "fear of litigation" "order imaging" --output paths.pdf
    Example: beliefgraph figure targets "order imaging" --width 85 --output targets.svg
    Example: beliefgraph figure gap "order imaging" --dpi 600 --output gap.png
    Example: beliefgraph figure contrast "fear of litigation" --by country --output contrast.pdf
    """
    from ..figures.caption import caption_path
    from ..figures.kinds import check_dpi, check_width, chosen, form_of
    from ..maps.files import check_writable

    filters = filters_of(options)
    chosen(what, names)
    path = output or f"{what}.svg"
    form = form_of(path)
    files = [check_writable(one) for one in (path, caption_path(path))]
    check_dpi(dpi)
    check_width(width)
    if editable and form != "svg":
        say(f"--editable counts only for .svg, not for .{form}.")
    columns = parted(by, "--by")
    made = session_of(ctx).library.figure(what, *names, filters=filters, width=width, by=columns)
    said = said_of(files)
    for written in made.write(path, dpi=dpi, editable=editable, titled=titled):
        say(said[written])
