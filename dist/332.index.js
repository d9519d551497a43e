export const id = 332;
export const ids = [332];
export const modules = {

/***/ 52762:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ie: () => (/* binding */ provenImage),
/* harmony export */   sT: () => (/* binding */ earlierImage),
/* harmony export */   wS: () => (/* binding */ refuseOtherImage)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _plan_oci_index_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(58304);
/* harmony import */ var _plan_oci_manifest_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(39043);
/* harmony import */ var _plan_plan_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57672);
/* harmony import */ var _provenance_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(52075);
/* harmony import */ var _signature_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(192);
/* harmony import */ var _taken_tag_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(83892);







async function earlierImage(plan, world, journal, log) {
    const name = (0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .firstName */ .u$)(plan);
    const tagged = (await world.registry.head(name, plan.pointers.exact))?.digest;
    const named = journal.manifest?.images.find((entry) => entry.name === name.name)?.digest;
    if (tagged !== undefined) {
        const ref = `${name.name}:${plan.pointers.exact}`;
        if (named !== undefined && named !== tagged)
            throw conflict(plan, ref, tagged, `the release's own record names ${named}`);
        const earlier = await provenImage({ plan, world }, name, tagged, log);
        const lost = earlier ? [] : await lostPlatforms(plan, name, tagged, world.registry);
        if (lost.length > 0) {
            log(`${ref}: ${lostBy(name, lost)}; the image is built again, and must come out as ${tagged}`);
            return undefined;
        }
        if (!earlier && isUnproven(plan)) {
            log(`${ref} names ${tagged}, and nothing proves whose it is: the image is built again and compared`);
            return undefined;
        }
        if (!earlier)
            throw conflict(plan, ref, tagged, `which this workflow has not built from ${plan.commit}`);
        return earlier;
    }
    if (named === undefined)
        return undefined;
    const earlier = await provenImage({ plan, world }, name, named, log);
    if (!earlier)
        log(`${named}, which the draft names, is not proven to be of ${plan.commit}: it is built anew`);
    return earlier;
}
async function lostPlatforms({ commit, platforms }, name, index, registry) {
    const text = (await registry.manifest(name, index))?.bytes.toString('utf8') ?? '';
    const entries = text.includes(commit) ? (wellFormed(() => (0,_plan_oci_index_js__WEBPACK_IMPORTED_MODULE_5__/* .parseIndex */ .A1)(text)) ?? []) : [];
    const lost = [];
    for (const platform of platforms) {
        const entry = entries.find((candidate) => (0,_plan_oci_index_js__WEBPACK_IMPORTED_MODULE_5__/* .isFor */ .Gi)(candidate, platform));
        if (entry && !(await registry.manifest(name, entry.digest)))
            lost.push({ platform: platform.name, digest: entry.digest });
    }
    return lost;
}
function lostBy({ name }, lost) {
    const list = lost.map(({ platform, digest }) => `${platform} (${digest})`).join(' and ');
    return `${list} ${lost.length === 1 ? 'is' : 'are'} gone from ${name}, as when a clean-up deletes untagged versions`;
}
async function refuseOtherImage({ plan, world }, built) {
    const name = (0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .firstName */ .u$)(plan);
    const tagged = (await world.registry.head(name, plan.pointers.exact))?.digest;
    if (tagged === undefined || tagged === built.digest)
        return;
    const lost = await lostPlatforms(plan, name, tagged, world.registry);
    const again = `built again from ${plan.commit} the image comes out as ${built.digest}`;
    const why = lost.length === 0 ? again : `${lostBy(name, lost)}; ${again}`;
    throw conflict(plan, `${name.name}:${plan.pointers.exact}`, tagged, why);
}
function isUnproven({ sign, attest }) {
    return sign === 'none' && !attest;
}
async function provenImage(job, name, digest, log) {
    const { plan, world } = job;
    const manifest = await world.registry.manifest(name, digest);
    if (!manifest || !(0,_plan_oci_index_js__WEBPACK_IMPORTED_MODULE_5__/* .isIndex */ .nw)(manifest.descriptor.mediaType))
        return undefined;
    const text = manifest.bytes.toString('utf8');
    const entries = wellFormed(() => (0,_plan_oci_index_js__WEBPACK_IMPORTED_MODULE_5__/* .parseIndex */ .A1)(text));
    if (!entries)
        return undefined;
    const platforms = [];
    for (const platform of plan.platforms) {
        const entry = entries.find((candidate) => (0,_plan_oci_index_js__WEBPACK_IMPORTED_MODULE_5__/* .isFor */ .Gi)(candidate, platform));
        const own = entry && (await world.registry.manifest(name, entry.digest));
        if (!own)
            return undefined;
        const size = wellFormed(() => (0,_plan_oci_manifest_js__WEBPACK_IMPORTED_MODULE_6__/* .pullSize */ .p)(own.bytes));
        if (size === undefined)
            return undefined;
        platforms.push({ platform, digest: own.descriptor.digest, size });
    }
    const earlier = {
        names: plan.images,
        digest,
        mediaType: manifest.descriptor.mediaType,
        index: text,
        platforms,
    };
    return (await isProven(plan, world, earlier, log)) ? earlier : undefined;
}
function wellFormed(read) {
    try {
        return read();
    }
    catch (error) {
        if (error instanceof TypeError || error instanceof SyntaxError)
            return undefined;
        throw error;
    }
}
async function isProven(plan, world, earlier, log) {
    if (plan.attest)
        return (await (0,_provenance_js__WEBPACK_IMPORTED_MODULE_2__/* .findProvenance */ .p)({ plan, world }, earlier, log)) !== undefined;
    if (plan.sign !== 'none')
        return (await (0,_signature_js__WEBPACK_IMPORTED_MODULE_3__/* .findSignature */ .s)({ plan, world }, (0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .firstName */ .u$)(plan), earlier.digest, log)) !== undefined;
    return false;
}
function conflict(...of) {
    const fault = (0,_taken_tag_js__WEBPACK_IMPORTED_MODULE_4__/* .takenTag */ .u)(...of);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ReleaseError */ .K2(fault.message, fault);
}


/***/ }),

/***/ 77400:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Es: () => (/* binding */ legacyBundle),
/* harmony export */   Pz: () => (/* binding */ legacySignatures),
/* harmony export */   TT: () => (/* binding */ findLegacySignature)
/* harmony export */ });
/* harmony import */ var _world_sigstore_simple_signing_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(43812);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19473);
/* harmony import */ var _bundles_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(36027);
/* harmony import */ var _world_sigstore_signature_error_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(73995);




async function legacySignatures(registry, name, digest, log = () => undefined) {
    const manifest = await usable(() => registry.manifest(name, (0,_world_sigstore_simple_signing_js__WEBPACK_IMPORTED_MODULE_0__/* .legacyTag */ .w_)(digest)), log);
    const signatures = manifest && (await usable(() => (0,_world_sigstore_simple_signing_js__WEBPACK_IMPORTED_MODULE_0__/* .simpleSignatures */ .O0)(manifest.bytes), log));
    const found = await Promise.all((signatures ?? []).map((signature) => usable(async () => {
        const payload = await registry.blob(name, signature.payload);
        const claimed = (0,_world_sigstore_simple_signing_js__WEBPACK_IMPORTED_MODULE_0__/* .claimedDigest */ .Aq)(payload);
        if (claimed === digest)
            return { signature, payload };
        log(`a signature for cosign 2 is ignored: it is of ${claimed ?? 'no image'}`);
        return undefined;
    }, log)));
    return found.filter((one) => one !== undefined);
}
async function usable(read, log) {
    try {
        return await read();
    }
    catch (error) {
        if (!(0,_bundles_js__WEBPACK_IMPORTED_MODULE_2__/* .isUnusable */ .Im)(error))
            throw error;
        log(`a signature for cosign 2 is ignored: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}`);
        return undefined;
    }
}
function legacyBundle({ signature, payload }) {
    return (0,_world_sigstore_signature_error_js__WEBPACK_IMPORTED_MODULE_3__/* .attempt */ .C)('bundle', () => (0,_world_sigstore_simple_signing_js__WEBPACK_IMPORTED_MODULE_0__/* .bundleOf */ .cj)(signature, payload));
}
async function findLegacySignature(job, name, digest, log) {
    const { world } = job;
    const all = await legacySignatures(world.registry, name, digest, log);
    return all.find((one) => (0,_bundles_js__WEBPACK_IMPORTED_MODULE_2__/* .signsForRelease */ .RY)(job, one.payload, () => legacyBundle(one), { log, what: 'a signature for cosign 2' }));
}


/***/ }),

/***/ 192:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ signaturePredicate),
/* harmony export */   s: () => (/* binding */ findSignature)
/* harmony export */ });
/* harmony import */ var _bundles_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(36027);

const signaturePredicate = 'https://sigstore.dev/cosign/sign/v1';
async function findSignature(job, name, digest, log) {
    const { world } = job;
    const texts = await (0,_bundles_js__WEBPACK_IMPORTED_MODULE_0__/* .referringBundles */ .kv)(world.registry, name, digest, log);
    const policy = { predicateType: signaturePredicate, subjectDigests: [digest] };
    return world.publicKey === undefined
        ? (0,_bundles_js__WEBPACK_IMPORTED_MODULE_0__/* .firstVerified */ .Lj)(job, texts, policy, { log })
        : (0,_bundles_js__WEBPACK_IMPORTED_MODULE_0__/* .firstSignedWith */ .nZ)({ world, publicKey: world.publicKey }, texts, policy, log);
}


/***/ }),

/***/ 15224:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ct: () => (/* binding */ versionSaid),
/* harmony export */   EA: () => (/* binding */ fewerPlatforms),
/* harmony export */   IK: () => (/* binding */ fromText),
/* harmony export */   JQ: () => (/* binding */ promotionIn),
/* harmony export */   Ui: () => (/* binding */ isPromotion),
/* harmony export */   mH: () => (/* binding */ idleInputs),
/* harmony export */   sC: () => (/* binding */ promotedName),
/* harmony export */   tC: () => (/* binding */ demandedPlatforms)
/* harmony export */ });
/* harmony import */ var _handover_own_platforms_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34017);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(60070);
/* harmony import */ var _version_version_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(47673);



const promotedName = 'promoted image';
function fromText(source, first) {
    if (source.kind === 'digest')
        return `${source.image?.name ?? first}@${source.digest}`;
    const { path, reference } = source;
    const suffix = reference === undefined ? '' : `${reference.startsWith('sha256:') ? '@' : ':'}${reference}`;
    return `oci-layout://${path}${suffix}`;
}
function isPromotion(predicate, digest) {
    return dependenciesIn(predicate).some(({ name, digest: of }) => name === promotedName &&
        (digest === undefined || ((0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isJsonObject */ .OW)(of) && `sha256:${String(of['sha256'])}` === digest)));
}
function promotionIn(predicate) {
    return dependenciesIn(predicate).find(({ name }) => name === promotedName);
}
function dependenciesIn(predicate) {
    const definition = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isJsonObject */ .OW)(predicate) ? predicate['buildDefinition'] : undefined;
    const list = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isJsonObject */ .OW)(definition) ? definition['resolvedDependencies'] : undefined;
    return Array.isArray(list) ? list.filter(_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isJsonObject */ .OW) : [];
}
function demandedPlatforms({ platforms }) {
    const isDefault = platforms.length === _handover_own_platforms_js__WEBPACK_IMPORTED_MODULE_0__/* .defaultPlatforms */ .Q_.length &&
        platforms.every(({ name }) => _handover_own_platforms_js__WEBPACK_IMPORTED_MODULE_0__/* .defaultPlatforms */ .Q_.includes(name));
    return isDefault ? [] : platforms;
}
function versionSaid(said, version, tagPrefix) {
    const other = [...said].filter(([, text]) => text !== version.text);
    const [first] = other;
    if (first === undefined)
        return { faults: [], warnings: [] };
    const key = 'org.opencontainers.image.version';
    const words = [...new Set(other.map(([, text]) => text))].map((text) => JSON.stringify(text)).join(' and ');
    const where = other.map(([place]) => place).join(', ');
    const sentence = `${key} of the promoted image says ${words} (${where}), and the release is ${version.text}`;
    const foreign = other.some(([, text]) => {
        const read = (0,_version_version_js__WEBPACK_IMPORTED_MODULE_1__/* .parseTag */ .ED)(`${tagPrefix}v${text.replace(/^v/, '')}`, tagPrefix);
        return read !== undefined && !isSameCore(read, version);
    });
    if (foreign)
        return {
            warnings: [],
            faults: [
                {
                    code: 'not-promotable',
                    message: `${sentence}: it was built as another version`,
                    hint: `with: { from: '' }   # builds ${version.tag} anew; or promote the image that was built for it`,
                },
            ],
        };
    return {
        faults: [],
        warnings: [
            `${sentence}. Promoted bytes stay what they are. Build the candidate with labels: ${key}=${version.text} and annotations: index,manifest:${key}=${version.text}, if the image is to say so.`,
        ],
    };
}
function isSameCore(a, b) {
    return a.major === b.major && a.minor === b.minor && a.patch === b.patch;
}
function fewerPlatforms(has) {
    const lacks = _handover_own_platforms_js__WEBPACK_IMPORTED_MODULE_0__/* .defaultPlatforms */ .Q_.filter((name) => !has.some((one) => one.name === name));
    if (lacks.length === 0)
        return [];
    return [
        `the promoted image is for ${has.map(({ name }) => name).join(', ')} alone. Give platforms: '${has.map(({ name }) => name).join(',')}' if that is meant; from takes the digest of the index, not that of one platform.`,
    ];
}
function idleInputs({ build, builderNodes, }) {
    const given = {
        target: build.target !== undefined,
        file: build.file !== undefined,
        'build-args': build.buildArgs.length > 0,
        'build-contexts': build.buildContexts.length > 0,
        'secret-files': build.secretFiles.length > 0,
        ssh: build.ssh.length > 0,
        labels: build.labels.length > 0,
        annotations: build.annotations.length > 0,
        'builder-nodes': builderNodes.length > 0,
    };
    const names = Object.entries(given).flatMap(([name, is]) => (is ? [name] : []));
    return names.length === 0 ? [] : [`from builds nothing: ${names.join(', ')} have no effect`];
}


/***/ }),

/***/ 55634:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  z: () => (/* binding */ prove)
});

// EXTERNAL MODULE: ./build/steps/prove/provenance.js
var prove_provenance = __webpack_require__(7998);
// EXTERNAL MODULE: ./build/world/registry/lag.js
var lag = __webpack_require__(58947);
// EXTERNAL MODULE: ./build/world/sigstore/simple-signing.js
var simple_signing = __webpack_require__(43812);
// EXTERNAL MODULE: ./build/report/quantities.js
var quantities = __webpack_require__(32206);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/plan/artifacts.js
var artifacts = __webpack_require__(78921);
// EXTERNAL MODULE: ./build/run/step.js
var step = __webpack_require__(15606);
// EXTERNAL MODULE: ./build/run/concurrency.js
var concurrency = __webpack_require__(90657);
// EXTERNAL MODULE: ./build/world/retry/retry.js
var retry = __webpack_require__(16424);
// EXTERNAL MODULE: ./build/find/signature.js
var signature = __webpack_require__(192);
// EXTERNAL MODULE: ./build/steps/prove/attach.js
var attach = __webpack_require__(43704);
// EXTERNAL MODULE: ./build/steps/prove/attestation.js + 1 modules
var attestation = __webpack_require__(31453);
// EXTERNAL MODULE: ./build/steps/prove/meeting.js
var meeting = __webpack_require__(63188);
// EXTERNAL MODULE: ./build/compact.js
var compact = __webpack_require__(95681);
;// CONCATENATED MODULE: ./build/steps/prove/sign.js













const signedAtOnce = 4;
async function sign(job, image, { retryPolicy = lag/* lagRetryPolicy */.N0, others = meeting/* alone */.Q, } = {}) {
    const { plan, world, steps } = job;
    const signatures = [];
    for (const name of image.names) {
        const made = new Map();
        const found = await signDigests({
            title: `Sign ${name.name}`,
            what: `signatures of ${name.name}`,
            find: (digest, log) => (0,signature/* findSignature */.s)(job, name, digest, log),
            sign: async (digests, log) => {
                for (const digest of (0,artifacts/* digestsOf */.n)(image))
                    if (!digests.includes(digest))
                        void others.ready(name, digest);
                const texts = await (0,concurrency/* mapConcurrent */._k)(digests, signedAtOnce, async (digest) => {
                    const text = made.get(digest) ?? (await signOne({ image: name, digest }, world, log));
                    made.set(digest, text);
                    return [digest, text];
                });
                await (0,concurrency/* mapConcurrent */._k)(texts, texts.length, ([digest, text]) => world.registry.attach(name, digest, (0,attach/* bundleArtifact */.d)(text, attestation/* bundleType */.$, signature/* signaturePredicate */.o, plan), () => others.ready(name, digest)));
            },
        }, { name, image }, { steps, retryPolicy });
        for (const digest of (0,artifacts/* digestsOf */.n)(image))
            void others.ready(name, digest);
        signatures.push(...(0,artifacts/* digestsOf */.n)(image).map((digest, at) => {
            const logIndex = found[at]?.statement.logIndex;
            return (0,compact/* compact */.o)({ image: name.name, digest, logIndex });
        }));
    }
    return signatures;
}
async function signOne(ref, world, log) {
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(world.temp, 'signature-'));
    try {
        const file = (0,external_node_path_.join)(folder, 'bundle.json');
        await world.cosign.sign(ref, file, log);
        return await (0,promises_.readFile)(file, 'utf8');
    }
    finally {
        await (0,promises_.rm)(folder, { recursive: true });
    }
}
async function signDigests(signing, { name, image }, { steps, retryPolicy }) {
    const digests = (0,artifacts/* digestsOf */.n)(image);
    let found = [];
    const missing = async (log) => {
        found = await Promise.all(digests.map((digest) => signing.find(digest, log)));
        return digests.filter((_, at) => found[at] === undefined);
    };
    let unsigned = digests;
    await steps.run({
        title: signing.title,
        find: (0,step/* afterFirst */.P)(image.isNew === true, async (log) => {
            unsigned = await missing(log);
            return unsigned.length === 0 ? 0 : undefined;
        }),
        make: async (log) => {
            await signing.sign(unsigned, log);
            await (0,retry/* retry */.L5)(signing.what, async () => {
                const left = await missing(log);
                if (left.length === 0)
                    return;
                throw new retry/* TransientError */.N_(`${left.join(', ')} of ${name.name} shows no signature after signing`, {
                    hint: 'Run the workflow again: it signs what is not signed.',
                });
            }, { ...retryPolicy, onWait: log });
            return unsigned.length;
        },
        describe: (number) => number === 0
            ? 'index and platforms are signed'
            : `${number} of ${(0,quantities/* count */.U9)(digests.length, 'digest')} signed and read back`,
    });
    return found;
}

// EXTERNAL MODULE: ./build/find/legacy-signature.js
var legacy_signature = __webpack_require__(77400);
;// CONCATENATED MODULE: ./build/steps/prove/sign-legacy.js




async function signLegacy(job, image, signatures, retryPolicy = lag/* lagRetryPolicy */.N0) {
    const { world, steps } = job;
    for (const name of image.names) {
        await signDigests({
            title: `Sign ${name.name} for cosign 2`,
            what: `signatures of ${name.name} for cosign 2`,
            find: (digest, log) => (0,legacy_signature/* findLegacySignature */.TT)(job, name, digest, log),
            sign: (digests, log) => world.cosign.signLegacy(name, digests, log),
        }, { name, image }, { steps, retryPolicy });
    }
    return signatures.map((signature) => ({ ...signature, legacyTag: (0,simple_signing/* legacyTag */.w_)(signature.digest) }));
}

;// CONCATENATED MODULE: ./build/steps/prove/prove.js





async function prove(job, image, { payload, attestSboms } = { payload: [], attestSboms: () => Promise.resolve([]) }) {
    const { plan } = job;
    const together = (0,meeting/* meeting */.G)(2);
    const signing = async () => {
        const bundles = await together.attend(0, (others) => plan.sign === 'none' ? Promise.resolve([]) : sign(job, image, { others }));
        return plan.signLegacy ? signLegacy(job, image, bundles) : bundles;
    };
    const parts = [
        signing(),
        together.attend(1, (others) => plan.attest ? (0,prove_provenance/* attestProvenance */.X)(job, image, payload, others) : Promise.resolve(undefined)),
        attestSboms(),
    ];
    const [signatures, provenance, sboms] = await (0,concurrency/* allEnded */.Cw)(parts);
    return { signatures, provenance, sboms };
}


/***/ }),

/***/ 7998:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ attestProvenance),
/* harmony export */   v: () => (/* binding */ imageSubjects)
/* harmony export */ });
/* harmony import */ var _plan_plan_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57672);
/* harmony import */ var _plan_artifacts_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(78921);
/* harmony import */ var _world_sigstore_statement_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(26235);
/* harmony import */ var _attestation_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(31453);
/* harmony import */ var _plan_promoted_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(15224);
/* harmony import */ var _plan_asset_names_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(91667);
/* harmony import */ var _find_provenance_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(52075);







async function attestProvenance(job, image, assets, others) {
    const { plan, world } = job;
    const subjects = [
        ...imageSubjects(plan, image),
        ...assets.map((asset) => ({ name: asset.name, digest: (0,_find_provenance_js__WEBPACK_IMPORTED_MODULE_3__/* .digestOf */ .o)(asset) })),
    ];
    return (0,_attestation_js__WEBPACK_IMPORTED_MODULE_1__/* .ensureAttestation */ .B)(job, {
        what: 'provenance',
        asset: _plan_asset_names_js__WEBPACK_IMPORTED_MODULE_4__/* .provenanceName */ .HN,
        predicateType: _world_sigstore_statement_js__WEBPACK_IMPORTED_MODULE_5__/* .provenanceType */ .wy,
        subjects,
        sign: () => world.attestor.provenance(subjects, dependenciesOf(job, image)),
        ...(plan.promoted === undefined
            ? {}
            : { same: (predicate) => (0,_plan_promoted_js__WEBPACK_IMPORTED_MODULE_2__/* .isPromotion */ .Ui)(predicate, image.digest) }),
    }, image, others);
}
function imageSubjects(plan, image) {
    return plan.images.flatMap(({ name }) => (0,_plan_artifacts_js__WEBPACK_IMPORTED_MODULE_6__/* .digestsOf */ .n)(image).map((digest) => ({ name, digest })));
}
function dependenciesOf(job, image) {
    const { promoted } = job.plan;
    if (promoted === undefined)
        return builtByJobs(job, image);
    return [
        {
            uri: promoted.from.startsWith('oci-layout:') ? promoted.from : `oci://${promoted.from}`,
            digest: { sha256: image.digest.slice('sha256:'.length) },
            name: _plan_promoted_js__WEBPACK_IMPORTED_MODULE_2__/* .promotedName */ .sC,
            annotations: { ...promoted.built },
        },
    ];
}
function builtByJobs({ plan, elsewhere }, { platforms }) {
    return platforms.flatMap(({ platform, digest }) => {
        const record = elsewhere?.get(platform.name)?.record;
        if (record?.digest !== digest)
            return [];
        const { job, run, runner, anchor } = record;
        return [
            {
                uri: `oci://${(0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .firstName */ .u$)(plan).name}@${digest}`,
                digest: { sha256: digest.slice('sha256:'.length) },
                name: platform.name,
                annotations: { job, run, runner, anchor },
            },
        ];
    });
}


/***/ }),

/***/ 48032:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   UH: () => (/* binding */ foundProofs),
/* harmony export */   qI: () => (/* binding */ signedBy),
/* harmony export */   v_: () => (/* binding */ verifyProofs)
/* harmony export */ });
/* harmony import */ var _report_quantities_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(32206);
/* harmony import */ var _plan_artifacts_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(78921);
/* harmony import */ var _notes_verify_commands_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(69836);
/* harmony import */ var _plan_asset_names_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(91667);
/* harmony import */ var _world_sigstore_statement_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(26235);
/* harmony import */ var _run_concurrency_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(90657);






async function verifyProofs(job, image, provenance) {
    const { plan, world, steps } = job;
    const { signer } = world;
    const digests = (0,_plan_artifacts_js__WEBPACK_IMPORTED_MODULE_0__/* .digestsOf */ .n)(image);
    const from = sourceOf(provenance);
    const tasks = [];
    const verify = (title, make, where = '') => {
        const describe = () => `${(0,_report_quantities_js__WEBPACK_IMPORTED_MODULE_1__/* .count */ .U9)(digests.length, 'digest')}${where}`;
        tasks.push(steps.run({ title: `Verify the ${title}`, make, outcome: 'checked', describe }));
    };
    const together = plan.attest && world.publicKey === undefined && world.trust.github === undefined;
    for (const name of plan.images) {
        if (plan.sign !== 'none') {
            verify(`signatures ${together ? 'and the provenance ' : ''}of ${name.name} with cosign`, () => world.cosign.verify(name, digests, signer, together ? _world_sigstore_statement_js__WEBPACK_IMPORTED_MODULE_2__/* .provenanceType */ .wy : undefined));
        }
        if (plan.signLegacy) {
            verify(`signatures of ${name.name} for cosign 2 with cosign`, () => world.cosign.verifyLegacy(name, digests, signer));
        }
        if (plan.attest) {
            const byCosign = !together || plan.sign === 'none';
            verify(`provenance of ${name.name} with ${byCosign ? 'cosign and ' : ''}gh`, () => (0,_run_concurrency_js__WEBPACK_IMPORTED_MODULE_3__/* .allEnded */ .Cw)([
                byCosign ? world.cosign.verifyProvenance(name, digests, signer) : Promise.resolve(),
                ...digests.map((digest) => world.gh.verifyProvenance(name, digest, signer, from)),
            ]), `, from ${from === 'github' ? 'GitHub' : 'the registry'}`);
        }
    }
    await (0,_run_concurrency_js__WEBPACK_IMPORTED_MODULE_3__/* .allEnded */ .Cw)(tasks);
    return checksOf(job, image, provenance);
}
function foundProofs(job, image, provenance) {
    return checksOf(job, image, provenance).map((check) => ({
        ...check,
        detail: told(check.detail, true),
    }));
}
function signedBy({ publicKey, signer }, isFound) {
    return told(publicKey === undefined ? signer.san : 'by the key that was given', isFound);
}
function told(detail, isFound) {
    return isFound ? `${detail}; found, and verified in process` : detail;
}
function sourceOf(provenance) {
    return provenance?.notStored === undefined ? 'github' : 'registry';
}
function checksOf({ plan, world }, image, provenance) {
    const { signer, publicKey } = world;
    const by = publicKey === undefined
        ? `--certificate-identity '${signer.san}' --certificate-oidc-issuer ${signer.issuer}`
        : `--key ${_plan_asset_names_js__WEBPACK_IMPORTED_MODULE_4__/* .keyName */ .xT}`;
    const signature = (name, kind, flag) => ({
        text: `Signatures of ${name}${kind}: index and every platform`,
        detail: signedBy(world, false),
        state: 'passed',
        commands: [`cosign verify ${flag}${by} ${name}@${image.digest}`],
    });
    return plan.images.flatMap(({ name }) => [
        ...(plan.sign === 'none' ? [] : [signature(name, '', '')]),
        ...(plan.signLegacy ? [signature(name, ' for cosign 2', '--new-bundle-format=false ')] : []),
        ...(plan.attest
            ? [
                {
                    text: `Provenance of ${name}: index and every platform`,
                    detail: `commit ${plan.commit}`,
                    state: 'passed',
                    commands: [
                        (0,_notes_verify_commands_js__WEBPACK_IMPORTED_MODULE_5__/* .provenanceCommand */ .Xu)(plan, `${name}@${image.digest}`, {
                            signer,
                            stored: sourceOf(provenance) === 'github',
                        }),
                    ],
                },
            ]
            : []),
    ]);
}


/***/ }),

/***/ 92597:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H$: () => (/* binding */ verifyArgs),
/* harmony export */   Im: () => (/* binding */ legacySignArgs),
/* harmony export */   Ng: () => (/* binding */ signArgs),
/* harmony export */   OD: () => (/* binding */ hasAttestationOf),
/* harmony export */   f_: () => (/* binding */ verifyBlobArgs),
/* harmony export */   g0: () => (/* binding */ legacyVerifyArgs),
/* harmony export */   hi: () => (/* binding */ isSignature),
/* harmony export */   q$: () => (/* binding */ signatureStatement),
/* harmony export */   uF: () => (/* binding */ hasSignatureOf),
/* harmony export */   yv: () => (/* binding */ signBlobArgs)
/* harmony export */ });
const signatureTypes = [
    'https://sigstore.dev/cosign/sign/v1',
    'cosign container image signature',
];
function isSignature(type) {
    return signatureTypes.includes(type);
}
function signatureStatement(digest) {
    const subject = [{ digest: { sha256: digest.slice('sha256:'.length) }, annotations: {} }];
    return JSON.stringify({
        _type: 'https://in-toto.io/Statement/v1',
        subject,
        predicateType: signatureTypes[0],
        predicate: {},
    });
}
function signArgs(trust, { statementFile, bundleFile }, key) {
    return ['attest-blob', ...signingArgs(trust, key), '--statement', statementFile, '--bundle', bundleFile];
}
function signBlobArgs(trust, bundleFile, key) {
    return ['sign-blob', ...signingArgs(trust, key), '--bundle', bundleFile];
}
function signingArgs(trust, key) {
    return [
        '--yes',
        ...(key === undefined ? [] : ['--key', key.ref]),
        ...(trust.signingConfigFile === undefined
            ? ['--use-signing-config=false']
            : ['--signing-config', trust.signingConfigFile]),
        '--trusted-root',
        trust.trustedRootFile,
    ];
}
function legacySignArgs(trust, services, key) {
    const { trustedRootFile } = trust;
    return ['sign', '--new-bundle-format=false', ...signingArgs({ trustedRootFile }, key), ...services];
}
function legacyVerifyArgs(trust, by) {
    return ['--new-bundle-format=false', ...verifyArgs(trust, by)];
}
function verifyArgs(trust, by) {
    return [
        '--trusted-root',
        trust.trustedRootFile,
        ...(trust.instance === 'github' ? withoutLogs : []),
        ...identityArgs(by),
        '--output',
        'json',
    ];
}
const withoutLogs = ['--use-signed-timestamps', '--insecure-ignore-tlog', '--insecure-ignore-sct'];
function verifyBlobArgs(trust, by, bundleFile) {
    return [
        'verify-blob',
        '--trusted-root',
        trust.trustedRootFile,
        ...identityArgs(by),
        '--bundle',
        bundleFile,
    ];
}
function identityArgs(by) {
    return 'publicKeyFile' in by
        ? ['--key', by.publicKeyFile]
        : ['--certificate-identity', by.san, '--certificate-oidc-issuer', by.issuer];
}
function hasSignatureOf(output, digest) {
    return criticalIn(output).some(({ type, image }) => isSignature(type) && image?.['docker-manifest-digest'] === digest);
}
function hasAttestationOf(output, digest, predicateType) {
    return criticalIn(output).some(({ type, identity }) => type === predicateType && String(identity?.['docker-reference']).endsWith(`@${digest}`));
}
function criticalIn(output) {
    return output
        .split('\n')
        .filter((line) => line.startsWith('['))
        .flatMap((line) => JSON.parse(line))
        .flatMap((entry) => (entry ?? {}).critical ?? []);
}


/***/ }),

/***/ 43812:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Aq: () => (/* binding */ claimedDigest),
/* harmony export */   O0: () => (/* binding */ simpleSignatures),
/* harmony export */   cj: () => (/* binding */ bundleOf),
/* harmony export */   w_: () => (/* binding */ legacyTag)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _plan_brands_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(89682);
/* harmony import */ var _cosign_args_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(92597);
/* harmony import */ var _plan_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(60070);
/* harmony import */ var _compact_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(95681);





const simpleSigningType = 'application/vnd.dev.cosign.simplesigning.v1+json';
function legacyTag(digest) {
    return `${digest.replace(':', '-')}.sig`;
}
function simpleSignatures(manifest) {
    const json = JSON.parse(manifest.toString('utf8'));
    const layers = (0,_plan_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isJsonObject */ .OW)(json) && Array.isArray(json['layers']) ? json['layers'] : [];
    return layers.flatMap((layer) => {
        if (!(0,_plan_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isJsonObject */ .OW)(layer) || layer['mediaType'] !== simpleSigningType)
            return [];
        const { digest, annotations } = layer;
        if (typeof digest !== 'string' || !(0,_plan_brands_js__WEBPACK_IMPORTED_MODULE_2__/* .isDigest */ .Bc)(digest))
            return [];
        return [{ payload: digest, annotations: (0,_plan_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isJsonObject */ .OW)(annotations) ? annotations : {} }];
    });
}
function claimedDigest(payload) {
    const json = JSON.parse(payload.toString('utf8'));
    const critical = (0,_plan_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isJsonObject */ .OW)(json) ? json['critical'] : undefined;
    if (!(0,_plan_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isJsonObject */ .OW)(critical) || !(0,_cosign_args_js__WEBPACK_IMPORTED_MODULE_3__/* .isSignature */ .hi)(critical['type']) || !(0,_plan_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isJsonObject */ .OW)(critical['image']))
        return undefined;
    const digest = critical['image']['docker-manifest-digest'];
    return typeof digest === 'string' ? digest : undefined;
}
function bundleOf({ annotations }, payload) {
    const text = (name) => {
        const value = annotations[name];
        return typeof value === 'string' && value !== '' ? value : undefined;
    };
    const pem = text('dev.sigstore.cosign/certificate');
    const entry = text('dev.sigstore.cosign/bundle');
    const timestamp = text('dev.sigstore.cosign/rfc3161timestamp');
    return {
        mediaType: 'application/vnd.dev.sigstore.bundle+json;version=0.1',
        verificationMaterial: (0,_compact_js__WEBPACK_IMPORTED_MODULE_4__/* .compact */ .o)({
            ...(pem === undefined
                ? { publicKey: { hint: '' } }
                : { x509CertificateChain: { certificates: [{ rawBytes: base64(new node_crypto__WEBPACK_IMPORTED_MODULE_0__.X509Certificate(pem).raw) }] } }),
            tlogEntries: entry === undefined ? [] : [logEntry(JSON.parse(entry))],
            timestampVerificationData: timestamp === undefined ? undefined : { rfc3161Timestamps: [signedTimestamp(JSON.parse(timestamp))] },
        }),
        messageSignature: {
            messageDigest: {
                algorithm: 'SHA2_256',
                digest: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(payload).digest('base64'),
            },
            signature: text('dev.cosignproject.cosign/signature') ?? '',
        },
    };
}
function logEntry(value) {
    const { SignedEntryTimestamp, Payload } = (0,_plan_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isJsonObject */ .OW)(value) ? value : {};
    const { body, integratedTime, logIndex, logID } = (0,_plan_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isJsonObject */ .OW)(Payload) ? Payload : {};
    const kind = kindOf(body);
    return {
        logIndex: String(logIndex),
        logId: { keyId: base64(Buffer.from(String(logID), 'hex')) },
        kindVersion: kind,
        integratedTime: String(integratedTime),
        inclusionPromise: { signedEntryTimestamp: SignedEntryTimestamp },
        canonicalizedBody: body,
    };
}
function kindOf(body) {
    const entry = JSON.parse(Buffer.from(String(body), 'base64').toString('utf8'));
    const { kind, apiVersion } = (0,_plan_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isJsonObject */ .OW)(entry) ? entry : {};
    return { kind, version: apiVersion };
}
function signedTimestamp(value) {
    return { signedTimestamp: (0,_plan_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isJsonObject */ .OW)(value) ? value['SignedRFC3161Timestamp'] : undefined };
}
function base64(bytes) {
    return bytes.toString('base64');
}


/***/ })

};
