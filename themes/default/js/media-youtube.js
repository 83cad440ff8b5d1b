import { FrameMedia } from "./media-frame.js";

const WHY_NOT = {
  2: "YouTube does not know this video.",
  5: "YouTube cannot play this video here.",
  100: "The video is not on YouTube any more, or is private.",
};
const ELSEWHERE = "YouTube does not let this video be played on other pages.";
const GREETING_MS = 250;

/** A video on YouTube; its frame speaks as the IFrame API does, of which no script is loaded. */
export class YouTubeMedia extends FrameMedia {
  constructor(link, startMs, screen, tell) {
    const address = new URL(link.dataset.embed);
    const second = Math.floor(startMs / 1000);
    const asked = { enablejsapi: 1, autoplay: 1, playsinline: 1, rel: 0, start: second, origin: location.origin };
    for (const [name, value] of Object.entries(asked)) address.searchParams.set(name, value);
    super(link, String(address), screen, tell);
    this.time = startMs;
    // The frame answers as soon as it can hear.
    this.frame.onload = () => {
      clearInterval(this.greeting);
      this.greeting = setInterval(() => this.post({ event: "listening", id: 1, channel: "widget" }), GREETING_MS);
    };
  }

  command(func, ...args) { this.say({ event: "command", func, args, id: 1, channel: "widget" }); }

  hear({ event, info }) {
    if (!this.isReady) {
      clearInterval(this.greeting);
      this.ready();
      this.command("addEventListener", "onError");
    }
    if (event === "onError") this.tell("failed", WHY_NOT[info] || ELSEWHERE);
    else if (info && typeof info === "object") {
      const { currentTime, duration, playerState, muted } = info;
      if (muted !== undefined) this.isMuted = muted;
      // 3 is loading: it will go on as it was.
      const isPlaying = playerState === undefined || playerState === 3 ? undefined : playerState === 1;
      this.learn({ time: currentTime, length: duration, isPlaying });
    }
  }

  async play() { this.command("playVideo"); }
  pause() { this.command("pauseVideo"); }
  seek(ms) { this.time = this.asked = ms; this.command("seekTo", ms / 1000, true); }
  set speed(speed) { this.rate = speed; this.command("setPlaybackRate", speed); }

  close() {
    clearInterval(this.greeting);
    super.close();
  }
}
