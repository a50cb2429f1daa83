"""Step patterns that many styles share; one sign is a sixteenth."""

FOUR = "X...X...X...X..."
BACK = "....X.......X..."
EIGHTHS = "x.o.x.o.x.o.x.o."
SIXTEENTHS = "xoxoxoxoxoxoxoxo"
OFF = "..X...X...X...X."
HELD = "X..............."
