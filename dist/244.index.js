export const id = 244;
export const ids = [244];
export const modules = {

/***/ 27849:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ block),
/* harmony export */   y: () => (/* binding */ closeMarkdown)
/* harmony export */ });
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(38954);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19588);


function block(text, indent) {
    const lines = (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .cleanLines */ .v3)(text).split('\n');
    const out = [];
    const put = (line) => {
        out.push(line === '' ? '' : indent + line);
    };
    const closing = closingFences(lines);
    const list = [];
    for (let i = 0; i < lines.length;) {
        const line = lines[i] ?? '';
        const code = fenced(lines, i, closing) ?? indented(lines, i);
        if (code) {
            const fence = '`'.repeat(Math.max(3, (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .longestRun */ .Q_)(code.lines.join('\n')) + 1));
            if (out.length > 0 && out.at(-1) !== '')
                out.push('');
            put(`${fence}${code.language}`);
            for (const codeLine of code.lines)
                put(codeLine.trimEnd());
            put(fence);
            list.length = 0;
            i = code.end;
            if (i < lines.length && lines[i]?.trim() !== '')
                out.push('');
            continue;
        }
        const above = out.at(-1) ?? '';
        const item = listItem(line, list.length > 0, above === '');
        const content = (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .cleanLine */ .Ow)(item === undefined ? line : item.text);
        if (item !== undefined && content !== '') {
            if (list.length === 0 && above !== '')
                out.push('');
            while (list.length > 0 && item.indent < (list.at(-1)?.indent ?? 0) + 2)
                list.pop();
            const pad = list.at(-1)?.pad ?? '';
            put(`${pad}${item.mark} ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .inline */ .mG)(content)}`);
            list.push({ indent: item.indent, pad: `${pad}${' '.repeat(item.mark.length + 1)}` });
        }
        else if (content !== '') {
            if (above === '' && !/^ {2}/.test(line))
                list.length = 0;
            put(`${list.at(-1)?.pad ?? ''}${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .inline */ .mG)(content)}`);
        }
        else if (above !== '')
            put('');
        i += 1;
    }
    while (out.at(-1) === '')
        out.pop();
    return out.join('\n');
}
function listItem(line, inList, apart) {
    const [whole = '', blanks = '', mark = ''] = /^( {0,20})([*+-]|\d{1,2}[.)]) +(?=\S)/.exec(line) ?? [];
    if (mark === '' || (!inList && blanks.length > 3))
        return undefined;
    const counts = /^\d/.test(mark);
    if (counts && !inList && !apart && !/^1\D/.test(mark))
        return undefined;
    return {
        indent: blanks.length,
        mark: counts ? mark.replace(')', '.') : '-',
        text: line.slice(whole.length),
    };
}
function closingFences(lines) {
    const closing = new Map();
    for (const character of ['`', '~']) {
        const longest = new Array(lines.length + 1).fill(0);
        for (let i = lines.length - 1; i >= 0; i -= 1) {
            const run = closingFence.exec(lines[i] ?? '')?.[1] ?? '';
            longest[i] = Math.max(longest[i + 1] ?? 0, run.startsWith(character) ? run.length : 0);
        }
        closing.set(character, longest);
    }
    return closing;
}
const closingFence = /^ {0,3}(`{3,}|~{3,})\s*$/;
function fenced(lines, start, closing) {
    const open = /^ {0,3}(`{3,}|~{3,}) {0,3}([\w+#.-]{0,30})\s*$/.exec(lines[start] ?? '');
    if (!open)
        return undefined;
    const [, fence = '', language = ''] = open;
    const longest = closing.get(fence.charAt(0))?.[start + 1] ?? 0;
    if (longest < fence.length)
        return undefined;
    let end = start + 1;
    while (!closingFence.exec(lines[end] ?? '')?.[1]?.startsWith(fence))
        end += 1;
    return { language, lines: dedent(lines.slice(start + 1, end)), end: end + 1 };
}
function indented(lines, start) {
    const isCode = (line) => line !== undefined && /^(?: {4}|\t)\s*\S/.test(line);
    if (!isCode(lines[start]) || (start > 0 && lines[start - 1]?.trim() !== ''))
        return undefined;
    let end = start + 1;
    while (isCode(lines[end]))
        end += 1;
    return { language: '', lines: dedent(lines.slice(start, end)), end };
}
function dedent(lines) {
    const spaced = lines.map((line) => line.replaceAll('\t', '    '));
    const depths = spaced.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
    const depth = depths.reduce((least, one) => Math.min(least, one), Infinity);
    return spaced.map((line) => line.slice(depth));
}
function closeMarkdown(markdown) {
    let text = markdown.replace(/\r\n?/g, '\n').trim();
    let fence;
    let item = 0;
    const outside = [];
    for (const line of text.split('\n')) {
        const indent = line.search(/\S/);
        if (fence !== undefined && endsWithContainer(fence, line, indent))
            fence = undefined;
        const mark = /^( {0,20}(?:(?:[-*+]|\d+[.)]) +|> ?)*)(`{3,}|~{3,})(.*)$/.exec(line);
        const [, lead = '', run = '', info = ''] = mark ?? [];
        if (fence !== undefined) {
            if (mark && /^[ >]*$/.test(lead) && run.startsWith(fence.run) && info.trim() === '')
                fence = undefined;
            continue;
        }
        if (indent >= 0 && indent < item)
            item = 0;
        const own = /^ *(?:[-*+]|\d{1,9}[.)]) +(?=\S)/.exec(line)?.[0].length;
        if (own !== undefined && indent <= item + 3)
            item = own;
        const opens = mark && !(run.startsWith('`') && info.includes('`')) && lead.search(/\S|$/) <= item + 3;
        if (opens)
            fence = { run, lead: lead.replace(/[^ >]/g, ' '), quoted: lead.includes('>'), item };
        else
            outside.push(line);
    }
    if (fence !== undefined)
        text += `\n${fence.lead}${fence.run}`;
    const prose = outside.join('\n').replace(/`[^`\n]*`/g, '');
    if (prose.lastIndexOf('<!--') > prose.lastIndexOf('-->'))
        text += '\n-->';
    const open = (prose.match(/<details\b/gi) ?? []).length - (prose.match(/<\/details\s*>/gi) ?? []).length;
    return open > 0 ? `${text}\n${'\n</details>'.repeat(open)}` : text;
}
function endsWithContainer({ quoted, item }, line, indent) {
    return quoted ? !/^ *(?:[-*+] +|\d+[.)] +)*>/.test(line) : indent >= 0 && indent < item;
}


/***/ }),

/***/ 50268:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ fit),
/* harmony export */   w: () => (/* binding */ countCharacters)
/* harmony export */ });
/* harmony import */ var _blocks_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27849);

const half = /[\ud800-\udbff]/;
function countCharacters(text) {
    let count = text.length;
    if (!half.test(text))
        return count;
    for (let i = 0; i < text.length; i += 1) {
        const unit = text.charCodeAt(i);
        if (unit >= 0xd800 && unit < 0xdc00)
            count -= 1;
    }
    return count;
}
function fit(sections, limit, fullNotes) {
    const all = layOut(sections, limit);
    if (all.room >= 0)
        return { body: join(sections.map((section) => all.whole.get(section) ?? '')) };
    const most = Math.max(2000, Math.floor(limit / 10));
    const cut = sections.map((section) => {
        if (section.counted === true) {
            const { items } = all.shown.get(section) ?? { items: [] };
            return items.some((item) => item.length > most)
                ? { ...section, items: cutItems(section.items, most, fullNotes) }
                : section;
        }
        return section.whole === true ? cutWhole(section, sections, { limit, fullNotes }) : section;
    });
    const { byRank, shown } = cut.every((section, i) => section === sections[i]) ? all : layOut(cut, limit);
    const text = () => join(cut.map((section) => textOf(shown.get(section), fullNotes)));
    let excess = countCharacters(text()) - limit;
    for (const section of byRank.toReversed()) {
        if (excess <= 0)
            break;
        const before = shown.get(section);
        if (before === undefined || before.items.length === 0)
            continue;
        const after = shorten(before, excess, fullNotes);
        shown.set(section, after);
        excess -= countCharacters(textOf(before, fullNotes)) - countCharacters(textOf(after, fullNotes));
    }
    return { body: text(), full: () => join(sections.map((section) => textOf(take(section, Infinity), ''))) };
}
function layOut(sections, limit) {
    const byRank = sections
        .map((section, i) => ({ section, i }))
        .sort((a, b) => b.section.rank - a.section.rank || a.i - b.i)
        .map(({ section }) => section);
    const shown = new Map();
    let room = limit + 1;
    const whole = new Map();
    for (const section of byRank) {
        const taken = room < 0 ? allGone(section) : take(section, room);
        shown.set(section, taken);
        const text = textOf(taken, '');
        whole.set(section, text);
        room -= countCharacters(text) + 2;
    }
    return { byRank, shown, whole, room };
}
function cutWhole(section, sections, { limit, fullNotes }) {
    const lines = linesOf(take(section, Infinity).items);
    const length = countCharacters(lines.join('\n'));
    if (length <= (limit * 4) / 5)
        return section;
    const others = sections
        .filter((one) => one !== section)
        .reduce((sum, one) => sum + countCharacters(textOf(take(one, limit), '')) + 2, 0);
    const said = countCharacters(goneLine(section, lines.length, fullNotes)) + 4;
    const room = Math.max((limit * 4) / 5, limit - others) - said;
    if (length <= room)
        return section;
    const cutTo = (most) => {
        let keep = lines.length;
        for (let size = length; keep > 0 && size > most;)
            size -= countCharacters(lines[--keep] ?? '') + 1;
        return { kept: (0,_blocks_js__WEBPACK_IMPORTED_MODULE_0__/* .closeMarkdown */ .y)(lines.slice(0, keep).join('\n')), gone: lines.length - keep };
    };
    const first = cutTo(room);
    const over = countCharacters(first.kept) - room;
    const { kept, gone } = over > 0 ? cutTo(room - over) : first;
    return { ...section, items: kept === '' ? [] : [kept], gone };
}
function cutItems(items, most, fullNotes) {
    const cut = (item) => {
        if (item.length <= most)
            return item;
        const lines = item.split('\n');
        let keep = 0;
        for (let size = 0; keep < lines.length; keep++) {
            size += (lines[keep] ?? '').length + 1;
            if (size > most)
                break;
        }
        if (keep === 0)
            return item;
        const left = lines.length - keep;
        const text = closeFence(lines.slice(0, keep).join('\n').trimEnd());
        return `${text}\n\n  \u2026 ${left} more ${left === 1 ? 'line' : 'lines'}: see ${fullNotes}`;
    };
    return {
        length: items.length,
        at: (index) => {
            const item = items.at(index);
            return item === undefined ? undefined : cut(item);
        },
    };
}
function take(section, room) {
    const items = [];
    for (let left = room; left >= 0 && items.length < section.items.length;) {
        const item = section.items.at(items.length) ?? '';
        items.push(item);
        left -= countCharacters(item) + 1;
    }
    return { section, items, gone: section.items.length - items.length + (section.gone ?? 0) };
}
function allGone(section) {
    const gone = section.whole ? linesOf(take(section, Infinity).items).length : section.items.length;
    return { section, items: [], gone: gone + (section.gone ?? 0) };
}
const linesOf = (items) => items.flatMap((item) => item.split('\n'));
function shorten({ section, items, gone }, excess, fullNotes) {
    const lines = section.whole ? linesOf(items) : items;
    const cost = (left) => left === 0 ? 0 : countCharacters(goneLine(section, left, fullNotes)) + 2;
    let saved = cost(gone) - cost(gone + lines.length);
    let keep = lines.length;
    while (keep > 0 && saved < excess) {
        keep -= 1;
        saved += countCharacters(lines[keep] ?? '') + 1;
    }
    const left = lines.slice(0, keep);
    const kept = section.whole ? [(0,_blocks_js__WEBPACK_IMPORTED_MODULE_0__/* .closeMarkdown */ .y)(left.join('\n'))].filter((item) => item !== '') : left;
    const after = { section, items: kept, gone: gone + lines.length - keep };
    if (!section.whole || keep === 0)
        return after;
    const missing = excess - (sizeOf(items) - sizeOf(kept)) - cost(gone) + cost(after.gone);
    return missing <= 0 ? after : shorten({ section, items, gone }, excess + missing, fullNotes);
}
const sizeOf = (items) => countCharacters(items.join('\n'));
function goneLine(section, gone, fullNotes) {
    if (section.counted)
        return `- \u2026 and ${gone} more ${gone === 1 ? 'change' : 'changes'}: see ${fullNotes}`;
    return `${section.whole ? '' : '- '}\u2026 ${gone} more ${gone === 1 ? 'line' : 'lines'}: see ${fullNotes}`;
}
function closeFence(text) {
    const fences = text.split('\n').filter((line) => /^ {0,3}(?:`{3}|~{3})/.test(line));
    return fences.length % 2 === 1 ? `${text}\n${/^ *[`~]{3,}/.exec(fences.at(-1) ?? '')?.[0] ?? '```'}` : text;
}
function join(parts) {
    return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
function textOf(shown, fullNotes) {
    if (shown === undefined)
        return '';
    const { section, items, gone } = shown;
    const parts = section.heading === undefined ? [] : [section.heading];
    const all = gone === 0 || fullNotes === '' ? items : [...items, goneLine(section, gone, fullNotes)];
    let closeBefore = false;
    for (const item of all) {
        const listItem = isListItem(item);
        if (parts.length > 0)
            parts.push(closeBefore && listItem ? '\n' : '\n\n');
        parts.push(item);
        closeBefore = listItem && !item.includes('\n\n');
    }
    return parts.join('');
}
function isListItem(item) {
    return /^(?:- |\d+\. )/.test(item);
}


/***/ }),

/***/ 38954:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Lx: () => (/* binding */ urlPath),
/* harmony export */   Q_: () => (/* binding */ longestRun),
/* harmony export */   SS: () => (/* binding */ codeSpan),
/* harmony export */   hl: () => (/* binding */ address),
/* harmony export */   mG: () => (/* binding */ inline)
/* harmony export */ });
function inline(text) {
    if (harmless.test(text))
        return text;
    return atLineStart(spans(text, true));
}
const harmless = /^[A-Za-z(](?:[A-Za-z0-9 ,.;!?'"()/=#\u2026%]|(?<=[a-z)!]):(?= )|(?<=[A-Za-z])-(?=[A-Za-z]))*$/;
const codeEnd = /`+/g;
const webAddress = /https?:\/\/[^\s<>"`|\\\u0000-\u001f\u007f-\u009f]+/iy;
const angled = /<(https?:\/\/[^\s<>`|\\]{1,2000})>/y;
const link = /\[([^[\]`\n]{1,300})\]\((https?:\/\/[^\s()<>`|\\"]{1,1000}(?:\([^\s()<>`|\\"]{0,200}\)[^\s()<>`|\\"]{0,200}){0,3})\)/y;
const entity = /&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{0,40});/iy;
const scopedPackage = /@[a-z0-9][\w.-]{0,60}\/[a-z0-9][\w.-]{0,100}/iy;
const wordCharacter = /[\p{L}\p{N}]/u;
function isWordCharacter(c) {
    return c < '\u0080' ? /[A-Za-z0-9]/.test(c) : wordCharacter.test(c);
}
function spans(text, links) {
    const runs = codeRuns(text);
    const dollars = text.indexOf('$') !== text.lastIndexOf('$');
    let out = '';
    let i = 0;
    let atSeen = false;
    let plain = '';
    let codeEnds = -1;
    const putCode = (code) => {
        const span = codeSpan(code);
        if (span === '')
            return;
        out += out.length === codeEnds ? `\u200b${span}` : span;
        codeEnds = out.length;
    };
    const at = (pattern) => {
        pattern.lastIndex = i;
        return pattern.exec(text);
    };
    while (i < text.length) {
        const c = text[i] ?? '';
        const before = text[i - 1] ?? '';
        const plainBefore = plain;
        plain = '';
        if (c === ' ')
            atSeen = false;
        let found;
        if (c === '`') {
            const run = runs.get(i);
            if (run?.close === undefined) {
                const length = run?.length ?? 1;
                out += '\\`'.repeat(length);
                i += length;
            }
            else {
                putCode(text.slice(i + run.length, run.close).replace(/^ (.*[^ ].*) $/, '$1'));
                i = run.close + run.length;
            }
        }
        else if (links && c === '[' && (found = at(link))) {
            out += `[${spans(found[1] ?? '', false)}](${address(found[2] ?? '', ' ')})`;
            i += found[0].length;
        }
        else if (links && c === '<' && (found = at(angled))) {
            out += address(found[1] ?? '', text.slice(i + found[0].length));
            i += found[0].length;
        }
        else if ((c === 'h' || c === 'H') && !/[a-z]/i.test(before) && (found = at(webAddress))) {
            const url = trimAddress(found[0]);
            out += links ? address(url, text.slice(i + url.length)) : escapePlain(url);
            i += url.length;
        }
        else if ((c === 'w' || c === 'W') &&
            !/[a-z]/i.test(before) &&
            text.slice(i, i + 4).toLowerCase() === 'www.') {
            out += /^www\.[\w./-]*[A-Za-z0-9/](?=\s|$)/i.test(text.slice(i, i + 200))
                ? text.slice(i, i + 4)
                : `${text.slice(i, i + 3)}\\.`;
            i += 4;
        }
        else if (c === '@' && !/\w/.test(before) && (found = at(scopedPackage))) {
            putCode(found[0]);
            i += found[0].length;
        }
        else if (c === '@' && /[a-z0-9]/i.test(text[i + 1] ?? '')) {
            out += /\w/.test(plainBefore) && !atSeen ? '@' : '@\u200b';
            atSeen = true;
            i += 1;
            plain = c;
        }
        else {
            out += escaped(text, i, dollars);
            i += 1;
            plain = c;
        }
    }
    return out;
}
function escaped(text, i, dollars) {
    const c = text[i] ?? '';
    switch (c) {
        case '\\':
        case '*':
        case '[':
        case '~':
        case '|':
            return `\\${c}`;
        case '!':
            return text[i + 1] === '[' ? '\\!' : '!';
        case '<':
            return /[A-Za-z/!?]/.test(text[i + 1] ?? '') ? '\\<' : '<';
        case '_':
            return isWordCharacter(text[i - 1] ?? '') && isWordCharacter(text[i + 1] ?? '') ? '_' : '\\_';
        case '&':
            entity.lastIndex = i;
            return entity.test(text) ? '\\&' : '&';
        case '$':
            return dollars ? '&#36;' : '$';
        default:
            return c;
    }
}
function escapePlain(text) {
    return text.replace(/[\\`*_[\]<>~|&$]/g, (c) => (c === '$' ? '&#36;' : `\\${c}`));
}
function longestRun(text) {
    let longest = 0;
    for (const [run] of text.matchAll(/`+/g))
        longest = Math.max(longest, run.length);
    return longest;
}
function codeSpan(code) {
    const content = code.replace(/[\r\n]/g, ' ');
    if (content.trim() === '')
        return '';
    const fence = '`'.repeat(longestRun(content) + 1);
    const pad = /^`|`$|^ .* $/.test(content) ? ' ' : '';
    return `${fence}${pad}${content}${pad}${fence}`;
}
function address(url, after = '') {
    const plain = /^https?:\/\/[A-Za-z0-9](?:[A-Za-z0-9./?=%#:+-]|(?<=[A-Za-z0-9])[_&](?=[A-Za-z0-9]))*$/.test(url);
    const ends = /[A-Za-z0-9/]$/.test(url) && /^[.,;:!?)]{0,5}(?:\s|$)/.test(after);
    return plain && ends ? url : `<${url}>`;
}
function urlPath(text) {
    return encodeURI(text).replaceAll('#', '%23').replaceAll('?', '%3F');
}
function trimAddress(url) {
    let end = url.length;
    let open = 0;
    let close = 0;
    for (const c of url) {
        if (c === '(')
            open += 1;
        else if (c === ')')
            close += 1;
    }
    for (; end > 'https://x'.length; end -= 1) {
        const last = url[end - 1] ?? '';
        if (last === ')' && close > open)
            close -= 1;
        else if (!/[?!.,:;*_~'\]\u2026]/.test(last))
            break;
    }
    return url.slice(0, end);
}
function codeRuns(text) {
    const runs = new Map();
    if (!text.includes('`'))
        return runs;
    const next = new Map();
    const all = [...text.matchAll(codeEnd)].map((match) => ({ start: match.index, length: match[0].length }));
    for (const run of all.reverse()) {
        const close = next.get(run.length);
        runs.set(run.start, close === undefined ? { length: run.length } : { length: run.length, close });
        next.set(run.length, run.start);
    }
    return runs;
}
function atLineStart(text) {
    if (/^(?:#{1,6}(?:\s|$)|>|[-+](?:[\s:-]|$)|=|:-)/.test(text))
        return `\\${text}`;
    return text.replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2');
}


/***/ }),

/***/ 4459:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  zN: () => (/* binding */ githubLimit),
  nu: () => (/* binding */ rangeWarnings),
  IE: () => (/* binding */ renderNotes)
});

// EXTERNAL MODULE: ./build/changelog/markdown/blocks.js
var blocks = __webpack_require__(27849);
// EXTERNAL MODULE: ./build/changelog/markdown/fit.js
var fit = __webpack_require__(50268);
// EXTERNAL MODULE: ./build/changelog/commits/pull-number.js
var pull_number = __webpack_require__(36207);
// EXTERNAL MODULE: ./build/changelog/commits/updates.js
var commits_updates = __webpack_require__(55434);
;// CONCATENATED MODULE: ./build/changelog/groups.js


const defaultTypes = [
    { type: 'feat', section: 'Features' },
    { type: 'feature', section: 'Features' },
    { type: 'fix', section: 'Bug Fixes' },
    { type: 'security', section: 'Bug Fixes' },
];
const breakingTitle = '\u26a0 Breaking Changes';
const otherTitle = 'Other Changes';
function group(changes, types) {
    const breaking = [];
    const sections = new Map();
    for (const { section, hidden } of types)
        if (section !== undefined && !hidden)
            sections.set(section, []);
    const other = [];
    const lookUp = typeFinder(types);
    for (const change of changes) {
        const type = change.breaking ? undefined : lookUp(change);
        if (change.breaking)
            breaking.push(change);
        else if (type?.hidden)
            continue;
        else
            (sections.get(type?.section ?? '') ?? other).push(change);
    }
    const updates = new Set(changes.filter(commits_updates/* isBotUpdate */.vO));
    if (types === defaultTypes && updates.size > 1) {
        const known = new Set(other);
        for (const [title, list] of sections) {
            const left = list.filter((change) => !updates.has(change));
            sections.set(title, left);
        }
        for (const change of updates)
            if (!known.has(change) && !change.breaking)
                other.push(change);
    }
    const groups = [
        { title: breakingTitle, kind: 'breaking', entries: entriesOf(breaking) },
        ...[...sections].map(([title, list]) => ({ title, kind: 'typed', entries: folded(list, updates) })),
        { title: otherTitle, kind: 'other', entries: folded(other, updates) },
    ];
    return groups.filter(({ entries }) => entries.length > 0);
}
function entriesOf(changes) {
    const alike = new Map();
    const titles = changes.map(({ subject, notes }) => {
        if (notes.length > 0)
            return '';
        const { title, pull } = (0,pull_number/* splitPull */.O)(subject);
        const known = alike.get(title) ?? { count: 0, pulls: new Set() };
        known.count += 1;
        if (pull !== undefined)
            known.pulls.add(pull);
        alike.set(title, known);
        return title;
    });
    return changes.flatMap((change, at) => {
        if (change.notes.length > 0)
            return [{ kind: 'change', change, count: 1 }];
        const title = titles[at] ?? '';
        const known = alike.get(title);
        alike.delete(title);
        if (!known)
            return [];
        if (known.count === 1 || known.pulls.size === 0)
            return [{ kind: 'change', change, count: known.count }];
        const numbers = numbered([...known.pulls]);
        const subject = `${title} ${numbers}`;
        const description = `${(0,pull_number/* splitPull */.O)(change.description).title} ${numbers}`;
        return [{ kind: 'change', change: { ...change, subject, description }, count: 1 }];
    });
}
const mostNumbers = 20;
function numbered(pulls) {
    const named = pulls.slice(0, mostNumbers).map((pull) => `#${pull}`);
    const rest = pulls.length - named.length;
    return `(${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''})`;
}
function folded(changes, updates) {
    const own = updates.size > 1 ? changes.filter((change) => updates.has(change)) : [];
    if (own.length < 2)
        return entriesOf(changes);
    return [
        ...entriesOf(changes.filter((change) => !updates.has(change))),
        { kind: 'updates', updates: (0,commits_updates/* foldUpdates */.QX)(own), count: own.length },
    ];
}
function typeFinder(types) {
    const wanted = new Map();
    for (const entry of types) {
        const key = entry.type.toLowerCase();
        wanted.set(key, [...(wanted.get(key) ?? []), entry]);
    }
    return ({ type, scope }) => {
        const list = wanted.get(type ?? '') ?? [];
        const named = (one) => list.find((t) => t.scope !== undefined && t.scope === one);
        const several = scope?.includes(',') ? scope.split(',').map((one) => named(one.trim())) : [];
        return ((scope === undefined ? undefined : named(scope)) ??
            several.find((found) => found !== undefined) ??
            list.find((t) => t.scope === undefined));
    };
}

// EXTERNAL MODULE: ./build/changelog/history.js + 3 modules
var changelog_history = __webpack_require__(77627);
// EXTERNAL MODULE: ./build/changelog/markdown/markdown.js
var markdown = __webpack_require__(38954);
;// CONCATENATED MODULE: ./build/changelog/markdown/lines.js


const mostNamed = 20;
function entryLine(entry, kind, style) {
    if (entry.kind === 'updates')
        return updatesLine(entry.updates, entry.count);
    const { change } = entry;
    const subject = style === 'short' ? shortSubject(change, kind === 'typed') : (0,markdown/* inline */.mG)(change.subject);
    const texts = change.notes.filter((text) => text !== change.description);
    const times = entry.count > 1 ? ` (${entry.count} commits)` : '';
    return [`- ${subject}${times}`, ...texts.map((text) => (0,blocks/* block */.o)(text, '  '))].join('\n\n');
}
function shortSubject(change, headingSaysType) {
    const { type, scope, description, subject } = change;
    if (type === undefined || description === subject || description === '')
        return (0,markdown/* inline */.mG)(subject);
    if (headingSaysType) {
        return scope === undefined ? (0,markdown/* inline */.mG)(description) : `**${(0,markdown/* inline */.mG)(scope)}:** ${(0,markdown/* inline */.mG)(description)}`;
    }
    const bold = scope === undefined ? '' : `(**${(0,markdown/* inline */.mG)(scope)}**)`;
    const bang = change.breaking && /^\S*!: |\)!: /.test(subject) ? '!' : '';
    return `${type}${bold}${bang}: ${(0,markdown/* inline */.mG)(description)}`;
}
function updatesLine(updates, count) {
    const named = updates.slice(0, mostNamed).map(({ name, from, to, pulls }) => {
        const versions = [from, to].filter((v) => v !== undefined).map((v) => (0,markdown/* inline */.mG)(v));
        const references = pulls.length === 0 ? '' : ` (${pulls.map((pull) => `#${pull}`).join(', ')})`;
        return `${nameOf(name)}${versions.length === 0 ? '' : ` ${versions.join(' \u2192 ')}`}${references}`;
    });
    const rest = updates.length - named.length;
    return `- ${count} dependency updates: ${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
function nameOf(name) {
    return /^\S*@\S*$/.test(name) && !name.includes('`') ? (0,markdown/* codeSpan */.SS)(name) : (0,markdown/* inline */.mG)(name);
}

// EXTERNAL MODULE: ./build/changelog/commits/header.js
var header = __webpack_require__(22483);
;// CONCATENATED MODULE: ./build/changelog/commits/release-commit.js


const words = new Set('a add added adds and as bump bumped bumps candidate change changelog changelogs chore build ci crate create cut docs draft files final finalize for from generate in is log main make master misc new next notes number of on package prep prepare prepares preparing project publish ready release released releases releasing set setting stable tag the this to up update updated updates version versions versioning'.split(' '));
const trailing = / (?:\[(?:skip[ -]ci|ci[ -]skip|no ci|skip actions|actions skip|(?:releases?|main|master|stable)(?:[/-][\w./-]*)?)\]|\*\*\*NO_CI\*\*\*)$/i;
const files = /\b(?:change-?log|history|news|releases?|version|_version|__init__|package(?:-lock)?|cargo|charts?|pyproject|setup|pom|build|gradle|composer|mix|manifest)\.(?:md|rst|txt|json|toml|lock|ya?ml|py|cfg|xml|gradle|kts|properties|exs|go)\b/gi;
function withoutTrailing(text) {
    const shorter = (0,pull_number/* splitPull */.O)(text).title.replace(trailing, '');
    return shorter === text ? text : withoutTrailing(shorter);
}
const lead = String.raw `(?:\w+(?:\([^()]{0,100}\))?: )?`;
const number = String.raw `v?\d+\.\d+\.\d+\S{0,60}`;
const byTools = new RegExp([
    `${lead}version packages(?: \\([\\w.-]{1,30}\\))?$`,
    String.raw `RELEASING: Releasing \d+ package`,
    String.raw `\[maven-release-plugin\] *(?:prepare (?:release|for next development iteration)|rollback)\b`,
    String.raw `\[gradle release plugin\] *- *(?:pre tag|new version|creating tag)\b`,
    `setting version to ${number}$`,
    String.raw `chore(?:\([^()]{0,100}\))?: release(?: (?:main|master|develop|trunk|stable|packages|v?\d+\.x))?$`,
    String.raw `chore\([^()]{0,100}\): release [\w@./-]{1,100} ${number}$`,
    String.raw `chore\([^()]{0,100}\): release ${number}-SNAPSHOT$`,
    String.raw `(?:chore: )?release [\w-]{1,100} version ${number}$`,
    String.raw `\(cargo-release\) (?:version|start next development iteration) `,
    String.raw `(?:chore(?:\(release\))?: )?publish(?: packages)?$`,
    `back to development: ${number}$`,
    `${lead}(?:prepare|start|begin)(?: for)?(?: the)? next (?:development|snapshot)(?: (?:version|iteration|cycle))?$`,
    `${lead}(?:auto(?:matic(?:ally)?)? )?(?:version bump|bump(?:ed|s)?(?: the)?(?: package| project| app| patch| minor| major)? version(?: number)?|new (?:version|release))$`,
]
    .map((one) => `^${one}`)
    .join('|'), 'i');
const toolWord = /releas|version|publish|development|snapshot|next |gradle/i;
const before = /\bv?\d+\.\d+\.\d+\S{0,40} (?:->|=>|\u2192|to) (?=v?\d)/;
function isReleaseCommit({ subject, breaking, type }, core, project) {
    const ofAny = /\bchangelogs?\b/i.test(subject);
    if (breaking || type === 'feat' || type === 'fix' || subject.length > 120)
        return false;
    if (toolWord.test(subject) && byTools.test(withoutTrailing((0,header/* undecorated */.hB)(subject))))
        return true;
    if (!ofAny && !subject.includes(core))
        return false;
    const text = withoutTrailing((0,header/* undecorated */.hB)(subject))
        .replace(before, '')
        .replace(files, (file) => (/^(?:change|hist|news)/i.test(file) ? 'changelog' : 'version'))
        .replace(/^(\w+)\([^()]*\)/, '$1');
    const version = new RegExp(`(?<![\\w.])v?${ofAny ? '\\d+\\.\\d+\\.\\d+' : core.replaceAll('.', '\\.')}(?:-[0-9A-Za-z.-]+)?(?![\\w.+-]*\\w)`, 'gi');
    if (!version.test(text))
        return false;
    const rest = text
        .replace(version, ' ')
        .toLowerCase()
        .split(/[^a-z0-9']+/);
    const own = new Set(project?.toLowerCase().split(/[^a-z0-9']+/));
    return rest.every((word) => word === '' || words.has(word) || own.has(word));
}

// EXTERNAL MODULE: ./build/changelog/markdown/text.js
var markdown_text = __webpack_require__(19588);
// EXTERNAL MODULE: ./build/changelog/people.js
var people = __webpack_require__(99122);
// EXTERNAL MODULE: ./build/plan/asset-names.js
var asset_names = __webpack_require__(91667);
// EXTERNAL MODULE: ./build/compact.js
var compact = __webpack_require__(95681);
;// CONCATENATED MODULE: ./build/changelog/notes.js











const githubLimit = 125_000;
function renderNotes(input) {
    const style = input.style ?? 'full';
    const changes = changesIn(input);
    const groups = group(changes, input.types ?? defaultTypes);
    const migration = [input.changelog?.migration, input.migration].filter(isText);
    const sections = [];
    const push = (section) => {
        if (section.items.length > 0 || section.heading !== undefined)
            sections.push(section);
    };
    const own = (text, rank) => {
        if (isText(text))
            push({ rank, items: [(0,blocks/* closeMarkdown */.y)(text)], whole: true });
    };
    own(input.header, 9);
    own(input.changelog?.text, 6);
    push({ rank: 10, heading: "## What's Changed", items: intro(input, groups) });
    for (const kind of ['breaking', 'typed', 'other']) {
        groups
            .filter((g) => g.kind === kind)
            .forEach(({ title, entries }, i, { length }) => {
            const rank = kind === 'breaking' ? 8 : kind === 'other' ? 0 : 1 + (length - i) / (length + 1);
            const items = itemsOf(entries, (entry) => entryLine(entry, kind, style));
            push({ rank, heading: `### ${title}`, items, counted: true });
        });
        if (kind !== 'breaking')
            continue;
        if (migration.length > 0)
            push({ rank: 7, heading: '### Migration Notes', items: migration.map(blocks/* closeMarkdown */.y), whole: true });
        if (input.upgrading && input.upgrading.length > 0)
            push({ rank: 5, heading: '### Upgrading', items: input.upgrading });
    }
    push({ rank: 4, items: input.people ? (0,people/* peopleLines */.Ro)(input.people) : [] });
    push({ rank: 10, items: changelogLink(input) });
    if (input.verify && input.verify.length > 0) {
        push({
            rank: 10,
            items: ['**Verify this release**:', (0,blocks/* block */.o)(['```sh', ...input.verify, '```'].join('\n'), '')],
        });
    }
    own(input.footer, 9);
    const limit = input.limit ?? githubLimit;
    const { body, full } = (0,fit/* fit */.U)(sections, limit, fullNotesLink(input));
    return (0,compact/* compact */.o)({
        body,
        full,
        groups,
        warnings: [
            ...nearMisses(changes),
            ...warnings(input, groups, migration),
            ...featuresInPatch(input, changes),
        ],
    });
}
function changesIn({ commits, repository, version: { major, minor, patch } }) {
    return (0,changelog_history/* changesToShow */.y)(commits, repository && `${repository.owner}/${repository.name}`).filter((change) => !isReleaseCommit(change, `${major}.${minor}.${patch}`, repository?.name));
}
function itemsOf(entries, make) {
    const made = [];
    const item = (index) => {
        const entry = entries[index];
        return entry === undefined ? undefined : (made[index] ??= make(entry));
    };
    return { length: entries.length, at: item };
}
function intro(input, groups) {
    const first = input.after === undefined
        ? 'This is the first release.'
        : `This is the first stable release; ${(0,markdown/* inline */.mG)((0,markdown_text/* cleanLine */.Ow)(input.after))} came before it.`;
    const since = input.previousTag === undefined ? '' : ` since ${(0,markdown/* inline */.mG)((0,markdown_text/* cleanLine */.Ow)(input.previousTag))}`;
    if (groups.length > 0)
        return since === '' ? [first] : [];
    if (input.commits.some(({ outside }) => !outside) && since !== '')
        return [`Only internal changes${since}.`];
    return since === '' ? [first] : [`No changes${since}.`];
}
function changelogLink({ repository, previousTag, version }) {
    if (!repository)
        return [];
    const path = previousTag === undefined ? `commits/${version.tag}` : `compare/${previousTag}...${version.tag}`;
    return [`**Full changelog**: ${(0,markdown/* address */.hl)(`${base(repository)}/${(0,markdown/* urlPath */.Lx)(path)}`)}`];
}
function fullNotesLink({ repository, version }) {
    const file = `\`${asset_names/* notesName */.RC}\``;
    if (!repository)
        return file;
    const url = `${base(repository)}/releases/download/${(0,markdown/* urlPath */.Lx)(version.tag)}/${asset_names/* notesName */.RC}`;
    return `[${file}](${(0,markdown/* address */.hl)(url)})`;
}
function base({ serverUrl, owner, name }) {
    return `${serverUrl}/${owner}/${name}`;
}
function warnings(input, groups, migration) {
    const found = [...(input.rangeWarnings ?? [])];
    if (input.changelog === null)
        found.push(`changelog-file has no section for ${input.version.text}: add a heading "## ${input.version.text}".`);
    if (input.changelog?.text === '' && input.changelog.migration === '')
        found.push(`changelog-file has a heading for ${input.version.text} and nothing below it.`);
    if (input.changelog?.twice)
        found.push(`changelog-file has two sections for ${input.version.text}, and the notes have the first: make one of them.`);
    const breaking = groups.find(({ kind }) => kind === 'breaking');
    if (breaking && migration.length === 0 && input.version.patch === 0) {
        const count = breaking.entries.length;
        found.push(`${input.version.tag} has ${count} breaking ${count === 1 ? 'change' : 'changes'} and no migration notes: write them in notes-file, or under "### Migration" in changelog-file.`);
    }
    return found;
}
function rangeWarnings(input) {
    return [...(input.rangeWarnings ?? []), ...featuresInPatch(input, changesIn(input))];
}
function featuresInPatch({ version, previousTag }, changes) {
    if (version.patch === 0 || version.major + version.minor === 0 || previousTag === undefined)
        return [];
    if (version.major >= 1990 && version.major < 2100)
        return [];
    const more = changes.filter(({ type, breaking }) => breaking || type === 'feat' || type === 'feature');
    const [first] = more;
    if (!first)
        return [];
    const kind = more.some(({ breaking }) => breaking) ? 'breaking changes or features' : 'features';
    const bump = version.major > 0 && kind !== 'features' ? 'major' : 'minor';
    const what = more.length === 1 ? kind.replace(/s( or|$)/g, '$1') : kind;
    return [
        `${version.tag} is a patch by its number and holds ${more.length} ${what} (${(0,markdown_text/* cleanLine */.Ow)(first.subject)}): by SemVer that is a ${bump} version.`,
    ];
}
const notes_mostNamed = 5;
function nearMisses(changes) {
    const missed = changes.flatMap(({ hash, nearMiss }) => nearMiss === undefined ? [] : [`${hash.slice(0, 7)} says "${(0,markdown_text/* cutLine */.Hh)((0,markdown_text/* cleanLine */.Ow)(nearMiss), 80)}"`]);
    if (missed.length === 0)
        return [];
    const rest = missed.length - notes_mostNamed;
    const named = `${missed.slice(0, notes_mostNamed).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
    return [
        `${named}: not counted as ${missed.length === 1 ? 'a breaking change' : 'breaking changes'}. ` +
            'What counts is "type(scope)!: text" as the first line, or "BREAKING CHANGE: text" as the last paragraph. ' +
            'If users must act, raise the major version and say how in notes-file.',
    ];
}
function isText(text) {
    return text !== undefined && text.trim() !== '';
}


/***/ }),

/***/ 99122:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ro: () => (/* binding */ peopleLines),
/* harmony export */   Uv: () => (/* binding */ authorsIn),
/* harmony export */   xr: () => (/* binding */ peopleOf)
/* harmony export */ });
/* harmony import */ var _commits_pull_number_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(36207);

function peopleOf(commits, compared, newLogins) {
    const bySha = new Map(compared.map(({ sha, author }) => [sha, author]));
    const firstPull = new Map();
    const emails = new Set();
    const others = new Set();
    for (const change of [...commits].reverse()) {
        if (change.outside)
            continue;
        const author = bySha.get(change.hash);
        if (author && !isBot(author)) {
            emails.add(change.author.email.toLowerCase());
            const pull = change.pull?.number ?? (0,_commits_pull_number_js__WEBPACK_IMPORTED_MODULE_0__/* .splitPull */ .O)(change.subject).pull;
            if (!firstPull.has(author.login) || (firstPull.get(author.login) === undefined && pull !== undefined)) {
                firstPull.set(author.login, pull);
            }
        }
        for (const { email } of change.coAuthors)
            if (!isMachine(email))
                others.add(email.toLowerCase());
    }
    const logins = [...firstPull.keys()];
    const newcomers = logins
        .filter((login) => newLogins.has(login))
        .map((login) => {
        const pull = firstPull.get(login);
        return pull === undefined ? { login } : { login, pull };
    });
    const known = new Set(logins.map((login) => login.toLowerCase()));
    const coAuthors = [...others].filter((email) => !emails.has(email) && !known.has(loginOf(email))).length;
    return { logins, newcomers, coAuthors };
}
function authorsIn(compared) {
    return [...new Set(compared.flatMap(({ author }) => (author && !isBot(author) ? [author.login] : [])))];
}
function peopleLines({ logins, newcomers, coAuthors }) {
    const lines = [];
    const named = logins.filter(isLogin).map((login) => `@${login}`);
    if (named.length > 0) {
        const others = coAuthors === 0 ? '' : ` and ${coAuthors} ${coAuthors === 1 ? 'co-author' : 'co-authors'}`;
        lines.push(`**Contributors**: ${named.join(', ')}${others}`);
    }
    const fresh = newcomers.filter(({ login }) => isLogin(login));
    if (fresh.length > 0) {
        const list = fresh.map(({ login, pull }) => `@${login}${pull === undefined ? '' : ` in #${pull}`}`);
        lines.push(`**New contributors**: ${list.join(', ')}`);
    }
    return lines;
}
function isBot(author) {
    return author.type === 'Bot' || author.login.endsWith('[bot]');
}
function isMachine(email) {
    return (/\[bot\]@|^(?:\d+\+)?copilot@users\.noreply\.github\.com$/i.test(email) ||
        /^no-?reply@|^(?:cursoragent@cursor\.com|aider@aider\.chat)$/i.test(email));
}
function loginOf(email) {
    return /^(?:\d+\+)?([^@]+)@users\.noreply\.github\.com$/.exec(email)?.[1] ?? '';
}
function isLogin(login) {
    return /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,99})$/.test(login);
}


/***/ }),

/***/ 53330:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  SY: () => (/* binding */ publicCheck),
  ff: () => (/* binding */ publicChecks),
  oj: () => (/* binding */ publicWarning)
});

// EXTERNAL MODULE: ./build/plan/oci/image-name.js
var image_name = __webpack_require__(44393);
;// CONCATENATED MODULE: ./build/plan/oci/package-page.js

function packageSettings(image, { owner, ownerType, serverUrl }) {
    if (!(0,image_name/* isGhcr */.T_)(image))
        return undefined;
    const [account = '', ...rest] = image.repository.split('/');
    const own = account === owner.toLowerCase();
    const kind = own && ownerType === 'User' ? 'users' : 'orgs';
    return `${serverUrl}/${kind}/${own ? owner : account}/packages/container/${encodeURIComponent(rest.join('/'))}/settings`;
}

;// CONCATENATED MODULE: ./build/find/public-image.js

async function publicChecks({ images, repository }, { digest }, registry) {
    const checks = await Promise.all(images.map((name) => publicCheck({ name, reference: digest }, repository, registry)));
    return checks.filter((check) => check !== undefined);
}
async function publicCheck({ name, reference }, repository, registry) {
    const settings = packageSettings(name, repository);
    if (repository.visibility !== 'public' || settings === undefined)
        return undefined;
    const separator = reference.startsWith('sha256:') ? '@' : ':';
    const ref = `${name.name}${separator}${reference}`;
    const pull = `docker logout ghcr.io && docker pull ${ref}`;
    if (await registry.isPublic(name, reference))
        return {
            text: `Anybody can pull ${name.name}`,
            state: 'passed',
            detail: 'asked signed out',
            commands: [pull],
        };
    return {
        text: `Make the package ${name.name} public: nobody but you can pull it`,
        state: 'to-do',
        detail: `${settings}, "Change visibility"`,
        commands: [`# ${settings} \u2192 Danger Zone \u2192 Change visibility \u2192 Public`, pull],
        todoUrl: settings,
    };
}
async function publicWarning(name, references, repository, registry) {
    if (repository.visibility !== 'public' || packageSettings(name, repository) === undefined)
        return undefined;
    for (const reference of references) {
        if (!(await registry.head(name, reference)))
            continue;
        const check = await publicCheck({ name, reference }, repository, registry);
        return check?.state === 'to-do'
            ? `the package ${name.name} is private: nobody but you can pull what this release publishes, until you make it public at ${check.todoUrl ?? ''}`
            : undefined;
    }
    return undefined;
}


/***/ }),

/***/ 64752:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ readPointer)
/* harmony export */ });
async function readPointer({ kind, name }, image, { registry, github }) {
    switch (kind) {
        case 'image':
            return image && (await registry.head(image, name))?.digest;
        case 'git':
            return github.tagTarget(name);
        case 'github-latest':
            return (await github.latestRelease())?.tag;
    }
}


/***/ }),

/***/ 22127:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  f: () => (/* binding */ releaseNotes)
});

// EXTERNAL MODULE: ./build/report/quantities.js
var quantities = __webpack_require__(32206);
// EXTERNAL MODULE: ./build/changelog/notes.js + 3 modules
var notes = __webpack_require__(4459);
// EXTERNAL MODULE: ./build/changelog/people.js
var people = __webpack_require__(99122);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/plan/closest.js
var closest = __webpack_require__(15589);
// EXTERNAL MODULE: ./build/compact.js
var compact = __webpack_require__(95681);
;// CONCATENATED MODULE: ./build/changelog/types.js



const keys = ['type', 'section', 'scope', 'hidden', 'effect'];
const example = 'changelog-types: \'[{"type":"feat","section":"Features"},{"type":"chore","hidden":true}]\'';
async function readTypes(text) {
    if (text.trim() === '')
        return undefined;
    const { LineCounter, isNode, parseDocument } = await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 38815, 19));
    const lineCounter = new LineCounter();
    const document = parseDocument(text, { lineCounter });
    const fail = (offset, reason, cause) => {
        const { line, col } = lineCounter.linePos(offset);
        return new errors/* ReleaseError */.K2(`changelog-types, line ${line}, column ${col}: ${reason}`, {
            hint: example,
            cause,
        });
    };
    const offsetOf = (path) => {
        const node = document.getIn(path, true);
        if (isNode(node) && node.range)
            return node.range[0];
        return path.length === 0 ? 0 : offsetOf(path.slice(0, -1));
    };
    const [broken] = document.errors;
    if (broken)
        throw fail(broken.pos[0], 'this is neither JSON nor YAML', broken);
    let list;
    try {
        list = document.toJS();
    }
    catch (error) {
        throw fail(0, 'this cannot be read', error);
    }
    if (!Array.isArray(list))
        throw fail(offsetOf([]), 'this must be a list of types');
    return list.map((entry, i) => {
        const { type, section, scope, hidden, effect } = (entry ?? {});
        for (const key of Object.keys(entry ?? {})) {
            const meant = keys.includes(key) ? undefined : (0,closest/* closest */.k)(key, keys);
            if (meant !== undefined)
                throw fail(offsetOf([i, key]), `entry ${i + 1} has "${key}": did you mean ${meant}?`);
        }
        if (typeof type !== 'string' || type === '')
            throw fail(offsetOf([i, 'type']), `entry ${i + 1} has no type`);
        if (section !== undefined && typeof section !== 'string')
            throw fail(offsetOf([i, 'section']), `the section of entry ${i + 1}, ${type}, is not text`);
        if (section?.trim() === '')
            throw fail(offsetOf([i, 'section']), `the section of entry ${i + 1}, ${type}, is empty`);
        if (hidden !== undefined && hidden !== null && typeof hidden !== 'boolean')
            throw fail(offsetOf([i, 'hidden']), `hidden of entry ${i + 1}, ${type}, is neither true nor false`);
        if (scope !== undefined && typeof scope !== 'string')
            throw fail(offsetOf([i, 'scope']), `the scope of entry ${i + 1}, ${type}, is not text`);
        return (0,compact/* compact */.o)({ type, scope, section, hidden: hidden === true || effect === 'hidden' });
    });
}

// EXTERNAL MODULE: ./build/changelog/commits/parse.js + 5 modules
var parse = __webpack_require__(68868);
// EXTERNAL MODULE: ./build/changelog/markdown/text.js
var markdown_text = __webpack_require__(19588);
// EXTERNAL MODULE: ./build/changelog/commits/backport.js
var backport = __webpack_require__(38210);
// EXTERNAL MODULE: ./build/changelog/commits/header.js
var header = __webpack_require__(22483);
// EXTERNAL MODULE: ./build/changelog/commits/pull-number.js
var pull_number = __webpack_require__(36207);
// EXTERNAL MODULE: ./build/changelog/commits/trailers.js
var trailers = __webpack_require__(3446);
;// CONCATENATED MODULE: ./build/changelog/commits/released.js





function originOf({ hash, email, authored, message }) {
    const first = message.slice(0, 2000).trimStart().split('\n', 1)[0] ?? '';
    const subject = (0,markdown_text/* cutSubject */.NQ)((0,header/* withoutBullet */.FF)((0,markdown_text/* cleanLine */.Ow)(first)));
    return {
        hash,
        key: keyOf(email, authored, subject),
        pickedFrom: (0,trailers/* pickedHashes */.vj)(message),
        pulls: (0,backport/* portedPulls */.rZ)(subject, message.slice(first.length).trimStart()),
        copied: (0,backport/* copiedKey */.Ki)(subject),
    };
}
function keyOf(email, authored, subject) {
    return `${authored} ${email} ${(0,backport/* unported */.wv)((0,pull_number/* splitPull */.O)(subject).title)}`;
}
function withoutReleased(commits, lower) {
    if (lower.length === 0)
        return commits;
    const keys = new Set(lower.map(({ key }) => key));
    const hashes = new Set(lower.flatMap(({ hash, pickedFrom }) => [hash, ...pickedFrom]));
    const pulls = new Set(lower.flatMap((one) => one.pulls));
    const copied = new Set(lower.flatMap((one) => one.copied ?? []));
    const has = ({ hash, kind, author, authored, subject, pickedFrom }) => kind === 'change' &&
        (hashes.has(hash) ||
            pickedFrom.some((from) => hashes.has(from)) ||
            pulls.has((0,pull_number/* splitPull */.O)(subject).pull ?? '') ||
            copied.has((0,backport/* bare */.$B)(subject)) ||
            keys.has(keyOf(author.email, authored, subject)));
    return commits.map((change) => (has(change) ? { ...change, outside: true } : change));
}

// EXTERNAL MODULE: ./build/plan/version/loose-version.js
var loose_version = __webpack_require__(70254);
// EXTERNAL MODULE: ./build/plan/version/version.js
var version_version = __webpack_require__(47673);
;// CONCATENATED MODULE: ./build/plan/version/unsettled.js


const nothingUnsettled = { bounds: [], higher: [], prereleases: [], foreign: [] };
function unsettledTags(input, excluded, short) {
    const { tags, tagPrefix, project, version } = input;
    const found = { bounds: [], higher: [], prereleases: [], foreign: [] };
    for (const tag of tags) {
        if (tag === version.tag || excluded.has(tag))
            continue;
        const strict = (0,loose_version/* readStrictly */.ZX)(tag, tagPrefix);
        const loose = strict ? undefined : (0,loose_version/* readLoosely */.Ao)(tag, tagPrefix, project);
        const read = strict ?? loose;
        if (!read)
            continue;
        if (loose && !loose.own) {
            if (excluded.size === 0 && loose.parts >= 2)
                found.foreign.push(tag);
            continue;
        }
        if (loose && loose.parts < 3 && !short.has(tag))
            continue;
        const order = compareNumbers(read, version);
        if (order === 0 && (loose ? !loose.stable && !(0,version_version/* isStable */.MQ)(version) : isSameRank(strict, version)))
            found.bounds.push(tag);
        else if (read.stable && order < 0 && loose)
            found.bounds.push(tag);
        else if (read.stable && order > 0)
            found.higher.push(tag);
        else if (!read.stable && excluded.size === 0)
            found.prereleases.push(tag);
    }
    return found;
}
function isSameRank(other, version) {
    return other?.stable === true || !(0,version_version/* isStable */.MQ)(version);
}
function compareNumbers(a, b) {
    return a.major - b.major || a.minor - b.minor || a.patch - b.patch;
}

;// CONCATENATED MODULE: ./build/plan/version/range.js





const mostExcluded = 128;
function planRange(input) {
    if (input.previousTag !== undefined && input.previousTag !== '') {
        const previous = givenPrevious(input, input.previousTag);
        return { previous, exclude: [previous], unsettled: nothingUnsettled };
    }
    const lower = [];
    for (const { tag, core } of highest(input)) {
        const last = lower.at(mostExcluded - 1);
        if (last && compareCore(core, [last.major, last.minor, last.patch]) < 0)
            break;
        const version = (0,version_version/* parseTag */.ED)(tag, input.tagPrefix);
        if (version && isLowerOfItsKind(version, input.version))
            lower.push(version);
    }
    const loose = (0,loose_version/* looseVersions */.q0)(input.tags, input.tagPrefix, input.project, input.version);
    for (const one of loose) {
        const version = (0,loose_version/* asVersion */.Z$)(one);
        const isLower = compareCore(coreOf(version), coreOf(input.version)) < 0;
        if (one.stable && one.parts >= 3 && isLower)
            lower.push(version);
    }
    const others = new Set(loose.map(({ tag }) => tag));
    lower.sort((a, b) => (0,version_version/* compareRead */.Sk)(b, a) ||
        Number(others.has(a.tag)) - Number(others.has(b.tag)) ||
        (0,version_version/* compareNaturally */.yV)(b.build, a.build) ||
        (a.tag < b.tag ? -1 : 1));
    const exclude = lower.slice(0, mostExcluded).map(({ tag }) => tag);
    const [previous] = exclude;
    const short = new Set(loose.filter(({ parts }) => parts < 3).map(({ tag }) => tag));
    const unsettled = unsettledTags(input, new Set(exclude), short);
    return (0,compact/* compact */.o)({ previous, exclude, unsettled });
}
function coreOf({ major, minor, patch }) {
    return [major, minor, patch];
}
function isLowerOfItsKind(candidate, release) {
    if ((0,version_version/* compareRead */.Sk)(candidate, release) >= 0)
        return false;
    if ((0,version_version/* isStable */.MQ)(candidate))
        return true;
    return !(0,version_version/* isStable */.MQ)(release) && sameCore(candidate, release);
}
function sameCore(a, b) {
    return a.major === b.major && a.minor === b.minor && a.patch === b.patch;
}
const core = /^(0|[1-9]\d{0,14})\.(0|[1-9]\d{0,14})\.(0|[1-9]\d{0,14})([-+]|$)/;
function highest(input) {
    const { version, tagPrefix } = input;
    const lead = `${tagPrefix}v`;
    const limit = [version.major, version.minor, version.patch];
    const best = [];
    let lowest;
    for (const tags of byMajor(input)) {
        for (const tag of tags) {
            const match = core.exec(tag.slice(lead.length));
            if (!match)
                continue;
            const candidate = { tag, core: [Number(match[1]), Number(match[2]), Number(match[3])] };
            const order = compareCore(candidate.core, limit);
            if (order > 0 || (match[4] === '-' && (order < 0 || (0,version_version/* isStable */.MQ)(version))))
                continue;
            if (lowest !== undefined && compareCore(candidate.core, lowest) < 0)
                continue;
            if (best.push(candidate) < 4 * mostExcluded)
                continue;
            best.sort(byCore).length = 2 * mostExcluded;
            lowest = best.at(-1)?.core;
        }
        if (best.length >= 2 * mostExcluded)
            break;
    }
    return best.sort(byCore);
}
function* byMajor({ tags, version, tagPrefix }) {
    const lead = `${tagPrefix}v`;
    const own = `${lead}${version.major}.`;
    yield tags.filter((tag) => tag.startsWith(own));
    const others = new Map();
    for (const tag of tags) {
        if (!tag.startsWith(lead))
            continue;
        const major = Number(tag.slice(lead.length, tag.indexOf('.', lead.length)));
        if (!(major < version.major))
            continue;
        const list = others.get(major);
        if (list)
            list.push(tag);
        else
            others.set(major, [tag]);
    }
    for (const [, list] of [...others].sort(([a], [b]) => b - a))
        yield list;
}
const byCore = (a, b) => compareCore(b.core, a.core);
function compareCore(a, b) {
    return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
function givenPrevious(input, name) {
    const found = input.tags.find((tag) => tag === name);
    if (found)
        return found;
    const known = input.tags
        .map((tag) => (0,version_version/* parseTag */.ED)(tag, input.tagPrefix))
        .filter((version) => version !== undefined)
        .sort((a, b) => (0,version_version/* comparePrecedence */.cX)(b, a));
    const example = known.find((version) => isLowerOfItsKind(version, input.version)) ?? known[0];
    throw new errors/* ReleaseError */.K2(`previous-tag names ${name}, and there is no such tag`, {
        hint: example === undefined
            ? 'Leave previous-tag out: this repository has no earlier version tag.'
            : `previous-tag: ${example.tag}`,
    });
}

;// CONCATENATED MODULE: ./build/steps/notes/merged-back.js

const mostMerges = 10;
const mostCommits = 500;
async function mergedBack(git, commits) {
    const own = new Set(commits.map(({ hash }) => hash));
    const merges = commits
        .filter(({ parents }) => parents.length > 1)
        .map(({ parents }) => ({
        released: parents.filter((parent) => !own.has(parent)),
        unreleased: parents.filter((parent) => own.has(parent)),
    }))
        .filter(({ released, unreleased }) => released.length > 0 && unreleased.length > 0);
    const sides = await Promise.all(merges
        .slice(0, mostMerges)
        .flatMap(({ released, unreleased }) => released.map((tip) => git.log({ tip, exclude: unreleased, most: mostCommits }, originOf))));
    return sides.flat();
}

;// CONCATENATED MODULE: ./build/steps/notes/odd-tags.js

async function passingOverOddTags(git, needed, read) {
    let shallow;
    const isShallow = () => (shallow ??= git.isShallow());
    try {
        return await read({ ...git, isShallow }, () => false);
    }
    catch (error) {
        if (!(error instanceof errors/* ReleaseError */.K2) || error.code === 'cancelled')
            throw error;
        const odd = await git.tagsOfNoCommit();
        for (const tag of [needed.tag, needed.previousTag ?? '']) {
            const kind = odd.get(tag);
            if (kind !== undefined)
                throw namesNone(tag, kind);
        }
        if (odd.size === 0)
            throw error;
        const isOdd = (tag) => odd.has(tag);
        const kept = (tags) => tags.filter(({ name }) => !isOdd(name));
        return read({
            ...git,
            isShallow,
            tagNames: async () => (await git.tagNames()).filter((tag) => !isOdd(tag)),
            tags: async () => kept(await git.tags()),
            remoteTags: async () => kept(await git.remoteTags()),
        }, isOdd);
    }
}
function namesNone(tag, kind) {
    return new errors/* ReleaseError */.K2(`the tag ${tag} names a ${kind === 'blob' ? 'file' : kind}, not a commit`, {
        hint: `git cat-file -p ${tag}   # what it names; a release is made of a commit, and so are its notes`,
    });
}

;// CONCATENATED MODULE: ./build/steps/notes/settle-range.js



async function settleRange(git, version, { range, revisions }, tags) {
    const { bounds, higher, prereleases, foreign } = range.unsettled;
    const unsure = [...bounds, ...higher, ...prereleases, ...foreign];
    if (unsure.length === 0)
        return { range, revisions, warnings: [] };
    const names = new Set(unsure);
    const refs = new Map((await tags()).filter(({ name }) => names.has(name)).map((ref) => [ref.name, ref]));
    const commits = await git.log({ tip: revisions.commit, exclude: revisions.exclude }, ({ hash }) => hash);
    const position = new Map(commits.map((hash, i) => [hash, i]));
    const inRange = (list) => list
        .map((name) => refs.get(name))
        .filter((ref) => ref !== undefined)
        .filter((ref) => (position.get(ref.commit) ?? 0) > 0)
        .sort((a, b) => (position.get(a.commit) ?? 0) - (position.get(b.commit) ?? 0) || byName(b.name, a.name));
    const above = inRange(higher);
    let found = inRange(bounds);
    if (range.previous === undefined && found.length === 0)
        found = above;
    if (range.previous === undefined && found.length === 0 && !(0,version_version/* isStable */.MQ)(version))
        found = inRange(prereleases);
    const previous = found[0] ?? undefined;
    const bounded = previous
        ? {
            range: {
                ...range,
                previous: previous.name,
                exclude: [...found.map(({ name }) => name), ...range.exclude],
            },
            revisions: {
                ...revisions,
                exclude: [...found.slice(0, mostExcluded).map(({ commit }) => commit), ...revisions.exclude],
                previous: previous.commit,
            },
        }
        : { range, revisions };
    if (above.length > 0)
        return { ...bounded, warnings: [carries(version, above, range.previous)] };
    const own = found.find(({ name }) => isReleaseOf(name, version));
    if (own)
        return { ...bounded, warnings: [behindOwnRelease(version, own.name)] };
    if (bounded.range.previous !== undefined)
        return { ...bounded, warnings: [] };
    const [after] = inRange(prereleases);
    const strangers = inRange(foreign);
    return (0,compact/* compact */.o)({
        ...bounded,
        after: after ? after.name : undefined,
        warnings: [
            ...(after ? [onlyPrereleases(version, after.name)] : []),
            ...(strangers.length > 0 && !after ? [lookLikeVersions(version, strangers)] : []),
        ],
    });
}
function carries(version, above, previous) {
    const highest = above.map(({ name }) => name).sort((a, b) => byName(b, a))[0] ?? '';
    if (previous === undefined) {
        const holds = (0,version_version/* parseTag */.ED)(highest, prefixOf(version)) && (0,version_version/* isStable */.MQ)(version);
        return `${highest} comes before ${version.tag} and has a higher number: the notes begin at ${above[0]?.name ?? ''}${holds ? `, and latest stays at ${highest}` : ''}.`;
    }
    return (`${version.tag} holds all of ${highest}, which is a higher release: what users get as ${version.tag} is not a patch of ${previous}. ` +
        `For a hotfix, tag a branch of the release that it mends: git switch -c hotfix ${previous} && git cherry-pick \u2026; for all that is here, tag the version after ${highest}.`);
}
function prefixOf({ tag, text }) {
    return tag.slice(0, -text.length - 1);
}
function isReleaseOf(tag, version) {
    const { major, minor, patch } = version;
    return tag !== version.tag && tag === `${prefixOf(version)}v${major}.${minor}.${patch}`;
}
function behindOwnRelease(version, released) {
    const { major, minor, patch } = version;
    const next = `${prefixOf(version)}v${major}.${minor}.${patch + 1}`;
    return `${version.tag} comes after ${released}, and to SemVer it is a prerelease of it, which is lower: no pointer moves to it. For a hotfix, tag ${next}.`;
}
function onlyPrereleases(version, after) {
    return `Only prereleases come before ${version.tag}, the last is ${after}: the notes hold everything since the first commit. With previous-tag: ${after} they hold what came after it.`;
}
function lookLikeVersions(version, [last, ...others]) {
    const more = others.length === 0 ? '' : ` and ${others.length} more`;
    return `${version.tag} is taken for the first release, and ${last?.name ?? ''}${more} in its history look${others.length === 0 ? 's' : ''} like a version. With previous-tag: ${last?.name ?? ''} the notes begin there.`;
}
function byName(a, b) {
    return (0,version_version/* compareNaturally */.yV)([a], [b]);
}

;// CONCATENATED MODULE: ./build/steps/notes/upgrade.js

async function upgrade(git, { configExample, migrations }, { commit, previousTag, previous, }) {
    if (previousTag === undefined || previous === undefined || (configExample ?? migrations) === undefined)
        return undefined;
    const { describeUpgrade } = await __webpack_require__.e(/* import() */ 631).then(__webpack_require__.bind(__webpack_require__, 39012));
    const [config, filesBefore, filesAfter] = await Promise.all([
        configExample === undefined ? undefined : sampleOf(git, configExample, { previous, commit }),
        migrations === undefined ? [] : git.listFiles(previous, migrations),
        migrations === undefined ? [] : git.listFiles(commit, migrations),
    ]);
    const old = new Map(filesBefore.map(({ path, blob }) => [path, blob]));
    const texts = await textsOf(git, commit, filesAfter.filter(({ path, blob }) => old.get(path) !== blob).map(({ path }) => path));
    return describeUpgrade((0,compact/* compact */.o)({
        previousTag,
        config,
        migrations: {
            before: filesBefore,
            after: filesAfter.map((file) => {
                const text = texts.get(file.path);
                return text === undefined ? file : { ...file, text };
            }),
        },
    }));
}
async function sampleOf(git, path, { previous, commit }) {
    const [before, after] = await Promise.all([git.show(previous, path), git.show(commit, path)]);
    if ((before === undefined) === (after === undefined))
        return { path, before, after };
    const [old, now] = await Promise.all([allFiles(git, previous), allFiles(git, commit)]);
    const gone = after === undefined;
    const other = gone ? sameSample(path, old, now) : sameSample(path, now, old);
    const text = other === undefined ? undefined : await git.show(gone ? commit : previous, other);
    if (other === undefined || text === undefined)
        return { path, before, after };
    return gone
        ? { path: other, before, after: text, formerPath: path }
        : { path, before: text, after, formerPath: other };
}
async function allFiles(git, commit) {
    const lists = await Promise.all(['**', '**/.*'].map((glob) => git.listFiles(commit, glob)));
    return lists.flat();
}
function sameSample(path, here, there) {
    const known = new Set(here.map((file) => file.path));
    const blob = here.find((file) => file.path === path)?.blob;
    const others = there.filter((file) => !known.has(file.path));
    const by = (fits) => {
        const [first, ...more] = others.filter(fits);
        return more.length === 0 ? first?.path : undefined;
    };
    return (by((file) => file.blob === blob) ??
        by((file) => nameOf(file.path) === nameOf(path)) ??
        by((file) => plainPath(file.path) === plainPath(path)) ??
        by((file) => nameOf(plainPath(file.path)) === nameOf(plainPath(path))));
}
const nameOf = (path) => path.slice(path.lastIndexOf('/') + 1);
function plainPath(path) {
    const name = nameOf(path)
        .toLowerCase()
        .replace(/(?<![a-z])(?:example|sample|dist|default|template|tmpl|tpl)s?(?![a-z])/g, '')
        .replace(/[._-]+/g, '.')
        .replace(/^\.|\.$/g, '')
        .replace(/(?<=.)\.(?:ya?ml|json[c5]?|toml|ini|cfg|conf|cnf|properties)$/, '');
    return `${path.slice(0, path.lastIndexOf('/') + 1)}${name === '' ? nameOf(path) : name}`;
}
const mostRead = 200;
async function textsOf(git, commit, paths) {
    const texts = new Map();
    const telling = paths.filter((path) => /\.(?:py|sql|xml|ya?ml|json)$/i.test(path));
    if (telling.length > mostRead)
        return texts;
    for (const path of telling) {
        const text = await git.show(commit, path);
        if (text !== undefined)
            texts.set(path, text);
    }
    return texts;
}

;// CONCATENATED MODULE: ./build/steps/notes/gather.js








async function gatherNotes(git, request, remoteTags) {
    const { version, previousTag } = request;
    return passingOverOddTags(git, { tag: version.tag, previousTag }, (seen, isOdd) => gather(seen, request, remoteTags?.filter(({ name }) => !isOdd(name))));
}
async function gather(git, request, remoteTags) {
    const { version, tagPrefix, previousTag } = request;
    const known = remoteTags ?? ((await git.isShallow()) ? await git.remoteTags() : undefined);
    const names = known?.map(({ name }) => name) ?? (await git.tagNames());
    const planned = planRange((0,compact/* compact */.o)({
        tags: names,
        version,
        tagPrefix,
        project: request.repository === undefined ? undefined : request.repository.name,
        previousTag,
    }));
    const revisions = known
        ? await deepened(git, request, known, planned)
        : await named(git, request, names, planned);
    const settled = await settleRange(git, version, { range: planned, revisions }, async () => known ?? (await git.tags()));
    const { range, after, warnings } = settled;
    const { commit, exclude, previous } = settled.revisions;
    const lower = [];
    const commitRange = (0,compact/* compact */.o)({
        tip: commit,
        exclude,
        paths: request.paths,
        beside: previous !== undefined && exclude.includes(previous) ? previous : undefined,
    });
    const [commits, changelog, upgrading] = await Promise.all([
        git.log(commitRange, (raw) => {
            if (!raw.beside)
                return (0,parse/* readCommit */.k)(raw, request.references);
            lower.push(originOf(raw));
            return undefined;
        }),
        changelogSection(git, request, commit),
        upgrade(git, request, { commit, previousTag: range.previous, previous }),
    ]);
    const changes = commits.filter((change) => change !== undefined);
    if (exclude.length > 0)
        lower.push(...(await mergedBack(git, changes)));
    const migration = await migrationNotes(request);
    const { repository, types, style, header, footer } = request;
    const input = (0,compact/* compact */.o)({
        version,
        commits: withoutReleased(changes, lower),
        previousTag: range.previous,
        after,
        rangeWarnings: warnings.length === 0 ? undefined : warnings,
        repository,
        types,
        style,
        header,
        footer,
        migration: migration === '' ? undefined : migration,
        changelog,
        upgrading,
    });
    return { range, input };
}
async function named(git, { commit, version }, names, { exclude, previous }) {
    const revision = (tag) => `refs/tags/${tag}`;
    const own = revision(version.tag);
    return {
        commit: commit ?? (names.includes(version.tag) ? own : await git.commitOf(own)),
        exclude: exclude.map(revision),
        previous: previous && revision(previous),
    };
}
async function deepened(git, request, tags, range) {
    const byName = new Map(tags.map((tag) => [tag.name, tag]));
    const own = byName.get(request.version.tag);
    const commit = request.commit ?? own?.commit ?? (await git.commitOf(`refs/tags/${request.version.tag}`));
    const exclude = range.exclude.map((name) => byName.get(name)).filter((tag) => tag !== undefined);
    const excluded = await git.deepen((0,compact/* compact */.o)({ tag: own ? own.name : undefined, commit, exclude }));
    return {
        commit,
        exclude: excluded.map((tag) => tag.commit),
        previous: range.previous && byName.get(range.previous)?.commit,
    };
}
async function changelogSection(git, request, commit) {
    const { changelogFile, version } = request;
    if (changelogFile === undefined || changelogFile === '')
        return undefined;
    const text = await git.show(commit, changelogFile);
    if (text === undefined)
        return null;
    const { sectionOf } = await Promise.all(/* import() */[__webpack_require__.e(825), __webpack_require__.e(231)]).then(__webpack_require__.bind(__webpack_require__, 58231));
    const section = sectionOf(text, version.text);
    if (section === undefined)
        return null;
    const linked = await linksOf(changelogFile, request);
    return { ...section, text: linked(section.text), migration: linked(section.migration) };
}
async function migrationNotes(request) {
    const { notesFile, notesFilePath, version } = request;
    if (notesFile === undefined || notesFile.trim() === '')
        return '';
    const { migrationFor } = await Promise.all(/* import() */[__webpack_require__.e(825), __webpack_require__.e(231)]).then(__webpack_require__.bind(__webpack_require__, 58231));
    const text = migrationFor(notesFile, version.text);
    return notesFilePath === undefined ? text : (await linksOf(notesFilePath, request))(text);
}
async function linksOf(path, { repository, version }) {
    if (repository === undefined)
        return (text) => text;
    const { withAbsoluteLinks } = await Promise.all(/* import() */[__webpack_require__.e(825), __webpack_require__.e(653)]).then(__webpack_require__.bind(__webpack_require__, 86653));
    return (text) => withAbsoluteLinks(text, { repository, tag: version.tag, path });
}

// EXTERNAL MODULE: ./build/steps/notes/notes-file.js
var notes_file = __webpack_require__(15938);
// EXTERNAL MODULE: ./build/steps/notes/verify-commands.js
var verify_commands = __webpack_require__(69836);
;// CONCATENATED MODULE: ./build/steps/notes/release-notes.js









async function releaseNotes(job, tags, inputs, context) {
    const { plan, world, steps } = job;
    return steps.run({
        title: 'Gather the notes',
        make: async (log) => {
            const { changelog } = inputs;
            const types = await readTypes(changelog.types);
            const { owner, name, serverUrl } = plan.repository;
            const notesFile = changelog.notesFile === undefined
                ? undefined
                : await (0,notes_file/* readNotesFile */.G_)(changelog.notesFile, plan.commit, world.git, (0,notes_file/* placesIn */.yN)(context));
            const { input } = await gatherNotes(world.git, (0,compact/* compact */.o)({
                version: plan.version,
                commit: plan.commit,
                tagPrefix: inputs.tagPrefix,
                repository: { owner, name, serverUrl },
                types,
                style: changelog.style,
                paths: changelog.paths,
                header: changelog.header,
                footer: changelog.footer,
                previousTag: inputs.previousTag,
                changelogFile: changelog.file,
                notesFile: notesFile === undefined ? undefined : notesFile.text,
                notesFilePath: notesFile === undefined ? undefined : notesFile.path,
                configExample: changelog.configExample,
                migrations: changelog.migrations,
            }), tags);
            for (const warning of (0,notes/* rangeWarnings */.nu)(input))
                log(`warning: ${warning}`);
            const people = input.previousTag === undefined
                ? undefined
                : await peopleSince(job, input.previousTag, input.commits, log);
            const full = people === undefined ? input : { ...input, people };
            return (0,compact/* compact */.o)({
                previousTag: input.previousTag,
                after: input.after,
                commits: input.commits
                    .filter(({ outside: elsewhere }) => !elsewhere)
                    .map(({ hash, subject }) => ({ sha: hash, subject })),
                write: (proof, room) => (0,notes/* renderNotes */.IE)((0,compact/* compact */.o)({
                    ...full,
                    verify: proof === undefined ? undefined : (0,verify_commands/* verifyLines */.XY)(plan, proof.image, proof),
                    limit: room,
                })),
            });
        },
        outcome: 'checked',
        describe: ({ commits, previousTag, after }) => {
            const first = after === undefined ? 'the first release' : `the first stable release, after ${after}`;
            return `${(0,quantities/* count */.U9)(commits.length, 'commit')}${previousTag === undefined ? `, ${first}` : ` since ${previousTag}`}`;
        },
    });
}
async function peopleSince(job, previousTag, commits, log) {
    const { plan, world: { github }, } = job;
    try {
        const compared = await github.compare(previousTag, plan.tag);
        const authors = (0,people/* authorsIn */.Uv)(compared);
        const known = await Promise.all(authors.map((login) => github.hasCommits(login, previousTag)));
        return (0,people/* peopleOf */.xr)(commits, compared, new Set(authors.filter((_, at) => known[at] === false)));
    }
    catch (error) {
        log(`GitHub does not say who made this release (${(0,errors/* messageOf */.bD)(error)}); the notes name nobody`);
        return undefined;
    }
}


/***/ }),

/***/ 69836:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P3: () => (/* binding */ eachAssetCommand),
/* harmony export */   Q5: () => (/* binding */ checksumCommands),
/* harmony export */   XY: () => (/* binding */ verifyLines),
/* harmony export */   Xu: () => (/* binding */ provenanceCommand)
/* harmony export */ });
/* harmony import */ var _plan_asset_names_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(91667);

function verifyLines(plan, image, proof) {
    const downloads = plan.assets.checksums !== undefined || proof.publicKey !== undefined || proof.signed !== undefined;
    return [
        ...(downloads ? [downloadCommand(plan)] : []),
        ...plan.images.flatMap(({ name }) => [
            `docker pull ${name}@${image.digest}`,
            ...(plan.sign === 'none'
                ? []
                : [
                    ...(plan.signLegacy ? ['# With cosign 2 or 3:'] : []),
                    `cosign verify ${name}@${image.digest} \\`,
                    ...signedBy(proof).map((line) => `  ${line}`),
                ]),
            ...(plan.attest
                ? [
                    ...(proof.stored === false
                        ? [
                            '# GitHub stores no attestations for this repository; the registry and the release have them.',
                        ]
                        : []),
                    ...shortProvenanceCommand(plan, name, proof),
                    provenanceCommand(plan, `${name}@${image.digest}`, proof, ' \\\n  '),
                ]
                : []),
        ]),
        ...sumCommands(plan),
        ...(plan.assets.checksums && plan.sign !== 'none'
            ? [
                `cosign verify-blob ${plan.assets.checksums.name} --bundle ${plan.assets.checksums.bundle} \\`,
                ...signedBy(proof).map((line) => `  ${line}`),
            ]
            : []),
        ...(proof.signed === undefined || proof.signed.length === 0
            ? []
            : [`${eachOf(proof.signed)} \\`, ...signedBy(proof).map((line) => `  ${line}`)]),
    ];
}
function shortProvenanceCommand(plan, name, proof) {
    const { owner, serverUrl } = plan.repository;
    if (!proof.signer.san.toLowerCase().startsWith(`${serverUrl}/${owner}/`.toLowerCase()))
        return [];
    return [
        `gh attestation verify oci://${name}:${plan.pointers.exact} --owner ${owner}${fromRegistry(proof)}`,
    ];
}
function provenanceCommand({ repository }, ref, proof, between = ' ') {
    const { san, issuer } = proof.signer;
    const flags = [
        `--repo ${repository.fullName}`,
        `--cert-identity ${shellWord(san)}`,
        ...(issuer === usualIssuer ? [] : [`--cert-oidc-issuer ${shellWord(issuer)}`]),
    ];
    return [`gh attestation verify oci://${ref}${fromRegistry(proof)}`, ...flags].join(between);
}
const usualIssuer = 'https://token.actions.githubusercontent.com';
function shellWord(text) {
    return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw `'\''`)}'`;
}
function eachAssetCommand(names, proof) {
    return `${eachOf(names)} ${signedBy(proof)
        .map((line) => line.replace(/ \\$/, ''))
        .join(' ')}`;
}
function eachOf(names) {
    return `printf '%s\\n' ${names.join(' ')} | xargs -I{} cosign verify-blob ./{} --bundle ${(0,_plan_asset_names_js__WEBPACK_IMPORTED_MODULE_0__/* .bundleName */ .u1)('./{}')}`;
}
function checksumCommands(plan, proof) {
    const { checksums } = plan.assets;
    if (!checksums)
        return [];
    const signer = signedBy(proof)
        .map((line) => line.replace(/ \\$/, ''))
        .join(' ');
    return [
        downloadCommand(plan),
        ...sumCommands(plan),
        ...(plan.sign === 'none'
            ? []
            : [`cosign verify-blob ${checksums.name} --bundle ${checksums.bundle} ${signer}`]),
    ];
}
function downloadCommand(plan) {
    return `gh release download ${plan.tag} --repo ${plan.repository.fullName}`;
}
function sumCommands({ assets: { checksums } }) {
    return checksums ? [`sha256sum -c ${checksums.name} --ignore-missing`] : [];
}
function signedBy({ signer, publicKey }) {
    return publicKey === undefined
        ? [`--certificate-identity ${shellWord(signer.san)} \\`, `--certificate-oidc-issuer ${signer.issuer}`]
        : [`--key ${_plan_asset_names_js__WEBPACK_IMPORTED_MODULE_0__/* .keyName */ .xT}`];
}
function fromRegistry({ stored }) {
    return stored === false ? ' --bundle-from-oci' : '';
}


/***/ }),

/***/ 74696:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ frozenFaults)
/* harmony export */ });
const anyList = `sha256-${'0'.repeat(64)}`;
async function frozenFaults({ images, pointers, sign, attest }, registry) {
    const moving = pointers.floating
        .filter(({ kind, moves }) => kind === 'image' && moves)
        .map(({ name }) => name);
    const lists = sign === 'none' && !attest ? [] : [anyList];
    if (moving.length + lists.length === 0)
        return [];
    const frozen = await Promise.all(images.map(async (image) => ({ image, tags: await registry.frozen(image, [...moving, ...lists]) })));
    return frozen.flatMap(({ image, tags }) => (tags.length === 0 ? [] : [fault(image, tags)]));
}
function fault({ name }, tags) {
    const pointers = tags.filter((tag) => tag !== anyList);
    const what = [
        ...(pointers.length > 0 ? [pointers.join(', ')] : []),
        ...(tags.includes(anyList) ? ['the lists of signatures (sha256-\u2026)'] : []),
    ];
    return {
        code: 'tag-immutable',
        message: `${name} has a rule for immutable tags that takes in ${what.join(' and ')}, which have to change`,
        hint: `Settings of ${name}: "Specific tags are immutable", ^v?\\d+\\.\\d+\\.\\d+   # that takes in releases alone${pointers.length > 0 ? '; or with: { floating: none }' : ''}`,
    };
}


/***/ }),

/***/ 88417:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ usedTagFaults),
/* harmony export */   KQ: () => (/* binding */ usedTag),
/* harmony export */   mq: () => (/* binding */ createDraft)
/* harmony export */ });
/* unused harmony export refuseUsedTag */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _run_concurrency_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(90657);
/* harmony import */ var _plan_version_version_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(47673);
/* harmony import */ var _world_retry_retry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(16424);
/* harmony import */ var _world_retry_status_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(13262);





async function refuseUsedTag(job, github) {
    const { plan, steps, earlier: { release, prepared }, } = job;
    if (release !== undefined || prepared?.draft === false)
        return;
    await steps.run({
        title: `Look whether a deleted immutable release has used up ${plan.tag}`,
        make: async () => {
            const isAttested = async (object) => (await github.attestedReleases(object)).includes(plan.tag);
            const ofTag = async () => {
                const object = (await github.tagTarget(plan.tag)) ?? plan.commit;
                return object !== plan.commit && isAttested(object);
            };
            const used = await (0,_run_concurrency_js__WEBPACK_IMPORTED_MODULE_3__/* .allEnded */ .Cw)([isAttested(plan.commit), ofTag()]);
            if (used.includes(true))
                throw usedTag(plan.tag, undefined, plan.next);
        },
        outcome: 'checked',
        describe: () => 'nothing says so',
    });
}
async function usedTagFaults(job, github) {
    try {
        await refuseUsedTag(job, github);
        return [];
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ReleaseError */ .K2) || error.code !== 'tag-burned')
            throw error;
        return [{ code: error.code, message: error.message, hint: error.hint }];
    }
}
function usedTag(tag, cause, next = (0,_plan_version_version_js__WEBPACK_IMPORTED_MODULE_1__/* .tagAfter */ .JL)(tag)) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ReleaseError */ .K2(`the tag ${tag} belonged to an immutable release that was deleted; GitHub never takes it again, and nothing was published`, { code: 'tag-burned', hint: `${(0,_plan_version_version_js__WEBPACK_IMPORTED_MODULE_1__/* .releaseAs */ .cA)(next)}   # release the next version`, cause });
}
async function createDraft(github, fields) {
    try {
        return await github.createDraft(fields);
    }
    catch (error) {
        const refused = (0,_world_retry_status_js__WEBPACK_IMPORTED_MODULE_4__/* .hasStatus */ .R)(error, 422);
        if (refused && /immutable/i.test((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)))
            throw usedTag(fields.tag, error);
        if (refused && (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error).includes('already_exists')) {
            throw new _world_retry_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .TransientError */ .N_(`a release of ${fields.tag} was published a moment ago`, {
                hint: 'Run the workflow again: it finds that release.',
                cause: error,
            });
        }
        throw error;
    }
}


/***/ })

};
