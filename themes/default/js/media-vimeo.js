import { FrameMedia } from "./media-frame.js";

/** A video on Vimeo, by the messages of its player. */
export class VimeoMedia extends FrameMedia {
  constructor(link, startMs, screen, tell) {
    const address = new URL(link.dataset.embed);
    const asked = { api: 1, autoplay: 1, playsinline: 1, dnt: 1 };
    for (const [name, value] of Object.entries(asked)) address.searchParams.set(name, value);
    super(link, String(address), screen, tell);
    this.time = this.asked = startMs;
  }

  hear({ event, data }) {
    if (event === "ready") {
      this.ready();
      for (const value of ["play", "pause", "ended", "timeupdate", "error"]) this.say({ method: "addEventListener", value });
      this.play();
    } else if (event === "error") this.tell("failed", "Vimeo cannot play this video here.");
    else if (data || event === "pause") {
      const isPlaying = { play: true, pause: false, ended: false }[event];
      this.learn({ time: data?.seconds, length: data?.duration, isPlaying });
    }
  }

  async play() { this.say({ method: "play" }); }
  pause() { this.say({ method: "pause" }); }
  seek(ms) { this.time = this.asked = ms; this.say({ method: "setCurrentTime", value: ms / 1000 }); }
  set speed(speed) { this.rate = speed; this.say({ method: "setPlaybackRate", value: speed }); }
}
