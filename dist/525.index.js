export const id = 525;
export const ids = [525];
export const modules = {

/***/ 74794:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  IP: () => (/* binding */ auditGitTag),
  gU: () => (/* binding */ auditPointers),
  xM: () => (/* binding */ hasMajorPointer),
  Ce: () => (/* binding */ movingIn)
});

// EXTERNAL MODULE: ./build/plan/tags/image-tags.js
var image_tags = __webpack_require__(82345);
// EXTERNAL MODULE: ./build/plan/tags/pointers.js
var pointers = __webpack_require__(7870);
// EXTERNAL MODULE: ./build/plan/version/loose-version.js
var loose_version = __webpack_require__(70254);
// EXTERNAL MODULE: ./build/plan/version/version.js
var version_version = __webpack_require__(47673);
// EXTERNAL MODULE: ./build/compact.js
var compact = __webpack_require__(95681);
// EXTERNAL MODULE: ./build/audit/subject.js
var audit_subject = __webpack_require__(50076);
;// CONCATENATED MODULE: ./build/audit/leaders.js



const mostLooked = 50;
function makeHighest({ version, tag, inputs, release }, { github }, tags) {
    const known = new Map([[tag, Promise.resolve(stateOf([release]))]]);
    const state = (name) => {
        const found = known.get(name) ?? github.releasesOf(name).then(stateOf);
        known.set(name, found);
        return found;
    };
    return async (pointer) => {
        let left = [...new Set([...tags, tag])];
        const withdrawn = [];
        const lower = [];
        let leader;
        let unreleased;
        for (let looked = 0; lower.length < mostLooked; looked++) {
            const one = (0,pointers/* highestFor */.IA)(pointer, left, version, inputs.tagPrefix)?.tag;
            if (one === undefined)
                break;
            if (looked >= mostLooked && leader === undefined)
                throw new audit_subject/* AuditFailure */.YA(`${mostLooked} tags above have no release`);
            left = left.filter((name) => name !== one);
            if (leader !== undefined) {
                lower.push(one);
                continue;
            }
            const is = await state(one);
            if (is === 'withdrawn')
                withdrawn.push(one);
            else if (is === 'released')
                leader = one;
            else
                unreleased ??= one;
            if (leader !== undefined && unreleased === undefined)
                break;
        }
        return { leader, ...(0,compact/* compact */.o)({ lower, withdrawn, unreleased }) };
    };
}
function stateOf(releases) {
    const published = releases.find(({ draft }) => !draft);
    if (published === undefined)
        return 'none';
    return published.prerelease ? 'withdrawn' : 'released';
}

;// CONCATENATED MODULE: ./build/audit/pointers.js






async function auditGitTag(subject) {
    const { tag, manifest, repository } = subject;
    const commands = [`git ls-remote ${repository.url} 'refs/tags/${tag}^{}'`];
    return [
        await (0,audit_subject/* check */.z6)(`The Git tag ${tag} is where it was released`, commands, () => {
            if (subject.commit === undefined)
                throw new audit_subject/* AuditFailure */.YA('there is no such tag');
            if (manifest)
                (0,audit_subject/* expectSame */.K9)('it', subject.commit, manifest.commit);
            return subject.commit;
        }),
    ];
}
async function auditPointers(subject, world) {
    const { tag, repository, version, inputs } = subject;
    const checks = [];
    const tags = await world.github.tagNames(`${inputs.tagPrefix}v`);
    const highest = makeHighest(subject, world, tags);
    for (const pointer of pointersOf(subject)) {
        const { kind, pointer: line, name, left } = pointer;
        if (left !== undefined) {
            checks.push((0,audit_subject/* check */.z6)(`Pointer ${name} is not for releases to move`, [], () => left));
        }
        else if (kind === 'image') {
            for (const image of subject.images) {
                checks.push((0,audit_subject/* check */.z6)(`${image.name.name}:${name} names the highest release`, [`docker buildx imagetools inspect ${image.name.name}:${name}`], async () => {
                    const now = (await world.registry.head(image.name, name))?.digest;
                    const absent = now === undefined ? mayBeAbsent(subject, pointer) : undefined;
                    if (absent !== undefined)
                        return absent;
                    return namesHighest(name, now, await highest(line), async (released) => released === tag
                        ? image.digest
                        : (await world.registry.head(image.name, exactTag(released, subject)))?.digest);
                }));
            }
        }
        else {
            checks.push((0,audit_subject/* check */.z6)(`The Git tag ${name} names the highest release`, [`git ls-remote ${repository.url} 'refs/tags/${name}*'`], async () => {
                const now = await world.records.tagCommit(name);
                const absent = now === undefined ? mayBeAbsent(subject, pointer) : undefined;
                if (absent !== undefined)
                    return absent;
                return namesHighest(name, now, await highest(line), async (released) => released === tag ? subject.commit : world.records.tagCommit(released));
            }));
        }
    }
    if ((0,version_version/* isStable */.MQ)(version))
        checks.push(githubLatest(subject, world, highest));
    return Promise.all(checks);
}
function mayBeAbsent({ manifest }, { kind, name }) {
    if (manifest === undefined)
        return 'there is none, and the release of another tool never said so';
    const said = manifest.pointers.find((one) => one.kind === kind && one.name === name);
    return said?.moves === false ? `there is none; this release left it alone (${said.why})` : undefined;
}
function githubLatest({ manifest, inputs, repository }, world, highest) {
    const text = "GitHub's latest release is the highest";
    const said = manifest?.pointers.find(({ kind }) => kind === 'github-latest')?.why;
    const { makeLatest, tagPrefix } = inputs.pointers;
    if (said === undefined ? makeLatest === 'false' : /`make-latest: (?:auto|false)`/.test(said))
        return (0,audit_subject/* check */.z6)("GitHub's latest release is not for this one to be", [], () => said ?? 'it is left alone (`make-latest: false`)');
    return (0,audit_subject/* check */.z6)(text, [`gh release view --repo ${repository.fullName}`], async () => {
        const now = (await world.github.latestRelease())?.tag;
        if (now !== undefined && (0,loose_version/* isOfOtherComponent */.r3)(now, tagPrefix))
            return `${now}, of another component`;
        if (manifest === undefined && makeLatest === 'auto' && tagPrefix !== '')
            return now ?? 'none';
        return namesHighest('it', now, await highest('latest'), (released) => Promise.resolve(released));
    });
}
async function namesHighest(name, now, { leader, lower, unreleased, withdrawn }, valueOf) {
    if (leader === undefined) {
        for (const tag of withdrawn) {
            if (now !== undefined && (await valueOf(tag)) === now)
                return `${tag}, of which only the page is retracted`;
        }
        return expectNothing(name, now);
    }
    const wanted = await valueOf(leader);
    if (now === wanted && now !== undefined)
        return leader;
    if (unreleased !== undefined && now !== undefined) {
        for (const tag of lower) {
            if ((await valueOf(tag)) === now)
                return `${tag}, since ${unreleased} is a higher tag without a release`;
        }
    }
    if (wanted === leader)
        throw new audit_subject/* AuditFailure */.YA(`it is ${now === undefined ? 'nothing' : JSON.stringify(now)}, not ${JSON.stringify(leader)}`);
    throw new audit_subject/* AuditFailure */.YA(`it names ${now ?? 'nothing'}; ${leader} is ${wanted ?? 'gone'}`);
}
function exactTag(tag, { inputs, imageTagPrefix }) {
    const version = (0,version_version/* parseTag */.ED)(tag, inputs.tagPrefix);
    if (!version)
        throw new TypeError(`not a version: ${tag}`);
    return (0,image_tags/* exactImageTag */.rM)(version, imageTagPrefix);
}
function movingIn({ pointers }, imageTagPrefixes) {
    return pointers.flatMap(({ kind, name }) => kind === 'image' && name !== 'latest' && !(0,image_tags/* looksLikeVersion */.aG)(name, imageTagPrefixes) ? [name] : []);
}
function hasMajorPointer({ manifest, version, inputs, imageTagPrefix, otherPrefixes, }) {
    if (version.major > 0)
        return true;
    if (!manifest)
        return inputs.pointers.majorZero === true;
    const prefixes = [imageTagPrefix, ...otherPrefixes, `${inputs.tagPrefix}v`];
    const majors = prefixes.map((prefix) => (0,pointers/* pointerName */.Jy)('major', version, prefix));
    return manifest.pointers.some(({ name, why }) => majors.includes(name) && why !== pointers/* noMajorZero */.JW);
}
function pointersOf(subject) {
    const { manifest, version, inputs, imageTagPrefix, otherPrefixes } = subject;
    if (!(0,version_version/* isStable */.MQ)(version))
        return [];
    const prefixes = [imageTagPrefix, ...otherPrefixes];
    const hasMajor = hasMajorPointer(subject);
    const names = ['minor', 'major', 'latest'].filter((name) => name !== 'major' || hasMajor);
    const all = names.flatMap((pointer) => [
        ...(pointer === 'latest' ? [''] : prefixes).map((prefix) => ({
            kind: 'image',
            ...{ pointer, name: (0,pointers/* pointerName */.Jy)(pointer, version, prefix) },
        })),
        ...(pointer === 'latest'
            ? []
            : [{ kind: 'git', pointer, name: (0,pointers/* pointerName */.Jy)(pointer, version, `${inputs.tagPrefix}v`) }]),
    ]);
    const wanted = (one) => manifest
        ? manifest.pointers.some(({ kind, name }) => kind === one.kind && name === one.name)
        : one.kind === 'image'
            ? inputs.pointers.floating.includes(one.pointer)
            : inputs.pointers.gitTags.some((name) => name === one.pointer);
    const moving = (manifest ? movingIn(manifest, prefixes) : (inputs.pointers.movingImageTags ?? [])).map((name) => ({ kind: 'image', pointer: 'latest', name }));
    return [...all.filter(wanted), ...moving].map((one) => {
        const why = manifest?.pointers.find(({ kind, name }) => kind === one.kind && name === one.name)?.why ?? '';
        return /`latest: (?:branch|never)`/.test(why) ? { ...one, left: why } : one;
    });
}
function expectNothing(name, now) {
    if (now !== undefined)
        throw new audit_subject/* AuditFailure */.YA(`${name} names ${now}, and nothing should have that name`);
    return 'does not exist, as it should be';
}


/***/ }),

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

/***/ 25038:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ findBuild)
/* harmony export */ });
/* unused harmony export whyOfAnother */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _plan_promoted_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(15224);
/* harmony import */ var _world_registry_registry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(55145);
/* harmony import */ var _world_sigstore_statement_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(26235);
/* harmony import */ var _world_sigstore_certificate_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(75001);
/* harmony import */ var _world_sigstore_issuer_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(34203);
/* harmony import */ var _world_sigstore_verify_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4624);
/* harmony import */ var _bundles_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(36027);
/* harmony import */ var _attestation_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(95528);









async function findBuild({ plan, registry, github, trust, wanted }, name, digest, log) {
    const attached = await (0,_bundles_js__WEBPACK_IMPORTED_MODULE_5__/* .referringBundles */ .kv)(registry, name, digest, log);
    const stored = await (0,_attestation_js__WEBPACK_IMPORTED_MODULE_6__/* .storedAtGitHub */ .eQ)({ github }, digest);
    const texts = [...new Set([...attached, ...stored])];
    const root = texts.length === 0 ? undefined : await trust();
    const refused = [];
    for (const text of texts) {
        try {
            const judge = (0,_world_sigstore_verify_js__WEBPACK_IMPORTED_MODULE_4__/* .isLogged */ .j)(text) || root === undefined ? root : await trust({ withGitHub: true });
            if (judge === undefined)
                continue;
            const policy = { predicateType: _world_sigstore_statement_js__WEBPACK_IMPORTED_MODULE_7__/* .provenanceType */ .wy, subjectDigests: [digest] };
            const { serverUrl } = plan.repository;
            const signer = { issuer: (0,_world_sigstore_issuer_js__WEBPACK_IMPORTED_MODULE_8__/* .issuerOf */ .x)(serverUrl), san: (0,_world_sigstore_issuer_js__WEBPACK_IMPORTED_MODULE_8__/* .anyWorkflowOf */ .j)(serverUrl) };
            const statement = (0,_world_sigstore_verify_js__WEBPACK_IMPORTED_MODULE_4__/* .verifyBundle */ .IF)(JSON.parse(text), judge, { ...signer, ...policy });
            const why = (0,_plan_promoted_js__WEBPACK_IMPORTED_MODULE_1__/* .isPromotion */ .Ui)(statement.predicate)
                ? 'it is of a run that promoted the image, and built nothing'
                : (whyOfAnother(statement.certificate, plan) ?? whyOfAnotherRun(statement.certificate, wanted));
            if (why === undefined)
                return { built: builtBy(statement.certificate, text), bundle: text };
            refused.push(why);
        }
        catch (error) {
            if (!(error instanceof Error))
                throw error;
            if (isNoNews(error))
                continue;
            if (!('check' in error) && !(error instanceof SyntaxError))
                throw error;
            refused.push((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error));
        }
    }
    for (const line of refused)
        log(`a provenance does not count: ${line}`);
    return { refused: [...new Set(refused)] };
}
function whyOfAnotherRun({ san, runInvocationUri: run = '' }, wanted) {
    if (wanted === undefined || (wanted.identity === san && wanted.run === run))
        return undefined;
    return `it is of ${run}, by ${san}`;
}
function isNoNews(error) {
    const check = 'check' in error ? error.check : undefined;
    return check === 'predicate' || (check === 'bundle' && error.message.includes('signs a blob'));
}
function builtBy(claims, text) {
    const { san: identity, runInvocationUri: run = '' } = claims;
    return { identity, run, provenance: (0,_world_registry_registry_js__WEBPACK_IMPORTED_MODULE_2__/* .sha256 */ .s)(Buffer.from(text)) };
}
function whyOfAnother(claims, { repository, commit }) {
    const { from, of, on, began } = (0,_world_sigstore_certificate_js__WEBPACK_IMPORTED_MODULE_3__/* .originOf */ .y)(claims);
    const { buildTrigger: event = '' } = claims;
    if (from !== repository.url)
        return `it was built in ${from}, not in ${repository.url}`;
    if (of !== commit)
        return `it was built from commit ${of}, and the tag is ${commit}`;
    if (event.startsWith('pull_request'))
        return `it was built for ${event}, which may hold what nobody has merged`;
    if (!/^refs\/(?:heads|tags)\//.test(on))
        return `it was built on ${on}, which is no branch and no tag`;
    if (!began.startsWith(`${repository.url}/`))
        return `its run was started by ${began}, not by a workflow of this repository`;
    return undefined;
}


/***/ }),

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

/***/ 8525:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  auditRelease: () => (/* binding */ auditRelease),
  liesOf: () => (/* binding */ liesOf)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/plan/asset-names.js
var asset_names = __webpack_require__(91667);
// EXTERNAL MODULE: ./build/plan/tags/image-tags.js
var image_tags = __webpack_require__(82345);
// EXTERNAL MODULE: ./build/plan/brands.js
var brands = __webpack_require__(89682);
// EXTERNAL MODULE: ./build/plan/record/record-text.js
var record_text = __webpack_require__(32697);
// EXTERNAL MODULE: ./build/run/concurrency.js
var concurrency = __webpack_require__(90657);
// EXTERNAL MODULE: ./build/report/quantities.js
var quantities = __webpack_require__(32206);
// EXTERNAL MODULE: ./build/world/sigstore/statement.js
var sigstore_statement = __webpack_require__(26235);
// EXTERNAL MODULE: ./build/world/sigstore/verify.js + 2 modules
var verify = __webpack_require__(4624);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/world/sigstore/issuer.js
var issuer = __webpack_require__(34203);
// EXTERNAL MODULE: ./build/plan/json.js
var json = __webpack_require__(60070);
// EXTERNAL MODULE: ./build/audit/subject.js
var audit_subject = __webpack_require__(50076);
;// CONCATENATED MODULE: ./build/audit/provenance-facts.js


const buildType = 'https://actions.github.io/buildtypes/workflow/v1';
function expectHonest({ predicate, certificate }, { repository, commit }) {
    const at = (...path) => path.reduce((value, key) => ((0,json/* isJsonObject */.OW)(value) ? value[key] : undefined), predicate);
    (0,audit_subject/* expectSame */.K9)("the statement's build type", at('buildDefinition', 'buildType'), buildType);
    (0,audit_subject/* expectSame */.K9)("the statement's builder", at('runDetails', 'builder', 'id'), certificate.san);
    const workflow = (key) => at('buildDefinition', 'externalParameters', 'workflow', key);
    (0,audit_subject/* expectSame */.K9)("the statement's repository", workflow('repository'), repository.url);
    if (certificate.sourceRepositoryRef !== undefined)
        (0,audit_subject/* expectSame */.K9)("the statement's ref", workflow('ref'), certificate.sourceRepositoryRef);
    if (certificate.buildConfigUri !== undefined) {
        const said = `${String(workflow('repository'))}/${String(workflow('path'))}@${String(workflow('ref'))}`;
        (0,audit_subject/* expectSame */.K9)("the statement's workflow", said, certificate.buildConfigUri);
    }
    const event = at('buildDefinition', 'internalParameters', 'github', 'event_name');
    if (certificate.buildTrigger !== undefined)
        (0,audit_subject/* expectSame */.K9)("the statement's event", event, certificate.buildTrigger);
    if (certificate.runInvocationUri !== undefined)
        (0,audit_subject/* expectSame */.K9)("the statement's run", at('runDetails', 'metadata', 'invocationId'), certificate.runInvocationUri);
    expectCommit(at('buildDefinition', 'resolvedDependencies'), repository.url, commit);
}
function expectCommit(dependencies, url, commit) {
    const own = (Array.isArray(dependencies) ? dependencies : []).filter(json/* isJsonObject */.OW);
    const commits = own.map(({ uri, digest }) => ({
        uri: String(uri),
        commit: (0,json/* isJsonObject */.OW)(digest) ? digest['gitCommit'] : undefined,
    }));
    const other = commits.find((one) => one.commit !== undefined && one.commit !== commit);
    if (other)
        throw new audit_subject/* AuditFailure */.YA(`the statement is of commit ${String(other.commit)}, not ${commit ?? 'any'}`);
    if (!commits.some((one) => one.commit === commit && new RegExp(`^git\\+${escaped(url)}(?:@|$)`).test(one.uri)))
        throw new audit_subject/* AuditFailure */.YA(`the statement does not say that it is of ${url} at ${commit ?? 'any commit'}`);
}
function escaped(text) {
    return text.replace(/[^\w/:-]/g, String.raw `\$&`);
}

// EXTERNAL MODULE: ./build/compact.js
var compact = __webpack_require__(95681);
;// CONCATENATED MODULE: ./build/audit/signer.js


function expectSigner(claims, subject) {
    const { repository, commit, tag } = subject;
    const { san, sourceRepositoryUri: uri, sourceRepositoryDigest: signed, buildTrigger: event } = claims;
    if (uri !== repository.url)
        throw new audit_subject/* AuditFailure */.YA(`a run of ${uri ?? 'no repository'} signed it, not of ${repository.url}`);
    if (commit === undefined || signed !== commit)
        throw new audit_subject/* AuditFailure */.YA(`a run on commit ${signed ?? 'unknown'} signed it; the tag is ${commit ?? 'gone'}`);
    if (event?.startsWith('pull_request') === true)
        throw new audit_subject/* AuditFailure */.YA(`a run for ${event} signed it, which may hold what nobody has merged`);
    const expected = expectedOf(subject);
    if (expected)
        expectWorkflow(san, expected, repository.serverUrl);
    const own = `${repository.url}/`;
    const elsewhere = expected?.ref !== undefined && san.startsWith(own) ? refOf(san) : undefined;
    const ref = elsewhere ?? `refs/tags/${tag}`;
    const on = claims.sourceRepositoryRef ?? (san.startsWith(own) ? refOf(san) : undefined);
    if (on !== ref)
        throw new audit_subject/* AuditFailure */.YA(`a run on ${on ?? 'no ref'} signed it, not on ${ref}`);
    const began = claims.buildConfigUri ?? (san.startsWith(own) ? san : undefined);
    if (began === undefined || !began.startsWith(own) || refOf(began) !== ref)
        throw new audit_subject/* AuditFailure */.YA(`a run of ${began ?? 'an unknown workflow'} signed it, not of one of this repository on ${ref}`);
}
function expectedOf({ inputs, repository }) {
    const text = inputs.signerWorkflow;
    if (text === undefined)
        return undefined;
    const [path = '', ...rest] = text.replace(`${repository.serverUrl}/`, '').replace(/^\.\//, '').split('@');
    const inRepository = path.includes('/') ? path : `.github/workflows/${path}`;
    const file = inRepository.startsWith('.github/') ? `${repository.fullName}/${inRepository}` : inRepository;
    return (0,compact/* compact */.o)({ file, ref: rest.length === 0 ? undefined : rest.join('@') });
}
function expectWorkflow(san, { file, ref }, serverUrl) {
    const [signed = ''] = san.split('@');
    if (signed.toLowerCase() !== `${serverUrl}/${file}`.toLowerCase())
        throw new audit_subject/* AuditFailure */.YA(`${san} signed it, not the workflow ${file}`);
    const at = refOf(san);
    if (ref !== undefined && ![ref, `refs/heads/${ref}`, `refs/tags/${ref}`].includes(at ?? ''))
        throw new audit_subject/* AuditFailure */.YA(`${san} signed it, not ${file}@${ref}`);
}
function refOf(uri) {
    const at = uri.indexOf('@');
    return at < 0 ? undefined : uri.slice(at + 1);
}

;// CONCATENATED MODULE: ./build/audit/bundles.js







function auditStatement(text, subject, trust, policy) {
    const statement = (0,verify/* verifyBundle */.IF)(JSON.parse(text), trust, { ...signerOf(subject), ...policy });
    expectSigner(statement.certificate, subject);
    if (statement.predicateType === sigstore_statement/* provenanceType */.wy)
        expectHonest(statement, subject);
    return statement;
}
function auditBlob(text, blob, subject, trust) {
    const signature = (0,verify/* verifyBlob */.tB)(JSON.parse(text), blob, trust, signerOf(subject));
    expectSigner(signature.certificate, subject);
    return signature;
}
function firstAudited(texts, what, audit) {
    const wrong = [];
    for (const text of texts) {
        try {
            return audit(text);
        }
        catch (error) {
            if (!(error instanceof Error))
                throw error;
            if (!('check' in error && error.check === 'predicate'))
                wrong.push(error.message);
        }
    }
    throw new audit_subject/* AuditFailure */.YA(wrong.length === 0 ? `no ${what} was found` : `no ${what} verifies: ${wrong.join('; ')}`);
}
function signerOf({ manifest, repository }) {
    const identity = manifest?.signature?.identity;
    return {
        issuer: (0,issuer/* issuerOf */.x)(repository.serverUrl),
        san: identity ?? (0,issuer/* anyWorkflowOf */.j)(repository.serverUrl),
    };
}
function spokenOf(statement) {
    return new Set(statement.subjects.map(({ digest }) => digest));
}
function expectKnown(statement, { files, images, manifest }, digests) {
    const known = new Set([
        ...digests,
        ...images.map(({ digest }) => digest),
        ...files.map(({ sha256 }) => (0,brands/* digest */.br)(`sha256:${sha256}`)),
    ]);
    const unknown = [...spokenOf(statement)].filter((digest) => !known.has(digest));
    if (unknown.length > 0)
        throw new audit_subject/* AuditFailure */.YA(`it speaks of ${unknown.join(', ')}, which the release does not have`);
    const names = new Set(images.map(({ name }) => name.name));
    const strays = statement.subjects.filter(({ name, digest }) => digests.includes(digest)
        ? !names.has(name)
        : manifest && !files.some((file) => file.name === name && `sha256:${file.sha256}` === digest));
    if (strays.length > 0) {
        const said = [...new Set(strays.map(({ name }) => name))].join(', ');
        throw new audit_subject/* AuditFailure */.YA(`it speaks of ${said}, which the record does not name so`);
    }
}

;// CONCATENATED MODULE: ./build/audit/key.js




function keyOf({ files, manifest }, { knownKey }) {
    if (knownKey !== undefined)
        return { pem: knownKey, whose: 'the key that was given' };
    const own = files.find(({ name }) => name === manifest?.signature?.publicKey);
    if (!own)
        throw new audit_subject/* AuditFailure */.YA('its public key is not among the assets');
    return { pem: (0,audit_subject/* textOf */.b6)(own), whose: `the release's own ${own.name}` };
}
function isKeyed({ manifest }, { knownKey }) {
    return manifest === undefined ? knownKey !== undefined : manifest.signature?.publicKey !== undefined;
}
function blobSigner(bundle, content, subject, world) {
    if (subject.manifest?.signature?.publicKey === undefined)
        return auditBlob(bundle, content, subject, world.trust).certificate.san;
    const key = keyOf(subject, world);
    (0,verify/* verifyBlobWithKey */.Kn)(JSON.parse(bundle), content, world.trust, key.pem);
    return key.whose;
}
function signerOptions({ manifest }) {
    const { publicKey, identity = '', issuer = '' } = manifest?.signature ?? {};
    return publicKey === undefined
        ? `--certificate-identity ${identity} --certificate-oidc-issuer ${issuer}`
        : `--key ${publicKey}`;
}
async function keyCheck(subject, world) {
    const text = "The release's key is the one that is known";
    const { manifest } = subject;
    const { knownKey } = world;
    if (manifest === undefined)
        return [];
    if (knownKey === undefined) {
        const give = 'with: { sign: key, cosign-key: "${{ vars.COSIGN_PUB }}" }   # the public key, from elsewhere';
        return isKeyed(subject, world) ? [(0,audit_subject/* notRun */.nE)(text, `none was given to compare it with: ${give}`)] : [];
    }
    const line = await (0,audit_subject/* check */.z6)(text, [], () => {
        const { publicKey, identity = 'nobody' } = manifest.signature ?? {};
        if (publicKey === undefined)
            throw new audit_subject/* AuditFailure */.YA(`the record names no key: ${identity} signed`);
        const { pem, whose } = keyOf(subject, {});
        if (!isSameKey(pem, knownKey))
            throw new audit_subject/* AuditFailure */.YA(`${whose} is another`);
        return whose;
    });
    return [line];
}
function isSameKey(...pems) {
    const [one, other] = pems.map((pem) => (0,external_node_crypto_.createPublicKey)(pem).export({ type: 'spki', format: 'der' }));
    return one !== undefined && other !== undefined && one.equals(other);
}

;// CONCATENATED MODULE: ./build/audit/asset-signatures.js



function recordedBundles(manifest) {
    const own = manifest?.signature?.bundle;
    return new Map([
        ...(manifest?.assets ?? []).flatMap(({ name, bundle }) => bundle === undefined ? [] : [[name, bundle]]),
        ...(own === undefined ? [] : [[asset_names/* recordName */.xD, own]]),
    ]);
}
function auditAssetSignatures(subject, world) {
    const by = signerOptions(subject);
    return Promise.all([...recordedBundles(subject.manifest)].map(([name, bundle]) => (0,audit_subject/* check */.z6)(`Signature ${bundle} of ${name}`, [`cosign verify-blob ${name} --bundle ${bundle} ${by}`], () => signer(name, bundle, subject, world))));
}
function signer(name, bundle, subject, world) {
    const file = (wanted) => {
        const found = subject.files.find((one) => one.name === wanted);
        if (!found)
            throw new audit_subject/* AuditFailure */.YA(`${wanted} is not there`);
        return found;
    };
    return blobSigner((0,audit_subject/* textOf */.b6)(file(bundle)), file(name).content, subject, world);
}

;// CONCATENATED MODULE: ./build/audit/asset-proofs.js










const bundleSuffix = /\.(?:sigstore(?:\.json)?|bundle)$/;
async function auditAssetProofs(subject, world) {
    const apart = [
        subject.manifest?.provenance?.asset,
        ...recordedBundles(subject.manifest).values(),
        subject.manifest?.provenance?.bundle,
        ...shipped(subject),
    ];
    const bundles = subject.files.filter(({ name }) => bundleSuffix.test(name) && !apart.includes(name));
    const recorded = subject.manifest?.provenance;
    const checks = await Promise.all([
        ...(recorded === undefined
            ? []
            : [
                (0,audit_subject/* check */.z6)(`The provenance among the assets, ${recorded.asset}`, [], () => recordedProvenance(subject, world)),
            ]),
        ...bundles.map((bundle) => (0,audit_subject/* check */.z6)(`Signature ${bundle.name}`, [], () => isByKey(bundle, subject, world)
            ? keyedSignature(bundle, subject, world)
            : assetSignature(bundle, subject, world))),
    ]);
    return [...checks, ...(await keyCheck(subject, world))];
}
function payloadOf({ assets, provenance, sboms, gate, signature }) {
    const proofs = [
        provenance?.asset,
        gate?.asset,
        signature?.publicKey,
        ...sboms.map(({ asset }) => asset),
        asset_names/* notesName */.RC,
    ];
    const isBeside = (name) => bundleSuffix.test(name) && assets.some((one) => one.name === name.replace(bundleSuffix, ''));
    return assets.filter(({ name }) => !proofs.includes(name) && !isBeside(name));
}
function shipped({ manifest, files }) {
    const proofs = [
        ...(manifest?.sboms ?? []),
        ...(manifest?.provenance ? [manifest.provenance] : []),
        ...(manifest?.gate ? [manifest.gate] : []),
    ];
    const isProof = (name) => proofs.some(({ asset }) => asset === name);
    const isThere = (wanted) => files.some(({ name }) => name === wanted);
    const own = (manifest?.assets ?? [])
        .map(({ name }) => name)
        .filter((name) => !isProof(name) && !isThere(name.replace(bundleSuffix, '')));
    return [...own, ...(manifest?.kept ?? []).map(({ name }) => name)];
}
function isByKey(bundle, subject, world) {
    if (!isKeyed(subject, world))
        return false;
    return subject.manifest === undefined
        ? 'messageSignature' in JSON.parse((0,audit_subject/* textOf */.b6)(bundle))
        : bundle.name === subject.manifest.checksums?.bundle;
}
function keyedSignature(bundle, subject, world) {
    const target = subject.files.find(({ name }) => name === bundle.name.replace(bundleSuffix, ''));
    if (!target)
        throw new audit_subject/* AuditFailure */.YA('what it signs is not there');
    const key = keyOf(subject, world);
    (0,verify/* verifyBlobWithKey */.Kn)(JSON.parse((0,audit_subject/* textOf */.b6)(bundle)), target.content, world.trust, key.pem);
    return `${target.name}, by ${key.whose}`;
}
function recordedProvenance(subject, world) {
    const { manifest, files, images } = subject;
    const recorded = manifest?.provenance;
    if (!recorded)
        throw new audit_subject/* AuditFailure */.YA('the record names none');
    (0,audit_subject/* expectSame */.K9)('its name', recorded.asset, asset_names/* provenanceName */.HN);
    (0,audit_subject/* expectSame */.K9)('its predicate type', recorded.predicateType, sigstore_statement/* provenanceType */.wy);
    const file = files.find(({ name }) => name === recorded.asset);
    if (!file)
        throw new audit_subject/* AuditFailure */.YA('it is not there');
    const digests = [...images.map(({ digest }) => digest), ...manifest.platforms.map(({ digest }) => digest)];
    const statement = auditStatement((0,audit_subject/* textOf */.b6)(file), subject, world.trust, {
        predicateType: sigstore_statement/* provenanceType */.wy,
        subjectDigests: digests,
    });
    expectKnown(statement, subject, digests);
    (0,audit_subject/* expectSame */.K9)('its log index', statement.logIndex, recorded.logIndex);
    const spoken = ({ name, sha256 }) => statement.subjects.some((one) => one.name === name && one.digest === `sha256:${sha256}`);
    const silent = payloadOf(manifest).filter((asset) => !spoken(asset));
    if (silent.length > 0)
        throw new audit_subject/* AuditFailure */.YA(`it does not speak of ${silent.map(({ name }) => name).join(', ')} as the release has it`);
    return `${(0,quantities/* count */.U9)(statement.subjects.length, 'subject')}${statement.logIndex === undefined ? '' : `, log index ${statement.logIndex}`}`;
}
function assetSignature(bundle, subject, world) {
    const target = subject.files.find(({ name }) => name === bundle.name.replace(bundleSuffix, ''));
    const text = (0,audit_subject/* textOf */.b6)(bundle);
    if (target && 'messageSignature' in JSON.parse(text)) {
        return `${target.name}, by ${auditBlob(text, target.content, subject, world.trust).certificate.san}`;
    }
    const statement = auditStatement(text, subject, world.trust, (0,compact/* compact */.o)({ subjectDigests: target ? [(0,brands/* digest */.br)(`sha256:${target.sha256}`)] : undefined }));
    const spoken = spokenOf(statement);
    const named = subject.files.filter(({ sha256 }) => spoken.has((0,brands/* digest */.br)(`sha256:${sha256}`)));
    const digests = [...subject.images, ...(subject.manifest?.platforms ?? [])].map(({ digest }) => digest);
    if (digests.some((digest) => spoken.has(digest)))
        return `the image, by ${statement.certificate.san}`;
    if (named.length === 0)
        throw new audit_subject/* AuditFailure */.YA('it speaks of nothing of this release');
    return `${named.map(({ name }) => name).join(', ')}, by ${statement.certificate.san}`;
}

;// CONCATENATED MODULE: ./build/audit/sums.js


const listName = /^(?:.*[-_.])?(?:checksums?(?:\.txt|\.sha256)?|sha256sums?(?:\.txt)?)$/i;
function listedSums(files) {
    return files
        .filter(({ name, content }) => listName.test(name) && Buffer.isBuffer(content))
        .map((file) => ({ list: file.name, sums: readSums((0,audit_subject/* textOf */.b6)(file)) }));
}
function readSums(text) {
    return new Map([...text.matchAll(/^([0-9a-f]{64})[ \t][ *]?(?:\.\/)?(.+?)\r?$/gm)].map(([, sum = '', name = '']) => [name, sum]));
}
function auditSums({ files }) {
    return Promise.all(listedSums(files).map(({ list, sums }) => (0,audit_subject/* check */.z6)(`${list} lists what is there`, [`sha256sum --check ${list}`], () => {
        const gone = [...sums.keys()].filter((name) => !files.some((file) => file.name === name));
        if (gone.length > 0)
            throw new audit_subject/* AuditFailure */.YA(`it lists ${gone.join(', ')}, which ${gone.length === 1 ? 'is' : 'are'} not there`);
        if (sums.size === 0)
            throw new audit_subject/* AuditFailure */.YA('it lists nothing');
        const own = files.find((file) => file.name === list);
        const lines = own ? (0,audit_subject/* textOf */.b6)(own).trim().split('\n').length : 0;
        if (lines !== sums.size)
            throw new audit_subject/* AuditFailure */.YA(`${lines} lines, but ${sums.size} sums can be read`);
        const wrong = files.filter(({ name, sha256 }) => (sums.get(name) ?? sha256) !== sha256);
        if (wrong.length > 0)
            throw new audit_subject/* AuditFailure */.YA(`wrong of ${wrong.map(({ name }) => name).join(', ')}`);
        return (0,quantities/* count */.U9)(sums.size, 'file');
    })));
}

;// CONCATENATED MODULE: ./build/audit/read-release.js










const mostRead = 16 * 1024 * 1024;
const downloadsAtOnce = 4;
async function readRelease(input, world) {
    const { release, version, inputs } = input;
    const [files, commit] = await Promise.all([download(release, world), world.records.tagCommit(version.tag)]);
    const json = files.find(({ name }) => name === asset_names/* recordName */.xD);
    const manifest = json && Buffer.isBuffer(json.content) ? (0,record_text/* parseRecord */.Hh)((0,audit_subject/* textOf */.b6)(json)) : undefined;
    const [said, ...others] = prefixesIn(manifest, version);
    const imageTagPrefix = said ?? inputs.pointers.imageTagPrefix;
    return (0,compact/* compact */.o)({
        tag: version.tag,
        version,
        repository: input.repository,
        inputs,
        release,
        fresh: input.fresh,
        commit,
        files,
        manifest,
        images: manifest ? (0,audit_subject/* imagesIn */.o$)(manifest) : await imagesOfTag(input, world, imageTagPrefix),
        imageTagPrefix,
        otherPrefixes: manifest ? others : (inputs.pointers.otherPrefixes ?? []),
    });
}
async function download(release, { github, folder }) {
    const assets = release.assets.filter(({ state }) => state === 'uploaded');
    const files = await (0,concurrency/* mapConcurrent */._k)([...assets.entries()], downloadsAtOnce, ([at, asset]) => downloadOne(asset, at, github, folder));
    return files.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
async function downloadOne(asset, at, github, folder) {
    const { name, id } = asset;
    const isRead = [asset_names/* recordName */.xD, asset_names/* keyName */.xT].includes(name) || bundleSuffix.test(name) || listName.test(name);
    if (isRead && asset.size <= mostRead) {
        const content = await github.download(asset);
        return { name, size: content.length, sha256: (0,audit_subject/* sha256Hex */.fg)(content), content };
    }
    const file = (0,external_node_path_.join)(folder, `${id}-${at}`);
    return { name, ...(await github.downloadTo(asset, file)), content: { file } };
}
function prefixesIn(manifest, version) {
    const [first, ...rest] = manifest?.images[0]?.tags ?? [];
    const text = (0,image_tags/* exactImageTag */.rM)(version, '');
    if (first?.endsWith(text) !== true)
        return [];
    const forms = [first, ...rest.filter((tag) => tag.endsWith(text))];
    return forms.map((tag) => tag.slice(0, -text.length));
}
async function imagesOfTag({ images, version }, { registry }, prefix) {
    const exact = (0,image_tags/* exactImageTag */.rM)(version, prefix);
    const found = await Promise.all(images.map(async (name) => {
        const digest = (await registry.head(name, exact))?.digest;
        return digest !== undefined && (0,brands/* isDigest */.Bc)(digest)
            ? [{ name, digest: (0,brands/* digest */.br)(digest), tags: [exact] }]
            : [];
    }));
    return found.flat();
}

// EXTERNAL MODULE: ./build/plan/oci/index.js
var oci = __webpack_require__(58304);
// EXTERNAL MODULE: ./build/plan/oci/manifest.js
var oci_manifest = __webpack_require__(39043);
;// CONCATENATED MODULE: ./build/audit/image.js





const isAttestation = ({ platform }) => platform?.architecture === 'unknown';
async function auditImage(image, subject, { registry }) {
    const ref = `${image.name.name}@${image.digest}`;
    const exact = (0,image_tags/* exactImageTag */.rM)(subject.version, subject.imageTagPrefix);
    return Promise.all([
        (0,audit_subject/* check */.z6)(`${image.name.name}: the index holds exactly its platforms`, [`docker buildx imagetools inspect ${ref}`], () => platforms(image, subject, registry)),
        (0,audit_subject/* check */.z6)(`${image.name.name} has the release's own tag`, [], () => {
            if (!image.tags.includes(exact))
                throw new audit_subject/* AuditFailure */.YA(`${exact} is not among ${image.tags.join(', ')}`);
            return exact;
        }),
        ...image.tags.map((tag) => (0,audit_subject/* check */.z6)(`${image.name.name}:${tag} names the index`, [`docker buildx imagetools inspect ${image.name.name}:${tag}`], async () => {
            const now = (await registry.head(image.name, tag))?.digest;
            if (now === undefined && subject.fresh === true)
                return 'not there yet';
            (0,audit_subject/* expectSame */.K9)('it', now, image.digest);
            return image.digest;
        })),
    ]);
}
async function platforms(image, { manifest }, registry) {
    const index = await registry.manifest(image.name, image.digest);
    if (!index)
        throw new audit_subject/* AuditFailure */.YA('the registry has no such digest');
    const found = await Promise.all(entriesIn(index.bytes)
        .filter((entry) => !isAttestation(entry))
        .map((entry) => readPlatform(image, entry, registry)));
    if (manifest) {
        const sorted = (list) => list
            .map(({ platform, digest, size }) => ({ platform, digest, size }))
            .sort((a, b) => a.platform.localeCompare(b.platform));
        (0,audit_subject/* expectSame */.K9)('the list of platforms', sorted(found), sorted([...manifest.platforms]));
    }
    return found.map(({ platform }) => platform).join(', ');
}
async function readPlatform(image, entry, registry) {
    const { os = '', architecture = '', variant } = entry.platform ?? {};
    const suffix = variant === undefined || (architecture === 'arm64' && variant === 'v8') ? '' : `/${variant}`;
    const platform = `${os}/${architecture}${suffix}`;
    const own = await registry.manifest(image.name, entry.digest);
    if (!own)
        throw new audit_subject/* AuditFailure */.YA(`the registry has not ${platform}, ${entry.digest}`);
    const config = wellFormed(platform, () => (0,oci_manifest/* parseImageManifest */.S)(own.bytes.toString('utf8'))).config?.digest;
    if (typeof config !== 'string' || !(0,brands/* isDigest */.Bc)(config))
        throw new audit_subject/* AuditFailure */.YA(`${platform} has no configuration`);
    const json = (await registry.blob(image.name, config)).toString('utf8');
    const built = wellFormed(`the configuration of ${platform}`, () => JSON.parse(json));
    (0,audit_subject/* expectSame */.K9)(`the platform of ${entry.digest}`, `${String(built?.os)}/${String(built?.architecture)}`, `${os}/${architecture}`);
    return { platform, digest: entry.digest, size: (0,oci_manifest/* pullSize */.p)(own.bytes) };
}
async function digestsToProve(image, { manifest }, registry) {
    if (manifest)
        return [image.digest, ...manifest.platforms.map(({ digest }) => digest)];
    const index = await registry.manifest(image.name, image.digest);
    const entries = index && (0,oci/* isIndex */.nw)(index.descriptor.mediaType) ? entriesIn(index.bytes) : [];
    return [image.digest, ...entries.filter((entry) => !isAttestation(entry)).map(({ digest }) => digest)];
}
function entriesIn(index) {
    return wellFormed('the index', () => (0,oci/* parseIndex */.A1)(index.toString('utf8')));
}
function wellFormed(what, read) {
    try {
        return read();
    }
    catch (error) {
        if (error instanceof TypeError || error instanceof SyntaxError)
            throw new audit_subject/* AuditFailure */.YA(`${what} cannot be read: ${error.message}`);
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/audit/policy.js
function demandsSignature({ inputs, manifest }) {
    return inputs.sign !== 'none' || manifest?.signature !== undefined;
}
function demandsProvenance({ inputs, manifest, }) {
    return inputs.attest || manifest?.provenance !== undefined;
}
function coveringOf(subject) {
    if (subject.manifest?.signature !== undefined)
        return 'signature';
    if (demandsProvenance(subject))
        return 'provenance';
    return demandsSignature(subject) ? 'signature' : 'nothing';
}
const withoutSignature = 'with: { mode: verify, sign: none }   # where it was released so';
const withoutProvenance = 'with: { mode: verify, attest: false }   # where it was released so';

// EXTERNAL MODULE: ./build/find/bundles.js
var bundles = __webpack_require__(36027);
;// CONCATENATED MODULE: ./build/audit/image-proofs.js










const signatureType = 'https://sigstore.dev/cosign/sign/v1';
async function auditImageProofs(image, subject, world) {
    const digests = await digestsOrFault(image, subject, world);
    if ('fault' in digests)
        return [digests.fault];
    const proofs = {
        image,
        ...digests,
        subject,
        world,
        attached: (digest) => (0,bundles/* referringBundles */.kv)(world.registry, image.name, digest),
        stored: async (digest) => (await world.github.attestations(digest))
            .filter((one) => one !== undefined)
            .map((one) => JSON.stringify(one)),
    };
    return [await signatures(proofs), ...(await provenance(proofs))];
}
async function digestsOrFault(image, subject, { registry }) {
    try {
        return { digests: await digestsToProve(image, subject, registry) };
    }
    catch (error) {
        if (!(error instanceof audit_subject/* AuditFailure */.YA))
            throw error;
        const text = `Signatures and provenance of ${image.name.name}: index and every platform`;
        return { fault: await (0,audit_subject/* check */.z6)(text, [], () => Promise.reject(error)) };
    }
}
async function signatures(proofs) {
    const { image, digests, subject } = proofs;
    const { manifest, repository } = subject;
    const { name } = image.name;
    const text = `Signatures of ${name}: index and every platform`;
    if (isKeyed(subject, proofs.world)) {
        const command = `cosign verify --key ${manifest?.signature?.publicKey ?? asset_names/* keyName */.xT} ${name}@${image.digest}`;
        return (0,audit_subject/* check */.z6)(text, [command], () => keyedSignatures(proofs));
    }
    if (manifest && manifest.signature === undefined) {
        return (0,audit_subject/* check */.z6)(`${name} is unsigned, as the record says`, [], async () => {
            if (await provenAnyway(signatureType, proofs))
                throw new audit_subject/* AuditFailure */.YA('it is signed, so the record has lost its signer');
            if (demandsSignature(subject))
                throw new audit_subject/* AuditFailure */.YA(`the record names no signature, and one is asked for; ${withoutSignature}`);
            return 'no signature';
        });
    }
    const identity = `--certificate-identity-regexp '^${repository.url}/' --certificate-oidc-issuer https://token.actions.githubusercontent.com`;
    if (!manifest && !(await provenAnyway(signatureType, proofs)))
        return (0,audit_subject/* notRun */.nE)(text, `the release says nothing of any, and no workflow of ${repository.fullName} signed it`);
    return (0,audit_subject/* check */.z6)(text, [`cosign verify ${identity} ${name}@${image.digest}`], async () => {
        await proveEach(signatureType, 'signature', proofs, proofs.attached);
        const who = manifest?.signature?.identity ?? `a workflow of ${repository.fullName}`;
        return `${(0,quantities/* count */.U9)(digests.length, 'digest')} signed by ${who}`;
    });
}
async function keyedSignatures({ digests, subject, world, attached }) {
    const key = keyOf(subject, world);
    for (const digest of digests) {
        firstAudited(await attached(digest), `signature of ${digest}`, (text) => (0,verify/* verifyBundleWithKey */.BH)(JSON.parse(text), world.trust, key.pem, {
            predicateType: signatureType,
            subjectDigests: [digest],
        }));
    }
    return `${(0,quantities/* count */.U9)(digests.length, 'digest')} signed by ${key.whose}`;
}
async function provenance(proofs) {
    const { image, digests, subject } = proofs;
    const { manifest, repository } = subject;
    const { name } = image.name;
    if (manifest && manifest.provenance === undefined) {
        const without = await (0,audit_subject/* check */.z6)(`${name} is without provenance, as the record says`, [], async () => {
            if (await provenAnyway(sigstore_statement/* provenanceType */.wy, proofs))
                throw new audit_subject/* AuditFailure */.YA('it is attested, so the record has lost its provenance');
            if (demandsProvenance(subject))
                throw new audit_subject/* AuditFailure */.YA(`the record names no provenance, and it is asked for; ${withoutProvenance}`);
            return 'none';
        });
        return [without];
    }
    const text = `Provenance of ${name}: index and every platform`;
    const identity = manifest?.signature?.identity;
    const command = [
        `gh attestation verify oci://${name}@${image.digest} --repo ${repository.fullName}`,
        ...(identity === undefined ? [] : [`--cert-identity '${identity.replaceAll("'", '')}'`]),
    ].join(' ');
    if (!manifest && !(await provenAnyway(sigstore_statement/* provenanceType */.wy, proofs))) {
        const nobody = `the release says nothing of any, and no workflow of ${repository.fullName} made one`;
        return [(0,audit_subject/* notRun */.nE)(text, nobody)];
    }
    const proven = `${(0,quantities/* count */.U9)(digests.length, 'digest')}, commit ${subject.commit ?? ''}`;
    const inRegistry = await (0,audit_subject/* check */.z6)(`${text}, in the registry`, [`${command} --bundle-from-oci`], async () => {
        const statements = await proveEach(sigstore_statement/* provenanceType */.wy, 'provenance', proofs, proofs.attached);
        for (const statement of statements)
            expectKnown(statement, subject, digests);
        return proven;
    });
    if (manifest?.provenance && manifest.provenance.url === undefined)
        return [inRegistry, await notAtGitHub(proofs)];
    const atGitHub = await (0,audit_subject/* check */.z6)(`${text}, at GitHub`, [command], async () => {
        await proveEach(sigstore_statement/* provenanceType */.wy, 'provenance', proofs, proofs.stored);
        return proven;
    });
    return [inRegistry, atGitHub];
}
function notAtGitHub({ image, digests, stored }) {
    return (0,audit_subject/* check */.z6)(`GitHub stores no provenance of ${image.name.name}, as the record says`, [], async () => {
        const bundles = (await Promise.all(digests.map(stored))).flat();
        if (bundles.length > 0)
            throw new audit_subject/* AuditFailure */.YA('it does: the record has lost where');
        return 'the registry and the release have it';
    });
}
function proveEach(predicateType, what, { digests, subject, world }, bundles) {
    return Promise.all(digests.map(async (digest) => firstAudited(await bundles(digest), `${what} of ${digest}`, (text) => auditStatement(text, subject, world.trust, { predicateType, subjectDigests: [digest] }))));
}
async function provenAnyway(predicateType, { digests, attached, stored, subject, world }) {
    for (const digest of digests) {
        for (const text of [...(await attached(digest)), ...(await stored(digest))]) {
            try {
                auditStatement(text, subject, world.trust, { predicateType, subjectDigests: [digest] });
                return true;
            }
            catch (error) {
                if (!(error instanceof Error))
                    throw error;
            }
        }
    }
    return false;
}

;// CONCATENATED MODULE: ./build/audit/layers.js







const atOnce = 4;
const layers_mostRead = 256 * 1024 ** 3;
async function auditLayers(image, { inputs }, { registry }) {
    if (!inputs.deep)
        return [];
    const { name } = image.name;
    return [
        await (0,audit_subject/* check */.z6)(`${name}: the bytes of every layer and configuration are there`, [`docker buildx imagetools inspect ${name}@${image.digest}`], () => readAll(image, registry)),
    ];
}
async function readAll(image, registry) {
    const manifests = await manifestsOf(image, registry);
    const named = manifests.flatMap(({ config, layers }) => [...(config ? [config] : []), ...layers]);
    const foreign = named.filter(isForeign);
    const blobs = distinct(named.filter((one) => !isForeign(one)));
    const total = blobs.reduce((sum, { size }) => sum + size, 0);
    if (total > layers_mostRead)
        throw new audit_subject/* AuditFailure */.YA(`its manifests name ${(0,quantities/* formatBytes */.z3)(total)}; no more than ${(0,quantities/* formatBytes */.z3)(layers_mostRead)} is read`);
    const wrong = await (0,concurrency/* mapConcurrent */._k)(blobs, atOnce, (blob) => whyWrong(image, blob, registry));
    const found = wrong.filter((one) => one !== undefined);
    if (found.length > 0)
        throw new audit_subject/* AuditFailure */.YA(found.join('; '));
    const elsewhere = foreign.length === 0 ? '' : `, and ${foreign.length} that a registry need not have`;
    return `${(0,quantities/* count */.U9)(blobs.length, 'blob')}, ${(0,quantities/* formatBytes */.z3)(total)}${elsewhere}`;
}
async function manifestsOf(image, registry) {
    const index = await registry.manifest(image.name, image.digest);
    if (!index)
        throw new audit_subject/* AuditFailure */.YA('the registry has no such digest');
    if (!(0,oci/* isIndex */.nw)(index.descriptor.mediaType))
        return [read('the manifest', index.bytes)];
    const entries = wellFormed('the index', () => (0,oci/* parseIndex */.A1)(index.bytes.toString('utf8')));
    return (0,concurrency/* mapConcurrent */._k)(entries, atOnce, async ({ digest }) => {
        const own = await registry.manifest(image.name, digest);
        if (!own)
            throw new audit_subject/* AuditFailure */.YA(`the registry has not ${digest}`);
        return read(digest, own.bytes);
    });
}
function read(what, manifest) {
    return wellFormed(what, () => (0,oci_manifest/* parseImageManifest */.S)(manifest.toString('utf8')));
}
function isForeign({ mediaType }) {
    return typeof mediaType === 'string' && /nondistributable|\.foreign\./.test(mediaType);
}
function distinct(named) {
    const blobs = named.map(({ digest, size }) => {
        if (typeof digest !== 'string' || !(0,brands/* isDigest */.Bc)(digest))
            throw new audit_subject/* AuditFailure */.YA(`a manifest names ${JSON.stringify(digest)}, which is no digest`);
        if (!Number.isSafeInteger(size) || size < 0)
            throw new audit_subject/* AuditFailure */.YA(`a manifest says that ${digest} has ${size} bytes`);
        return { digest, size };
    });
    return [...new Map(blobs.map((blob) => [`${blob.digest} ${blob.size}`, blob])).values()];
}
async function whyWrong(image, { digest, size }, registry) {
    const found = await registry.sumBlob(image.name, digest, size);
    if (found === undefined)
        return `the registry has not ${digest}`;
    if (found.size > size)
        return `${digest} has more than the ${size} bytes that its manifest says`;
    if (found.size < size)
        return `${digest} has ${found.size} bytes, not ${size}`;
    return found.digest === digest ? undefined : `under ${digest} lies ${found.digest}`;
}

// EXTERNAL MODULE: ./build/world/sigstore/simple-signing.js
var simple_signing = __webpack_require__(43812);
// EXTERNAL MODULE: ./build/find/legacy-signature.js
var legacy_signature = __webpack_require__(77400);
;// CONCATENATED MODULE: ./build/audit/legacy-signatures.js






async function auditLegacy(image, subject, world) {
    const { signature } = subject.manifest ?? {};
    const recorded = (signature?.images ?? []).filter((one) => one.image === image.name.name && one.legacyTag !== undefined);
    if (signature === undefined || recorded.length === 0)
        return [];
    const digests = await digestsToProve(image, subject, world.registry);
    return [
        await (0,audit_subject/* check */.z6)(`Signatures of ${image.name.name} for cosign 2: index and every platform`, [
            `cosign verify --new-bundle-format=false ${signerOptions(subject)} ${image.name.name}@${image.digest}`,
        ], async () => {
            for (const { digest, legacyTag: tag } of recorded)
                (0,audit_subject/* expectSame */.K9)(`the tag of ${digest}`, tag, (0,simple_signing/* legacyTag */.w_)(digest));
            const signers = await Promise.all(digests.map((digest) => legacy_signatures_signer(image, digest, subject, world)));
            return `${(0,quantities/* count */.U9)(digests.length, 'digest')}, by ${[...new Set(signers)].join(', ')}`;
        }),
    ];
}
async function legacy_signatures_signer({ name }, digest, subject, world) {
    const wrong = [];
    const all = await (0,legacy_signature/* legacySignatures */.Pz)(world.registry, name, digest, (line) => wrong.push(line));
    for (const one of all) {
        try {
            return blobSigner(JSON.stringify((0,legacy_signature/* legacyBundle */.Es)(one)), one.payload, subject, world);
        }
        catch (error) {
            if (!(error instanceof Error))
                throw error;
            wrong.push(error.message);
        }
    }
    throw new audit_subject/* AuditFailure */.YA(wrong.length === 0
        ? `${(0,simple_signing/* legacyTag */.w_)(digest)} has no signature`
        : `no signature in ${(0,simple_signing/* legacyTag */.w_)(digest)} verifies: ${wrong.join('; ')}`);
}

// EXTERNAL MODULE: ./build/plan/tags/marks.js
var tags_marks = __webpack_require__(17280);
// EXTERNAL MODULE: ./build/plan/version/version.js
var version_version = __webpack_require__(47673);
// EXTERNAL MODULE: ./build/plan/record/page.js
var page = __webpack_require__(37103);
// EXTERNAL MODULE: ./build/plan/record/recorded-names.js
var recorded_names = __webpack_require__(70049);
;// CONCATENATED MODULE: ./build/audit/page.js








async function auditPage(subject) {
    const { release, tag, repository } = subject;
    const page = [`gh release view ${tag} --repo ${repository.fullName}`];
    return Promise.all([
        (0,audit_subject/* check */.z6)('The release page is published and marked for what it is', page, () => {
            if (release.draft)
                throw new audit_subject/* AuditFailure */.YA('it is a draft');
            return prereleaseMark(subject);
        }),
        (0,audit_subject/* check */.z6)('The release page has its notes', page, () => {
            if (release.body.trim() === '')
                throw new audit_subject/* AuditFailure */.YA('the notes are empty');
            for (const { name, digest } of subject.images) {
                for (const rest of release.body.split(`${name.name}@`).slice(1)) {
                    const named = /^sha256:[0-9a-f]*/.exec(rest)?.[0] ?? 'nothing';
                    if (named !== digest)
                        throw new audit_subject/* AuditFailure */.YA(`the notes tell people to use ${name.name}@${named}`);
                }
            }
            return `${release.body.length} characters`;
        }),
        ...words(subject),
        (0,audit_subject/* check */.z6)('The assets are exactly those of the record', page, () => exactAssets(subject)),
        ...keptFiles(subject, page),
        ...subject.files.map((file) => (0,audit_subject/* check */.z6)(`Asset ${file.name}`, [`gh release download ${tag} -R ${repository.fullName} -p '${file.name}'`], () => asset(subject, file.name))),
    ]);
}
function prereleaseMark({ release, version, manifest, inputs }) {
    const is = release.prerelease ? 'prerelease' : 'stable';
    if (!manifest && inputs.prerelease === undefined)
        return is;
    const made = wasPrerelease(manifest) ?? inputs.prerelease ?? !(0,version_version/* isStable */.MQ)(version);
    if (made && !release.prerelease && (0,version_version/* isStable */.MQ)(version))
        return 'stable: promoted since it was published';
    if (!made && release.prerelease && (0,version_version/* isStable */.MQ)(version))
        throw new audit_subject/* AuditFailure */.YA('its prerelease mark is true, not false: it was retracted since it was published');
    (0,audit_subject/* expectSame */.K9)('its prerelease mark', release.prerelease, made);
    return is;
}
function wasPrerelease(manifest) {
    return (manifest?.prerelease ??
        (manifest?.pointers.some(({ why }) => why === tags_marks/* prereleaseByInput */.Wh) ? true : undefined));
}
function words({ release, manifest, repository }) {
    if (manifest?.page === undefined)
        return [];
    const labels = manifest.assets.filter(({ name, label = '' }) => release.assets.some((asset) => asset.name === name && asset.label !== label));
    const changed = [
        ...(0,page/* changedWords */._y)(manifest.page, { title: release.name, notes: release.body }),
        ...labels.map(({ name }) => `label of ${name}`),
    ];
    const text = 'The words of the page are those that were published';
    if (changed.length === 0)
        return [(0,audit_subject/* check */.z6)(text, [], () => `title, notes and labels, as ${asset_names/* recordName */.xD} has them`)];
    const detail = `changed since: ${changed.join(', ')}; read them, and who changed them`;
    const commands = [`gh release view ${release.tag} --repo ${repository.fullName}`];
    return [Promise.resolve({ text, state: 'to-do', detail, commands, unproven: true })];
}
function exactAssets({ release, manifest, files }) {
    const broken = release.assets.filter(({ state }) => state !== 'uploaded').map(({ name }) => name);
    if (broken.length > 0)
        throw new audit_subject/* AuditFailure */.YA(`broken uploads: ${broken.join(', ')}`);
    const there = files.map(({ name }) => name);
    const unread = release.assets.map(({ name }) => name).filter((name) => !there.includes(name));
    if (unread.length > 0)
        throw new audit_subject/* AuditFailure */.YA(`cannot be downloaded: ${unread.join(', ')}`);
    if (!manifest)
        return (0,quantities/* count */.U9)(there.length, 'asset');
    const kept = (manifest.kept ?? []).map(({ name }) => name);
    const said = [...(0,recorded_names/* recordedNames */.n)(manifest), ...kept];
    const missing = said.filter((name) => !there.includes(name));
    const extra = there.filter((name) => !said.includes(name));
    if (missing.length > 0)
        throw new audit_subject/* AuditFailure */.YA(`missing: ${missing.join(', ')}`);
    if (extra.length > 0)
        throw new audit_subject/* AuditFailure */.YA(`not of this release: ${extra.join(', ')}`);
    return (0,quantities/* count */.U9)(there.length, 'asset');
}
function keptFiles({ manifest, files }, page) {
    const kept = manifest?.kept ?? [];
    if (manifest === undefined || kept.length === 0)
        return [];
    return [
        (0,audit_subject/* check */.z6)('Files that were on the page before the release, and were not built here', page, () => {
            const ours = (0,recorded_names/* recordedNames */.n)(manifest);
            const both = kept.filter(({ name }) => ours.includes(name)).map(({ name }) => name);
            if (both.length > 0)
                throw new audit_subject/* AuditFailure */.YA(`recorded as built here, too: ${both.join(', ')}`);
            const other = kept.filter(({ name, sha256 }) => !files.some((file) => file.name === name && file.sha256 === sha256));
            if (other.length > 0)
                throw new audit_subject/* AuditFailure */.YA(`changed or gone since: ${other.map(({ name }) => name).join(', ')}`);
            return `${kept.map(({ name }) => name).join(', ')}, as they were then; nothing proves where they come from`;
        }),
    ];
}
function asset({ release, manifest, files }, name) {
    const file = files.find((one) => one.name === name);
    if (!file)
        throw new audit_subject/* AuditFailure */.YA('it is not there');
    const known = [];
    const at = release.assets.find((one) => one.name === name);
    if (at?.digest !== undefined) {
        (0,audit_subject/* expectSame */.K9)("GitHub's digest of it", at.digest, `sha256:${file.sha256}`);
        known.push('GitHub');
    }
    const record = [...(manifest?.assets ?? []), ...(manifest?.kept ?? [])].find((one) => one.name === name);
    if (record) {
        (0,audit_subject/* expectSame */.K9)('its SHA-256', file.sha256, record.sha256);
        (0,audit_subject/* expectSame */.K9)('its size', file.size, record.size);
        known.push(asset_names/* recordName */.xD);
    }
    for (const { list, sums } of listedSums(files)) {
        const sum = sums.get(name);
        if (sum === undefined)
            continue;
        (0,audit_subject/* expectSame */.K9)(`its SHA-256 by ${list}`, file.sha256, sum);
        known.push(list);
    }
    return `sha256:${file.sha256}${known.length === 0 ? '' : `, as said by ${known.join(', ')}`}`;
}

// EXTERNAL MODULE: ./build/audit/pointers.js + 1 modules
var pointers = __webpack_require__(74794);
;// CONCATENATED MODULE: ./build/audit/lost-record.js







const mostAsked = 8;
async function madeByUs(subject, world) {
    for (const text of await everyBundle(subject, world)) {
        const statement = proven(text, subject, world);
        if (!statement)
            continue;
        const spoken = spokenOf(statement);
        for (const image of subject.images) {
            const digests = await digestsToProve(image, subject, world.registry).catch(unreadable);
            if (digests.length > 1 && digests.every((digest) => spoken.has(digest)))
                return `${image.name.name}@${image.digest} has provenance by ${statement.certificate.san}, index and every platform`;
        }
        const named = subject.files.filter(({ name, sha256 }) => statement.subjects.some((one) => one.name === name && one.digest === `sha256:${sha256}`));
        const others = statement.subjects.length - named.length;
        if (named.length > 0 && others > 1 && statement.subjects.some(({ name }) => name.includes('/')))
            return `${named.map(({ name }) => name).join(', ')} and an image have provenance by ${statement.certificate.san}`;
    }
    return undefined;
}
function unreadable(error) {
    if (error instanceof audit_subject/* AuditFailure */.YA)
        return [];
    throw error;
}
async function everyBundle({ files, images }, world) {
    const stored = async (digest) => (await world.github.attestations(digest))
        .filter((one) => one !== undefined)
        .map((one) => JSON.stringify(one));
    const asset = files.find(({ name, content }) => name === asset_names/* provenanceName */.HN && Buffer.isBuffer(content));
    const found = await Promise.all([
        ...images.flatMap(({ name, digest }) => [(0,bundles/* referringBundles */.kv)(world.registry, name, digest), stored(digest)]),
        ...files.slice(0, mostAsked).map(({ sha256 }) => stored((0,brands/* digest */.br)(`sha256:${sha256}`))),
    ]);
    return [...(asset ? [(0,audit_subject/* textOf */.b6)(asset)] : []), ...found.flat()];
}
function proven(text, subject, world) {
    try {
        return auditStatement(text, subject, world.trust, { predicateType: sigstore_statement/* provenanceType */.wy });
    }
    catch (error) {
        if (error instanceof Error)
            return undefined;
        throw error;
    }
}

// EXTERNAL MODULE: ./build/plan/tags/pointers.js
var tags_pointers = __webpack_require__(7870);
// EXTERNAL MODULE: ./build/plan/record/release-record.js
var release_record = __webpack_require__(30353);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
;// CONCATENATED MODULE: ./build/audit/record-cover.js









function coveringRun(subject, world) {
    const record = subject.files.find(({ name }) => name === asset_names/* recordName */.xD);
    for (const cover of record ? coversOf(record, subject) : []) {
        try {
            const run = claimsOf(cover, subject, world)?.runInvocationUri;
            if (run !== undefined)
                return run;
        }
        catch (error) {
            if (!(error instanceof Error))
                throw error;
        }
    }
    return undefined;
}
async function auditCover(subject, world) {
    const record = subject.files.find(({ name }) => name === asset_names/* recordName */.xD);
    if (!subject.manifest || !record)
        return [];
    const text = `${asset_names/* recordName */.xD} is signed`;
    const covering = coveringOf(subject);
    if (covering === 'nothing')
        return [];
    return [
        await (0,audit_subject/* check */.z6)(text, [], () => {
            const wrong = [];
            for (const cover of coversOf(record, subject)) {
                try {
                    return `${record_cover_signerOf(cover, subject, world)}, by ${cover.bundle.name}`;
                }
                catch (error) {
                    wrong.push(`${cover.bundle.name}: ${(0,errors/* messageOf */.bD)(error)}`);
                }
            }
            throw new audit_subject/* AuditFailure */.YA(wrong.length === 0
                ? 'nothing that is signed speaks of it: whoever may write assets can have written it'
                : `nothing vouches for it: ${wrong.join('; ')}`);
        }),
    ];
}
function coversOf(record, { files }) {
    const lists = listedSums(files).filter(({ sums }) => sums.get(asset_names/* recordName */.xD) === record.sha256);
    const over = [record, ...files.filter(({ name }) => lists.some(({ list }) => list === name))];
    return over.flatMap((file) => {
        const bundle = files.find(({ name }) => name === (0,asset_names/* bundleName */.u1)(file.name));
        return bundle ? [{ bundle, over: file }] : [];
    });
}
function record_cover_signerOf(cover, subject, world) {
    const { bundle, over } = cover;
    return claimsOf(cover, subject, world)?.san ?? blobSigner((0,audit_subject/* textOf */.b6)(bundle), over.content, subject, world);
}
function claimsOf({ bundle, over }, subject, world) {
    const text = (0,audit_subject/* textOf */.b6)(bundle);
    if ('messageSignature' in JSON.parse(text)) {
        if (subject.manifest?.signature?.publicKey !== undefined)
            return undefined;
        return auditBlob(text, over.content, subject, world.trust).certificate;
    }
    const digest = (0,brands/* digest */.br)(`sha256:${over.sha256}`);
    const statement = auditStatement(text, subject, world.trust, {
        predicateType: sigstore_statement/* provenanceType */.wy,
        subjectDigests: [digest],
    });
    if (!statement.subjects.some(({ name, digest: of }) => name === over.name && of === digest))
        throw new audit_subject/* AuditFailure */.YA(`it does not speak of ${over.name}`);
    return statement.certificate;
}

;// CONCATENATED MODULE: ./build/audit/record.js










const byKey = 'with: { mode: verify, sign: key, cosign-key: "${{ vars.COSIGN_PUB }}" }   # the public key, from elsewhere';
async function auditRecord(manifest, subject, world, signer) {
    const { tag, version, repository } = subject;
    const field = (name, work) => (0,audit_subject/* check */.z6)(`${asset_names/* recordName */.xD}: ${name}`, [], work);
    const same = (name, actual, expected) => field(name, () => {
        (0,audit_subject/* expectSame */.K9)('it', actual, expected);
        return String(actual);
    });
    const tags = await world.github.tagNames(`${subject.inputs.tagPrefix}v`);
    return Promise.all([
        same('schema', manifest.schema, release_record/* recordSchema */.f),
        same('version', manifest.version, version.text),
        same('tag', manifest.tag, tag),
        same('commit', manifest.commit, subject.commit),
        same('repository', manifest.repository, repository.fullName),
        field('run', () => run(manifest, subject, world, signer)),
        field('images', () => {
            const [first] = subject.images;
            if (!first || subject.images.length !== manifest.images.length)
                throw new audit_subject/* AuditFailure */.YA('not all are image names');
            for (const { digest, tags: own } of subject.images) {
                (0,audit_subject/* expectSame */.K9)('their digest', digest, first.digest);
                (0,audit_subject/* expectSame */.K9)('their tags', own, first.tags);
            }
            return manifest.images.map(({ name }) => name).join(', ');
        }),
        field('pointers', () => record_pointers(manifest, version, subject, tags)),
        field('signature', () => {
            const { signature } = manifest;
            if (!signature)
                return 'none';
            if (signature.publicKey !== undefined) {
                if (subject.inputs.sign === 'keyless')
                    throw new audit_subject/* AuditFailure */.YA(`a key signed, and the workflow's own identity is asked for; ${byKey}`);
                return `by the key ${signature.publicKey}`;
            }
            if (!signer)
                throw new audit_subject/* AuditFailure */.YA('nothing shows who signed');
            (0,audit_subject/* expectSame */.K9)('its issuer', signature.issuer, signer.certificate.issuer);
            (0,audit_subject/* expectSame */.K9)('its identity', signature.identity, signer.certificate.san);
            return signer.certificate.san;
        }),
        field('attestations', () => attestations(manifest, subject)),
        field('tools', () => tools(manifest)),
    ]);
}
async function run(manifest, subject, world, signer) {
    const { repository, commit } = subject;
    const signed = [signer?.certificate.runInvocationUri, coveringRun(subject, world)];
    if (signed.includes(manifest.run))
        return `${manifest.run}, which signed`;
    const lead = `${repository.url}/actions/runs/`;
    const rest = manifest.run.startsWith(lead) ? manifest.run.slice(lead.length) : '';
    const id = /^(\d+)\/attempts\/\d+$/.exec(rest)?.[1];
    if (id === undefined)
        throw new audit_subject/* AuditFailure */.YA(`${manifest.run} is no run of ${repository.fullName}`);
    const of = await world.records.runCommit(Number(id));
    if (of === undefined)
        throw new audit_subject/* AuditFailure */.YA(`${manifest.run} signed nothing, and GitHub does not know it`);
    (0,audit_subject/* expectSame */.K9)('its commit', of, commit);
    return `${manifest.run}, of the same commit`;
}
function record_pointers(manifest, version, subject, tags) {
    const { inputs, imageTagPrefix, otherPrefixes } = subject;
    const prefixes = [imageTagPrefix, ...otherPrefixes];
    for (const said of manifest.pointers) {
        const holder = /^(\S+) is higher$/.exec(said.why)?.[1];
        if (holder !== undefined && !tags.includes(holder))
            throw new audit_subject/* AuditFailure */.YA(`${said.name}: there is no ${holder}`);
        const known = holder === undefined ? undefined : (0,version_version/* parseTag */.ED)(holder, inputs.tagPrefix);
        const possible = allPolicies(inputs.pointers, prefixes, (0,pointers/* movingIn */.Ce)(manifest, prefixes)).flatMap((policy) => (0,tags_pointers/* planPointers */.oJ)(version, known ? [known.tag] : [], policy, (0,brands/* commitSha */.mJ)(manifest.commit)).floating);
        const to = { image: subject.images[0]?.digest, git: subject.commit, 'github-latest': subject.tag }[said.kind];
        if (said.to !== undefined && said.to !== to) {
            throw new audit_subject/* AuditFailure */.YA(`${said.kind} ${said.name} was to name ${said.to}, and this release is ${to ?? 'nothing'}`);
        }
        if (!possible.some((one) => agrees(one, said))) {
            throw new audit_subject/* AuditFailure */.YA(`${said.kind} ${said.name} ${said.moves ? 'moves' : 'stays'} because "${said.why}": not by any rule`);
        }
    }
    const names = manifest.pointers.map(({ kind, name }) => `${kind} ${name}`);
    if (new Set(names).size !== names.length)
        throw new audit_subject/* AuditFailure */.YA('a pointer stands there twice');
    if (!names.includes('github-latest latest'))
        throw new audit_subject/* AuditFailure */.YA("GitHub's mark is not among them");
    return (manifest.pointers
        .filter(({ moves }) => moves)
        .map(({ name }) => name)
        .join(', ') || 'none moved');
}
function agrees(one, said) {
    return one.kind === said.kind && one.name === said.name && one.moves === said.moves && one.why === said.why;
}
function allPolicies(given, [imageTagPrefix = '', ...otherPrefixes], movingImageTags) {
    const marks = ['auto', 'true', 'false'];
    const stays = [{}, { stays: tags_marks/* prereleaseByInput */.Wh }, { stays: tags_marks/* prereleaseByPage */.j$ }];
    const rules = ['release', 'branch', 'never'].flatMap((latest) => marks.flatMap((makeLatest) => stays.map((why) => ({ latest, makeLatest, ...why }))));
    const all = rules.flatMap((rule) => [true, undefined].map((majorZero) => ({ ...rule, majorZero })));
    return all.map((rule) => (0,compact/* compact */.o)({
        ...given,
        movingImageTags,
        ...rule,
        ...{ imageTagPrefix, otherPrefixes },
        extraImageTags: [],
        floating: ['minor', 'major', 'latest'],
        gitTags: ['minor', 'major'],
    }));
}
function attestations({ provenance, sboms, gate }, { files, repository }) {
    const all = [...(provenance ? [provenance] : []), ...sboms, ...(gate ? [gate] : [])];
    for (const { asset, url } of all) {
        if (!files.some(({ name }) => name === asset))
            throw new audit_subject/* AuditFailure */.YA(`${asset} is not there`);
        if (url !== undefined && !url.startsWith(`${repository.url}/attestations`)) {
            throw new audit_subject/* AuditFailure */.YA(`${url} is not of ${repository.fullName}`);
        }
    }
    return all.map(({ asset }) => asset).join(', ') || 'none';
}
function tools({ tools: said }) {
    const list = Object.entries(said);
    const odd = list.filter(([name, version]) => !/^[a-z-]+$/.test(name) || !/^\d+\.\d+\.\d+\S*$/.test(version));
    if (list.length === 0 || odd.length > 0)
        throw new audit_subject/* AuditFailure */.YA(`no versions: ${odd.map(([name]) => name).join(', ')}`);
    return list.map(([name, version]) => `${name} ${version}`).join(', ');
}

// EXTERNAL MODULE: ./build/plan/gate.js
var gate = __webpack_require__(56247);
;// CONCATENATED MODULE: ./build/audit/gate.js




async function auditGate(subject, { trust }) {
    const { manifest, images, files, repository } = subject;
    if (manifest?.gate === undefined)
        return [];
    const { asset, predicateType } = manifest.gate;
    const [image] = images;
    const command = `gh attestation verify oci://${image?.name.name ?? ''}@${image?.digest ?? ''} --repo ${repository.fullName} --predicate-type ${gate/* testResultType */.K4}`;
    return [
        await (0,audit_subject/* check */.z6)('The gate was passed before anything was public', [command], () => {
            (0,audit_subject/* expectSame */.K9)('its name', asset, asset_names/* gateName */.h2);
            (0,audit_subject/* expectSame */.K9)('its predicate type', predicateType, gate/* testResultType */.K4);
            const file = files.find(({ name }) => name === asset);
            if (!file || !image)
                throw new audit_subject/* AuditFailure */.YA('its result is not there');
            const { predicate } = auditStatement((0,audit_subject/* textOf */.b6)(file), subject, trust, {
                predicateType: gate/* testResultType */.K4,
                subjectDigests: [image.digest, ...manifest.platforms.map(({ digest }) => digest)],
            });
            if (!(0,gate/* isPassedGate */.G3)(predicate))
                throw new audit_subject/* AuditFailure */.YA('its result is not that it was passed');
            const count = (0,gate/* gateCount */.d8)(predicate);
            return `${count === 1 ? '1 command' : `${count} commands`}, attested in ${asset}`;
        }),
    ];
}

// EXTERNAL MODULE: ./build/plan/promoted.js
var promoted = __webpack_require__(15224);
// EXTERNAL MODULE: ./build/find/built-by.js
var built_by = __webpack_require__(25038);
// EXTERNAL MODULE: ./build/world/retry/retry.js
var retry = __webpack_require__(16424);
;// CONCATENATED MODULE: ./build/audit/promoted.js









async function auditPromoted(subject, world) {
    const { manifest, repository } = subject;
    if (manifest === undefined)
        return [];
    const said = saidIn(subject, manifest, world);
    const { promoted } = manifest;
    if (said === undefined && promoted === undefined)
        return [];
    const { built, from } = promoted ?? {};
    const command = `gh attestation verify oci://${from ?? ''} --repo ${repository.fullName} --cert-identity '${built?.identity.replaceAll("'", '') ?? ''}'`;
    const text = 'The image was promoted, and who built it is proven';
    return [
        await (0,audit_subject/* check */.z6)(text, built === undefined ? [] : [command], async () => {
            if (promoted === undefined)
                throw new audit_subject/* AuditFailure */.YA('its provenance says so, and the record has lost it');
            if (manifest.provenance !== undefined) {
                if (said === undefined)
                    throw new audit_subject/* AuditFailure */.YA('its provenance does not say so');
                const annotations = (0,json/* isJsonObject */.OW)(said['annotations']) ? said['annotations'] : {};
                for (const key of ['identity', 'run', 'provenance'])
                    (0,audit_subject/* expectSame */.K9)(`the provenance's ${key} of the build`, annotations[key], built?.[key]);
                const uri = promoted.from.startsWith('oci-layout:') ? promoted.from : `oci://${promoted.from}`;
                (0,audit_subject/* expectSame */.K9)("the provenance's source", said['uri'], uri);
            }
            if (built === undefined)
                return `${promoted.from}, made in the run that released it`;
            await promoted_proven(subject, manifest, world);
            return `built by ${built.run} (${built.identity})`;
        }),
    ];
}
function saidIn(subject, { provenance }, { trust }) {
    const file = subject.files.find(({ name }) => name === provenance?.asset);
    if (file === undefined)
        return undefined;
    try {
        const { predicate } = auditStatement((0,audit_subject/* textOf */.b6)(file), subject, trust, { predicateType: sigstore_statement/* provenanceType */.wy });
        return (0,promoted/* promotionIn */.JQ)(predicate);
    }
    catch (error) {
        if (!(error instanceof Error) || (0,retry/* isTransient */.dg)(error))
            throw error;
        return undefined;
    }
}
async function promoted_proven({ images, repository, commit = '' }, { promoted, platforms }, world) {
    const { registry, github } = world;
    const trust = ({ withGitHub = false } = {}) => withGitHub ? world.trustWithGitHub() : Promise.resolve(world.trust);
    const plan = { commit: (0,brands/* commitSha */.mJ)(commit), repository };
    const proving = (0,compact/* compact */.o)({ plan, registry, github, trust, wanted: promoted?.built });
    for (const { name, digest } of images) {
        const refused = [];
        let found = false;
        for (const one of [digest, ...platforms.map((platform) => platform.digest)]) {
            const build = await (0,built_by/* findBuild */.w)(proving, name, one, () => undefined);
            if ('built' in build)
                found = true;
            else
                refused.push(...build.refused);
        }
        if (!found)
            throw new audit_subject/* AuditFailure */.YA(`no provenance of ${promoted?.built?.run ?? ''} refers to ${name.name}@${digest}${refused.length === 0 ? '' : `: ${[...new Set(refused)].join('; ')}`}`);
    }
}

// EXTERNAL MODULE: ./build/find/leftover-pointer.js
var leftover_pointer = __webpack_require__(77343);
// EXTERNAL MODULE: ./build/find/public-image.js + 1 modules
var public_image = __webpack_require__(53330);
;// CONCATENATED MODULE: ./build/audit/audit.js























async function audit(input, given) {
    const subject = await readRelease(input, given);
    const world = unlogged(subject) ? { ...given, trust: await given.trustWithGitHub() } : given;
    const signer = await audit_signerOf(subject, world);
    const [first] = subject.images;
    const groups = await Promise.all([
        (0,pointers/* auditGitTag */.IP)(subject),
        record(subject, world, signer),
        auditCover(subject, world),
        auditPage(subject),
        auditSums(subject),
        auditAssetProofs(subject, world),
        auditAssetSignatures(subject, world),
        auditGate(subject, world),
        auditPromoted(subject, world),
        ...subject.images.flatMap((image) => [
            auditImage(image, subject, world),
            auditLayers(image, subject, world),
            auditImageProofs(image, subject, world),
            auditLegacy(image, subject, world),
        ]),
        ...(input.pointers ? [(0,pointers/* auditPointers */.gU)(subject, world)] : []),
        ...(input.pointers ? [leftovers(subject, world)] : []),
        publicImages(subject, world),
        ...(first || subject.manifest
            ? []
            : [Promise.resolve([(0,audit_subject/* notRun */.nE)('The image', 'no name that is known has this version')])]),
    ]);
    return { subject, checks: groups.flat() };
}
async function leftovers(subject, { registry }) {
    if ((0,pointers/* hasMajorPointer */.xM)(subject))
        return [];
    const { images, repository, version, imageTagPrefix, otherPrefixes } = subject;
    const prefixes = [imageTagPrefix, ...otherPrefixes];
    return (0,leftover_pointer/* leftoverMajors */.i)({ images: images.map(({ name }) => name), repository, version, prefixes }, registry);
}
async function publicImages({ images, repository }, { registry }) {
    const checks = await Promise.all(images.map(({ name, digest }) => (0,public_image/* publicCheck */.SY)({ name, reference: digest }, repository, registry)));
    return checks.filter((one) => one !== undefined);
}
function unlogged({ manifest, files }) {
    const asset = files.find(({ name }) => name === (manifest?.provenance?.asset ?? asset_names/* provenanceName */.HN));
    return asset !== undefined && Buffer.isBuffer(asset.content) && !(0,verify/* isLogged */.j)((0,audit_subject/* textOf */.b6)(asset));
}
async function record(subject, world, signer) {
    if (subject.manifest)
        return auditRecord(subject.manifest, subject, world, signer);
    const there = subject.release.assets.some(({ name }) => name === asset_names/* recordName */.xD);
    const ours = there ? undefined : await madeByUs(subject, world);
    if (ours !== undefined) {
        return [
            await (0,audit_subject/* check */.z6)(`${asset_names/* recordName */.xD} is there`, [], () => Promise.reject(new Error(`it is not, and ${ours}: somebody has taken it away`))),
        ];
    }
    return there
        ? [
            await (0,audit_subject/* check */.z6)(`${asset_names/* recordName */.xD} can be read`, [], () => Promise.reject(new Error('it is not what this action writes'))),
        ]
        : [(0,audit_subject/* notRun */.nE)(asset_names/* recordName */.xD, 'another tool made this release: what it cannot say is not checked')];
}
async function audit_signerOf(subject, world) {
    const [image] = subject.images;
    const asset = subject.files.find(({ name }) => name === subject.manifest?.provenance?.asset);
    const texts = [
        ...(asset && Buffer.isBuffer(asset.content) ? [(0,audit_subject/* textOf */.b6)(asset)] : []),
        ...(image ? await (0,bundles/* referringBundles */.kv)(world.registry, image.name, image.digest).catch(() => []) : []),
    ];
    const anybody = (0,compact/* compact */.o)({
        repository: subject.repository,
        tag: subject.tag,
        inputs: subject.inputs,
        commit: subject.commit,
    });
    for (const text of texts) {
        try {
            return auditStatement(text, anybody, world.trust, {});
        }
        catch (error) {
            if (!(error instanceof Error))
                throw error;
        }
    }
    return undefined;
}

// EXTERNAL MODULE: ./build/plan/plan.js + 1 modules
var plan = __webpack_require__(57672);
;// CONCATENATED MODULE: ./build/modes/audit-release.js







async function auditRelease({ inputs, context, outside, records, trust: rootOf, knownKey: known }, release, version, options) {
    const [trust, knownKey] = await Promise.all([rootOf(), known()]);
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(context.runner.temp, 'release-audit-'));
    return audit({
        release,
        version,
        inputs,
        ...options,
        repository: context.repository,
        images: (0,plan/* imagesOf */.IC)(inputs, context.repository),
    }, (0,compact/* compact */.o)({
        ...outside,
        records,
        trust,
        folder,
        trustWithGitHub: () => rootOf({ withGitHub: true }),
        knownKey,
    })).finally(() => (0,promises_.rm)(folder, { recursive: true, force: true }));
}
async function liesOf(run, release, version) {
    try {
        const { checks } = await auditRelease(run, release, version, { pointers: false, fresh: true });
        return checks
            .filter(({ state }) => state === 'failed')
            .map(({ text, detail }) => `${text}: ${detail ?? ''}`);
    }
    catch (error) {
        if (!(error instanceof Error) || (0,retry/* isTransient */.dg)(error))
            throw error;
        return [`it could not be judged: ${(0,errors/* messageOf */.bD)(error)}`];
    }
}


/***/ }),

/***/ 34203:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ anyWorkflowOf),
/* harmony export */   x: () => (/* binding */ issuerOf)
/* harmony export */ });
function issuerOf(serverUrl) {
    return serverUrl === 'https://github.com'
        ? 'https://token.actions.githubusercontent.com'
        : `${serverUrl}/_services/token`;
}
function anyWorkflowOf(serverUrl) {
    const server = serverUrl.replace(/[^\w/:-]/g, String.raw `\$&`);
    return new RegExp(`^${server}/[^/]+/[^/]+/\\.github/workflows/`);
}


/***/ })

};
