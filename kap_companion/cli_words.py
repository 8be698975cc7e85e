"""The words that several commands of the command line share."""

from pathlib import Path
from typing import Annotated

import typer

PracticeFolder = Annotated[Path, typer.Argument(metavar="DIR", help="the practice's folder")]
SessionRef = Annotated[str, typer.Argument(metavar="SESSION", help="the session's id, or CLIENT/NUMBER")]
ClientRef = Annotated[str, typer.Argument(metavar="CLIENT", help="the client's name or id")]
PassphraseFile = Annotated[
    str | None,
    typer.Option("--passphrase-file", metavar="FILE", help="holds the passphrase; - reads standard input"),
]
AsJson = Annotated[bool, typer.Option("--json", help="print JSON")]
Out = Annotated[Path, typer.Option("-o", "--out", help="the PDF to write")]
PaperName = Annotated[str, typer.Option("--paper", help="letter or a4")]
TextSize = Annotated[
    int, typer.Option("--text-size", metavar="POINTS", help="11, or 16 or 20 for large print")
]
