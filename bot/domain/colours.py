"""Whether two colours can be read on each other, as WCAG 2.2 measures it (SC 1.4.3)."""

#: What ordinary text needs.
READABLE = 4.5
#: Below, light grows in proportion.
_DARK = 0.04045


def contrast(one: str, other: str) -> float:
    """Between 1 and 21, of two colours written ``#rrggbb``."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    # https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
    return channel / 12.92 if channel <= _DARK else ((channel + 0.055) / 1.055) ** 2.4
