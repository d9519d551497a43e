export const id = 631;
export const ids = [631];
export const modules = {

/***/ 39012:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  describeUpgrade: () => (/* binding */ describeUpgrade)
});

// EXTERNAL MODULE: ./build/report/quantities.js
var quantities = __webpack_require__(32206);
// EXTERNAL MODULE: ./build/changelog/markdown/markdown.js
var markdown = __webpack_require__(38954);
;// CONCATENATED MODULE: ./build/changelog/config/renames.js
function renamedSections(before, after) {
    const gone = newSections(before, after);
    const come = newSections(after, before);
    const pairs = [...gone].flatMap(([oldKey, old]) => [...come].flatMap(([key, now]) => {
        const shared = [...old].filter(([name]) => now.has(name));
        const equal = shared.filter(([name, value]) => now.get(name) === value);
        const enough = shared.length >= 2 &&
            shared.length * 4 >= Math.max(old.size, now.size) * 3 &&
            equal.length * 2 >= shared.length;
        return enough ? [{ oldKey, key, count: shared.length }] : [];
    }));
    const certain = pairs.filter(({ oldKey, key }) => pairs.filter((other) => other.oldKey === oldKey).length === 1 &&
        pairs.filter((other) => other.key === key).length === 1);
    return certain.filter(({ oldKey }) => !certain.some((other) => oldKey.startsWith(`${other.oldKey}.`)));
}
const mostSections = 50;
function newSections(settings, other) {
    const known = new Set();
    for (const key of other.keys())
        for (const section of sectionsOf(key))
            known.add(section);
    const found = new Map();
    for (const [key, { value }] of settings) {
        for (const section of sectionsOf(key)) {
            if (known.has(section))
                continue;
            const keys = found.get(section);
            const name = key.slice(section.length + 1);
            if (keys)
                keys.set(name, value);
            else
                found.set(section, new Map([[name, value]]));
        }
    }
    return found.size > mostSections ? new Map() : found;
}
function sectionsOf(key) {
    const sections = [];
    let quoted = false;
    let depth = 0;
    for (let at = 0; at < key.length && sections.length < 20; at++) {
        const char = key[at];
        if (char === '"')
            quoted = !quoted;
        else if (!quoted && char === '[')
            depth++;
        else if (!quoted && char === ']')
            depth--;
        else if (char === '.' && !quoted && depth === 0)
            sections.push(key.slice(0, at));
    }
    return sections;
}
function renamedKeys(added, removed, before, after) {
    const renames = new Map();
    const taken = new Set();
    const take = (key, old) => {
        renames.set(key, old);
        taken.add(old);
    };
    for (const key of added) {
        const named = formerName(after.get(key)?.comment ?? '');
        const old = named === undefined ? undefined : removed.find((name) => name === named || lastPart(name) === named);
        if (old !== undefined && !taken.has(old))
            take(key, old);
    }
    const alike = (of, fits = () => true) => {
        const gone = groupBy(removed.filter((key) => !taken.has(key)), before, of);
        const come = groupBy(added.filter((key) => !renames.has(key)), after, of);
        for (const [mark, [key, ...others]] of come) {
            const [old, ...rest] = gone.get(mark) ?? [];
            if (key !== undefined &&
                old !== undefined &&
                others.length === 0 &&
                rest.length === 0 &&
                fits(key, old))
                take(key, old);
        }
    };
    alike((_, { value, comment }) => (comment === '' ? undefined : `${value}\0${comment}`));
    alike((key, { value }) => `${lastPart(key)}\0${value}`, isWithin);
    return renames;
}
function formerName(comment) {
    return /\b(?:renamed from|formerly|was called|previously|used to be)\s+[`'"]?([\w.-]+?)[`'".,;)]*(?:\s|$)/i.exec(comment.slice(0, 1000))?.[1];
}
function groupBy(keys, settings, of) {
    const found = new Map();
    for (const key of keys) {
        const setting = settings.get(key);
        const mark = setting && of(key, setting);
        if (mark === undefined)
            continue;
        const list = found.get(mark);
        if (list)
            list.push(key);
        else
            found.set(mark, [key]);
    }
    return found;
}
function isWithin(a, b) {
    const [one, other] = [sectionOf(a), sectionOf(b)];
    return one === '' || other === '' || one.startsWith(`${other}.`) || other.startsWith(`${one}.`);
}
function sectionOf(key) {
    return key.slice(0, Math.max(0, key.lastIndexOf('.')));
}
function lastPart(key) {
    return key.slice(key.lastIndexOf('.') + 1);
}

;// CONCATENATED MODULE: ./build/changelog/config/tree.js
const wholeList = '[]';
const deepest = 6;
function settingsOf(tree) {
    const settings = new Map();
    collect(tree, '', settings, 0);
    return settings;
}
function putSetting(settings, key, setting) {
    const there = settings.get(key);
    const both = there && there.value !== setting.value ? `${there.value} or ${setting.value}` : setting.value;
    settings.set(key, there ? { value: both, comment: there.comment || setting.comment } : setting);
}
function pathOf(above, name) {
    const part = /[.[\]"]/.test(name) || name === '' ? JSON.stringify(name) : name;
    return above === '' ? part : `${above}.${part}`;
}
function pathInList(list, inner) {
    if (list === wholeList || list === '')
        return inner;
    return inner.startsWith('[') ? `${list}${inner}` : `${list}.${inner}`;
}
function asMap(tree) {
    if (tree.kind !== 'list' || tree.items.length === 0)
        return tree;
    const entries = tree.items.flatMap((item) => {
        const found = item.kind === 'value' ? /^"([A-Za-z_][\w.]*)(=|(?="$))(.*)"$/.exec(item.text) : null;
        const [, name, sign, text = ''] = found ?? [];
        if (name === undefined || item.kind !== 'value')
            return [];
        const plain = sign === '' ? '' : /^(?:-?\d+(?:\.\d+)?|true|false)$/.test(text) ? text : `"${text}"`;
        return [[name, { ...item, text: plain }]];
    });
    const names = new Set(entries.map(([name]) => name));
    const some = tree.items.some((item) => item.kind === 'value' && item.text.includes('='));
    return some && names.size === tree.items.length ? { kind: 'map', entries, comment: tree.comment } : tree;
}
function collect(given, key, settings, depth) {
    const tree = asMap(given);
    if (tree.kind === 'map' && tree.entries.length > 0) {
        for (const [name, inner] of tree.entries)
            collect(inner, pathOf(key, name), settings, depth);
        return;
    }
    if (key === '' && tree.kind !== 'list')
        return;
    const { comment } = tree;
    if (tree.kind !== 'list') {
        putSetting(settings, key, { value: textOf(tree), comment });
        return;
    }
    const nested = depth < deepest && tree.items.some(({ kind }) => kind !== 'value');
    putSetting(settings, key === '' ? wholeList : key, {
        value: textOf(tree),
        comment,
        ...(nested
            ? {
                items: settingsOfItems(tree.items, depth + 1),
                numbered: () => settingsOfItems(tree.items, depth + 1, true),
                doubled: hasDoubled(tree.items),
            }
            : { elements: tree.items.map(textOf) }),
    });
}
function hasDoubled(items) {
    const labels = items.map(labelOf).filter((label) => label !== '');
    return new Set(labels).size < labels.length;
}
function settingsOfItems(items, depth, numbered = false) {
    const settings = new Map();
    const labels = numbered ? [] : items.map(labelOf);
    const counts = new Map();
    for (const label of labels)
        counts.set(label, (counts.get(label) ?? 0) + 1);
    items.forEach((item, i) => {
        const label = labels[i] ?? '';
        const sure = label !== '' && counts.get(label) === 1;
        const key = sure && !label.startsWith('[') ? '' : sure ? label : `[${i}]`;
        if (item.kind === 'value')
            putSetting(settings, key, { value: item.text, comment: item.comment });
        else
            collect(item, key === '' && item.kind === 'list' ? `[${i}]` : key, settings, depth);
    });
    return settings;
}
function labelOf(item) {
    if (item.kind !== 'map')
        return '';
    for (const wanted of ['name', 'id', 'key', 'title', 'client_id', 'clientId', 'host', 'path', 'url']) {
        const value = item.entries.find(([name]) => name === wanted)?.[1];
        if (value?.kind === 'value' && value.text !== '')
            return `[${unquoted(value.text)}]`;
    }
    const [only, ...others] = item.entries;
    return only && others.length === 0 ? only[0] : '';
}
function unquoted(text) {
    return text.startsWith('"') ? text.slice(1, -1) : text;
}
function textOf(tree) {
    switch (tree.kind) {
        case 'value':
            return tree.text;
        case 'list':
            return `[${tree.items.map(textOf).join(',')}]`;
        case 'map':
            return `{${tree.entries.map(([name, inner]) => `${JSON.stringify(name)}:${textOf(inner)}`).join(',')}}`;
    }
}
function joinComments(...comments) {
    return comments
        .map((text) => text
        .split('\n')
        .map((line) => line
        .trim()
        .replace(/^(?:-- |[-=*#~]{3,}(?:\s+|$))/, '')
        .replace(/(?:^|\s+)[-=*#~]{3,}$/, ''))
        .filter((line) => line !== '')
        .join(' ')
        .trim())
        .filter((text) => text !== '')
        .join(' ');
}

;// CONCATENATED MODULE: ./build/changelog/config/diff.js


const longestList = 80;
function compareConfig(before, after) {
    const sections = renamedSections(before, after);
    const old = sections.length === 0 ? before : moved(before, sections);
    const added = [...after.keys()].filter((key) => !old.has(key));
    const removed = [...old.keys()].filter((key) => !after.has(key));
    const renames = renamedKeys(added, removed, old, after);
    const renamedFrom = new Set(renames.values());
    const changes = [];
    for (const key of added) {
        if (renames.has(key))
            continue;
        const { value, comment } = setting(after, key);
        changes.push({ kind: 'added', key, value, comment });
    }
    for (const key of removed) {
        if (!renamedFrom.has(key))
            changes.push({ kind: 'removed', key, value: setting(old, key).value });
    }
    for (const section of sections)
        changes.push({ kind: 'section', ...section });
    for (const [key, oldKey] of renames) {
        const from = setting(old, oldKey).value;
        changes.push({ kind: 'renamed', oldKey, key, from, to: setting(after, key).value });
    }
    for (const [key, now] of after) {
        const was = old.get(key);
        if (!was || was.value === now.value)
            continue;
        for (const change of changed(key, was, now))
            changes.push(change);
    }
    return changes;
}
function moved(settings, sections) {
    return new Map([...settings].map(([key, value]) => {
        const section = sections.find(({ oldKey }) => key.startsWith(`${oldKey}.`));
        return [section ? `${section.key}${key.slice(section.oldKey.length)}` : key, value];
    }));
}
function changed(key, was, now) {
    if (was.items && now.items) {
        const [old, own] = was.doubled === now.doubled ? [was.items, now.items] : [numbered(was), numbered(now)];
        const inside = compareConfig(old, own).map((change) => below(key, change));
        if (inside.length > 0)
            return inside;
    }
    const { comment } = now;
    if (was.elements && now.elements && Math.max(was.value.length, now.value.length) > longestList) {
        const [added, removed] = [without(now.elements, was.elements), without(was.elements, now.elements)];
        if (added.length + removed.length > 0)
            return [{ kind: 'list', key, added, removed, comment }];
    }
    return [{ kind: 'changed', key, from: was.value, to: now.value, comment }];
}
function numbered({ numbered: read }) {
    return read?.() ?? new Map();
}
function without(list, other) {
    const known = new Set(other);
    return list.filter((element) => !known.has(element));
}
function below(list, change) {
    const key = pathInList(list, change.key);
    return 'oldKey' in change
        ? { ...change, key, oldKey: pathInList(list, change.oldKey) }
        : { ...change, key };
}
function setting(settings, key) {
    return settings.get(key) ?? { value: '', comment: '' };
}

;// CONCATENATED MODULE: ./build/changelog/config/env.js

function readEnv(text) {
    const live = new Map();
    const commented = new Map();
    const lines = text.split('\n');
    let above = [];
    for (let at = 0; at < lines.length; at++) {
        const line = lines[at] ?? '';
        const [, hash = '', name, rest] = /^\s*((?:#\s*)*)(?:export\s+)?([A-Za-z_][A-Za-z0-9_.-]*)(?:\s*[=:](.*))?$/.exec(line) ?? [];
        const isKey = name !== undefined &&
            (hash === '' ? rest !== undefined || /^[A-Z][A-Z0-9_]*$/.test(name) : isOptional(line, name, rest));
        if (isKey) {
            let value = (rest ?? '').trim();
            const from = at;
            while (hash === '' && isOpen(value) && at + 1 < lines.length)
                value += `\n${lines[++at] ?? ''}`;
            if (isOpen(value)) {
                at = from;
                value = (rest ?? '').trim();
            }
            const read = envValue(value);
            putSetting(hash === '' ? live : commented, name, {
                value: read.value,
                comment: joinComments(above.join('\n'), read.comment),
            });
            above = [];
        }
        else if (/^\s*#/.test(line))
            above.push(line.trim().replace(/^#+/, '').trim());
        else if (line.trim() === '')
            above = [];
        else
            return `line ${at + 1} is no KEY=value`;
    }
    for (const [key, setting] of commented)
        if (!live.has(key))
            live.set(key, setting);
    return live;
}
function isOptional(line, name, rest) {
    if (rest === undefined || !line.includes('=') || line.indexOf(':') === line.search(/[=:]/))
        return false;
    return /^[A-Z][A-Z0-9_]*$/.test(name)
        ? !/^\s/.test(rest) || rest.trim() === '' || !/\s/.test(rest.trim())
        : /^(?:\S+|"[^"]*"|'[^']*')$/.test(rest);
}
function isOpen(value) {
    const quote = value[0];
    if (quote !== '"' && quote !== "'")
        return false;
    return !new RegExp(quote === '"' ? '^"(?:[^"\\\\]|\\\\[^])*"' : "^'[^']*'").test(value);
}
function envValue(raw) {
    const text = raw.trim();
    const quoted = /^("(?:[^"\\]|\\[^])*"|'[^']*')\s*(?:#(.*))?$/.exec(text);
    if (quoted)
        return { value: (quoted[1] ?? '').slice(1, -1), comment: (quoted[2] ?? '').trim() };
    const hash = text.search(/(?:^|\s)#/);
    return hash < 0
        ? { value: text, comment: '' }
        : { value: text.slice(0, hash).trim(), comment: text.slice(hash).trim().replace(/^#/, '').trim() };
}
function readProperties(text) {
    const whole = text.replace(/(?<=^|[^\\])((?:\\\\)*)\\\n[ \t]*/g, '$1');
    return readIni(whole.replace(/^([ \t]*[^\s#!;=:]+)[ \t]+(?=[^\s=:])/gm, '$1 = '));
}
const iniKey = /^((?:[\w.$@%*/+-]+(?:\[[^\]\s]{0,100}\])?)(?: [\w.$@%*/+-]+){0,4}?)\s*[=:]\s*(.*)$/;
const flag = /^[A-Za-z_][\w.-]{0,100}$/;
function readIni(text) {
    const live = new Map();
    const commented = new Map();
    let section = '';
    let above = [];
    let last;
    for (const [at, raw] of text.split('\n').entries()) {
        const line = raw.trim();
        const indent = raw.search(/\S/);
        const open = last && live.get(last.key);
        const [, mark = '', body = ''] = /^([#;!]*)\s*(.*)$/.exec(line) ?? [];
        const header = /^\[\s*([^\]]{1,200}?)\s*\]$/.exec(body)?.[1];
        const [, name, value = ''] = (body.length > 5000 ? null : iniKey.exec(body)) ?? [];
        const isKey = name !== undefined &&
            (mark === '' || (!name.includes(' ') && body.includes('=') && !/\s/.test(withoutRemark(value).value)));
        if (line === '')
            above = [];
        else if (last && open && mark === '' && (indent > last.indent || open.value.endsWith('\\')))
            live.set(last.key, { ...open, value: continued(open.value, line) });
        else if (header !== undefined)
            [section, above, last] = [header, [], undefined];
        else if (isKey || (mark === '' && section !== '' && flag.test(body))) {
            const own = name ?? body;
            const key = section === '' ? own : `${pathOf('', section)}.${own}`;
            const read = withoutRemark(value);
            putSetting(mark === '' ? live : commented, key, {
                value: read.value,
                comment: joinComments(above.join('\n'), read.comment),
            });
            if (mark === '')
                last = { key, indent };
            above = [];
        }
        else if (mark !== '')
            above.push(body);
        else
            return `line ${at + 1} is no key = value`;
    }
    for (const [key, setting] of commented)
        if (!live.has(key))
            live.set(key, setting);
    return live;
}
function continued(value, line) {
    return `${value.replace(/\s*\\$/, '')}${value === '' ? '' : '\n'}${line}`;
}
function withoutRemark(text) {
    const [, value = '', comment = ''] = /^("[^"]*"|'[^']*'|.*?)(?:(?:^|\s+)[;#]\s(.*))?$/.exec(text) ?? [];
    return { value, comment };
}

;// CONCATENATED MODULE: ./build/changelog/config/json.js

function looksLikeJson(text) {
    return /^(?:\s|\/\/[^\n]*\n|\/\*(?:[^*]|\*(?!\/))*\*\/)*[{[]/.test(text.slice(0, 20_000));
}
function plainJson(text) {
    const parts = [];
    const commented = new Map();
    const path = [];
    let key = '';
    let word = '';
    for (let at = 0; at < text.length;) {
        const char = text[at] ?? '';
        if (char === '"' || char === "'") {
            const end = endOfString(text, at);
            const whole = text.slice(at, end);
            word = whole.slice(1, -1);
            parts.push(char === "'" ? JSON.stringify(word.replace(/\\(.)/g, '$1')) : whole);
            at = end;
        }
        else if (text.startsWith('//', at) ||
            text.startsWith('/*', at) ||
            (char === '#' && /(?:^|\s)$/.test(text.slice(Math.max(0, at - 1), at)))) {
            const isBlock = text.startsWith('/*', at);
            const found = text.indexOf(isBlock ? '*/' : '\n', at + 1);
            const end = found < 0 ? text.length : isBlock ? found + 2 : found;
            const body = text.slice(at + (char === '#' ? 1 : 2), isBlock ? Math.max(at + 2, end - 2) : end);
            note(body, path, commented);
            const lines = body.split('\n').map((line) => ` # ${line.trim().replace(/^\*+ ?/, '')}`);
            const goesOn = isBlock && /^[ \t]*[^\s]/.test(text.slice(end, end + 200));
            parts.push(goesOn && lines.length === 1 ? ' ' : lines.join('\n'));
            if (goesOn && lines.length > 1)
                parts.push('\n');
            at = end;
        }
        else {
            if (char === ':')
                key = word;
            else if (char === '{' || char === '[')
                path.push(path.length === 0 ? '' : key);
            else if (char === '}' || char === ']')
                path.pop();
            if (/[\w$-]/.test(char))
                word = /[\w$-]/.test(text[at - 1] ?? '') ? word + char : char;
            parts.push(char === ':' ? ': ' : char === '\t' ? ' ' : char);
            at++;
        }
    }
    return { text: parts.join(''), commented };
}
function endOfString(text, start) {
    const quote = text[start];
    for (let at = start + 1; at < text.length; at++) {
        if (text[at] === '\\')
            at++;
        else if (text[at] === quote)
            return at + 1;
    }
    return text.length;
}
function note(body, path, commented) {
    for (const line of body.split('\n')) {
        const [, name = '', value = ''] = /^\s*"([^"]{1,200})"\s*:\s*(.+?)\s*,?\s*$/.exec(line.slice(0, 2000)) ?? [];
        if (name === '')
            continue;
        try {
            const read = JSON.parse(value);
            const above = path.slice(1).reduce(pathOf, '');
            putSetting(commented, pathOf(above, name), { value: JSON.stringify(read), comment: '' });
        }
        catch (error) {
            if (!(error instanceof SyntaxError))
                throw error;
        }
    }
}

// EXTERNAL MODULE: ./node_modules/smol-toml/dist/index.js + 8 modules
var dist = __webpack_require__(3292);
;// CONCATENATED MODULE: ./build/changelog/config/toml.js


const wholeNumbers = { integersAsBigInt: 'asNeeded' };
function readToml(text) {
    let table;
    try {
        table = (0,dist/* parse */.qg)(text, wholeNumbers);
    }
    catch (error) {
        return error.message.split('\n', 1)[0] ?? 'not TOML';
    }
    const { comments, commented } = readLines(text);
    return { tree: treeOf(table, '', comments), commented };
}
function treeOf(value, path, comments) {
    const comment = comments.get(path) ?? '';
    if (Array.isArray(value)) {
        return { kind: 'list', items: value.map((item) => treeOf(item, `${path}[]`, comments)), comment };
    }
    if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
        const entries = Object.entries(value).map(([name, inner]) => [name, treeOf(inner, pathOf(path, name), comments)]);
        return { kind: 'map', entries, comment };
    }
    return { kind: 'value', text: valueText(value), comment };
}
function valueText(value) {
    if (value instanceof Date)
        return value.toISOString();
    return typeof value === 'bigint' ? value.toString() : JSON.stringify(value);
}
const remark = /^(?:optional|required|deprecated|experimental|new|note|todo|default|beta|unstable)$/i;
const longestValue = 100;
function readLines(text) {
    const comments = new Map();
    const commented = new Map();
    const lines = text.split('\n');
    let table = '';
    let off;
    let above = [];
    for (let at = 0; at < lines.length; at++) {
        const line = (lines[at] ?? '').trim();
        const [, hash = '', body = ''] = /^(#*)\s*(.*)$/.exec(line) ?? [];
        const header = tableOf(body);
        const [, name, value = ''] = /^((?:[A-Za-z0-9_-]+|"[^"]{1,200}"|'[^']{1,200}')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"[^"]{1,200}"|'[^']{1,200}'))*)\s*=\s*(\S.*)$/.exec(body) ?? [];
        if (line === '')
            above = [];
        else if (header !== undefined && hash === '') {
            [table, off, above] = [header, undefined, []];
        }
        else if (header !== undefined && !remark.test(header)) {
            [off, above] = [header, []];
        }
        else if (name !== undefined) {
            const whole = wholeValue(lines, at, value, hash !== '');
            if (hash === '') {
                comments.set(keyIn(table, name), joinComments(above.join('\n'), commentBehind(value)));
                off = undefined;
                above = [];
            }
            else if (whole === undefined)
                above.push(body);
            else {
                const comment = joinComments(above.join('\n'), commentBehind(value));
                putSetting(commented, keyIn(off ?? table, name), { value: whole.value, comment });
                above = [];
            }
            at += whole?.more ?? 0;
        }
        else if (hash !== '')
            above.push(body);
    }
    return { comments, commented };
}
function tableOf(line) {
    const [, inner] = /^\[\[?\s*([^\][\n]{1,200}?)\s*\]\]?\s*(?:#.*)?$/.exec(line) ?? [];
    if (inner === undefined)
        return undefined;
    const list = line.startsWith('[[') ? '[]' : '';
    const path = pathIn(`[${inner}]`);
    return path === undefined ? undefined : `${path}${list}`;
}
function keyIn(table, name) {
    const path = pathIn(`${name} = 0`) ?? name;
    return table === '' ? path : `${table}.${path}`;
}
function pathIn(toml) {
    try {
        let path = '';
        for (let inner = (0,dist/* parse */.qg)(toml); typeof inner === 'object' && inner !== null;) {
            const [entry] = Object.entries(inner);
            if (!entry)
                break;
            path = pathOf(path, entry[0]);
            inner = entry[1];
        }
        return path;
    }
    catch {
        return undefined;
    }
}
function wholeValue(lines, start, first, isComment) {
    let text = first;
    const opens = /^(?:\[|\{|"""|''')/.test(first);
    for (let more = 0;; more++) {
        const value = oneValue(text);
        if (value !== undefined)
            return { value, more };
        const next = lines[start + more + 1];
        if (!opens || next === undefined || more >= longestValue)
            return undefined;
        if (isComment && !/^\s*#/.test(next))
            return undefined;
        text += `\n${isComment ? next.replace(/^\s*#+ ?/, '') : next}`;
    }
}
function oneValue(text) {
    try {
        const value = (0,dist/* parse */.qg)(`x = ${text}`, wholeNumbers)['x'];
        return typeof value === 'object' && value !== null && !(value instanceof Date)
            ? JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? Number(inner) : inner))
            : valueText(value);
    }
    catch {
        return undefined;
    }
}
function commentBehind(value) {
    const tail = value.slice(Math.max(value.lastIndexOf('"'), value.lastIndexOf("'")) + 1);
    const at = tail.search(/\s#/);
    return at < 0 ? '' : tail.slice(at + 2).trim();
}

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var yaml_dist = __webpack_require__(38815);
;// CONCATENATED MODULE: ./build/changelog/config/yaml.js


function readYaml(text) {
    const lines = new yaml_dist.LineCounter();
    const documents = [];
    for (const document of (0,yaml_dist/* parseAllDocuments */.hR)(text, {
        lineCounter: lines,
        prettyErrors: false,
        uniqueKeys: false,
    })) {
        const [error] = document.errors;
        if (error)
            return yamlError(error, lines);
        const { contents } = document;
        if (contents === null || ((0,yaml_dist/* isScalar */.jn)(contents) && contents.value === null))
            continue;
        if (!(0,yaml_dist/* isMap */.jh)(contents) && !(0,yaml_dist/* isSeq */.oP)(contents))
            return 'it has neither keys nor a list at its top';
        if (hasTemplates(document))
            return 'it is a template';
        documents.push({ tree: yaml_treeOf(contents, '', document), label: yaml_labelOf(document) });
    }
    const counts = new Map();
    for (const { label } of documents)
        counts.set(label, (counts.get(label) ?? 0) + 1);
    return documents.map(({ tree, label }, i) => ({
        tree,
        label: label !== '' && counts.get(label) === 1 ? label : `${i + 1}`,
    }));
}
function hasTemplates(document) {
    let found = false;
    (0,yaml_dist/* visit */.YR)(document, {
        Pair: (_, { key }) => {
            if ((0,yaml_dist/* isMap */.jh)(key))
                found = true;
            return found ? yaml_dist/* visit */.YR.BREAK : undefined;
        },
    });
    return found;
}
function yamlError({ message, pos }, lines) {
    if (message.startsWith('Maximum call stack'))
        return 'it is nested too deeply';
    const { line, col } = lines.linePos(pos[0]);
    return `${message} at line ${line}, column ${col}`;
}
function yaml_labelOf({ contents }) {
    if (!(0,yaml_dist/* isMap */.jh)(contents))
        return '';
    const kind = contents.get('kind');
    const name = contents.getIn(['metadata', 'name']) ?? contents.get('name');
    return [kind, name].filter((part) => typeof part === 'string').join(' ');
}
function wordsOf(comment, items = false) {
    const lines = comment.split('\n');
    const isOff = (line) => {
        const [, name = '', value = ''] = keyLine.exec(line.trim()) ?? [];
        if (name !== '' && value !== '' && !prose.test(name) && isValue(value))
            return true;
        return /^\s*"[^"]{1,200}"\s*:\s*\S/.test(line) || (items && /^\s*- \S/.test(line));
    };
    return lines.slice(lines.findLastIndex(isOff) + 1).join('\n');
}
function yaml_treeOf(node, above, document) {
    const behind = wordsOf(node?.comment ?? '', (0,yaml_dist/* isSeq */.oP)(node));
    const comment = joinComments(wordsOf(above), behind);
    if ((0,yaml_dist/* isMap */.jh)(node)) {
        const entries = node.items.flatMap((pair, i) => {
            if (!(0,yaml_dist/* isPair */.tO)(pair))
                return [];
            const name = (0,yaml_dist/* isScalar */.jn)(pair.key) ? String(pair.key.value) : String(pair.key);
            const own = (0,yaml_dist/* isScalar */.jn)(pair.key) ? (pair.key.commentBefore ?? '') : '';
            const first = i > 0 ? '' : (node.commentBefore ?? '');
            return [[name, yaml_treeOf(pair.value, own === '' ? first : own, document)]];
        });
        return { kind: 'map', entries, comment };
    }
    if ((0,yaml_dist/* isSeq */.oP)(node))
        return { kind: 'list', items: node.items.map((item) => yaml_treeOf(item, '', document)), comment };
    return { kind: 'value', text: scalar(node, document), comment };
}
function scalar(node, document) {
    if (node === null || node === undefined)
        return '';
    const target = (0,yaml_dist/* isAlias */.Vj)(node) ? node.resolve(document) : node;
    if ((0,yaml_dist/* isScalar */.jn)(target)) {
        if (typeof target.value === 'string')
            return JSON.stringify(target.value);
        return target.source ?? String(target.value);
    }
    return (0,yaml_dist/* isAlias */.Vj)(node) ? `*${node.source}` : JSON.stringify(node);
}
const prose = /^(?:notes?|see|defaults?|examples?|e\.?g|i\.?e|todo|fixme|warning|important|hint|tip|type|ref|options?|values?|formats?|required|optional|valid|allowed|usage|deprecated|since|https?|available|supported|possible|attention|caution|env)$/i;
const keyLine = /^([A-Za-z_][\w-]{0,99}):(?:[ \t]+(.*))?$/;
function commentedOut(text) {
    const found = new Map();
    const levels = [];
    let above = [];
    let block = -1;
    const enter = (indent, name, off) => {
        while (levels.length > 0 && (levels.at(-1)?.indent ?? 0) >= indent)
            levels.pop();
        const path = pathOf(levels.at(-1)?.path ?? '', name);
        levels.push({ indent, path, off });
        return path;
    };
    for (const line of text.split('\n')) {
        const indent = line.search(/\S/);
        if (indent < 0) {
            above = [];
            continue;
        }
        if (block >= 0 && indent > block)
            continue;
        block = -1;
        if (!line.startsWith('#', indent)) {
            above = [];
            const [, dash = '', name, rest = ''] = /^\s*((?:-\s+)?)(?:"([^"]{1,200})"|'[^']{1,200}'|[^\s:#&*!|>{}[\],-][^:#{}[\],]{0,200}):(?=\s|$)(.*)$/.exec(line) ?? [];
            const plain = name ?? /^\s*(?:-\s+)?([^:]{1,200}):/.exec(line)?.[1]?.trim();
            if (dash !== '' || plain === undefined)
                levels.splice(0, levels.length, { indent: -1, path: '-', off: false });
            else {
                if (levels[0]?.path === '-')
                    levels.shift();
                enter(indent, plain.replace(/^'|'$/g, ''), false);
            }
            if (/[|>][+-]?\d?\s*(?:#.*)?$/.test(rest))
                block = indent;
            continue;
        }
        const body = line.slice(indent).replace(/^#+/, '');
        const spaces = body.search(/\S/);
        const [, name = '', value = ''] = keyLine.exec(body.trim()) ?? [];
        if (name === '' || prose.test(name) || !isValue(value) || levels[0]?.path === '-') {
            above.push(body.trim());
            continue;
        }
        const path = enter(indent + spaces - (spaces % 2), name, true);
        const [, bare = '', behind = ''] = /^("[^"]*"|'[^']*'|.*?)(?:[ \t]+#(.*))?$/.exec(value) ?? [];
        if (bare !== '')
            putSetting(found, path, { value: yaml_valueText(bare), comment: joinComments(above.join('\n'), behind) });
        above = [];
    }
    return found;
}
function isValue(text) {
    return /^(?:[^\s"'[{][^\s]*|"[^"]*"|'[^']*'|\[.*\]|\{.*\})?(?:[ \t]+#.*)?$/.test(text);
}
function yaml_valueText(text) {
    const read = readYaml(`x: ${text}\n`);
    const tree = typeof read === 'string' ? undefined : read[0]?.tree;
    const value = tree?.kind === 'map' ? tree.entries[0]?.[1] : undefined;
    return value === undefined ? text : textOf(value);
}

;// CONCATENATED MODULE: ./build/changelog/config/read.js





const longestSample = 256 * 1024;
function readConfig(path, text, inDocuments = false) {
    if (text.length > longestSample)
        return `it is longer than ${longestSample} characters`;
    try {
        return read(path, plainText(text), inDocuments);
    }
    catch (error) {
        if (error instanceof RangeError)
            return 'it is nested too deeply';
        throw error;
    }
}
function hasDocuments(path, text) {
    const parts = plainText(text).split(/^---(?:[ \t].*)?$/m);
    return (['yaml', 'unknown'].includes(kindOf(path)) &&
        parts.filter((part) => /^\s*[^\s#%.]/m.test(part)).length > 1);
}
function plainText(text) {
    return text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
}
const program = /\.(?:[cm]?[jt]sx?|py|rb|php|pl|lua|go|java|kts?|scala|clj|exs?|erl|cs|fs|vb|nix|jsonnet|cue|dhall)(?:[._-](?:example|sample|dist|template|default|tmpl|tpl)s?)?$/;
const hcl = /\.(?:hcl|tf)(?:[._-]|$)/;
function unreadable(name, text) {
    if (program.test(name))
        return 'it is a program';
    if (hcl.test(name))
        return 'HCL is not compared';
    return /^\s*</.test(text) ? 'XML is not compared' : undefined;
}
function kindOf(path) {
    const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
    if (/\.toml(?:[._-]|$)/.test(name))
        return 'toml';
    if (/\.(?:ya?ml|json[c5]?)(?:[._-]|$)/.test(name))
        return 'yaml';
    if (/(?:^|[._-])env(?:rc)?(?:[._-]|$)/.test(name))
        return 'env';
    if (/\.properties(?:[._-]|$)/.test(name))
        return 'properties';
    if (/\.(?:ini|cfg)(?:[._-]|$)/.test(name))
        return 'ini';
    return /\.(?:conf|cnf)(?:[._-]|$)/.test(name) ? 'conf' : 'unknown';
}
function guessed(text, kinds, inDocuments) {
    const all = kinds.map((kind) => readAs(kind, text, inDocuments));
    const fits = (one) => typeof one !== 'string' && one.size > 0 && ![...one.keys()].some((key) => /[={};()]/.test(key));
    const found = all.find(fits);
    if (found)
        return found;
    if (!/^\s*[^\s#;]/m.test(text))
        return new Map();
    const reason = /^[\w-]+:(?:\s|$)/m.test(text) ? all[0] : undefined;
    return typeof reason === 'string' ? reason : 'it is neither YAML nor JSON, TOML or INI';
}
function read(path, text, inDocuments) {
    const kind = kindOf(path);
    if (kind !== 'conf' && kind !== 'unknown')
        return readAs(kind, text, inDocuments);
    const reason = unreadable(path.slice(path.lastIndexOf('/') + 1).toLowerCase(), text);
    if (reason !== undefined)
        return reason;
    if (!/^[^:#;\n]*=/m.test(text))
        return guessed(text, ['yaml'], inDocuments);
    return guessed(text, kind === 'conf' ? ['toml', 'ini', 'yaml'] : ['yaml', 'toml', 'ini'], inDocuments);
}
function readAs(kind, text, inDocuments) {
    switch (kind) {
        case 'env':
            return readEnv(text);
        case 'ini':
            return readIni(text);
        case 'properties':
            return readProperties(text);
        case 'toml': {
            const file = readToml(text);
            return typeof file === 'string' ? file : merged(settingsOf(file.tree), file.commented);
        }
        case 'yaml': {
            const json = looksLikeJson(text) ? plainJson(text) : undefined;
            const documents = readYaml(json?.text ?? text);
            if (typeof documents === 'string')
                return documents;
            const [only, ...others] = documents;
            if (others.length === 0 && !inDocuments) {
                const live = only ? settingsOf(only.tree) : new Map();
                return merged(live, json?.commented ?? commentedOut(text));
            }
            const settings = new Map();
            for (const { tree, label } of documents)
                for (const [key, setting] of settingsOf(tree))
                    settings.set(inDocument(label, key), setting);
            return settings;
        }
    }
}
function inDocument(label, key) {
    return pathInList(`[${label}]`, key);
}
function merged(live, commented) {
    return new Map([...commented, ...live]);
}

// EXTERNAL MODULE: ./build/compact.js
var compact = __webpack_require__(95681);
;// CONCATENATED MODULE: ./build/changelog/upgrading/migration-files.js

const dialects = new Map(Object.entries({
    mysql: 'mysql',
    mariadb: 'mariadb',
    postgres: 'postgres',
    postgresql: 'postgresql',
    pg: 'pg',
    pgsql: 'pgsql',
    sqlite: 'sqlite',
    sqlite3: 'sqlite3',
    mssql: 'mssql',
    sqlserver: 'sqlserver',
    oracle: 'oracle',
    cockroach: 'cockroach',
    cockroachdb: 'cockroachdb',
    crdb: 'crdb',
    h2: 'h2',
    hsqldb: 'hsqldb',
    db2: 'db2',
    tidb: 'tidb',
    yugabyte: 'yugabyte',
    clickhouse: 'clickhouse',
}));
const none = /(?:^|\/)(?:(?:seeds?|seeders?|factories|fixtures)\/.*|__init__\.py|env\.py|conftest\.py|(?:lib|main|mod)\.rs|index\.[jt]s|(?:main|migrations?|migrate|embed)\.go|migration_lock\.toml|_journal\.json|meta\/[^/]*\.json|atlas\.sum|sqitch\.(?:plan|conf)|schema\.rb|structure\.sql|metadata\.toml|[^/]*(?:\.md|\.txt|\.conf|\.mako|\.pyc|\.sum|\.map|\.d\.[cm]?ts|\.lock|\.designer\.cs|ModelSnapshot\.cs|_test\.go|\.test\.[jt]s|\.spec\.[jt]s)|\.[^/]*)$/i;
function forwardMigrations(files) {
    const paths = new Set(files.map(({ path }) => path));
    const folders = new Set(files.flatMap(({ path }) => path.split('/').slice(0, -1)));
    const backward = (folder) => (/^(?:downs?|rollbacks?|undo|reverts?|downgrades?)$/i.test(folder) &&
        files.some(({ path }) => !path.split('/').includes(folder))) ||
        (folder === 'verify' && folders.has('deploy'));
    const forward = files
        .filter(({ path }) => !none.test(path) && !isBackward(path, paths, backward))
        .map(readMigration);
    return withoutHelpers(forward);
}
const wholeSchema = /^(?:schema|structure|seeds?|dump)\.sql$/i;
function withoutHelpers(migrations) {
    const numbered = migrations.filter(({ number }) => number !== undefined);
    const folders = new Set(numbered.flatMap(({ folder }) => [folder, folder.replace(/\/?[^/]*$/, '')]));
    return migrations.filter(({ kind, number, revision, unit, folder }) => kind !== 'forward' ||
        number !== undefined ||
        revision !== undefined ||
        numbered.length === 0 ||
        /^[0-9a-f]{6,40}[_-]/i.test(unit) ||
        (/\.(?:sql|cql|cypher)$/i.test(unit) ? !wholeSchema.test(unit) : !folders.has(folder)));
}
function isBackward(path, paths, backward) {
    const folders = path.split('/');
    const name = folders.pop() ?? '';
    if (/\.down\.[^.]+$/i.test(name) || /^U\d[\d._]*__/.test(name) || folders.some(backward))
        return true;
    const up = path.replace(/(^|[./_-])down(?=\.[^./]*$|\.[^./]*\.[^./]*$)/i, '$1up');
    if (up !== path && paths.has(up))
        return true;
    const whole = path.replace(/[._-](?:rollback|undo|revert|down)(?=\.[^./]*$)/i, '');
    if (whole === path)
        return false;
    const stem = whole.replace(/[^./]*$/, '');
    return paths.has(whole) || extensions.some((extension) => paths.has(`${stem}${extension}`));
}
const extensions = ['sql', 'py', 'js', 'ts', 'go', 'rb', 'php'];
function readMigration(file) {
    const folders = file.path.split('/');
    let unit = folders.pop() ?? '';
    if (/^(?:up|migration)\.[^.]+$/i.test(unit) && folders.length > 0)
        unit = folders.pop() ?? unit;
    const inName = unit
        .split('.')
        .slice(1, -1)
        .find((part) => dialects.has(part.toLowerCase()));
    const dialect = folders.findLast((part) => dialects.has(part.toLowerCase())) ?? inName;
    const number = numberOf(unit);
    const revision = unit.endsWith('.py') ? alembic(file.text) : undefined;
    return (0,compact/* compact */.o)({
        file,
        kind: migration_files_kindOf(unit, file),
        unit: inName === undefined ? unit : unit.replace(`.${inName}`, ''),
        folder: folders.join('/'),
        dialect,
        number,
        revision,
    });
}
function migration_files_kindOf(unit, { text = '' }) {
    if (unit.startsWith('R__'))
        return 'repeatable';
    if (/^B\d[\d._]*__/.test(unit) || /^(?:before|after)[A-Z]\w*\.\w+$/.test(unit))
        return 'other';
    if (text.slice(0, 20_000).includes('databaseChangeLog') || /^\s*--\s*liquibase\s+formatted/i.test(text))
        return 'changelog';
    if (unit.endsWith('.py') && /^[ \t]*replaces[ \t]*=[ \t]*\[/m.test(text.slice(0, 20_000)))
        return 'squash';
    return 'forward';
}
function numberOf(unit) {
    const [, digits] = /^(?:V|v|m|Version|Migration)?(\d+(?:[._-]\d+)*)(?=[._-]|$)/.exec(unit) ?? [];
    return digits?.split(/[._-]/).map((part) => BigInt(part.slice(0, 40)));
}
function alembic(text) {
    const value = (name) => new RegExp(`^${name}(?:[ \\t]*:[^=\\n]{1,200})?[ \\t]*=[ \\t]*(\\([^)]{0,2000}\\)|[^\\n]{1,300})`, 'm').exec(text?.slice(0, 50_000) ?? '')?.[1];
    const down = value('down_revision');
    if (down === undefined)
        return undefined;
    const names = (list) => [...list.matchAll(/['"]([^'"]+)['"]/g)].map(([, name]) => name ?? '');
    return { id: names(value('revision') ?? '')[0] ?? '', follows: names(down) };
}
function inOrder(migrations) {
    if (migrations.length < 2)
        return migrations;
    if (migrations.some(({ revision }) => revision))
        return chained(migrations);
    const sorted = [...migrations].sort((a, b) => compareNumbers(a.number ?? [], b.number ?? []));
    const told = sorted.every(({ number }, i) => number !== undefined && (i === 0 || compareNumbers(sorted[i - 1]?.number ?? [], number) !== 0));
    return told ? sorted : undefined;
}
function chained(migrations) {
    const next = new Map();
    const ids = new Set(migrations.map(({ revision }) => revision?.id));
    const first = [];
    for (const migration of migrations) {
        const before = (migration.revision?.follows ?? []).filter((id) => ids.has(id));
        if (before.length === 0)
            first.push(migration);
        for (const id of before)
            next.set(id, [...(next.get(id) ?? []), migration]);
    }
    const order = [];
    for (let all = first; all.length === 1;) {
        const [migration] = all;
        if (!migration || order.includes(migration))
            return undefined;
        order.push(migration);
        all = next.get(migration.revision?.id ?? '') ?? [];
    }
    return order.length === migrations.length ? order : undefined;
}
function isBelow(a, b) {
    return compareNumbers(a.number ?? [], b.number ?? []) < 0;
}
function compareNumbers(a, b) {
    for (let i = 0; i < Math.max(a.length, b.length); i++) {
        const [one, other] = [a[i] ?? 0n, b[i] ?? 0n];
        if (one !== other)
            return one < other ? -1 : 1;
    }
    return 0;
}

// EXTERNAL MODULE: ./build/changelog/markdown/text.js
var markdown_text = __webpack_require__(19588);
;// CONCATENATED MODULE: ./build/changelog/upgrading/same-number.js
function sameNumber(added, all) {
    const byNumber = new Map();
    for (const one of all) {
        const key = keyOf(one);
        if (key === undefined)
            continue;
        const list = byNumber.get(key);
        if (list)
            list.push(one);
        else
            byNumber.set(key, [one]);
    }
    const fresh = new Set(added);
    return [...byNumber.values()]
        .filter((list) => list.length > 1 && list.some((one) => fresh.has(one)))
        .flat();
}
function keyOf({ kind, unit, file, folder, dialect, number }) {
    if (kind !== 'forward' || number === undefined || !/\.(?:sql|rb)$/.test(unit) || !file.path.endsWith(unit))
        return undefined;
    const [first = 0n] = number;
    const isDay = number.length === 1 ? first >= 19000000n && first < 21000000n : first >= 1900n && first < 2100n;
    if (isDay && number.length <= 3)
        return undefined;
    return [folder, dialect ?? '', ...number].join('\0');
}

;// CONCATENATED MODULE: ./build/changelog/upgrading/migrations.js




const longestPath = 4096;
function migrationLines(before, after) {
    const old = new Map(before.map(({ path, blob }) => [path, blob]));
    const paths = new Set(after.map(({ path }) => path));
    const gone = new Map(before.filter(({ path }) => !paths.has(path)).map((file) => [file.blob, file]));
    const forward = forwardMigrations(after);
    const added = [];
    const changed = [];
    const renamed = [];
    for (const migration of forward) {
        const { path, blob } = migration.file;
        const was = gone.get(blob);
        if (old.has(path)) {
            if (old.get(path) !== blob)
                changed.push(migration);
        }
        else if (was === undefined)
            added.push(migration);
        else if (!isMoved(migration, was)) {
            if (hasNumberOf(migration, was))
                renamed.push({ migration, was });
            else
                added.push(migration);
        }
    }
    const twice = new Set(sameNumber(added, forward));
    const late = lateOf(added.filter((one) => !twice.has(one)), forwardMigrations(before));
    const kept = new Set(after.map(({ blob }) => blob));
    const lost = forwardMigrations(before).filter(({ file }) => !paths.has(file.path) && !kept.has(file.blob));
    const of = (list, kind) => list.filter((migration) => migration.kind === kind);
    return [
        ...groups(of(added, 'forward').filter((one) => !late.has(one) && !twice.has(one))).flatMap(newLines),
        ...listed([...twice], ([count]) => `${count} have a number that another one has, too. A tool that goes by the number (Flyway, golang-migrate, goose, sqlx, dbmate, Rails) refuses to start:`, ['migration', 'migrations']),
        ...listed([...late], ([count]) => `${count} ${isOne(count)} new, with a number below those of earlier releases. A tool that counts up (golang-migrate, goose, Flyway) skips ${isOneOf(count, 'it', 'them')} or stops there; others run ${isOneOf(count, 'it', 'them')}:`, ['migration', 'migrations']),
        ...listed(of(added, 'squash'), ([count]) => `${count} ${isOne(count)} new: where the migrations that ${isOneOf(count, 'it replaces', 'they replace')} have run, nothing runs again:`, ['squashed migration', 'squashed migrations']),
        ...renamedLines(renamed),
        ...listed(of(added, 'changelog'), ([count]) => `${count} of Liquibase ${isOne(count)} new (the master changelog has the order):`, ['changelog file', 'changelog files']),
        ...listed(of(changed, 'changelog'), ([count]) => `${count} of Liquibase changed: the change sets that a database has not run yet will run:`, ['changelog file', 'changelog files']),
        ...listed([...of(added, 'repeatable'), ...of(changed, 'repeatable')], ([count]) => `${count} will run, after all others, since ${isOneOf(count, 'it', 'they')} changed:`, ['repeatable migration', 'repeatable migrations']),
        ...listed(of(changed, 'forward'), () => 'Migrations of earlier releases were edited; a database that ran them already does not get the difference:', ['', '']),
        ...listed(of(lost, 'forward'), ([count]) => `${count} of earlier releases ${isOne(count)} gone:`, [
            'migration',
            'migrations',
        ]),
    ];
}
function isMoved({ unit, revision }, was) {
    return revision !== undefined || readMigration(was).unit === unit;
}
function renamedLines(renamed) {
    if (renamed.length === 0)
        return [];
    const count = renamed.length === 1 ? 'One migration' : `${renamed.length} migrations`;
    const them = isOneOf(count, 'it by its', 'them by their');
    return [
        `${count} ${isOneOf(count, 'was', 'were')} renamed, with the same content; a tool that knows ${them} name will run ${isOneOf(count, 'it', 'them')} again:`,
        ...renamed.map(({ migration, was }) => `- ${(0,markdown/* codeSpan */.SS)(shown(was.path))} \u2192 ${(0,markdown/* codeSpan */.SS)(shown(migration.file.path))}`),
    ];
}
function lateOf(added, before) {
    const highest = new Map();
    for (const one of before) {
        const key = counterOf(one);
        const known = key === undefined ? undefined : highest.get(key);
        if (key !== undefined && (!known || isBelow(known, one)))
            highest.set(key, one);
    }
    return new Set(added.filter((one) => {
        const released = highest.get(counterOf(one) ?? '');
        return released !== undefined && isBelow(one, released);
    }));
}
function counterOf({ kind, unit, file, folder, dialect, number: [first] = [], }) {
    if (kind !== 'forward' || first === undefined || !unit.endsWith('.sql') || !file.path.endsWith(unit))
        return undefined;
    return `${folder}\0${dialect ?? ''}\0${first >= 1000000n ? 'stamp' : 'number'}`;
}
function hasNumberOf({ number }, was) {
    return String(number) === String(readMigration(was).number);
}
function groups(migrations) {
    const byPlace = new Map();
    for (const migration of migrations) {
        const key = `${migration.folder}\0${migration.dialect ?? ''}`;
        const list = byPlace.get(key);
        if (list === undefined)
            byPlace.set(key, [migration]);
        else
            list.push(migration);
    }
    const all = [...byPlace.values()];
    const [first] = all;
    if (first === undefined)
        return [];
    if (all.length === 1)
        return [{ migrations: first }];
    const units = (list) => JSON.stringify(list.map(({ unit }) => unit).sort());
    const named = all.map(([one]) => one?.dialect).filter((name) => name !== undefined);
    if (new Set(named).size === all.length && all.every((list) => units(list) === units(first)))
        return [{ migrations: first, dialects: named }];
    return all.map((list) => ({
        migrations: list,
        place: list[0]?.folder === '' ? (list[0].dialect ?? '.') : (list[0]?.folder ?? '.'),
    }));
}
function newLines({ migrations, place, dialects }) {
    const order = inOrder(migrations);
    const count = migrations.length;
    const where = place === undefined ? '' : ` in ${(0,markdown/* codeSpan */.SS)(shown(place))}`;
    const show = ({ file, unit }) => (0,markdown/* codeSpan */.SS)(shown(dialects ? unit : file.path));
    if (order === undefined) {
        const names = migrations.map(show).sort();
        return [
            `${count} migration files${where} are new${choice(dialects)}:`,
            ...names.map((name) => `- ${name}`),
        ];
    }
    const [only] = order;
    if (count === 1 && only?.number === undefined && only?.revision === undefined)
        return [`One migration file${where} is new${choice(dialects)}:`, ...order.map((one) => `- ${show(one)}`)];
    const lead = count === 1
        ? `One migration${where} will run${choice(dialects)}:`
        : `${count} migrations${where} will run, in this order${choice(dialects)}:`;
    return [lead, ...order.map((migration, i) => `${i + 1}. ${show(migration)}`)];
}
function choice(dialects) {
    if (dialects === undefined)
        return '';
    const names = dialects.map((name) => (0,markdown/* codeSpan */.SS)(name));
    return `, those of your database (${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''})`;
}
function listed(migrations, lead, [one, many]) {
    if (migrations.length === 0)
        return [];
    const count = migrations.length === 1 ? `One ${one}` : `${migrations.length} ${many}`;
    return [lead([count]), ...migrations.map(({ file }) => `- ${(0,markdown/* codeSpan */.SS)(shown(file.path))}`)];
}
function isOne(count) {
    return isOneOf(count, 'is', 'are');
}
function isOneOf(count, one, many) {
    return count.startsWith('One ') ? one : many;
}
function shown(path) {
    return (0,markdown_text/* cutLine */.Hh)((0,markdown_text/* cleanLine */.Ow)(path), longestPath) || '?';
}

;// CONCATENATED MODULE: ./build/changelog/upgrading/upgrading.js






const upgrading_longestValue = 80;
const longestComment = 300;
const longestName = 4096;
function describeUpgrade({ config, migrations, previousTag }) {
    return [
        ...(config ? configLines(config, previousTag) : []),
        ...migrationLines(migrations.before, migrations.after),
    ];
}
function configLines({ path, before, after, formerPath = path }, previousTag) {
    const file = (0,markdown/* codeSpan */.SS)((0,markdown_text/* cleanLine */.Ow)(path));
    if (before === undefined && after === undefined)
        return [];
    if (before === undefined)
        return [`${file} is new: it shows every configuration key with its default.`];
    if (after === undefined)
        return [`${file} is gone since ${(0,markdown/* inline */.mG)(previousTag)}.`];
    const was = (0,markdown/* codeSpan */.SS)((0,markdown_text/* cleanLine */.Ow)(formerPath));
    const moved = formerPath === path ? [] : [`${was} is now ${file}.`];
    if (before === after)
        return moved;
    const inDocuments = hasDocuments(formerPath, before) || hasDocuments(path, after);
    const old = readConfig(formerPath, before, inDocuments);
    const now = readConfig(path, after, inDocuments);
    for (const [read, when] of [
        [old, `in ${(0,markdown/* inline */.mG)(previousTag)}`],
        [now, 'in this release'],
    ]) {
        if (typeof read === 'string') {
            return [
                ...moved,
                `${read === old ? was : file} ${when} cannot be read (${(0,markdown/* inline */.mG)((0,markdown_text/* cutLine */.Hh)((0,markdown_text/* cleanLine */.Ow)(read), 200))}): compare it by hand.`,
            ];
        }
    }
    if (typeof old === 'string' || typeof now === 'string')
        return [];
    const lines = compareConfig(old, now).map(changeLine);
    return lines.length === 0 ? moved : [...moved, `Configuration (${file}):`, ...lines];
}
function changeLine(change) {
    const key = (0,markdown/* codeSpan */.SS)(upgrading_name(change.key));
    const note = (comment) => comment === '' ? '' : `. ${(0,markdown/* inline */.mG)((0,markdown_text/* cutLine */.Hh)((0,markdown_text/* cleanLine */.Ow)(comment), longestComment))}`;
    switch (change.kind) {
        case 'added':
            return `- Added ${key}, default ${value(change.value)}${note(change.comment)}`;
        case 'removed':
            return `- Removed ${key}, which was ${value(change.value)}`;
        case 'renamed': {
            const changed = change.from === change.to ? '' : `, default ${fromTo(change.from, change.to)}`;
            return `- Renamed ${(0,markdown/* codeSpan */.SS)(upgrading_name(change.oldKey))} \u2192 ${key}${changed}`;
        }
        case 'section':
            return `- Renamed the section ${(0,markdown/* codeSpan */.SS)(upgrading_name(change.oldKey))} \u2192 ${key}, with ${(0,quantities/* count */.U9)(change.count, 'key')}`;
        case 'changed':
            return `- Changed ${key}: default ${fromTo(change.from, change.to)}${note(change.comment)}`;
        case 'list': {
            const list = (verb, elements) => elements.length === 0 ? [] : [`${verb} ${someOf(elements)}`];
            const words = [...list('added', change.added), ...list('removed', change.removed)].join('; ');
            return `- Changed ${key}: ${words}${note(change.comment)}`;
        }
    }
}
const mostElements = 10;
function someOf(elements) {
    const named = elements.slice(0, mostElements).map(value).join(', ');
    const more = elements.length - mostElements;
    return more > 0 ? `${named} and ${more} more` : named;
}
function fromTo(from, to) {
    const [a, b] = [(0,markdown_text/* cleanLine */.Ow)(from), (0,markdown_text/* cleanLine */.Ow)(to)];
    if (value(a) !== value(b))
        return `${value(a)} \u2192 ${value(b)}`;
    if (a === b)
        return `${value(a)}, in its white space`;
    let same = 0;
    while (a[same] === b[same])
        same++;
    const tail = (text) => value(`\u2026${text.slice(Math.max(0, same - 20))}`);
    return `${tail(a)} \u2192 ${tail(b)}`;
}
function upgrading_name(text) {
    return (0,markdown_text/* cutLine */.Hh)((0,markdown_text/* cleanLine */.Ow)(text), longestName) || '?';
}
function value(text) {
    return text === '' ? 'empty' : (0,markdown/* codeSpan */.SS)((0,markdown_text/* cutLine */.Hh)((0,markdown_text/* cleanLine */.Ow)(text), upgrading_longestValue));
}


/***/ })

};
