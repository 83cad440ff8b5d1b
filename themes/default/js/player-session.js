const session = navigator.mediaSession;

/** Let the keys of the keyboard, headset and lock screen work the player. */
export function setKeys(player) {
  const acts = {
    play: () => player.play(),
    pause: () => player.media?.pause(),
    seekbackward: ({ seekOffset }) => player.skip(-1000 * (seekOffset || 15)),
    seekforward: ({ seekOffset }) => player.skip(1000 * (seekOffset || 30)),
    seekto: ({ seekTime }) => player.seek(1000 * seekTime),
  };
  for (const [name, act] of Object.entries(acts)) {
    try { session?.setActionHandler(name, act); } catch { /* a key that this browser does not know */ }
  }
}

/** Say what is playing, where the system shows it. */
export function tellKeys(player, chapter, speaker) {
  if (!session || !player.media || !chapter) return;
  const album = document.querySelector("meta[property='og:site_name']")?.content || "";
  session.metadata = new MediaMetadata({ title: chapter, artist: speaker || "", album });
  if (player.length) session.setPositionState?.({ duration: player.length / 1000, position: Math.min(player.at, player.length) / 1000, playbackRate: player.speed });
}
