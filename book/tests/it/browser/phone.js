// Opens a page as wide as a phone, uses its widgets, and returns what sticks out or has no name.
const frame = document.createElement("iframe");
frame.width = 390;
frame.height = 800;
frame.src = arguments[0];
document.body.replaceChildren(frame);
await new Promise((done) => { frame.onload = done; });
const page = frame.contentDocument;
const pause = () => new Promise((done) => setTimeout(done, 300));
await pause();
page.querySelectorAll(".run button:first-child, .switcher label:first-child input").forEach((it) => it.click());
await pause();
page.querySelectorAll(".jar button:last-child").forEach((it) => it.click());
const wide = page.documentElement.scrollWidth > frame.contentWindow.innerWidth ? ["too wide"] : [];
const widgets = page.querySelectorAll(":is(.run, .request, .switcher, #laboratory) :is(button, input, select, textarea)");
const name = (it) => it.ariaLabel ?? [...it.labels, it].map((one) => one.textContent.trim()).join("");
const nameless = [...widgets].filter((it) => !name(it)).map((it) => it.outerHTML);
return [widgets.length > 0, [...wide, ...nameless]];
