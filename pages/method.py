"""How is each number made, what does it mean and what not, and where does the method come from?"""

from pages.views import frame, methods

visit = frame.enter("method")
methods.dated(visit)
methods.explained(visit.say)
methods.glossary(visit.say)
frame.remember()
