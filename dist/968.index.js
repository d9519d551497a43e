export const id = 968;
export const ids = [968,370];
export const modules = {

/***/ 50076:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K9: () => (/* binding */ expectSame),
/* harmony export */   YA: () => (/* binding */ AuditFailure),
/* harmony export */   b6: () => (/* binding */ textOf),
/* harmony export */   fg: () => (/* binding */ sha256Hex),
/* harmony export */   nE: () => (/* binding */ notRun),
/* harmony export */   o$: () => (/* binding */ imagesIn),
/* harmony export */   z6: () => (/* binding */ check)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19473);
/* harmony import */ var _plan_oci_image_name_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44393);
/* harmony import */ var _world_registry_auth_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(10469);
/* harmony import */ var _world_retry_retry_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(16424);
/* harmony import */ var _world_retry_status_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(13262);






function textOf({ name, content }) {
    if (!Buffer.isBuffer(content))
        throw new AuditFailure(`${name} is too large to be read`);
    return content.toString('utf8');
}
class AuditFailure extends Error {
}
async function check(text, commands, work) {
    try {
        return { text, state: 'passed', detail: await work(), commands };
    }
    catch (error) {
        if ((0,_world_retry_retry_js__WEBPACK_IMPORTED_MODULE_4__/* .isTransient */ .dg)(error))
            throw error;
        const withheld = permissionOf(error);
        if (withheld !== undefined)
            return notRun(text, withheld);
        return { text, state: 'failed', detail: (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error), commands };
    }
}
function permissionOf(error) {
    if (error instanceof _world_registry_auth_js__WEBPACK_IMPORTED_MODULE_3__/* .TokenRefused */ .KN)
        return `${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}; ${error.hint}`;
    if (!(0,_world_retry_status_js__WEBPACK_IMPORTED_MODULE_5__/* .hasStatus */ .R)(error, 403))
        return undefined;
    const { response } = error;
    const accepted = response?.headers?.['x-accepted-github-permissions'];
    if (typeof accepted !== 'string' || accepted === '')
        return undefined;
    const [name = '', access = ''] = (accepted.split(/[;,]/, 1)[0] ?? '').trim().split('=');
    return `the job may not ask GitHub: permissions: { ${name.replaceAll('_', '-')}: ${access} }`;
}
function notRun(text, why) {
    return { text, state: 'not-run', detail: why, commands: [] };
}
function expectSame(what, actual, expected) {
    const [is, said] = [actual, expected].map((value) => value === undefined ? 'nothing' : JSON.stringify(value));
    if (is !== said)
        throw new AuditFailure(`${what} is ${is}, not ${said}`);
}
function sha256Hex(bytes) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(bytes).digest('hex');
}
function imagesIn(manifest) {
    return manifest.images.flatMap(({ name, digest, tags }) => {
        const read = (0,_plan_oci_image_name_js__WEBPACK_IMPORTED_MODULE_2__/* .parseImageName */ ["if"])(name);
        return 'image' in read && Array.isArray(tags) ? [{ name: read.image, digest, tags }] : [];
    });
}


/***/ }),

/***/ 8656:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ keptWarnings)
/* harmony export */ });
function keptWarnings({ kept = [], tag }) {
    if (kept.length === 0)
        return [];
    const [names, are] = [kept.map(({ name }) => name).join(', '), kept.length === 1 ? 'was' : 'were'];
    return [
        `${names} ${are} on the page of ${tag} before its run, and not built here: release.json has the SHA-256 as \`kept\`; provenance, checksums and signatures of files are silent about them. Files that nobody of yours has put there: delete the draft, or release the next version without them.`,
    ];
}


/***/ }),

/***/ 65339:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hl: () => (/* binding */ todoAlert),
/* harmony export */   lY: () => (/* binding */ repeatForms),
/* harmony export */   so: () => (/* binding */ checklistForms)
/* harmony export */ });
/* harmony import */ var _quantities_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(32206);
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9924);
/* harmony import */ var _document_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(21294);
/* harmony import */ var _sections_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35999);




const DETAIL = 300;
const COMMANDS = 4_000;
function checklistForms(checks) {
    if (checks.length === 0)
        return [];
    const passed = checks.filter((check) => check.state === 'passed');
    const heading = `### Checklist\n\n${passed.length} of ${(0,_quantities_js__WEBPACK_IMPORTED_MODULE_2__/* .count */ .U9)(checks.length, 'check')} passed`;
    const urgent = [...checks].sort((a, b) => URGENCY[a.state] - URGENCY[b.state]);
    const repeat = commandsOf(passed);
    const list = (rows) => rows.map(line).join('\n');
    const shorter = (0,_document_js__WEBPACK_IMPORTED_MODULE_3__/* .rowVariants */ .RY)(heading, urgent, list, 'The log has every check.');
    const whole = `${heading}\n\n${list(checks)}`;
    return repeat === '' ? [whole, ...shorter] : [`${whole}\n\n${repeat}`, whole, ...shorter];
}
function todoAlert(checks) {
    const open = checks.filter(({ state, todoUrl }) => state === 'to-do' && todoUrl !== undefined);
    if (open.length === 0)
        return '';
    const lines = open.map(({ text, todoUrl }) => `> - ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .prose */ .CS)((0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .clip */ .$Q)(text, DETAIL))}: ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .link */ .nf)('its settings', todoUrl)}`);
    return ['> [!IMPORTANT]', '> Left to do by a person:', '>', ...lines].join('\n');
}
const URGENCY = {
    failed: 0,
    'to-do': 1,
    'not-run': 2,
    passed: 3,
};
const LEAD = {
    passed: '- [x] ',
    failed: '- [ ] **Failed:** ',
    'not-run': '- [ ] **Not run:** ',
    'to-do': '- [ ] **To do:** ',
};
function line(check) {
    const detail = check.detail ? ` \u00b7 ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .prose */ .CS)((0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .clip */ .$Q)((0,_sections_js__WEBPACK_IMPORTED_MODULE_1__/* .shortened */ .vI)(check.detail), DETAIL))}` : '';
    const own = check.state === 'passed' || check.commands.length === 0 ? '' : `\n${block(check.commands, '  ')}`;
    return `${LEAD[check.state]}${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .prose */ .CS)((0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .clip */ .$Q)(check.text, DETAIL))}${detail}${own}`;
}
function repeatForms(checks) {
    const repeat = commandsOf(checks);
    return repeat === '' ? [] : [repeat, '_The log has the commands of every check._'];
}
function commandsOf(checks) {
    const withCommands = checks.filter((check) => check.commands.length > 0);
    if (withCommands.length === 0)
        return '';
    const lines = withCommands.flatMap((check) => [
        `# ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .clip */ .$Q)(check.text, DETAIL).replace(/\s+/g, ' ')}`,
        ...check.commands,
    ]);
    return (0,_document_js__WEBPACK_IMPORTED_MODULE_3__/* .collapsed */ .yZ)('Check it yourself', (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .fence */ .EU)(lines.join('\n'), 'sh'));
}
function block(commands, indent) {
    return (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .fence */ .EU)((0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .clip */ .$Q)(commands.join('\n'), COMMANDS), 'sh', indent);
}


/***/ }),

/***/ 64732:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ renderRepoint),
/* harmony export */   Y: () => (/* binding */ renderVerification)
/* harmony export */ });
/* harmony import */ var _checklist_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65339);
/* harmony import */ var _document_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(21294);
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9924);
/* harmony import */ var _sections_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35999);
/* harmony import */ var _hint_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(53886);
/* harmony import */ var _quantities_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(32206);






function renderVerification(report, limit = _document_js__WEBPACK_IMPORTED_MODULE_4__/* .SUMMARY_LIMIT */ .Jt) {
    const failed = report.checks.filter(({ state }) => state === 'failed');
    const tag = (0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .link */ .nf)((0,_sections_js__WEBPACK_IMPORTED_MODULE_2__/* .cell */ .Hn)(report.tag), report.releaseUrl);
    const notRun = report.checks.filter(({ state }) => state === 'not-run').length;
    const unread = report.checks.filter(({ unproven }) => unproven === true).length;
    const open = [
        ...(notRun > 0 ? [`${(0,_quantities_js__WEBPACK_IMPORTED_MODULE_5__/* .count */ .U9)(notRun, 'check')} not run`] : []),
        ...(unread > 0 ? [`${unread} to be looked at by a person`] : []),
    ];
    const title = failed.length > 0
        ? `${tag} is not what it says: ${(0,_quantities_js__WEBPACK_IMPORTED_MODULE_5__/* .count */ .U9)(failed.length, 'check')} failed`
        : `${tag} is what it says${open.length > 0 ? `, as far as can be seen (${open.join(', ')})` : ''}`;
    return (0,_document_js__WEBPACK_IMPORTED_MODULE_4__/* .fit */ .Uj)([
        (0,_sections_js__WEBPACK_IMPORTED_MODULE_2__/* .section */ .uW)(9, [[`## ${title}`, (0,_checklist_js__WEBPACK_IMPORTED_MODULE_0__/* .todoAlert */ .Hl)(report.checks)].filter((part) => part !== '').join('\n\n')]),
        (0,_sections_js__WEBPACK_IMPORTED_MODULE_2__/* .section */ .uW)(8, failedForms(failed)),
        (0,_sections_js__WEBPACK_IMPORTED_MODULE_2__/* .section */ .uW)(7, checkForms(report.checks)),
        (0,_sections_js__WEBPACK_IMPORTED_MODULE_2__/* .section */ .uW)(5, (0,_checklist_js__WEBPACK_IMPORTED_MODULE_0__/* .repeatForms */ .lY)(report.checks)),
    ], limit);
}
function renderRepoint(report, limit = _document_js__WEBPACK_IMPORTED_MODULE_4__/* .SUMMARY_LIMIT */ .Jt) {
    const moved = report.pointers.filter((one) => one.moved).length;
    const tag = (0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .link */ .nf)((0,_sections_js__WEBPACK_IMPORTED_MODULE_2__/* .cell */ .Hn)(report.tag), report.releaseUrl);
    return (0,_document_js__WEBPACK_IMPORTED_MODULE_4__/* .fit */ .Uj)([
        (0,_sections_js__WEBPACK_IMPORTED_MODULE_2__/* .section */ .uW)(9, [
            `## ${moved === 0 ? `Everything pointed at ${tag} already` : `${(0,_quantities_js__WEBPACK_IMPORTED_MODULE_5__/* .count */ .U9)(moved, 'pointer')} moved to ${tag}`}`,
        ]),
        (0,_sections_js__WEBPACK_IMPORTED_MODULE_2__/* .section */ .uW)(7, (0,_sections_js__WEBPACK_IMPORTED_MODULE_2__/* .pointerForms */ .d_)(report.pointers, 'moved')),
        (0,_sections_js__WEBPACK_IMPORTED_MODULE_2__/* .section */ .uW)(8, report.wayBack === undefined ? [] : [`### The way back\n\n${(0,_hint_js__WEBPACK_IMPORTED_MODULE_3__/* .renderHint */ .K)(report.wayBack)}`]),
        (0,_sections_js__WEBPACK_IMPORTED_MODULE_2__/* .section */ .uW)(5, (0,_checklist_js__WEBPACK_IMPORTED_MODULE_0__/* .checklistForms */ .so)(report.checks)),
    ], limit);
}
function failedForms(failed) {
    const row = ({ text, detail = '' }) => {
        const seen = (0,_sections_js__WEBPACK_IMPORTED_MODULE_2__/* .codeCell */ .MZ)(detail);
        return `- **${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .prose */ .CS)((0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .clip */ .$Q)(text, 200))}**${seen === '' ? '' : `: ${seen}`}`;
    };
    return (0,_document_js__WEBPACK_IMPORTED_MODULE_4__/* .rowVariants */ .RY)('### Failed', failed, (rows) => rows.map(row).join('\n'), 'The log has every one.');
}
const STATE = {
    'to-do': 'to do',
    'not-run': 'not run',
    passed: 'ok',
};
function checkForms(checks) {
    const states = ['to-do', 'not-run', 'passed'];
    const rest = states.flatMap((state) => checks.filter((one) => one.state === state).map((one) => ({ ...one, state })));
    const row = (one) => [
        (0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .prose */ .CS)((0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .clip */ .$Q)(one.text, 200)),
        STATE[one.state],
        (0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .prose */ .CS)((0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .clip */ .$Q)((0,_sections_js__WEBPACK_IMPORTED_MODULE_2__/* .shortened */ .vI)(one.detail ?? ''), 200)),
    ];
    return (0,_document_js__WEBPACK_IMPORTED_MODULE_4__/* .rowVariants */ .RY)(rest.length === checks.length ? '### Checks' : '### Other checks', rest, (rows) => (0,_document_js__WEBPACK_IMPORTED_MODULE_4__/* .table */ .tp)(['What was checked', '', 'What was seen'], rows.map(row)), 'The log has every check.');
}


/***/ }),

/***/ 89968:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   repointResult: () => (/* binding */ repointResult)
/* harmony export */ });
/* harmony import */ var _report_verification_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64732);
/* harmony import */ var _verification_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64370);
/* harmony import */ var _compact_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(95681);



function repointResult({ plan, verification, moved }, paths) {
    const { subject, checks } = verification;
    const pointers = plan.pointers.floating
        .filter(({ moves }) => moves)
        .map(({ kind, name }) => {
        const to = { image: subject.images[0]?.digest, git: subject.commit, 'github-latest': subject.tag }[kind];
        const was = moved.find((one) => one.kind === kind && (one.name === name || one.name.endsWith(`:${name}`)));
        return (0,_compact_js__WEBPACK_IMPORTED_MODULE_2__/* .compact */ .o)({
            ...{ kind, name, moved: was !== undefined, why: `it was asked to name ${subject.tag}` },
            from: was?.from,
            to,
        });
    });
    const back = moved.find(({ kind }) => kind === 'github-latest')?.from;
    const base = (0,_verification_js__WEBPACK_IMPORTED_MODULE_1__/* .verified */ .z)(verification, paths);
    return {
        ...base,
        outputs: { ...base.outputs, moved: JSON.stringify(movedOutput(moved)), plan: JSON.stringify(plan) },
        summary: (0,_report_verification_js__WEBPACK_IMPORTED_MODULE_0__/* .renderRepoint */ .W)((0,_compact_js__WEBPACK_IMPORTED_MODULE_2__/* .compact */ .o)({
            tag: subject.tag,
            releaseUrl: subject.release.url,
            checks,
            pointers,
            wayBack: back === undefined ? undefined : `with: { mode: repoint, tag: ${back} }`,
        })),
        warnings: [],
    };
}
function movedOutput(moved) {
    return Object.fromEntries(moved.map(({ kind, name, from, to }) => [
        kind === 'image' ? name : `${kind}:${name}`,
        { from: from ?? null, to },
    ]));
}


/***/ }),

/***/ 64370:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   verificationResult: () => (/* binding */ verificationResult),
/* harmony export */   z: () => (/* binding */ verified)
/* harmony export */ });
/* harmony import */ var _report_verification_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64732);
/* harmony import */ var _audit_subject_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50076);
/* harmony import */ var _plan_record_kept_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8656);
/* harmony import */ var _plan_asset_names_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(91667);
/* harmony import */ var _compact_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(95681);





function verificationResult(found, paths) {
    const { subject, checks, honest } = found;
    const failed = checks.filter(({ state }) => state === 'failed');
    return (0,_compact_js__WEBPACK_IMPORTED_MODULE_2__/* .compact */ .o)({
        ...verified(found, paths),
        summary: (0,_report_verification_js__WEBPACK_IMPORTED_MODULE_0__/* .renderVerification */ .Y)({ tag: subject.tag, releaseUrl: subject.release.url, checks }),
        warnings: subject.manifest ? (0,_plan_record_kept_js__WEBPACK_IMPORTED_MODULE_3__/* .keptWarnings */ ._)(subject.manifest) : [],
        failure: honest
            ? undefined
            : `${subject.tag} is not what it says:\n${failed.map(({ text, detail }) => `${text}: ${detail ?? ''}`).join('\n')}`,
    });
}
function verified(found, paths) {
    const { subject, verified: all } = found;
    const { release, version, tag, images, manifest, files } = subject;
    const [image] = images;
    const record = files.find(({ name, content }) => name === _plan_asset_names_js__WEBPACK_IMPORTED_MODULE_4__/* .recordName */ .xD && Buffer.isBuffer(content));
    return {
        outputs: {
            version: version.text,
            tag,
            prerelease: String(release.prerelease),
            image: image ? `${image.name.name}@${image.digest}` : '',
            digest: image?.digest ?? '',
            'platform-digests': JSON.stringify(Object.fromEntries((manifest?.platforms ?? []).map(({ platform, digest }) => [platform, digest]))),
            tags: JSON.stringify(images.flatMap(({ name, tags }) => tags.map((one) => `${name.name}:${one}`))),
            'release-url': release.url,
            'release-id': String(release.id),
            assets: JSON.stringify(files.map(({ name, size, sha256 }) => ({ name, size, sha256 }))),
            manifest: record ? paths.manifest : '',
            notes: paths.notes,
            verified: String(all),
        },
        files: (0,_compact_js__WEBPACK_IMPORTED_MODULE_2__/* .compact */ .o)({ [paths.notes]: release.body, [paths.manifest]: record ? (0,_audit_subject_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b6)(record) : undefined }),
    };
}


/***/ }),

/***/ 13262:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ hasStatus),
/* harmony export */   c: () => (/* binding */ statusOf)
/* harmony export */ });
function statusOf(error) {
    return error instanceof Error && 'status' in error ? Number(error.status) : undefined;
}
function hasStatus(error, ...statuses) {
    const status = statusOf(error);
    return status !== undefined && statuses.includes(status);
}


/***/ })

};
