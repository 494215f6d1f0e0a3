"""Colours of cells by their plain names: light and dark shades of one hue are one name, white is none."""

from colorsys import rgb_to_hls

COLOURS = frozenset(("red", "amber", "yellow", "green", "blue", "purple", "pink", "grey", "black"))
# Hues in degrees, each up to its bound. What people call orange, amber, gold and peach is one name.
_HUES = ((15, "red"), (47, "amber"), (66, "yellow"), (165, "green"), (255, "blue"), (292, "purple"), (338, "pink"))
_WHITE, _BLACK, _GREY = 0.975, 0.10, 0.18

# The first 64 colours that workbooks name by number; two halves of eight are the same eight.
_BASIC = "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF"
INDEXED = tuple(
    f"{_BASIC} {_BASIC} 800000 008000 000080 808000 800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066 "
    "FF8080 0066CC CCCCFF 000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF CCFFCC FFFF99 99CCFF "
    "FF99CC CC99FF FFCC99 3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 003366 339966 003300 333300 993300 "
    "993366 333399 333333".split()
)


def colour_name(rgb: str, tint: float = 0.0) -> str:
    """The name of a colour of six hex digits (eight with its opacity in front); "" for white and for what is none.

    `tint`, from -1 to 1, makes it darker or lighter.
    """
    try:
        red, green, blue = (int(rgb[-6:][at : at + 2], 16) / 255 for at in (0, 2, 4))
    except ValueError:
        return ""
    hue, light, saturation = rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light + (1 - light) * tint
    if light >= _WHITE:
        return ""
    if light <= _BLACK:
        return "black"
    return "grey" if saturation < _GREY else next((name for most, name in _HUES if 360 * hue < most), "red")
