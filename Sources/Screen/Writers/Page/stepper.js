"use strict";
const part = (name) => document.getElementById(name);
const { first, interval, frames } = JSON.parse(part("frames").textContent);
const rows = part("rows").content.children;
const captions = part("captions").content.children;
const [screen, caption, slider, play] = ["screen", "caption", "slider", "play"].map(part);
const last = frames.length - 1;
let shown = -1;
let timer = 0;
let naming = 0;

// A frame names only the rows that differ from the frame before: here each gets all of its rows.
const screens = [];
for (const changes of frames) {
  const all = screens.length ? screens.at(-1).slice() : [];
  for (let i = 0; i < changes.length; i += 2) all[changes[i]] = changes[i + 1];
  screens.push(all);
}

function show(wanted) {
  const number = Math.min(Math.max(wanted, 0), last);
  if (number < 0 || number === shown) return;
  screens[number].forEach((row, y) => {
    if (shown >= 0 && screens[shown][y] === row) return;
    const line = rows[row].cloneNode(true);
    if (screen.children[y]) screen.replaceChild(line, screen.children[y]);
    else screen.append(line);
  });
  shown = number;
  caption.replaceChildren(captions[number].cloneNode(true));
  slider.value = number;
  slider.setAttribute("aria-valuetext", captions[number].firstChild.textContent);
  // The address follows a little later: browsers refuse to change it dozens of times a second.
  clearTimeout(naming);
  naming = setTimeout(() => history.replaceState(null, "", "#step=" + (first + shown)), 150);
}

function setPlaying(isPlaying) {
  clearInterval(timer);
  timer = isPlaying ? setInterval(() => (shown < last ? show(shown + 1) : setPlaying(false)), interval) : 0;
  play.setAttribute("aria-pressed", isPlaying);
  play.lastChild.textContent = isPlaying ? "Pause" : "Play";
}

function togglePlaying() {
  if (!timer && shown === last) show(0);
  setPlaying(!timer);
}

function go(number) {
  setPlaying(false);
  show(number);
}

function goToAddress() {
  const asked = /^#step=(-?\d+)$/.exec(location.hash);
  if (asked) go(Number(asked[1]) - first);
}

const ways = {
  Home: () => go(0),
  ArrowLeft: () => go(shown - 1),
  ArrowRight: () => go(shown + 1),
  End: () => go(last),
  " ": togglePlaying,
};
const buttons = { first: "Home", back: "ArrowLeft", next: "ArrowRight", last: "End", play: " " };

for (const name in buttons) part(name).addEventListener("click", () => ways[buttons[name]]());
slider.addEventListener("input", () => go(Number(slider.value)));
addEventListener("hashchange", goToAddress);
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || !ways[event.key]) return;
  // Space on a button presses that button.
  if (event.key === " " && event.target instanceof HTMLButtonElement) return;
  event.preventDefault();
  ways[event.key]();
});

part("stepper").hidden = false;
show(0);
goToAddress();
