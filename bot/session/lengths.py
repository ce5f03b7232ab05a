"""How a length of time is said on the board and in the minutes.

Decides for whole minutes, rounded up while time is left and down for what is spent, and seconds below one minute.
"""

from datetime import timedelta

from bot.chat.command import Request

MINUTE = timedelta(minutes=1)


def spent(time: timedelta, request: Request) -> str:
    """`'4 min'`, or `'40 s'` below one minute."""
    if time < MINUTE:
        return request.say("{n} s", n=int(time.total_seconds()))
    return request.say("{n} min", n=time // MINUTE)


def left(planned: timedelta, elapsed: timedelta, request: Request) -> str:
    """`'12 min left'`, or `'3 min over'`."""
    remaining = planned - elapsed
    if remaining > timedelta():
        return request.say("{n} min left", n=-(-remaining // MINUTE))
    return request.say("{n} min over", n=-remaining // MINUTE) if -remaining >= MINUTE else request.say("time is up")
