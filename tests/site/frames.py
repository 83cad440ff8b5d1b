"""Stand-ins for the players of YouTube and Vimeo, which speak the messages that theirs speak."""

# Messages of YouTube's IFrame API: "listening" is answered, then news come as "infoDelivery".
YOUTUBE = """<!doctype html><title>Video</title><script>
let time = Number(new URLSearchParams(location.search).get("start"));
let state = 1, rate = 1, timer = 0;
const say = (event, info) => parent.postMessage(JSON.stringify({ event, info }), "*");
const tell = () => say("infoDelivery", { currentTime: time, playerState: state });
const acts = {
  playVideo() { state = 1; }, pauseVideo() { state = 2; }, seekTo(to) { time = to; },
  setPlaybackRate(to) { rate = to; }, addEventListener() {},
};
addEventListener("message", ({ data, origin }) => {
  const { event, func, args } = JSON.parse(data);
  if (event === "command" && timer) { acts[func](...args); tell(); }
  if (event !== "listening" || timer) return;
  say("initialDelivery", { currentTime: time, duration: 60, playerState: -1 });
  FAILS
  timer = setInterval(() => { if (state === 1) time += rate * .25; tell(); }, 250);
});
</script>"""
# Vimeo's player says "ready", and tells what it has been asked to tell.
VIMEO = """<!doctype html><title>Video</title><script>
let time = 0, plays = false, wanted = new Set();
const say = (event, data) => {
  if (event !== "ready" && !wanted.has(event)) return;
  parent.postMessage(JSON.stringify({ event, data }), "*");
};
const now = () => ({ seconds: time, duration: 60, percent: time / 60 });
const acts = {
  addEventListener(name) { wanted.add(name); }, setPlaybackRate() {},
  play() { plays = true; say("play", now()); }, pause() { plays = false; say("pause", now()); },
  setCurrentTime(to) { time = to; say("timeupdate", now()); },
};
addEventListener("message", ({ data }) => {
  const { method, value } = JSON.parse(data);
  acts[method](value);
});
setInterval(() => { if (plays) { time += .25; say("timeupdate", now()); } }, 250);
say("ready");
</script>"""


def youtube(error: int = 0) -> str:
    """YouTube's player; with a code of its API it refuses the video."""
    return YOUTUBE.replace("FAILS", f'say("onError", {error}); return;' if error else "")
