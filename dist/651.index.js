export const id = 651;
export const ids = [651];
export const modules = {

/***/ 46651:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  tagRelease: () => (/* binding */ tagRelease)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
// EXTERNAL MODULE: ./build/plan/json.js
var json = __webpack_require__(60070);
// EXTERNAL MODULE: ./build/world/registry/lag.js
var lag = __webpack_require__(58947);
// EXTERNAL MODULE: ./build/world/retry/retry.js
var retry = __webpack_require__(16424);
// EXTERNAL MODULE: ./build/world/retry/status.js
var retry_status = __webpack_require__(13262);
;// CONCATENATED MODULE: ./build/steps/preflight/ci.js

const mostNamed = 10;
async function ciFaults(commit, { run, workflowRef }, tagging) {
    let checks;
    try {
        checks = await tagging.checks(commit);
    }
    catch (error) {
        if (!(0,retry_status/* hasStatus */.R)(error, 403))
            throw error;
        return [
            {
                code: 'no-tagging',
                message: 'the token may not read what CI says of a commit',
                hint: 'permissions: { checks: read, statuses: read }   # for the job or the workflow',
            },
        ];
    }
    const others = checks.filter(({ state, url }) => state !== 'running' || !isOfRun(url, run.id));
    const failed = others.filter(({ state }) => state === 'failed');
    const running = others.filter(({ state }) => state === 'running');
    const file = /\.github\/workflows\/([^@]+)@/.exec(workflowRef)?.[1] ?? 'ci.yml';
    if (others.length === 0)
        return [
            {
                code: 'ci-not-passed',
                message: `no check and no status says that CI has passed ${commit}`,
                hint: `needs: test   # the job in ${file} that tests; or on: { workflow_run: { workflows: [ci], types: [completed] } }`,
            },
        ];
    return [
        ...(failed.length === 0
            ? []
            : [
                {
                    code: 'ci-not-passed',
                    message: `CI has not passed ${commit}: ${named(failed)}`,
                    hint: `gh run list --commit ${commit}   # mend what failed and merge that; or run it again where it may pass`,
                },
            ]),
        ...(running.length === 0
            ? []
            : [
                {
                    code: 'ci-not-passed',
                    message: `CI is not through with ${commit}: ${named(running)}`,
                    hint: `needs: [test]   # the jobs of ${file} to wait for; or on: { workflow_run: { workflows: [ci], types: [completed] } }`,
                },
            ]),
    ];
}
function isOfRun(url, id) {
    return url.includes(`/actions/runs/${id}/`) || url.endsWith(`/actions/runs/${id}`);
}
function named(checks) {
    const shown = checks.slice(0, mostNamed).map(({ name, said }) => `${name} (${said})`);
    const more = checks.length > mostNamed ? ` and ${checks.length - mostNamed} more` : '';
    return `${shown.join(', ')}${more}`;
}

// EXTERNAL MODULE: ./build/modes/resolve-plan.js + 5 modules
var resolve_plan = __webpack_require__(35691);
;// CONCATENATED MODULE: ./build/modes/tag.js









async function tagRelease(run) {
    const { inputs, context, outside, steps, tagging, records, probe } = run;
    const { plan, why, faults } = await (0,resolve_plan/* resolvePlan */.y)(run);
    if (plan === undefined)
        throw new errors/* FaultsError */.aP(faults);
    const { tag, commit } = plan;
    const workflow = inputs.workflow ?? ownWorkflow(context.workflowRef);
    const [there, mayWrite, wantsSigned, ci, startable] = await Promise.all([
        records.tagCommit(tag),
        probe.contents(),
        outside.git.signsTags(),
        steps.run({
            title: `Ask what CI says of ${commit.slice(0, 7)}`,
            make: () => ciFaults(commit, context, tagging),
            outcome: 'checked',
            describe: (found) => (found.length === 0 ? 'it has passed' : `${found.length} faults`),
        }),
        startFaults(workflow, commit, outside.git),
    ]);
    const all = [
        ...faults,
        ...(mayWrite === 'missing' ? [noContents] : []),
        ...(there === undefined ? ci : []),
        ...(there === undefined && wantsSigned ? [unsigned(tag)] : []),
        ...startable,
        ...(there === undefined || there === commit ? [] : [taken(plan, there)]),
    ];
    if (all.length > 0)
        throw new errors/* FaultsError */.aP(all);
    steps.enter('publish');
    let found = false;
    await steps.run({
        title: `Tag ${commit.slice(0, 7)} as ${tag}`,
        find: async () => {
            const now = await records.tagCommit(tag);
            if (now !== undefined && now !== commit)
                throw asError(taken(plan, now));
            found = now !== undefined;
            return now;
        },
        make: async () => {
            await allowed(tagging.createTag(tag, commit, `${tag}\n`), plan);
            const now = await records.tagCommit(tag);
            if (now !== undefined && now !== commit)
                throw asError(taken(plan, now));
            return commit;
        },
        describe: () => `${context.repository.url}/releases/tag/${tag}`,
    });
    const started = await steps.run({
        title: `Start ${workflow} on ${tag}`,
        find: async () => (await tagging.runsOn(workflow, tag, commit))[0],
        make: async (log) => {
            await permitted(tagging.start(workflow, tag));
            return (0,retry/* retry */.L5)(`the run of ${workflow} on ${tag}`, async () => {
                const [first] = await tagging.runsOn(workflow, tag, commit);
                if (first)
                    return first;
                throw new retry/* TransientError */.N_(`${workflow} was started on ${tag}, and no run of it is listed yet`, {
                    hint: `gh run list --workflow ${workflow} --branch ${tag}`,
                });
            }, { ...lag/* lagRetryPolicy */.N0, onWait: log });
        },
        describe: ({ url, said }) => `${url} (${said})`,
    });
    return { plan, why, found, workflow, run: started };
}
function ownWorkflow(ref) {
    return /\.github\/workflows\/([^@]+)@/.exec(ref)?.[1] ?? 'release.yml';
}
async function startFaults(workflow, commit, git) {
    const path = `.github/workflows/${workflow}`;
    const text = await git.show(commit, path).catch((error) => {
        if (error instanceof errors/* ReleaseError */.K2)
            return undefined;
        throw error;
    });
    if (text === undefined)
        return [
            {
                code: 'no-tagging',
                message: `there is no ${path} at ${commit}`,
                hint: 'with: { workflow: release.yml }   # the file in .github/workflows that releases a tag',
            },
        ];
    if (isStartable(text))
        return [];
    return [
        {
            code: 'no-tagging',
            message: `${path} cannot be started by another run: it has no workflow_dispatch`,
            hint: "on: { push: { tags: ['v*.*.*'] }, workflow_dispatch: }",
        },
    ];
}
function isStartable(text) {
    let on;
    try {
        const file = (0,dist/* parse */.qg)(text);
        on = (0,json/* isJsonObject */.OW)(file) ? file['on'] : undefined;
    }
    catch (error) {
        if (error instanceof Error)
            return false;
        throw error;
    }
    if (typeof on === 'string')
        return on === 'workflow_dispatch';
    if (Array.isArray(on))
        return on.includes('workflow_dispatch');
    return (0,json/* isJsonObject */.OW)(on) && 'workflow_dispatch' in on;
}
async function permitted(start) {
    try {
        await start;
    }
    catch (error) {
        if (!(0,retry_status/* hasStatus */.R)(error, 403))
            throw error;
        throw new errors/* ReleaseError */.K2('the token may not start a workflow; the tag is made, and the next run starts it', {
            code: 'no-tagging',
            hint: 'permissions: { actions: write }   # for the job or the workflow; then: gh run rerun',
            cause: error,
        });
    }
}
async function allowed(making, { tag, commit, repository }) {
    try {
        return await making;
    }
    catch (error) {
        const isRule = (0,retry_status/* hasStatus */.R)(error, 422) && /rule|protected|creations being restricted/i.test((0,errors/* messageOf */.bD)(error));
        if (!isRule && !(0,retry_status/* hasStatus */.R)(error, 403))
            throw error;
        throw new errors/* ReleaseError */.K2(`GitHub does not let this token make the tag ${tag}: ${(0,errors/* messageOf */.bD)(error).split('\n', 1)[0] ?? ''}`, {
            code: 'no-tagging',
            hint: [
                `with: { github-token: '\${{ steps.app.outputs.token }}' }   # of a GitHub App that the rule of ${repository.url}/settings/rules lets by`,
                `git tag -a ${tag} -m ${tag} ${commit} && git push origin ${tag}   # or by somebody who may`,
            ].join('\n'),
            cause: error,
        });
    }
}
const noContents = {
    code: 'no-contents',
    message: 'the token may not write to the repository, so it can make no tag',
    hint: 'permissions: { contents: write }   # for the job or the workflow',
};
function unsigned(tag) {
    return {
        code: 'no-tagging',
        message: "Git is set up to sign tags (tag.gpgSign or tag.forceSignAnnotated), and GitHub's API, which makes this tag, signs none",
        hint: [
            `git tag -s ${tag} -m ${tag} && git push origin refs/tags/${tag}   # in a step before this one, which then starts the release on it`,
            'git config --global --unset-all tag.gpgSign   # in such a step, for a tag without a signature',
        ].join('\n'),
    };
}
function taken({ tag, commit, next }, there) {
    return {
        code: 'tag-elsewhere',
        message: `${tag} is there already and names ${there}, not ${commit}; nothing was touched`,
        hint: `with: { tag: ${next} }   # or tag: next, which follows the existing tags`,
    };
}
function asError(fault) {
    return new errors/* ReleaseError */.K2(fault.message, fault);
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
