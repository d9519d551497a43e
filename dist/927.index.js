export const id = 927;
export const ids = [927];
export const modules = {

/***/ 72308:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  planResult: () => (/* binding */ planResult)
});

// EXTERNAL MODULE: ./build/report/document.js
var report_document = __webpack_require__(21294);
// EXTERNAL MODULE: ./build/report/escape.js
var report_escape = __webpack_require__(9924);
// EXTERNAL MODULE: ./build/report/sections.js
var sections = __webpack_require__(35999);
// EXTERNAL MODULE: ./build/report/faults.js
var faults = __webpack_require__(95090);
// EXTERNAL MODULE: ./build/report/quantities.js
var quantities = __webpack_require__(32206);
;// CONCATENATED MODULE: ./build/report/plan.js





const MOST_NAMES = 30;
function renderPlan(report, { limit = report_document/* SUMMARY_LIMIT */.Jt, asSource = false } = {}) {
    const notes = asSource && report.notes.trim() !== '' ? (0,report_escape/* fence */.EU)(report.notes.trim(), 'markdown') : report.notes;
    return (0,report_document/* fit */.Uj)([
        (0,sections/* section */.uW)(10, [headline(report)]),
        (0,sections/* section */.uW)(9, (0,faults/* faultForms */.o)(report.faults)),
        (0,sections/* section */.uW)(8, (0,sections/* warningForms */.Uu)(report.warnings)),
        (0,sections/* section */.uW)(7, (0,sections/* pointerForms */.d_)(report.pointers, 'would move')),
        (0,sections/* section */.uW)(5, findingForms(report.findings)),
        (0,sections/* section */.uW)(3, assetForms(report.assets)),
        (0,sections/* section */.uW)(6, permissionForms(report.permissions)),
        (0,sections/* section */.uW)(4, toolForms(report.tools)),
        (0,sections/* section */.uW)(1, commitForms(report)),
        (0,sections/* section */.uW)(2, (0,sections/* notesForms */.VS)(notes, undefined)),
    ], limit);
}
function headline(report) {
    const { faults } = report;
    const outlook = faults.length === 0
        ? 'would be released'
        : `cannot be released yet: ${(0,quantities/* count */.U9)(faults.length, 'fault')} to mend`;
    const facts = [
        ...(report.prerelease ? ['prerelease'] : []),
        (0,sections/* follows */.pk)(report),
        `commit ${(0,sections/* shortCommit */.Ax)(report.commit)}`,
        (0,quantities/* count */.U9)(report.commits.length, 'commit'),
    ];
    return [
        `## Plan: ${(0,sections/* cell */.Hn)(report.tag)} ${outlook}`,
        `${facts.join(' \u00b7 ')}. Nothing has been written.`,
        `**Why this version** ${(0,report_escape/* prose */.CS)((0,report_escape/* clip */.$Q)(report.why, 500))}`,
        ...(report.images.length === 0
            ? ['**Image** none']
            : [
                `**Image** ${names(report.images)} \u00b7 **tags** ${names(report.imageTags)} \u00b7 **platforms** ${names(report.platforms)}`,
            ]),
    ].join('\n\n');
}
function names(all) {
    const shown = all.slice(0, MOST_NAMES).map((name) => (0,sections/* codeCell */.MZ)(name));
    return `${shown.join(', ')}${all.length > shown.length ? ` and ${all.length - shown.length} more` : ''}`;
}
const FINDING = {
    found: 'found',
    'to-make': 'to make',
    unknown: 'unknown',
    conflict: '**conflict**',
};
function findingForms(findings) {
    const row = (one) => [
        (0,report_escape/* prose */.CS)((0,report_escape/* clip */.$Q)(one.what, 200)),
        FINDING[one.state],
        (0,report_escape/* prose */.CS)((0,report_escape/* clip */.$Q)(one.detail ?? '', 200)),
    ];
    return (0,report_document/* rowVariants */.RY)('### What is there already', findings, (rows) => (0,report_document/* table */.tp)(['Piece', 'State', ''], rows.map(row)), 'The log has every piece.');
}
function assetForms(assets) {
    return (0,report_document/* rowVariants */.RY)('### Assets to be made', assets, (rows) => rows.map((name) => `- ${(0,sections/* codeCell */.MZ)(name)}`).join('\n'), 'The output `plan` names every file.');
}
const PERMISSION = {
    present: 'present',
    missing: '**missing**',
    unknown: 'not known before it is used',
};
function permissionForms(permissions) {
    const row = (one) => [
        (0,sections/* codeCell */.MZ)(one.permission),
        PERMISSION[one.state],
        (0,report_escape/* prose */.CS)((0,report_escape/* clip */.$Q)(one.neededFor, 200)),
    ];
    return (0,report_document/* rowVariants */.RY)('### Permissions', permissions, (rows) => (0,report_document/* table */.tp)(['Permission', 'State', 'Needed to'], rows.map(row)), 'The log has every permission.');
}
const TOOL = {
    runner: 'on the runner',
    install: 'to be installed and verified',
    missing: '**missing**',
};
function toolForms(tools) {
    const row = (one) => [
        (0,sections/* codeCell */.MZ)(one.name),
        (0,sections/* cell */.Hn)(one.version ?? '\u2013'),
        TOOL[one.source],
    ];
    return (0,report_document/* rowVariants */.RY)('### Tools', tools, (rows) => (0,report_document/* table */.tp)(['Tool', 'Version', 'Where'], rows.map(row)), 'The log has every tool.');
}
function commitForms({ commits }) {
    return (0,report_document/* rowVariants */.RY)('### Commits', commits, (rows) => rows.map(({ sha, subject }) => `- ${(0,sections/* shortCommit */.Ax)(sha)} ${(0,sections/* cell */.Hn)(subject)}`).join('\n'), 'The notes below hold what matters of them.');
}

// EXTERNAL MODULE: ./build/compact.js
var compact = __webpack_require__(95681);
;// CONCATENATED MODULE: ./build/results/plan.js




const markRoom = 200;
function planResult({ plan, gathered, notes, report, matrix }, paths) {
    const { faults } = report;
    return (0,compact/* compact */.o)({
        outputs: {
            version: plan.version.text,
            tag: plan.tag,
            'previous-tag': gathered.previousTag ?? '',
            prerelease: String(plan.release.prerelease),
            notes: paths.notes,
            verified: 'false',
            plan: JSON.stringify(plan),
            matrix: JSON.stringify(matrix),
        },
        summary: renderPlan(report),
        comment: renderPlan(report, { limit: report_document/* COMMENT_LIMIT */.W$ - markRoom, asSource: true }),
        warnings: [...plan.warnings, ...notes.warnings],
        failure: faults.length === 0
            ? undefined
            : `${plan.tag} cannot be released yet:\n${faults.map((f) => `${f.message}\n${f.hint}`).join('\n')}`,
        files: { [paths.notes]: notes.body },
    });
}


/***/ })

};
