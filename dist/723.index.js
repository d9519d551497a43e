export const id = 723;
export const ids = [723];
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

/***/ 68419:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ imageSummary)
/* harmony export */ });
/* harmony import */ var _checklist_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65339);
/* harmony import */ var _document_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(21294);
/* harmony import */ var _sections_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35999);
/* harmony import */ var _steps_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(79508);




function imageSummary(headline, { platforms, checks, steps }, limit) {
    return (0,_document_js__WEBPACK_IMPORTED_MODULE_3__/* .fit */ .Uj)([
        (0,_sections_js__WEBPACK_IMPORTED_MODULE_1__/* .section */ .uW)(9, [headline]),
        (0,_sections_js__WEBPACK_IMPORTED_MODULE_1__/* .section */ .uW)(8, (0,_checklist_js__WEBPACK_IMPORTED_MODULE_0__/* .checklistForms */ .so)(checks)),
        (0,_sections_js__WEBPACK_IMPORTED_MODULE_1__/* .section */ .uW)(6, (0,_sections_js__WEBPACK_IMPORTED_MODULE_1__/* .platformForms */ .PH)(platforms, undefined)),
        ...(0,_steps_js__WEBPACK_IMPORTED_MODULE_2__/* .stepSections */ .b)(steps, { picture: 4, table: 1 }),
    ], limit);
}


/***/ }),

/***/ 63723:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  branchResult: () => (/* binding */ branchResult)
});

// UNUSED EXPORTS: branchOutputs, branchReport

// EXTERNAL MODULE: ./build/results/outputs.js
var outputs = __webpack_require__(72139);
// EXTERNAL MODULE: ./build/report/checklist.js
var checklist = __webpack_require__(65339);
// EXTERNAL MODULE: ./build/report/image-summary.js
var image_summary = __webpack_require__(68419);
// EXTERNAL MODULE: ./build/report/document.js
var report_document = __webpack_require__(21294);
// EXTERNAL MODULE: ./build/report/escape.js
var report_escape = __webpack_require__(9924);
// EXTERNAL MODULE: ./build/report/sections.js
var sections = __webpack_require__(35999);
// EXTERNAL MODULE: ./build/report/steps.js + 2 modules
var steps = __webpack_require__(79508);
;// CONCATENATED MODULE: ./build/report/branch.js






function renderBranch(report, limit = report_document/* SUMMARY_LIMIT */.Jt) {
    return (0,image_summary/* imageSummary */.I)(headline(report), report, limit);
}
function headline(report) {
    const verb = report.digest === undefined ? 'would be published as' : 'is published as';
    const todo = (0,checklist/* todoAlert */.Hl)(report.checks);
    const facts = [`commit ${(0,sections/* shortCommit */.Ax)(report.commit)}`, ...(0,steps/* spent */.R)(report.steps)].join(' \u00b7 ');
    const image = report.digest === undefined
        ? []
        : [`**Digest** ${(0,report_escape/* code */.aY)(report.digest)}`, (0,sections/* pullCommand */.TW)(report.images, report.digest)];
    return [
        `## ${(0,sections/* codeCell */.MZ)(report.branch)} ${verb} ${(0,sections/* codeCell */.MZ)(report.pointer)}`,
        ...(todo === '' ? [] : [todo]),
        facts,
        ...image,
    ].join('\n\n');
}

// EXTERNAL MODULE: ./build/compact.js
var compact = __webpack_require__(95681);
;// CONCATENATED MODULE: ./build/results/branch.js



function branchResult(done, records) {
    return {
        outputs: branchOutputs(done),
        summary: renderBranch(branchReport(done, records)),
        warnings: [...done.plan.warnings, ...(done.warnings ?? [])],
        files: {},
    };
}
function branchOutputs({ plan, published }) {
    const image = published?.image;
    const [name] = plan.images;
    return {
        image: image && name ? `${name.name}@${image.digest}` : '',
        digest: image?.digest ?? '',
        'platform-digests': JSON.stringify((0,outputs/* platformDigests */.Hm)(image)),
        tags: JSON.stringify((published?.moved ?? []).map(({ name: tag }) => tag)),
        moved: JSON.stringify(Object.fromEntries((published?.moved ?? []).map(({ name: pointer, from, to }) => [pointer, { from: from ?? null, to }]))),
        verified: String(published !== undefined && (0,outputs/* holds */.v9)(published.checks)),
        plan: JSON.stringify(plan),
    };
}
function branchReport({ plan, published }, records) {
    return (0,compact/* compact */.o)({
        branch: plan.branch,
        pointer: plan.pointer,
        commit: plan.commit,
        images: plan.images.map(({ name }) => name),
        digest: published === undefined ? undefined : published.image.digest,
        platforms: (published?.image.platforms ?? []).map(({ platform, digest, size }) => ({
            platform: platform.name,
            digest,
            bytes: size,
        })),
        checks: published?.checks ?? [],
        steps: records,
    });
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


/***/ })

};
