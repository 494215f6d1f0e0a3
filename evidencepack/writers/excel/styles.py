"""How cells look: one font, few colours, every status readable without them."""

from typing import Any

FONT = {"font_name": "Arial", "font_size": 10, "font_scheme": "none"}
INK, RULE, BAND, TYPED_HEAD = "#1F2A37", "#C9D1DA", "#1F3A5F", "#7A4A00"
TONES = {
    "good": ("#D9EFDD", "#5B9E6B"),
    "part": ("#FDEDC4", "#E0B040"),
    "poor": ("#F7D5D0", "#B4493C"),
    "none": ("#E8EAED", "#A9B0B8"),
    "info": ("#DCE8F7", "#6E9BD1"),
}
_CELL: dict[str, Any] = {
    "valign": "top",
    "text_wrap": True,
    "border": 1,
    "border_color": RULE,
    "font_color": INK,
    "align": "left",
    "indent": 1,
}
_TYPED = {"bg_color": "#FFF8DC", "border_color": "#B08A3C", "locked": False, "num_format": 49}
_DAY = {"num_format": "d mmm yyyy", "align": "left"}
_LINK = {"font_color": "#0B4F8A", "underline": 1}
_HEAD = {"bold": True, "font_color": "#FFFFFF", "bg_color": BAND, "valign": "vcenter"}
_BARE: dict[str, Any] = {"valign": "top", "font_color": INK}

STYLES: dict[str, dict[str, Any]] = {
    "text": _CELL,
    "strong": _CELL | {"bold": True},
    "number": _CELL | {"align": "right"},
    "signed": _CELL | {"align": "right", "num_format": "+#,##0;−#,##0;0"},
    "day": _CELL | _DAY,
    "link": _CELL | _LINK,
    "typed": _CELL | _TYPED,
    "typed day": _CELL | _TYPED | _DAY,
    "head": _CELL | _HEAD,
    "typed head": _CELL | _HEAD | {"bg_color": TYPED_HEAD},
    "title": _BARE | {"bold": True, "font_size": 16},
    "about": _BARE | {"font_color": "#4B5563"},
    "quiet line": _BARE | {"font_color": "#4B5563", "text_wrap": True},
    "no link": _CELL,
    "line no link": _BARE | {"text_wrap": True},
    "yours": _BARE | {"bold": True, "font_color": TYPED_HEAD},
    "band": _HEAD | {"font_size": 12},
    "heading": _BARE | {"bold": True, "font_size": 11, "bottom": 1, "bottom_color": INK, "valign": "bottom"},
    "label": _BARE | {"bold": True},
    "line": _BARE | {"text_wrap": True},
    "line link": _BARE | _LINK | {"text_wrap": True},
} | {f"tone {tone}": _CELL | {"bold": True, "bg_color": fill} for tone, (fill, _) in TONES.items()}
