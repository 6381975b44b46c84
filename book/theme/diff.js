// The change between two texts, line by line: the longest run of lines that both share stays.
"use strict";
{
    // lengths[i][j]: how many lines the rests from i and from j share.
    function lengths(old, now) {
        const table = Array.from({ length: old.length + 1 }, () => new Uint16Array(now.length + 1));
        for (let i = old.length - 1; i >= 0; i--) {
            for (let j = now.length - 1; j >= 0; j--) {
                table[i][j] = old[i] === now[j]
                    ? table[i + 1][j + 1] + 1
                    : Math.max(table[i + 1][j], table[i][j + 1]);
            }
        }
        return table;
    }

    // The rows as [tag, line]: `span` stands in both, `del` in the old one, `ins` in the new one.
    function diff(before, after) {
        const [old, now] = [before.split("\n"), after.split("\n")];
        const table = lengths(old, now);
        const rows = [];
        let [i, j] = [0, 0];
        while (i < old.length && j < now.length) {
            if (old[i] === now[j]) {
                rows.push(["span", old[i]]);
                i++;
                j++;
            } else if (table[i + 1][j] >= table[i][j + 1]) rows.push(["del", old[i++]]);
            else rows.push(["ins", now[j++]]);
        }
        const rest = (tag, lines) => lines.map((line) => [tag, line]);
        return [...rows, ...rest("del", old.slice(i)), ...rest("ins", now.slice(j))];
    }

    living.diff = diff;
}
