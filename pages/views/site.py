"""The script that runs for every reader and every act: find the page asked for, and run it."""

from data.access import Refused
from pages.views import frame
from words import Say

try:
    frame.navigation().run()
except Refused:  # the session ended while the page was drawn
    frame.turn_away(Say(frame.language())("door.stranger"))
