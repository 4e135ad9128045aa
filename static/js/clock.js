// The time left on a hold, counted on while the page stays open. Without it, it is as of loading.
// The page is never loaded anew by itself: a note that somebody is typing would be lost.
function left(words, minutes) {
  if (minutes < 0) return words.over;
  const hours = Math.floor(minutes / 60);
  if (hours >= 2) return words.hours.replace("#", hours);
  return words.minutes.replace("##", minutes % 60).replace("#", hours);
}
for (const clock of document.querySelectorAll("[data-until]")) {
  const end = new Date(clock.dataset.until);
  const words = clock.closest("[data-over]").dataset;
  setInterval(() => {
    clock.textContent = `(${left(words, Math.floor((end - Date.now()) / 60000))})`;
  }, 60000);
}
