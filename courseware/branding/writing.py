"""The `_brand.yml` of a new brand, with comments that say what may be changed and how."""

from __future__ import annotations

from collections.abc import Iterator

from courseware.brand.derive import complete
from courseware.branding.proposal import Proposal, measured
from courseware.importing.yamltext import scalar

HEAD = """# The house style of {title}. docs/brands.md has every key; `courseware brand check {name}` says what is missing.
# Editors help while you type if they know the schema that `courseware schema brand` prints.
"""


def brand_text(proposal: Proposal, name: str) -> str:
    """The whole file."""
    parts = [_meta(proposal), _logo(proposal), _colour(proposal), _typography(proposal), _own(proposal)]
    head = HEAD.format(title=proposal.title, name=name)
    return head + "".join("\n".join(part) + "\n" for part in map(list, parts) if part)


def _meta(proposal: Proposal) -> Iterator[str]:
    yield "meta:"
    yield f"  name: {scalar(proposal.title)}"
    yield "  # link: https://provider.example"


def _logo(proposal: Proposal) -> Iterator[str]:
    if not proposal.logo:
        yield "# logo: logo.svg        # or {medium: {light: logo.svg, dark: logo-dark.svg}}; SVG, PNG or JPEG in this folder"
        return
    yield "logo:"
    yield "  medium:"
    yield f"    light: {{path: {proposal.logo}, alt: {_quoted(proposal.title)}}}"
    if proposal.dark:
        yield f"    dark: {proposal.dark}"
    else:
        until = "print sets it on white only" if proposal.template else "it stands on a light plate there"
        yield f"    # dark: logo-dark.svg   # the logo for dark grounds; until there is one, {until}"


def _colour(proposal: Proposal) -> Iterator[str]:
    yield "color:"
    yield "  palette:"
    width = max((len(shade.name) for shade in proposal.palette), default=0)
    for shade in proposal.palette:
        why = ", ".join(filter(None, (shade.why, measured(shade.rgb))))
        yield f'    {shade.name + ":":{width + 1}} "#{shade.rgb}"  # {why}'
    for accent, shade_name in proposal.accents.items():
        yield f"    {accent}: {shade_name}"
    for role, shade_name in proposal.semantic.items():
        yield f"  {role}: {shade_name}"
    known = {shade.name: shade.rgb for shade in proposal.palette}
    colors = complete({role: known[called] for role, called in proposal.semantic.items()})
    derived = [key for key in ("foreground", "link", "tint", "dark") if key not in proposal.semantic]
    said = ", ".join(f"{key} #{colors[key]}" for key in derived)
    yield f"  # What isn't said is derived, such as {said}; write one of these here or in the palette to have it otherwise."


def _typography(proposal: Proposal) -> Iterator[str]:
    if not proposal.families:
        yield "# typography:            # Calibri, where nothing is said: every Office machine has it, and it is measured exactly"
        yield "#   base: Calibri"
        yield "#   headings: {family: Cambria, weight: normal}"
        return
    yield "typography:"
    if proposal.system:
        yield "  fonts:                # fonts that the machines have; for exact line breaks in print, bring the files: {source: file, files: [...]}"
        for family in proposal.system:
            yield f"    - {{family: {_quoted(family)}, source: system}}"
    yield f"  base: {_quoted(proposal.families['base'])}"
    yield f"  headings: {{family: {_quoted(proposal.families['headings'])}, weight: {proposal.families['weight']}}}"


def _own(proposal: Proposal) -> Iterator[str]:
    yield "defaults:"
    yield "  courseware:"
    if proposal.template:
        yield f"    template: {proposal.template}"
        for number, title in proposal.slides[:12]:
            yield f"    # its slide {number}: {_plain(title)}"
        if proposal.slides:
            yield "    # keep_slides: [{slide: 1, at: start}]   # slides of its own that every deck keeps"
    if proposal.legal:
        yield "    legal:"
        yield from (f"      - {_quoted(line)}" for line in proposal.legal)
    else:
        yield f"    legal: {_quoted('© ' + proposal.title)}   # lines for cover and last slide, one or a list"
    yield '    # footer: "{code} · {module}"   # what the foot of a slide says'
    yield "    paper: A4"


def _quoted(text: str) -> str:
    """Text that is a value inside braces too."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _plain(text: str) -> str:
    return " ".join(text.split())[:60]
