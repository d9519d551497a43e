export const id = 164;
export const ids = [164];
export const modules = {

/***/ 53330:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  SY: () => (/* binding */ publicCheck),
  ff: () => (/* binding */ publicChecks),
  oj: () => (/* binding */ publicWarning)
});

// EXTERNAL MODULE: ./build/plan/oci/image-name.js
var image_name = __webpack_require__(44393);
;// CONCATENATED MODULE: ./build/plan/oci/package-page.js

function packageSettings(image, { owner, ownerType, serverUrl }) {
    if (!(0,image_name/* isGhcr */.T_)(image))
        return undefined;
    const [account = '', ...rest] = image.repository.split('/');
    const own = account === owner.toLowerCase();
    const kind = own && ownerType === 'User' ? 'users' : 'orgs';
    return `${serverUrl}/${kind}/${own ? owner : account}/packages/container/${encodeURIComponent(rest.join('/'))}/settings`;
}

;// CONCATENATED MODULE: ./build/find/public-image.js

async function publicChecks({ images, repository }, { digest }, registry) {
    const checks = await Promise.all(images.map((name) => publicCheck({ name, reference: digest }, repository, registry)));
    return checks.filter((check) => check !== undefined);
}
async function publicCheck({ name, reference }, repository, registry) {
    const settings = packageSettings(name, repository);
    if (repository.visibility !== 'public' || settings === undefined)
        return undefined;
    const separator = reference.startsWith('sha256:') ? '@' : ':';
    const ref = `${name.name}${separator}${reference}`;
    const pull = `docker logout ghcr.io && docker pull ${ref}`;
    if (await registry.isPublic(name, reference))
        return {
            text: `Anybody can pull ${name.name}`,
            state: 'passed',
            detail: 'asked signed out',
            commands: [pull],
        };
    return {
        text: `Make the package ${name.name} public: nobody but you can pull it`,
        state: 'to-do',
        detail: `${settings}, "Change visibility"`,
        commands: [`# ${settings} \u2192 Danger Zone \u2192 Change visibility \u2192 Public`, pull],
        todoUrl: settings,
    };
}
async function publicWarning(name, references, repository, registry) {
    if (repository.visibility !== 'public' || packageSettings(name, repository) === undefined)
        return undefined;
    for (const reference of references) {
        if (!(await registry.head(name, reference)))
            continue;
        const check = await publicCheck({ name, reference }, repository, registry);
        return check?.state === 'to-do'
            ? `the package ${name.name} is private: nobody but you can pull what this release publishes, until you make it public at ${check.todoUrl ?? ''}`
            : undefined;
    }
    return undefined;
}


/***/ }),

/***/ 50385:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  publishBranch: () => (/* binding */ publishBranch)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/plan/branch.js
var plan_branch = __webpack_require__(41964);
// EXTERNAL MODULE: ./build/plan/plan.js + 1 modules
var plan_plan = __webpack_require__(57672);
// EXTERNAL MODULE: ./build/find/public-image.js + 1 modules
var public_image = __webpack_require__(53330);
// EXTERNAL MODULE: ./build/plan/brands.js
var brands = __webpack_require__(89682);
// EXTERNAL MODULE: ./build/world/retry/retry.js
var retry = __webpack_require__(16424);
// EXTERNAL MODULE: ./build/find/earlier-image.js
var earlier_image = __webpack_require__(52762);
// EXTERNAL MODULE: ./build/compact.js
var compact = __webpack_require__(95681);
;// CONCATENATED MODULE: ./build/steps/publish/branch-pointer.js




async function imageOnBranch(plan, world, log) {
    const [name] = plan.images;
    const head = name && (await world.registry.head(name, plan.pointer));
    return head && (0,earlier_image/* provenImage */.Ie)({ plan, world }, name, head.digest, log);
}
async function moveLatest(job, image) {
    const { plan, world, steps } = job;
    const moved = [];
    const checks = [];
    for (const name of image.names) {
        const ref = `${name.name}:${plan.pointer}`;
        const from = (await world.registry.head(name, plan.pointer))?.digest;
        let before;
        const { later } = await steps.run({
            title: `Move ${ref}`,
            find: async () => {
                before = (await world.registry.head(name, plan.pointer))?.digest;
                if (before === image.digest)
                    return {};
                const later = await laterCommit(plan, name, world);
                return later === undefined ? undefined : { later };
            },
            make: async () => {
                const put = { mediaType: image.mediaType, bytes: Buffer.from(image.index) };
                await world.registry.put(name, plan.pointer, put);
                const written = { tag: plan.pointer, digest: image.digest, before };
                if ((await world.registry.settled(name, written)) === image.digest)
                    return {};
                throw new retry/* TransientError */.N_(`${ref} does not name ${image.digest} yet`, {
                    hint: 'Run the workflow again.',
                });
            },
            describe: ({ later: than }) => (than === undefined ? image.digest : `left to ${than}, which is later`),
        });
        if (later === undefined && from !== image.digest) {
            moved.push((0,compact/* compact */.o)({ kind: 'image', name: ref, from, to: image.digest }));
        }
        checks.push({
            text: `${ref} names HEAD of ${plan.branch}`,
            detail: later === undefined ? image.digest : `left to ${later}, which is later`,
            state: 'passed',
            commands: [`docker buildx imagetools inspect ${ref}`],
        });
    }
    return { moved, checks };
}
async function laterCommit(plan, name, { registry, github }) {
    const manifest = await registry.manifest(name, plan.pointer);
    if (!manifest)
        return undefined;
    const { annotations } = JSON.parse(manifest.bytes.toString('utf8'));
    const revision = annotations?.['org.opencontainers.image.revision'];
    if (typeof revision !== 'string' || !(0,brands/* isCommitSha */._$)(revision) || revision === plan.commit)
        return undefined;
    return (await github.isReachable(plan.commit, revision)) ? revision : undefined;
}

// EXTERNAL MODULE: ./build/steps/prepare/builder.js
var builder = __webpack_require__(65887);
// EXTERNAL MODULE: ./build/steps/preflight/history.js + 5 modules
var preflight_history = __webpack_require__(12108);
// EXTERNAL MODULE: ./build/steps/prepare/image.js + 1 modules
var prepare_image = __webpack_require__(99302);
// EXTERNAL MODULE: ./build/steps/preflight/preflight.js + 5 modules
var preflight = __webpack_require__(62299);
// EXTERNAL MODULE: ./build/steps/prove/prove.js + 2 modules
var prove = __webpack_require__(55634);
// EXTERNAL MODULE: ./build/steps/prove/verify.js
var verify = __webpack_require__(48032);
// EXTERNAL MODULE: ./build/run/run.js
var run_run = __webpack_require__(72583);
;// CONCATENATED MODULE: ./build/modes/branch.js












async function publishBranch(branch, run) {
    const { inputs, steps } = run;
    const plan = await decideBranch(branch, run);
    if (inputs.mode === 'plan')
        return { plan };
    const world = await (0,run_run/* createTools */.u)(run);
    const job = { plan, world, steps };
    steps.enter('prepare');
    const builders = (0,builder/* buildersOf */.e)(run, world.buildx);
    const warnings = [];
    const built = await (0,prepare_image/* image */.Sl)(job, (log) => imageOnBranch(plan, world, log), builders.ready, {
        warn: (warning) => warnings.push(warning),
    });
    steps.enter('prove');
    const { provenance } = await (0,prove/* prove */.z)({ ...job, earlier: {} }, built);
    const proven = await (0,verify/* verifyProofs */.v_)(job, built, provenance);
    steps.enter('publish');
    const { moved, checks } = await moveLatest(job, built);
    const seen = await (0,public_image/* publicChecks */.ff)(plan, built, world.registry);
    const all = [...proven, ...checks, ...seen];
    return { plan, warnings, published: { image: built, moved, checks: all } };
}
async function decideBranch(branch, run) {
    const { inputs, context, outside } = run;
    const known = await (0,preflight_history/* checkedOut */.M8)(outside);
    const commitTime = known === undefined ? 0 : await outside.git.committerDate(known);
    const plan = (0,plan_branch/* planBranch */.Y)(branch, inputs, context, { commit: context.sha, commitTime });
    const environment = await (0,preflight/* preflight */.M)(run, { images: plan.images, warnings: plan.warnings });
    const checkout = known === context.sha
        ? []
        : [
            {
                message: `the workspace has ${known ?? 'nothing'} checked out, not ${context.sha}, the commit of this run`,
                hint: '- uses: actions/checkout@v6   # before this action, without ref:',
            },
        ];
    const promotes = inputs.from === undefined
        ? []
        : [
            {
                code: 'bad-input',
                message: `from promotes an image to a release, and this run publishes the branch ${branch}`,
                hint: `with: { from: '' }   # on pushes to ${branch}; a run of a tag promotes what it has built`,
            },
        ];
    const unnamed = (0,plan_plan/* noImageFault */.TL)(inputs, context.repository);
    const faults = [...run.faults, ...environment.faults, ...checkout, ...promotes, ...unnamed];
    if (faults.length > 0)
        throw new errors/* FaultsError */.aP(faults);
    return plan;
}


/***/ }),

/***/ 69836:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P3: () => (/* binding */ eachAssetCommand),
/* harmony export */   Q5: () => (/* binding */ checksumCommands),
/* harmony export */   XY: () => (/* binding */ verifyLines),
/* harmony export */   Xu: () => (/* binding */ provenanceCommand)
/* harmony export */ });
/* harmony import */ var _plan_asset_names_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(91667);

function verifyLines(plan, image, proof) {
    const downloads = plan.assets.checksums !== undefined || proof.publicKey !== undefined || proof.signed !== undefined;
    return [
        ...(downloads ? [downloadCommand(plan)] : []),
        ...plan.images.flatMap(({ name }) => [
            `docker pull ${name}@${image.digest}`,
            ...(plan.sign === 'none'
                ? []
                : [
                    ...(plan.signLegacy ? ['# With cosign 2 or 3:'] : []),
                    `cosign verify ${name}@${image.digest} \\`,
                    ...signedBy(proof).map((line) => `  ${line}`),
                ]),
            ...(plan.attest
                ? [
                    ...(proof.stored === false
                        ? [
                            '# GitHub stores no attestations for this repository; the registry and the release have them.',
                        ]
                        : []),
                    ...shortProvenanceCommand(plan, name, proof),
                    provenanceCommand(plan, `${name}@${image.digest}`, proof, ' \\\n  '),
                ]
                : []),
        ]),
        ...sumCommands(plan),
        ...(plan.assets.checksums && plan.sign !== 'none'
            ? [
                `cosign verify-blob ${plan.assets.checksums.name} --bundle ${plan.assets.checksums.bundle} \\`,
                ...signedBy(proof).map((line) => `  ${line}`),
            ]
            : []),
        ...(proof.signed === undefined || proof.signed.length === 0
            ? []
            : [`${eachOf(proof.signed)} \\`, ...signedBy(proof).map((line) => `  ${line}`)]),
    ];
}
function shortProvenanceCommand(plan, name, proof) {
    const { owner, serverUrl } = plan.repository;
    if (!proof.signer.san.toLowerCase().startsWith(`${serverUrl}/${owner}/`.toLowerCase()))
        return [];
    return [
        `gh attestation verify oci://${name}:${plan.pointers.exact} --owner ${owner}${fromRegistry(proof)}`,
    ];
}
function provenanceCommand({ repository }, ref, proof, between = ' ') {
    const { san, issuer } = proof.signer;
    const flags = [
        `--repo ${repository.fullName}`,
        `--cert-identity ${shellWord(san)}`,
        ...(issuer === usualIssuer ? [] : [`--cert-oidc-issuer ${shellWord(issuer)}`]),
    ];
    return [`gh attestation verify oci://${ref}${fromRegistry(proof)}`, ...flags].join(between);
}
const usualIssuer = 'https://token.actions.githubusercontent.com';
function shellWord(text) {
    return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw `'\''`)}'`;
}
function eachAssetCommand(names, proof) {
    return `${eachOf(names)} ${signedBy(proof)
        .map((line) => line.replace(/ \\$/, ''))
        .join(' ')}`;
}
function eachOf(names) {
    return `printf '%s\\n' ${names.join(' ')} | xargs -I{} cosign verify-blob ./{} --bundle ${(0,_plan_asset_names_js__WEBPACK_IMPORTED_MODULE_0__/* .bundleName */ .u1)('./{}')}`;
}
function checksumCommands(plan, proof) {
    const { checksums } = plan.assets;
    if (!checksums)
        return [];
    const signer = signedBy(proof)
        .map((line) => line.replace(/ \\$/, ''))
        .join(' ');
    return [
        downloadCommand(plan),
        ...sumCommands(plan),
        ...(plan.sign === 'none'
            ? []
            : [`cosign verify-blob ${checksums.name} --bundle ${checksums.bundle} ${signer}`]),
    ];
}
function downloadCommand(plan) {
    return `gh release download ${plan.tag} --repo ${plan.repository.fullName}`;
}
function sumCommands({ assets: { checksums } }) {
    return checksums ? [`sha256sum -c ${checksums.name} --ignore-missing`] : [];
}
function signedBy({ signer, publicKey }) {
    return publicKey === undefined
        ? [`--certificate-identity ${shellWord(signer.san)} \\`, `--certificate-oidc-issuer ${signer.issuer}`]
        : [`--key ${_plan_asset_names_js__WEBPACK_IMPORTED_MODULE_0__/* .keyName */ .xT}`];
}
function fromRegistry({ stored }) {
    return stored === false ? ' --bundle-from-oci' : '';
}


/***/ })

};
