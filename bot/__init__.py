"""The core of Commonplace: it knows no platform and no HTTP."""
