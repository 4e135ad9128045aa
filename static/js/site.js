// Optional help: without it every page works the same.
const problem = document.querySelector(".errors");
if (problem) problem.focus();

// A text to copy: where the clipboard is closed to us, it is selected, to be copied by hand.
async function take(box, button) {
  if (box.select) box.select();
  else getSelection().selectAllChildren(box);
  try {
    await navigator.clipboard.writeText((box.value ?? box.textContent).trim());
    button.textContent = box.dataset.copied;
  } catch {
    button.textContent = box.dataset.select;
  }
}

for (const box of document.querySelectorAll("[data-copy]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--quiet";
  button.textContent = box.dataset.copy;
  button.addEventListener("click", () => take(box, button));
  box.after(button);
}
