// Opens a page of the book as wide as a phone and as a desk's screen, and returns what does not fit.
const wide = (it) => it.scrollWidth > it.clientWidth;
const place = (it) => it.getBoundingClientRect();
const within = (own, box) => own.left >= box.left && own.right <= box.right;
const covers = (box, x, y) => box.left < x && x < box.right && box.top < y && y < box.bottom;
function unfit(text) {
    const [own, picture] = [place(text), text.ownerSVGElement];
    const [x, y] = [own.left + own.width / 2, own.top + own.height / 2];
    const boxes = [picture, ...picture.querySelectorAll("rect")].map(place).filter((box) => covers(box, x, y));
    const others = [...picture.querySelectorAll("text")].filter((it) => it !== text).map(place);
    const meets = (other) => covers(own, Math.max(own.left, other.left) + 1, (other.top + other.bottom) / 2)
        && other.right > own.left + 1;
    const size = parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a;
    return size < 12 || !boxes.every((box) => within(own, box)) || others.some(meets);
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
