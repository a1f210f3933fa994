"""The files that ``raci new`` begins with: by the size of a firm, or by its industry."""

from __future__ import annotations

from raci.model.organisation import Industry, Size

#: Templates that stand whole beside this module, in each language.
WRITTEN = ("small", "medium", "large", "empty")

#: What ``raci new --template`` takes.
TEMPLATES = (*WRITTEN, *(industry.value for industry in Industry))

#: What ``raci new --size`` takes.
SIZES = tuple(size.value for size in Size)


def template(name: str, language: str, size: str = "") -> str:
    """Return the text of a template.

    Args:
        name: One of ``TEMPLATES``.
        language: ``de`` or ``en``.
        size: Of an industry, how large the firm is; empty for what is usual in it.
    """
    if name not in WRITTEN:
        from raci.words.templates.industry import industry_template

        return industry_template(name, language, size)
    from pathlib import Path

    return (Path(__file__).parent / language / f"{name}.toml").read_text(encoding="utf-8")
