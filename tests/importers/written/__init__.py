"""A conversation written in each format: the other half of the importers, for tests alone."""

from collections.abc import Mapping

from generator.importers import refused
from tests.importers.written import data, lines, markup
from tests.importers.written.talk import Said, Writer

__all__ = ["WITHOUT", "WRITERS", "Said", "Writer"]

WRITERS: Mapping[str, Writer] = {
    "vtt-plain": Writer(lines.cues("WEBVTT\n\n", "{start} --> {end}\n{text}", "."), names=False),
    "vtt-voice": Writer(lines.cues("WEBVTT\n\n", "{start} --> {end}\n<v {name}>{text}", ".")),
    "vtt-zoom-name": Writer(
        lines.cues("WEBVTT\n\n", "{n}\n{start} --> {end}\n{name}: {text}", ".")
    ),
    "vtt-youtube-auto": Writer(lines.rolling, names=False),
    "srt-plain": Writer(lines.cues("", "{n}\n{start} --> {end}\n{raw}", ","), names=False),
    "srt-speaker": Writer(lines.cues("", "{n}\n{start} --> {end}\n{name}: {raw}", ",")),
    "sbv": Writer(lines.cues("", "{start},{end}\n{raw}", "."), names=False),
    "ass": Writer(lines.ass),
    "sami": Writer(lines.sami, names=False),
    "microdvd": Writer(lines.microdvd, names=False),
    "lrc": Writer(lines.lrc, names=False),
    "xml-ttml": Writer(markup.ttml),
    "xml-youtube": Writer(markup.xml_youtube, names=False),
    "xml-ohms": Writer(markup.ohms, times=False),
    "xml-tei-parla": Writer(markup.tei, times=False),
    "xml-eaf": Writer(markup.eaf),
    "textgrid": Writer(lines.textgrid),
    "cha": Writer(lines.cha),
    "json-podcastns": Writer(data.in_order),
    "json-podlove": Writer(data.entries("", voice="name", start="clock", text="text")),
    "json-whisper": Writer(
        data.entries("segments", speaker="name", start="start", end="end", text="spaced")
    ),
    "json-aws": Writer(data.by_word(data.aws)),
    "json-deepgram": Writer(data.by_word(data.deepgram)),
    "json-assemblyai": Writer(
        data.entries("utterances", speaker="name", start="start_ms", end="end_ms", text="text")
    ),
    "json-google-stt": Writer(data.by_word(data.google)),
    "json-ibm": Writer(data.by_word(data.ibm)),
    "json-speechmatics": Writer(data.by_word(data.speechmatics)),
    "json-rev": Writer(data.by_word(data.rev)),
    "json-kaldi": Writer(data.by_word(data.kaldi)),
    "json-word-timings": Writer(data.by_word(data.word_timings)),
    "json-youtube": Writer(data.by_word(data.json_youtube), names=False),
    "json-oyez": Writer(data.by_word(data.oyez)),
    "json-congress": Writer(data.by_word(data.congress), times=False),
    "otr": Writer(data.otr),
    "csv-oralhistory": Writer(data.table(("speaker", "text", "timestamp"), ",")),
    "csv-words": Writer(data.table(("timestamp", "text"), ","), names=False),
    "tsv-whisper": Writer(data.table(("start", "end", "text"), "\t"), names=False),
    "yaml-jekyll-turns": Writer(lines.yaml),
    "html-podcastns": Writer(
        markup.page("", "<cite>{name}:</cite><time>{clock}</time><p>{text}</p>")
    ),
    "html-hyperaudio": Writer(markup.hyperaudio),
    "html-congress": Writer(
        markup.page("<title>Congressional Record</title><pre>\n", "  Mr. {upper}. {text}\n"),
        times=False,
    ),
    "html-word-export": Writer(
        markup.page('<html><meta content="Microsoft Word 9">', "<p>{name}: {text}</p>"), times=False
    ),
    "html-page": Writer(markup.page("<html><body>", "<p>{name} {clock}</p><p>{text}</p>")),
    "docx": Writer(markup.docx, times=False),
    "txt-name-time": Writer(lines.lines("{name} {clock}\n\n{text}")),
    "txt-name-paren-time": Writer(lines.lines("{name} ({clock}):\n{text}")),
    "txt-name-colon": Writer(lines.lines("{name}: {text}"), times=False),
    "txt-time-name": Writer(lines.lines("[{clock}] {name}: {text}")),
    "txt-time-dash-name": Writer(lines.lines("{short} - {name}\n  {text}")),
    "txt-time-text": Writer(lines.lines("[{clock}] {text}"), names=False),
    "txt-youtube-paste": Writer(lines.lines("{short}\n{text}", "\n"), names=False),
    "txt-qa": Writer(lines.qa, times=False),
    "txt-hearing": Writer(lines.lines("  Mr. {upper}. {text}"), times=False),
    "txt-unlabelled": Writer(lines.lines("{text}"), names=False, times=False),
    "md-bold-name": Writer(lines.lines("**{name}:** {text}"), times=False),
    "md-name-paren-time": Writer(lines.lines("**{name} ({clock}):** {text}")),
    "md-time-bold-name": Writer(lines.lines("**[{clock}] {name}:** {text}")),
    "md-bracket-speaker-time": Writer(lines.lines("[{name}] [{clock}] {text}")),
    "md-frontmatter-whisper": Writer(
        lambda talk: (
            "---\ntitle: A\n---\n\n"
            + lines.lines("*  {text} [[{clock}](https://example.org/?t={s}s)]", "\n")(talk)
        ),
        names=False,
    ),
}
WITHOUT: Mapping[str, str] = {
    "vtt-descriptions": "what is seen, not said: no one speaks it",
    **dict.fromkeys(refused.FORMATS, "refused: nothing of it is read"),
    **dict.fromkeys(
        ("vtt-chapters", "json-chapters", "txt-chapter-list"),
        "a list of chapters, without a conversation; see the test of chapters",
    ),
}
