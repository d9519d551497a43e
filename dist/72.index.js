export const id = 72;
export const ids = [72];
export const modules = {

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

/***/ 52370:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   verify: () => (/* binding */ verify)
/* harmony export */ });
/* unused harmony export isVerified */
/* harmony import */ var _report_quantities_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(32206);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _plan_plan_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57672);
/* harmony import */ var _plan_tags_pointers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7870);
/* harmony import */ var _plan_version_version_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(47673);
/* harmony import */ var _plan_brands_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(89682);
/* harmony import */ var _audit_release_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8525);







async function verify(run, options = { pointers: true }) {
    const { inputs, steps } = run;
    if (run.faults.length > 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .FaultsError */ .aP(run.faults);
    steps.enter('prove');
    const release = await steps.run({
        title: 'Find the published release',
        make: () => published(run),
        outcome: 'checked',
        describe: ({ url }) => url,
    });
    const read = (0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .releaseVersion */ .SF)((0,_plan_brands_js__WEBPACK_IMPORTED_MODULE_5__/* .tagName */ .wZ)(release.tag), inputs);
    if ('fault' in read)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .FaultsError */ .aP([read.fault]);
    const found = await steps.run({
        title: `Verify ${release.tag} from outside`,
        make: async (log) => {
            const done = await (0,_audit_release_js__WEBPACK_IMPORTED_MODULE_4__.auditRelease)(run, release, read.version, options);
            for (const { text, state, detail } of done.checks) {
                log(`${{ passed: 'ok      ', failed: 'NOT OK  ', 'not-run': 'not run ', 'to-do': 'to do   ' }[state]} ${text}: ${detail ?? ''}`);
            }
            return done;
        },
        outcome: ({ checks }) => (checks.some(({ state }) => state === 'failed') ? 'failed' : 'checked'),
        describe: ({ checks }) => `${checks.filter(({ state }) => state === 'passed').length} of ${(0,_report_quantities_js__WEBPACK_IMPORTED_MODULE_6__/* .count */ .U9)(checks.length, 'check')} passed`,
    });
    return {
        ...found,
        honest: found.checks.every(({ state }) => state !== 'failed'),
        verified: isVerified(found.checks),
    };
}
function isVerified(checks) {
    return checks.every(({ state, unproven }) => state === 'passed' || (state === 'to-do' && unproven !== true));
}
async function published({ inputs, context, outside, }) {
    const { github } = outside;
    const own = context.ref.startsWith('refs/tags/') ? context.ref.slice('refs/tags/'.length) : undefined;
    const tag = inputs.tag?.replace(/^refs\/tags\//, '') ?? own;
    const release = tag === undefined
        ? await latestOf(inputs.tagPrefix, github)
        : (await github.releasesOf(tag)).find(({ draft }) => !draft);
    if (release)
        return release;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ReleaseError */ .K2(tag === undefined ? 'there is no published release' : `there is no published release of ${tag}`, { code: 'no-release', hint: `gh release list --repo ${context.repository.fullName}` });
}
async function latestOf(tagPrefix, github) {
    const latest = await github.latestRelease();
    if (latest !== undefined && (0,_plan_version_version_js__WEBPACK_IMPORTED_MODULE_3__/* .parseTag */ .ED)(latest.tag, tagPrefix))
        return latest;
    let tags = await github.tagNames(`${tagPrefix}v`);
    for (let n = 0; n < 10; n++) {
        const highest = (0,_plan_tags_pointers_js__WEBPACK_IMPORTED_MODULE_2__/* .highestFor */ .IA)('latest', tags, { major: 0, minor: 0 }, tagPrefix)?.tag;
        if (highest === undefined)
            break;
        const release = (await github.releasesOf(highest)).find(({ draft, prerelease }) => !draft && !prerelease);
        if (release)
            return release;
        tags = tags.filter((tag) => tag !== highest);
    }
    return latest;
}


/***/ }),

/***/ 56247:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G3: () => (/* binding */ isPassedGate),
/* harmony export */   K4: () => (/* binding */ testResultType),
/* harmony export */   d8: () => (/* binding */ gateCount),
/* harmony export */   ez: () => (/* binding */ passedGate)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(60070);


const testResultType = 'https://in-toto.io/attestation/test-result/v0.1';
const configurationOf = (command, at) => ({
    name: `gate ${at + 1}`,
    digest: { sha256: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(command).digest('hex') },
});
function passedGate(commands, run) {
    return {
        result: 'PASSED',
        configuration: commands.map(configurationOf),
        url: run,
        passedTests: commands.map((command, at) => configurationOf(command, at).name),
    };
}
function isPassedGate(predicate, commands) {
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isJsonObject */ .OW)(predicate) || predicate['result'] !== 'PASSED')
        return false;
    const wanted = commands && JSON.stringify(commands.map(configurationOf));
    return wanted === undefined || JSON.stringify(predicate['configuration']) === wanted;
}
function gateCount(predicate) {
    const passed = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isJsonObject */ .OW)(predicate) ? predicate['passedTests'] : undefined;
    return Array.isArray(passed) ? passed.length : 0;
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
