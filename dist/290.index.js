export const id = 290;
export const ids = [290];
export const modules = {

/***/ 56290:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  tagResult: () => (/* binding */ tagResult)
});

// EXTERNAL MODULE: ./build/report/document.js
var report_document = __webpack_require__(21294);
// EXTERNAL MODULE: ./build/report/escape.js
var report_escape = __webpack_require__(9924);
// EXTERNAL MODULE: ./build/report/sections.js
var sections = __webpack_require__(35999);
// EXTERNAL MODULE: ./build/report/steps.js + 2 modules
var report_steps = __webpack_require__(79508);
;// CONCATENATED MODULE: ./build/report/tagged.js




function renderTagged(report, limit = report_document/* SUMMARY_LIMIT */.Jt) {
    const { tag, commit, why, found, workflow, run, steps } = report;
    return (0,report_document/* fit */.Uj)([
        (0,sections/* section */.uW)(9, [
            [
                `## ${(0,sections/* codeCell */.MZ)(tag)} ${found ? 'is there' : 'made'}, and its release started`,
                `commit ${(0,sections/* shortCommit */.Ax)(commit)} \u00b7 annotated, not signed`,
                `**Why this version** ${(0,report_escape/* prose */.CS)((0,report_escape/* clip */.$Q)(why, 500))}`,
                `**Release** [${workflow} on ${tag}](${run.url}): ${(0,report_escape/* prose */.CS)(run.said)}`,
            ].join('\n\n'),
        ]),
        ...(0,report_steps/* stepSections */.b)(steps, { picture: 4, table: 1 }),
    ], limit);
}

// EXTERNAL MODULE: ./build/compact.js
var compact = __webpack_require__(95681);
;// CONCATENATED MODULE: ./build/results/tag.js


const undone = new Set(['failure', 'cancelled', 'timed_out', 'startup_failure', 'action_required', 'stale']);
function tagResult({ plan, why, found, workflow, run }, records) {
    const { tag, commit } = plan;
    return (0,compact/* compact */.o)({
        outputs: {
            version: plan.version.text,
            tag,
            prerelease: String(plan.release.prerelease),
            verified: 'false',
            plan: JSON.stringify(plan),
        },
        summary: renderTagged({ tag, commit, why, found, workflow, run, steps: records }),
        warnings: plan.warnings,
        failure: run.ended && undone.has(run.said)
            ? `${tag} is made, and its release did not end well (${run.said}): ${run.url}\ngh run rerun ${run.id} --failed`
            : undefined,
        files: {},
    });
}


/***/ })

};
