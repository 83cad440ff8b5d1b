"""The words of the field, as frozen dataclasses (`value`); standard library only.

Times are whole milliseconds and end in `_ms`. `Transcript` is what a source says and may lack
names, ids and ends; `Episode` is complete. A `Card` is all that other pages may know of an episode.
"""
