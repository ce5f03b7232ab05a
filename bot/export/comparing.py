"""What taking a file in would change; nothing of it happens here.

Decides the order in which a file is looked through: its own library first, since what is hidden and what is asked each
day may be an item of it, which may have another id here.
"""

from bot.export.choices import chosen, moderators, plan
from bot.export.difference import Difference, Here
from bot.export.items import joined
from bot.export.past import minutes, votes
from bot.export.records import Export
from bot.export.schedules import arranged
from bot.state.holding import Arrival


def compared(export: Export, here: Here) -> Difference:
    """What would become of what a space owns."""
    own = joined(export.own, here)
    choices = chosen(export, here, own.renamed)
    listing, listed = moderators(export, here)
    planning, plans = plan(export, here)
    prompts = arranged(export, here, own.renamed)
    minuting, sessions = minutes(export, here)
    voting, polls = votes(export, here)
    parts = (*choices.parts, listing, planning, prompts.part, own.sorting.part, minuting, voting)
    arrival = Arrival(
        settings=choices.settings,
        moderators=listed,
        plans=plans,
        schedules=prompts.changed,
        new_schedules=prompts.new,
        items=tuple(own.items),
        last=own.last if own.last > here.holding.last else 0,
        sessions=sessions,
        polls=polls,
    )
    return Difference(parts, arrival)
