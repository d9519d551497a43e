"use strict";
exports.id = 985;
exports.ids = [985];
exports.modules = {

/***/ 8204:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ splitPull)
/* harmony export */ });
const number = /^\d{1,10}$/;
function splitPull(text) {
    const at = text.endsWith(')') ? text.lastIndexOf(' (#') : -1;
    const pull = at < 0 ? '' : text.slice(at + 3, -1);
    return number.test(pull) ? { title: text.slice(0, at), pull } : { title: text };
}


/***/ }),

/***/ 2897:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

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

/***/ 5411:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hh: () => (/* binding */ cutLine),
/* harmony export */   NQ: () => (/* binding */ cutSubject),
/* harmony export */   Ow: () => (/* binding */ cleanLine),
/* harmony export */   Xs: () => (/* binding */ longestSubject),
/* harmony export */   v3: () => (/* binding */ cleanLines)
/* harmony export */ });
/* harmony import */ var _commits_pull_number_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8204);

const longestSubject = 256;
const unseen = /\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{2,6}\u{e007f}|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u061c\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;
const letter = /^(?![A-Za-z])[\p{L}\p{M}]$/u;
const rightToLeft = /^[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]$/u;
const withoutBlanks = /^[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u1980-\u19df\u1a20-\u1aaf]$/u;
function isSpelling(found, text, at) {
    if (found.length > 2)
        return true;
    const before = text[at - 1] ?? '';
    const after = text[at + 1] ?? '';
    switch (found) {
        case '\u200c':
            return letter.test(before);
        case '\u200b':
            return withoutBlanks.test(before) && withoutBlanks.test(after);
        case '\u200e':
        case '\u200f':
        case '\u061c':
            return rightToLeft.test(before) || rightToLeft.test(after);
        default:
            return false;
    }
}
const colours = /(?:\u001b\[|\u009b)[0-?]{0,100}[ -/]{0,10}[@-~]/g;
function withoutUnseen(text) {
    return text
        .replace(colours, '')
        .replace(unseen, (found, at) => (isSpelling(found, text, at) ? found : ''));
}
const plain = /^[\u0020-\u007e]*$/;
function cleanLine(text) {
    if (plain.test(text) && !text.includes('  '))
        return text.trim();
    return withoutUnseen(text.toWellFormed().replace(/\s+/gu, ' ')).replace(/ {2,}/g, ' ').trim();
}
function cleanLines(text) {
    return withoutUnseen(text
        .toWellFormed()
        .replaceAll('\u2028', '\n')
        .replaceAll('\u2029', '\n')
        .replaceAll('\u0085', '\n')
        .replaceAll('\r', '\n'));
}
function cutLine(text, longest, keep = '') {
    if (text.length <= longest)
        return text;
    const points = Array.from(text.slice(0, 2 * longest));
    if (points.length <= longest && text.length <= 2 * longest)
        return text;
    const tail = keep === '' ? '' : ` ${keep}`;
    const room = points.slice(0, longest - 1 - tail.length).join('');
    const blank = room.lastIndexOf(' ');
    const head = blank > room.length * 0.8 ? room.slice(0, blank) : room;
    return `${head.trimEnd()}\u2026${tail}`;
}
function cutSubject(text) {
    const { pull } = (0,_commits_pull_number_js__WEBPACK_IMPORTED_MODULE_0__/* .splitPull */ .O)(text);
    return cutLine(text, longestSubject, pull === undefined ? '' : `(#${pull})`);
}


/***/ }),

/***/ 985:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  printNotes: () => (/* binding */ printNotes)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9984);
;// CONCATENATED MODULE: ./build/plan/closest.js
const longestName = 200;
const mostNames = 20_000;
function closest(name, known) {
    if (name.length > longestName)
        return undefined;
    const wanted = name.toLowerCase();
    let best;
    for (const candidate of known.slice(0, mostNames)) {
        const most = Math.min(best?.distance ?? Infinity, Math.max(2, Math.floor(wanted.length / 4)) + 1) - 1;
        if (Math.abs(candidate.length - wanted.length) > most || candidate.length > longestName)
            continue;
        const distance = editDistance(wanted, candidate.toLowerCase());
        if (distance <= most)
            best = { name: candidate, distance };
    }
    return best?.name;
}
function editDistance(a, b) {
    let before = [];
    let last = Array.from({ length: b.length + 1 }, (_, i) => i);
    for (let i = 1; i <= a.length; i++) {
        const row = [i];
        for (let j = 1; j <= b.length; j++) {
            const change = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
            let least = Math.min(change, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
            if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
                least = Math.min(least, (before[j - 2] ?? 0) + 1);
            row.push(least);
        }
        [before, last] = [last, row];
    }
    return last[b.length] ?? 0;
}

// EXTERNAL MODULE: ./build/compact.js
var build_compact = __webpack_require__(1098);
;// CONCATENATED MODULE: ./build/changelog/types.js



const keys = ['type', 'section', 'scope', 'hidden', 'effect'];
const example = 'changelog-types: \'[{"type":"feat","section":"Features"},{"type":"chore","hidden":true}]\'';
async function readTypes(text) {
    if (text.trim() === '')
        return undefined;
    const { LineCounter, isNode, parseDocument } = await __webpack_require__.e(/* import() */ 815).then(__webpack_require__.t.bind(__webpack_require__, 8815, 19));
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
            const meant = keys.includes(key) ? undefined : closest(key, keys);
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
        return (0,build_compact/* compact */.o)({ type, scope, section, hidden: hidden === true || effect === 'hidden' });
    });
}

// EXTERNAL MODULE: ./build/changelog/markdown/markdown.js
var markdown = __webpack_require__(2897);
// EXTERNAL MODULE: ./build/changelog/markdown/text.js
var markdown_text = __webpack_require__(5411);
;// CONCATENATED MODULE: ./build/changelog/markdown/blocks.js


function block(text, indent) {
    const lines = (0,markdown_text/* cleanLines */.v3)(text).split('\n');
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
            const fence = '`'.repeat(Math.max(3, (0,markdown/* longestRun */.Q_)(code.lines.join('\n')) + 1));
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
        const content = (0,markdown_text/* cleanLine */.Ow)(item === undefined ? line : item.text);
        if (item !== undefined && content !== '') {
            if (list.length === 0 && above !== '')
                out.push('');
            while (list.length > 0 && item.indent < (list.at(-1)?.indent ?? 0) + 2)
                list.pop();
            const pad = list.at(-1)?.pad ?? '';
            put(`${pad}${item.mark} ${(0,markdown/* inline */.mG)(content)}`);
            list.push({ indent: item.indent, pad: `${pad}${' '.repeat(item.mark.length + 1)}` });
        }
        else if (content !== '') {
            if (above === '' && !/^ {2}/.test(line))
                list.length = 0;
            put(`${list.at(-1)?.pad ?? ''}${(0,markdown/* inline */.mG)(content)}`);
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

;// CONCATENATED MODULE: ./build/changelog/markdown/fit.js

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
        return { kept: closeMarkdown(lines.slice(0, keep).join('\n')), gone: lines.length - keep };
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
    const kept = section.whole ? [closeMarkdown(left.join('\n'))].filter((item) => item !== '') : left;
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

// EXTERNAL MODULE: ./build/changelog/commits/pull-number.js
var pull_number = __webpack_require__(8204);
;// CONCATENATED MODULE: ./build/changelog/commits/updates.js


const updater = /\b(?:dependabot|renovate|greenkeeper|depfu|pyup|snyk|scala[ -]steward)\b|^bot@(?:renovateapp\.com|mend\.io)$/i;
const bot = /\[bot\](?:@|$)|(?:^|[ -])(?:ro)?bot(?:$|@)/i;
const security = /\[security\]|\bsecurity\b|\b(?:CVE-\d{4}-\d{4,}|GHSA(?:-[0-9a-z]{4}){3})\b/i;
const updating = /\b(?:bumps?|(?:auto)?updates?|upgrades?|pin|replace|lock file maintenance)\b/i;
const dependencies = /\b(?:bumps?|dependenc(?:y|ies)|lock ?file|deps|pre-commit autoupdate)\b|\bto v?\d/i;
function isUpdater({ author, email }) {
    return updater.test(author) || updater.test(email);
}
function isBotUpdate({ author, breaking, undoes, scope, subject, description }) {
    if (breaking || undoes || !updating.test(description) || security.test(subject))
        return false;
    if (isUpdater({ author: author.name, email: author.email }))
        return true;
    const isBot = bot.test(author.name) || bot.test(author.email);
    return isBot && dependencies.test(`${scope ?? ''} ${description}`);
}
function foldUpdates(changes) {
    const byName = new Map();
    for (const change of changes) {
        const pull = (0,pull_number/* splitPull */.O)(change.subject).pull;
        for (const { name, from, to } of change.updates ?? [readUpdate(change.description)]) {
            const known = byName.get(name);
            const update = known ?? { name, pulls: [] };
            if (known === undefined && from !== undefined)
                update.from = from;
            if (to !== undefined)
                update.to = to;
            if (pull !== undefined && !update.pulls.includes(pull))
                update.pulls.push(pull);
            byName.set(name, update);
        }
    }
    return [...byName.values()];
}
const mostSteps = 10;
const step = /^(?:Bumps|Updates) (?:\[([^\]\s]{1,200})\]\(\S{1,500}\)|`([^`\s]{1,200})`|(\S{1,200})) from (\S{1,100}) to (\S{1,100}?)\.?\s*$/gm;
function stepsIn(subject, body) {
    if (!/\bbumps?\b/i.test(subject) || / from \S+ to \S/.test(subject))
        return [];
    const steps = [...body.slice(0, 20_000).matchAll(step)].map((found) => ({
        name: (0,markdown_text/* cleanLine */.Ow)(found[1] ?? found[2] ?? found[3] ?? ''),
        from: (0,markdown_text/* cleanLine */.Ow)(found[4] ?? ''),
        to: (0,markdown_text/* cleanLine */.Ow)(found[5] ?? ''),
    }));
    return steps.length > mostSteps ? [] : steps;
}
const before = '(?:dependency|devdependency|module|action|rust crate|helm release|helm chart|terraform|docker image|docker tag|pre-commit hook|gem|npm package|package|plugin) ';
const behind = ' (?:docker (?:tag|digest|image)|container image|digest|action|monorepo|orb)';
const grouped = /^bumps? the (\S.*? group)\b(?: (?:across|in) .+?)?(?: with \d+ updates?)?$/i;
const wanted = '((?:[~^<>=!]+ )?[^\\s,]+(?:, ?[~^<>=!]+ ?[^\\s,]+){0,5})';
const fromTo = new RegExp(`\\b(?:bumps?|upgrades?|updates?) (?:${before})?(\\S.*?)(?:${behind}| requirement)? from ${wanted} to ${wanted}`, 'i');
const to = new RegExp(`\\b(?:bumps?|upgrades?|updates?|pin) (?:${before})?(\\S.*?)(?:${behind})? to (\\S+)`, 'i');
const several = /^bumps? (\S+(?:(?:, \S+)* and \S+)?)(?: in \S+)?(?: in the .* group)?(?: across .+)?$/i;
function readUpdate(description) {
    const text = (0,pull_number/* splitPull */.O)(description).title.replace(/ (?:- autoclosed|\[(?:skip ci|ci skip|backport\b[^\]]*)\])$/i, '');
    const name = grouped.exec(text)?.[1] ?? several.exec(text)?.[1];
    if (name !== undefined)
        return { name };
    const both = fromTo.exec(text);
    if (both)
        return { name: both[1] ?? '', from: both[2] ?? '', to: both[3] ?? '' };
    const one = to.exec(text);
    return one ? { name: one[1] ?? '', to: one[2] ?? '' } : { name: text };
}

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
    const updates = new Set(changes.filter(isBotUpdate));
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
        { kind: 'updates', updates: foldUpdates(own), count: own.length },
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

// EXTERNAL MODULE: ./node_modules/conventional-commits-parser/dist/index.js + 5 modules
var dist = __webpack_require__(4674);
;// CONCATENATED MODULE: ./build/changelog/commits/header.js


const never = /(?!)/;
const parserOptions = {
    headerPattern: /^(\w*)(?:\((.*?)\))?!?: (.*)$/,
    headerCorrespondence: ['type', 'scope', 'subject'],
    noteKeywords: ['BREAKING CHANGE', 'BREAKING-CHANGE'],
    notesPattern: () => never,
    fieldPattern: null,
    revertPattern: null,
};
const parser = new dist/* CommitParser */.Jf({ ...parserOptions, issuePrefixes: [never], referenceActions: [never] });
const decoration = /^(?:(?:\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\u200d|\ufe0f)*|:[a-z0-9_+-]{1,40}:) *)+/u;
const leading = /^(?:(?:\[[^[\]]{1,100}\]:?|(?:[A-Z][A-Z0-9]{1,19}-|#)\d{1,10}:?(?= )) *){1,3}(?=(?:\W{0,20} )?(?:feat|feature|fix|security|perf|refactor|docs|test|tests|build|ci|chore|style|deps|revert)(?:\([^()]{1,100}\))?!?:)/iu;
const issueKey = /^[A-Z][A-Z0-9]{1,19}-\d/;
const undoingMark = /^(?:\[revert(?:ed)?\]:?|\u23ea\ufe0f?|:rewind:) *(?!\[|\W{0,3}(?:revert|re(?:apply|land)))(?=\S)/iu;
function undecorated(subject) {
    if (undoingMark.test(subject))
        return subject.replace(undoingMark, 'revert: ');
    if (/^[A-Za-z]/.test(subject) && !issueKey.test(subject))
        return subject;
    const bare = subject.replace(decoration, '');
    return /^[[#A-Z]/.test(bare) ? bare.replace(leading, '').replace(decoration, '') : bare;
}
const someType = 'feat|feature|fix|security|perf|refactor|chore';
const anyType = `${someType}|docs|test|tests|build|ci|style|deps|revert`;
const slip = new RegExp(String.raw `^(?:(${anyType}) ?[(\uff08]([^()\uff08\uff09]{1,100})[)\uff09] ?[:\uff1a]|(${anyType}) ?(?:[:\uff1a] |\uff1a)|(${someType}) ?:)(?![:/]) *(?=\S)`, 'i');
const ofBranch = /^(?:(feat|feature)|fix|bugfix|hotfix)\/(?=[\p{L}\d][^:]*$)/iu;
const plain = /^\w+(?:\([^()\uff08\uff09]*\))?!?: \S/;
function withoutSlip(header) {
    if (plain.test(header))
        return header;
    const branch = ofBranch.exec(header);
    if (branch)
        return `${branch[1] === undefined ? 'fix' : 'feat'}: ${header.slice(branch[0].length)}`;
    const found = slip.exec(header);
    if (!found)
        return header;
    const [whole, scoped, scope = '', spaced, close = ''] = found;
    const lead = scoped === undefined ? (spaced ?? close) : `${scoped}(${scope})`;
    return `${lead}: ${header.slice(whole.length)}`;
}
const bullet = new RegExp(String.raw `^[*\u2022+-] +(?=(?:${anyType})(?:\([^()]{1,100}\))?!?: )`, 'i');
function withoutBullet(subject) {
    return subject.replace(bullet, '');
}
function readHeader(subject) {
    const header = withoutSlip(undecorated(subject));
    const parsed = header === '' ? undefined : parser.parse(header);
    const type = parsed?.['type']?.toLowerCase() ?? '';
    const scope = scopeOf(parsed?.['scope'] ?? '');
    return (0,build_compact/* compact */.o)({
        subject,
        type: type !== '' ? type : undefined,
        scope: scope !== '' ? scope : undefined,
        description: type === '' ? subject : (parsed?.['subject'] ?? ''),
        breaking: (type !== '' && /^\w+(?:\(.*?\))?!: /.test(header)) || /^BREAKING[ -]CHANGE: /.test(header),
    });
}
function scopeOf(written) {
    const scopes = written.includes(')(') ? [...new Set(written.split(')('))].join(',') : written;
    return scopes.trim();
}
function weight({ type, breaking }) {
    if (breaking)
        return 4;
    if (type === undefined)
        return 0;
    if (type === 'feat' || type === 'feature')
        return 3;
    return ['fix', 'perf', 'security'].includes(type) ? 2 : 1;
}

;// CONCATENATED MODULE: ./build/changelog/commits/merges.js


const empty = {
    lines: 0,
    weight: 0,
    notes: new Set(),
    undone: false,
    inside: false,
    outside: false,
    pulls: false,
};
const gathering = /\b(?:releas(?:e|ing)|merg(?:e|ing)|sync|back-?merge|promote)\b|\bv?\d+\.\d+\.\d+/i;
function addMerges(byHash, sides, gone, lines) {
    const facts = new Map();
    for (const [hash, side] of [...sides].reverse()) {
        const merge = byHash.get(hash);
        if (!merge)
            continue;
        const known = factsOf(side.flatMap((one) => byHash.get(one) ?? []), lines, gone, facts);
        const made = byHash.get(side[0] ?? '')?.author ?? merge.author;
        const line = gone.has(hash) ? undefined : lineOf({ ...merge, author: made }, known);
        facts.set(hash, known);
        if (!line)
            continue;
        const direct = side.flatMap((one) => lines.get(one) ?? []);
        const [only] = direct;
        if (!merge.pull && known.lines === 1 && only) {
            lines.set(only.hash, { ...only, breaking: true, notes: [...only.notes, ...merge.notes] });
            continue;
        }
        for (const change of direct)
            if (isSaidBy(change, line, known))
                lines.delete(change.hash);
        lines.set(hash, line);
        facts.set(hash, {
            ...known,
            lines: known.lines + 1,
            weight: Math.max(known.weight, weight(line)),
            notes: new Set([...known.notes, ...line.notes]),
        });
    }
}
function factsOf(side, lines, gone, inner) {
    let all = empty;
    const notes = new Set();
    for (const change of side) {
        const nested = inner.get(change.hash) ?? empty;
        const line = nested === empty ? lines.get(change.hash) : undefined;
        for (const text of [...(line?.notes ?? []), ...nested.notes])
            notes.add(text);
        all = {
            lines: all.lines + nested.lines + (line ? 1 : 0),
            weight: Math.max(all.weight, nested.weight, line ? weight(line) : 0),
            notes,
            undone: all.undone || nested.undone || gone.has(change.hash),
            inside: all.inside || nested.inside || change.outside !== true,
            outside: all.outside || nested.outside || change.outside === true,
            pulls: all.pulls || nested.pulls || (change.pull?.number ?? (0,pull_number/* splitPull */.O)(change.subject).pull) !== undefined,
        };
    }
    return all;
}
function lineOf(merge, side) {
    const notes = merge.notes.filter((text) => !side.notes.has(text));
    const breaking = merge.pull?.breaking === true || merge.notes.length > 0;
    if (!merge.pull && notes.length === 0)
        return undefined;
    if (side.lines === 0) {
        const touches = side.inside || (!side.outside && merge.outside !== true);
        return touches && !side.undone ? asLine(merge, merge.notes, breaking) : undefined;
    }
    if (notes.length > 0 || (breaking && side.weight < 4))
        return asLine(merge, notes, true);
    if (side.outside || !merge.pull || gathering.test(merge.pull.description))
        return undefined;
    return weight(merge.pull) > side.weight ? asLine(merge, notes, false) : undefined;
}
function asLine(merge, notes, breaking) {
    const header = merge.pull ?? { subject: merge.subject, description: merge.subject, breaking };
    const { hash, parents, author, authored, references, coAuthors, pickedFrom } = merge;
    const whose = { hash, parents, author, authored, references, coAuthors, pickedFrom };
    return { ...whose, ...header, kind: 'change', notes, breaking };
}
function isSaidBy(change, merge, side) {
    const without = (text) => (0,pull_number/* splitPull */.O)(text).title.toLowerCase();
    if (without(change.description) === without(merge.description))
        return !change.breaking || merge.breaking;
    return (weight(change) === 0 && merge.type !== undefined && !side.pulls && !gathering.test(merge.description));
}

;// CONCATENATED MODULE: ./build/changelog/commits/sides.js
function sidesOfMerges(commits, byHash) {
    const sides = new Map();
    if (byHash.size === 0)
        return sides;
    const seen = new Set();
    const frame = (tip, side) => {
        const line = [];
        for (let at = byHash.get(tip); at && !seen.has(at.hash); at = byHash.get(at.parents[0] ?? ''))
            line.push(at.hash);
        return { line, side };
    };
    for (const tip of commits) {
        if (seen.has(tip.hash))
            continue;
        const frames = [frame(tip.hash)];
        for (let top = frames.at(-1); top; top = frames.at(-1)) {
            const hash = top.line.pop();
            if (hash === undefined) {
                frames.pop();
                continue;
            }
            if (seen.has(hash))
                continue;
            seen.add(hash);
            top.side?.push(hash);
            const others = byHash.get(hash)?.parents.slice(1) ?? [];
            if (others.length === 0)
                continue;
            const side = [];
            sides.set(hash, side);
            for (const parent of others.toReversed())
                frames.push(frame(parent, side));
        }
    }
    return sides;
}
function wholeSide(hash, sides) {
    const found = [];
    const open = [hash];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
        for (const inner of sides.get(next) ?? []) {
            found.push(inner);
            if (sides.has(inner))
                open.push(inner);
        }
    }
    return found;
}

;// CONCATENATED MODULE: ./build/changelog/commits/trailers.js

const none = [];
const hyphenated = /^(?!BREAKING-CHANGE)[A-Za-z]+(?:-[A-Za-z]+)+: *\S/;
const httpHeader = /^(?:accept|access|cache|content|if|proxy|set|transfer|user|www|x)-/i;
const known = /^(?:Refs?|References?|Close[sd]?|Fix(?:e[sd])?|Resolve[sd]?|Issues?|Bug|PR|Jira|Ticket|Related|See|Link|Cc)(?::\s|:?\s+[#!])/i;
const referring = /^(?:Refs?|References?|Close[sd]?|Fix(?:e[sd])?|Resolve[sd]?|Issues?|Bug|PR|Jira|Ticket|Related)(?::\s|\s+(?=[#!]))/i;
const reference = /^(?:(?:[\w.-]{1,100}\/[\w.-]{1,100})?[#!]\d+|[A-Z][A-Z0-9]{1,20}-\d+|https?:\/\/\S+|[0-9a-f]{7,64}|and|&|close[sd]?|fix(?:e[sd])?|resolve[sd]?)[.;]?$/i;
function isTrailer(line) {
    return ((hyphenated.test(line) && !httpHeader.test(line)) ||
        known.test(line) ||
        line.startsWith('(cherry picked from commit '));
}
function isUnmistakable(line) {
    if (/^(?:[A-Za-z]+-)+(?:by|id|on|url): *\S/i.test(line))
        return !httpHeader.test(line);
    const lead = referring.exec(line)?.[0];
    if (lead === undefined || line.length > 1000)
        return false;
    const words = line
        .slice(lead.length)
        .split(/[\s,]+/)
        .filter((word) => word !== '');
    return words.length > 0 && words.every((word) => reference.test(word));
}
function coAuthors(body) {
    if (!body.includes('uthored-') && !body.includes('UTHORED-'))
        return none;
    const people = new Map();
    for (const line of body.split('\n')) {
        const match = /^co-authored-by: ?([^<]{1,200})<([^<>\s]{1,200})>/i.exec(line.trim());
        const [, name = '', email = ''] = match ?? [];
        if (match)
            people.set(email.toLowerCase(), { name: (0,markdown_text/* cleanLine */.Ow)(name), email });
    }
    return [...people.values()];
}
function hashesAfter(body, lead, accept = () => true) {
    if (!body.includes(lead))
        return none;
    const hashes = [];
    for (const line of body.split('\n')) {
        if (!line.startsWith(lead))
            continue;
        const rest = line.slice(lead.length);
        const list = /^s?:? *((?:[0-9a-f]{7,64}(?:, *(?:and +)?| and +)?){1,50})/i.exec(rest);
        if (!list || !accept(rest.slice(list[0].length)))
            continue;
        for (const hash of list[1]?.match(/[0-9a-f]{7,64}/gi) ?? [])
            hashes.push(hash.toLowerCase());
    }
    return hashes;
}
function pickedHashes(body) {
    const named = hashesAfter(body, '(cherry picked from commit ');
    if (!/Rebased-From: |pstream/.test(body))
        return named;
    const upstream = body
        .slice(0, 4000)
        .matchAll(/^(?:\[ ?Upstream commit ([0-9a-f]{40}) ?\]|commit ([0-9a-f]{40}) upstream\.?)$/gm);
    return [
        ...named,
        ...hashesAfter(body, 'Rebased-From: '),
        ...[...upstream].map((found) => found[1] ?? found[2] ?? ''),
    ];
}
function withoutBlankLines(lines) {
    let start = 0;
    let end = lines.length;
    while (start < end && lines[start]?.trim() === '')
        start += 1;
    while (end > start && lines[end - 1]?.trim() === '')
        end -= 1;
    return lines.slice(start, end);
}

;// CONCATENATED MODULE: ./build/changelog/commits/reverted-hashes.js
const lead = /^(?:This\s(?:(?:PR|pull request|merge request|commit|change)\s)?reverts|Reverts)(?:\sthe)?(?:\sfollowing)?(?:\s(?:merge\s)?commits?)?:?\s+/gim;
const item = /(?:[-*] +)?[`"']?(?:https:\/\/\S{1,300}\/commit\/|[\w.-]{1,100}\/[\w.-]{1,100}@)?([0-9a-f]{7,64})(?![0-9a-z])[`"']?/iy;
const separator = /(?:,?\s+and\s+|,\s*|\s+(?=[-*] )|\n(?=[`"']?[0-9a-f]{7,64}\b)|\s+(?=[0-9a-f]{40}\b))/iy;
const title = / (?:\([^()\n]{1,200}\)|[^\n,]{1,200})(?=\n[-*] |,)/y;
const longest = 64 * 1024;
const most = 50;
function revertedHashes(body) {
    const whole = [];
    let inPart = false;
    if (!/\breverts\b/i.test(body))
        return { whole, inPart };
    const text = body.slice(0, longest);
    for (const found of text.matchAll(lead)) {
        const { hashes, end } = listAt(text, found.index + found[0].length);
        if (hashes.length === 0)
            continue;
        if (isWhole(text.slice(end, end + 300)))
            whole.push(...hashes);
        else
            inPart = true;
    }
    return { whole, inPart };
}
function listAt(text, from) {
    const hashes = [];
    let end = from;
    for (let at = from; hashes.length < most;) {
        const found = stickyAt(item, text, at);
        if (!found)
            break;
        hashes.push((found[1] ?? '').toLowerCase());
        end = at + found[0].length;
        const behind = end + (stickyAt(title, text, end)?.[0].length ?? 0);
        const between = stickyAt(separator, text, behind);
        if (!between)
            break;
        at = behind + between[0].length;
    }
    return { hashes, end };
}
function stickyAt(pattern, text, at) {
    pattern.lastIndex = at;
    return pattern.exec(text);
}
function isWhole(rest) {
    const line = rest.split('\n', 1)[0] ?? '';
    return (!/^\^?(?:\.{2}|[-\u2013\u2014][0-9a-f]|\s(?:to|through|until)\s[`"]?[0-9a-f]{7})/i.test(line) &&
        !/\b(?:partial(?:ly)?|except|in part|apart from|but (?:not|keep)|only)\b/i.test(line));
}

;// CONCATENATED MODULE: ./build/changelog/commits/undoing.js





const deepest = 20;
function mayUndo(subject, body) {
    return /revert|re(?:apply|land|wind)|back|undo|roll|\u23ea/i.test(subject) || /\breverts\b/i.test(body);
}
const verb = 'revert(?:s|ed|ing)?|back(?:ed)? ?out|roll(?:ed)? ?back|undo|re(?:apply|land)';
const type = String.raw `\w+(?:\([^()]*\))?!?: `;
const reason = String.raw `(?:[.,:;]? (?:because|due to|since|as (?:it|this)|for now|temporarily|until|to (?:fix|unblock)|[-\u2013\u2014(]|\[).*)?`;
const quoting = new RegExp(String.raw `^(?:(?:${type})?(${verb})(?: of)?:?|(revert)(?:\([^()]*\))?!?:) (?:["\u201c\u201e](.*)["\u201d\u201c]|'(.*)'|\x60(.*)\x60|\u00ab(.*)\u00bb)${reason}$`, 'i');
const undoing_plain = new RegExp(String.raw `^(?:revert(?:\([^()]*\))?!?: (\S.*)|(?:${type})?(${verb})(?: of)?:? (${type}\S.*))$`, 'i');
function readTitle(subject) {
    let rest = undecorated(subject);
    let depth = 0;
    const pulls = [];
    for (;;) {
        const { title, pull } = (0,pull_number/* splitPull */.O)(rest);
        pulls.push(pull);
        rest = title;
        if (depth >= deepest)
            break;
        const quoted = quoting.exec(rest);
        const found = quoted ?? undoing_plain.exec(rest);
        if (!found)
            break;
        const [, ...parts] = found;
        const word = quoted ? (parts[0] ?? parts[1]) : parts[1];
        const inner = quoted ? parts.slice(2) : [parts[0], parts[2]];
        depth += /^re(?:apply|land)/i.test(word ?? '') ? 2 : 1;
        rest = inner.find((part) => part !== undefined) ?? '';
    }
    const corePull = depth === 0 ? undefined : pulls.at(-1);
    return (0,build_compact/* compact */.o)({ core: rest, depth, pull: pulls[0], quotedPull: pulls[1], corePull });
}
const revertWords = /^(?:revert(?:s|ed|ing)?|re(?:apply|land)|back(?:s|ed|ing)? ?out|undo(?:es)?|roll(?:s|ed)? ?back)\b/i;
const pullLine = /^(?:(?:This (?:(?:PR|pull request|merge request|commit) )?)?reverts)(?::|(?::? (?:PR|pull request|merge request)))? (?:https:\/\/[\w.-]{1,100}\/)?([\w.-]{1,100}(?:\/[\w.-]{1,100}){1,5}?)?(?:\/pull\/|[#!])(\d{1,10})\.?$/im;
const subjectLead = String.raw `^(?:${type})?(?:${verb})(?: of)?:? `;
const pullSubject = new RegExp(String.raw `${subjectLead}(?:changes (?:from|of|in) )?(?:PR |pull request )?#(\d{1,10})${reason}$|${subjectLead}#(\d{1,10}): \S`, 'i');
const hashSubject = new RegExp(String.raw `${subjectLead}(?:commit |changeset )?(?=[a-f]*\d)([0-9a-f]{7,64})(?:\.|:? ["'(].*|: \S.*|${reason})$`, 'i');
function isRevert({ subject, type }, { depth }) {
    return depth > 0 || type === 'revert' || revertWords.test(undecorated(subject));
}
function simplified(header, title) {
    const { core, depth, pull, corePull } = title;
    if (depth < 2)
        return header;
    const inner = readHeader(corePull === undefined ? core : `${core} (#${corePull})`);
    const verb = depth % 2 === 0 ? 'Reapply' : 'Revert';
    const nested = /^revert "re(?:vert|apply|land)/i.test(undecorated(header.subject));
    const subject = nested
        ? `${verb} "${inner.subject}"${pull === undefined ? '' : ` (#${pull})`}`
        : header.subject;
    if (depth % 2 === 1)
        return { ...header, subject, description: subject };
    const { type, scope } = inner;
    return (0,build_compact/* compact */.o)({ subject, description: subject, breaking: inner.breaking, type, scope });
}
function readUndoing(header, title, body) {
    const subject = undecorated(header.subject);
    if (/\bpartial/i.test(subject))
        return undefined;
    const named = isRevert(header, title);
    const inSubject = hashSubject.exec((0,pull_number/* splitPull */.O)(subject).title)?.[1];
    const inBody = revertedHashes(body);
    const referred = header.type === 'revert' ? hashesAfter(body, 'Refs') : [];
    const hashes = [
        ...inBody.whole,
        ...referred,
        ...(inSubject === undefined ? [] : [inSubject.toLowerCase()]),
    ];
    if (inBody.inPart && hashes.length === 0)
        return undefined;
    const line = /reverts/i.test(body) ? pullLine.exec(body) : null;
    const inTitle = pullSubject.exec((0,pull_number/* splitPull */.O)(subject).title);
    const number = line?.[2] ?? inTitle?.[1] ?? inTitle?.[2];
    if (!named && hashes.length === 0 && number === undefined)
        return undefined;
    const repository = line?.[1]?.toLowerCase();
    return (0,build_compact/* compact */.o)({
        hashes,
        pull: number === undefined ? undefined : (0,build_compact/* compact */.o)({ number, repository }),
        title: title.depth > 0 ? title : undefined,
        only: named || !doesMore(header, body),
    });
}
function doesMore({ type, description }, body) {
    if (/\b(?:revert|back(?:s|ed|ing)? out|undo(?:es)?|roll(?:s|ed)? ?back)/i.test(description))
        return false;
    if (type !== undefined && type !== 'feat' && type !== 'feature' && type !== 'fix' && type !== 'perf')
        return false;
    const lines = body.split('\n').filter((line) => line.trim() !== '');
    return lines.some((line) => !/^(?:This reverts commit|Reverts |(?:[-*] )?[0-9a-f]{7,64}[.,]?$|changes made to [0-9a-f]{7,64}|[A-Za-z-]+-by: )/i.test(line));
}

;// CONCATENATED MODULE: ./build/changelog/commits/reverts.js


function undone(commits, sides, repository) {
    const gone = new Set();
    const reverts = commits.flatMap(({ undoes }, at) => (undoes ? [{ undoes, at }] : []));
    if (reverts.length === 0)
        return gone;
    const find = finder(commits, gone, repository?.toLowerCase());
    for (const { undoes, at } of reverts) {
        const revert = commits[at];
        if (!revert || gone.has(revert.hash))
            continue;
        const named = find(undoes, at);
        const targets = named.filter((target) => target !== undefined);
        const left = targets.filter(({ hash }) => hash !== revert.hash && !gone.has(hash));
        for (const target of left) {
            gone.add(target.hash);
            if (target.kind === 'merge')
                for (const hash of wholeSide(target.hash, sides))
                    gone.add(hash);
        }
        if (!undoes.only || left.length === 0 || left.length < named.length)
            continue;
        gone.add(revert.hash);
        if (revert.kind === 'merge')
            for (const hash of wholeSide(revert.hash, sides))
                gone.add(hash);
    }
    return gone;
}
function finder(commits, gone, repository) {
    const byPrefix = new Map();
    const byPull = new Map();
    const byCore = new Map();
    const byDescription = new Map();
    for (const [at, change] of commits.entries()) {
        if (change.type !== undefined && change.undoes === undefined)
            put(byDescription, readTitle(change.description).core, { change, at });
        put(byPrefix, change.hash.slice(0, 7), change);
        const title = readTitle(change.pull?.subject ?? change.subject);
        const pull = change.pull?.number ?? title.pull;
        if (pull !== undefined)
            put(byPull, pull, { change, at });
        put(byCore, title.core, { change, at, depth: title.depth, pull });
        if (change.pull)
            put(byCore, change.subject, { change, at, depth: 0, pull });
    }
    for (const change of commits)
        for (const hash of change.pickedFrom)
            put(byPrefix, hash.slice(0, 7), change);
    const byHash = (hash) => byPrefix
        .get(hash.slice(0, 7))
        ?.find((c) => c.hash.startsWith(hash) || c.pickedFrom.some((from) => from.startsWith(hash)));
    const byTitle = ({ title }, after) => title &&
        byCore
            .get(title.core)
            ?.find(({ change, at, depth, pull }) => at > after &&
            depth === title.depth - 1 &&
            !gone.has(change.hash) &&
            (title.quotedPull === undefined || pull === undefined || pull === title.quotedPull))?.change;
    const byWords = ({ title, only }, after) => {
        if (title?.depth !== 1 || !only)
            return undefined;
        const found = byDescription
            .get(title.core)
            ?.filter(({ change, at }) => at > after && !gone.has(change.hash));
        const scope = commits[after]?.scope;
        const [first, ...others] = found ?? [];
        if (!first || others.length > 0)
            return undefined;
        return scope === undefined || scope === first.change.scope ? first.change : undefined;
    };
    const byNumber = (undoes, after) => {
        const { pull, title } = undoes;
        if (pull === undefined)
            return undefined;
        const found = byPull.get(pull.number)?.find(({ at }) => at > after)?.change;
        if (pull.repository === undefined || pull.repository === repository)
            return found;
        return title && found === byTitle(undoes, after) ? found : undefined;
    };
    return (undoes, after) => {
        if (undoes.hashes.length === 0)
            return [byNumber(undoes, after) ?? byTitle(undoes, after) ?? byWords(undoes, after)];
        const found = undoes.hashes.map(byHash);
        return found.length === 1 && found[0] === undefined ? [byTitle(undoes, after)] : found;
    };
}
function put(map, key, value) {
    const list = map.get(key);
    if (list)
        list.push(value);
    else
        map.set(key, [value]);
}

;// CONCATENATED MODULE: ./build/changelog/history.js




function changesToShow(commits, repository) {
    const merged = commits.some(({ parents }) => parents.length > 1);
    const byHash = new Map(merged ? commits.map((change) => [change.hash, change]) : []);
    const sides = sidesOfMerges(commits, byHash);
    const gone = undone(commits, sides, repository);
    for (const copy of copies(commits, gone))
        gone.add(copy);
    const lines = new Map();
    for (const change of commits) {
        if (change.kind === 'change' && !change.outside && !gone.has(change.hash))
            lines.set(change.hash, change);
    }
    addMerges(byHash, sides, gone, lines);
    return commits.toReversed().flatMap(({ hash }) => {
        const line = lines.get(hash);
        return line === undefined ? [] : [line];
    });
}
function copies(commits, gone) {
    const present = new Set();
    const pulls = new Set();
    const byDate = new Map();
    const found = [];
    const hasPorts = commits.some(({ ports }) => ports !== undefined);
    for (const { hash, kind, outside, subject } of commits) {
        present.add(hash);
        if (!hasPorts || kind !== 'change' || outside || gone.has(hash))
            continue;
        const { pull } = (0,pull_number/* splitPull */.O)(subject);
        if (pull !== undefined)
            pulls.add(pull);
    }
    for (const change of commits.toReversed()) {
        if (change.kind !== 'change' || gone.has(change.hash))
            continue;
        const sameDate = byDate.get(change.authored);
        const twin = sameDate?.some(({ author, subject }) => author.email === change.author.email && subject === change.subject);
        const original = change.pickedFrom.some((hash) => present.has(hash) && !gone.has(hash));
        if (original || twin || isPorted(change, pulls))
            found.push(change.hash);
        if (sameDate)
            sameDate.push(change);
        else
            byDate.set(change.authored, [change]);
    }
    return found;
}
function isPorted({ ports, subject }, pulls) {
    if (ports === undefined)
        return false;
    const { pull: own } = (0,pull_number/* splitPull */.O)(subject);
    return ports.some((pull) => pull !== own && pulls.has(pull));
}

;// CONCATENATED MODULE: ./build/changelog/markdown/lines.js


const mostNamed = 20;
function entryLine(entry, kind, style) {
    if (entry.kind === 'updates')
        return updatesLine(entry.updates, entry.count);
    const { change } = entry;
    const subject = style === 'short' ? shortSubject(change, kind === 'typed') : (0,markdown/* inline */.mG)(change.subject);
    const texts = change.notes.filter((text) => text !== change.description);
    const times = entry.count > 1 ? ` (${entry.count} commits)` : '';
    return [`- ${subject}${times}`, ...texts.map((text) => block(text, '  '))].join('\n\n');
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

;// CONCATENATED MODULE: ./build/changelog/commits/release-commit.js


const words = new Set('a add added adds and as bump bumped bumps candidate change changelog changelogs chore build ci crate create cut docs draft files final finalize for from generate in is log main make master misc new next notes number of on package prep prepare prepares preparing project publish ready release released releases releasing set setting stable tag the this to up update updated updates version versions versioning'.split(' '));
const trailing = / (?:\[(?:skip[ -]ci|ci[ -]skip|no ci|skip actions|actions skip|(?:releases?|main|master|stable)(?:[/-][\w./-]*)?)\]|\*\*\*NO_CI\*\*\*)$/i;
const files = /\b(?:change-?log|history|news|releases?|version|_version|__init__|package(?:-lock)?|cargo|charts?|pyproject|setup|pom|build|gradle|composer|mix|manifest)\.(?:md|rst|txt|json|toml|lock|ya?ml|py|cfg|xml|gradle|kts|properties|exs|go)\b/gi;
function withoutTrailing(text) {
    const shorter = (0,pull_number/* splitPull */.O)(text).title.replace(trailing, '');
    return shorter === text ? text : withoutTrailing(shorter);
}
const release_commit_lead = String.raw `(?:\w+(?:\([^()]{0,100}\))?: )?`;
const number = String.raw `v?\d+\.\d+\.\d+\S{0,60}`;
const byTools = new RegExp([
    `${release_commit_lead}version packages(?: \\([\\w.-]{1,30}\\))?$`,
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
    `${release_commit_lead}(?:prepare|start|begin)(?: for)?(?: the)? next (?:development|snapshot)(?: (?:version|iteration|cycle))?$`,
    `${release_commit_lead}(?:auto(?:matic(?:ally)?)? )?(?:version bump|bump(?:ed|s)?(?: the)?(?: package| project| app| patch| minor| major)? version(?: number)?|new (?:version|release))$`,
]
    .map((one) => `^${one}`)
    .join('|'), 'i');
const toolWord = /releas|version|publish|development|snapshot|next |gradle/i;
const release_commit_before = /\bv?\d+\.\d+\.\d+\S{0,40} (?:->|=>|\u2192|to) (?=v?\d)/;
function isReleaseCommit({ subject, breaking, type }, core, project) {
    const ofAny = /\bchangelogs?\b/i.test(subject);
    if (breaking || type === 'feat' || type === 'fix' || subject.length > 120)
        return false;
    if (toolWord.test(subject) && byTools.test(withoutTrailing(undecorated(subject))))
        return true;
    if (!ofAny && !subject.includes(core))
        return false;
    const text = withoutTrailing(undecorated(subject))
        .replace(release_commit_before, '')
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

;// CONCATENATED MODULE: ./build/changelog/people.js

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
            const pull = change.pull?.number ?? splitPull(change.subject).pull;
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

;// CONCATENATED MODULE: ./build/plan/asset-names.js

const notesName = 'release-notes.md';
const keyName = 'cosign.pub';
function bundleName(asset) {
    return `${asset}.sigstore.json`;
}
function assetName(file) {
    const name = file
        .replace(/[^\w.+@-]+/g, '.')
        .replace(/\.{2,}/g, '.')
        .replace(/^\.+|\.+$/g, '');
    const ending = /^[^\w+@-]*[^\w.+@-][^\w+@-]*(?:\.\w+)+$/.exec(file);
    return ending ? '' : name;
}
function sbomName(path, count) {
    const base = count === 1 ? 'sbom' : path.slice(path.lastIndexOf('/') + 1).replace(/\.json$/i, '');
    return bundleName(assetName(base) || 'sbom');
}
function splitLabel(entry) {
    const at = entry.indexOf('#', 1);
    if (at < 0)
        return { glob: entry };
    const label = entry.slice(at + 1).trim();
    return compact({ glob: entry.slice(0, at).trim(), label: label === '' ? undefined : label });
}
function splitGlobs(line) {
    const globs = [''];
    let depth = 0;
    for (const character of line) {
        depth += character === '{' ? 1 : character === '}' && depth > 0 ? -1 : 0;
        const labeled = (globs.at(-1) ?? '').trimStart().includes('#', 1);
        if (character === ',' && depth === 0 && !labeled)
            globs.push('');
        else
            globs[globs.length - 1] = `${globs.at(-1) ?? ''}${character}`;
    }
    return globs.map((glob) => glob.trim()).filter((glob) => glob !== '');
}
const recordName = 'release.json';
const gateName = 'gate.sigstore.json';
const gateLogName = 'gate.log';
const provenanceName = 'provenance.sigstore.json';

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
            push({ rank, items: [closeMarkdown(text)], whole: true });
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
            push({ rank: 7, heading: '### Migration Notes', items: migration.map(closeMarkdown), whole: true });
        if (input.upgrading && input.upgrading.length > 0)
            push({ rank: 5, heading: '### Upgrading', items: input.upgrading });
    }
    push({ rank: 4, items: input.people ? peopleLines(input.people) : [] });
    push({ rank: 10, items: changelogLink(input) });
    if (input.verify && input.verify.length > 0) {
        push({
            rank: 10,
            items: ['**Verify this release**:', block(['```sh', ...input.verify, '```'].join('\n'), '')],
        });
    }
    own(input.footer, 9);
    const limit = input.limit ?? githubLimit;
    const { body, full } = fit(sections, limit, fullNotesLink(input));
    return (0,build_compact/* compact */.o)({
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
    return changesToShow(commits, repository && `${repository.owner}/${repository.name}`).filter((change) => !isReleaseCommit(change, `${major}.${minor}.${patch}`, repository?.name));
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
    const file = `\`${notesName}\``;
    if (!repository)
        return file;
    const url = `${base(repository)}/releases/download/${(0,markdown/* urlPath */.Lx)(version.tag)}/${notesName}`;
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

;// CONCATENATED MODULE: ./build/plan/inputs/pathspec.js
function pathspec(written) {
    if (written.startsWith(':'))
        return written;
    const [, not = '', path = ''] = /^(!?)(?:\.?\/+)*(.*)$/s.exec(written) ?? [];
    return `${not === '' ? '' : ':(exclude)'}${path === '' ? '.' : path}`;
}
function positive(spec) {
    return spec.replace(/^:(?:\(exclude\)|[!^])/, '');
}

// EXTERNAL MODULE: ./node_modules/semver/functions/compare.js
var compare = __webpack_require__(8469);
var compare_default = /*#__PURE__*/__webpack_require__.n(compare);
// EXTERNAL MODULE: ./node_modules/semver/functions/inc.js
var functions_inc = __webpack_require__(2338);
// EXTERNAL MODULE: ./node_modules/semver/functions/parse.js
var functions_parse = __webpack_require__(6353);
var parse_default = /*#__PURE__*/__webpack_require__.n(functions_parse);
// EXTERNAL MODULE: ./build/plan/brands.js
var brands = __webpack_require__(5725);
;// CONCATENATED MODULE: ./build/plan/version/version.js




function version_parseTag(tag, tagPrefix) {
    const lead = `${tagPrefix}v`;
    if (!tag.startsWith(lead))
        return undefined;
    const text = tag.slice(lead.length);
    const parsed = parse_default()(text);
    if (!parsed || canonical(parsed) !== text)
        return undefined;
    return {
        tag: (0,brands/* tagName */.wZ)(tag),
        text,
        major: parsed.major,
        minor: parsed.minor,
        patch: parsed.patch,
        prerelease: [...parsed.prerelease],
        build: [...parsed.build],
    };
}
function isStable(version) {
    return version.prerelease.length === 0;
}
function comparePrecedence(a, b) {
    const core = a.major - b.major || a.minor - b.minor || a.patch - b.patch;
    return core !== 0 || (isStable(a) && isStable(b)) ? core : compare_default()(a.text, b.text);
}
function compareRead(a, b) {
    const core = a.major - b.major || a.minor - b.minor || a.patch - b.patch;
    return core === 0 && !isStable(a) && !isStable(b)
        ? compareNaturally(a.prerelease, b.prerelease)
        : comparePrecedence(a, b);
}
function compareNaturally(a, b) {
    for (let i = 0; i < Math.min(a.length, b.length); i++) {
        const [one, other] = [a[i] ?? '', b[i] ?? ''];
        if (one === other)
            continue;
        if (typeof one === 'number' && typeof other === 'number')
            return one - other;
        if (typeof one === 'number' || typeof other === 'number')
            return typeof one === 'number' ? -1 : 1;
        return compareWords(one, other);
    }
    return a.length - b.length;
}
function compareWords(a, b) {
    const parts = (word) => word.match(/\d+|\D+/g) ?? [];
    const [left, right] = [parts(a), parts(b)];
    for (let i = 0; i < Math.min(left.length, right.length); i++) {
        const [one, other] = [left[i] ?? '', right[i] ?? ''];
        if (one === other)
            continue;
        const numbers = /^\d/.test(one) && /^\d/.test(other) ? Number(one) - Number(other) : 0;
        if (numbers !== 0)
            return numbers;
        if (one !== other)
            return one < other ? -1 : 1;
    }
    return left.length - right.length;
}
function tagAfter(tag) {
    const [, lead = '', text = ''] = /^(.*v)(\d+\.\d+\.\d+.*)$/.exec(tag) ?? [];
    const next = inc(text, parse(text)?.prerelease.length ? 'prerelease' : 'patch');
    return next === null ? tag : `${lead}${next}`;
}
function freeTagAfter(tag, taken) {
    const names = new Set(taken);
    let next = tagAfter(tag);
    for (let before = tag; names.has(next) && next !== before; next = tagAfter(next))
        before = next;
    return tagName(next);
}
function releaseAfter(tag) {
    return releaseAs(tagAfter(tag));
}
function releaseAs(next) {
    return `git tag -a ${next} -m ${next} && git push origin ${next}`;
}
function canonical(parsed) {
    return parsed.build.length > 0 ? `${parsed.version}+${parsed.build.join('.')}` : parsed.version;
}

;// CONCATENATED MODULE: ./build/steps/notes/named-files.js


async function namedFileFaults({ configExample, migrations, changelogFile, paths = [] }, commit, git, earlier) {
    const named = [
        ...given(configExample).map((path) => fileOf('config-example', path, git)),
        ...given(changelogFile).map((path) => fileOf('changelog-file', path, git)),
        ...given(migrations).map((path) => migrationsOf(path, git)),
        ...paths.map((path) => pathOf(positive(path), git)),
    ];
    const faults = [];
    for (const one of named) {
        if ((await one.isThere(commit)) || (await wasThere(one, earlier)))
            continue;
        faults.push(await faultOf(one, commit, git));
    }
    return faults;
}
const given = (path) => path === undefined || path === '' ? [] : [path];
const fileOf = (input, path, git) => ({
    ...{ input, noun: 'a file', missing: `the commit has no file ${path}` },
    isThere: async (at) => (await git.show(at, path)) !== undefined,
    nearest: (paths) => closestPath(path, paths),
});
const migrationsOf = (glob, git) => ({
    ...{ input: 'migrations', noun: 'a file', missing: `no file of the commit matches ${glob}` },
    isThere: async (at) => (await git.listFiles(at, glob)).length > 0,
    nearest: (paths) => closestGlob(glob, paths),
});
const pathOf = (path, git) => ({
    ...{ input: 'changelog-paths', noun: 'paths', missing: `no commit has ever touched ${path}` },
    isThere: (at) => git.touches(at, path),
    nearest: (paths) => closestFolder(path, paths),
});
const mostEarlier = 3;
async function wasThere({ isThere }, earlier) {
    for (const { commit } of earlier.slice(0, mostEarlier)) {
        const found = await isThere(commit).catch(() => false);
        if (found)
            return true;
    }
    return false;
}
async function faultOf({ input, missing, nearest, noun }, commit, git) {
    const all = [...(await git.listFiles(commit, '**')), ...(await git.listFiles(commit, '**/.*'))];
    const meant = nearest(all.map(({ path }) => path));
    return {
        code: 'bad-input',
        message: `${input}: ${missing}`,
        hint: meant === undefined
            ? `git ls-tree -r --name-only HEAD   # name ${noun} of these as ${input}, or leave the input out`
            : `with: { ${input}: "${meant}" }   # did you mean this?`,
    };
}
function closestPath(path, paths) {
    const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
    const same = paths.filter((other) => other.toLowerCase().endsWith(`/${name}`) || other.toLowerCase() === name);
    return (same.length === 1 ? same[0] : undefined) ?? closest(path, paths) ?? nearestName(name, paths);
}
function closestFolder(path, paths) {
    const folders = paths.flatMap((one) => one.split('/').map((_, i, parts) => parts.slice(0, i + 1).join('/')));
    return closest(path.replace(/\/+$/, ''), [...new Set(folders)]);
}
function nearestName(name, paths) {
    const names = paths.map((path) => path.slice(path.lastIndexOf('/') + 1));
    const meant = closest(name, names);
    return meant === undefined ? undefined : paths[names.indexOf(meant)];
}
function closestGlob(glob, paths) {
    const ending = /\.[A-Za-z0-9]+$/.exec(glob)?.[0] ?? '';
    const folder = glob.replace(/[*?[{].*$/s, '').replace(/\/[^/]*$/, '');
    const folders = new Set();
    for (const path of paths.filter((other) => other.endsWith(ending)))
        for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1))
            folders.add(path.slice(0, at));
    const meant = closest(folder, [...folders]) ?? [...folders].find((one) => /(?:^|\/)migrations?$/i.test(one));
    return meant === undefined ? undefined : `${meant}/**/*${ending}`;
}

;// CONCATENATED MODULE: ./build/changelog/commits/quoted.js
const fenceStart = /^ {0,3}(`{3,}|~{3,})/;
const quotingHeading = /^(#{1,6}) .*(?:\brelease notes?\b|\bchange ?log\b|\bchanges in\b|\bwhat['\u2019]s changed\b|\bv?\d+\.\d+)/i;
function quotedLines(lines) {
    const quoted = new Array(lines.length).fill(false);
    markFences(lines, quoted);
    markPairs(lines, quoted, /<(?:details|blockquote)\b/gi, /<\/(?:details|blockquote)\s*>/gi);
    markPairs(lines, quoted, /<!--/g, /-->/g);
    markReleaseNotes(lines, quoted);
    for (const [i, line] of lines.entries())
        if (/^ {0,3}>/.test(line))
            quoted[i] = true;
    return quoted;
}
function markFences(lines, quoted) {
    const longest = new Map();
    for (const mark of ['`', '~']) {
        const from = new Array(lines.length + 1).fill(0);
        for (let i = lines.length - 1; i >= 0; i -= 1) {
            const run = /^ {0,3}(`{3,}|~{3,})\s*$/.exec(lines[i] ?? '')?.[1] ?? '';
            from[i] = Math.max(from[i + 1] ?? 0, run.startsWith(mark) ? run.length : 0);
        }
        longest.set(mark, from);
    }
    let fence;
    for (const [i, line] of lines.entries()) {
        const run = fenceStart.exec(line)?.[1];
        if (fence !== undefined) {
            quoted[i] = true;
            if (run?.startsWith(fence) && line.trim() === run)
                fence = undefined;
        }
        else if (run !== undefined && (longest.get(run.charAt(0))?.[i + 1] ?? 0) >= run.length) {
            quoted[i] = true;
            fence = run;
        }
    }
}
function markPairs(lines, quoted, open, close) {
    const count = (line, mark) => line.includes('-') || line.includes('<') ? (line.match(mark) ?? []).length : 0;
    const last = lines.findLastIndex((line, i) => !quoted[i] && count(line, close) > 0);
    let depth = 0;
    for (let i = 0; i <= last; i += 1) {
        const line = lines[i] ?? '';
        if (quoted[i])
            continue;
        const opened = count(line, open);
        if (depth > 0 || opened > 0)
            quoted[i] = true;
        depth = Math.max(0, depth + opened - count(line, close));
    }
}
function markReleaseNotes(lines, quoted) {
    let level = 0;
    for (const [i, line] of lines.entries()) {
        if (quoted[i])
            continue;
        const own = /^(#{1,6}) /.exec(line)?.[1]?.length ?? 0;
        if (level > 0 && ((own > 0 && own <= level) || /^(?:-{3,}|\*{3,}|_{3,})\s*$/.test(line)))
            level = 0;
        if (level === 0 && own > 0 && quotingHeading.test(line.slice(0, 300)))
            level = own;
        if (level > 0)
            quoted[i] = true;
    }
}

;// CONCATENATED MODULE: ./build/changelog/commits/footers.js


const squashRule = /^-{9}$/;
function segments(body) {
    const lines = body.split('\n');
    if (/^commit [0-9a-f]{40}/.test(body))
        return loggedMessages(lines);
    const heads = lines.flatMap((line, i) => (line.startsWith('* ') ? [i] : []));
    const first = heads[0];
    const apart = heads.every((at) => at === first || lines[at - 1]?.trim() === '');
    if (first === undefined || !apart || lines.slice(0, first).some((line) => line.trim() !== '')) {
        return [{ head: '', lines }];
    }
    const end = lines.findIndex((line) => squashRule.test(line));
    return heads
        .filter((at) => end < 0 || at < end)
        .map((at, i, all) => ({
        head: lines[at]?.slice(2).trim() ?? '',
        lines: lines.slice(at + 1, all[i + 1] ?? (end < 0 ? lines.length : end)),
    }));
}
function loggedMessages(lines) {
    const found = [];
    for (const line of lines) {
        if (/^commit [0-9a-f]{40}/.test(line))
            found.push([]);
        else if (/^(?: {4}|$)/.test(line))
            found.at(-1)?.push(line.slice(4));
    }
    return found.map((message) => {
        const at = message.findIndex((line) => line !== '');
        return { head: message[at]?.trim() ?? '', lines: message.slice(at + 1) };
    });
}
const nothing = /^(?:none|no|nope|nothing|n\/?a|not applicable|does not apply|nil|null|false|-+|(?:there (?:are|is|was|were) )?(?:none|nothing|no(?:t any)?(?: known)? (?:breaking|incompatible) changes?)(?: (?:here|known|expected|that i know of|in this (?:pr|change|commit|release)))?|not(?: a)? breaking(?: change)?|nothing (?:breaks|is broken|breaking)|this is not (?:a )?breaking(?: change)?)?[.!]*$/i;
function saysNothing(text) {
    const plain = text.trim();
    return (plain.length < 100 &&
        nothing.test(plain
            .replace(/^[-*+] +/, '')
            .replace(/^[*_`~(]+|[*_`~)]+$/g, '')
            .trim()));
}
const start = /^BREAKING[ -]CHANGE:/;
function breakingTexts(body) {
    return segments(body).flatMap(textsOf);
}
function textsOf({ lines }) {
    if (!lines.some((line) => start.test(line)))
        return [];
    const quoted = quotedLines(lines);
    const trailers = trailersFrom(lines, quoted);
    const texts = [];
    let text;
    let begun = false;
    const close = () => {
        if (text)
            texts.push(withoutBlankLines(text).join('\n'));
        text = undefined;
    };
    for (const [i, line] of lines.entries()) {
        const plain = !quoted[i];
        if (plain && start.test(line) && (begun || mayBegin(lines, i, quoted))) {
            close();
            begun = true;
            text = [line.slice(line.indexOf(':') + 1).trim()];
        }
        else if (plain && (i >= trailers || ends(line)))
            close();
        else
            text?.push(line.trimEnd());
    }
    close();
    return texts.filter((one) => !saysNothing(one));
}
function mayBegin(lines, i, quoted) {
    const before = lines[i - 1]?.trim() ?? '';
    if (before === '' || quoted[i - 1] === true)
        return true;
    return /[.!?:;)`>]$/.test(before) || /^(?:[-*+]|\d+[.)]) /.test(before) || isTrailer(before);
}
const signedByAgent = /^(?:[^\p{L}\p{N}\s]{1,8} ?)?(?:Generated|Made|Created) (?:with|by) (?:\[[^\]]{1,60}\]\(\S|(?:Aider|Amp|Claude|Codex|Copilot|Crush|Cursor|Devin|Gemini|GitHub Copilot|OpenCode)\b)/iu;
function ends(line) {
    return (isUnmistakable(line) ||
        /^(?:-{3,}|\* \* \*|\(cherry picked from commit .*|[-*] \[[ xX]\] .*|<!--.*|Conflicts:\s*|(?:BEGIN|END)_(?:NESTED_COMMIT|COMMIT_OVERRIDE))$/.test(line) ||
        signedByAgent.test(line) ||
        (/^#{1,6} /.test(line) && !/\b(?:before|after|migrat|upgrad|example|why|how|what|old|new)/i.test(line)));
}
function trailersFrom(lines, quoted) {
    let from = lines.length;
    for (let i = lines.length - 1; i >= 0 && quoted[i] !== true; i -= 1) {
        const line = lines[i] ?? '';
        if (isTrailer(line))
            from = i;
        else if (line.trim() !== '' && !/^\s/.test(line))
            break;
    }
    return from;
}

;// CONCATENATED MODULE: ./build/changelog/commits/merge-title.js





const generated = /^Merge (?:pull request |branch(?:es)? ['"]|remote-tracking branch(?:es)? ['"]|tags? ['"]|commits? ['"]|[0-9a-f]{7,64} into |commit from fork$|(?:https?:\/\/|git@|\.\.?\/)\S+$|HEAD,|(?:[\w.-]+\/[\w.-]+)?#\d+(?:: \S.*|(?: #\d+)*)$|".+"(?: into \S+)?$|changes? [I"0-9])|^Merged in \S+ \(pull request #\d+\)$|^Merged PR \d+: |^Pull request #\d+: |^(?:Auto|Rollup) merge of #\d+\b|^Squashed commit of the following:?$/;
function isGenerated(subject) {
    return generated.test(subject);
}
const titled = [
    [/^Merge pull request ['"\u2018](.+)['"\u2019] \(#(\d+)\) from \S+(?: into \S+)?$/, 'title, number'],
    [/^Merged PR \d+: (.+)$/, 'title'],
    [/^Pull request #\d+: (.+)$/, 'title'],
    [/^Merge (?:[\w.-]+\/[\w.-]+)?#(\d+): (.+)$/, 'number, title'],
    [/^Merge "(.+)"(?: into \S+)?$/, 'title'],
];
const untitled = [
    /^Merge pull request #(\d+) from /,
    /^Merged in \S+ \(pull request #(\d+)\)/,
    /^(?:Auto|Rollup) merge of #(\d+)\b/,
    /^Merge #(\d+)$/,
];
function mergeTitle(subject, body) {
    if (!isGenerated(subject))
        return ownTitle(subject);
    for (const [pattern, order] of titled) {
        const found = pattern.exec(subject);
        if (found && order === 'number, title')
            return made(found[2] ?? '', found[1]);
        if (found)
            return made(found[1] ?? '', order === 'title' ? undefined : found[2]);
    }
    const request = /^See merge request \S{0,200}!(\d+)$/m.exec(body)?.[1];
    const number = untitled.map((pattern) => pattern.exec(subject)?.[1]).find((one) => one !== undefined) ?? request;
    if (number !== undefined)
        return made(firstLine(body).replace(/^\d+: (.*?)(?: r=\S+)?(?: a=\S+)?$/, '$1'), number);
    if (subject === 'Merge commit from fork')
        return advisory(body);
    if (subject.startsWith('Squashed commit'))
        return made(weightiest(body) ?? firstLine(body), undefined);
    const line = made(firstLine(body), undefined);
    return line && weight(line) > 0 ? line : undefined;
}
function advisory(body) {
    const title = made(weightiest(body) ?? (firstLine(body) && firstSentence(body)), undefined);
    const typed = title && (weight(title) > 1 || plainTypes.has(title.type ?? ''));
    return title && !typed ? { ...title, type: 'fix' } : title;
}
const plainTypes = new Set(['build', 'chore', 'ci', 'docs', 'refactor', 'revert', 'style', 'test', 'tests']);
function weightiest(body) {
    const heads = segments(body).flatMap(({ head }) => (head === '' ? [] : [readHeader(head)]));
    const most = heads.reduce((found, head) => Math.max(found, weight(head)), 0);
    return heads.find((head) => weight(head) === most)?.subject;
}
const namesNothing = /^(?:#?\d+|[A-Z][A-Z0-9]{1,19}[- ]\d+|(?:patch|issue)[- ]\d+|dev|develop|development|staging|wip|updates?|changes)$/i;
function squashTitle(subject, body) {
    if (!body.startsWith('* '))
        return subject;
    const { title, pull } = (0,pull_number/* splitPull */.O)(subject);
    const head = namesNothing.test(title) ? weightiest(body) : undefined;
    return head === undefined || weight(readHeader(head)) < 2
        ? subject
        : (made(head, pull)?.subject ?? subject);
}
function squashType(title, body) {
    if (!body.startsWith('* ') || readHeader(title).type !== undefined)
        return undefined;
    const head = readHeader(weightiest(body) ?? '');
    const { type } = head;
    return weight({ ...head, breaking: false }) > 1 ? type : undefined;
}
function firstSentence(body) {
    const paragraph = body
        .slice(0, 8 * markdown_text/* longestSubject */.Xs)
        .trimStart()
        .split(/\n[ \t]*\n|\n(?=[-*] )/, 1)[0] ?? '';
    let sentence = '';
    for (const { segment } of new Intl.Segmenter('en', { granularity: 'sentence' }).segment((0,markdown_text/* cleanLine */.Ow)(paragraph))) {
        sentence += segment;
        if (segment.endsWith(' '))
            break;
    }
    return sentence.trim().replace(/(?<!\.)[.:]$/, '');
}
function ownTitle(subject) {
    const [, title = subject, number] = /^(.*\S) \(#(\d+)\)$/.exec(subject) ?? [];
    return number === undefined && /^merg(?:e|es|ed|ing)\b/i.test(subject) ? undefined : made(title, number);
}
function made(text, number) {
    const title = (0,markdown_text/* cutSubject */.NQ)((0,markdown_text/* cleanLine */.Ow)(text.slice(0, 4 * markdown_text/* longestSubject */.Xs)));
    if (title === '')
        return undefined;
    const stands = number !== undefined && !title.endsWith(`(#${number})`) ? `${title} (#${number})` : title;
    return (0,build_compact/* compact */.o)({ ...readHeader(stands), number });
}
function firstLine(body) {
    const line = body
        .slice(0, 8 * markdown_text/* longestSubject */.Xs)
        .split('\n')
        .find((one) => one.trim() !== '') ?? '';
    const text = line.trim().replace(/^\* (?!commit ')/, '');
    return /^(?:#? ?Conflicts:|\* commit '|See merge request |[A-Za-z]+(?:-[A-Za-z]+)+: |BREAKING[ -]CHANGE|-{3,}|<!--|\(cherry picked)/i.test(text)
        ? ''
        : text;
}

;// CONCATENATED MODULE: ./build/changelog/commits/near-miss.js


const nearHeader = [
    /^\w+ ?! ?\([^()]{0,100}\) ?:/,
    /^\w+ \([^()]{0,100}\) ?! ?:/,
    /^\w+(?:\([^()]{0,100}\))?(?: !|! | ! ):/,
    /^\w+(?:\([^()]{0,100}\))?!:\S/,
    /^\w+(?:\([^()]{0,100}\))?(?:!{2,}|\uff01) ?[:\uff1a]/,
    /^\w+\([^()]{0,100}!\)!?:/,
    /^!\w+(?:\([^()]{0,100}\))?:/,
    /^breaking(?: changes?)?(?:\([^()]{0,100}\))? ?(?::|- )/i,
    /[[(]breaking(?: changes?)?[\])]/i,
    /\bBREAKING\b/,
];
const gitmoji = /^(?::boom:|\ud83d\udca5)/u;
const nearLine = /^ {0,3}(?:[-*+] +|#{1,6} +)?(?:(?:\u26a0\ufe0f?|\ud83d\udca5|\ud83d\udea8|!) *)?(?:(?:API|MAJOR|MINOR) )?(?:\*\*|__|[`*_[])?BREAKING(?:[ _-]{0,3}CHANGES?)?(?:\*\*|__|[`*_])? *(?:\([^()]{1,100}\) *)?(?:\u26a0\ufe0f? *)?(?:[:\uff1a]|-{1,2} |\u2013|\u2014|#|!|\]:?|$)(?:\*\*|__|[`*_])?(.*)$/iu;
const ticked = /^ {0,3}[-*+] \[[xX]\] (?!.{0,200}\b(?:no|not|non|none|without)\b).{0,40}\bbreaking changes?\b/i;
function nearMiss(subject, header, body) {
    const plain = header.includes('`') ? header.replace(/`[^`]*`/g, '') : header;
    const marked = /[!\uff01]|breaking/i.test(plain);
    if (gitmoji.test(subject) || (marked && nearHeader.some((pattern) => pattern.test(plain))))
        return subject;
    if (!/breaking/i.test(body))
        return undefined;
    const lines = body.split('\n');
    const quoted = quotedLines(lines);
    const at = lines.findIndex((line, i) => {
        const start = line.slice(0, 1000);
        return !quoted[i] && (ticked.test(start) || says(lines, i, nearLine.exec(start)));
    });
    return at < 0 ? undefined : lines[at]?.trim();
}
function says(lines, i, found) {
    if (!found)
        return false;
    const text = found[1]?.trim() ?? '';
    const below = text === '' ? (lines.slice(i + 1, i + 20).find((line) => line.trim() !== '') ?? '') : text;
    return !saysNothing(below) && !/^(?:#|<!--|[-*+] \[[ xX]\]|[A-Za-z]+-[A-Za-z-]+: )/.test(below);
}

;// CONCATENATED MODULE: ./build/changelog/commits/override.js


const override_block = /^BEGIN_COMMIT_OVERRIDE[ \t]*\n([^]*?)\n[ \t]*END_COMMIT_OVERRIDE[ \t]*$/m;
function overridden(message) {
    if (!message.includes('BEGIN_COMMIT_OVERRIDE\n'))
        return message;
    const [, given = ''] = override_block.exec(message) ?? [];
    const messages = [];
    for (const [at, line] of given.split('\n').entries()) {
        const head = readHeader(line.trim());
        const isHead = head.type !== undefined && weight(head) > 0 && !/^\s/.test(line) && !line.startsWith('BREAKING');
        if (isHead || at === 0)
            messages.push([line.trim()]);
        else
            messages.at(-1)?.push(line);
    }
    const heads = messages.map(([head = '']) => head);
    const most = Math.max(...heads.map((head) => weight(readHeader(head))));
    const title = heads.find((head) => head !== '' && weight(readHeader(head)) === most);
    if (title === undefined)
        return message;
    const { pull } = (0,pull_number/* splitPull */.O)(message.split('\n', 1)[0]?.trim() ?? '');
    const numbered = pull === undefined || (0,pull_number/* splitPull */.O)(title).pull !== undefined ? title : `${title} (#${pull})`;
    if (messages.length === 1)
        return [numbered, ...(messages[0] ?? []).slice(1)].join('\n');
    const list = messages.map(([head = '', ...text]) => `* ${head}\n\n${text.join('\n').trim()}`.trimEnd());
    return `${numbered}\n\n${list.join('\n\n')}`;
}

;// CONCATENATED MODULE: ./build/changelog/commits/backport.js

const backport_longest = 4000;
const porting = String.raw `(?:back|forward)[ -]?port(?:s|ed|ing)?|cherry[ -]?pick(?:s|ed|ing)?`;
const inSubject = new RegExp(String.raw `(?:^|[([])(?:${porting}|bp)(?: (?:of|from))? #(\d{1,10})\b`, 'gi');
const inBody = new RegExp(String.raw `^(?:(?:# )?(?:This (?:PR )?is an? )?(?:auto(?:mat(?:ed|ic)|-generated) |manual )?(?:${porting})(?: (?:of|from))?(?: (?:PR|pull request))?|This PR is auto-generated from|Github-Pull:) #(\d{1,10})\b`, 'gim');
const backport_words = ['port', 'Port', 'PORT', 'pick', 'Pick', 'PICK', 'Github-Pull', 'auto-generated from'];
function portedPulls(subject, body) {
    const head = body.slice(0, backport_longest);
    if (!/port|pick|\bbp #/i.test(subject) && !backport_words.some((word) => head.includes(word)))
        return backport_none;
    return [...subject.matchAll(inSubject), ...head.matchAll(inBody)].map(([, pull = '']) => pull);
}
const backport_none = [];
function copiedKey(subject) {
    const { title, pull } = (0,pull_number/* splitPull */.O)(subject);
    return pull !== undefined && (0,pull_number/* splitPull */.O)(title).pull !== undefined ? bare(title) : undefined;
}
function bare(title) {
    return title.replace(/^(?:\[[^[\]]{1,100}\]:? *)+/, '');
}
function unported(title) {
    return bare(title).replace(ported, '');
}
const ported = new RegExp(String.raw ` [([](?:${porting})\b[^()[\]]{0,60}[)\]]$`, 'i');

;// CONCATENATED MODULE: ./build/changelog/commits/parse.js













let withReferences;
const longestLine = 1000;
const longestBody = 64 * 1024;
function readCommit(raw, references = false) {
    const message = raw.message.includes('\r') ? raw.message.replace(/\r\n?/g, '\n') : raw.message;
    const split = splitMessage(overridden(message));
    const { body } = split;
    const merge = raw.parents.length > 1;
    const pull = merge || isGenerated(split.subject) ? mergeTitle(split.subject, body) : undefined;
    const written = merge ? split.subject : (pull?.subject ?? squashTitle(split.subject, body));
    const own = ownWords(raw, split.subject, body);
    const read = merge
        ? readHeader(written)
        : typed(readHeader(written), pull?.type ?? squashType(written, body));
    const named = merge ? (pull?.subject ?? written) : written;
    const reverts = mayUndo(named, own);
    const title = reverts ? readTitle(named) : { core: named, depth: 0 };
    const undoes = reverts ? readUndoing(merge ? (pull ?? read) : read, title, own) : undefined;
    const header = merge
        ? read
        : reverts
            ? revertTyped(simplified(read, title), isRevert(read, title) && title.depth % 2 === 1)
            : read;
    const heads = own.includes('!: ') ? breakingHeads(own) : parse_none;
    const squashed = heads.filter((text) => !read.breaking || text !== (0,pull_number/* splitPull */.O)(read.description).title);
    const notes = own.includes('BREAKING') ? [...breakingTexts(own), ...squashed] : squashed;
    const breaking = notes.length > 0 || header.breaking;
    const missed = breaking ? undefined : nearMiss(written, undecorated(written), own);
    const ports = portedPulls(split.subject, body);
    const updates = own !== body && isUpdater(raw) ? stepsIn(written, body) : parse_none;
    return (0,build_compact/* compact */.o)({
        hash: raw.hash,
        parents: raw.parents,
        author: person(raw),
        authored: raw.authored,
        ...header,
        breaking,
        notes,
        references: references ? referencesIn(undecorated(split.subject), body) : parse_none,
        coAuthors: coAuthors(body),
        pickedFrom: pickedHashes(body),
        ports: ports.length > 0 ? ports : undefined,
        kind: kindOf(split.subject, merge),
        nearMiss: missed,
        outside: raw.outside === true ? true : undefined,
        pull: merge && pull ? pull : undefined,
        undoes,
        updates: updates.length > 0 ? updates : undefined,
    });
}
function typed(header, type) {
    return type === undefined ? header : { ...header, type };
}
function revertTyped(header, reverts) {
    return reverts ? typed(header, header.type ?? 'revert') : header;
}
function ownWords(raw, subject, body) {
    if (body === '' || /^BREAKING[ -]CHANGE:/.test(body))
        return body;
    const list = body.indexOf('updated-dependencies:\n');
    const quotes = isUpdater(raw) ||
        list >= 0 ||
        /^(?:Bumps (?:\[|the )|This PR contains the following updates:)/.test(body) ||
        /^Merge pull request #\d+ from \S+?\/(?:dependabot|renovate)\//.test(subject);
    if (!quotes)
        return body;
    const end = list < 0 ? -1 : body.indexOf('\n...\n', list);
    return end < 0 ? '' : body.slice(end + 5).trimStart();
}
function breakingHeads(body) {
    return segments(body)
        .filter(({ head, lines }) => head.includes('!: ') && readHeader(head).breaking && textsOf({ lines }).length === 0)
        .map(({ head }) => readHeader((0,markdown_text/* cutSubject */.NQ)((0,markdown_text/* cleanLine */.Ow)(head))).description);
}
const parse_none = [];
const people = new Map();
function person({ author, email }) {
    const key = `${author}\0${email}`;
    let known = people.get(key);
    if (!known) {
        if (people.size > 5000)
            people.clear();
        known = { name: (0,markdown_text/* cleanLine */.Ow)(author), email };
        people.set(key, known);
    }
    return known;
}
function detached(text) {
    return Buffer.from(text).toString();
}
function splitMessage(message) {
    const start = message.search(/\S/);
    if (start < 0)
        return { subject: '', body: '' };
    const newline = message.indexOf('\n', start);
    const first = newline < 0 ? message.slice(start) : message.slice(start, newline);
    const body = newline < 0 ? '' : message.slice(newline + 1).replace(/^\n+/, '');
    const most = 4 * markdown_text/* longestSubject */.Xs;
    const line = first.length > most ? `${first.slice(0, most)} ${first.slice(-20)}` : first;
    const subject = withoutBullet((0,markdown_text/* cleanLine */.Ow)(body === '' ? line : detached(line)));
    const rest = /^\u2026(.{1,300})(?:\n|$)/.exec(body)?.[1];
    const cut = rest === undefined ? null : /^(.*)\u2026( \(#\d+\))?$/.exec(subject);
    if (!cut)
        return { subject: (0,markdown_text/* cutSubject */.NQ)(subject), body };
    return {
        subject: (0,markdown_text/* cutSubject */.NQ)((0,markdown_text/* cleanLine */.Ow)(`${cut[1] ?? ''}${rest ?? ''}${cut[2] ?? ''}`)),
        body: body.slice(body.indexOf('\n') + 1 || body.length),
    };
}
function referencesIn(header, body) {
    if (header === '')
        return parse_none;
    withReferences ??= new dist/* CommitParser */.Jf({ ...parserOptions, issuePrefixes: ['#'] });
    const lines = !body.includes('#')
        ? []
        : body
            .slice(0, longestBody)
            .split('\n')
            .filter((line) => line.includes('#'))
            .map((line) => line.slice(0, longestLine));
    const { references } = withReferences.parse([header, '', ...lines].join('\n').trimEnd());
    return references.length > 0 ? references.map(parse_reference) : parse_none;
}
function parse_reference(found) {
    return (0,build_compact/* compact */.o)({
        action: found.action ?? undefined,
        owner: found.owner ?? undefined,
        repository: found.repository ?? undefined,
        issue: found.issue,
    });
}
function kindOf(subject, merge) {
    if (merge)
        return 'merge';
    if (/^[!-/:-@[-`{-~\s]*$/.test(subject))
        return 'empty';
    return /^(?:fixup|squash|amend)! /i.test(subject) ? 'fixup' : 'change';
}

;// CONCATENATED MODULE: ./build/changelog/commits/released.js





function originOf({ hash, email, authored, message }) {
    const first = message.slice(0, 2000).trimStart().split('\n', 1)[0] ?? '';
    const subject = (0,markdown_text/* cutSubject */.NQ)(withoutBullet((0,markdown_text/* cleanLine */.Ow)(first)));
    return {
        hash,
        key: keyOf(email, authored, subject),
        pickedFrom: pickedHashes(message),
        pulls: portedPulls(subject, message.slice(first.length).trimStart()),
        copied: copiedKey(subject),
    };
}
function keyOf(email, authored, subject) {
    return `${authored} ${email} ${unported((0,pull_number/* splitPull */.O)(subject).title)}`;
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
            copied.has(bare(subject)) ||
            keys.has(keyOf(author.email, authored, subject)));
    return commits.map((change) => (has(change) ? { ...change, outside: true } : change));
}

;// CONCATENATED MODULE: ./build/plan/version/loose-version.js


const ownLead = /^(?:(?:versions?|ver|releases?|rel|tags?|r)(?:[-_./ ]*v)?|v)?[-_./ ]*$/i;
const noRelease = /(?:^|[^a-z])(?:nightly|snapshot|canary|edge|dev|builds?|ci|test|tmp|backup|wip|base|before|after|pr|pull|sha|deploy|archive|demo|draft|merge|sync|import|upstream)(?:[^a-z]|$)/i;
const stableEnd = /^(?:\+.*|[-._]?(?:final|ga|release|stable|lts|(?:post|p|sp|hotfix|patch|r)?\.?\d+))?$/i;
function readLoosely(tag, tagPrefix, project) {
    const isOfComponent = tag.startsWith(tagPrefix);
    const name = isOfComponent ? tag.slice(tagPrefix.length) : tag;
    const match = /^(\D{0,100}?)(\d{1,15}(?:[._]\d{1,15}){0,3})((?:[-+._]|(?=[A-Za-z])).{0,100})?$/.exec(name);
    if (!match)
        return undefined;
    const [, lead = '', numbers = '', rest = ''] = match;
    const parts = numbers.split(/[._]/).map(Number);
    if (noRelease.test(lead))
        return undefined;
    const own = isOfComponent && (ownLead.test(lead) || isProject(lead, project));
    if (parts.length === 1 && (!own || lead === '' || /^-\d/.test(rest)))
        return undefined;
    const [major = 0, minor = 0, patch = 0] = parts;
    const stable = stableEnd.test(rest);
    return { tag: (0,brands/* tagName */.wZ)(tag), major, minor, patch, parts: parts.length, stable, own };
}
function strictTag({ major, minor, patch }, tagPrefix) {
    return `${tagPrefix}v${major}.${minor}.${patch}`;
}
function asVersion(loose) {
    const { tag, major, minor, patch } = loose;
    return { tag, text: `${major}.${minor}.${patch}`, major, minor, patch, prerelease: [], build: [] };
}
const strict = /^(0|[1-9]\d{0,14})\.(0|[1-9]\d{0,14})\.(0|[1-9]\d{0,14})(-(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*)?(?:\+[0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*)?$/;
function readStrictly(tag, tagPrefix) {
    const lead = `${tagPrefix}v`;
    const match = tag.startsWith(lead) ? strict.exec(tag.slice(lead.length)) : null;
    if (!match)
        return undefined;
    return {
        major: Number(match[1]),
        minor: Number(match[2]),
        patch: Number(match[3]),
        stable: match[4] === undefined,
    };
}
function looseVersions(tags, tagPrefix, project, below = { major: Infinity, minor: Infinity }) {
    const lines = new Set();
    const loose = [];
    const enter = ({ major, minor }) => {
        if (major > below.major || (major === below.major && minor > below.minor))
            return;
        lines.add(`${major}`).add(`${major}.${minor}`);
    };
    for (const tag of tags) {
        const full = readStrictly(tag, tagPrefix);
        if (full) {
            enter(full);
            continue;
        }
        const read = readLoosely(tag, tagPrefix, project);
        if (!read?.own)
            continue;
        loose.push(read);
        if (read.parts >= 3)
            enter(read);
    }
    return loose.filter(({ parts, major, minor }) => parts >= 3 || !lines.has(parts === 1 ? `${major}` : `${major}.${minor}`));
}
function isProject(lead, project) {
    if (project === undefined || project === '')
        return false;
    const rest = lead.toLowerCase().startsWith(project.toLowerCase()) ? lead.slice(project.length) : undefined;
    return rest !== undefined && /^[-_@./ ]?v?$/i.test(rest);
}
function isOfOtherComponent(tag, tagPrefix) {
    if (parseTag(tag, tagPrefix))
        return false;
    const [, prefix] = /^(.*)v\d+\.\d+\.\d+(?:[-+]|$)/.exec(tag) ?? [];
    return prefix !== undefined && prefix !== tagPrefix && parseTag(tag, prefix) !== undefined;
}

;// CONCATENATED MODULE: ./build/plan/version/unsettled.js


const nothingUnsettled = { bounds: [], higher: [], prereleases: [], foreign: [] };
function unsettledTags(input, excluded, short) {
    const { tags, tagPrefix, project, version } = input;
    const found = { bounds: [], higher: [], prereleases: [], foreign: [] };
    for (const tag of tags) {
        if (tag === version.tag || excluded.has(tag))
            continue;
        const strict = readStrictly(tag, tagPrefix);
        const loose = strict ? undefined : readLoosely(tag, tagPrefix, project);
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
        if (order === 0 && (loose ? !loose.stable && !isStable(version) : isSameRank(strict, version)))
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
    return other?.stable === true || !isStable(version);
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
        const version = version_parseTag(tag, input.tagPrefix);
        if (version && isLowerOfItsKind(version, input.version))
            lower.push(version);
    }
    const loose = looseVersions(input.tags, input.tagPrefix, input.project, input.version);
    for (const one of loose) {
        const version = asVersion(one);
        const isLower = compareCore(coreOf(version), coreOf(input.version)) < 0;
        if (one.stable && one.parts >= 3 && isLower)
            lower.push(version);
    }
    const others = new Set(loose.map(({ tag }) => tag));
    lower.sort((a, b) => compareRead(b, a) ||
        Number(others.has(a.tag)) - Number(others.has(b.tag)) ||
        compareNaturally(b.build, a.build) ||
        (a.tag < b.tag ? -1 : 1));
    const exclude = lower.slice(0, mostExcluded).map(({ tag }) => tag);
    const [previous] = exclude;
    const short = new Set(loose.filter(({ parts }) => parts < 3).map(({ tag }) => tag));
    const unsettled = unsettledTags(input, new Set(exclude), short);
    return (0,build_compact/* compact */.o)({ previous, exclude, unsettled });
}
function coreOf({ major, minor, patch }) {
    return [major, minor, patch];
}
function isLowerOfItsKind(candidate, release) {
    if (compareRead(candidate, release) >= 0)
        return false;
    if (isStable(candidate))
        return true;
    return !isStable(release) && sameCore(candidate, release);
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
            if (order > 0 || (match[4] === '-' && (order < 0 || isStable(version))))
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
        .map((tag) => version_parseTag(tag, input.tagPrefix))
        .filter((version) => version !== undefined)
        .sort((a, b) => comparePrecedence(b, a));
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
    if (range.previous === undefined && found.length === 0 && !isStable(version))
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
    return (0,build_compact/* compact */.o)({
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
        const holds = version_parseTag(highest, prefixOf(version)) && isStable(version);
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
    return compareNaturally([a], [b]);
}

;// CONCATENATED MODULE: ./build/steps/notes/upgrade.js

async function upgrade(git, { configExample, migrations }, { commit, previousTag, previous, }) {
    if (previousTag === undefined || previous === undefined || (configExample ?? migrations) === undefined)
        return undefined;
    const { describeUpgrade } = await Promise.all(/* import() */[__webpack_require__.e(815), __webpack_require__.e(292), __webpack_require__.e(51)]).then(__webpack_require__.bind(__webpack_require__, 9051));
    const [config, filesBefore, filesAfter] = await Promise.all([
        configExample === undefined ? undefined : sampleOf(git, configExample, { previous, commit }),
        migrations === undefined ? [] : git.listFiles(previous, migrations),
        migrations === undefined ? [] : git.listFiles(commit, migrations),
    ]);
    const old = new Map(filesBefore.map(({ path, blob }) => [path, blob]));
    const texts = await upgrade_textsOf(git, commit, filesAfter.filter(({ path, blob }) => old.get(path) !== blob).map(({ path }) => path));
    return describeUpgrade((0,build_compact/* compact */.o)({
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
        by((file) => upgrade_nameOf(file.path) === upgrade_nameOf(path)) ??
        by((file) => plainPath(file.path) === plainPath(path)) ??
        by((file) => upgrade_nameOf(plainPath(file.path)) === upgrade_nameOf(plainPath(path))));
}
const upgrade_nameOf = (path) => path.slice(path.lastIndexOf('/') + 1);
function plainPath(path) {
    const name = upgrade_nameOf(path)
        .toLowerCase()
        .replace(/(?<![a-z])(?:example|sample|dist|default|template|tmpl|tpl)s?(?![a-z])/g, '')
        .replace(/[._-]+/g, '.')
        .replace(/^\.|\.$/g, '')
        .replace(/(?<=.)\.(?:ya?ml|json[c5]?|toml|ini|cfg|conf|cnf|properties)$/, '');
    return `${path.slice(0, path.lastIndexOf('/') + 1)}${name === '' ? upgrade_nameOf(path) : name}`;
}
const mostRead = 200;
async function upgrade_textsOf(git, commit, paths) {
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
    const planned = planRange((0,build_compact/* compact */.o)({
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
    const commitRange = (0,build_compact/* compact */.o)({
        tip: commit,
        exclude,
        paths: request.paths,
        beside: previous !== undefined && exclude.includes(previous) ? previous : undefined,
    });
    const [commits, changelog, upgrading] = await Promise.all([
        git.log(commitRange, (raw) => {
            if (!raw.beside)
                return readCommit(raw, request.references);
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
    const input = (0,build_compact/* compact */.o)({
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
    const excluded = await git.deepen((0,build_compact/* compact */.o)({ tag: own ? own.name : undefined, commit, exclude }));
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
    const { sectionOf } = await Promise.all(/* import() */[__webpack_require__.e(825), __webpack_require__.e(1)]).then(__webpack_require__.bind(__webpack_require__, 9001));
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
    const { migrationFor } = await Promise.all(/* import() */[__webpack_require__.e(825), __webpack_require__.e(1)]).then(__webpack_require__.bind(__webpack_require__, 9001));
    const text = migrationFor(notesFile, version.text);
    return notesFilePath === undefined ? text : (await linksOf(notesFilePath, request))(text);
}
async function linksOf(path, { repository, version }) {
    if (repository === undefined)
        return (text) => text;
    const { withAbsoluteLinks } = await Promise.all(/* import() */[__webpack_require__.e(825), __webpack_require__.e(692)]).then(__webpack_require__.bind(__webpack_require__, 7692));
    return (text) => withAbsoluteLinks(text, { repository, tag: version.tag, path });
}

;// CONCATENATED MODULE: ./build/cli/print-notes.js










const usage = 'npm run notes -- --repo DIR --tag vX.Y.Z [--from TAG] [--json] [--tag-prefix P] [--repository OWNER/NAME]\n' +
    '  [--types JSON] [--style full|short] [--path P]\u2026 [--changelog-file F] [--notes-file F]\n' +
    '  [--config-example F] [--migrations GLOB]';
async function printNotes(git, values) {
    const version = version_parseTag(values.tag ?? '', values['tag-prefix']);
    if (!version) {
        throw new errors/* ReleaseError */.K2(`${values.tag ?? 'nothing'} is not a release tag`, { hint: usage });
    }
    const remote = values.repository ?? print_notes_originOf(values.repo);
    const [owner, name] = remote?.split('/') ?? [];
    const request = (0,build_compact/* compact */.o)({
        version,
        tagPrefix: values['tag-prefix'],
        references: values.json,
        style: values.style === 'short' ? 'short' : 'full',
        previousTag: values.from,
        repository: owner && name ? { owner, name, serverUrl: 'https://github.com' } : undefined,
        types: values.types === undefined ? undefined : await readTypes(values.types),
        paths: values.path?.map(pathspec),
        changelogFile: values['changelog-file'],
        notesFile: values['notes-file'] === undefined ? undefined : print_notes_textOf(values['notes-file']),
        configExample: values['config-example'],
        migrations: values.migrations,
    });
    const { input, range } = await gatherNotes(git, request);
    const notes = renderNotes(input);
    process.stdout.write(values.json ? `${JSON.stringify(asJson(notes, range.previous))}\n` : notes.body);
    const { configExample, migrations, changelogFile, paths } = request;
    const faults = (configExample ?? migrations ?? changelogFile ?? paths) === undefined
        ? []
        : await namedFileFaults(request, `refs/tags/${version.tag}`, git, await previousOf(git, range.previous));
    for (const { message, hint } of faults)
        process.stderr.write(`warning: ${message}\n${hint}\n`);
    for (const warning of notes.warnings)
        process.stderr.write(`warning: ${warning}\n`);
}
async function previousOf(git, previous) {
    if (previous === undefined)
        return [];
    return [{ name: previous, commit: await git.commitOf(`refs/tags/${previous}`), annotated: false }];
}
function asJson(notes, previousTag) {
    return { previousTag: previousTag ?? null, ...notes };
}
function print_notes_textOf(file) {
    try {
        return (0,external_node_fs_.readFileSync)(file, 'utf8');
    }
    catch (error) {
        throw new errors/* ReleaseError */.K2(`notes-file ${file} cannot be read: ${(0,errors/* messageOf */.bD)(error)}`, { hint: usage });
    }
}
function print_notes_originOf(repo) {
    try {
        const config = (0,external_node_fs_.readFileSync)((0,external_node_path_.join)(repo, '.git', 'config'), 'utf8');
        return /\[remote "origin"\][^[]*?url = \S*github\.com[/:]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?\s/.exec(config)?.[1];
    }
    catch (error) {
        if (['ENOENT', 'ENOTDIR'].includes(error.code ?? ''))
            return undefined;
        throw error;
    }
}


/***/ })

};
;