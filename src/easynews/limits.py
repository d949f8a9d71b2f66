"""Every limit on size and time, with its reason."""

ARTICLE_BYTES = 1_000_000
"""One article read from a file or standard input: about 150,000 words; a long read has 10,000."""

ARTICLE_CHARACTERS = 200_000
"""Characters of one article after cleaning: minutes of work on one core."""

RUN_WITHOUT_SPACE = 60
"""Longest run without a space that is kept: the tokenizer's time is quadratic in it."""

REPEATED_MARK = 3
"""How often one mark may follow itself, for the same reason."""

RUN_CHARACTERS = 150
"""Longest run without a space that the English pipeline cuts into tokens in one piece, for the same reason; longer
than nearly every link."""

SENTENCE_WORDS = 150
"""Longest sentence that is parsed in one piece; a longer one is cut at its nearest mark. Finding the best tree takes
cubic time when a text is nonsense; in half a million words of news and web text, two sentences were longer."""

VOICE_SECONDS = 10.0
"""Time a voice has for one sentence…"""

VOICE_SECONDS_PER_CHARACTER = 0.05
"""…and for each of its characters."""

SPOKEN_CHARACTERS = 2_000
"""Longest sentence handed to a voice at once: its time grows with the square."""

FFMPEG_SECONDS = 300
"""Time an encoding may take."""
