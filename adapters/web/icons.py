"""The few drawings of the page, as our own inline SVG: nothing is loaded from elsewhere."""

from adapters.web.html import Html

LOGO = Html(
    '<svg class="logo" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" focusable="false">'
    '<path class="cover" d="M5 5a3 3 0 0 1 3-3h19v24H8a3 3 0 0 0-3 2z"/>'
    '<path class="leaves" d="M8 26.800h18v2.400H8a1.200 1.200 0 0 1 0-2.400z"/>'
    '<path class="ribbon" d="M18 2h4v13l-2-2-2 2z"/></svg>'
)

MENU = Html(
    '<svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true" focusable="false">'
    '<circle cx="4" cy="10" r="1.500"/><circle cx="10" cy="10" r="1.500"/><circle cx="16" cy="10" r="1.500"/></svg>'
)

LAMP = Html(
    '<svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true" focusable="false">'
    '<path d="M10 3.500a6.500 6.500 0 1 0 0 13z"/>'
    '<circle cx="10" cy="10" r="6.500" fill="none" stroke="currentColor" stroke-width="1.500"/></svg>'
)

SEND = Html(
    '<svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">'
    '<path d="M10 16V4.500M5 9.300l5-5 5 5" fill="none" stroke="currentColor" stroke-width="1.800" '
    'stroke-linecap="round" stroke-linejoin="round"/></svg>'
)

PIN = Html(
    '<svg viewBox="0 0 20 20" width="14" height="14" aria-hidden="true" focusable="false">'
    '<path d="M7 2h6l-.8 5.500 2.800 3v1.500h-4.200L10 18l-.8-6H5v-1.500l2.800-3z"/></svg>'
)

CLOCK = Html(
    '<svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true" focusable="false">'
    '<path d="M10 3.500a6.500 6.500 0 1 1 0 13a6.500 6.500 0 0 1 0-13M10 6.200V10l2.600 1.700" fill="none" '
    'stroke="currentColor" stroke-width="1.500" stroke-linecap="round" stroke-linejoin="round"/></svg>'
)

FAVICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<path fill="#1f4f4a" d="M5 5a3 3 0 0 1 3-3h19v24H8a3 3 0 0 0-3 2z"/>'
    '<path fill="#c9bfa8" d="M8 26.800h18v2.400H8a1.200 1.200 0 0 1 0-2.400z"/>'
    '<path fill="#d9583f" d="M18 2h4v13l-2-2-2 2z"/></svg>'
)
