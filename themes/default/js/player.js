import { across, clock, timeOf } from "./clock.js";
import { Follow } from "./follow.js";
import { FileMedia } from "./media-file.js";
import { VimeoMedia } from "./media-vimeo.js";
import { YouTubeMedia } from "./media-youtube.js";
import { keep, kept } from "./player-store.js";
import { setKeys, tellKeys } from "./player-session.js";
import { loadTimes } from "./times.js";

const MEDIA = { audio: FileMedia, video: FileMedia, youtube: YouTubeMedia, vimeo: VimeoMedia };
const [BACK_MS, ON_MS, KEEP_MS] = [15_000, 30_000, 5_000];
const SPEED = "talkbook-speed";
const SPEEDS = [1, 1.25, 1.5, 1.75, 2, 3, .75];
const HAS_ENDED_MS = 300;

const anchor = () => {
  try { return decodeURIComponent(location.hash.slice(1)); } catch { return ""; }
};

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
    this.choose(links.find((link) => link.href.split("#")[0] === kept(`${this.key} from`)) || links[0]);
    this.at = this.first();
    bar.dataset.plays = "";
    this.part("choice").hidden = links.length < 2;
    this.setSpeed(Number(kept(SPEED)) || 1);
    this.listen();
    this.show();
  }

  /** Where it begins: where the address says, where one was in this part, or where the part begins. */
  first() {
    const there = timeOf(anchor());
    if (there >= 0) return there;
    const start = Number(this.bar.dataset.start);
    const was = Number(kept(this.key)) || 0;
    return was >= start && (!start || was < this.until()) ? was : start;
  }

  /** Where the page's part ends, by the time of its last turn. */
  until() {
    const turns = document.querySelectorAll(".turn[id^='t=']");
    return turns.length ? timeOf(turns[turns.length - 1].id) : 0;
  }

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
    const seek = this.part("seek");
    seek.addEventListener("input", () => { this.dragged = Number(seek.value) * 1000; this.show(); });
    seek.addEventListener("change", () => { this.dragged = undefined; this.seek(Number(seek.value) * 1000); });
    click("speed", () => this.setSpeed(after(SPEEDS, this.speed)));
    click("choice", () => this.change(after(this.links, this.link)));
    document.addEventListener("click", (event) => this.clicked(event));
    addEventListener("hashchange", () => { if (!this.media) { this.at = this.first(); this.show(); } });
    // A page that is left, or a computer that sleeps: what is kept is the recording's own time.
    addEventListener("pagehide", () => this.keepPlace());
    addEventListener("pageshow", () => this.show());
    document.addEventListener("visibilitychange", () => this.show());
    setKeys(this);
  }

  /** Load the recording, and the times of what is said; resolves when both are asked for. */
  open() {
    if (this.media) return;
    const Media = MEDIA[this.link.dataset.kind];
    const screen = this.part("screen");
    this.note("");
    this.wanted = this.at;
    this.media = new Media(this.link, across(this.pieces, this.at, 0, 1), screen, (what, why) => this.told(what, why));
    this.media.speed = this.speed;
    screen.hidden = !this.media.isSeen;
    this.times ||= loadTimes(this.bar.dataset.times).then((times) => this.learn(times));
  }

  learn(times) {
    if (!times) return;
    this.said = times;
    this.follow = new Follow(times.rows, () => this.show());
    if (this.media?.isPlaying) this.follow.start();
    // The address of a paragraph, or of words without a time, is known only now.
    const row = this.follow.find(anchor());
    if (row && this.wantsAnchor && row[1] !== this.at) this.seek(row[1]);
    this.wantsAnchor = false;
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
    if (length && there >= length) return this.pastTheEnd(ms);
    this.at = this.wanted = ms;
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
    this.note(`This recording ends at ${clock(end)}, before ${clock(ms)}.`);
  }

  setSpeed(speed) {
    this.speed = speed;
    keep(SPEED, speed);
    this.part("speed").textContent = `${speed}×`;
    this.part("speed").setAttribute("aria-label", `Speed: ${speed}×`);
    if (this.media) this.media.speed = speed;
  }

  /** Play another recording from the same place. */
  change(link) {
    const goesOn = this.media?.isPlaying;
    this.media?.close();
    this.media = null;
    this.part("screen").hidden = true;
    this.choose(link);
    keep(`${this.key} from`, link.href.split("#")[0]);
    if (goesOn) this.play();
    else this.show();
  }

  /** What the recording tells: what has changed, and why it failed. */
  told(what, why) {
    if (what === "failed") {
      this.note(why);
      this.media.close();
      this.media = null;
      this.part("screen").hidden = true;
    } else if (what === "durationchange" && this.wanted) {
      if (across(this.pieces, this.wanted, 0, 1) >= this.media.length) this.pastTheEnd(this.wanted);
      this.wanted = 0;
    } else if (what === "waiting") this.note("Waiting for the recording …");
    else if (what === "playing") this.note(this.media.isMuted ? "The sound is off." : "");
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
    const link = event.target.closest?.("a[href]");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const to = new URL(link.href);
    const isHere = to.pathname === location.pathname && to.host === location.host;
    if (isHere && to.hash && link.querySelector("time")) this.clickedTime(link, decodeURIComponent(to.hash.slice(1)));
    else if (this.media?.isPlaying && !link.target && !link.download) this.takeAlong(event, to, isHere);
  }

  /** A time in the text plays from there; nothing is asked of another site before one has pressed play. */
  clickedTime(link, id) {
    const ms = this.follow?.find(id)?.[1] ?? timeOf(id);
    if (this.media && ms >= 0) this.playFrom(ms);
    else if (!this.media && !this.link.dataset.embed && link.closest(".who")) {
      this.wantsAnchor = ms < 0;
      this.playFrom(Math.max(0, ms));
    }
  }

  /** Another chapter, while it plays: on the page of the whole conversation it goes on, and need not stop again. */
  takeAlong(event, to, isHere) {
    const folder = new URL("./", this.transcript).href;
    const name = /^([^/]+)\.html$/.exec(to.href.split(/[?#]/)[0].slice(folder.length))?.[1];
    if (isHere || !to.href.startsWith(folder) || !name || name === "index") return;
    event.preventDefault();
    const place = to.hash || (name === "transcript" ? "" : `#${name}`);
    if (location.pathname === this.transcript.pathname) {
      location.hash = place;
      return;
    }
    const address = new URL(this.transcript);
    address.search = to.search;
    address.searchParams.set("listen", (this.at / 1000).toFixed(1));
    address.hash = place;
    this.keepPlace();
    location.href = address;
  }

  note(text) {
    if (this.part("note").textContent !== text) this.part("note").textContent = text;
  }

  /** Show what is, by the recording's own clock. */
  show() {
    const { media, bar } = this;
    let row;
    if (media) {
      this.at = across(this.pieces, media.time, 1, 0);
      if (media.length) this.length = Math.max(this.length, across(this.pieces, media.length, 1, 0));
      // What the recording has beyond the text is not said on the page.
      const isBeyond = Math.abs(across(this.pieces, this.at, 0, 1) - media.time) > 1;
      row = this.follow?.mark(isBeyond ? -1 : this.at);
      if (media.isPlaying && Math.abs(this.at - (this.keptAt ?? 0)) > KEEP_MS) this.keepPlace();
      if (media.isPlaying && this.follow?.words && !this.frame) {
        this.frame = requestAnimationFrame(() => { this.frame = 0; this.show(); });
      }
    }
    const shown = this.dragged ?? this.at;
    const seek = this.part("seek");
    seek.max = Math.ceil(this.length / 1000) || 1;
    if (this.dragged === undefined) seek.value = shown / 1000;
    seek.setAttribute("aria-valuetext", `${clock(shown)} of ${clock(this.length)}`);
    bar.style.setProperty("--done", `${this.length ? (100 * shown) / this.length : 0}%`);
    this.part("clock").textContent = clock(shown);
    this.part("end").textContent = clock(this.length);
    const isPlaying = Boolean(media?.isPlaying);
    bar.toggleAttribute("data-playing", isPlaying);
    this.part("play").setAttribute("aria-label", isPlaying ? "Pause" : "Play");
    this.showSaid(row, isPlaying);
    if (!isPlaying) linkTo(this.link, across(this.pieces, this.at, 0, 1));
  }

  showSaid(row, isPlaying) {
    const { follow } = this;
    const isAway = follow?.stillness.matches ? !follow.isInView(this.at) : !follow?.isOn;
    this.part("follow").hidden = !(follow?.turn && isPlaying && isAway);
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
  player.play();
}

const linkAll = (links) => {
  const ms = timeOf(anchor());
  if (ms < 0) return;
  for (const link of links) {
    linkTo(link, across(JSON.parse(link.dataset.pieces || "[[0,0]]"), ms, 0, 1));
    link.querySelector("span").textContent = `${link.querySelector("span").textContent.split(" from ")[0]} from ${clock(ms)}`;
  }
};
