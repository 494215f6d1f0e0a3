"""How the cells of an .ods look, as far as it tells: filled, struck through, or shown as a month and year alone."""

from xml.parsers import expat

from msgspec import Struct

from evidencepack.files.colours import colour_name


class Look(Struct, frozen=True):
    """The look of a cell, by the name of its style; `fill` is a colour by its plain name."""

    fill: str = ""
    struck: bool = False
    month: bool = False


def looks_of(*parts: bytes) -> dict[str, Look]:
    """The looks that tell something, from the styles at the head of each of these parts."""
    walk = _StyleWalk()
    for xml in parts:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler, parser.EndElementHandler = walk.start, walk.end
        body = xml.find(b"<office:body")
        parser.Parse(xml[:body] if body >= 0 else xml, False)
    return {name: look for name in walk.found if (look := walk.look(name)) != Look()}


class _StyleWalk:
    """Styles of cells with what each says of itself, and the formats of days by what they show."""

    def __init__(self) -> None:
        self.found: dict[str, dict[str, str]] = {}
        self.shown: dict[str, set[str]] = {}
        self.now: dict[str, str] | None = None
        self.day: set[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(" ")[2]
        own = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if name == "style" and own.get("family") == "table-cell":
            self.now = self.found.setdefault(own.get("name", ""), own)
        elif name in ("table-cell-properties", "text-properties") and self.now is not None:
            self.now.update(own)
        elif name == "date-style":
            self.day = self.shown.setdefault(own.get("name", ""), set())
        elif name in ("day", "month", "year", "hours") and self.day is not None:
            self.day.add(name)

    def end(self, name: str) -> None:
        name = name.rpartition(" ")[2]
        self.now = None if name == "style" else self.now
        self.day = None if name == "date-style" else self.day

    def look(self, name: str) -> Look:
        """The look of a style, with what it takes over from the one it builds on."""
        own: dict[str, str] = {}
        for _ in range(8):
            style = self.found.get(name, {})
            own = {**style, **own}
            name = style.get("parent-style-name", "")
        colour = own.get("background-color", "")
        line = own.get("text-line-through-style", "none"), own.get("text-line-through-type", "none")
        return Look(
            fill=colour_name(colour[1:]) if colour.startswith("#") else "",
            struck=line != ("none", "none"),
            month=self.shown.get(own.get("data-style-name", "")) == {"month", "year"},
        )
