"""The table of commands: what ``raci --help`` lists, and which module does which."""

from __future__ import annotations

from raci.words import mark

#: Name of the command, its module, and what it does in a line.
COMMANDS: dict[str, tuple[str, str]] = {
    "edit": ("raci.cli.edit", mark("open the editor")),
    "check": ("raci.cli.check", mark("find the gaps: nobody in charge, IT alone, out of reach …")),
    "show": ("raci.cli.show", mark("show the matrix on the terminal")),
    "export": ("raci.cli.export", mark("write the matrix as Excel, HTML, Markdown, CSV and more")),
    "import": ("raci.cli.import_table", mark("read a matrix from Excel, Markdown, CSV, HTML …")),
    "new": ("raci.cli.new", mark("begin a file from a template")),
    "catalogue": ("raci.cli.catalogue", mark("list the channels that firms usually have")),
    "set": ("raci.cli.set_letters", mark("change the letters of one role on one channel")),
    "review": ("raci.cli.review", mark("note that channels were looked at, or show when")),
    "fix": ("raci.cli.fix", mark("mend what needs no decision")),
    "rule": ("raci.cli.rule", mark("explain a rule, or list them all")),
    "baseline": ("raci.cli.baseline", mark("accept today's findings, and only new ones count")),
    "diff": ("raci.cli.diff", mark("show what differs between two versions")),
    "merge": ("raci.cli.merge", mark("merge what two people made of one file")),
    "history": ("raci.cli.history", mark("show who changed a channel or a cell, and when")),
    "git": ("raci.cli.git_drivers", mark("let git compare and merge in these words")),
    "what-if": ("raci.cli.what_if", mark("try what would come of somebody leaving")),
    "schema": ("raci.cli.schema", mark("print the JSON Schema of the file")),
    "completion": ("raci.cli.completion", mark("print a completion script for the shell")),
    "config": ("raci.cli.config", mark("show and check one's own settings")),
}
