export const id = 626;
export const ids = [626];
export const modules = {

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

/***/ 72139:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HH: () => (/* binding */ failedChecks),
/* harmony export */   Hm: () => (/* binding */ platformDigests),
/* harmony export */   v9: () => (/* binding */ holds)
/* harmony export */ });
function platformDigests(image) {
    return Object.fromEntries((image?.platforms ?? []).map(({ platform, digest }) => [platform.name, digest]));
}
function failedChecks(checks) {
    const lines = checks
        .filter(({ state }) => state === 'failed')
        .map(({ text, detail }) => `${text} (${detail})`);
    if (lines.length === 0)
        return 'nothing could be checked: see the summary.';
    return `${lines.length === 1 ? 'a check' : `${lines.length} checks`} failed: ${lines.join('; ')}\n\nThe commands of these lines are in the checklist of the summary. Run the workflow again when the cause is mended: it moves and uploads what is missing, and checks again.`;
}
function holds(checks) {
    return checks.some(({ state }) => state === 'passed') && checks.every(({ state }) => state !== 'failed');
}


/***/ }),

/***/ 70626:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  releaseResult: () => (/* binding */ releaseResult)
});

// UNUSED EXPORTS: isVerified, outputsOf, reportOf

// EXTERNAL MODULE: ./build/results/outputs.js
var outputs = __webpack_require__(72139);
// EXTERNAL MODULE: ./build/report/checklist.js
var checklist = __webpack_require__(65339);
// EXTERNAL MODULE: ./build/report/document.js
var report_document = __webpack_require__(21294);
// EXTERNAL MODULE: ./build/report/escape.js
var report_escape = __webpack_require__(9924);
// EXTERNAL MODULE: ./build/report/sections.js
var sections = __webpack_require__(35999);
// EXTERNAL MODULE: ./build/report/hint.js
var hint = __webpack_require__(53886);
// EXTERNAL MODULE: ./build/report/quantities.js
var quantities = __webpack_require__(32206);
// EXTERNAL MODULE: ./build/report/steps.js + 2 modules
var steps = __webpack_require__(79508);
;// CONCATENATED MODULE: ./build/report/summary.js







const MOST_NAMES = 20;
function renderSummary(report, limit = report_document/* SUMMARY_LIMIT */.Jt) {
    return (0,report_document/* fit */.Uj)([
        (0,sections/* section */.uW)(9, [headline(report)]),
        (0,sections/* section */.uW)(7, toleratedForms(report.tolerated)),
        (0,sections/* section */.uW)(7, (0,sections/* warningForms */.Uu)(report.warnings)),
        (0,sections/* section */.uW)(8, (0,checklist/* checklistForms */.so)(report.checks)),
        (0,sections/* section */.uW)(6, (0,sections/* platformForms */.PH)(report.platforms, report.previousTag)),
        (0,sections/* section */.uW)(5, (0,sections/* pointerForms */.d_)(report.pointers, 'moved')),
        (0,sections/* section */.uW)(3, (0,sections/* assetForms */.MU)(report.assets)),
        ...(0,steps/* stepSections */.b)(report.steps, { picture: 4, table: 1 }),
        (0,sections/* section */.uW)(2, (0,sections/* notesForms */.VS)(report.notes, report.releaseUrl)),
    ], limit);
}
function headline(report) {
    const tag = (0,report_escape/* link */.nf)((0,sections/* cell */.Hn)(report.tag), report.releaseUrl);
    const facts = [
        ...(report.prerelease ? ['prerelease'] : []),
        (0,sections/* follows */.pk)(report),
        `commit ${(0,sections/* shortCommit */.Ax)(report.commit)}`,
        ...(0,steps/* spent */.R)(report.steps),
    ];
    return [
        `## ${state(report, tag)}`,
        alarm(report),
        (0,checklist/* todoAlert */.Hl)(report.checks),
        facts.join(' \u00b7 '),
        summary_image(report),
    ]
        .filter((part) => part !== '')
        .join('\n\n');
}
function state(report, tag) {
    if (!report.changed)
        return `${tag} was already released: nothing was left to do`;
    return report.draft ? `${tag} is ready as a draft` : `${tag} is released`;
}
function alarm(report) {
    const failed = report.checks.filter((check) => check.state === 'failed');
    if (failed.length === 0)
        return '';
    const lines = failed.slice(0, MOST_NAMES).map((check) => `> - ${(0,report_escape/* prose */.CS)((0,report_escape/* clip */.$Q)(check.text, 200))}`);
    return [
        `> [!WARNING]`,
        `> ${failed.length} of ${(0,quantities/* count */.U9)(report.checks.length, 'check')} failed:`,
        '>',
        ...lines,
    ].join('\n');
}
function summary_image(report) {
    if (report.digest === undefined || report.images.length === 0)
        return '';
    const tags = report.imageTags.slice(0, MOST_NAMES).map((tag) => (0,sections/* codeCell */.MZ)(tag));
    const more = report.imageTags.length - tags.length;
    return [
        `**Image** ${report.images
            .slice(0, MOST_NAMES)
            .map((name) => (0,sections/* codeCell */.MZ)(name))
            .join(', ')} \u00b7 **tags** ${tags.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
        `**Digest** ${(0,report_escape/* code */.aY)(report.digest)}`,
        (0,sections/* pullCommand */.TW)(report.images.slice(0, MOST_NAMES), report.digest),
    ].join('\n\n');
}
function toleratedForms(failures) {
    const line = (one) => `- **${(0,sections/* cell */.Hn)(one.what)}** ${(0,report_escape/* prose */.CS)((0,report_escape/* clip */.$Q)(one.why, 500))}\n\n${(0,hint/* renderHint */.K)(one.hint, '  ')}\n`;
    return (0,report_document/* rowVariants */.RY)('### Went wrong, and the release continued', failures, (rows) => rows.map(line).join('\n'), 'The log has every one.');
}

// EXTERNAL MODULE: ./build/compact.js
var compact = __webpack_require__(95681);
;// CONCATENATED MODULE: ./build/results/release.js



function releaseResult(done, records, paths) {
    const { published } = done;
    const lied = published && !published.release.draft && !isVerified(done) ? (0,outputs/* failedChecks */.HH)(published.checks) : undefined;
    return (0,compact/* compact */.o)({
        outputs: outputsOf(done, (0,compact/* compact */.o)({ notes: paths.notes, manifest: published ? paths.manifest : undefined })),
        summary: renderSummary(reportOf(done, records)),
        warnings: [...done.plan.warnings, ...done.notes.warnings, ...(done.warnings ?? [])],
        failure: lied === undefined ? undefined : `The release is public, but ${lied}`,
        files: (0,compact/* compact */.o)({
            [paths.notes]: done.notes.body,
            [paths.manifest]: published ? `${JSON.stringify(published.manifest, null, 2)}\n` : undefined,
        }),
    });
}
function outputsOf(release, paths) {
    const { plan, published, gathered } = release;
    const image = published?.image;
    const [name] = plan.images;
    return {
        version: plan.version.text,
        tag: plan.tag,
        'previous-tag': gathered.previousTag ?? '',
        prerelease: String(plan.release.prerelease),
        image: image && name ? `${name.name}@${image.digest}` : '',
        digest: image?.digest ?? '',
        'platform-digests': JSON.stringify((0,outputs/* platformDigests */.Hm)(image)),
        tags: JSON.stringify(published && !published.release.draft ? tagsOf(release) : []),
        moved: JSON.stringify(Object.fromEntries((published?.moved ?? [])
            .filter(({ from, to, left }) => !left && from !== to)
            .map(({ kind, name: pointer, from, to }) => [
            kind === 'image' ? pointer : `${kind}:${pointer}`,
            { from: from ?? null, to },
        ]))),
        'release-url': published?.release.url ?? '',
        'release-id': published ? String(published.release.id) : '',
        assets: JSON.stringify((published?.assets ?? []).map(({ name: asset, size, sha256 }) => ({ name: asset, size, sha256 }))),
        manifest: paths.manifest ?? '',
        notes: paths.notes,
        verified: String(isVerified(release)),
        plan: JSON.stringify(plan),
        matrix: '',
    };
}
function isVerified(release) {
    const { published } = release;
    return published !== undefined && !published.release.draft && (0,outputs/* holds */.v9)(published.checks);
}
function tagsOf({ plan }) {
    return plan.images.flatMap(({ name }) => imageTags(plan).map((tag) => `${name}:${tag}`));
}
function imageTags({ pointers: { exact, extra, floating } }) {
    const moving = floating.filter(({ kind, moves }) => kind === 'image' && moves);
    return [exact, ...extra, ...moving.map(({ name }) => name)];
}
function reportOf(release, records) {
    const { plan, published, notes, gathered } = release;
    return (0,compact/* compact */.o)({
        tag: plan.tag,
        commit: plan.commit,
        prerelease: plan.release.prerelease,
        draft: published?.release.draft ?? true,
        changed: records.some(({ outcome, phase }) => outcome === 'made' && phase !== 'plan'),
        previousTag: gathered.previousTag,
        after: gathered.after,
        releaseUrl: published?.release.url,
        digest: published?.image.digest,
        images: plan.images.map(({ name }) => name),
        imageTags: imageTags(plan),
        platforms: (published?.image.platforms ?? []).map(({ platform, digest, size }) => {
            const before = published?.previousSizes.get(platform.name);
            return (0,compact/* compact */.o)({ platform: platform.name, digest, bytes: size, previousBytes: before });
        }),
        pointers: plan.pointers.floating.map(({ kind, name, why, heldBy }) => {
            const moved = published?.moved.find((one) => one.kind === kind && (one.name === name || one.name.endsWith(`:${name}`)));
            const to = moved?.to ?? heldBy;
            return (0,compact/* compact */.o)({ kind, name, why, moved: moved !== undefined && !moved.left, from: moved?.from, to });
        }),
        assets: (published?.assets ?? []).map(({ name, size, sha256 }) => {
            const url = published?.release.assets.find((asset) => asset.name === name)?.url;
            return (0,compact/* compact */.o)({ name, bytes: size, sha256, url });
        }),
        checks: published?.checks ?? [],
        steps: records,
        notes: notes.body,
        tolerated: (published?.tolerated ?? []).map((why) => ({
            what: 'GitHub stores no attestations for this repository; the registry and the release have them',
            why,
            hint: 'gh attestation verify oci://\u2026 --bundle-from-oci, or --bundle with the asset',
        })),
        warnings: [...plan.warnings, ...notes.warnings, ...(release.warnings ?? [])],
    });
}


/***/ })

};
