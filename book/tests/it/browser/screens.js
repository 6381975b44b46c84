// Opens a page of the book as wide as a phone and as a desk's screen, and returns what does not fit.
const wide = (it) => it.scrollWidth > it.clientWidth;
function unfit(text) {
    const [own, all] = [text, text.ownerSVGElement].map((it) => it.getBoundingClientRect());
    const size = parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a;
    return size < 12 || own.left < all.left || own.right > all.right;
}
const found = [];
for (const width of [390, 1280]) {
    const frame = Object.assign(document.createElement("iframe"), { src: "?frame", width, height: 800 });
    document.body.replaceChildren(frame);
    await new Promise((done) => { frame.onload = done; });
    const all = (css) => [...frame.contentDocument.querySelectorAll(css)];
    found.push(...all("html, .table-wrapper").filter(wide),
        ...all(".picture svg text").filter(unfit));
}
return found.map((it) => it.outerHTML.slice(0, 90));
