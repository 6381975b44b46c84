// The copy button copies what the page shows. For the click, take out the lines that are not there:
// those that are gone, or, where an older step is shown alone, those that came later.
document.addEventListener("click", (event) => {
    const pre = event.target.closest(".listing .clip-button")?.closest("pre");
    if (!pre) return;
    const code = pre.querySelector("code");
    const shown = code.innerHTML;
    const absent = pre.closest(".version.alone.older") ? "ins" : "del";
    for (const line of code.querySelectorAll(`${absent}, .gap[data-place]`)) line.remove();
    setTimeout(() => { code.innerHTML = shown; });
}, { capture: true });
