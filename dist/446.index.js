export const id = 446;
export const ids = [446];
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

/***/ 86431:
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
// EXTERNAL MODULE: ./build/find/build-files.js
var build_files = __webpack_require__(95356);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/plan/brands.js
var brands = __webpack_require__(89682);
// EXTERNAL MODULE: ./build/plan/handover/anchor.js
var handover_anchor = __webpack_require__(7015);
// EXTERNAL MODULE: ./build/plan/handover/build-files.js
var handover_build_files = __webpack_require__(94298);
// EXTERNAL MODULE: ./build/report/quantities.js
var quantities = __webpack_require__(32206);
// EXTERNAL MODULE: ./build/run/concurrency.js
var concurrency = __webpack_require__(90657);
// EXTERNAL MODULE: ./build/world/registry/registry.js + 7 modules
var registry = __webpack_require__(55145);
// EXTERNAL MODULE: ./build/steps/prepare/archives.js + 1 modules
var archives = __webpack_require__(95461);
// EXTERNAL MODULE: ./build/steps/prove/sbom-scan.js
var sbom_scan = __webpack_require__(39748);
;// CONCATENATED MODULE: ./build/steps/prove/build-files.js












function hasAllFiles(plan, platform, files) {
    const { archive, scan } = wantedOf(plan, platform);
    const { binaries } = plan.assets;
    return ((archive === undefined || files.some((0,build_files/* isArchive */.tc)(binaries?.target, archive.format))) &&
        (scan === undefined || files.some(({ mediaType }) => mediaType === handover_build_files/* spdxType */.GL)));
}
async function makeFiles(job, image, builder) {
    const { plan, world, steps } = job;
    const { archive, scan } = wantedOf(plan, image.platform);
    const [archives, sboms] = await (0,concurrency/* allEnded */.Cw)([
        archive === undefined ? none : archived(job, archive, builder),
        scan === undefined ? none : scanned(job, image, builder),
    ]);
    const files = [...archives, ...sboms];
    if (files.length === 0)
        return undefined;
    const name = (0,plan_plan/* firstName */.u$)(plan);
    const manifest = (0,handover_build_files/* manifestOfFiles */._A)(files);
    await steps.run({
        title: `Push the files of ${image.platform.name}`,
        find: async () => ((await world.registry.head(name, manifest.digest)) ? true : undefined),
        make: async () => {
            await world.registry.putBlob(name, handover_anchor/* emptyBlob */.Ro);
            for (const { digest, path } of files)
                await world.registry.putFile(name, digest, path);
            await world.registry.put(name, manifest.digest, manifest);
            await world.registry.shown(name, [manifest.digest]);
            return true;
        },
        describe: () => `${(0,quantities/* count */.U9)(files.length, 'file')}, named by ${manifest.digest}`,
    });
    return { manifest: manifest.digest, files };
}
const none = Promise.resolve([]);
async function archived(job, archive, builder) {
    const target = job.plan.assets.binaries?.target ?? '';
    const { name } = await builder();
    const { source, size, sha256: hex } = await (0,archives/* packArchive */.u)(job, archive, target, name);
    return [
        {
            mediaType: (0,handover_build_files/* archiveType */.R6)(archive.format),
            digest: (0,brands/* digest */.br)(`sha256:${hex}`),
            size,
            target,
            path: source.file,
        },
    ];
}
function scanned(job, image, builder) {
    const { world, steps } = job;
    const { name } = image.platform;
    return steps.run({
        title: `Scan ${name}`,
        make: async (log) => {
            const text = JSON.stringify(await (0,sbom_scan/* scanPlatform */.R)(job, image, await builder(), log));
            const bytes = Buffer.from(text);
            const path = (0,external_node_path_.join)(world.temp, `${name.replaceAll('/', '-')}.spdx.json`);
            await (0,promises_.writeFile)(path, bytes);
            return [{ mediaType: handover_build_files/* spdxType */.GL, digest: (0,registry/* sha256 */.s)(bytes), size: bytes.length, path }];
        },
        describe: ([made]) => `an SBOM of ${made?.size ?? 0} bytes`,
    });
}
function wantedOf({ assets }, { name }) {
    return {
        archive: assets.binaries?.archives.find(({ platform }) => platform.name === name),
        scan: assets.scans?.find(({ platform }) => platform.name === name),
    };
}

// EXTERNAL MODULE: ./build/plan/handover/record.js
var handover_record = __webpack_require__(78207);
// EXTERNAL MODULE: ./build/compact.js
var compact = __webpack_require__(95681);
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
async function handOver(job, built, anchor, { started, files, context }) {
    const { plan, world, steps } = job;
    const name = (0,plan_plan/* firstName */.u$)(plan);
    const record = recordFor(plan, built, anchor, { started, files, context });
    const named = [
        anchor.digest,
        record.pushed,
        record.digest,
        ...(files?.files ?? []).map((file) => file.digest),
    ];
    const subjects = [...new Set(named)].map((digest) => ({
        name: name.name,
        digest,
    }));
    return steps.run({
        title: `Hand over ${record.platform}`,
        find: async (log) => {
            const { found } = await (0,built_elsewhere/* recordOf */.zv)(job, anchor, context, log);
            return found && found.record.files === record.files ? found : undefined;
        },
        make: async (log) => {
            const bundle = await world.attestor.statement(subjects, handover_record/* buildRecordType */.UC, { ...record });
            await world.registry.putBlob(name, handover_anchor/* emptyBlob */.Ro);
            await world.registry.put(name, anchor.digest, anchor);
            await world.registry.shown(name, [anchor.digest]);
            const artifact = (0,attach/* bundleArtifact */.d)(JSON.stringify(bundle), attestation/* bundleType */.$, handover_record/* buildRecordType */.UC, plan);
            await world.registry.attach(name, anchor.digest, artifact);
            return (0,retry/* retry */.L5)(`the record of ${record.platform}`, async () => {
                const { found, refused } = await (0,built_elsewhere/* recordOf */.zv)(job, anchor, context, log);
                if (found && (files === undefined || found.record.files !== undefined))
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
function recordFor(plan, { image, pushed }, { facts, digest }, { started, files, context }) {
    return (0,compact/* compact */.o)({
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
        files: files?.manifest,
    });
}

// EXTERNAL MODULE: ./build/steps/prove/smoke-test.js + 3 modules
var smoke_test = __webpack_require__(55557);
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
                const { pushed, files } = handedOver.record;
                const built = await (0,prepare_image/* readBuilt */.lf)(world.registry, (0,plan_plan/* firstName */.u$)(plan), platform, pushed);
                const there = files === undefined ? [] : await (0,build_files/* filesAt */.Tl)(job, files, log);
                return [{ built, handedOver, isWhole: hasAllFiles(plan, platform, there) }];
            }));
            return searches.flat();
        },
        outcome: (left) => (left.length === 0 ? 'checked' : 'found'),
        describe: (left) => left.length === 0 ? 'none' : left.map(({ built }) => built.image.platform.name).join(', '),
    });
    const whole = found.filter(({ isWhole }) => isWhole);
    const kept = whole.map(({ built: { image }, handedOver }) => ({ image, handedOver, found: true }));
    if (whole.length === plan.platforms.length)
        return { plan, warnings: [], platforms: kept, checks: startsOf(kept, plan) };
    const missing = plan.platforms.filter(({ name }) => !found.some(({ built }) => built.image.platform.name === name));
    const builders = (0,builder/* buildersOf */.e)(run, world.buildx);
    const warnings = [];
    const built = await (0,prepare_image/* buildAll */.AK)(job, missing, builders.ready, (warning) => warnings.push(warning));
    steps.enter('prove');
    const tries = await Promise.all(built.map(({ image, pushed }) => (0,smoke_test/* smokeTest */.KH)(job, { digest: pushed, platforms: [image] }, builders, context)));
    (0,smoke_test/* refuseBroken */.ID)(tries.flat());
    const handOne = async (one, started) => {
        const [files] = await (0,concurrency/* allEnded */.Cw)([
            makeFiles(job, one.image, builders.ready),
            plan.attest ? attestPlatform(job, one) : Promise.resolve(),
        ]);
        const anchor = anchorFor(one.image.platform);
        const handedOver = await handOver(job, one, anchor, { started, files, context });
        return { image: one.image, handedOver, found: false };
    };
    const made = await (0,concurrency/* allEnded */.Cw)([
        ...built.map((one, at) => handOne(one, startCheck(tries[at]))),
        ...found.flatMap((one) => (one.isWhole ? [] : handOne(one.built, one.handedOver.record.started))),
    ]);
    return {
        plan,
        warnings,
        platforms: [...kept, ...made],
        checks: [...startsOf(kept, plan), ...tries.flat()],
    };
}
function startCheck([check] = []) {
    return {
        state: check?.state === 'passed' ? 'passed' : 'not-run',
        detail: check?.detail ?? 'it was not tried',
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
