"""The script that runs for every reader and every act: find the page asked for, and run it."""

from pages.views import frame

frame.navigation().run()
