// The hours left on a hold, counted on while the page stays open. Without it they are as of loading.
for (const clock of document.querySelectorAll("[data-until]")) {
  const end = new Date(clock.dataset.until);
  const number = /\d+/;
  setInterval(() => {
    const hours = Math.floor((end - Date.now()) / 3600000);
    if (hours < 0) location.reload();
    else clock.textContent = clock.textContent.replace(number, hours);
  }, 60000);
}
