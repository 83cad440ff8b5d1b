import { across, clock, timeOf } from "./clock.js";
import { setChanged } from "./dom.js";
import { Follow } from "./follow.js";
import { FileMedia } from "./media-file.js";
import { VimeoMedia } from "./media-vimeo.js";
import { YouTubeMedia } from "./media-youtube.js";
import { keep, kept } from "./store.js";
import { setKeys, tellKeys } from "./player-session.js";
import { loadTimes } from "./times.js";

const MEDIA = { audio: FileMedia, video: FileMedia, youtube: YouTubeMedia, vimeo: VimeoMedia };
const [BACK_MS, ON_MS, KEEP_MS, PATIENCE_MS] = [15_000, 30_000, 5_000, 1_500];
const SPEED = "talkbook-speed";
const SPEEDS = [1, 1.25, 1.5, 1.75, 2, 3, .75];
const HAS_ENDED_MS = 300;

const idIn = ({ hash }) => {
  try { return decodeURIComponent(hash.slice(1)); } catch { return ""; }
};

const recordingOf = (link) => link.dataset.embed || link.href.split("#")[0];
const after = (list, one) => list[(list.indexOf(one) + 1) % list.length];

/** The player of a page. It speaks in the transcript's times; `pieces` lead to the recording's and back. */
class Player {
  constructor(bar, links) {
    this.bar = bar;
    this.links = links;
    this.part = (name) => bar.querySelector(`.player-${name}`);
    this.transcript = new URL(bar.dataset.transcript, location.href);
    this.key = `talkbook-heard ${this.transcript.pathname}`;
    this.length = Number(bar.dataset.length);
    this.choose(links.find((link) => recordingOf(link) === kept(`${this.key} from`)) || links[0]);
    this.begin();
    bar.dataset.plays = "";
    this.part("choice").hidden = links.length < 2;
    this.setSpeed(Number(kept(SPEED)) || 1);
    this.listen();
    this.show();
  }

  /** It begins where the address says, where one was in this part, or where the part begins. */
  begin() {
    const { start, until } = this.bar.dataset;
    const was = Number(kept(this.key)) || 0;
    const there = timeOf(idIn(location));
    const isHere = was > start && (until === "0" || was < until);
    this.at = there >= 0 ? there : isHere ? was : Number(start);
    this.byAddress = true;
    // Who comes back sees where that is, before anything is played.
    this.isBack = isHere && !idIn(location);
    if (this.isBack) this.askTimes();
  }

  askTimes() { this.times ||= loadTimes(this.bar.dataset.times).then((times) => this.learn(times)); }

  choose(link) {
    this.link = link;
    this.part("choice").textContent = link.dataset.title;
    this.part("choice").setAttribute("aria-label", `Recording: ${link.dataset.title}. Play another`);
    this.pieces = JSON.parse(link.dataset.pieces || "[[0,0]]");
    // A link to a file that is played here is of no use; one to a site shows that site's page.
    for (const other of this.links) other.closest("li").hidden = other !== link || !link.dataset.embed;
  }

  listen() {
    const click = (name, act) => this.part(name).addEventListener("click", act);
    click("play", () => this.toggle());
    click("back", () => this.skip(-BACK_MS));
    click("on", () => this.skip(ON_MS));
    click("follow", () => this.goAlong());
    click("close", () => { this.close(); this.show(); });
    const seek = this.part("seek");
    seek.addEventListener("input", () => { this.dragged = Number(seek.value) * 1000; this.show(); });
    seek.addEventListener("change", () => { this.dragged = undefined; this.seek(Number(seek.value) * 1000); });
    click("speed", () => { this.setSpeed(after(SPEEDS, this.speed)); keep(SPEED, this.speed); });
    click("choice", () => this.change(after(this.links, this.link)));
    document.addEventListener("click", (event) => this.clicked(event));
    addEventListener("hashchange", () => { if (!this.media) { this.begin(); this.show(); } });
    // A page that is left, or a computer that sleeps: what is kept is the recording's own time.
    addEventListener("pagehide", () => { if (this.media) this.keepPlace(); });
    addEventListener("pageshow", () => this.show());
    document.addEventListener("visibilitychange", () => this.show());
    setKeys(this);
  }

  /** Load the recording, and the times of what is said. */
  open() {
    if (this.media) return;
    const Media = MEDIA[this.link.dataset.kind];
    const screen = this.part("screen");
    this.note("");
    this.wanted = this.at;
    const media = new Media(this.link, across(this.pieces, this.at, 0, 1), screen, (what, why) => {
      if (media === this.media) this.told(what, why);
    });
    media.speed = this.speed;
    this.media = media;
    this.showScreen(media.isSeen);
    this.isBack = false;
    this.askTimes();
  }

  learn(times) {
    if (!times) return;
    this.said = times;
    this.follow = new Follow(times.rows, () => this.show());
    if (this.media?.isPlaying) this.follow.start();
    // The address of a paragraph, or of words without a time, is known only now.
    const row = this.follow.find(idIn(location));
    if (row && this.byAddress) this.seek(row[1]);
    this.show();
  }

  async play() {
    this.open();
    this.follow?.start();
    try {
      await this.media.play();
    } catch (error) {
      if (error.name === "NotAllowedError") this.note(`Press play to go on from ${clock(this.at)}.`);
    }
    this.show();
  }

  toggle() {
    if (this.media?.isPlaying) this.media.pause();
    else this.play();
  }

  /** Go to a time of the transcript, if the recording reaches so far. */
  seek(ms) {
    const there = across(this.pieces, ms, 0, 1);
    const length = this.media?.length;
    this.byAddress = false;
    if (length && there >= length) return this.pastTheEnd(ms);
    this.at = this.wanted = ms;
    this.isPast = false;
    this.note("");
    this.media?.seek(there);
    this.keepPlace();
    this.show();
  }

  skip(ms) {
    if (!this.media) return this.seek(Math.max(0, Math.min(this.length, this.at + ms)));
    const { time, length } = this.media;
    this.media.seek(Math.max(0, Math.min(length ? length - HAS_ENDED_MS : Infinity, time + ms)));
    this.note("");
    this.follow?.start();
    this.show();
  }

  playFrom(ms) {
    this.at = ms;
    if (this.media) this.seek(ms);
    if (!this.media || this.at === ms) this.play();
  }

  pastTheEnd(ms) {
    const end = across(this.pieces, this.media.length, 1, 0);
    this.isPast = true;
    this.note(`This recording ends at ${clock(end)}, before ${clock(ms)}.`);
  }

  setSpeed(speed) {
    this.speed = speed;
    this.part("speed").textContent = `${speed}×`;
    this.part("speed").setAttribute("aria-label", `Speed: ${speed}×`);
    if (this.media) this.media.speed = speed;
  }

  /** Play another recording from the same place. */
  change(link) {
    const goesOn = this.media?.isPlaying;
    this.close();
    this.choose(link);
    keep(`${this.key} from`, recordingOf(link));
    if (goesOn) this.play();
    else this.show();
  }

  close() {
    this.media?.close();
    this.media = null;
    this.showScreen(false);
  }

  showScreen(isSeen) {
    this.part("screen").hidden = !isSeen;
    document.documentElement.dataset.player = isSeen ? "seen" : "";
  }

  /** What the recording tells: what has changed, and why it failed. */
  told(what, why) {
    clearTimeout(this.waiting);
    if (what === "failed") {
      this.note(why);
      this.close();
    } else if (what === "durationchange" && this.wanted) {
      if (across(this.pieces, this.wanted, 0, 1) >= this.media.length) this.pastTheEnd(this.wanted);
      this.wanted = 0;
    } else if (what === "waiting") this.waiting = setTimeout(() => this.note("Waiting for the recording …"), PATIENCE_MS);
    else if (what === "playing" && !this.isPast) this.note(this.media.isMuted ? "The sound is off." : "");
    else if (what === "pause" || what === "ended") this.keepPlace();
    this.show();
  }

  keepPlace() {
    keep(this.key, Math.round(this.at));
    this.keptAt = this.at;
  }

  goAlong() {
    this.follow.start();
    this.follow.keepInView(this.at, this.follow.isOn ? "smooth" : "instant");
    this.show();
  }

  clicked(event) {
    const link = event.target.closest?.("a");
    if (!link?.href || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    // In a drawing, an address is an object.
    const to = new URL(link.href.baseVal ?? link.href, location.href);
    const isHere = to.pathname === location.pathname && to.host === location.host;
    const id = idIn(to);
    if (isHere && id && link.querySelector("time")) this.clickedTime(link, id);
    else if (!isHere && this.media?.isPlaying && !link.target && !link.download) {
      this.takeAlong(event, to, link.querySelector("time, rect") ? timeOf(id) : -1);
    }
  }

  /** A time in the text plays from there; nothing is asked of another site before one has pressed play. */
  clickedTime(link, id) {
    const ms = this.follow?.find(id)?.[1] ?? timeOf(id);
    if (this.media && ms >= 0) this.playFrom(ms);
    else if (!this.media && !this.link.dataset.embed && link.closest(".who")) {
      this.byAddress = true;
      this.playFrom(ms < 0 ? this.at : ms);
    }
  }

  // On the page of the whole conversation it need not stop again.
  /** Another page of the episode, while it plays: go on there, from `ms` where the link is a time. */
  takeAlong(event, to, ms) {
    const isPage = (name) => to.pathname === new URL(`${name}.html`, this.transcript).pathname;
    const name = this.said?.chapters.map(([id]) => id).find(isPage);
    if (!name && !isPage("transcript")) return;
    event.preventDefault();
    const place = to.hash || (name ? `#${name}` : "");
    if (location.pathname === this.transcript.pathname) {
      location.hash = place;
      if (this.bar.contains(event.target)) this.goAlong();
      return;
    }
    const address = new URL(this.transcript);
    address.search = to.search;
    address.searchParams.set("listen", ((ms < 0 ? this.at : ms) / 1000).toFixed(1));
    address.hash = place;
    this.keepPlace();
    location.href = address;
  }

  note(text) { this.write("note", text); }

  write(name, text) {
    const part = this.part(name);
    if (part.textContent !== text) part.textContent = text;
  }

  /** Where the recording is, by its own clock, marked in the text; returns the row of what is said. */
  mark() {
    const { media } = this;
    this.at = across(this.pieces, media.time, 1, 0);
    // What the recording has beyond the text is not said on the page.
    const isBeyond = Math.abs(across(this.pieces, this.at, 0, 1) - media.time) > 1;
    const row = this.follow?.mark(isBeyond ? -1 : this.at);
    // Words are shorter than what a recording tells of its time.
    if (media.isPlaying && this.follow?.words) {
      this.ticking ||= requestAnimationFrame(() => { this.ticking = 0; if (this.media) this.mark(); });
    }
    return row;
  }

  show() {
    const { media, bar } = this;
    const row = media ? this.mark() : this.follow?.mark(this.isBack ? this.at : -1);
    const isPlaying = Boolean(media?.isPlaying);
    // Measured before anything is written, so that the page is laid out once.
    const { isAway } = this;
    if (media?.length) this.length = Math.max(this.length, across(this.pieces, media.length, 1, 0));
    if (media?.isPlaying && Math.abs(this.at - (this.keptAt ?? 0)) > KEEP_MS) this.keepPlace();
    const shown = this.dragged ?? this.at;
    const seek = this.part("seek");
    setChanged(seek, "max", Math.ceil(this.length / 1000) || 1);
    const second = Math.round(shown / 1000);
    if (this.dragged === undefined && Number(seek.value) !== second) seek.value = second;
    setChanged(seek, "aria-valuetext", `${clock(shown)} of ${clock(this.length)}`);
    const done = `${(this.length ? (100 * shown) / this.length : 0).toFixed(1)}%`;
    if (done !== this.done) seek.style.setProperty("--done", done);
    this.done = done;
    this.write("clock", clock(shown));
    this.write("end", clock(this.length));
    bar.toggleAttribute("data-playing", isPlaying);
    setChanged(this.part("play"), "aria-label", isPlaying ? "Pause" : "Play");
    this.write("follow", isPlaying ? "Follow" : `Go to ${clock(this.at)}`);
    this.part("follow").toggleAttribute("hidden", !isAway);
    this.showSaid(row);
    if (!isPlaying) linkTo(this.link, across(this.pieces, this.at, 0, 1));
  }

  /** Whether what is said is on the page, and the reader is elsewhere. */
  get isAway() {
    const { follow } = this;
    return Boolean(follow) && (follow.stillness.matches ? !follow.isInView(this.at) : !follow.isOn) && follow.isShown;
  }

  showSaid(row) {
    if (row === this.shownRow && this.part("said").textContent) return;
    this.shownRow = row;
    const said = this.part("said");
    const [chapter, speaker] = row ? [this.said.chapters[row[2]], this.said.speakers[row[3]]] : [];
    said.replaceChildren();
    if (speaker) said.append(Object.assign(document.createElement("b"), { textContent: speaker }), " ");
    if (chapter) {
      const link = document.createElement("a");
      link.href = new URL(`${chapter[0]}.html${row[0] ? `#${row[0]}` : ""}`, this.transcript);
      link.textContent = chapter[1];
      said.append(link);
    }
    tellKeys(this, chapter?.[1], speaker);
  }
}

/** Let a link open its recording at that time. */
const linkTo = (link, ms) => {
  const second = Math.floor(ms / 1000);
  const address = new URL(link.href);
  if (link.dataset.kind === "youtube") address.searchParams.set("t", `${second}s`);
  else address.hash = second ? `t=${second}` : "";
  link.href = address;
};

/** Make the bar at the foot of the page a player. Sites that refuse pages on disk stay links there. */
export function startPlayer(bar) {
  const links = [...bar.querySelectorAll(".player-links a")];
  const playable = links.filter((link) => !link.dataset.embed || location.protocol !== "file:");
  if (!playable.length) {
    addEventListener("hashchange", () => linkAll(links));
    linkAll(links);
    return;
  }
  const player = new Player(bar, playable);
  const address = new URL(location.href);
  const handed = address.searchParams.get("listen");
  if (handed === null) return;
  address.searchParams.delete("listen");
  history.replaceState(history.state, "", address);
  player.at = Math.max(0, Number(handed) * 1000 || 0);
  player.byAddress = false;
  player.play();
}

const linkAll = (links) => {
  const ms = timeOf(idIn(location));
  if (ms < 0) return;
  for (const link of links) {
    linkTo(link, across(JSON.parse(link.dataset.pieces || "[[0,0]]"), ms, 0, 1));
    link.querySelector("span").textContent = `${link.querySelector("span").textContent.split(" from ")[0]} from ${clock(ms)}`;
  }
};
