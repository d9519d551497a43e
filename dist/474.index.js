export const id = 474;
export const ids = [474];
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
/* harmony import */ var _world_sigstore_verify_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4624);






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
    const { config, layers: listed } = json;
    const layers = listed ?? [];
    if (config !== undefined && !hasSize(config))
        throw new TypeError('not an image manifest: its config has no size');
    if (!Array.isArray(layers))
        throw new TypeError('not an image manifest: its layers are not a list');
    const odd = layers.findIndex((layer) => !hasSize(layer));
    if (odd !== -1)
        throw new TypeError(`not an image manifest: layers[${odd}] has no size`);
    return (0,_compact_js__WEBPACK_IMPORTED_MODULE_0__/* .compact */ .o)({ layers: layers, config });
}
function hasSize(value) {
    return typeof value === 'object' && value !== null && 'size' in value && typeof value.size === 'number';
}
function pullSize(manifest) {
    const { config, layers } = parseImageManifest(manifest.toString('utf8'));
    return manifest.length + (config?.size ?? 0) + layers.reduce((sum, layer) => sum + layer.size, 0);
}


/***/ }),

/***/ 75001:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ certificateClaims),
/* harmony export */   y: () => (/* binding */ originOf)
/* harmony export */ });
function originOf(claims) {
    return {
        from: claims.sourceRepositoryUri ?? 'an unknown repository',
        of: claims.sourceRepositoryDigest ?? 'an unknown commit',
        on: claims.sourceRepositoryRef ?? 'an unknown ref',
        began: claims.buildConfigUri ?? 'an unknown workflow',
    };
}
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

/***/ 4624:
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
// EXTERNAL MODULE: ./build/world/sigstore/certificate.js
var sigstore_certificate = __webpack_require__(75001);
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
    const certificate = (0,sigstore_certificate/* certificateClaims */.L)(verifyEntity(bundle, blob, judge));
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
