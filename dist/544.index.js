export const id = 544;
export const ids = [544];
export const modules = {

/***/ 95528:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ad: () => (/* binding */ firstMatching),
/* harmony export */   eQ: () => (/* binding */ storedAtGitHub),
/* harmony export */   us: () => (/* binding */ findAttestation)
/* harmony export */ });
/* harmony import */ var _world_registry_registry_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(55145);
/* harmony import */ var _bundles_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(36027);


async function findAttestation(job, image, wanted, log) {
    const { plan, world } = job;
    const [first] = plan.images;
    const attached = first ? await (0,_bundles_js__WEBPACK_IMPORTED_MODULE_1__/* .referringBundles */ .kv)(world.registry, first, image.digest, log) : [];
    const { recorded: named } = wanted;
    const recorded = named && (attached.find((text) => (0,_world_registry_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .sha256 */ .s)(Buffer.from(text)) === named.digest) ?? (await named.read()));
    const found = firstMatching(job, recorded === undefined ? attached : [recorded, ...attached], wanted, log);
    if (found !== undefined || wanted.registryOnly === true)
        return found;
    return firstMatching(job, await storedAtGitHub(world, image.digest), wanted, log);
}
async function storedAtGitHub(world, digest) {
    const bundles = await world.github.attestations(digest);
    return bundles.filter((bundle) => bundle !== undefined).map((bundle) => JSON.stringify(bundle));
}
function firstMatching(job, texts, { predicateType, subjectDigests, same }, log) {
    return (0,_bundles_js__WEBPACK_IMPORTED_MODULE_1__/* .firstVerified */ .Lj)(job, texts, { predicateType, subjectDigests }, { log, same });
}


/***/ }),

/***/ 36027:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Im: () => (/* binding */ isUnusable),
/* harmony export */   Lj: () => (/* binding */ firstVerified),
/* harmony export */   RY: () => (/* binding */ signsForRelease),
/* harmony export */   SA: () => (/* binding */ maxBundleBytes),
/* harmony export */   kv: () => (/* binding */ referringBundles),
/* harmony export */   nZ: () => (/* binding */ firstSignedWith)
/* harmony export */ });
/* unused harmony export whyForeign */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _plan_brands_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(89682);
/* harmony import */ var _run_concurrency_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(90657);
/* harmony import */ var _world_retry_retry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16424);
/* harmony import */ var _world_sigstore_signature_error_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(73995);
/* harmony import */ var _world_sigstore_verify_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1071);






const isBundle = (mediaType) => mediaType.startsWith('application/vnd.dev.sigstore.bundle');
const atOnce = 4;
const maxBundleBytes = 64 * 1024 * 1024;
async function referringBundles(registry, image, digest, log) {
    const usable = async (referrer, read) => {
        try {
            return await read();
        }
        catch (error) {
            if (!isUnusable(error))
                throw error;
            log?.(`the referrer ${referrer} is ignored: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}`);
            return undefined;
        }
    };
    const referrers = await registry.referrers(image, digest);
    const found = await (0,_run_concurrency_js__WEBPACK_IMPORTED_MODULE_4__/* .mapConcurrent */ ._k)(referrers, atOnce, (referrer) => usable(referrer.digest, async () => {
        const manifest = await registry.manifest(image, referrer.digest);
        const layer = manifest && bundleLayer(manifest.bytes);
        return layer && { ...layer, referrer: referrer.digest };
    }));
    const layers = new Map(found.flatMap((layer) => (layer ? [[layer.digest, layer]] : [])));
    const texts = new Map();
    let total = 0;
    const smallFirst = [...layers.values()].toSorted((one, other) => one.size - other.size);
    await (0,_run_concurrency_js__WEBPACK_IMPORTED_MODULE_4__/* .mapConcurrent */ ._k)(smallFirst, atOnce, async ({ digest: blob, referrer }) => {
        const bytes = await usable(referrer, () => {
            if (total <= maxBundleBytes)
                return registry.blob(image, blob);
            const message = `the bundles of ${image.name}@${digest} have more than ${maxBundleBytes} bytes`;
            return Promise.reject(new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ReleaseError */ .K2(message, { hint: 'See who may push to this repository.' }));
        });
        total += bytes?.length ?? 0;
        if (bytes)
            texts.set(blob, bytes.toString('utf8'));
    });
    return [...layers.keys()].map((blob) => texts.get(blob)).filter((text) => text !== undefined);
}
function isUnusable(error) {
    if (error instanceof SyntaxError)
        return true;
    return (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ReleaseError */ .K2 &&
        !(error instanceof _world_retry_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .HttpError */ .j$) &&
        error.cause === undefined &&
        !(0,_world_retry_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .isTransient */ .dg)(error));
}
function bundleLayer(manifest) {
    const json = JSON.parse(manifest.toString('utf8'));
    const listed = typeof json === 'object' && json !== null && 'layers' in json ? json.layers : undefined;
    for (const layer of Array.isArray(listed) ? listed : []) {
        if (typeof layer !== 'object' || layer === null)
            continue;
        const { mediaType, digest, size } = layer;
        if (typeof mediaType === 'string' &&
            isBundle(mediaType) &&
            typeof digest === 'string' &&
            (0,_plan_brands_js__WEBPACK_IMPORTED_MODULE_5__/* .isDigest */ .Bc)(digest))
            return { digest, size: typeof size === 'number' ? size : Infinity };
    }
    return undefined;
}
function firstVerified(job, texts, policy, { log, same = () => true, }) {
    const { plan, world } = job;
    return firstVerifying(texts, log, (bundle) => {
        const statement = (0,_world_sigstore_verify_js__WEBPACK_IMPORTED_MODULE_3__/* .verifyBundle */ .IF)(bundle, world.trust, { ...world.signer, ...policy });
        const stranger = whyForeign(statement.certificate, plan);
        if (stranger !== undefined)
            log(stranger);
        return stranger === undefined && same(statement.predicate) ? statement : undefined;
    });
}
function firstSignedWith({ world, publicKey }, texts, policy, log) {
    return firstVerifying(texts, log, (bundle) => (0,_world_sigstore_verify_js__WEBPACK_IMPORTED_MODULE_3__/* .verifyBundleWithKey */ .BH)(bundle, world.trust, publicKey, policy));
}
function whyForeign({ sourceRepositoryDigest: commit, sourceRepositoryUri: repository }, plan) {
    if (commit === plan.commit && repository === plan.repository.url)
        return undefined;
    return `a bundle of commit ${commit ?? 'unknown'} in ${repository ?? 'an unknown repository'} is ignored`;
}
function signsForRelease(job, blob, read, { log, what }) {
    const { plan, world } = job;
    try {
        const bundle = read();
        if (bundle === undefined)
            return false;
        if (world.publicKey !== undefined) {
            (0,_world_sigstore_verify_js__WEBPACK_IMPORTED_MODULE_3__/* .verifyBlobWithKey */ .Kn)(bundle, blob, world.trust, world.publicKey);
            return true;
        }
        const { certificate } = (0,_world_sigstore_verify_js__WEBPACK_IMPORTED_MODULE_3__/* .verifyBlob */ .tB)(bundle, blob, world.trust, world.signer);
        const stranger = whyForeign(certificate, plan);
        if (stranger !== undefined)
            log(stranger);
        return stranger === undefined;
    }
    catch (error) {
        if (!(error instanceof _world_sigstore_signature_error_js__WEBPACK_IMPORTED_MODULE_2__/* .SignatureError */ .V) && !(error instanceof SyntaxError))
            throw error;
        log(`${what} is ignored: ${error.message}`);
        return false;
    }
}
function firstVerifying(texts, log, verify) {
    for (const text of texts) {
        try {
            const statement = verify(JSON.parse(text));
            if (statement !== undefined)
                return { text, statement };
        }
        catch (error) {
            if (error instanceof _world_sigstore_signature_error_js__WEBPACK_IMPORTED_MODULE_2__/* .SignatureError */ .V && error.check === 'predicate')
                continue;
            if (!(error instanceof _world_sigstore_signature_error_js__WEBPACK_IMPORTED_MODULE_2__/* .SignatureError */ .V) && !(error instanceof SyntaxError))
                throw error;
            log(`a bundle is ignored: ${error.message}`);
        }
    }
    return undefined;
}


/***/ }),

/***/ 16005:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  build: () => (/* binding */ build)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/plan/handover/own-platforms.js
var own_platforms = __webpack_require__(34017);
// EXTERNAL MODULE: ./build/plan/plan.js + 1 modules
var plan_plan = __webpack_require__(57672);
// EXTERNAL MODULE: ./build/plan/tags/image-tags.js
var image_tags = __webpack_require__(82345);
// EXTERNAL MODULE: ./build/run/run.js
var run_run = __webpack_require__(72583);
// EXTERNAL MODULE: ./build/steps/prepare/anchors.js + 1 modules
var prepare_anchors = __webpack_require__(72681);
// EXTERNAL MODULE: ./build/steps/prepare/built-elsewhere.js + 1 modules
var built_elsewhere = __webpack_require__(21657);
// EXTERNAL MODULE: ./build/steps/prepare/builder.js + 1 modules
var builder = __webpack_require__(30082);
// EXTERNAL MODULE: ./build/steps/prepare/image.js + 1 modules
var prepare_image = __webpack_require__(99302);
// EXTERNAL MODULE: ./build/steps/preflight/history.js + 3 modules
var preflight_history = __webpack_require__(43095);
// EXTERNAL MODULE: ./build/steps/preflight/preflight.js + 4 modules
var preflight = __webpack_require__(3353);
// EXTERNAL MODULE: ./build/plan/handover/anchor.js
var handover_anchor = __webpack_require__(7015);
// EXTERNAL MODULE: ./build/plan/handover/record.js
var handover_record = __webpack_require__(78207);
// EXTERNAL MODULE: ./build/world/registry/lag.js
var lag = __webpack_require__(58947);
// EXTERNAL MODULE: ./build/world/retry/retry.js
var retry = __webpack_require__(16424);
// EXTERNAL MODULE: ./build/world/sigstore/statement.js
var statement = __webpack_require__(26235);
// EXTERNAL MODULE: ./build/steps/prove/attach.js
var attach = __webpack_require__(43704);
// EXTERNAL MODULE: ./build/steps/prove/attestation.js + 1 modules
var attestation = __webpack_require__(31453);
;// CONCATENATED MODULE: ./build/steps/prove/hand-over.js










async function attestPlatform(job, { image: { platform, digest } }) {
    const { plan, world } = job;
    const subjects = plan.images.map(({ name }) => ({ name, digest }));
    await (0,attestation/* ensureAttestation */.B)({ ...job, earlier: {} }, {
        what: `provenance of ${platform.name}`,
        asset: '',
        predicateType: statement/* provenanceType */.wy,
        subjects,
        sign: () => world.attestor.provenance(subjects),
        registryOnly: true,
    }, { digest, platforms: [] });
}
async function handOver(job, built, anchor, { started, context }) {
    const { plan, world, steps } = job;
    const name = (0,plan_plan/* firstName */.u$)(plan);
    const record = recordFor(plan, built, anchor, { started, context });
    const subjects = [...new Set([anchor.digest, record.pushed, record.digest])].map((digest) => ({
        name: name.name,
        digest,
    }));
    return steps.run({
        title: `Hand over ${record.platform}`,
        find: async (log) => (await (0,built_elsewhere/* recordOf */.zv)(job, anchor, context, log)).found,
        make: async (log) => {
            const bundle = await world.attestor.statement(subjects, handover_record/* buildRecordType */.UC, { ...record });
            await world.registry.putBlob(name, handover_anchor/* emptyBlob */.Ro);
            await world.registry.put(name, anchor.digest, anchor);
            await world.registry.shown(name, [anchor.digest]);
            const artifact = (0,attach/* bundleArtifact */.d)(JSON.stringify(bundle), attestation/* bundleType */.$, handover_record/* buildRecordType */.UC, plan);
            await world.registry.attach(name, anchor.digest, artifact);
            return (0,retry/* retry */.L5)(`the record of ${record.platform}`, async () => {
                const { found, refused } = await (0,built_elsewhere/* recordOf */.zv)(job, anchor, context, log);
                if (found)
                    return found;
                if (refused.length > 0)
                    throw new errors/* ReleaseError */.K2(`the record just signed does not verify:\n${refused.join('\n')}`, {
                        code: 'build-record',
                        hint: 'Run the job again; the log of this step says what its certificate names.',
                    });
                throw new retry/* TransientError */.N_(`${name.name}@${anchor.digest} shows no record after it was attached`, {
                    hint: 'Run the job again.',
                });
            }, { ...lag/* lagPatience */.Mj, onWait: log });
        },
        describe: ({ record: { digest, anchor: at } }) => `${digest}, by the record at ${at}`,
    });
}
function recordFor(plan, { image, pushed }, { facts, digest }, { started, context }) {
    return {
        ...facts,
        anchor: digest,
        digest: image.digest,
        pushed,
        ref: context.ref,
        run: `${context.run.url}/attempts/${context.run.attempt}`,
        job: context.job,
        runner: context.runner.arch,
        cache: (0,handover_record/* cacheKeys */.Xr)(plan.build.cache[image.platform.name] ?? { from: [], to: [] }),
        started,
    };
}

// EXTERNAL MODULE: ./build/steps/prove/smoke-test.js + 3 modules
var smoke_test = __webpack_require__(55557);
// EXTERNAL MODULE: ./build/run/concurrency.js
var concurrency = __webpack_require__(90657);
;// CONCATENATED MODULE: ./build/modes/build.js














async function build(run) {
    const { context, steps } = run;
    const plan = await resolveBuild(run);
    const world = await (0,run_run/* createTools */.u)(run);
    const job = { plan, world, steps };
    const anchors = await (0,prepare_anchors/* anchorsOf */.E)(plan, context.workspace);
    const anchorFor = ({ name }) => {
        const anchor = anchors.get(name);
        if (!anchor)
            throw new TypeError(`a plan without an anchor for ${name}`);
        return anchor;
    };
    steps.enter('prepare');
    const found = await steps.run({
        title: 'Look for builds of an earlier run',
        make: async (log) => {
            const searches = await Promise.all(plan.platforms.map(async (platform) => {
                const { found: handedOver } = await (0,built_elsewhere/* recordOf */.zv)(job, anchorFor(platform), context, log);
                if (!handedOver)
                    return [];
                const built = await (0,prepare_image/* readBuilt */.lf)(world.registry, (0,plan_plan/* firstName */.u$)(plan), platform, handedOver.record.pushed);
                return [{ image: built.image, handedOver, found: true }];
            }));
            return searches.flat();
        },
        outcome: (left) => (left.length === 0 ? 'checked' : 'found'),
        describe: (left) => left.length === 0 ? 'none' : left.map(({ image }) => image.platform.name).join(', '),
    });
    const missing = plan.platforms.filter(({ name }) => !found.some(({ image }) => image.platform.name === name));
    if (missing.length === 0)
        return { plan, warnings: [], platforms: found, checks: startsOf(found, plan) };
    const builders = (0,builder/* buildersOf */.e)(run, world.buildx);
    const warnings = [];
    const built = await (0,prepare_image/* buildAll */.AK)(job, missing, builders.ready, (warning) => warnings.push(warning));
    steps.enter('prove');
    const started = await Promise.all(built.map(({ image, pushed }) => (0,smoke_test/* smokeTest */.KH)(job, { digest: pushed, platforms: [image] }, builders, context)));
    (0,smoke_test/* refuseBroken */.ID)(started.flat());
    const handOne = async (one, at) => {
        if (plan.attest)
            await attestPlatform(job, one);
        const [check] = started[at] ?? [];
        const startCheck = {
            state: check?.state === 'passed' ? 'passed' : 'not-run',
            detail: check?.detail ?? 'it was not tried',
        };
        const handedOver = await handOver(job, one, anchorFor(one.image.platform), {
            started: startCheck,
            context,
        });
        return { image: one.image, handedOver, found: false };
    };
    const made = await (0,concurrency/* allEnded */.Cw)(built.map(handOne));
    return {
        plan,
        warnings,
        platforms: [...found, ...made],
        checks: [...startsOf(found, plan), ...started.flat()],
    };
}
function startsOf(found, plan) {
    return found.map(({ image: { platform, digest }, handedOver }) => ({
        text: `${platform.name} starts`,
        ...handedOver.record.started,
        commands: [`docker run --rm --platform ${platform.name} ${(0,plan_plan/* firstName */.u$)(plan).name}@${digest}`],
    }));
}
async function resolveBuild(run) {
    const { context, outside, steps } = run;
    const platforms = (0,own_platforms/* ownPlatforms */.LX)(run.inputs.platforms, context.runner);
    const inputs = { ...run.inputs, platforms };
    const images = (0,plan_plan/* imagesOf */.IC)(inputs, context.repository);
    const named = (0,plan_plan/* releaseTag */.aF)(inputs, context);
    const read = 'tag' in named ? (0,plan_plan/* releaseVersion */.SF)(named.tag, inputs, context.repository.name) : named;
    const exactTag = 'version' in read ? (0,image_tags/* exactImageTag */.rM)(read.version, inputs.pointers.imageTagPrefix) : undefined;
    const environment = await (0,preflight/* preflight */.M)({ ...run, inputs }, { images, exactTag, warnings: [] });
    const faults = [...run.faults, ...('fault' in read ? [read.fault] : []), ...environment.faults];
    if (platforms.length === 0)
        faults.push(noPlatform(run));
    if ('fault' in read)
        throw new errors/* FaultsError */.aP(faults);
    const known = await (0,preflight_history/* history */.b6)({ world: outside, steps }, read.version, { inputs, context });
    faults.push(...known.faults);
    const made = (0,plan_plan/* makePlan */.Cs)(inputs, context, known.history, read.version);
    if ('faults' in made)
        throw new errors/* FaultsError */.aP([...faults, ...made.faults]);
    if (faults.length > 0)
        throw new errors/* FaultsError */.aP(faults);
    return made.plan;
}
function noPlatform({ inputs, context }) {
    const asked = inputs.platforms.map(({ name }) => name).join(', ');
    return {
        message: `this runner (${context.runner.arch}) runs none of ${asked} itself`,
        hint: `with: { mode: build, platforms: ${inputs.platforms[0]?.name ?? 'linux/amd64'} }   # or runs-on: a machine of that kind`,
    };
}


/***/ }),

/***/ 34017:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ES: () => (/* binding */ nativeArchitectures),
/* harmony export */   LX: () => (/* binding */ ownPlatforms),
/* harmony export */   Q_: () => (/* binding */ defaultPlatforms)
/* harmony export */ });
const defaultPlatforms = ['linux/amd64', 'linux/arm64'];
const nativeArchitectures = {
    x64: ['amd64', '386'],
    arm64: ['arm64'],
};
function ownPlatforms(platforms, { arch }) {
    const isDefault = platforms.length === defaultPlatforms.length &&
        platforms.every(({ name }) => defaultPlatforms.includes(name));
    if (!isDefault)
        return platforms;
    return platforms.filter(({ architecture }) => nativeArchitectures[arch].includes(architecture));
}


/***/ }),

/***/ 39043:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ parseImageManifest),
/* harmony export */   p: () => (/* binding */ pullSize)
/* harmony export */ });
/* harmony import */ var _compact_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(95681);

function parseImageManifest(text) {
    const json = JSON.parse(text);
    if (typeof json !== 'object' || json === null)
        throw new TypeError('not an image manifest: it is not an object');
    const { config, layers = [] } = json;
    if (config !== undefined && !hasSize(config))
        throw new TypeError('not an image manifest: its config has no size');
    if (!Array.isArray(layers))
        throw new TypeError('not an image manifest: its layers are not a list');
    const odd = layers.findIndex((layer) => !hasSize(layer));
    if (odd !== -1)
        throw new TypeError(`not an image manifest: layers[${odd}] has no size`);
    return (0,_compact_js__WEBPACK_IMPORTED_MODULE_0__/* .compact */ .o)({ layers, config });
}
function hasSize(value) {
    return typeof value === 'object' && value !== null && 'size' in value && typeof value.size === 'number';
}
function pullSize(manifest) {
    const { config, layers } = parseImageManifest(manifest.toString('utf8'));
    return manifest.length + (config?.size ?? 0) + layers.reduce((sum, layer) => sum + layer.size, 0);
}


/***/ }),

/***/ 55557:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ID: () => (/* binding */ refuseBroken),
  zD: () => (/* binding */ skippedSmokeTests),
  KH: () => (/* binding */ smokeTest)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/plan/handover/own-platforms.js
var own_platforms = __webpack_require__(34017);
;// CONCATENATED MODULE: ./build/plan/oci/config.js
const defaultPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
function readStartConfig(text) {
    const json = JSON.parse(text);
    if (typeof json !== 'object' || json === null)
        throw new TypeError('not an image configuration');
    const { config = {} } = json;
    const of = config ?? {};
    const path = words(of['Env'])
        .find((one) => one.startsWith('PATH='))
        ?.slice('PATH='.length);
    const user = of['User'];
    const workdir = of['WorkingDir'];
    return {
        argv: [...words(of['Entrypoint']), ...words(of['Cmd'])],
        user: typeof user === 'string' ? user : '',
        workdir: typeof workdir === 'string' && workdir !== '' ? workdir : '/',
        searchPath: (path ?? defaultPath).split(':').filter((dir) => dir.startsWith('/')),
        onBuild: words(of['OnBuild']).length > 0,
    };
}
function words(value) {
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

// EXTERNAL MODULE: ./build/plan/oci/manifest.js
var manifest = __webpack_require__(39043);
// EXTERNAL MODULE: ./build/plan/brands.js
var brands = __webpack_require__(89682);
// EXTERNAL MODULE: ./build/steps/prepare/wait-for-manifest.js
var wait_for_manifest = __webpack_require__(89515);
;// CONCATENATED MODULE: ./build/plan/oci/executable.js
const machines = {
    amd64: [62, 3],
    386: [3],
    arm64: [183],
    arm: [40],
    riscv64: [243],
    s390x: [22],
    ppc64le: [21],
    loong64: [258],
};
const programInterpreter = 3;
function readExecutable(head, { architecture }) {
    if (head.length === 0)
        return { fault: 'is empty' };
    if (head.subarray(0, 2).toString() === '#!') {
        const line = head.subarray(2).toString('utf8').split('\n', 1)[0] ?? '';
        const [interpreter = ''] = line.trim().split(/[ \t]/);
        if (interpreter === '')
            return { fault: 'is a script whose first line names no program' };
        return {
            interpreter: line.trimEnd() === line || !line.endsWith('\r') ? interpreter : `${interpreter}\r`,
        };
    }
    if (head.subarray(0, 4).toString('latin1') !== '\u007fELF') {
        return { fault: 'is neither a program nor a script that begins with #! and the program that runs it' };
    }
    const little = head[5] === 1;
    const wide = head[4] === 2;
    const half = (at) => (little ? head.readUInt16LE(at) : head.readUInt16BE(at));
    const word = (at) => (little ? head.readUInt32LE(at) : head.readUInt32BE(at));
    const long = (at) => wide ? Number(little ? head.readBigUInt64LE(at) : head.readBigUInt64BE(at)) : word(at);
    if (head.length < 64)
        return { fault: 'is a program that was cut off' };
    const machine = half(18);
    const expected = machines[architecture];
    if (expected !== undefined && !expected.includes(machine)) {
        const name = Object.entries(machines).find(([, numbers]) => numbers[0] === machine)?.[0];
        return {
            foreign: true,
            fault: `is a program for ${name ?? `another machine (ELF ${machine})`}, not for ${architecture}`,
        };
    }
    const [table, size, count] = wide ? [long(32), half(54), half(56)] : [word(28), half(42), half(44)];
    for (let at = table; at < table + size * count && at + size <= head.length; at += size) {
        if (word(at) !== programInterpreter)
            continue;
        const [offset, length] = wide ? [long(at + 8), long(at + 32)] : [word(at + 4), word(at + 16)];
        if (offset + length > head.length)
            return {};
        return {
            interpreter: head
                .subarray(offset, offset + length)
                .toString('utf8')
                .replace(/\0.*$/s, ''),
        };
    }
    return {};
}

;// CONCATENATED MODULE: ./build/steps/prove/start-once.js

const notStarted = {
    126: 'what it runs cannot be executed',
    127: 'what it runs, or a library of it, is not there',
};
const crashes = {
    132: 'SIGILL',
    133: 'SIGTRAP',
    135: 'SIGBUS',
    136: 'SIGFPE',
    137: 'SIGKILL',
    139: 'SIGSEGV',
    159: 'SIGSYS',
};
const longestChain = 5;
async function startOnce(sandbox, from, config, { ms, emulated }) {
    const [command] = config.argv;
    if (command === undefined)
        return notRun('the image names no command of its own');
    if (config.onBuild)
        return notRun('it is a base image: a build from it first runs its ONBUILD instructions, which need files');
    const ran = await sandbox.run(from, config.argv, ms);
    if (ran.state === 'not-here')
        return notRun(`the builder could not take it: ${ran.why}`);
    if (ran.state === 'refused')
        return whose(sandbox, from, ran.why);
    if (ran.state === 'ended' && ran.code !== 0)
        return ended(sandbox, from, config, { command, code: ran.code });
    const other = emulated ? await otherMachine(sandbox, from, config, command) : undefined;
    if (other !== undefined)
        return { state: 'failed', detail: other };
    return {
        state: 'passed',
        detail: ran.state === 'runs'
            ? `it was still running after ${ms / 1000} s`
            : 'its command ran and ended with exit code 0',
    };
}
async function otherMachine(sandbox, from, config, command) {
    const path = await find(sandbox, from, config, command);
    const file = path === undefined ? undefined : await sandbox.file(from, path);
    if (file === undefined)
        return undefined;
    const { foreign, fault = '' } = readExecutable(file.head, from.platform);
    return foreign === true ? `${path} ${fault}` : undefined;
}
async function ended(sandbox, from, config, { command, code }) {
    const why = notStarted[code];
    if (why !== undefined)
        return { state: 'failed', detail: `its command ended with exit code ${code}: ${why}` };
    const path = await find(sandbox, from, config, command);
    if (path === undefined)
        return { state: 'failed', detail: `there is no ${command} in the image` };
    const fault = await faultOf(sandbox, from, path, config.user);
    if (fault !== undefined)
        return { state: 'failed', detail: fault };
    const probed = await sandbox.probe(from, path);
    if (probed === undefined)
        return notRun(`its command ended with exit code ${code}, and whether it was started at all cannot be told`);
    if (!endedWell(probed)) {
        const where = `as user ${config.user === '' ? 'root' : config.user} in ${config.workdir}`;
        return whose(sandbox, from, `nothing can be run ${where} at ${path}: ${reasonOf(probed)}`);
    }
    const crash = crashes[code];
    return crash === undefined
        ? { state: 'passed', detail: `its command ran and ended with exit code ${code}` }
        : notRun(`its command was ended by ${crash} (exit code ${code})`);
}
async function whose(sandbox, from, why) {
    const control = await sandbox.probe(from, '/', true);
    if (control !== undefined && endedWell(control))
        return { state: 'failed', detail: why };
    return notRun(control === undefined
        ? why
        : `the builder runs no programs of ${from.platform.name}: ${reasonOf(control)}`);
}
function endedWell(ran) {
    return ran.state === 'ended' && ran.code === 0;
}
function reasonOf(ran) {
    if (ran.state === 'ended')
        return `a program that does nothing ends with exit code ${ran.code}`;
    return ran.state === 'runs' ? 'a program that does nothing does not end' : ran.why;
}
async function find(sandbox, from, { searchPath, workdir }, command) {
    const paths = command.includes('/')
        ? [command.startsWith('/') ? command : `${workdir.replace(/\/$/, '')}/${command}`]
        : searchPath.map((dir) => `${dir.replace(/\/$/, '')}/${command}`);
    for (const path of paths)
        if ((await sandbox.file(from, path)) !== undefined)
            return path;
    return undefined;
}
async function faultOf(sandbox, from, path, user) {
    let named = path;
    for (let link = 0; link < longestChain; link++) {
        const file = await sandbox.file(from, named);
        if (file === undefined)
            return `${path} needs ${JSON.stringify(named)}, which is not in the image`;
        if (!(await mayExecute(sandbox, from, file, user)))
            return `${named} is not executable by ${user === '' ? 'anybody' : user}`;
        const { fault, interpreter } = readExecutable(file.head, from.platform);
        if (fault !== undefined)
            return `${named} ${fault}`;
        if (!interpreter?.startsWith('/'))
            return undefined;
        named = interpreter;
    }
    return undefined;
}
async function mayExecute(sandbox, from, { mode, uid }, user) {
    if ((mode & 0o111) === 0)
        return false;
    const own = await uidOf(sandbox, from, user);
    if (own === undefined || own === 0)
        return true;
    return own === uid ? (mode & 0o100) !== 0 : (mode & 0o011) !== 0;
}
async function uidOf(sandbox, from, user) {
    const [name = ''] = user.split(':');
    if (name === '')
        return 0;
    if (/^\d+$/.test(name))
        return Number(name);
    const passwd = (await sandbox.file(from, '/etc/passwd'))?.head.toString('utf8') ?? '';
    const number = passwd
        .split('\n')
        .find((line) => line.startsWith(`${name}:`))
        ?.split(':')[2];
    return number === undefined || !/^\d+$/.test(number) ? undefined : Number(number);
}
function notRun(detail) {
    return { state: 'not-run', detail };
}

;// CONCATENATED MODULE: ./build/steps/prove/smoke-test.js







const watchMs = { native: 2000, emulated: 5000 };
async function smokeTest(job, image, builders, context) {
    const { plan, world, steps } = job;
    const [name] = plan.images;
    if (!name)
        return [];
    const elsewhere = startedElsewhere(job, image);
    const own = image.platforms.filter(({ platform }) => !elsewhere.has(platform.name));
    const builder = own.length === 0 ? undefined : await builders.ready();
    return Promise.all(image.platforms.map((one) => steps
        .run({
        title: `Start ${one.platform.name}`,
        find: () => Promise.resolve(elsewhere.get(one.platform.name)),
        make: async () => {
            if (!builder)
                throw new TypeError('a platform to start without a builder');
            return start({ name, image, one }, builder, world, context);
        },
        outcome: ({ state }) => state === 'passed' ? 'checked' : state === 'failed' ? 'failed' : 'skipped',
        describe: ({ detail }) => detail,
    })
        .then(({ state, detail }) => line({ name, platform: one.platform, image }, state, detail))));
}
function startedElsewhere({ elsewhere }, { platforms }) {
    return new Map(platforms.flatMap(({ platform, digest }) => {
        const record = elsewhere?.get(platform.name)?.record;
        if (record?.digest !== digest)
            return [];
        const { state, detail } = record.started;
        return [[platform.name, { state, detail: `${detail} (in the job ${record.job})` }]];
    }));
}
async function start({ name, image, one: { platform, digest }, }, builder, { sandbox, registry }, { runner }) {
    if (platform.os !== 'linux')
        return { state: 'not-run', detail: `a Linux runner starts no ${platform.os} program` };
    const emulated = builder.spread !== true &&
        builder.driver === 'docker-container' &&
        !own_platforms/* nativeArchitectures */.ES[runner.arch].includes(platform.architecture);
    try {
        const { bytes } = await (0,wait_for_manifest/* waitForManifest */.g)(registry, name, digest);
        const { config: named } = (0,manifest/* parseImageManifest */.S)(bytes.toString('utf8'));
        const text = (await registry.blob(name, (0,brands/* digest */.br)(String(named?.digest)))).toString('utf8');
        const from = { builder: builder.name, image: name, digest: image.digest, platform };
        const { state, detail } = await startOnce(sandbox, from, readStartConfig(text), {
            ms: watchMs[emulated ? 'emulated' : 'native'],
            emulated,
        });
        return {
            state,
            detail: emulated && state !== 'not-run' ? `${detail} (emulated by the builder)` : detail,
        };
    }
    catch (error) {
        if (error instanceof errors/* ReleaseError */.K2 && error.code === 'cancelled')
            throw error;
        return {
            state: 'not-run',
            detail: `it could not be tried: ${(0,errors/* messageOf */.bD)(error).split('\n').at(-1) ?? ''}`,
        };
    }
}
function refuseBroken(started) {
    const broken = started.filter(({ state }) => state === 'failed');
    if (broken.length === 0)
        return;
    const what = broken.map(({ text, detail }) => `${text.replace(/ starts$/, '')} (${detail})`).join(', ');
    throw new errors/* ReleaseError */.K2(`the image does not start on ${what}; nothing is public`, {
        code: 'not-startable',
        hint: `${broken.flatMap(({ commands }) => commands).join('\n')}\n# mend the Dockerfile and release the next version; an image that gets its command only later names none`,
    });
}
function skippedSmokeTests(plan, image) {
    const [name] = plan.images;
    if (!name)
        return [];
    return image.platforms.map(({ platform }) => line({ name, platform, image }, 'not-run', 'the release was finished already; it was started when it was made'));
}
function line({ name: { name }, platform: { name: platform }, image: { digest }, }, state, detail) {
    const text = `${platform} starts`;
    return { text, state, detail, commands: [`docker run --rm --platform ${platform} ${name}@${digest}`] };
}


/***/ }),

/***/ 73995:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ attempt),
/* harmony export */   V: () => (/* binding */ SignatureError)
/* harmony export */ });
/* harmony import */ var _sigstore_verify__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(54187);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19473);


class SignatureError extends _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ReleaseError */ .K2 {
    check;
    constructor(check, why) {
        super(`The ${check} check failed: ${why}`, {
            code: 'unproven',
            hint: 'Do not use what it signs. Find out who put it there, remove it, and run the release again.',
        });
        this.check = check;
    }
}
function attempt(check, work) {
    try {
        return work();
    }
    catch (error) {
        const code = error instanceof _sigstore_verify__WEBPACK_IMPORTED_MODULE_0__/* .VerificationError */ .mk ? error.code : undefined;
        throw new SignatureError((code && checkByCode[code]) ?? check, (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error));
    }
}
const checkByCode = {
    TIMESTAMP_ERROR: 'timestamp',
    CERTIFICATE_ERROR: 'certificate',
    PUBLIC_KEY_ERROR: 'certificate',
    SIGNATURE_ERROR: 'signature',
    TLOG_ERROR: 'log',
    TLOG_BODY_ERROR: 'log',
    TLOG_INCLUSION_PROMISE_ERROR: 'log',
    TLOG_INCLUSION_PROOF_ERROR: 'log',
    TLOG_MISSING_INCLUSION_ERROR: 'log',
};


/***/ }),

/***/ 26235:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   By: () => (/* binding */ parseStatement),
/* harmony export */   Q7: () => (/* binding */ statementPayloadType),
/* harmony export */   wy: () => (/* binding */ provenanceType)
/* harmony export */ });
/* harmony import */ var _plan_brands_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(89682);
/* harmony import */ var _plan_json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(60070);


const provenanceType = 'https://slsa.dev/provenance/v1';
const statementPayloadType = 'application/vnd.in-toto+json';
const statementTypes = [
    'https://in-toto.io/Statement/v1',
    'https://in-toto.io/Statement/v0.1',
];
function parseStatement(payload) {
    const json = JSON.parse(payload, (key, value) => {
        if (key === '__proto__')
            throw new Error('the statement has a key "__proto__"');
        return value;
    });
    if (!(0,_plan_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .OW)(json) || !statementTypes.includes(json['_type'])) {
        throw new Error('the payload is not an in-toto statement');
    }
    const { subject, predicateType, predicate } = json;
    if (typeof predicateType !== 'string' || !Array.isArray(subject)) {
        throw new Error('the statement has no predicateType or no subject');
    }
    return { subjects: subject.flatMap(readSubject), predicateType, predicate };
}
function readSubject(subject) {
    if (!(0,_plan_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .OW)(subject) || !(0,_plan_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .OW)(subject['digest']))
        throw new Error('a subject has no digest');
    const { name, digest } = subject;
    const text = `sha256:${String(digest['sha256'])}`;
    return (0,_plan_brands_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc)(text) ? [{ name: typeof name === 'string' ? name : '', digest: text }] : [];
}


/***/ }),

/***/ 1071:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  j: () => (/* binding */ isLogged),
  tB: () => (/* binding */ verifyBlob),
  Kn: () => (/* binding */ verifyBlobWithKey),
  IF: () => (/* binding */ verifyBundle),
  BH: () => (/* binding */ verifyBundleWithKey)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./node_modules/@sigstore/bundle/dist/index.js
var dist = __webpack_require__(61040);
// EXTERNAL MODULE: ./node_modules/@sigstore/verify/dist/index.js
var verify_dist = __webpack_require__(54187);
;// CONCATENATED MODULE: ./build/world/sigstore/certificate.js
const fulcioArc = '1.3.6.1.4.1.57264.1';
const claimNames = {
    9: 'buildSignerUri',
    10: 'buildSignerDigest',
    11: 'runnerEnvironment',
    12: 'sourceRepositoryUri',
    13: 'sourceRepositoryDigest',
    14: 'sourceRepositoryRef',
    15: 'sourceRepositoryIdentifier',
    16: 'sourceRepositoryOwnerUri',
    17: 'sourceRepositoryOwnerIdentifier',
    18: 'buildConfigUri',
    19: 'buildConfigDigest',
    20: 'buildTrigger',
    21: 'runInvocationUri',
    22: 'sourceRepositoryVisibility',
};
function certificateClaims(signer) {
    const { subjectAlternativeName: san, extensions, oids = [] } = signer.identity ?? {};
    const issuer = extensions?.issuer;
    if (san === undefined || issuer === undefined)
        return undefined;
    const values = new Map(oids.map(({ oid, value }) => [oid?.id.join('.'), value]));
    const claims = {};
    for (const [arc, name] of Object.entries(claimNames)) {
        const der = values.get(`${fulcioArc}.${arc}`);
        const text = der && utf8String(der);
        if (text !== undefined)
            claims[name] = text;
    }
    return { ...claims, san, issuer };
}
function utf8String(der) {
    const [tag, first] = der;
    if (tag !== 0x0c || first === undefined)
        return undefined;
    const longForm = first & 0x80 ? first & 0x7f : 0;
    if (longForm > 2)
        return undefined;
    const length = longForm === 0 ? first : der.subarray(2, 2 + longForm).reduce((sum, byte) => sum * 256 + byte, 0);
    const text = der.subarray(2 + longForm);
    return text.length === length ? Buffer.from(text).toString('utf8') : undefined;
}

// EXTERNAL MODULE: ./build/world/sigstore/signature-error.js
var signature_error = __webpack_require__(73995);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
;// CONCATENATED MODULE: ./build/world/sigstore/signed-entity.js



function entityOf(bundle, blob) {
    if (blob === undefined || Buffer.isBuffer(blob))
        return (0,verify_dist/* toSignedEntity */.DC)(bundle, blob);
    const entity = (0,verify_dist/* toSignedEntity */.DC)(bundle, Buffer.alloc(0));
    if (bundle.content.$case !== 'messageSignature')
        return entity;
    const { signature } = bundle.content.messageSignature;
    return {
        ...entity,
        signature: {
            signature,
            compareSignature: (other) => entity.signature.compareSignature(other),
            compareDigest: (digest) => entity.signature.compareDigest(digest),
            compareSignedDigest: (digest) => entity.signature.compareSignedDigest(digest),
            verifySignature: (key) => signsFile(blob.file, key, signature),
        },
    };
}
const pieceBytes = 1024 * 1024;
function signsFile(file, key, signature) {
    const verify = (0,external_node_crypto_.createVerify)('sha256');
    const piece = Buffer.alloc(pieceBytes);
    const from = (0,external_node_fs_.openSync)(file, 'r');
    try {
        for (let size = (0,external_node_fs_.readSync)(from, piece); size > 0; size = (0,external_node_fs_.readSync)(from, piece)) {
            verify.update(piece.subarray(0, size));
        }
    }
    finally {
        (0,external_node_fs_.closeSync)(from);
    }
    return verify.verify(key, signature);
}

// EXTERNAL MODULE: ./build/world/sigstore/statement.js
var sigstore_statement = __webpack_require__(26235);
;// CONCATENATED MODULE: ./build/world/sigstore/verified-once.js


const verified = new WeakMap();
const mostKept = 1000;
function verifiedOnce(trust, bundle, blob, verify) {
    if (blob !== undefined && !Buffer.isBuffer(blob))
        return verify();
    const known = verified.get(trust) ?? new Map();
    verified.set(trust, known);
    const key = keyOf(bundle, blob);
    const signer = known.get(key) ?? verify();
    if (known.size < mostKept)
        known.set(key, signer);
    return signer;
}
function keyOf(bundle, blob) {
    const whole = (0,external_node_crypto_.createHash)('sha256').update(JSON.stringify((0,dist/* bundleToJSON */.ev)(bundle)));
    const bytes = blob === undefined ? '' : (0,external_node_crypto_.createHash)('sha256').update(blob).digest('hex');
    return `${whole.digest('hex')} ${bytes}`;
}

;// CONCATENATED MODULE: ./build/world/sigstore/verify.js








function verifyBundle(bundle, trust, policy) {
    const parsed = parseBundle(bundle);
    if (parsed.content.$case !== 'dsseEnvelope')
        throw new signature_error/* SignatureError */.V('bundle', 'it signs a blob, not a statement');
    const signature = verifySignature(parsed, undefined, trust, policy);
    return { ...statementOf(parsed.content.dsseEnvelope, policy), ...signature };
}
function verifyBundleWithKey(bundle, trust, publicKey, policy) {
    const parsed = parseBundle(bundle);
    if (parsed.content.$case !== 'dsseEnvelope')
        throw new signature_error/* SignatureError */.V('bundle', 'it signs a blob, not a statement');
    const signature = verifyKeySignature(parsed, undefined, trust, publicKey);
    return { ...statementOf(parsed.content.dsseEnvelope, policy), ...signature };
}
function statementOf({ payload, payloadType }, policy) {
    if (payloadType !== sigstore_statement/* statementPayloadType */.Q7) {
        throw new signature_error/* SignatureError */.V('statement', `the payload's type is ${payloadType}, not ${sigstore_statement/* statementPayloadType */.Q7}`);
    }
    const statement = (0,signature_error/* attempt */.C)('statement', () => (0,sigstore_statement/* parseStatement */.By)(payload.toString('utf8')));
    if (policy.predicateType !== undefined && statement.predicateType !== policy.predicateType) {
        throw new signature_error/* SignatureError */.V('predicate', `it is ${statement.predicateType}, not ${policy.predicateType}`);
    }
    for (const digest of policy.subjectDigests ?? []) {
        if (!statement.subjects.some((subject) => subject.digest === digest)) {
            throw new signature_error/* SignatureError */.V('subject', `the statement does not speak of ${digest}`);
        }
    }
    return statement;
}
function verifyBlob(bundle, blob, trust, policy) {
    const parsed = parseBundle(bundle);
    if (parsed.content.$case !== 'messageSignature') {
        throw new signature_error/* SignatureError */.V('bundle', 'it signs a statement, not a blob');
    }
    return verifySignature(parsed, blob, trust, policy);
}
function verifyBlobWithKey(bundle, blob, trust, publicKey) {
    const parsed = parseBundle(bundle);
    if (parsed.content.$case !== 'messageSignature') {
        throw new signature_error/* SignatureError */.V('bundle', 'it signs a statement, not a blob');
    }
    return verifyKeySignature(parsed, blob, trust, publicKey);
}
function verifyKeySignature(bundle, blob, trust, publicKey) {
    const key = (0,external_node_crypto_.createPublicKey)(publicKey);
    const trustMaterial = {
        ...trust.trustMaterial,
        publicKey: () => ({ publicKey: key, validFor: () => true }),
    };
    const signer = verifyEntity(bundle, blob, { ...trust, trustMaterial });
    if (signer.identity !== undefined)
        throw new signature_error/* SignatureError */.V('certificate', 'a certificate signed, not the key');
    return logOf(bundle);
}
function verifySignature(bundle, blob, trust, policy) {
    const judge = instanceOf(bundle, trust);
    const certificate = certificateClaims(verifyEntity(bundle, blob, judge));
    if (certificate === undefined)
        throw new signature_error/* SignatureError */.V('certificate', 'a key signed, no certificate');
    if (judge.instance === 'github' && certificate.sourceRepositoryVisibility === 'public') {
        throw new signature_error/* SignatureError */.V('log', 'the repository was public when this was signed, and no public log has it');
    }
    if (certificate.issuer !== policy.issuer) {
        throw new signature_error/* SignatureError */.V('issuer', `${certificate.issuer} vouches for the signer, not ${policy.issuer}`);
    }
    const { san } = certificate;
    if (typeof policy.san === 'string' ? san !== policy.san : san.search(policy.san) === -1) {
        throw new signature_error/* SignatureError */.V('identity', `${san} signed, not ${String(policy.san)}`);
    }
    return { certificate, ...logOf(bundle) };
}
function isLogged(text) {
    try {
        return parseBundle(JSON.parse(text)).verificationMaterial.tlogEntries.length > 0;
    }
    catch (error) {
        if (error instanceof SyntaxError || error instanceof signature_error/* SignatureError */.V)
            return true;
        throw error;
    }
}
function instanceOf(bundle, trust) {
    const logged = bundle.verificationMaterial.tlogEntries.length > 0;
    return logged ? trust : (trust.github ?? trust);
}
function verifyEntity(bundle, blob, trust) {
    return verifiedOnce(trust, bundle, blob, () => verifyAnew(bundle, blob, trust));
}
function verifyAnew(bundle, blob, trust) {
    const publicLogs = trust.instance === 'github' ? 0 : 1;
    const verifier = new verify_dist/* Verifier */.BL(trust.trustMaterial, {
        ctlogThreshold: publicLogs,
        tlogThreshold: publicLogs,
        timestampThreshold: 1,
    });
    const entity = (0,signature_error/* attempt */.C)('bundle', () => entityOf(bundle, blob));
    return (0,signature_error/* attempt */.C)('bundle', () => verifier.verify(entity));
}
function logOf(bundle) {
    const logIndex = bundle.verificationMaterial.tlogEntries[0]?.logIndex;
    return logIndex === undefined ? {} : { logIndex };
}
function parseBundle(bundle) {
    return (0,signature_error/* attempt */.C)('bundle', () => (0,dist/* bundleFromJSON */.vw)(bundle));
}


/***/ })

};
