"""The shapes of the icons: what goes inside an <svg viewBox="0 0 16 16">.

Three classes colour them: ic-ring is a line, ic-fill an area, ic-cut a line cut out of one.
"""

RING = '<circle class="ic-ring" cx="8" cy="8" r="6.4"/>'
DISC = '<circle class="ic-fill" cx="8" cy="8" r="7.2"/>'

SHAPES = {
    # How far something is: the shape fills up, so it needs no colour.
    "ring": RING,
    "quarter": RING + '<path class="ic-fill" d="M8 8V3.2A4.8 4.8 0 0 1 12.8 8z"/>',
    "half": RING + '<path class="ic-fill" d="M8 3.2a4.8 4.8 0 0 1 0 9.6z"/>',
    "three-quarters": RING + '<path class="ic-fill" d="M8 8H3.2A4.8 4.8 0 1 0 8 3.2z"/>',
    "done": DISC + '<path class="ic-cut" d="M4.6 8.2 7 10.6l4.4-5"/>',
    "ended": RING + '<path class="ic-ring" d="m5.6 5.6 4.8 4.8m0-4.8-4.8 4.8"/>',
    "left": RING + '<path class="ic-ring" d="M4.6 8h6.8"/>',
    # What something needs.
    "warning": '<path class="ic-fill" d="M8 1.2 15.4 14.6H.6z"/>'
    '<path class="ic-cut" d="M8 6v4.2M8 11.6v1.6"/>',
    "clock": RING + '<path class="ic-ring" d="M8 4.2V8l2.6 1.8"/>',
    "lock": '<rect class="ic-fill" x="3" y="7" width="10" height="7.4" rx="1"/>'
    '<path class="ic-ring" d="M5.2 7V5a2.8 2.8 0 0 1 5.6 0v2"/>',
    # What a control does.
    "plus": '<path class="ic-line" d="M8 2v12M2 8h12"/>',
    "download": '<path class="ic-line" d="M8 2v8M4.6 7 8 10.6 11.4 7M2.5 13.6h11"/>',
    "search": '<circle class="ic-ring" cx="7" cy="7" r="4.8"/>'
    '<path class="ic-ring" d="m10.6 10.6 4 4"/>',
    "back": '<path class="ic-line" d="M10 3 5 8l5 5"/>',
    "forward": '<path class="ic-line" d="m6 3 5 5-5 5"/>',
    "edit": '<path class="ic-line" d="M2.5 13.5 3 10.4l7.6-7.6 2.6 2.6L5.6 13z"/>',
}
