// The search of the Russian edition, where all forms of a word are one. mdBook's own cuts English endings
// alone. `words.rs` makes the index in the same way, and reads the two tables from here.
"use strict";
{
    // Words that are on every page, so that nobody seeks them.
    const UNSOUGHT = `
        а без более бы был была были было быть в вам вами вас ваш ваша ваше ваши во вот все всего всем всех всю
        вся вы где да даже для до его ее ей если есть еще же за здесь и из или именно им ими их к каждая каждого
        каждое каждой каждом каждую каждый как какая какие какое какой ко когда которая которого которое которой
        котором которому которую которые который которым которых кто куда ли либо между меня мне мы на над нам нас
        наш не него нее ней нем нему нет ни ним ними них но ну о об он она они оно от по под потому поэтому при про
        с сам само со так такая такие такого такое такой также там те тем теми тех то того тоже той только том тому
        тот ту ты у уж уже чего чем что чтобы эта эти этим этих это этого этой этом этому этот эту я`;

    // What is sought in the place of a word: of usual words that the book does not use, what it says
    // instead, and of words whose forms the stemmer parts, one form.
    const INSTEAD = `
        куки=cookie сеанс=сессия хэш=хеш кэш=кеш логин=вход редирект=перенаправление аккаунт=учётная лог=журналом
        роут=маршрут таймаут=тайм лимит=предел лимиты=предел хакер=злоумышленник флеш=flash типаж=трейт
        декодировать=раскодировать декодирование=раскодирование
        шифровать=зашифровать шифрует=зашифровать шифрование=зашифровать
        войти=вход войдите=вход вошёл=вход вошла=вход вошедший=вход
        выйти=выход выйдите=выход вышел=выход вышла=выход пишет=писать подпишет=подписать запишет=записать
        владелец=владельца время=времени вызов=вызова домен=доменом журнал=журналом запись=записи защите=защита
        имя=имени настроек=настройка начало=началом окон=окно память=памяти подпись=подписи правило=правилом
        сигнал=сигналом систем=система терминал=терминалом токен=токеном уровень=уровня чисел=число экран=экраном`;

    // The endings of the Snowball stemmer, https://snowballstem.org/algorithms/russian/stemmer.html.
    // Those after `([ая])` are endings only behind these letters, which stay.
    const GERUND = /(?:([ая])|[иы])в(?:ши(?:сь)?)?$/;
    const REFLEXIVE = /с[ья]$/;
    const ADJECTIVE = /(?:[еиоы][ейм]|[ео](?:го|му|ю)|[иы](?:х|ми)|[ую]ю|[ая]я)$/;
    const PARTICIPLE = /(?:([ая])(?:ем|нн|вш|ю?щ)|[иы]вш|ующ)$/;
    const VERB_BEHIND = /([ая])(?:л[аио]?|н[аы]?|нн?о|[ею]т|ете|йте|й|ем|ешь|ть)$/;
    const VERB = /(?:[иы](?:л[аио]?|м|ть?)|[еу]й(?:те)?|ен[аоы]?|ите|ишь|ят|у[ею]т|у?ю)$/;
    const NOUN = /(?:[ео]в|[иь]?[еюя]|[еи]?и|и?ей|[ио]?й|и?[ея]м|[ао]м|(?:а|и?я)(?:ми|х)|[аоуыь])$/;
    const QUALITY = /([аеиоуыэюя].*[^аеиоуыэюя].*[аеиоуыэюя].*[^аеиоуыэюя].*)ость?$/;
    const BEST = /ейше?$/;

    // A word without its ending, or nothing if it has none of these.
    function cut(word, ending) {
        const found = ending.exec(word);
        return found && word.slice(0, found.index) + (found[1] ?? "");
    }

    function withoutEnding(rest) {
        const gerund = cut(rest, GERUND);
        if (gerund !== null) return gerund;
        const word = cut(rest, REFLEXIVE) ?? rest;
        const adjective = cut(word, ADJECTIVE);
        if (adjective !== null) return cut(adjective, PARTICIPLE) ?? adjective;
        return cut(word, VERB) ?? cut(word, VERB_BEHIND) ?? cut(word, NOUN) ?? word;
    }

    // Only what follows the first vowel can be an ending.
    function snowball(word) {
        const start = /^[^аеиоуыэюя]*[аеиоуыэюя]?/.exec(word)[0];
        const inflected = withoutEnding(word.slice(start.length)).replace(/и$/, "");
        const rest = (start + inflected).replace(QUALITY, "$1").slice(start.length);
        const soft = cut(rest, /ь$/);
        return start + (soft ?? rest.replace(BEST, "").replace(/нн$/, "н"));
    }

    // A vowel that is only in some forms goes too: «замок» is «замки».
    const stem = (word) => snowball(word).replace(/([^аеиоуыэюя])[ео]([кц])$/, "$1$2");

    const unsought = new Set(UNSOUGHT.trim().split(/\s+/));
    const english = elasticlunr.stemmer;

    function plain(word) {
        if (/[а-я]/.test(word)) return unsought.has(word) ? undefined : stem(word);
        return /[^ -~]/.test(word) ? word : elasticlunr.stopWordFilter(word) && english(word);
    }

    const bare = (word) => word.replace(/^[^\p{Alphabetic}\p{N}]+|[^\p{Alphabetic}\p{N}]+$/gu, "").replaceAll("ё", "е");
    const pairs = INSTEAD.trim().split(/\s+/).map((pair) => pair.split("=").map((word) => plain(bare(word))));
    const instead = new Map(pairs);

    // What a word of lower case is sought as; undefined if it is not sought.
    function sought(word) {
        const found = plain(bare(word));
        return instead.get(found) ?? found;
    }

    // The index names its pipeline. What shows the results asks for stems of words as they stand, and marks
    // those that begin alike: no other begins like a word that is not sought.
    let others = 0;
    elasticlunr.Pipeline.registerFunction(sought, "russian");
    elasticlunr.stemmer = (word) => sought(word) ?? ` ${others += 1} `;

    // mdBook has marked on the opened page what was typed, letter by letter. This marks the forms instead.
    function markForms(content) {
        const typed = (new URLSearchParams(location.search).get("highlight") ?? "").split(" ");
        const russian = typed.filter((word) => /[а-яё]/i.test(word));
        if (!russian.length) return;
        const stems = elasticlunr.tokenizer(russian).map(sought).filter(Boolean);
        const isForm = (_, word) => stems.some((stem) => sought(word.toLowerCase())?.startsWith(stem));
        const marker = new Mark(content);
        marker.unmark();
        marker.mark(typed.filter((word) => !russian.includes(word)), { exclude: ["text"] });
        marker.markRegExp(/[\p{Alphabetic}\p{N}]+/gu, { exclude: ["text", "mark"], filter: isForm });
        content.addEventListener("click", ({ target }) => {
            if (!target.closest("mark")) return;
            const address = new URL(location);
            marker.unmark();
            address.searchParams.delete("highlight");
            history.replaceState(null, "", address);
        });
    }

    // Says in Russian what mdBook has said about the results.
    function translate(header, results) {
        const [, count, query] = /^(\d+|No) search results? for '(.*)'[:.]$/s.exec(header.textContent) ?? [];
        if (!count) return;
        header.textContent = count === "No" ? `Ничего не найдено по запросу «${query}»` : `Найдено мест: ${count}`;
        for (const teaser of results.querySelectorAll(".teaser")) teaser.setAttribute("aria-label", "Отрывок");
    }

    const part = (name) => document.getElementById(`mdbook-${name}`);
    const [header, results] = [part("searchresults-header"), part("searchresults")];
    new MutationObserver(() => translate(header, results)).observe(header, { childList: true });
    markForms(part("content"));
}
