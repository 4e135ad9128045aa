// Optional help: without it every page works the same.
const problem = document.querySelector(".errors");
if (problem) problem.focus();

// A page that answers to a form keeps what was sent in the browser's history, and "Back" would send
// it again. From here on the history knows its address alone.
history.replaceState(null, "", location.href);

const button = (words, act) => {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button button--quiet";
  made.textContent = words;
  made.addEventListener("click", () => act(made));
  return made;
};

// A text to copy: where the clipboard is closed to us, it is selected, to be copied by hand.
const take = async (box, made) => {
  if (box.select) box.select();
  else getSelection().selectAllChildren(box);
  try {
    await navigator.clipboard.writeText((box.value ?? box.textContent).trim());
    made.textContent = box.dataset.copied;
  } catch {
    made.textContent = box.dataset.select;
  }
};
for (const box of document.querySelectorAll("[data-copy]"))
  box.after(button(box.dataset.copy, (made) => take(box, made)));

// A phone can hand the text of a letter on, without a file or an address of ours.
if (navigator.share)
  for (const box of document.querySelectorAll("[data-share]"))
    box.append(
      button(box.dataset.share, () =>
        navigator
          .share({ text: document.getElementById(box.dataset.shares).innerText.trim() })
          .catch(() => {}),
      ),
    );

for (const box of document.querySelectorAll("[data-print]"))
  box.replaceChildren(button(box.dataset.print, () => print()));

// The page that is left has no place in the history: "Back" does not find it.
for (const link of document.querySelectorAll('a[href$="/leave/"]'))
  link.addEventListener("click", (event) => {
    event.preventDefault();
    location.replace(link.href);
  });
