// Codes of MediaError: 1 is the page's own doing.
const WHY_FAILED = {
  2: "The recording stopped coming: the network failed.",
  3: "The recording is damaged from here on.",
  4: "The recording is missing, or of a kind that this browser does not play.",
};

/** A file, played by an audio or video element. Times are in milliseconds. */
export class FileMedia {
  constructor(link, startMs, screen, tell) {
    this.isSeen = link.dataset.kind === "video";
    this.element = document.createElement(this.isSeen ? "video" : "audio");
    this.element.preload = "auto";
    this.element.playsInline = true;
    if (this.isSeen) screen.append(this.element);
    for (const name of ["timeupdate", "play", "playing", "pause", "ended", "seeked", "durationchange", "waiting", "volumechange"]) {
      this.element.addEventListener(name, () => tell(name));
    }
    this.element.addEventListener("error", () => tell("failed", WHY_FAILED[this.element.error?.code] || ""));
    this.element.src = link.href.split("#")[0];
    this.seek(startMs);
  }

  /** Resolves when it plays; rejects with NotAllowedError where the browser wants a click first. */
  play() { return this.element.play(); }
  pause() { this.element.pause(); }
  seek(ms) { this.element.currentTime = ms / 1000; }
  get time() { return this.element.currentTime * 1000; }
  /** 0 until it is known. */
  get length() { return Number.isFinite(this.element.duration) ? this.element.duration * 1000 : 0; }
  get isPlaying() { return !this.element.paused && !this.element.ended; }
  get isMuted() { return this.element.muted || !this.element.volume; }
  set speed(speed) { this.element.defaultPlaybackRate = speed; this.element.playbackRate = speed; }

  close() {
    this.element.removeAttribute("src");
    this.element.load();
    this.element.remove();
  }
}
