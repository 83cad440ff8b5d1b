"""Text and Markdown: what tools export, pages show and people type.

Names and times may stand alone on a line or before the words. A paragraph without a name goes on
with whoever spoke before. A line with a time, a dash and a title begins a chapter, and so does a
Markdown heading. Breaks, intros and jingles are kept as events and are no one's words. What a page
shows above the conversation (title, sponsors, a list of chapters) is told apart from it. Markdown
counts as such only in a file that is written in it; in plain text each character is shown as it
stands.

`txt-name-time`: a name and a time on a line of their own. Pages of podcasts, Otter, Descript, Rev.

    Ada Marsh 00:00:00

    We found the letters in a tin box.

    Tomás Reyes 00:00:09

    And the first one was addressed to you?

`txt-name-paren-time`: a name and a time in parentheses, on a line of their own or before the
words. Rev, and pages of podcasts.

    Ada Marsh (00:00:00):
    We found the letters in a tin box.

    Tomás Reyes (00:00:09):
    And the first one was addressed to you?

`txt-name-colon`: a name and a colon before the words. Google Meet, minutes, oral histories.
Initials are written out where the file lists who attends, such as "Ada Marsh (AM), Tomás Reyes
(TR)".

    Ada Marsh: We found the letters in a tin box.

    Tomás Reyes: And the first one was addressed to you?

    Ada Marsh: It was.

`txt-time-name`: a time, a name and a colon. Teams, Zoom, Descript.

    [00:00:00] Ada Marsh: We found the letters in a tin box.

    [00:00:09] Tomás Reyes: And the first one was addressed to you?

`txt-time-dash-name`: a time, a dash and a name on a line, and the words below. Fathom.

    0:00 - Ada Marsh
      We found the letters in a tin box.

    0:09 - Tomás Reyes
      And the first one was addressed to you?

`txt-time-text`: a time before the words, and no names.

    [00:00:00] We found the letters in a tin box.
    [00:00:09] And the first one was addressed to you.
    [00:00:14] It had never been opened, you said.

`txt-youtube-paste`: what YouTube's panel "Show transcript" gives when it is copied. A bare line
between words and a time is a chapter's title.

    Arrival
    0:00
    we found the letters in a tin box
    0:09
    and the first one was addressed
    0:12
    to you

`txt-qa`: questions and answers.

    Q: Where were the letters?

    A: In a tin box.

    Q: And the first one was addressed to you?

    A: It was.

`txt-hearing`: a name in capitals and a full stop. Hearings, and the Congressional Record.

      Mr. MARSH. Madam President, the letters were in a tin box.
      The PRESIDING OFFICER. Without objection, they are received.

`txt-unlabelled`: text without names or times. Each paragraph is one; a
[finding](findings.md#no-speakers) says what was missed.

    We found the letters in a tin box. Nobody had opened it since the war.

    And the first one was addressed to me.

`md-bold-name`: a name in bold before the words.

    **Ada Marsh:** We found the letters in a tin box.

    **Tomás Reyes:** And the *first* one was addressed to you?

`md-name-paren-time`: a name, in bold or not, and a time in parentheses, in a file with headings or
front matter.

    **Ada Marsh (00:00:00):** We found the letters in a tin box.

    **Tomás Reyes (00:00:09):** And the first one was addressed to you?

`md-time-bold-name`: a time and a name in bold, in any order.

    **[00:00] ADA:** We found the letters in a tin box.

    **[00:09] TOMÁS:** And the first one was addressed to you?

`md-bracket-speaker-time`: a name and a time, each in brackets.

    [Speaker 1] [00:00] We found the letters in a tin box.

    [Speaker 2] [00:09] And the first one was addressed to you?

`md-frontmatter-whisper`: list items with a link to their time at the end, as scripts make them
from automatic captions.

    ---
    title: Letters from the tin box
    ---
    *  We found the letters in a tin box. [[00:00:00](https://www.youtube.com/watch?v=x&t=0.0s)]
    *  And the first one was addressed to me. [[00:00:09](https://www.youtube.com/watch?v=x&t=9.0s)]
"""

from collections.abc import Mapping

FORMATS = (
    "txt-name-time",
    "txt-name-paren-time",
    "txt-name-colon",
    "txt-time-name",
    "txt-time-dash-name",
    "txt-time-text",
    "txt-youtube-paste",
    "txt-qa",
    "txt-hearing",
    "txt-unlabelled",
    "md-bold-name",
    "md-name-paren-time",
    "md-time-bold-name",
    "md-bracket-speaker-time",
    "md-frontmatter-whisper",
)
REASONS: Mapping[str, str] = {
    "txt-name-time": "just a name and a time",
    "txt-name-paren-time": "a name and a time in parentheses",
    "md-name-paren-time": "a name and a time in parentheses",
    "txt-name-colon": "a name and a colon before the words",
    "txt-time-name": "a time, a name and a colon before the words",
    "txt-time-dash-name": "a time, a dash and a name",
    "txt-time-text": "a time before the words",
    "txt-youtube-paste": "a time alone, and words below",
    "txt-qa": "Q: or A: before the words",
    "txt-hearing": "a name in capitals and a full stop before the words",
    "md-bold-name": "a name in bold before the words",
    "md-time-bold-name": "a name in bold and a time",
    "md-bracket-speaker-time": "a name and a time in brackets",
    "md-frontmatter-whisper": "a list item with a link to its time",
}
