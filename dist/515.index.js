export const id = 515;
export const ids = [515];
export const modules = {

/***/ 77343:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ leftoverMajors)
/* harmony export */ });
/* harmony import */ var _plan_tags_pointers_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7870);

async function leftoverMajors({ images, repository, version, prefixes }, registry) {
    if (version.major > 0)
        return [];
    const places = images.flatMap((name) => prefixes.map((prefix) => ({ name, tag: (0,_plan_tags_pointers_js__WEBPACK_IMPORTED_MODULE_0__/* .pointerName */ .Jy)('major', version, prefix) })));
    const found = await Promise.all(places.map(async ({ name, tag }) => ({ name, tag, digest: (await registry.head(name, tag))?.digest })));
    return found.flatMap(({ name, tag, digest }) => digest === undefined
        ? []
        : [
            {
                text: `${name.name}:${tag} is an older tool's: no rule of this action moves it`,
                state: 'to-do',
                detail: `it names ${digest}; remove it, or have it moved with floating: minor,major,major-0,latest`,
                commands: removing(name, tag, repository),
            },
        ]);
}
function removing({ name, registry, repository: path }, tag, { owner, ownerType }) {
    if (registry !== 'ghcr.io')
        return [`regctl tag delete ${name}:${tag}`];
    const [account = '', ...rest] = path.split('/');
    const kind = account === owner.toLowerCase() && ownerType === 'User' ? 'users' : 'orgs';
    const versions = `/${kind}/${account}/packages/container/${encodeURIComponent(rest.join('/'))}/versions`;
    return [
        `printf 'FROM scratch\\nLABEL left=over\\n' | docker buildx build --provenance=false -t ${name}:${tag} --push -`,
        `gh api -X DELETE "${versions}/$(gh api --paginate ${versions} --jq '.[] | select(.metadata.container.tags == ["${tag}"]) | .id')"`,
    ];
}


/***/ }),

/***/ 24672:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  planMode: () => (/* binding */ planMode)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/modes/resolve-plan.js + 5 modules
var resolve_plan = __webpack_require__(35691);
;// CONCATENATED MODULE: ./build/plan/matrix.js
const x64 = 'ubuntu-24.04';
const arm64 = 'ubuntu-24.04-arm';
function hostedRunner({ architecture }) {
    return architecture === 'arm64' || architecture === 'arm' ? arm64 : x64;
}
function matrixOf(platforms, runners) {
    return {
        include: platforms.map((platform) => {
            const chosen = runners.find((one) => one.platform === platform.name)?.labels ?? [];
            const [only = hostedRunner(platform)] = chosen;
            return { platform: platform.name, runner: chosen.length > 1 ? chosen : only };
        }),
    };
}

// EXTERNAL MODULE: ./build/plan/assets.js
var plan_assets = __webpack_require__(85681);
// EXTERNAL MODULE: ./build/plan/tags/pointers.js
var pointers = __webpack_require__(7870);
// EXTERNAL MODULE: ./build/find/earlier-release.js
var earlier_release = __webpack_require__(69562);
// EXTERNAL MODULE: ./build/find/read-pointer.js
var read_pointer = __webpack_require__(64752);
// EXTERNAL MODULE: ./build/plan/asset-names.js
var asset_names = __webpack_require__(91667);
;// CONCATENATED MODULE: ./build/plan/record/legacy-tags.js
function legacyIn(manifest) {
    return (manifest?.signature?.images ?? []).flatMap(({ legacyTag }) => legacyTag ?? []);
}

// EXTERNAL MODULE: ./build/world/retry/retry.js
var retry = __webpack_require__(16424);
// EXTERNAL MODULE: ./build/steps/preflight/places.js
var places = __webpack_require__(55614);
// EXTERNAL MODULE: ./build/steps/preflight/frozen-tags.js
var frozen_tags = __webpack_require__(74696);
// EXTERNAL MODULE: ./build/steps/preflight/immutable-tag.js
var immutable_tag = __webpack_require__(88417);
// EXTERNAL MODULE: ./build/find/prepared-page.js
var prepared_page = __webpack_require__(88561);
// EXTERNAL MODULE: ./build/find/leftover-pointer.js
var leftover_pointer = __webpack_require__(77343);
// EXTERNAL MODULE: ./build/find/public-image.js + 1 modules
var public_image = __webpack_require__(53330);
// EXTERNAL MODULE: ./build/compact.js
var compact = __webpack_require__(95681);
// EXTERNAL MODULE: ./build/world/github/types.js
var types = __webpack_require__(8926);
;// CONCATENATED MODULE: ./build/steps/preflight/findings.js
















async function findings(job, files) {
    const { plan, world, steps } = job;
    const unwanted = [
        ...[asset_names/* notesName */.RC, (0,asset_names/* bundleName */.u1)(asset_names/* notesName */.RC)],
        ...(plan.sign === 'none' ? [plan.assets.checksums?.bundle] : []),
    ];
    const assets = [...files, ...(0,plan_assets/* ownNames */.Dx)(plan.assets, plan), ...(0,plan_assets/* ownBundles */.K)(plan.assets, files)]
        .map(({ name }) => name)
        .filter((name) => !unwanted.includes(name));
    const found = await (0,earlier_release/* earlierReleaseOrFault */.RZ)(plan, world.github, steps);
    const known = 'journal' in found ? found.journal : undefined;
    const images = await imageTags(plan, known, world);
    const used = known === undefined ? [] : await (0,immutable_tag/* usedTagFaults */.F)({ plan, steps, earlier: known }, world.github);
    return {
        assets,
        warnings: known === undefined ? [] : (0,prepared_page/* publicBefore */.rG)(known, plan),
        findings: [
            releaseFinding(plan, found),
            ...promotedFinding(plan),
            ...images.map(({ finding }) => finding),
            ...proofFindings(plan, known),
            ...assets.map((name) => {
                const there = (0,types/* findAsset */.I)(known?.release, name);
                return { what: `Asset ${name}`, state: there ? 'found' : 'to-make' };
            }),
        ],
        faults: [
            ...('fault' in found ? [found.fault] : (0,prepared_page/* takenNames */.EF)(found.journal, assets, plan)),
            ...used,
            ...images.flatMap(({ fault }) => (fault ? [fault] : [])),
            ...(await (0,frozen_tags/* frozenFaults */.s)(plan, world.registry)),
        ],
    };
}
function releaseFinding(plan, found) {
    const what = `GitHub release ${plan.tag}`;
    if ('fault' in found)
        return { what, state: 'conflict', detail: found.fault.message };
    const { release, prepared } = found.journal;
    if (prepared)
        return { what, state: 'to-make', detail: preparedDetail(prepared, plan) };
    if (!release)
        return { what, state: 'to-make' };
    const kind = release.draft ? 'a draft, to be continued' : 'published';
    return { what, state: release.draft ? 'to-make' : 'found', detail: `${kind}: ${release.url}` };
}
function promotedFinding({ promoted, repository }) {
    if (promoted === undefined)
        return [];
    const { from, built, digest } = promoted;
    const by = built === undefined
        ? `${digest}, made by an earlier step of the job`
        : `built by ${built.run.replace(`${repository.url}/actions/`, '')}, ${built.identity.split('/').slice(-4).join('/')}`;
    return [{ what: `Image ${from}`, state: 'found', detail: `promoted, nothing is built: ${by}` }];
}
function preparedDetail({ draft, url, assets }, { release }) {
    const words = {
        keep: 'its words stay, above ours',
        append: 'its words stay, below ours',
        replace: 'its words are replaced',
    }[release.words];
    const files = assets.length === 0 ? '' : `, and so do its ${assets.length} files`;
    return `${draft ? 'a draft that somebody prepared is taken over' : 'published already, and completed: the page is public before the image'}; ${words}${files}: ${url}`;
}
async function imageTags(plan, known, { registry }) {
    return Promise.all((0,places/* placesOf */.ek)(plan).map(async (place) => {
        const { name, tag } = place;
        const what = `${name.name}:${tag}`;
        const seen = await readable(() => (0,places/* lookAt */.t5)(place, plan, known?.manifest, registry));
        if ('withheld' in seen)
            return { finding: { what, state: 'unknown', detail: seen.withheld } };
        const recorded = known?.manifest?.images.find((image) => image.name === name.name)?.digest;
        if (seen.value === undefined) {
            const fresh = plan.promoted === undefined ? 'to be built' : `will name ${plan.promoted.digest}`;
            const detail = recorded === undefined ? fresh : `built already: ${recorded}`;
            return { finding: { what, state: 'to-make', detail } };
        }
        const { digest: detail, conflict } = seen.value;
        return conflict?.sure === true
            ? { finding: { what, state: 'conflict', detail }, fault: conflict.fault }
            : { finding: { what, state: 'found', detail: conflict?.fault.message ?? detail } };
    }));
}
async function readable(ask) {
    try {
        return { value: await ask() };
    }
    catch (error) {
        if (!(error instanceof errors/* ReleaseError */.K2) || (0,retry/* isTransient */.dg)(error))
            throw error;
        return { withheld: error.message };
    }
}
async function leftoverWarnings({ images, repository, version, pointers: { floating } }, { registry }) {
    const names = floating
        .filter(({ kind, why }) => kind === 'image' && why === pointers/* noMajorZero */.JW)
        .map(({ name }) => name);
    const prefixes = names.map((name) => name.slice(0, -1));
    const seen = await readable(() => (0,leftover_pointer/* leftoverMajors */.i)({ images, repository, version, prefixes }, registry));
    const found = 'value' in seen ? seen.value : [];
    return found.map(({ text, detail, commands }) => `${text}: ${detail ?? ''}\n${commands.join('\n')}`);
}
async function hiddenPackages(plan, { registry }) {
    const { exact, floating } = plan.pointers;
    const references = [exact, ...floating.filter(({ kind }) => kind === 'image').map(({ name }) => name)];
    const warnings = await Promise.all(plan.images.map((name) => readable(() => (0,public_image/* publicWarning */.oj)(name, references, plan.repository, registry))));
    return warnings.flatMap((seen) => ('value' in seen && seen.value !== undefined ? [seen.value] : []));
}
function proofFindings(plan, known) {
    const one = (what, done) => ({ what, state: done ? 'found' : 'to-make' });
    return [
        ...(plan.sign === 'none' ? [] : [one('Signatures', known?.manifest?.signature !== undefined)]),
        ...(plan.signLegacy ? [one('Signatures for cosign 2', legacyIn(known?.manifest).length > 0)] : []),
        ...(plan.assets.gate === undefined
            ? []
            : [
                {
                    ...one('Gate', known?.manifest?.gate !== undefined),
                    detail: `${plan.assets.gate} commands, once everything is proven and before anything is public`,
                },
            ]),
        ...(plan.attest ? [one('Provenance', known?.manifest?.provenance !== undefined)] : []),
    ];
}
async function pointersNow(job) {
    const { plan, world, steps } = job;
    return steps.run({
        title: 'Read where the pointers are',
        make: () => Promise.all(plan.pointers.floating.map((pointer) => pointerNow(pointer, plan, world))),
        outcome: 'checked',
        describe: (pointers) => `${pointers.filter(({ moved }) => moved).length} of ${pointers.length} would move`,
    });
}
async function pointerNow(pointer, plan, outside) {
    const { kind, name, moves, why, heldBy } = pointer;
    const from = await whereNow(pointer, plan, outside);
    const to = moves ? plan.tag : (from ?? heldBy);
    return (0,compact/* compact */.o)({ kind, name, why, moved: moves, from, to });
}
async function whereNow(pointer, { images: [image] }, outside) {
    if (pointer.kind !== 'image')
        return (0,read_pointer/* readPointer */.q)(pointer, image, outside);
    const seen = await readable(() => (0,read_pointer/* readPointer */.q)(pointer, image, outside));
    return 'value' in seen ? seen.value : 'unknown';
}

// EXTERNAL MODULE: ./build/steps/notes/release-notes.js + 9 modules
var release_notes = __webpack_require__(22127);
;// CONCATENATED MODULE: ./build/modes/plan.js






async function planMode(run) {
    const { inputs, context, outside, steps } = run;
    const decision = await (0,resolve_plan/* resolvePlan */.y)(run);
    const { plan } = decision;
    if (!plan)
        throw new errors/* FaultsError */.aP(decision.faults);
    const [gathered, found, pointers, tools, hidden, leftover] = await Promise.all([
        (0,release_notes/* releaseNotes */.f)({ plan, world: outside, steps }, decision.tags, inputs, context),
        findings({ plan, world: outside, steps }, decision.listed.files),
        pointersNow({ plan, world: outside, steps }),
        steps.run({
            title: 'Look for buildx, cosign and gh',
            make: run.findTools,
            outcome: 'checked',
            describe: (list) => list.map(({ name, version, source }) => `${name} ${version} (${source})`).join(', '),
        }),
        hiddenPackages(plan, outside),
        leftoverWarnings(plan, outside),
    ]);
    const notes = gathered.write();
    const report = (0,compact/* compact */.o)({
        tag: plan.tag,
        commit: plan.commit,
        prerelease: plan.release.prerelease,
        why: decision.why,
        previousTag: gathered.previousTag,
        after: gathered.after,
        images: plan.images.map(({ name }) => name),
        imageTags: [plan.pointers.exact, ...plan.pointers.extra],
        platforms: plan.platforms.map(({ name }) => name),
        pointers,
        assets: found.assets,
        commits: gathered.commits,
        permissions: decision.permissions,
        tools,
        findings: [tagFinding(decision, plan), ...found.findings],
        faults: [...decision.faults, ...found.faults],
        warnings: [...plan.warnings, ...found.warnings, ...hidden, ...leftover, ...notes.warnings],
        notes: notes.body,
    });
    return {
        plan,
        gathered,
        notes,
        report,
        matrix: matrixOf(plan.promoted ? [] : plan.platforms, inputs.runners),
    };
}
function tagFinding({ tag }, plan) {
    const what = `Git tag ${plan.tag}`;
    if (!tag)
        return {
            what,
            state: 'to-make',
            detail: 'the version is proposed; push the tag to release it, or have mode: tag make it',
        };
    return {
        what,
        state: 'found',
        detail: `${tag.annotated ? 'annotated' : 'lightweight'}, of commit ${tag.commit.slice(0, 7)}`,
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
