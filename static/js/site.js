// Optional help: without it every page works the same.
const problem = document.querySelector(".errors");
if (problem) problem.focus();

for (const box of document.querySelectorAll("[data-copy]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--quiet";
  button.textContent = box.dataset.copy;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(box.textContent.trim());
    button.textContent = box.dataset.copied;
  });
  if (navigator.clipboard) box.after(button);
}
