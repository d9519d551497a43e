export const id = 431;
export const ids = [431];
export const modules = {

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
// EXTERNAL MODULE: ./build/steps/prepare/builder.js
var builder = __webpack_require__(65887);
// EXTERNAL MODULE: ./build/steps/prepare/image.js + 1 modules
var prepare_image = __webpack_require__(99302);
// EXTERNAL MODULE: ./build/steps/preflight/history.js + 5 modules
var preflight_history = __webpack_require__(12108);
// EXTERNAL MODULE: ./build/steps/preflight/preflight.js + 5 modules
var preflight = __webpack_require__(62299);
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
    const { source, size, sha256: hex } = await (0,archives/* packArchive */.u)(job, archive, target, await builder());
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
            }, { ...lag/* lagRetryPolicy */.N0, onWait: log });
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


/***/ })

};
