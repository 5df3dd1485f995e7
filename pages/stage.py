"""Who is called now, on the screen on the wall, and nothing else?"""

from pages.views import frame, wall

visit = frame.enter("stage")
wall.draw(visit)
