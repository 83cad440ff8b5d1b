"""talkbook makes a book out of talk: transcripts in, a documentation-style website out.

The packages, in the order the data takes:

importers  bytes of any kind -> Transcript and findings; one file per family of formats
model      the words of the field, as frozen types; imports nothing
passes     Transcript -> Episode, step by step
renderers  Episode, or Cards of all episodes -> Artifacts
writer     Artifacts -> disk

`load` reads the disk, `pipeline` puts the packages in a row, `cli` and `server` are the doors.
"""

__version__ = "0.1.0"
