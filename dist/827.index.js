export const id = 827;
export const ids = [827];
export const modules = {

/***/ 83827:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createKey: () => (/* binding */ createKey),
/* harmony export */   createKnownKey: () => (/* binding */ createKnownKey),
/* harmony export */   signerOf: () => (/* binding */ signerOf)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _sigstore_cosign_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(31199);
/* harmony import */ var _trust_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5511);




async function signerOf(start) {
    const token = await start.idToken('sigstore');
    const [, payload = ''] = token.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    return {
        issuer: String(claims.iss),
        san: `${start.context.repository.serverUrl}/${String(claims.job_workflow_ref)}`,
    };
}
async function createKey({ inputs, secrets, exec, temp, kmsEnv }, cosign) {
    const key = (0,_sigstore_cosign_js__WEBPACK_IMPORTED_MODULE_2__/* .signingKey */ .NR)(inputs, secrets, kmsEnv);
    const publicKey = await (0,_sigstore_cosign_js__WEBPACK_IMPORTED_MODULE_2__/* .publicKeyOf */ .kc)(exec, cosign, key);
    const publicKeyFile = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(temp, 'cosign.pub');
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(publicKeyFile, publicKey);
    return { ...key, publicKeyFile, publicKey };
}
async function createKnownKey(start) {
    const { sign, cosignPublicKey } = start.inputs;
    if (sign !== 'key' || cosignPublicKey !== undefined)
        return cosignPublicKey;
    const { path } = await (0,_trust_js__WEBPACK_IMPORTED_MODULE_3__.startTool)('cosign', start, (0,_trust_js__WEBPACK_IMPORTED_MODULE_3__.createTrust)(start));
    return (await createKey(start, path)).publicKey;
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

/***/ 31199:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Yn: () => (/* binding */ makeCosign),
  kc: () => (/* binding */ publicKeyOf),
  NR: () => (/* binding */ signingKey)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/world/sigstore/cosign-args.js
var cosign_args = __webpack_require__(92597);
;// CONCATENATED MODULE: ./build/world/sigstore/cosign-services.js


async function legacyServices({ custom, signingConfigFile, }) {
    if (!custom || signingConfigFile === undefined)
        return [];
    const config = JSON.parse(await (0,promises_.readFile)(signingConfigFile, 'utf8'));
    const [fulcio] = urlsIn(config, 'caUrls');
    const [rekor] = urlsIn(config, 'rekorTlogUrls');
    if (rekor === undefined) {
        throw new errors/* ReleaseError */.K2("this Sigstore instance names no Rekor v1, which cosign 2's signatures need", {
            hint: 'with: { sign-legacy: false }',
        });
    }
    return [...(fulcio === undefined ? [] : ['--fulcio-url', fulcio]), '--rekor-url', rekor];
}
function urlsIn(config, field) {
    const list = config?.[field];
    return (Array.isArray(list) ? list : []).flatMap((service) => {
        const { url, majorApiVersion } = (service ?? {});
        return typeof url === 'string' && majorApiVersion === 1 ? [url] : [];
    });
}

// EXTERNAL MODULE: ./build/world/process/retrying-exec.js
var retrying_exec = __webpack_require__(28325);
// EXTERNAL MODULE: ./build/world/retry/retry.js
var retry = __webpack_require__(16424);
// EXTERNAL MODULE: ./build/compact.js
var compact = __webpack_require__(95681);
;// CONCATENATED MODULE: ./build/world/sigstore/cosign.js







function signingKey({ cosignKms }, { cosignKey, cosignPassword = '' }, kmsEnv = {}) {
    if (cosignKms !== undefined)
        return { ref: cosignKms, env: kmsEnv };
    return {
        ref: 'env://COSIGN_PRIVATE_KEY',
        env: (0,compact/* compact */.o)({ COSIGN_PASSWORD: cosignPassword, COSIGN_PRIVATE_KEY: cosignKey }),
    };
}
async function publicKeyOf(exec, path, key) {
    const { stdout } = await exec.run([path, 'public-key', '--key', key.ref], { env: key.env });
    return stdout.toString();
}
function makeCosign(exec, options) {
    const { path, trust, env, key } = options;
    const asking = (0,retrying_exec/* retryingExec */.Oj)(exec);
    const signing = (0,retrying_exec/* singleTryExec */.b6)(exec);
    const refs = (image, digests) => digests.map((digest) => `${image.name}@${digest}`);
    const secrets = async () => key === undefined ? { ...env, SIGSTORE_ID_TOKEN: await options.idToken() } : { ...env, ...key.env };
    const by = (signer) => key ?? signer;
    const prove = async (args, image, digests, attestation) => {
        const { stdout } = await proofs(asking.run([path, 'verify', ...args, ...refs(image, digests)], { env }));
        const output = stdout.toString();
        const unsigned = digests.filter((digest) => !(0,cosign_args/* hasSignatureOf */.uF)(output, digest));
        if (unsigned.length > 0) {
            throw new retry/* TransientError */.N_(`cosign finds no signature of ${unsigned.join(', ')} in ${image.name}, only attestations`, {
                hint: 'Run the workflow again: it signs what is not signed.',
            });
        }
        const bare = attestation === undefined
            ? []
            : digests.filter((digest) => !(0,cosign_args/* hasAttestationOf */.OD)(output, digest, attestation));
        if (bare.length > 0) {
            throw new retry/* TransientError */.N_(`cosign finds no ${attestation ?? 'attestation'} of ${bare.join(', ')} in ${image.name}`, { hint: 'Run the workflow again: it attests what is not attested.' });
        }
    };
    return {
        sign: async ({ digest }, bundleFile, onLine) => {
            const statementFile = `${bundleFile}.statement`;
            await (0,promises_.writeFile)(statementFile, (0,cosign_args/* signatureStatement */.q$)(digest));
            await signing.run([path, ...(0,cosign_args/* signArgs */.Ng)(trust, { statementFile, bundleFile }, key)], {
                env: await secrets(),
                onLine,
            });
        },
        verify: async (image, digests, signer, attestation) => {
            await prove((0,cosign_args/* verifyArgs */.H$)(trust, by(signer)), image, digests, attestation);
        },
        signLegacy: async (image, digests, onLine) => {
            const services = await legacyServices(trust);
            await signing.run([path, ...(0,cosign_args/* legacySignArgs */.Im)(trust, services, key), ...refs(image, digests)], {
                env: await secrets(),
                onLine,
            });
        },
        verifyLegacy: async (image, digests, signer) => {
            await prove((0,cosign_args/* legacyVerifyArgs */.g0)(trust, by(signer)), image, digests);
        },
        signBlob: async (file, bundleFile, onLine) => {
            await signing.run([path, ...(0,cosign_args/* signBlobArgs */.yv)(trust, bundleFile, key), file], {
                env: await secrets(),
                onLine,
            });
        },
        verifyBlob: async (file, bundleFile, signer) => {
            await asking.run([path, ...(0,cosign_args/* verifyBlobArgs */.f_)(trust, by(signer), bundleFile), file], { env });
        },
        verifyProvenance: async (image, digests, signer) => {
            const argv = [path, 'verify-attestation', '--type', 'slsaprovenance1'];
            const of = [...(0,cosign_args/* verifyArgs */.H$)(trust.github ?? trust, signer), ...refs(image, digests)];
            await proofs(asking.run([...argv, ...of], { env }));
        },
    };
}
async function proofs(asked) {
    try {
        return await asked;
    }
    catch (error) {
        if (!(error instanceof errors/* ReleaseError */.K2) ||
            !/\bno (?:matching )?(?:signatures|attestations)\b/.test(error.message))
            throw error;
        throw new retry/* TransientError */.N_(error.message, { hint: error.hint, cause: error });
    }
}


/***/ })

};
