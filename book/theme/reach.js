// What mdBook leaves out for those who read by keyboard or screen reader: a link past the contents,
// a button that opens them, landmarks, and boxes that the arrow keys scroll sideways.
"use strict";
{
    const { say, element, button } = living;
    const part = (name) => document.getElementById(`mdbook-${name}`);

    document.body.prepend(element("a", { class: "skip", href: "#mdbook-content" }, say`Skip to the text`));
    part("menu-bar").setAttribute("role", "banner");

    // mdBook opens the contents by a label, which no keyboard reaches.
    function contentsButton() {
        const [label, box] = [part("sidebar-toggle"), part("sidebar-toggle-anchor")];
        const open = button("", () => label.click(), {
            class: "icon-button", title: say`Show or hide the contents`, "aria-label": say`Contents`,
            "aria-controls": "mdbook-sidebar", "aria-expanded": String(box.checked),
        });
        box.addEventListener("change", () => open.setAttribute("aria-expanded", String(box.checked)));
        open.append(...label.children);
        for (const name of ["aria-label", "aria-controls", "aria-expanded"]) label.removeAttribute(name);
        label.classList.add("hidden");
        label.after(open);
    }

    function search() {
        part("search-wrapper")?.setAttribute("role", "search");
        part("searchbar")?.setAttribute("aria-describedby", "mdbook-searchresults-header");
        part("searchresults-header")?.setAttribute("role", "status");
    }

    // Where a box is wider than its place, it takes the focus, and the arrow keys scroll it: they
    // turn no page then.
    const BOXES = ":is(pre > code, .table-wrapper, .picture)";
    const SCROLLING = { role: "group", tabindex: "0", "aria-label": say`Scrolls sideways` };
    const sizes = new ResizeObserver((changes) => changes.forEach(({ target }) => {
        const scrolls = target.scrollWidth > target.clientWidth;
        for (const [name, value] of Object.entries(SCROLLING)) {
            if (scrolls) target.setAttribute(name, value);
            else target.removeAttribute(name);
        }
    }));
    const watch = (root) => root.querySelectorAll(BOXES).forEach((box) => sizes.observe(box));

    // Headings have the same ids in both languages.
    function otherLanguage() {
        const link = document.querySelector("a.language");
        link?.addEventListener("click", () => { link.hash = location.hash; });
    }

    contentsButton();
    search();
    otherLanguage();
    watch(document.querySelector("main"));
    document.querySelector("main").addEventListener("keydown", (event) => {
        if (event.target.matches(BOXES) && event.key.startsWith("Arrow")) event.stopPropagation();
    });
    living.watch = watch;
}
