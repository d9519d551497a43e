export const id = 853;
export const ids = [853];
export const modules = {

/***/ 57853:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  describeUpgrade: () => (/* binding */ describeUpgrade)
});

// EXTERNAL MODULE: ./build/changelog/markdown.js
var markdown = __webpack_require__(76340);
;// CONCATENATED MODULE: ./build/changelog/config-diff.js
function compareConfig(before, after) {
    const added = [...after.keys()].filter((key) => !before.has(key));
    const removed = [...before.keys()].filter((key) => !after.has(key));
    const renames = renamed(added, removed, before, after);
    const renamedFrom = new Set(renames.values());
    const changes = [];
    for (const key of added) {
        if (!renames.has(key))
            changes.push({ kind: 'added', key, ...setting(after, key) });
    }
    for (const key of removed) {
        if (!renamedFrom.has(key))
            changes.push({ kind: 'removed', key, value: setting(before, key).value });
    }
    for (const [key, oldKey] of renames) {
        const from = setting(before, oldKey).value;
        changes.push({ kind: 'renamed', oldKey, key, from, to: setting(after, key).value });
    }
    for (const [key, { value, comment }] of after) {
        const old = before.get(key);
        if (old && old.value !== value)
            changes.push({ kind: 'changed', key, from: old.value, to: value, comment });
    }
    return changes;
}
function renamed(added, removed, before, after) {
    const renames = new Map();
    const taken = new Set();
    for (const key of added) {
        const { comment } = setting(after, key);
        const named = /\b(?:renamed from|formerly|was called|previously|used to be)\s+[`'"]?([\w.-]+?)[`'".,;)]*(?:\s|$)/i.exec(comment.slice(0, 1000))?.[1];
        const old = removed.find((name) => name === named || lastPart(name) === named);
        if (old !== undefined && !taken.has(old)) {
            renames.set(key, old);
            taken.add(old);
        }
    }
    const same = (settings, keys) => {
        const found = new Map();
        for (const key of keys) {
            const { value, comment } = setting(settings, key);
            if (comment === '')
                continue;
            const both = `${value}\0${comment}`;
            found.set(both, [...(found.get(both) ?? []), key]);
        }
        return found;
    };
    const gone = same(before, removed.filter((key) => !taken.has(key)));
    for (const [both, [key, ...others]] of same(after, added.filter((name) => !renames.has(name)))) {
        const [old, ...rest] = gone.get(both) ?? [];
        if (key !== undefined && old !== undefined && others.length === 0 && rest.length === 0)
            renames.set(key, old);
    }
    return renames;
}
function lastPart(key) {
    return key.slice(key.lastIndexOf('.') + 1);
}
function setting(settings, key) {
    return settings.get(key) ?? { value: '', comment: '' };
}

// EXTERNAL MODULE: ./node_modules/smol-toml/dist/index.js + 8 modules
var dist = __webpack_require__(3292);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var yaml_dist = __webpack_require__(38815);
;// CONCATENATED MODULE: ./build/changelog/config-file.js


const longestSample = 256 * 1024;
function readConfig(path, text) {
    if (text.length > longestSample)
        return `it is longer than ${longestSample} characters`;
    try {
        return read(path, text);
    }
    catch (error) {
        if (error instanceof RangeError)
            return 'it is nested too deeply';
        throw error;
    }
}
function read(path, text) {
    const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
    const plain = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
    if (/(?:^|\.)env(?:\.|$)/.test(name))
        return readEnv(plain);
    if (/\.toml(?:\.|$)/.test(name))
        return readToml(plain);
    return readYaml(plain);
}
function readYaml(text) {
    const lines = new yaml_dist.LineCounter();
    const settings = new Map();
    for (const document of (0,yaml_dist/* parseAllDocuments */.hR)(text.replace(/^([ \t]*)\/\/(.*)$/gm, '$1#$2'), {
        lineCounter: lines,
        prettyErrors: false,
        uniqueKeys: false,
    })) {
        const [error] = document.errors;
        if (error)
            return yamlError(error, lines);
        visit(document.contents, '', '', settings);
    }
    return settings;
}
function yamlError({ message, pos }, lines) {
    if (message.startsWith('Maximum call stack'))
        return 'it is nested too deeply';
    const { line, col } = lines.linePos(pos[0]);
    return `${message} at line ${line}, column ${col}`;
}
function visit(node, key, comment, settings) {
    if ((0,yaml_dist/* isMap */.jh)(node) && node.items.length > 0) {
        node.items.forEach((pair, i) => {
            if (!(0,yaml_dist/* isPair */.tO)(pair))
                return;
            const name = (0,yaml_dist/* isScalar */.jn)(pair.key) ? String(pair.key.value) : String(pair.key);
            const above = (0,yaml_dist/* isScalar */.jn)(pair.key) ? (pair.key.commentBefore ?? '') : '';
            const own = above === '' && i === 0 ? (node.commentBefore ?? '') : above;
            visit(pair.value, key === '' ? name : `${key}.${name}`, own, settings);
        });
        return;
    }
    if (key === '')
        return;
    const behind = node?.comment ?? '';
    settings.set(key, { value: yamlValue(node), comment: join(comment, behind) });
}
function yamlValue(node) {
    if (node === null || node === undefined)
        return '';
    if ((0,yaml_dist/* isScalar */.jn)(node)) {
        if (typeof node.value === 'string')
            return JSON.stringify(node.value);
        return node.source ?? String(node.value);
    }
    if ((0,yaml_dist/* isAlias */.Vj)(node))
        return `*${node.source}`;
    return JSON.stringify((0,yaml_dist/* isSeq */.oP)(node) || (0,yaml_dist/* isMap */.jh)(node) ? node.toJSON() : node);
}
function readToml(text) {
    let table;
    try {
        table = (0,dist/* parse */.qg)(text);
    }
    catch (error) {
        return error.message.split('\n', 1)[0] ?? 'not TOML';
    }
    const settings = new Map();
    const comments = tomlComments(text, settings);
    flatten(table, '', (key, value) => {
        settings.set(key, { value: tomlValue(value), comment: comments.get(key) ?? '' });
    });
    return settings;
}
function flatten(value, key, put) {
    const isTable = typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
    const entries = isTable ? Object.entries(value) : [];
    if (entries.length === 0) {
        if (key !== '' && !isTable)
            put(key, value);
        return;
    }
    for (const [name, inner] of entries)
        flatten(inner, key === '' ? name : `${key}.${name}`, put);
}
function tomlValue(value) {
    if (value instanceof Date)
        return value.toISOString();
    return typeof value === 'bigint' ? value.toString() : JSON.stringify(value);
}
function tomlComments(text, settings) {
    const comments = new Map();
    let table = '';
    let above = [];
    for (const raw of text.split('\n')) {
        const line = raw.trim();
        const header = /^\[\[?([^\]]{1,200})\]/.exec(line);
        const pair = /^(#?)\s*([A-Za-z0-9_.-]+|"[^"]{1,200}")\s*=\s*(\S.*)$/.exec(line);
        if (header) {
            table = (header[1] ?? '').replace(/["\s]/g, '');
            above = [];
        }
        else if (pair?.[1] === '#') {
            const value = oneTomlValue(pair[3] ?? '');
            const key = fullKey(table, pair[2] ?? '');
            if (value === undefined)
                above.push(line.slice(1).trim());
            else {
                settings.set(key, { value, comment: above.join(' ') });
                above = [];
            }
        }
        else if (pair) {
            comments.set(fullKey(table, pair[2] ?? ''), join(above.join('\n'), commentBehind(pair[3] ?? '')));
            above = [];
        }
        else if (line.startsWith('#'))
            above.push(line.replace(/^#+/, '').trim());
        else if (line === '')
            above = [];
    }
    return comments;
}
function commentBehind(value) {
    const tail = value.slice(Math.max(value.lastIndexOf('"'), value.lastIndexOf("'")) + 1);
    const at = tail.search(/\s#/);
    return at < 0 ? '' : tail.slice(at + 2).trim();
}
function oneTomlValue(text) {
    try {
        return tomlValue((0,dist/* parse */.qg)(`x = ${text}`)['x']);
    }
    catch {
        return undefined;
    }
}
function fullKey(table, key) {
    const name = key.replaceAll('"', '');
    return table === '' ? name : `${table}.${name}`;
}
function readEnv(text) {
    const settings = new Map();
    let above = [];
    for (const [i, line] of text.split('\n').entries()) {
        const optional = /^\s*#\s?([A-Z][A-Z0-9_]*)=(.*)$/.exec(line);
        const set = optional ?? /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\s*[=:](.*)$/.exec(line);
        if (set) {
            const { value, comment } = envValue(set[2] ?? '');
            if (optional === null || !settings.has(set[1] ?? '')) {
                settings.set(set[1] ?? '', { value, comment: join(above.join('\n'), comment) });
            }
            above = [];
        }
        else if (/^\s*#/.test(line))
            above.push(line.trim().replace(/^#+/, '').trim());
        else if (line.trim() === '')
            above = [];
        else
            return `line ${i + 1} is no KEY=value`;
    }
    return settings;
}
function envValue(raw) {
    const text = raw.trim();
    const quoted = /^("[^"]*"|'[^']*')\s*(?:#(.*))?$/.exec(text);
    if (quoted)
        return { value: (quoted[1] ?? '').slice(1, -1), comment: (quoted[2] ?? '').trim() };
    const hash = text.search(/(?:^|\s)#/);
    return hash < 0
        ? { value: text, comment: '' }
        : { value: text.slice(0, hash).trim(), comment: text.slice(hash).trim().replace(/^#/, '').trim() };
}
function join(above, behind) {
    return [above, behind]
        .map((text) => text
        .split('\n')
        .map((line) => line.trim())
        .join(' ')
        .trim())
        .filter((text) => text !== '')
        .join(' ');
}

;// CONCATENATED MODULE: ./build/changelog/migration-files.js
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
const none = /(?:^|\/)(?:__init__\.py|env\.py|conftest\.py|(?:lib|main|mod)\.rs|index\.[jt]s|(?:main|migrations?|migrate|embed)\.go|migration_lock\.toml|_journal\.json|meta\/[^/]*\.json|atlas\.sum|schema\.rb|structure\.sql|[^/]*(?:\.md|\.txt|\.mako|\.pyc|\.sum|\.designer\.cs|ModelSnapshot\.cs|_test\.go|\.test\.[jt]s|\.spec\.[jt]s)|\.[^/]*)$/i;
function forwardMigrations(files) {
    const paths = new Set(files.map(({ path }) => path));
    const backward = (folder) => /^(?:downs?|rollbacks?|undo|reverts?|downgrades?)$/i.test(folder) &&
        files.some(({ path }) => !path.split('/').includes(folder));
    return files
        .filter(({ path }) => !none.test(path) && !isBackward(path, paths, backward))
        .map(readMigration);
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
    return whole !== path && paths.has(whole);
}
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
    return {
        file,
        kind: kindOf(unit, file),
        unit: inName === undefined ? unit : unit.replace(`.${inName}`, ''),
        folder: folders.join('/'),
        ...(dialect === undefined ? {} : { dialect }),
        ...(number === undefined ? {} : { number }),
        ...(revision === undefined ? {} : { revision }),
    };
}
function kindOf(unit, { text = '' }) {
    if (unit.startsWith('R__'))
        return 'repeatable';
    if (/^B\d[\d._]*__/.test(unit) || /^(?:before|after)[A-Z]\w*\.\w+$/.test(unit))
        return 'other';
    if (text.slice(0, 20_000).includes('databaseChangeLog') || /^\s*--\s*liquibase\s+formatted/i.test(text))
        return 'changelog';
    return 'forward';
}
function numberOf(unit) {
    const [, digits] = /^(?:V|v|m|Version)?(\d+(?:[._-]\d+)*)(?=[._-]|$)/.exec(unit) ?? [];
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
function compareNumbers(a, b) {
    for (let i = 0; i < Math.max(a.length, b.length); i++) {
        const [one, other] = [a[i] ?? 0n, b[i] ?? 0n];
        if (one !== other)
            return one < other ? -1 : 1;
    }
    return 0;
}

// EXTERNAL MODULE: ./build/changelog/text.js
var changelog_text = __webpack_require__(81042);
;// CONCATENATED MODULE: ./build/changelog/migrations.js



const longestPath = 4096;
function migrationLines(before, after) {
    const old = new Map(before.map(({ path, blob }) => [path, blob]));
    const paths = new Set(after.map(({ path }) => path));
    const gone = new Map(before.filter(({ path }) => !paths.has(path)).map((file) => [file.blob, file]));
    const forward = forwardMigrations(after);
    const added = [];
    const changed = [];
    for (const migration of forward) {
        const { path, blob } = migration.file;
        if (old.has(path)) {
            if (old.get(path) !== blob)
                changed.push(migration);
        }
        else if (!isMoved(migration, gone.get(blob)))
            added.push(migration);
    }
    const kept = new Set(after.map(({ blob }) => blob));
    const lost = forwardMigrations(before).filter(({ file }) => !paths.has(file.path) && !kept.has(file.blob));
    const of = (list, kind) => list.filter((migration) => migration.kind === kind);
    return [
        ...groups(of(added, 'forward')).flatMap(newLines),
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
    return was !== undefined && (revision !== undefined || readMigration(was).unit === unit);
}
function groups(migrations) {
    const byPlace = new Map();
    for (const migration of migrations) {
        const key = `${migration.folder}\0${migration.dialect ?? ''}`;
        byPlace.set(key, [...(byPlace.get(key) ?? []), migration]);
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
    return (0,changelog_text/* cutLine */.Hh)((0,changelog_text/* cleanLine */.Ow)(path), longestPath) || '?';
}

;// CONCATENATED MODULE: ./build/changelog/upgrading.js





const longestValue = 80;
const longestComment = 300;
const longestName = 4096;
function describeUpgrade({ config, migrations, previousTag }) {
    return [
        ...(config ? configLines(config, previousTag) : []),
        ...migrationLines(migrations.before, migrations.after),
    ];
}
function configLines({ path, before, after }, previousTag) {
    const file = (0,markdown/* codeSpan */.SS)((0,changelog_text/* cleanLine */.Ow)(path));
    if (before === undefined && after === undefined)
        return [];
    if (before === undefined)
        return [`${file} is new: it shows every configuration key with its default.`];
    if (after === undefined)
        return [`${file} is gone since ${(0,markdown/* inline */.mG)(previousTag)}.`];
    if (before === after)
        return [];
    const old = readConfig(path, before);
    const now = readConfig(path, after);
    for (const [read, when] of [
        [old, `in ${(0,markdown/* inline */.mG)(previousTag)}`],
        [now, 'in this release'],
    ]) {
        if (typeof read === 'string') {
            return [
                `${file} ${when} cannot be read (${(0,markdown/* inline */.mG)((0,changelog_text/* cutLine */.Hh)((0,changelog_text/* cleanLine */.Ow)(read), 200))}): compare it by hand.`,
            ];
        }
    }
    if (typeof old === 'string' || typeof now === 'string')
        return [];
    const lines = compareConfig(old, now).map(changeLine);
    return lines.length === 0 ? [] : [`Configuration (${file}):`, ...lines];
}
function changeLine(change) {
    const key = (0,markdown/* codeSpan */.SS)(upgrading_name(change.key));
    const note = (comment) => comment === '' ? '' : `. ${(0,markdown/* inline */.mG)((0,changelog_text/* cutLine */.Hh)((0,changelog_text/* cleanLine */.Ow)(comment), longestComment))}`;
    switch (change.kind) {
        case 'added':
            return `- Added ${key}, default ${value(change.value)}${note(change.comment)}`;
        case 'removed':
            return `- Removed ${key}, which was ${value(change.value)}`;
        case 'renamed': {
            const changed = change.from === change.to ? '' : `, default ${value(change.from)} \u2192 ${value(change.to)}`;
            return `- Renamed ${(0,markdown/* codeSpan */.SS)(upgrading_name(change.oldKey))} \u2192 ${key}${changed}`;
        }
        case 'changed':
            return `- Changed ${key}: default ${value(change.from)} \u2192 ${value(change.to)}${note(change.comment)}`;
    }
}
function upgrading_name(text) {
    return (0,changelog_text/* cutLine */.Hh)((0,changelog_text/* cleanLine */.Ow)(text), longestName) || '?';
}
function value(text) {
    return text === '' ? 'empty' : (0,markdown/* codeSpan */.SS)((0,changelog_text/* cutLine */.Hh)((0,changelog_text/* cleanLine */.Ow)(text), longestValue));
}


/***/ })

};
