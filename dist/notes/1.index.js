"use strict";
exports.id = 1;
exports.ids = [1];
exports.modules = {

/***/ 9001:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  migrationFor: () => (/* binding */ migrationFor),
  sectionOf: () => (/* binding */ sectionOf)
});

// EXTERNAL MODULE: ./node_modules/mdast-util-from-markdown/lib/index.js + 53 modules
var lib = __webpack_require__(3825);
;// CONCATENATED MODULE: ./build/changelog/file/headings.js

const blocksOnly = {
    disable: {
        null: [
            'attention',
            'autolink',
            'characterEscape',
            'characterReference',
            'codeText',
            'hardBreakEscape',
            'htmlText',
            'labelEnd',
            'labelStartImage',
            'labelStartLink',
        ],
    },
};
const longestTitle = 500;
function readBlocks(text) {
    return (0,lib/* fromMarkdown */.Y)(text, { extensions: [blocksOnly] });
}
function headingsOf(root, text) {
    return root.children.flatMap((node) => headingOf(node, text) ?? []);
}
function headingOf(node, text) {
    const start = node.position?.start.offset ?? 0;
    const end = node.position?.end.offset ?? 0;
    if (node.type === 'heading') {
        const from = node.children[0]?.position?.start.offset ?? end;
        const to = node.children.at(-1)?.position?.end.offset ?? end;
        return {
            start,
            end,
            level: node.depth,
            title: plain(text.slice(from, to)),
            underlined: text[start] !== '#',
        };
    }
    const raw = node.type === 'html' || node.type === 'paragraph'
        ? text.slice(start, Math.min(end, start + longestTitle))
        : '';
    const level = raw === '' ? undefined : levelOf(node, raw);
    return level === undefined ? undefined : { start, end, level, title: plain(raw), underlined: false };
}
function levelOf({ type }, raw) {
    const html = /^<h([1-6])\b[^>]*>[^\n]*<\/h[1-6]>\s*$/i.exec(raw)?.[1];
    if (html !== undefined)
        return Number(html);
    const bold = type === 'paragraph' && /^(?:\*\*|__)[^*_\n]{1,100}(?:\*\*|__)[^\n]{0,40}$/.test(raw);
    return bold && versionIn(plain(raw)) !== undefined ? 7 : undefined;
}
function plain(raw) {
    return raw
        .slice(0, longestTitle)
        .replace(/<!--[^>]*-->|<\/?[a-z][^<>]*>/gi, '')
        .replace(/\\(?=[^\w\s])/g, '')
        .replace(/\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)?(?: "[^"]*")?\)|\]\[[^[\]]*\]/g, ']')
        .replace(/[*`]|(?<!\w)_+|_+(?!\w)/g, '')
        .replace(/\s+/g, ' ')
        .trim();
}
const date = /^\(?\d{4}-\d{1,2}-\d{1,2}\)?(?: ?[,:/\u2013\u2014-])? +(?=\D|\d+\.)/;
const lead = /^(?:(?:version|release|changes in|new in|what['\u2019]s new in) |(?:[@\w./-]{0,100}[@/]|[A-Za-z][\w.]{0,60}-(?=v\d)))?/i;
const headings_name = /^(?:(?!(?:from|to|since|until|before|after|upgrad\w*|migrat\w*|requir\w*|support\w*|drop\w*|bump\w*|updat\w*|for|with|in|on|and|of|at|than)\b)\p{L}[\p{L}\p{N}_.'-]{0,40} ){1,3}(?=v?\d)/iu;
const version = /^v?\.?(\d+(?:\.\d+){1,3}(?:[-.+]?[0-9A-Za-z]+(?:[-.+][0-9A-Za-z]+)*)?)(?=\.?$|[\s(\uff08:;,/\u2013\u2014])/i;
const stage = /^[ (]+(release candidate|rc|beta|alpha|preview)[ .#-]?(\d{1,9})?(?=$|[\s):,\u2013\u2014])/i;
const full = String.raw `v?\d+\.\d+\.\d+[-+.\w]*`;
const month = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}';
const around = [
    new RegExp(String.raw `^[("'\u201c](${full})[)"'\u201d]$`, 'i'),
    new RegExp(String.raw `^(?:\d{1,2}(?:st|nd|rd|th)? )?${month}\.?(?: \d{1,2}(?:st|nd|rd|th)?)?,? \d{4}(?: ?[-\u2013\u2014:,|/])? \(?(?:version |release )?(${full})\)?$`, 'i'),
    new RegExp(String.raw `^(?:${full} ?(?:\u2192|->|=>) ?|changes (?:between|from) ${full} (?:and|to) )(${full})$`, 'i'),
];
const behind = [
    new RegExp(String.raw `^\P{N}[^()]{0,80} (?:[-\u2013\u2014:|] |\()(?:version |release )?(${full})\)?$`, 'iu'),
    new RegExp(String.raw `^[a-z][\w.]{0,60}-(${full})$`, 'i'),
    new RegExp(String.raw `^[\w.-]{1,60}\/[\w.-]{1,60} (${full})$`, 'i'),
    new RegExp(String.raw `^\p{L}{1,10} (${full}) \p{L}{1,10}$`, 'iu'),
];
const upcoming = /^(?:unreleased|upcoming|next)(?: ?[-:\u2013\u2014] ?| ?\( ?)(v?\d[^\s()]{0,60})\)?(?=\s|$)/i;
function versionIn(title) {
    const text = title
        .replace(/[[\]]/g, ' ')
        .replace(/^(?: *:[a-z0-9_+-]{1,40}:)+/, '')
        .replace(/^[^\p{L}\p{N}@("'\u201c]+/u, '')
        .replace(/\s+/g, ' ')
        .trim()
        .replace(date, '');
    const next = upcoming.exec(text)?.[1];
    if (next !== undefined) {
        const found = version.exec(next);
        return found ? { text: found[1] ?? '', alone: false } : undefined;
    }
    const whole = firstOf(around, text);
    if (whole !== undefined)
        return { text: whole.replace(/^v/i, ''), alone: true };
    const bare = text.replace(lead, '');
    const named = version.test(bare) ? undefined : text.replace(headings_name, '');
    const found = version.exec(named ?? bare);
    if (!found) {
        const last = firstOf(behind, text);
        return last === undefined ? undefined : { text: last.replace(/^v/i, ''), alone: false };
    }
    const rest = (named ?? bare).slice(found[0].length);
    const prerelease = /^\d+(?:\.\d+)*$/.test(found[1] ?? '') ? stage.exec(rest) : null;
    return {
        text: prerelease
            ? `${found[1] ?? ''}-${(prerelease[1] ?? '').replace(/^release candidate$/i, 'rc')}${prerelease[2] === undefined ? '' : `.${prerelease[2]}`}`
            : (found[1] ?? ''),
        alone: named === undefined &&
            (prerelease !== null || /^(?:\.?$| ?[(\uff08:;,/\u2013\u2014]| - | \d{4}-| yanked\b)/i.test(rest)),
    };
}
function firstOf(patterns, text) {
    return patterns.map((pattern) => pattern.exec(text)?.[1]).find((one) => one !== undefined);
}
const spelling = {
    alpha: 'a',
    beta: 'b',
    c: 'rc',
    pre: 'rc',
    preview: 'rc',
};
function canonical(text) {
    const found = /^([\d.]+)[-.]?(alpha|beta|preview|pre|rc|a|b|c)[-.]?(\d+)$/i.exec(text.toLowerCase());
    return found
        ? `${found[1] ?? ''}-${spelling[found[2] ?? ''] ?? found[2] ?? ''}.${found[3] ?? ''}`
        : text.toLowerCase();
}

;// CONCATENATED MODULE: ./build/changelog/file/section.js

const migrationTitle = /\b(?:migrat(?:ion|ing|e)|upgrad(?:e|ing))\b/i;
const partTitle = /^\P{L}*(?:added|changed?|changes|deprecated|deprecations|removed|fixe[ds]|fix|security|new|features?|bug|bugs|improve\w*|enhancements?|breaking|other|docs?|documentation|performance|internal|misc\w*|migrat\w*|upgrad\w*|notes?|highlights|contributors|credits|thanks|dependenc\w*|chores?|major changes|minor changes|patch changes)\b/iu;
function sectionOf(file, version) {
    const whole = normalized(file);
    for (let size = 64 * 1024;; size *= 4) {
        const text = size < whole.length ? whole.slice(0, whole.lastIndexOf('\n', size) + 1) : whole;
        const root = readBlocks(text);
        const headings = headingsOf(root, text);
        const all = text.length === whole.length;
        const [start, ...others] = startsOf(headings, version, all);
        if (start && (all || endOf(headings, start, all))) {
            const section = cut({ text, root, headings }, start, whole.slice(text.length));
            const second = isEmpty(section) ? others.find(({ level }) => level <= start.level) : undefined;
            if (second)
                return cut({ text, root, headings }, second, whole.slice(text.length));
            return hasAnother(headings, start) ? { ...section, twice: true } : section;
        }
        if (text.length === whole.length)
            return undefined;
    }
}
function migrationFor(file, version) {
    const text = normalized(file);
    const root = readBlocks(text);
    const headings = headingsOf(root, text);
    const start = startsOf(headings, version)[0] ?? headings.find(({ title }) => target(title) === version);
    if (start) {
        return between({ text, root, headings }, start, endOf(headings, start));
    }
    const perVersion = headings.some(({ title }) => versionIn(title)?.alone === true || target(title) !== undefined);
    return perVersion ? '' : (partFor({ text, root, headings }, version) ?? file);
}
function partFor(read, version) {
    const parts = read.headings.flatMap((heading) => {
        const line = lineIn(heading.title);
        return line === undefined ? [] : [{ heading, line }];
    });
    if (new Set(parts.map(({ line }) => line)).size < 2)
        return undefined;
    const core = version.replace(/[-+].*$/, '');
    const own = parts.find(({ line }) => `${line}.0.0`.split('.').slice(0, 3).join('.') === core)?.heading;
    if (!own)
        return '';
    const next = read.headings.find(({ start, level }) => start > own.start && level <= own.level);
    return between(read, own, next);
}
function between({ text, root }, start, next) {
    const { unwanted, definitions } = invisible(root, text);
    const span = { from: start.end, to: next?.start ?? text.length };
    return withDefinitions(trimmed(remaining(text, span, unwanted)), definitions);
}
const someVersion = String.raw `v?(?:version )?\d{1,9}(?:\.\d{1,9}){0,2}(?:\.x)?`;
const last = String.raw `(?:version |v)?(\d{1,9}(?:\.\d{1,9}){0,2})(?:\.x)?\W*$`;
const leadWords = '(?:migrat|upgrad|updat|moving|chang)[a-z]*(?: (?:guide|notes))?:? ';
const lines = [
    new RegExp(String.raw `^\W*${leadWords}(?:(?:from )?${someVersion} ?)?(?:to|\u2192|->|=>) ?${last}`, 'i'),
    new RegExp(String.raw `^\W*(?:from )?${someVersion} ?(?:to|\u2192|->|=>) ?${last}`, 'i'),
    new RegExp(String.raw `^\W*(?=v|\d+\.x|version |release )(?:release )?${last}`, 'i'),
];
function lineIn(title) {
    return lines.map((pattern) => pattern.exec(title)?.[1]).find((line) => line !== undefined);
}
function normalized(file) {
    return file.replace(/\r\n?/g, '\n').replace(/^\ufeff/, '');
}
function target(title) {
    return migrationTitle.test(title) ? /\bto v?(\d+\.\d+\.\d+[-+.\w]*)$/i.exec(title)?.[1] : undefined;
}
function startsOf(headings, version, all = true) {
    const versions = headings.flatMap((heading) => {
        const found = versionIn(heading.title);
        return found ? [{ heading, alone: found.alone, text: canonical(found.text) }] : [];
    });
    const wanted = [
        version,
        ...(all ? [version.replace(/\+.*$/, ''), version.replace(/^(\d+\.\d+)\.0(?:\+.*)?$/, '$1')] : []),
    ].map(canonical);
    const found = wanted
        .map((one) => versions.filter(({ text }) => text === one))
        .find((some) => some.length > 0);
    const alone = found?.filter((one) => one.alone) ?? [];
    return (alone.length > 0 ? alone : (found ?? [])).map(({ heading }) => heading);
}
function isEmpty({ text, migration }) {
    return text === '' && migration === '';
}
function hasAnother(headings, start) {
    const wanted = versionIn(start.title);
    return headings.some((heading) => {
        const found = heading === start || heading.level > start.level ? undefined : versionIn(heading.title);
        return found?.alone === true && canonical(found.text) === canonical(wanted?.text ?? '');
    });
}
const olderTitle = /^\P{L}*(?:older|previous|earlier|past|prior|history|archive[ds]?|old)\b/iu;
function endOf(headings, start, all = true) {
    const later = headings.filter((heading) => heading.start > start.start);
    const isVersion = ({ level, title }) => level <= start.level && versionIn(title)?.alone === true;
    const last = later.findLastIndex(isVersion);
    return later.find((heading, i) => {
        const kind = endKind(heading, start);
        if (kind !== 'other')
            return kind === 'end';
        const empty = (later[i + 1]?.start ?? Infinity) - heading.end <= 4;
        return i > last ? all : empty || olderTitle.test(heading.title);
    });
}
function endKind(heading, start) {
    const isPart = partTitle.test(heading.title);
    if (heading.level < start.level && !(start.level === 7 && isPart))
        return 'end';
    if (/^\P{L}*unreleased\b/iu.test(heading.title))
        return 'end';
    const version = versionIn(heading.title);
    if (heading.level === start.level && target(heading.title) !== undefined)
        return 'end';
    if (heading.level > start.level)
        return version?.alone === true && /^\d+\.\d+\.\d/.test(version.text) ? 'end' : 'part';
    if (version !== undefined)
        return 'end';
    return isPart || (heading.underlined && !start.underlined) ? 'part' : 'other';
}
const definition = /^ {0,3}\[([^\]\n]{1,200})\]:[ \t]*\S.*$/gm;
function cut({ text, root, headings }, start, rest = '') {
    const next = endOf(headings, start);
    const whole = { from: start.end, to: next?.start ?? text.length };
    const inside = headings.filter(({ start: at }) => at >= whole.from && at < whole.to);
    const moved = [];
    for (const heading of inside) {
        if (heading.start < (moved.at(-1)?.to ?? 0) || !migrationTitle.test(heading.title))
            continue;
        const after = inside.find(({ start: at, level }) => at > heading.start && level <= heading.level);
        moved.push({ from: heading.start, to: after?.start ?? whole.to, content: heading.end });
    }
    const { unwanted, definitions } = invisible(root, text);
    for (const [line, label = ''] of rest.matchAll(definition)) {
        const key = label.replace(/\s+/g, ' ').trim().toLowerCase();
        if (!definitions.has(key))
            definitions.set(key, line.trim());
    }
    const finish = (span, without) => withDefinitions(trimmed(remaining(text, span, [...without, ...unwanted])), definitions);
    return {
        text: finish(whole, moved),
        migration: moved
            .map(({ content, to }) => finish({ from: content, to }, []))
            .filter((part) => part !== '')
            .join('\n\n'),
    };
}
function invisible(root, text) {
    const unwanted = [];
    const definitions = new Map();
    for (const node of root.children) {
        const from = node.position?.start.offset ?? 0;
        const to = node.position?.end.offset ?? 0;
        const raw = () => text.slice(from, to);
        const label = node.type === 'definition'
            ? node.identifier
            : node.type === 'paragraph'
                ? /^\[(\^[^\]\s]{1,200})\]:/.exec(text.slice(from, from + 210))?.[1]?.toLowerCase()
                : undefined;
        if (label !== undefined) {
            if (!definitions.has(label))
                definitions.set(label, raw().trim());
        }
        else if ((node.type !== 'html' && node.type !== 'paragraph') ||
            !/^(?:<a (?:name|id)="[^"]*"> *<\/a>|<!--(?:(?!-->)[\s\S])*-->)$/.test(raw().trim())) {
            continue;
        }
        unwanted.push({ from, to });
    }
    return { unwanted, definitions };
}
function remaining(text, { from, to }, without) {
    let kept = '';
    let at = from;
    for (const gap of [...without].sort((a, b) => a.from - b.from)) {
        if (gap.to <= at || gap.from >= to)
            continue;
        kept += text.slice(at, Math.max(at, gap.from));
        at = gap.to;
        while (text[at] === '\n')
            at += 1;
    }
    return at < to ? kept + text.slice(at, to) : kept;
}
function trimmed(text) {
    const lines = text.split('\n');
    while (/^(?: {0,3}(?:(?:- *){3,}|(?:\* *){3,}|(?:_ *){3,}))?\s*$/.test(lines.at(-1) ?? 'x'))
        lines.pop();
    return lines.join('\n').trim();
}
function withDefinitions(text, definitions) {
    const used = new Set();
    if (definitions.size > 0) {
        for (const [, label = ''] of text.matchAll(/\[([^[\]]{1,200})\]/g)) {
            const definition = definitions.get(label.replace(/\s+/g, ' ').trim().toLowerCase());
            if (definition !== undefined)
                used.add(definition);
        }
    }
    return used.size === 0 ? text : `${text}\n\n${[...used].join('\n')}`;
}


/***/ })

};
;