"""Why a row is set aside, in the words that `check` and the pack print."""

ABOVE = "above the table"
BLANK = "blank"
HEADING = "heading"
SECTION = "section heading"
BELOW = "note or total"
NOT_USABLE = "could not be used"
SAME = "the same as another row, counted once"
