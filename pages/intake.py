"""Hand in a file; see what was taken in, and every row that was refused and why."""

from pages.views import frame

visit = frame.enter("intake")
