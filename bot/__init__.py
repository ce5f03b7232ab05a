"""The core of Commonplace: it knows no platform and no HTTP.

Decides that time zones come from the `tzdata` package alone and never from the machine's files, so that every
installation of one version computes the same times.
"""

from zoneinfo import reset_tzpath

reset_tzpath(())
