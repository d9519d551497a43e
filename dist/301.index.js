export const id = 301;
export const ids = [301,827];
export const modules = {

/***/ 2173:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hi: () => (/* binding */ isLostConnection),
/* harmony export */   S9: () => (/* binding */ dockerfileOf),
/* harmony export */   f1: () => (/* binding */ readFailure),
/* harmony export */   iY: () => (/* binding */ isConnectionTrouble)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19473);
/* harmony import */ var _process_retrying_exec_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(28325);
/* harmony import */ var _retry_retry_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(16424);
/* harmony import */ var _compact_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(95681);





const lostBlob = /\b(?:unknown blob|blob unknown|blob upload unknown|BLOB_UNKNOWN|BLOB_UPLOAD_UNKNOWN|digest did not match uploaded content|cannot reuse body)\b/i;
const notConnected = /\bfailed to list workers: Unavailable\b|\bCannot connect to the Docker daemon\b|\bcode = Unavailable\b|\bUnavailable: connection error\b/i;
function isConnectionTrouble(words) {
    return notConnected.test(words) || (0,_process_retrying_exec_js__WEBPACK_IMPORTED_MODULE_2__/* .isTransientOutput */ .ct)(words);
}
const brokeOff = /\bfailed to receive status: rpc error: code = Unavailable\b/;
function isLostConnection(error) {
    if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ReleaseError */ .K2))
        return false;
    return error.code === 'builder-silent' || brokeOff.test(lastWords(error.message));
}
function readFailure(error, dockerfile) {
    if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ReleaseError */ .K2))
        return error;
    const last = lastWords(error.message);
    const ofRegistry = /failed to (?:push|copy|do request|fetch|authorize|resolve|configure registry)|unexpected status/.test(last);
    if (notConnected.test(last) || (ofRegistry && ((0,_process_retrying_exec_js__WEBPACK_IMPORTED_MODULE_2__/* .isTransientOutput */ .ct)(last) || lostBlob.test(last))))
        return new _retry_retry_js__WEBPACK_IMPORTED_MODULE_3__/* .TransientError */ .N_(error.message, { hint: error.hint, cause: error });
    const at = atLine(error, dockerfile) ?? error;
    return reasonFirst(at);
}
function lastWords(message) {
    const lines = message.trimEnd().split('\n');
    const said = lines.findLastIndex((line) => line.startsWith('ERROR: '));
    return said < 0 ? (lines.at(-1) ?? '') : lines.slice(said).join('\n');
}
function reasonFirst(error) {
    const reasons = [...error.message.matchAll(/^ERROR: (?:failed to build: )?failed to solve: (\S.*)$/gm)];
    const reason = reasons.at(-1)?.[1];
    if (reason === undefined)
        return error;
    const { hint, code, cause, at } = error;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ReleaseError */ .K2(`the build failed: ${reason}\n${error.message}`, (0,_compact_js__WEBPACK_IMPORTED_MODULE_4__/* .compact */ .o)({ hint, code, cause, at }));
}
function atLine(error, dockerfile) {
    const [, name = '', line = ''] = /^(\S+):(\d+)\n-{10,}$/m.exec(error.message) ?? [];
    if (name === '' || dockerfile === undefined || (0,node_path__WEBPACK_IMPORTED_MODULE_0__.basename)(dockerfile) !== (0,node_path__WEBPACK_IMPORTED_MODULE_0__.basename)(name))
        return undefined;
    const { hint, code } = error;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ReleaseError */ .K2(error.message, (0,_compact_js__WEBPACK_IMPORTED_MODULE_4__/* .compact */ .o)({ ...{ hint, cause: undefined, at: { file: dockerfile, line: Number(line) } }, code }));
}
function dockerfileOf({ context, file }) {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.normalize)(file ?? (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(context, 'Dockerfile'));
    return /^[a-z-]+:/i.test(context) || (0,node_path__WEBPACK_IMPORTED_MODULE_0__.isAbsolute)(path) || path.startsWith('..') ? undefined : path;
}


/***/ }),

/***/ 78266:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CH: () => (/* binding */ buildArgs),
/* harmony export */   _C: () => (/* binding */ nodeArgs),
/* harmony export */   qp: () => (/* binding */ nodeName),
/* harmony export */   y$: () => (/* binding */ exportArgs)
/* harmony export */ });
/* unused harmony export csvField */
/* harmony import */ var _plan_annotations_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7348);

function buildArgs(plan, platform, run) {
    const output = [
        'type=image',
        csvField(`name=${plan.images.join(',')}`),
        'push-by-digest=true',
        'name-canonical=true',
        'push=true',
        'oci-mediatypes=true',
        ...(plan.sourceDateEpoch === undefined ? [] : ['rewrite-timestamp=true']),
    ];
    const cache = plan.cache[platform.name] ?? { from: [], to: [] };
    return [
        ...headOf(run.builder, platform, output.join(',')),
        ...['--metadata-file', run.metadataFile],
        ...plain,
        plan.provenance === 'none' ? '--provenance=false' : `--provenance=mode=${plan.provenance}`,
        ...(plan.scanner === undefined
            ? ['--sbom=false']
            : ['--attest', `type=sbom,${csvField(`generator=${plan.scanner}`)}`]),
        ...sourceArgs(plan, plan.target),
        ...pairs('--label', plan.labels),
        ...each('--annotation', (0,_plan_annotations_js__WEBPACK_IMPORTED_MODULE_0__/* .manifestAnnotations */ .gc)(plan.annotations, platform.name).map(([key, value]) => `manifest:${key}=${value}`)),
        ...each('--cache-from', cache.from),
        ...each('--cache-to', cache.to),
        ...secretArgs(plan, run.secretNames, run.sshKey),
        '--',
        plan.context,
    ];
}
function exportArgs(plan, platform, run) {
    return [
        ...headOf(run.builder, platform, `type=local,${csvField(`dest=${run.folder}`)}`),
        ...plain,
        '--provenance=false',
        '--sbom=false',
        ...sourceArgs(plan, run.target),
        ...each('--cache-from', plan.cache[platform.name]?.from ?? []),
        ...secretArgs(plan, run.secretNames, run.sshKey),
        '--',
        plan.context,
    ];
}
const plain = ['--progress', 'plain'];
function headOf(builder, platform, output) {
    return [...['build', '--builder', builder], ...['--platform', platform.name, '--output', output]];
}
function nodeArgs({ builder, name, isFirst }, node) {
    return [
        ...['create', '--name', builder],
        ...(isFirst ? [] : ['--append']),
        ...['--node', name, '--driver', node.driver],
        ...['--platform', node.platforms.map((platform) => platform.name).join(',')],
        ...each('--driver-opt', node.driverOpts.map(csvField)),
        ...(node.endpoint === undefined ? [] : ['--', node.endpoint]),
    ];
}
function nodeName(name, at) {
    return `${name}-node-${at + 1}`;
}
function sourceArgs(plan, target) {
    return [
        ...(plan.file === undefined ? [] : ['--file', plan.file]),
        ...(target === undefined ? [] : ['--target', target]),
        ...pairs('--build-arg', plan.buildArgs),
        ...pairs('--build-context', plan.buildContexts),
    ];
}
function secretArgs(plan, names, sshKey) {
    return [
        ...each('--secret', names.map(([id, env]) => `${csvField(`id=${id}`)},env=${env}`)),
        ...each('--secret', plan.secretFiles.map(([id, path]) => `${csvField(`id=${id}`)},${csvField(`src=${path}`)}`)),
        ...each('--ssh', [...plan.ssh, ...(sshKey === undefined ? [] : [csvField(`default=${sshKey}`)])]),
    ];
}
function each(flag, values) {
    return values.flatMap((value) => [flag, value]);
}
function pairs(flag, all) {
    return each(flag, all.map(([key, value]) => `${key}=${value}`));
}
function csvField(text) {
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}


/***/ }),

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

/***/ 44301:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createWorld: () => (/* binding */ createWorld)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/plan/context.js
var plan_context = __webpack_require__(90473);
// EXTERNAL MODULE: ./node_modules/@actions/attest/lib/index.js + 40 modules
var lib = __webpack_require__(83079);
// EXTERNAL MODULE: ./build/plan/json.js
var json = __webpack_require__(60070);
// EXTERNAL MODULE: ./build/world/retry/time-limit.js
var time_limit = __webpack_require__(64387);
// EXTERNAL MODULE: ./build/world/process/retrying-exec.js
var retrying_exec = __webpack_require__(28325);
// EXTERNAL MODULE: ./build/world/retry/retry.js
var retry = __webpack_require__(16424);
;// CONCATENATED MODULE: ./build/world/sigstore/attestor.js





const signMs = 180_000;
function signingMayGoOn(words) {
    return (0,retrying_exec/* isTransientOutput */.ct)(words) || /error retrieving identity token/i.test(words);
}
const claimsMs = 60_000;
function claimsMayCome(words) {
    return !/Missing claims|unexpected "|Invalid server URL|env variable|Error Code : 4(?!08|29)/i.test(words);
}
function makeAttestor(options) {
    const statement = async (subjects, predicateType, predicate) => {
        const sign = () => (0,lib/* attest */.st)({
            subjects: subjects.map(({ name, digest }) => ({
                name,
                digest: { sha256: digest.slice('sha256:'.length) },
            })),
            predicateType,
            predicate,
            token: options.githubToken,
            sigstore: options.instance,
            skipWrite: true,
        });
        const { bundle } = await (0,time_limit/* withTimeLimit */.B)('the attestation', signMs, sign, signingMayGoOn);
        return bundle;
    };
    let claims;
    const readClaims = () => {
        const what = "the run's claims";
        claims ??= (0,retry/* retry */.L5)(what, () => (0,time_limit/* withTimeLimit */.B)(what, claimsMs, () => (0,lib/* buildSLSAProvenancePredicate */.W6)(), claimsMayCome)).catch((error) => {
            claims = undefined;
            throw error;
        });
        return claims;
    };
    return {
        statement,
        readClaims,
        provenance: async (subjects, built = []) => {
            const { type, params } = await readClaims();
            return statement(subjects, type, withDependencies(params, built));
        },
    };
}
function withDependencies(predicate, built) {
    const { buildDefinition, ...rest } = predicate;
    if (built.length === 0 || !(0,json/* isJsonObject */.OW)(buildDefinition))
        return { ...predicate };
    const known = buildDefinition['resolvedDependencies'];
    const resolvedDependencies = [...(Array.isArray(known) ? known : []), ...built];
    return { buildDefinition: { ...buildDefinition, resolvedDependencies }, ...rest };
}

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/plan/brands.js
var brands = __webpack_require__(89682);
// EXTERNAL MODULE: ./build/world/docker/buildkit-failure.js
var buildkit_failure = __webpack_require__(2173);
// EXTERNAL MODULE: ./build/plan/inputs/builder-nodes.js
var builder_nodes = __webpack_require__(39353);
// EXTERNAL MODULE: ./build/world/docker/buildx-args.js
var buildx_args = __webpack_require__(78266);
;// CONCATENATED MODULE: ./build/world/docker/node-states.js
function parseNodes(text) {
    const [, ...blocks] = text
        .split(/^Nodes:[ \t]*$/m)
        .slice(1)
        .join('\n')
        .split(/^Name:[ \t]*/m);
    return blocks.map((block) => {
        const name = /^\S*/.exec(block)?.[0] ?? '';
        const status = /^Status:[ \t]*(\S+)/m.exec(block)?.[1];
        const error = /^Error:[ \t]*(.+)$/m.exec(block)?.[1]?.trim();
        if (error === undefined && status === 'running')
            return { name };
        if (error !== undefined)
            return { name, down: error };
        return { name, down: status ?? 'it says nothing', isStopped: true };
    });
}
function nodesAnswer(text, own) {
    const states = parseNodes(text);
    if (own !== undefined)
        return states.filter(({ name }) => own.includes(name)).every(({ down }) => down === undefined);
    if (/^Error:/m.test(text))
        return false;
    return states.length === 0 || states.some(({ down }) => down === undefined);
}
function refusalIn(stderr) {
    const why = [...stderr.matchAll(/^ERROR:[ \t]*(.+)$/gm)].at(-1)?.[1] ?? stderr.trim().split('\n').at(-1);
    return (why ?? '').replace(/^failed to initialize builder \S+ \(\S+\): /, '') || 'it says nothing';
}
function startFailures(stderr) {
    const steps = new Map();
    const failed = new Map();
    for (const line of stderr.split('\n')) {
        const [, begun = '', node = ''] = /^#(\d+) \[(?:(\S+) )?internal\] /.exec(line) ?? [];
        if (begun !== '')
            steps.set(begun, node);
        const [, step = '', why = ''] = /^#(\d+) ERROR: (.+)$/.exec(line) ?? [];
        if (why !== '')
            failed.set(steps.get(step) ?? '', why.trim());
    }
    return (node) => failed.get(node) ?? failed.get('');
}

;// CONCATENATED MODULE: ./build/world/docker/builder-nodes.js


function makeBuilderNodes(run, made) {
    const lenient = { allowFailure: true };
    const nodes = async (name) => parseNodes((await run(['inspect', '--', name], lenient)).stdout.toString());
    const nodeOf = (name, node) => made.get(name)?.find((_, at) => (0,buildx_args/* nodeName */.qp)(name, at) === node);
    const kept = new Set();
    return {
        nodes,
        createNodes: async (name, all) => {
            made.set(name, all);
            await run(['rm', '--force', '--', name], lenient);
            const refused = [];
            for (const [at, node] of all.entries()) {
                const place = { builder: name, name: (0,buildx_args/* nodeName */.qp)(name, at), isFirst: refused.length === at };
                const { code, stderr } = await run((0,buildx_args/* nodeArgs */._C)(place, node), lenient);
                if (code !== 0)
                    refused.push({ name: place.name, down: refusalIn(stderr) });
            }
            return refused;
        },
        startNodes: async (name) => {
            const { stderr } = await run(['inspect', '--bootstrap', '--', name], lenient);
            const whyNot = startFailures(stderr);
            return (await nodes(name)).map((state) => state.isStopped ? { ...state, down: whyNot(state.name) ?? state.down ?? '' } : state);
        },
        assign: async (name, node, platforms) => {
            const one = nodeOf(name, node);
            if (one === undefined)
                return undefined;
            const place = { builder: name, name: node, isFirst: true };
            const { code, stderr } = await run((0,buildx_args/* nodeArgs */._C)(place, { ...one, platforms }), lenient);
            return code === 0 ? undefined : refusalIn(stderr);
        },
        leave: async (name, node, lost) => {
            await run(['create', '--name', name, '--leave', '--node', node]);
            const one = nodeOf(name, node);
            if (one === undefined || one.driver === 'remote')
                return;
            const place = { builder: lost, name: node, isFirst: !kept.has(lost) };
            if ((await run((0,buildx_args/* nodeArgs */._C)(place, one), lenient)).code === 0)
                kept.add(lost);
        },
    };
}

;// CONCATENATED MODULE: ./build/world/docker/silence.js

const answerMs = 60_000;
const misses = 3;
async function watchSilence({ builder, silence, onLine, answers }, build) {
    const stop = new AbortController();
    let last = Date.now();
    let toldAt = last;
    let missed = 0;
    let over = false;
    let timer;
    const look = async () => {
        const minutes = Math.round((Date.now() - last) / 60_000);
        if (Date.now() - last >= silence.look) {
            const answered = await answers(AbortSignal.any([stop.signal, AbortSignal.timeout(answerMs)]));
            if (over)
                return;
            missed = answered ? 0 : missed + 1;
            if (missed >= misses)
                stop.abort(gone(builder, minutes));
            else if (Date.now() - last >= silence.longest)
                stop.abort(stuck(builder, minutes));
            else if (answered && Date.now() - Math.max(last, toldAt) >= silence.tell) {
                toldAt = Date.now();
                onLine(`BuildKit has printed nothing for ${minutes} min; it answers, so the build continues`);
            }
        }
        next();
    };
    const next = () => {
        if (over || stop.signal.aborted)
            return;
        timer = setTimeout(() => void look(), silence.look);
    };
    next();
    const told = (line) => {
        last = Date.now();
        missed = 0;
        onLine(line);
    };
    try {
        return await build({ onLine: told, signal: stop.signal });
    }
    catch (error) {
        throw stop.signal.aborted ? stop.signal.reason : error;
    }
    finally {
        over = true;
        clearTimeout(timer);
    }
}
function gone(builder, minutes) {
    return new errors/* ReleaseError */.K2(`BuildKit of ${builder} printed nothing for ${minutes} min and does not answer`, {
        code: 'builder-silent',
        hint: `docker buildx inspect -- ${builder}   # on the runner: is it there, and has the machine memory and disk left?`,
    });
}
function stuck(builder, minutes) {
    return new errors/* ReleaseError */.K2(`the build printed nothing for ${minutes} min, half of the run's timeout`, {
        code: 'builder-silent',
        hint: `with: { timeout: 6h }   # where a step of the Dockerfile needs that long; else see on ${builder} what it waits for`,
    });
}

// EXTERNAL MODULE: ./build/compact.js
var compact = __webpack_require__(95681);
;// CONCATENATED MODULE: ./build/world/docker/buildx.js












const defaultSilence = { look: 30_000, longest: 60 * 60_000, tell: 5 * 60_000 };
function makeBuildx(exec, options) {
    const run = (args, more = {}) => exec.run([options.path, ...args], {
        cwd: options.workspace,
        ...more,
        env: { ...options.env, ...more.env },
    });
    const inspect = async (name) => {
        const answer = await run(['inspect', ...(name === undefined ? [] : ['--', name])], {
            allowFailure: true,
        });
        return answer.code === 0 ? parseBuilder(answer.stdout.toString()) : undefined;
    };
    const ssh = (0,compact/* compact */.o)({ sshKey: options.sshKey });
    const secretNames = options.secrets.map(([id], at) => [id, `BUILD_SECRET_${at}`]);
    const secretEnv = Object.fromEntries(options.secrets.map(([, value], at) => [`BUILD_SECRET_${at}`, value]));
    const buildEnv = ({ sourceDateEpoch, provenance }) => (0,compact/* compact */.o)({
        ...secretEnv,
        BUILDX_GIT_INFO: provenance === 'none' ? 'false' : undefined,
        SOURCE_DATE_EPOCH: sourceDateEpoch === undefined ? undefined : String(sourceDateEpoch),
    });
    const made = new Map();
    const answers = async (name, platform, signal) => {
        const seen = await run(['inspect', '--', name], { allowFailure: true, signal }).catch(() => undefined);
        const own = made.get(name)?.flatMap((node, at) => ((0,builder_nodes/* builds */.GW)(node, platform) ? [(0,buildx_args/* nodeName */.qp)(name, at)] : []));
        return seen?.code === 0 && nodesAnswer(seen.stdout.toString(), own);
    };
    const watched = ({ builder, plan, platform }, argv, onLine) => watchSilence({
        builder,
        silence: { ...defaultSilence, ...options.silence },
        onLine,
        answers: (signal) => answers(builder, platform, signal),
    }, (more) => run(argv, { env: buildEnv(plan), ...more }));
    return {
        inspect,
        ...makeBuilderNodes(run, made),
        create: async (name) => {
            await run(['create', '--name', name, '--driver', 'docker-container']);
            await (0,retry/* retry */.L5)(`the builder ${name}`, async () => {
                const booted = await run(['inspect', '--bootstrap', '--', name], { allowFailure: true });
                if (booted.code === 0)
                    return;
                throw new retry/* TransientError */.N_(`the builder ${name} did not start:\n${booted.stderr.trim()}`, {
                    code: 'tool-failed',
                    hint: `docker buildx inspect --bootstrap ${name}   # says what is wrong; docker pull moby/buildkit:buildx-stable-1`,
                });
            }, options.retryPolicy);
            const started = await inspect(name);
            if (!started)
                throw new errors/* ReleaseError */.K2(`the builder ${name} did not start`, {
                    hint: 'docker buildx create --bootstrap',
                });
            return started;
        },
        build: async (builder, plan, platform, onLine) => {
            const metadataFile = (0,external_node_path_.join)(options.temp, `build-${platform.name.replaceAll('/', '-')}.json`);
            const argv = (0,buildx_args/* buildArgs */.CH)(plan, platform, { builder, metadataFile, secretNames, ...ssh });
            await watched({ builder, plan, platform }, argv, onLine).catch((error) => {
                throw (0,buildkit_failure/* readFailure */.f1)(error, (0,buildkit_failure/* dockerfileOf */.S9)(plan));
            });
            return readDigest(await (0,promises_.readFile)(metadataFile, 'utf8'), platform);
        },
        export: async (builder, plan, { platform, ...to }, onLine) => {
            const argv = (0,buildx_args/* exportArgs */.y$)(plan, platform, { builder, secretNames, ...ssh, ...to });
            await watched({ builder, plan, platform }, argv, onLine).catch((error) => {
                throw (0,buildkit_failure/* readFailure */.f1)(error, (0,buildkit_failure/* dockerfileOf */.S9)(plan));
            });
        },
    };
}
function readDigest(metadata, platform) {
    const digest = JSON.parse(metadata)['containerimage.digest'];
    if (typeof digest !== 'string' || !(0,brands/* isDigest */.Bc)(digest)) {
        throw new errors/* ReleaseError */.K2(`buildx did not say which digest it pushed for ${platform.name}`, {
            hint: 'with: { buildx-version: ">=0.14" }',
        });
    }
    return digest;
}
function parseBuilder(text) {
    const value = (key) => new RegExp(`^${key}:[ \\t]*(.*)$`, 'm').exec(text)?.[1]?.trim() ?? '';
    const platforms = [...text.matchAll(/^Platforms:[ \t]*(.*)$/gm)]
        .flatMap((match) => (match[1] ?? '').split(','))
        .map((platform) => platform.trim().replace(/\*$/, ''))
        .filter((platform) => platform !== '');
    return { name: value('Name'), driver: value('Driver'), platforms: [...new Set(platforms)] };
}

// EXTERNAL MODULE: ./build/world/sigstore/cosign.js + 1 modules
var cosign = __webpack_require__(31199);
;// CONCATENATED MODULE: ./build/world/docker/probe.js

const machines = {
    amd64: { bits: 64, number: 62, code: '31ffb8e70000000f05' },
    386: { bits: 32, number: 3, code: '31dbb801000000cd80' },
    arm64: { bits: 64, number: 183, code: '000080d2a80b80d2010000d4' },
    arm: { bits: 32, number: 40, flags: 0x5000400, code: '0000a0e30170a0e3000000ef' },
    riscv64: { bits: 64, number: 243, code: '130500009308d00573000000' },
    s390x: { bits: 64, bigEndian: true, number: 22, code: 'a72900000a01' },
    ppc64le: { bits: 64, number: 21, flags: 2, code: '010000380000603802000044' },
};
const probed = Object.keys(machines);
function probeProgram(architecture) {
    const machine = machines[architecture];
    return machine === undefined ? undefined : elf(machine);
}
async function writeProbe(file, architecture) {
    const program = probeProgram(architecture);
    if (program === undefined)
        return false;
    await (0,promises_.writeFile)(file, program, { mode: 0o755 });
    return true;
}
function elf({ bits, bigEndian = false, number, flags = 0, code }) {
    const wide = bits === 64;
    const base = wide ? 0x400000 : 0x10000;
    const [header, segment] = wide ? [64, 56] : [52, 32];
    const text = Buffer.from(code, 'hex');
    const file = Buffer.alloc(header + segment + text.length);
    let at = 0;
    const put = (bytes, value) => {
        if (bytes === 8) {
            if (bigEndian)
                file.writeBigUInt64BE(BigInt(value), at);
            else
                file.writeBigUInt64LE(BigInt(value), at);
        }
        else if (bigEndian)
            file.writeUIntBE(value, at, bytes);
        else
            file.writeUIntLE(value, at, bytes);
        at += bytes;
    };
    const address = wide ? 8 : 4;
    file.set([0x7f, 0x45, 0x4c, 0x46, wide ? 2 : 1, bigEndian ? 2 : 1, 1]);
    at = 16;
    for (const half of [2, number])
        put(2, half);
    put(4, 1);
    for (const place of [base + header + segment, header, 0])
        put(address, place);
    put(4, flags);
    for (const half of [header, segment, 1, 0, 0, 0])
        put(2, half);
    const readAndExecute = 5;
    put(4, 1);
    if (wide)
        put(4, readAndExecute);
    for (const place of [0, base, base, file.length, file.length])
        put(address, place);
    if (!wide)
        put(4, readAndExecute);
    put(address, 0x10000);
    file.set(text, header + segment);
    return file;
}

;// CONCATENATED MODULE: ./build/world/docker/raw-progress.js


function readRawProgress(changed = () => undefined) {
    const known = new Map();
    return {
        onLine: (line) => {
            for (const { digest, name, started, completed, error } of verticesIn(line)) {
                known.set(digest, (0,compact/* compact */.o)({
                    name,
                    started: started !== undefined,
                    completed: completed !== undefined,
                    error: error === undefined || error === '' ? undefined : error,
                }));
            }
            changed();
        },
        vertex: (name) => [...known.values()].find((one) => name.test(one.name)),
    };
}
function verticesIn(line) {
    if (!line.startsWith('{'))
        return [];
    const { vertexes = [] } = ((0,json/* parseJson */.qF)(line) ?? {});
    return vertexes;
}
function exitCodeIn(error) {
    const code = /did not complete successfully: exit code: (\d+)(?::|$)/.exec(error)?.[1];
    return code === undefined ? undefined : Number(code);
}
function reasonIn(error) {
    return error.replace(/^process ".*" did not complete successfully: /s, '');
}

// EXTERNAL MODULE: ./node_modules/tar-stream/index.js
var tar_stream = __webpack_require__(56118);
;// CONCATENATED MODULE: ./build/world/docker/tar-head.js

const headBytes = 64 * 1024;
function firstFile() {
    const reader = (0,tar_stream.extract)();
    let file;
    reader.on('entry', (header, stream, next) => {
        const chunks = [];
        let size = 0;
        stream.on('data', (data) => {
            const chunk = data;
            if (size < headBytes)
                chunks.push(chunk);
            size += chunk.length;
        });
        stream.on('end', () => {
            if (header.type === 'file')
                file ??= {
                    mode: header.mode,
                    uid: header.uid,
                    gid: header.gid,
                    head: Buffer.concat(chunks).subarray(0, headBytes),
                };
            next();
        });
    });
    const ended = new Promise((resolve, reject) => {
        reader.on('finish', resolve);
        reader.on('error', reject);
    });
    ended.catch(() => undefined);
    return {
        push: (chunk) => {
            reader.write(chunk);
        },
        found: async () => {
            reader.end(Buffer.alloc(0));
            await ended;
            return file;
        },
    };
}

;// CONCATENATED MODULE: ./build/world/docker/sandbox.js








const runStep = /\] RUN --network=none /;
const copyStep = /\] COPY --from=/;
function makeSandbox(exec, options) {
    const { buildx, temp, env, limitMs = 300_000, retryPolicy = retry/* defaultRetryPolicy */.ur } = options;
    const build = async (from, dockerfile, watchMs, context) => {
        const over = new AbortController();
        const stop = () => {
            over.abort();
        };
        const late = setTimeout(stop, limitMs);
        let watching;
        const progress = readRawProgress(() => {
            if (watching === undefined && progress.vertex(runStep)?.started === true)
                watching = setTimeout(stop, watchMs);
        });
        try {
            await exec.run([buildx, ...sandboxArgs(from, 'type=cacheonly', context)], {
                env,
                input: dockerfile,
                signal: over.signal,
                onLine: progress.onLine,
            });
            return { state: 'ended', code: 0 };
        }
        catch (error) {
            if (!(error instanceof errors/* ReleaseError */.K2))
                throw error;
            if (error.code === 'cancelled' && !over.signal.aborted)
                throw error;
            const seen = progress.vertex(runStep);
            if (seen?.started === true && over.signal.aborted && !seen.completed)
                return { state: 'runs' };
            if (over.signal.aborted && seen?.started !== true)
                return { state: 'not-here', why: `the builder did not come to it within ${limitMs / 1000} s` };
            if (seen?.completed !== true)
                return { state: 'not-here', why: lastLine((0,errors/* messageOf */.bD)(error)) };
            if (seen.error === undefined)
                return { state: 'ended', code: 0 };
            if (over.signal.aborted && seen.error.endsWith('context canceled'))
                return { state: 'runs' };
            const code = exitCodeIn(seen.error);
            return code === undefined ? { state: 'refused', why: reasonIn(seen.error) } : { state: 'ended', code };
        }
        finally {
            clearTimeout(late);
            clearTimeout(watching);
        }
    };
    const again = async (from, once) => {
        let last;
        try {
            return await (0,retry/* retry */.L5)(inBuilder(from), async () => {
                last = await once();
                if (last.state === 'not-here' && passes(last.why))
                    throw new retry/* TransientError */.N_(last.why, { hint: 'Run the workflow again.' });
                return last;
            }, retryPolicy);
        }
        catch (error) {
            if (last?.state === 'not-here' && error instanceof retry/* TransientError */.N_)
                return last;
            throw error;
        }
    };
    return {
        run: (from, argv, watchMs) => again(from, () => build(from, runDockerfile(from, argv), watchMs)),
        probe: async (from, path, asRoot = false) => {
            const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(temp, 'probe-'));
            try {
                if (!(await writeProbe((0,external_node_path_.join)(folder, 'probe'), from.platform.architecture)))
                    return undefined;
                const dockerfile = probeDockerfile(from, path, asRoot);
                return await again(from, () => build(from, dockerfile, 60_000, folder));
            }
            finally {
                await (0,promises_.rm)(folder, { recursive: true, force: true });
            }
        },
        file: (from, path) => (0,retry/* retry */.L5)(inBuilder(from), async () => {
            const tar = firstFile();
            const progress = readRawProgress();
            try {
                await exec.run([buildx, ...sandboxArgs(from, 'type=tar,dest=-')], {
                    env,
                    input: copyDockerfile(from, path),
                    onStdout: tar.push,
                    onLine: progress.onLine,
                });
                return await tar.found();
            }
            catch (error) {
                const failed = progress.vertex(copyStep)?.error ?? '';
                if (/not found|no such file|not a directory|too many links/.test(failed))
                    return undefined;
                throw error instanceof errors/* ReleaseError */.K2 && passes(lastLine(error.message))
                    ? new retry/* TransientError */.N_(error.message, { hint: error.hint, cause: error })
                    : error;
            }
        }, retryPolicy),
    };
}
function inBuilder({ image, digest }) {
    return `${image.name}@${digest} in the builder`;
}
function passes(why) {
    return (0,buildkit_failure/* isConnectionTrouble */.iY)(why) || /not found|unknown/i.test(why);
}
function sandboxArgs({ builder, platform }, output, context) {
    return [
        ...['build', '--builder', builder, '--platform', platform.name, '--output', output],
        ...['--no-cache', '--progress', 'rawjson', '--provenance=false', '--sbom=false'],
        ...(context === undefined ? ['-'] : ['--file', '-', '--', context]),
    ];
}
function runDockerfile({ image, digest }, argv) {
    return `FROM ${image.name}@${digest}\nRUN --network=none ${execForm(argv)}\n`;
}
function probeDockerfile({ image, digest }, path, asRoot) {
    const at = asRoot || !/^[\w./@+:~-]+$/.test(path) ? '/.release-action-probe' : path;
    return [
        `FROM ${image.name}@${digest}`,
        ...(asRoot ? ['USER 0:0', 'WORKDIR /'] : []),
        `RUN --network=none --mount=type=bind,source=probe,target=${at} ${execForm([at])}`,
        '',
    ].join('\n');
}
function copyDockerfile({ image, digest }, path) {
    const literal = path.replace(/[\\*?[\]$]/g, (one) => one === '$' || one === '\\' ? `\\${one}` : `[${one}]`);
    return `FROM scratch\nCOPY --from=${image.name}@${digest} ${execForm([literal, '/'])}\n`;
}
function execForm(argv) {
    return JSON.stringify(argv).replaceAll('<', '\\u003c');
}
function lastLine(text) {
    return (text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .at(-1)
        ?.trim() ?? 'it does not say why');
}

;// CONCATENATED MODULE: ./build/world/process/gate.js
const throughPipe = 'bash --noprofile --norc -eo pipefail -c "$1" 2>&1 | cat; exit "${PIPESTATUS[0]}"';
function makeGate(exec, { guard, workspace, env, }) {
    return {
        run: async (command, facts, onLine) => {
            const { code } = await exec.run(['bash', '--noprofile', '--norc', '-c', throughPipe, 'gate', command], {
                cwd: workspace,
                env: { ...env, ...facts },
                bare: true,
                allowFailure: true,
                onLine: (line) => {
                    onLine(guard.mask(line));
                },
                onStdout: () => undefined,
            });
            return code;
        },
    };
}

// EXTERNAL MODULE: ./build/world/sigstore/gh.js
var gh = __webpack_require__(34503);
// EXTERNAL MODULE: ./build/world/github/guarded.js
var guarded = __webpack_require__(90695);
// EXTERNAL MODULE: ./build/world/setup/deferred.js
var deferred = __webpack_require__(79530);
// EXTERNAL MODULE: ./build/world/setup/signer.js
var setup_signer = __webpack_require__(83827);
// EXTERNAL MODULE: ./build/world/setup/trust.js + 10 modules
var setup_trust = __webpack_require__(5511);
// EXTERNAL MODULE: ./build/plan/inputs/inputs.js
var inputs_inputs = __webpack_require__(74325);
;// CONCATENATED MODULE: ./build/world/setup/world.js















const names = ['buildx', 'cosign', 'gh'];
async function createWorld(start, outside, { onUse = false } = {}) {
    const { inputs, secrets, context, exec, docker, temp } = start;
    const keyless = (0,inputs_inputs/* needsIdentity */.Y)(inputs);
    const trusted = (0,setup_trust.createSigstoreRoot)(start);
    const begun = new Map();
    const tool = (name) => {
        const known = begun.get(name) ?? (0,setup_trust.startTool)(name, start, trusted);
        begun.set(name, known);
        known.catch(() => begun.delete(name));
        return known;
    };
    const [trust, signer, ...tools] = await Promise.all([
        (0,setup_trust.withGitHubRoot)(start, trusted, () => tool('gh')),
        keyless ? (0,setup_signer.signerOf)(start) : Promise.resolve({ issuer: '', san: '' }),
        ...(onUse && inputs.sign !== 'key' ? [] : names.map(tool)),
    ]);
    const buildx = async () => {
        const { path } = await tool('buildx');
        start.keepBuildx(path);
        return path;
    };
    const key = inputs.sign === 'key' && inputs.mode !== 'build'
        ? await (0,setup_signer.createKey)(start, (await tool('cosign')).path)
        : undefined;
    return (0,compact/* compact */.o)({
        ...outside,
        trust,
        signer,
        temp,
        publicKey: key === undefined ? undefined : key.publicKey,
        tools: Object.fromEntries(tools.map(({ name, version }) => [name, version])),
        installed: tools.filter(({ from }) => from === 'download').map(({ name }) => name),
        buildx: (0,deferred/* deferred */.y)(async () => makeBuildx(exec, (0,compact/* compact */.o)({
            path: await buildx(),
            workspace: context.workspace,
            temp,
            env: { ...docker.env, ...start.cacheEnv },
            secrets: secrets.build,
            sshKey: await sshKeyFile(start),
            silence: { longest: (inputs.timeoutSeconds * 1000) / 2 },
        }))),
        sandbox: (0,deferred/* deferred */.y)(async () => makeSandbox(exec, { buildx: await buildx(), temp, env: docker.env })),
        cosign: (0,deferred/* deferred */.y)(async () => (0,cosign/* makeCosign */.Yn)(exec, (0,compact/* compact */.o)({
            path: (await tool('cosign')).path,
            trust,
            env: { ...start.cosignEnv, ...docker.env },
            idToken: () => start.idToken('sigstore'),
            key,
        }))),
        gh: (0,deferred/* deferred */.y)(async () => (0,gh/* makeGh */.Qr)(exec, {
            path: (await tool('gh')).path,
            token: secrets.githubToken,
            repository: context.repository,
            trust,
            env: { ...docker.env, GH_CONFIG_DIR: (0,external_node_path_.join)(temp, 'gh') },
        })),
        gate: makeGate(exec, {
            guard: start.guard,
            workspace: context.workspace,
            env: { ...start.gateEnv, ...docker.env },
        }),
        attestor: (0,guarded/* guardedAttestor */.PY)(makeAttestor({
            githubToken: secrets.githubToken,
            instance: (0,plan_context/* isPrivate */.Gw)(context.repository) ? 'github' : 'public-good',
        }), start.guard),
    });
}
async function sshKeyFile({ secrets: { sshKey }, temp }) {
    if (sshKey === undefined)
        return undefined;
    const file = (0,external_node_path_.join)(temp, 'ssh-key');
    await (0,promises_.writeFile)(file, `${sshKey}\n`, { mode: 0o600 });
    return file;
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
