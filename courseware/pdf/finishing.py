"""The last hand on a PDF: drawings of slides in their places, one maker's name, links as written, the same bytes every time."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack

import pikepdf

from courseware.pdf.names import BASE, DECORATIVE, NUMBER, fingerprint

MAKER = "courseware"
IMAGE_KEYS = ("/Width", "/Height", "/ColorSpace", "/BitsPerComponent", "/Interpolate", "/SMask", "/Decode")


def finish(data: bytes, pictures: Sequence[bytes], numbers: Iterable[str], licence: str = "") -> bytes:
    """`data` with the placeholders of the slides `numbers` replaced by their drawings from `pictures`, and with `licence` in what
    the file says of itself.
    """
    wanted = tuple(numbers)
    with ExitStack() as opened:
        pdf = opened.enter_context(pikepdf.open(io.BytesIO(data)))
        if wanted:
            _place(pdf, [opened.enter_context(pikepdf.open(io.BytesIO(each))) for each in pictures], wanted)
        return _finished(pdf, licence)


def _finished(pdf: pikepdf.Pdf, licence: str) -> bytes:
    _give_bodies(pdf)
    _hide_decoration(pdf)
    _join_links(pdf)
    for page in pdf.pages:
        for note in page.obj.get("/Annots", ()):
            action = note.get("/A")
            if action is not None and "/URI" in action:
                action["/URI"] = pikepdf.String(str(action["/URI"]).removeprefix(BASE))
    pdf.docinfo["/Producer"] = pikepdf.String(MAKER)
    if "/Metadata" in pdf.Root:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as meta:
            meta["pdf:Producer"] = MAKER
            if licence:
                meta["dc:rights"] = licence
                meta["xmpRights:UsageTerms"] = licence
    if licence:
        known = str(pdf.docinfo.get("/Keywords", ""))
        pdf.docinfo["/Keywords"] = pikepdf.String(", ".join(each for each in (known, licence) if each))
    return save(pdf)


def _give_bodies(pdf: pikepdf.Pdf) -> None:
    """Wraps what stands in a list's item beside its label: WeasyPrint tags a paragraph there as the item's own child,
    which PDF/UA doesn't allow (ISO 32000-1, table 336).
    """
    for item in [thing for thing in pdf.objects if _is(thing, "/LI")]:
        loose = [kid for kid in item.get("/K", ()) if not _is(kid, "/Lbl") and not _is(kid, "/LBody")]
        if not loose:
            continue
        kept = [kid for kid in item.K if _is(kid, "/Lbl") or _is(kid, "/LBody")]
        body = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name("/StructElem"), S=pikepdf.Name("/LBody"), K=loose, P=item)
        )
        if "/Pg" in item:
            body["/Pg"] = item["/Pg"]
        for kid in loose:
            if isinstance(kid, pikepdf.Dictionary):
                kid["/P"] = body
        item["/K"] = pikepdf.Array([*kept, body])


def _hide_decoration(pdf: pikepdf.Pdf) -> None:
    """Takes the tag of a figure from pictures that say nothing: readers of the text pass them by."""
    for figure in [thing for thing in pdf.objects if _is(thing, "/Figure") and thing.get("/Alt") == DECORATIVE]:
        figure["/S"] = pikepdf.Name("/NonStruct")
        del figure["/Alt"]
        del figure["/A"]


def _join_links(pdf: pikepdf.Pdf) -> None:
    """Leaves one place to click where a link holds an element: WeasyPrint gives what stands inside another one, tagged as no
    link, which PDF/UA doesn't allow (ISO 14289-1, 7.18.5). A picture's goes to the link itself, as it is larger than the line.
    """
    tree = pdf.Root.get("/StructTreeRoot")
    if tree is None or "/ParentTree" not in tree:
        return
    numbers = tree.ParentTree.Nums
    at = {int(numbers[place]): place + 1 for place in range(0, len(numbers), 2)}
    gone: set[int] = set()
    for page in pdf.pages:
        notes = page.obj.get("/Annots", ())
        kept = []
        for note in notes:
            place = at.get(int(note.get("/StructParent", -1)))
            inside = numbers[place] if place is not None else None
            link = _link_around(inside) if note.get("/Subtype") == "/Link" and inside is not None else None
            if link is None or inside is None or place is None:
                kept.append(note)
                continue
            reference = next(kid for kid in inside.K if _refers(kid, note))
            inside["/K"] = pikepdf.Array([kid for kid in inside.K if not _refers(kid, note)])
            if _is(inside, "/Figure"):
                link.K.append(reference)
                numbers[place] = link
                kept.append(note)
            else:
                gone |= {place - 1, place}
        if len(kept) < len(notes):
            page.obj["/Annots"] = pikepdf.Array(kept)
    if gone:
        tree.ParentTree["/Nums"] = pikepdf.Array([each for place, each in enumerate(numbers) if place not in gone])


def _link_around(element: pikepdf.Object) -> pikepdf.Object | None:
    """The link in which an element that is none stands."""
    if not isinstance(element, pikepdf.Dictionary) or _is(element, "/Link"):
        return None
    above = element.get("/P")
    while isinstance(above, pikepdf.Dictionary) and "/S" in above and not _is(above, "/Link"):
        above = above.get("/P")
    return above if _is(above, "/Link") else None


def _refers(kid: object, note: pikepdf.Object) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid and kid.Obj.objgen == note.objgen


def _is(thing: object, kind: str) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == kind


def save(pdf: pikepdf.Pdf) -> bytes:
    """The bytes of `pdf`: its identifier comes from its content, so equal content gives equal bytes."""
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _place(pdf: pikepdf.Pdf, drawn: Sequence[pikepdf.Pdf], numbers: tuple[str, ...]) -> None:
    """Turns each placeholder picture into a form of the slide's page: wherever it is shown, the drawing is."""
    pages = {str(page.obj[NUMBER]): (each, page) for each in drawn for page in each.pages}
    waiting = {fingerprint(number): number for number in numbers}
    for thing in pdf.objects:
        if not isinstance(thing, pikepdf.Stream) or thing.get("/Subtype") != "/Image" or thing.get("/Width", 999) > 999:
            continue
        number = _number(thing, waiting)
        if number:
            _become(pdf, thing, *pages[number])
            del waiting[fingerprint(number)]
    if waiting:
        raise AssertionError(f"pictured slides without a place in the PDF: {', '.join(waiting.values())}")


def _number(image: pikepdf.Stream, waiting: Mapping[bytes, str]) -> str:
    if image.get("/Filter") == "/DCTDecode" or image.Width * image.Height > 200 * 200 * 12:
        return ""
    return waiting.get(image.read_bytes()[:32], "")


def _become(pdf: pikepdf.Pdf, image: pikepdf.Stream, drawn: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """An image is drawn into the unit square, so the form's matrix brings the slide's page there (ISO 32000-1, 8.10.1)."""
    source = drawn.make_indirect(page.as_form_xobject())
    form = pdf.copy_foreign(source)
    left, bottom, right, top = (float(each) for each in form.BBox)
    image.write(form.read_bytes())
    for key in IMAGE_KEYS:
        if key in image:
            del image[key]
    image["/Subtype"] = pikepdf.Name("/Form")
    image["/BBox"] = form.BBox
    image["/Resources"] = form.Resources
    width, height = right - left, top - bottom
    image["/Matrix"] = pikepdf.Array([1 / width, 0, 0, 1 / height, -left / width, -bottom / height])
