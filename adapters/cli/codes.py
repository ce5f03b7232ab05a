"""What the exit codes mean.

Decides them, in this one place, as sysexits.h has them, so that a supervisor can tell what is worth another try. The
overview (`commonplace --help`) prints this table.
"""

DONE = 0
BAD = 1
USAGE = 2
LATER = 75
CONFIGURATION = 78

MEANINGS = (
    (DONE, "done"),
    (BAD, "done, but badly: errors in the content, an error as the last answer, platforms that failed"),
    (USAGE, "the command line was not understood"),
    (LATER, "try again later: the data are in use, the disk is full, a server or a port is not to be had"),
    (CONFIGURATION, "a setting, the content or the data need a person first"),
)
