// The ground of this book's own scripts: making elements, and asking whether the program that
// serves the book is behind the page. Each script adds its part to `living`.
"use strict";
{
    // Texts go in as text, so that nothing in a cookie or an answer can become markup.
    function element(tag, attributes = {}, ...children) {
        const node = document.createElement(tag);
        for (const [name, value] of Object.entries(attributes)) {
            if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
            else if (typeof value === "boolean") node.toggleAttribute(name, value);
            else node.setAttribute(name, value);
        }
        node.append(...children);
        return node;
    }

    // A field with its label before it, or after it where it is a box to check.
    function field(label, input) {
        const parts = input.type === "checkbox" ? [input, ` ${label}`] : [`${label} `, input];
        return element("label", {}, ...parts);
    }

    const button = (text, onclick, attributes = {}) =>
        element("button", { type: "button", onclick, ...attributes }, text);

    // A choice between texts, each the label of its own value.
    const choice = (options, attributes = {}) =>
        element("select", attributes, ...options.map((text) => element("option", {}, text)));

    // The name of a listing: its file and its item, without what stands beside them.
    const title = (caption) =>
        [...caption.querySelectorAll(".path, .item")].map((part) => part.textContent).join(" · ");

    // mdBook turns the page at an arrow key and searches at an `s`, wherever they are typed.
    function keepKeys(root) {
        root.addEventListener("keydown", (event) => event.stopPropagation());
        return root;
    }

    // The steps that the program behind the page can run. Plain HTML has an empty list there.
    async function steps() {
        if (!location.protocol.startsWith("http")) return [];
        try {
            const answer = await fetch(`${path_to_root}run/`);
            return (await answer.json()).steps ?? [];
        } catch {
            return [];
        }
    }

    // Marks a text that a reader sees. The other edition of the book has the text in its language there.
    const say = String.raw;

    window.living = { say, element, field, button, choice, title, keepKeys, program: steps() };
}
