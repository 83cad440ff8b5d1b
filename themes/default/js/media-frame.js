const ANSWER_MS = 10_000;

/** A player of another site in a frame, which is spoken to by messages. Nothing of it is loaded before. */
export class FrameMedia {
  constructor(link, address, screen, tell) {
    this.isSeen = true;
    this.tell = tell;
    this.time = 0;
    this.length = 0;
    this.isPlaying = false;
    this.host = new URL(address).origin;
    this.frame = document.createElement("iframe");
    this.frame.title = `Video on ${link.dataset.title}`;
    this.frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
    // YouTube plays for those only who say from where they ask.
    this.frame.referrerPolicy = "strict-origin-when-cross-origin";
    this.frame.src = address;
    this.listening = new AbortController();
    addEventListener("message", (event) => {
      if (event.source !== this.frame.contentWindow || event.origin !== this.host) return;
      clearTimeout(this.waiting);
      let said = event.data;
      try { if (typeof said === "string") said = JSON.parse(said); } catch { return; }
      if (said) this.hear(said);
    }, { signal: this.listening.signal });
    this.waiting = setTimeout(() => tell("failed", `${link.dataset.title} does not answer. It may be blocked here.`), ANSWER_MS);
    screen.append(this.frame);
  }

  post(message) { this.frame.contentWindow?.postMessage(JSON.stringify(message), this.host); }

  /** Nothing is said before the frame can hear; then it is told where to be, and how fast. */
  say(message) { if (this.isReady) this.post(message); }

  ready() {
    this.isReady = true;
    if (this.asked) this.seek(this.asked);
    if (this.rate) this.speed = this.rate;
  }

  /** What the frame says of itself: only what has changed. */
  learn({ time, length, isPlaying }) {
    if (time !== undefined) this.time = time * 1000;
    if (length) this.length = length * 1000;
    const turned = isPlaying !== undefined && isPlaying !== this.isPlaying;
    if (turned) this.isPlaying = isPlaying;
    this.tell(!turned ? "timeupdate" : isPlaying ? "playing" : "pause");
  }

  close() {
    clearTimeout(this.waiting);
    this.listening.abort();
    this.frame.remove();
  }
}
