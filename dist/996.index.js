export const id = 996;
export const ids = [996];
export const modules = {

/***/ 52075:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ digestOf),
/* harmony export */   p: () => (/* binding */ findProvenance)
/* harmony export */ });
/* harmony import */ var _plan_artifacts_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(78921);
/* harmony import */ var _world_sigstore_statement_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(26235);
/* harmony import */ var _attestation_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(95528);
/* harmony import */ var _plan_brands_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(89682);




async function findProvenance(job, image, log, assets = []) {
    const subjects = [...(0,_plan_artifacts_js__WEBPACK_IMPORTED_MODULE_1__/* .digestsOf */ .n)(image), ...assets.map(digestOf)];
    return (0,_attestation_js__WEBPACK_IMPORTED_MODULE_0__/* .findAttestation */ .us)(job, image, { predicateType: _world_sigstore_statement_js__WEBPACK_IMPORTED_MODULE_2__/* .provenanceType */ .wy, subjectDigests: subjects }, log);
}
function digestOf({ sha256 }) {
    return (0,_plan_brands_js__WEBPACK_IMPORTED_MODULE_3__/* .digest */ .br)(`sha256:${sha256}`);
}


/***/ }),

/***/ 78921:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ digestsOf)
/* harmony export */ });
function digestsOf(image) {
    return [image.digest, ...image.platforms.map((platform) => platform.digest)];
}


/***/ }),

/***/ 7015:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ro: () => (/* binding */ emptyBlob),
/* harmony export */   Yt: () => (/* binding */ manifestType),
/* harmony export */   dI: () => (/* binding */ anchorOf),
/* harmony export */   p$: () => (/* binding */ emptyDescriptor),
/* harmony export */   qQ: () => (/* binding */ hashOf)
/* harmony export */ });
/* unused harmony export anchorType */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _brands_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(89682);


const manifestType = 'application/vnd.oci.image.manifest.v1+json';
const anchorType = 'application/vnd.release-action.build-anchor.v1+json';
const emptyBlob = Buffer.from('{}');
const emptyDescriptor = {
    mediaType: 'application/vnd.oci.empty.v1+json',
    digest: hashOf(emptyBlob),
    size: emptyBlob.length,
};
function anchorOf(facts) {
    const { repository, commit, tag, platform, inputs } = facts;
    const bytes = Buffer.from(JSON.stringify({
        schemaVersion: 2,
        mediaType: manifestType,
        artifactType: anchorType,
        config: emptyDescriptor,
        layers: [emptyDescriptor],
        annotations: {
            'release-action.build.commit': commit,
            'release-action.build.inputs': inputs,
            'release-action.build.platform': platform,
            'release-action.build.repository': repository,
            'release-action.build.tag': tag,
        },
    }));
    return { facts, digest: hashOf(bytes), mediaType: manifestType, bytes };
}
function hashOf(bytes) {
    return (0,_brands_js__WEBPACK_IMPORTED_MODULE_1__/* .digest */ .br)(`sha256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(bytes).digest('hex')}`);
}


/***/ }),

/***/ 78207:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   UC: () => (/* binding */ buildRecordType),
/* harmony export */   VI: () => (/* binding */ parseBuildRecord),
/* harmony export */   Xr: () => (/* binding */ cacheKeys)
/* harmony export */ });
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77934);
/* harmony import */ var _brands_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(89682);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(60070);
/* harmony import */ var _schema_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(18807);




const buildRecordType = 'https://github.com/org/release-action/build-record/v1';
const text = valibot__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP();
const digest = (0,_schema_js__WEBPACK_IMPORTED_MODULE_1__/* .matching */ .w)(_brands_js__WEBPACK_IMPORTED_MODULE_2__/* .digestPattern */ .V_);
const caches = valibot__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(text);
const buildRecord = valibot__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({
    repository: text,
    commit: text,
    tag: text,
    platform: text,
    inputs: text,
    anchor: digest,
    digest,
    pushed: digest,
    files: valibot__WEBPACK_IMPORTED_MODULE_0__/* .exactOptional */ .yqP(digest),
    ref: text,
    run: text,
    job: text,
    runner: text,
    cache: valibot__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({ from: caches, to: caches }),
    started: valibot__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({ state: valibot__WEBPACK_IMPORTED_MODULE_0__/* .picklist */ .KIO(['passed', 'not-run']), detail: text }),
});
function cacheKeys({ from, to }) {
    const key = (spec) => spec
        .split(',')
        .filter((field) => /^(?:type|scope|ref)=/.test(field.trim()))
        .join(',');
    return { from: from.map(key), to: to.map(key) };
}
function parseBuildRecord(predicate) {
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .isJsonObject */ .OW)(predicate))
        throw new TypeError('it is not an object');
    const read = valibot__WEBPACK_IMPORTED_MODULE_0__/* .safeParse */ .xLC(buildRecord, predicate, { abortEarly: true });
    if (read.success)
        return read.output;
    const [issue] = read.issues;
    const [field] = (valibot__WEBPACK_IMPORTED_MODULE_0__/* .getDotPath */ .BuJ(issue) ?? '').split('.');
    if (field === 'started')
        throw new TypeError('it does not say how the start check ended');
    if (field === 'cache')
        throw new TypeError('its cache is not two lists');
    throw new TypeError(`its ${field} is not ${issue.type === 'regex' ? 'a digest' : 'text'}`);
}


/***/ }),

/***/ 72583:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ createVerifier),
/* harmony export */   u: () => (/* binding */ createTools)
/* harmony export */ });
function createVerifier(run) {
    return run.steps.run({
        title: 'Read the root of trust',
        make: () => run.world(run.outside, { onUse: true }),
        outcome: 'checked',
        describe: ({ signer, publicKey }) => (publicKey === undefined ? signer.san : 'and the public key'),
    });
}
function createTools(run) {
    return run.steps.run({
        title: 'Make sure of buildx, cosign and gh',
        make: () => run.world(run.outside),
        outcome: ({ installed }) => (installed.length === 0 ? 'found' : 'made'),
        describe: ({ tools }) => Object.entries(tools)
            .map(([name, version]) => `${name} ${version}`)
            .join(', '),
    });
}


/***/ }),

/***/ 72681:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  E: () => (/* binding */ anchorsOf)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/plan/handover/anchor.js
var handover_anchor = __webpack_require__(7015);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/plan/annotations.js
var annotations = __webpack_require__(7348);
;// CONCATENATED MODULE: ./build/plan/handover/inputs.js



const elsewhere = /^(?:[a-z][a-z0-9+.-]*:|git@|github\.com\/)/i;
function isFetched(place) {
    return elsewhere.test(place);
}
function dockerfilePath({ context, file }, workspace) {
    if (isFetched(context) || (file !== undefined && isFetched(file)))
        return undefined;
    return file === undefined ? (0,external_node_path_.resolve)(workspace, context, 'Dockerfile') : (0,external_node_path_.resolve)(workspace, file);
}
function hashOfInputs(plan, platform, { workspace, dockerfile }) {
    const place = (text) => placeIn(workspace, text);
    const path = dockerfilePath(plan, workspace);
    const facts = {
        version: 1,
        images: plan.images,
        context: place(plan.context),
        file: path === undefined ? (plan.file ?? '') : inside(workspace, path),
        dockerfile: dockerfile.sha256 ?? '',
        target: plan.target ?? '',
        buildArgs: sorted(plan.buildArgs),
        buildContexts: sorted(plan.buildContexts.map(([name, from]) => [name, place(from)])),
        labels: sorted(plan.labels),
        annotations: sorted((0,annotations/* manifestAnnotations */.gc)(plan.annotations, platform.name)),
        provenance: plan.provenance,
        sourceDateEpoch: plan.sourceDateEpoch ?? null,
    };
    return (0,external_node_crypto_.createHash)('sha256').update(JSON.stringify(facts)).digest('hex');
}
function sorted(pairs) {
    return pairs.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
function placeIn(workspace, text) {
    if (isFetched(text))
        return text;
    return inside(workspace, (0,external_node_path_.resolve)(workspace, text)) ?? text;
}
function inside(workspace, path) {
    const from = (0,external_node_path_.relative)(workspace, path);
    return from.startsWith('..') || (0,external_node_path_.isAbsolute)(from) ? null : from;
}

// EXTERNAL MODULE: ./build/world/registry/registry.js + 7 modules
var registry = __webpack_require__(55145);
;// CONCATENATED MODULE: ./build/steps/prepare/anchors.js




async function anchorsOf(plan, workspace) {
    const dockerfile = await dockerfileFacts(plan, workspace);
    return new Map(plan.platforms.map((platform) => [
        platform.name,
        (0,handover_anchor/* anchorOf */.dI)({
            repository: plan.repository.fullName,
            commit: plan.commit,
            tag: plan.tag,
            platform: platform.name,
            inputs: hashOfInputs(plan.build, platform, { workspace, dockerfile }),
        }),
    ]));
}
async function dockerfileFacts({ build }, workspace) {
    const path = dockerfilePath(build, workspace);
    if (path === undefined)
        return {};
    try {
        return { sha256: (0,registry/* sha256 */.s)(await (0,promises_.readFile)(path)) };
    }
    catch (error) {
        const { code } = error;
        if (code === 'ENOENT' || code === 'ENOTDIR')
            return {};
        throw error;
    }
}


/***/ }),

/***/ 61751:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  p: () => (/* binding */ onLivingNode),
  T: () => (/* binding */ spreadBuilder)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/plan/inputs/builder-nodes.js
var builder_nodes = __webpack_require__(39353);
// EXTERNAL MODULE: ./build/world/docker/buildx-args.js
var buildx_args = __webpack_require__(78266);
// EXTERNAL MODULE: ./build/world/docker/buildkit-failure.js
var buildkit_failure = __webpack_require__(2173);
;// CONCATENATED MODULE: ./build/steps/prepare/node-remedy.js
const inDocs = 'docs/recipes/native-runners.md';
const ofKubernetes = [
    [
        /User "([^"]+)" cannot (\w+) resource "([^"]+)"(?: in API group "([^"]*)")? in the namespace "([^"]+)"/,
        ([, user = '', verb = '', resource = '', group = '', namespace = '']) => `kubectl auth can-i ${verb} ${resource}${group === '' ? '' : `.${group}`} --namespace ${namespace} --as ${user}   # no: the Role that it needs is in ${inDocs}`,
    ],
    [
        /namespaces "([^"]+)" not found/,
        ([, namespace = '']) => `kubectl create namespace ${namespace}   # or name another one: driver-opts: { namespace: \u2026 }`,
    ],
    [
        /expected \d+ replicas to be ready/,
        (_, where) => `kubectl${where} get events --sort-by=.lastTimestamp   # why its pod does not start; driver-opts: { timeout: 5m } waits longer`,
    ],
    [
        /no configuration has been provided|cannot determine Kubernetes namespace|requires kubernetes API access/,
        () => 'env: { KUBECONFIG: /path/to/kubeconfig }   # of the job, or of this step; a step before this one writes the file',
    ],
    [
        /\bUnauthorized\b|provide credentials|x509: |getting credentials: /,
        () => "kubectl auth whoami   # with the KUBECONFIG of this job: the cluster does not take its credentials, or it does not take the cluster's",
    ],
    [
        /dial tcp|i\/o timeout|deadline exceeded|no such host|proxyconnect/i,
        () => 'kubectl cluster-info   # with the KUBECONFIG of this job; behind a proxy: env: { NO_PROXY: \u2026 }',
    ],
];
function nodeRemedy(down) {
    for (const { node, why } of down.filter(({ node }) => node.driver === 'kubernetes')) {
        const namespace = node.driverOpts.find((opt) => opt.startsWith('namespace='))?.slice('namespace='.length);
        const where = namespace === undefined ? '' : ` --namespace ${namespace}`;
        for (const [says, remedy] of ofKubernetes) {
            const found = says.exec(why);
            if (found)
                return remedy(found, where);
        }
    }
    return 'Start the node again, or give another one for these platforms in builder-nodes; then run the workflow again.';
}

;// CONCATENATED MODULE: ./build/steps/prepare/builder-nodes.js





const mostReturns = 2;
async function spreadBuilder(spread, platforms, log) {
    const { name, nodes, buildx, keep } = spread;
    keep(name);
    const refused = await buildx.createNodes(name, nodes);
    const started = refused.length < nodes.length ? await buildx.startNodes(name) : [];
    const states = [...started, ...refused.map((one) => ({ ...one, isRefused: true }))];
    const lost = [...(await leaveDown(spread, states, platforms, log))];
    const isShared = nodes.some((one, at) => one.platforms.some((each) => firstWith(nodes, each) !== at));
    if (isShared || refused.length > 0)
        await share(spread, states, log);
    const builder = {
        name,
        driver: nodes[0]?.driver ?? '',
        platforms: [...new Set(nodes.flatMap((node) => node.platforms.map((platform) => platform.name)))],
        spread: true,
    };
    const returns = new Map();
    let told = 0;
    return {
        builder,
        losses: {
            count: () => lost.length,
            untold: () => {
                const rest = lost.slice(told);
                told = lost.length;
                return rest;
            },
            look: async (platform, log, error) => {
                lost.push(...(await lostNodes(spread, { platform, error, returns }, log)));
            },
        },
    };
}
async function lostNodes(spread, { platform, error, returns }, log) {
    const { name, buildx } = spread;
    let states = await buildx.nodes(name);
    const own = () => placed(spread, states).filter(({ node, left }) => !left && (0,builder_nodes/* builds */.GW)(node, platform));
    const isAlone = own().every(({ down }) => down !== undefined);
    const isAwaited = isAlone && own().some(({ node, isStopped }) => isStopped && node.driver !== 'remote');
    if (isAwaited) {
        log('waiting for the node to come back');
        states = await buildx.startNodes(name);
    }
    const gone = await leaveDown(spread, states, [platform], log);
    if (gone.length > 0)
        await share(spread, states, log);
    if (gone.length > 0 || !(isAwaited || (0,buildkit_failure/* isLostConnection */.Hi)(error)))
        return gone;
    const [back] = own();
    if (back === undefined)
        return [];
    const times = (returns.get(back.nodeName) ?? 0) + 1;
    returns.set(back.nodeName, times);
    if (times > mostReturns) {
        const down = `it was lost ${times} times while it built`;
        const others = states.filter((state) => state.name !== back.nodeName);
        states = [...others, { name: back.nodeName, down }];
        const left = await leaveDown(spread, states, [platform], log);
        await share(spread, states, log);
        return left;
    }
    const sentence = `the node ${back.title} was lost while it built, and came back: ${platform.name} is built there again`;
    log(sentence);
    return [sentence];
}
function placed({ name, nodes }, states) {
    return nodes.map((node, at) => {
        const state = states.find((one) => one.name === (0,buildx_args/* nodeName */.qp)(name, at));
        return {
            ...{ node, nodeName: (0,buildx_args/* nodeName */.qp)(name, at), title: titleOf(node, at), left: state === undefined },
            ...{ down: state?.down, isStopped: state?.isStopped ?? false, isRefused: state?.isRefused ?? false },
        };
    });
}
async function leaveDown(spread, states, platforms, log) {
    const all = placed(spread, states);
    const down = all.filter((one) => one.down !== undefined);
    const sentences = down.map(({ title, down: why = '' }) => `the node ${title} is down: ${why}`);
    for (const sentence of sentences)
        log(sentence);
    const up = all.filter((one) => !one.left && one.down === undefined);
    const homeless = platforms.filter((platform) => !up.some(({ node }) => (0,builder_nodes/* builds */.GW)(node, platform)));
    if (homeless.length > 0) {
        const names = homeless.map((platform) => platform.name).join(', ');
        const why = sentences.length > 0 ? sentences : ['every node that has it was lost before'];
        throw new errors/* ReleaseError */.K2(`no node is left that builds ${names}: ${why.join('; ')}`, {
            code: 'no-builder',
            hint: nodeRemedy(down.map(({ node, down: why = '' }) => ({ node, why }))),
        });
    }
    const leaving = down.filter(({ isRefused }) => !isRefused);
    const lost = `${spread.name}-lost`;
    if (leaving.length > 0)
        spread.keep(lost);
    for (const one of leaving)
        await spread.buildx.leave(spread.name, one.nodeName, lost);
    return sentences;
}
async function share(spread, states, log) {
    const up = placed(spread, states).filter((one) => !one.left && one.down === undefined);
    const nodes = up.map(({ node }) => node);
    for (const [at, { nodeName: name, node }] of up.entries()) {
        const own = node.platforms.filter((platform) => firstWith(nodes, platform) === at);
        if (own.length === 0)
            continue;
        const why = await spread.buildx.assign(spread.name, name, own);
        if (why !== undefined)
            log(`buildx does not let ${name} have its platforms: ${why}`);
    }
}
function firstWith(nodes, platform) {
    return nodes.findIndex((node) => (0,builder_nodes/* builds */.GW)(node, platform));
}
function titleOf({ endpoint, driver, platforms }, at) {
    return endpoint ?? `${at + 1} (${driver}, ${platforms.map(({ name }) => name).join(', ')})`;
}
async function onLivingNode({ losses }, platform, log, work) {
    for (;;) {
        const before = losses?.count();
        try {
            return await work();
        }
        catch (error) {
            if (losses === undefined || (error instanceof errors/* ReleaseError */.K2 && error.code === 'cancelled'))
                throw error;
            await losses.look(platform, log, error);
            if (losses.count() === before)
                throw error;
        }
    }
}


/***/ }),

/***/ 65887:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ buildersOf)
/* harmony export */ });
/* unused harmony export makeBuilders */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _plan_inputs_builder_nodes_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(39353);
/* harmony import */ var _builder_nodes_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(61751);



function buildersOf({ inputs, own, steps, registerBuilder }, buildx) {
    return makeBuilders({ inputs, own, buildx, steps, keep: registerBuilder });
}
function makeBuilders(options) {
    let ready;
    return {
        ready: () => (ready ??= options.inputs.builderNodes.length > 0 ? overNodes(options) : ensureBuilder(options)),
    };
}
async function overNodes({ inputs, own, buildx, steps, keep }) {
    const spread = { name: own, nodes: inputs.builderNodes, buildx, keep };
    const { builder, losses } = await steps.run({
        title: 'Make sure of a builder',
        make: (log) => {
            const platforms = inputs.mode === 'build' ? inputs.platforms.filter((one) => hasNode(inputs, one)) : inputs.platforms;
            return (0,_builder_nodes_js__WEBPACK_IMPORTED_MODULE_2__/* .spreadBuilder */ .T)(spread, platforms, log);
        },
        describe: ({ builder: { name, driver } }) => `${name} (${inputs.builderNodes.length} nodes, ${driver})`,
    });
    return { ...builder, losses };
}
function hasNode({ builderNodes }, platform) {
    return builderNodes.some((node) => (0,_plan_inputs_builder_nodes_js__WEBPACK_IMPORTED_MODULE_1__/* .builds */ .GW)(node, platform));
}
async function ensureBuilder({ inputs, own, buildx, steps, keep }) {
    return steps.run({
        title: 'Make sure of a builder',
        find: async (log) => {
            if (inputs.builder !== 'auto') {
                const named = await buildx.inspect(inputs.builder);
                if (named)
                    return requireFit(named, inputs);
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ReleaseError */ .K2(`there is no builder ${inputs.builder}`, {
                    code: 'no-builder',
                    hint: `docker buildx create --name ${inputs.builder} --driver docker-container`,
                });
            }
            for (const name of [undefined, own]) {
                const there = await buildx.inspect(name);
                if (!there)
                    continue;
                const lacks = misfit(there, inputs);
                if (lacks === undefined)
                    return there;
                log(`the builder ${there.name} ${lacks}`);
            }
            return undefined;
        },
        make: async () => {
            keep(own);
            return requireFit(await buildx.create(own), inputs);
        },
        describe: ({ name, driver }) => `${name} (${driver})`,
    });
}
function misfit(builder, inputs) {
    if (builder.driver === 'docker')
        return 'has the docker driver, which cannot push by digest';
    if (builder.driver === 'docker-container' || builder.platforms.length === 0)
        return undefined;
    const missing = inputs.platforms.filter(({ name }) => !builder.platforms.some((has) => has === name || has.startsWith(`${name}/`)));
    if (missing.length === 0)
        return undefined;
    return `has no node for ${missing.map(({ name }) => name).join(', ')}: its nodes (driver ${builder.driver}) list ${builder.platforms.join(', ')}`;
}
function requireFit(builder, inputs) {
    const lacks = misfit(builder, inputs);
    if (lacks === undefined)
        return builder;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ReleaseError */ .K2(`the builder ${builder.name} ${lacks}`, {
        code: 'no-builder',
        hint: builder.driver === 'docker'
            ? 'with: { builder: auto }   # makes one that can, for this run'
            : `docker buildx create --append --name ${builder.name} --driver ${builder.driver} \u2026   # a node that has them; or: with: { builder: auto }`,
    });
}


/***/ }),

/***/ 21657:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  pU: () => (/* binding */ builtElsewhere),
  lV: () => (/* binding */ missingRecords),
  OV: () => (/* binding */ nothingElsewhere),
  zv: () => (/* binding */ recordOf)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/plan/handover/record.js
var handover_record = __webpack_require__(78207);
// EXTERNAL MODULE: ./build/plan/plan.js + 1 modules
var plan_plan = __webpack_require__(57672);
// EXTERNAL MODULE: ./build/world/sigstore/certificate.js
var certificate = __webpack_require__(75001);
// EXTERNAL MODULE: ./build/world/sigstore/signature-error.js
var signature_error = __webpack_require__(73995);
// EXTERNAL MODULE: ./build/world/sigstore/verify.js + 2 modules
var verify = __webpack_require__(4624);
// EXTERNAL MODULE: ./build/find/bundles.js
var bundles = __webpack_require__(36027);
;// CONCATENATED MODULE: ./build/find/build-record.js







async function findBuildRecord(job, anchor, context, log) {
    const name = (0,plan_plan/* firstName */.u$)(job.plan);
    if ((await job.world.registry.head(name, anchor.digest)) === undefined)
        return { refused: [] };
    const refused = [];
    const good = [];
    for (const text of await (0,bundles/* referringBundles */.kv)(job.world.registry, name, anchor.digest, log)) {
        const read = readRecord(job, text, anchor, context);
        const why = 'why' in read ? read.why : await whyUnusable(job, read.record);
        if (why !== undefined)
            refused.push(`a record of ${anchor.facts.platform} is refused: ${why}`);
        else if ('record' in read)
            good.push({ ...read, text });
    }
    for (const line of refused)
        log(line);
    return { ...chosen(good, context), refused };
}
function chosen(good, { run }) {
    const [first] = good;
    if (first === undefined)
        return {};
    const own = good.filter(({ record }) => record.run.startsWith(`${run.url}/attempts/`));
    if (isOneImage(good))
        return { found: [...own, ...good].find(({ record }) => record.files !== undefined) ?? first };
    const [mine] = own;
    return mine && isOneImage(own) ? { found: mine } : { doubled: good.map(({ record }) => record) };
}
function isOneImage(records) {
    return new Set(records.map(({ record }) => record.pushed)).size === 1;
}
function readRecord({ plan, world }, text, anchor, context) {
    let statement;
    try {
        const policy = { predicateType: handover_record/* buildRecordType */.UC, subjectDigests: [anchor.digest] };
        statement = (0,verify/* verifyBundle */.IF)(JSON.parse(text), world.trust, { ...world.signer, ...policy });
    }
    catch (error) {
        if (!(error instanceof signature_error/* SignatureError */.V) && !(error instanceof SyntaxError))
            throw error;
        return { why: error.message };
    }
    const stranger = whyOfAnother(statement.certificate, plan, context);
    if (stranger !== undefined)
        return { why: stranger };
    let record;
    try {
        record = (0,handover_record/* parseBuildRecord */.VI)(statement.predicate);
    }
    catch (error) {
        if (!(error instanceof TypeError))
            throw error;
        return { why: (0,errors/* messageOf */.bD)(error) };
    }
    const untrue = whyUntrue(record, statement, anchor);
    if (untrue !== undefined)
        return { why: untrue };
    const { logIndex } = statement;
    return logIndex === undefined ? { record } : { record, logIndex };
}
function whyOfAnother(claims, { repository, commit }, { ref, workflowRef }) {
    const { from, of, on, began } = (0,certificate/* originOf */.y)(claims);
    if (from !== repository.url)
        return `it was signed in ${from}, not in ${repository.url}`;
    if (of !== commit)
        return `it was signed on commit ${of}, not on ${commit}`;
    if (on !== ref)
        return `it was signed on ${on}, and this run is on ${ref}`;
    const own = `${repository.serverUrl}/${workflowRef}`;
    return began === own ? undefined : `its run was started by ${began}, not by ${own}`;
}
function whyUntrue(record, { subjects, certificate }, { facts, digest }) {
    if (record.anchor !== digest)
        return `it is of the anchor ${record.anchor}, not of ${digest}`;
    const other = ['repository', 'commit', 'tag', 'platform', 'inputs'].find((key) => record[key] !== facts[key]);
    if (other !== undefined)
        return `its ${other} is ${record[other]}, not ${facts[other]}`;
    if (!subjects.some((subject) => subject.digest === record.digest))
        return `it names ${record.digest}, which its signature does not speak of`;
    if (certificate.runInvocationUri !== undefined && record.run !== certificate.runInvocationUri)
        return `it says that ${record.run} built it, and ${certificate.runInvocationUri} signed it`;
    return undefined;
}
async function whyUnusable({ plan, world: { registry } }, record) {
    const wanted = [...new Set([record.pushed, record.digest])];
    for (const name of plan.images) {
        const heads = await Promise.all(wanted.map((digest) => registry.head(name, digest)));
        const gone = wanted.find((_, at) => heads[at] === undefined);
        if (gone !== undefined)
            return `it names ${gone}, which ${name.name} does not have`;
    }
    return undefined;
}

// EXTERNAL MODULE: ./build/world/registry/lag.js
var lag = __webpack_require__(58947);
// EXTERNAL MODULE: ./build/world/retry/retry.js
var retry = __webpack_require__(16424);
// EXTERNAL MODULE: ./build/steps/prepare/anchors.js + 1 modules
var prepare_anchors = __webpack_require__(72681);
;// CONCATENATED MODULE: ./build/steps/prepare/built-elsewhere.js






const nothingElsewhere = { found: new Map(), refused: [] };
async function builtElsewhere(job, context, builds, retryPolicy = lag/* lagRetryPolicy */.N0) {
    const { plan, world, steps } = job;
    if (builds === 'here' || world.signer.issuer === '')
        return nothingElsewhere;
    return steps.run({
        title: 'Look for builds of other jobs',
        make: async (log) => {
            const anchors = await (0,prepare_anchors/* anchorsOf */.E)(plan, context.workspace);
            const searches = await Promise.all(plan.platforms.map(async (platform) => {
                const anchor = anchors.get(platform.name);
                if (!anchor)
                    throw new TypeError(`a plan without an anchor for ${platform.name}`);
                const look = () => recordOf(job, anchor, context, log);
                const search = builds === 'elsewhere' ? await untilFound(look, anchor, retryPolicy, log) : await look();
                return { platform, ...search };
            }));
            return {
                found: new Map(searches.flatMap(({ platform, found }) => (found ? [[platform.name, found]] : []))),
                refused: searches.flatMap(({ refused }) => refused),
            };
        },
        outcome: ({ found }) => (found.size === 0 ? 'checked' : 'found'),
        describe: ({ found, refused }) => [
            found.size === 0
                ? 'none'
                : [...found].map(([name, { record }]) => `${name} by ${record.job}`).join(', '),
            ...(refused.length === 0 ? [] : [`${refused.length} refused`]),
        ].join('; '),
    });
}
async function recordOf(job, anchor, context, log) {
    const { doubled, ...search } = await findBuildRecord(job, anchor, context, log);
    if (doubled !== undefined)
        throw doubledRecord(doubled, anchor, job.plan);
    return search;
}
async function untilFound(look, anchor, retryPolicy, log) {
    let last = { refused: [] };
    try {
        return await (0,retry/* retry */.L5)(`the record of ${anchor.facts.platform}`, async () => {
            last = await look();
            if (last.found !== undefined)
                return last;
            throw new NotThere(`there is no record of ${anchor.facts.platform} yet`, { hint: 'Wait.' });
        }, { ...retryPolicy, onWait: log });
    }
    catch (error) {
        if (error instanceof NotThere)
            return last;
        throw error;
    }
}
class NotThere extends retry/* TransientError */.N_ {
}
function doubledRecord(records, { facts, digest }, plan) {
    const list = records.map((record) => `${record.pushed} (${record.run})`).join(', ');
    return new errors/* ReleaseError */.K2(`${records.length} records of ${facts.platform} name different images, and none is of this run: ${list}`, {
        code: 'build-record',
        hint: `docker buildx imagetools inspect ${(0,plan_plan/* firstName */.u$)(plan).name}@${digest}   # what the records refer to: delete this version of the package, and run all jobs again`,
    });
}
function missingRecords(missing, refused) {
    const names = missing.map(({ name }) => name).join(', ');
    return new errors/* ReleaseError */.K2([`no other job has built ${names}, and this one may not (builds: elsewhere)`, ...refused].join('\n'), {
        code: 'build-record',
        hint: `- uses: org/release-action@v1   # in a job of its own, with the same inputs as this one\n  with: { mode: build, platforms: '${names}' }`,
    });
}


/***/ }),

/***/ 99302:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  AK: () => (/* binding */ buildAll),
  Sl: () => (/* binding */ image_image),
  lf: () => (/* binding */ readBuilt)
});

// EXTERNAL MODULE: ./build/plan/annotations.js
var annotations = __webpack_require__(7348);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/plan/oci/index.js
var oci = __webpack_require__(58304);
// EXTERNAL MODULE: ./build/plan/oci/manifest.js
var oci_manifest = __webpack_require__(39043);
// EXTERNAL MODULE: ./build/plan/plan.js + 1 modules
var plan_plan = __webpack_require__(57672);
// EXTERNAL MODULE: ./build/plan/artifacts.js
var artifacts = __webpack_require__(78921);
// EXTERNAL MODULE: ./build/world/registry/registry.js + 7 modules
var registry_registry = __webpack_require__(55145);
// EXTERNAL MODULE: ./build/steps/prepare/builder-nodes.js + 1 modules
var builder_nodes = __webpack_require__(61751);
;// CONCATENATED MODULE: ./build/steps/prepare/emulated-runs.js
const longSeconds = 30;
const factor = 3;
const longestCommand = 60;
function timeRuns() {
    const named = new Map();
    const done = new Map();
    return {
        onLine: (line) => {
            const [, vertex = '', step, command] = /^#(\d+) \[([^\]]*\d+\/\d+)\] RUN (.*)$/.exec(line) ?? [];
            if (step !== undefined && command !== undefined)
                named.set(vertex, { step, command });
            const [, ended = '', seconds] = /^#(\d+) DONE (\d+(?:\.\d+)?)s$/.exec(line) ?? [];
            const run = named.get(ended);
            if (run !== undefined && seconds !== undefined)
                done.set(ended, { ...run, seconds: Number(seconds) });
        },
        runs: () => [...done.values()],
    };
}
function emulationWarnings(builds) {
    return builds.flatMap(({ platform, runs }) => {
        const slow = runs.flatMap((run) => {
            const others = builds
                .filter((other) => other.platform !== platform)
                .flatMap((other) => other.runs.filter(({ step }) => step === run.step).map((one) => ({ ...one, on: other.platform })))
                .sort((a, b) => a.seconds - b.seconds);
            const [fastest] = others;
            const isSlow = fastest !== undefined &&
                run.seconds >= longSeconds &&
                run.seconds >= factor * Math.max(fastest.seconds, 1);
            return isSlow ? [{ ...run, fastest }] : [];
        });
        const [worst] = [...slow].sort((a, b) => b.seconds - a.seconds);
        if (worst === undefined)
            return [];
        const lost = slow.reduce((sum, { seconds, fastest }) => sum + seconds - fastest.seconds, 0);
        const shown = worst.command.length > longestCommand ? `${worst.command.slice(0, longestCommand)}\u2026` : worst.command;
        return [
            `${platform} is compiled under emulation, which costs ${Math.round(lost)} s: "RUN ${shown}" took ${Math.round(worst.seconds)} s, ` +
                `and ${Math.round(worst.fastest.seconds)} s for ${worst.fastest.on}.\n` +
                `Compile on the builder's own platform and for the target's: FROM --platform=$BUILDPLATFORM \u2026 AS build, with ARG TARGETARCH; or name a builder with a node of ${platform}.`,
        ];
    });
}

// EXTERNAL MODULE: ./build/steps/prepare/wait-for-manifest.js
var wait_for_manifest = __webpack_require__(89515);
// EXTERNAL MODULE: ./build/compact.js
var compact = __webpack_require__(95681);
// EXTERNAL MODULE: ./build/steps/prepare/built-elsewhere.js + 1 modules
var built_elsewhere = __webpack_require__(21657);
// EXTERNAL MODULE: ./build/run/concurrency.js
var concurrency = __webpack_require__(90657);
;// CONCATENATED MODULE: ./build/steps/prepare/image.js













async function image_image(job, earlier, builder, { warn = () => undefined, elsewhere = built_elsewhere/* nothingElsewhere */.OV, here = true, } = {}) {
    const { plan, world, steps } = job;
    const found = await steps.run({
        title: 'Look for an image of an earlier run',
        make: earlier,
        outcome: (left) => (left === undefined ? 'checked' : 'found'),
        describe: (left) => (left === undefined ? 'none, so it is built' : left.digest),
    });
    if (found)
        return found;
    const missing = plan.platforms.filter(({ name }) => !elsewhere.found.has(name));
    if (missing.length > 0 && !here)
        throw (0,built_elsewhere/* missingRecords */.lV)(missing, elsewhere.refused);
    for (const why of elsewhere.refused)
        warn(why);
    const taken = await takeAll(job, elsewhere);
    const made = missing.length === 0 ? [] : await buildAll(job, missing, builder, warn);
    const built = plan.platforms.flatMap(({ name }) => [...taken, ...made].find(({ image: { platform } }) => platform.name === name) ?? []);
    return steps.run({
        title: 'Join the platforms to one index',
        ...indexStep(plan, world.registry, built),
        describe: (made) => `${made.digest} with ${plan.platforms.map((platform) => platform.name).join(', ')}`,
    });
}
function takeAll({ plan, world }, { found }) {
    return Promise.all(plan.platforms.flatMap((platform) => {
        const record = found.get(platform.name)?.record;
        return record ? [readBuilt(world.registry, (0,plan_plan/* firstName */.u$)(plan), platform, record.pushed)] : [];
    }));
}
async function buildAll(job, platforms, builder, warn) {
    const { plan, world, steps } = job;
    const ready = await builder();
    const runs = [];
    const built = await (0,concurrency/* mapConcurrent */._k)(platforms, platforms.length, (platform) => steps.run({
        title: `Build ${platform.name}`,
        make: async (log) => {
            const timed = timeRuns();
            const onLine = (text) => {
                timed.onLine(text);
                log(text);
            };
            const digest = await (0,builder_nodes/* onLivingNode */.p)(ready, platform, log, () => world.buildx.build(ready.name, plan.build, platform, onLine));
            runs.push({ platform: platform.name, runs: timed.runs() });
            return readBuilt(world.registry, (0,plan_plan/* firstName */.u$)(plan), platform, digest);
        },
        describe: (built) => built.image.digest,
    }));
    for (const warning of [...emulationWarnings(runs), ...(ready.losses?.untold() ?? [])])
        warn(warning);
    return built;
}
async function readBuilt(registry, name, platform, digest) {
    const manifest = await (0,wait_for_manifest/* waitForManifest */.g)(registry, name, digest);
    const { mediaType, size } = manifest.descriptor;
    const target = (0,compact/* compact */.o)({ os: platform.os, architecture: platform.architecture, variant: platform.variant });
    if (!(0,oci/* isIndex */.nw)(mediaType)) {
        const entry = { mediaType, digest, size, platform: target };
        return { pushed: digest, entries: [entry], image: { platform, digest, size: (0,oci_manifest/* pullSize */.p)(manifest.bytes) } };
    }
    const entries = (0,oci/* parseIndex */.A1)(manifest.bytes.toString('utf8'));
    const own = entries.find((entry) => (0,oci/* isFor */.Gi)(entry, platform));
    if (!own)
        throw new errors/* ReleaseError */.K2(`the build of ${platform.name} gave no image for ${platform.name}`, {
            hint: 'docker buildx ls',
        });
    const image = await (0,wait_for_manifest/* waitForManifest */.g)(registry, name, own.digest);
    return { pushed: digest, entries, image: { platform, digest: own.digest, size: (0,oci_manifest/* pullSize */.p)(image.bytes) } };
}
function indexStep(plan, registry, built) {
    const text = (0,oci/* renderIndex */.rC)(built.flatMap(({ entries }) => entries), (0,annotations/* indexAnnotations */.nM)(plan.build.annotations));
    const bytes = Buffer.from(text);
    const joined = {
        names: plan.images,
        digest: (0,registry_registry/* sha256 */.s)(bytes),
        mediaType: oci/* indexType */.xt,
        index: text,
        platforms: built.map(({ image: platformImage }) => platformImage),
    };
    let isNew = false;
    return {
        find: async () => {
            const heads = await Promise.all(plan.images.map((name) => registry.head(name, joined.digest)));
            isNew = heads.every((head) => head === undefined);
            return heads.every((head) => head !== undefined) ? joined : undefined;
        },
        make: async () => {
            for (const name of plan.images)
                await registry.put(name, joined.digest, { mediaType: oci/* indexType */.xt, bytes });
            const unseen = (name) => name === (0,plan_plan/* firstName */.u$)(plan) ? [joined.digest] : (0,artifacts/* digestsOf */.n)(joined);
            await Promise.all(plan.images.map((name) => registry.shown(name, unseen(name))));
            return isNew ? { ...joined, isNew } : joined;
        },
    };
}


/***/ }),

/***/ 89515:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ waitForManifest)
/* harmony export */ });
/* harmony import */ var _world_retry_retry_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16424);

async function waitForManifest(registry, name, digest) {
    const there = await registry.manifest(name, digest);
    if (there)
        return there;
    await registry.shown(name, [digest]);
    return (0,_world_retry_retry_js__WEBPACK_IMPORTED_MODULE_0__/* .retry */ .L5)(`${name.name}@${digest}`, async () => {
        const manifest = await registry.manifest(name, digest);
        if (manifest)
            return manifest;
        throw new _world_retry_retry_js__WEBPACK_IMPORTED_MODULE_0__/* .TransientError */ .N_(`${name.name}@${digest} was pushed but cannot be read yet`, {
            hint: 'Run the workflow again.',
        });
    });
}


/***/ }),

/***/ 43704:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ attachAttestation),
/* harmony export */   d: () => (/* binding */ bundleArtifact)
/* harmony export */ });
/* harmony import */ var _plan_artifacts_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(78921);
/* harmony import */ var _run_step_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(15606);
/* harmony import */ var _world_registry_lag_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(58947);
/* harmony import */ var _world_retry_retry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(16424);
/* harmony import */ var _find_bundles_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(36027);
/* harmony import */ var _find_attestation_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(95528);
/* harmony import */ var _run_concurrency_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(90657);







async function attachAttestation(job, { text, mediaType, isNew, others }, name, { what, wanted, plan, image }) {
    const { world, steps } = job;
    let bare = (0,_plan_artifacts_js__WEBPACK_IMPORTED_MODULE_5__/* .digestsOf */ .n)(image);
    const missing = async (log) => {
        const found = await Promise.all((0,_plan_artifacts_js__WEBPACK_IMPORTED_MODULE_5__/* .digestsOf */ .n)(image).map(async (digest) => (0,_find_attestation_js__WEBPACK_IMPORTED_MODULE_4__/* .firstMatching */ .ad)({ plan, world }, await (0,_find_bundles_js__WEBPACK_IMPORTED_MODULE_3__/* .referringBundles */ .kv)(world.registry, name, digest, log), wanted, log)));
        return (0,_plan_artifacts_js__WEBPACK_IMPORTED_MODULE_5__/* .digestsOf */ .n)(image).filter((_, at) => found[at] === undefined);
    };
    await steps.run({
        title: `Attach the ${what} to ${name.name}`,
        find: (0,_run_step_js__WEBPACK_IMPORTED_MODULE_0__/* .afterFirst */ .P)(isNew, async (log) => {
            bare = await missing(log);
            return bare.length === 0 ? 0 : undefined;
        }),
        make: async (log) => {
            const artifact = bundleArtifact(text, mediaType, wanted.predicateType, plan);
            for (const digest of (0,_plan_artifacts_js__WEBPACK_IMPORTED_MODULE_5__/* .digestsOf */ .n)(image))
                if (!bare.includes(digest))
                    void others.ready(name, digest);
            await (0,_run_concurrency_js__WEBPACK_IMPORTED_MODULE_6__/* .mapConcurrent */ ._k)(bare, bare.length, (digest) => world.registry.attach(name, digest, artifact, () => others.ready(name, digest)));
            await (0,_world_retry_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .retry */ .L5)(`the ${what} in ${name.name}`, async () => {
                const lost = await missing(log);
                if (lost.length === 0)
                    return;
                throw new _world_retry_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .TransientError */ .N_(`${lost.join(', ')} shows no ${what} after it was attached`, {
                    hint: 'Run the workflow again.',
                });
            }, { ..._world_registry_lag_js__WEBPACK_IMPORTED_MODULE_1__/* .lagRetryPolicy */ .N0, onWait: log });
            return bare.length;
        },
        describe: (count) => (count === 0 ? 'index and platforms have it' : `${count} digests, read back`),
    });
    for (const digest of (0,_plan_artifacts_js__WEBPACK_IMPORTED_MODULE_5__/* .digestsOf */ .n)(image))
        void others.ready(name, digest);
}
function bundleArtifact(text, mediaType, predicateType, { build }) {
    return {
        bytes: Buffer.from(text),
        mediaType,
        annotations: {
            'org.opencontainers.image.created': new Date((build.sourceDateEpoch ?? 0) * 1000).toISOString(),
            'dev.sigstore.bundle.content': 'dsse-envelope',
            'dev.sigstore.bundle.predicateType': predicateType,
        },
    };
}


/***/ }),

/***/ 31453:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  $: () => (/* binding */ bundleType),
  B: () => (/* binding */ ensureAttestation)
});

// EXTERNAL MODULE: ./build/report/quantities.js
var quantities = __webpack_require__(32206);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/plan/brands.js
var brands = __webpack_require__(89682);
// EXTERNAL MODULE: ./build/run/step.js
var step = __webpack_require__(15606);
// EXTERNAL MODULE: ./build/steps/prove/attach.js
var attach = __webpack_require__(43704);
// EXTERNAL MODULE: ./build/find/attestation.js
var attestation = __webpack_require__(95528);
// EXTERNAL MODULE: ./build/find/bundles.js
var bundles = __webpack_require__(36027);
// EXTERNAL MODULE: ./build/world/github/types.js
var types = __webpack_require__(8926);
// EXTERNAL MODULE: ./build/world/registry/registry.js + 7 modules
var registry = __webpack_require__(55145);
// EXTERNAL MODULE: ./build/world/github/permissions.js
var permissions = __webpack_require__(6311);
// EXTERNAL MODULE: ./build/world/retry/status.js
var retry_status = __webpack_require__(13262);
;// CONCATENATED MODULE: ./build/steps/prove/store.js





async function storeAttestation(job, bundle, { what, wanted, plan, image }, isNew = false) {
    const { world, steps } = job;
    const page = `${plan.repository.url}/attestations`;
    return steps.run({
        title: `Store the ${what} at GitHub`,
        find: (0,step/* afterFirst */.P)(isNew, async (log) => {
            const there = (0,attestation/* firstMatching */.ad)({ plan, world }, await (0,attestation/* storedAtGitHub */.eQ)(world, image.digest), wanted, log);
            return there && { url: page };
        }),
        make: async () => {
            try {
                return { url: `${page}/${await world.github.storeAttestation(bundle)}` };
            }
            catch (error) {
                if (!isNotOffered(error))
                    throw withRemedy(error);
                return { notStored: (0,errors/* messageOf */.bD)(error).split('\n', 1)[0] ?? '' };
            }
        },
        outcome: ({ notStored }) => (notStored === undefined ? 'made' : 'skipped'),
        describe: ({ url, notStored }) => url ?? `GitHub would not: ${notStored ?? ''}`,
    });
}
function isNotOffered(error) {
    const status = (0,retry_status/* statusOf */.c)(error);
    return status === 404 || (status === 403 && permissions/* featureNotAvailable */.F.test((0,errors/* messageOf */.bD)(error)));
}
function withRemedy(error) {
    if (!(0,retry_status/* hasStatus */.R)(error, 403))
        return error;
    return new errors/* ReleaseError */.K2('the job may not store attestations at GitHub', {
        hint: 'permissions: { attestations: write }   # for the job or the workflow',
        cause: error,
    });
}

// EXTERNAL MODULE: ./build/steps/prove/meeting.js
var meeting = __webpack_require__(63188);
// EXTERNAL MODULE: ./build/compact.js
var compact = __webpack_require__(95681);
;// CONCATENATED MODULE: ./build/steps/prove/attestation.js












const bundleType = 'application/vnd.dev.sigstore.bundle.v0.3+json';
async function ensureAttestation(job, attesting, image, others = meeting/* alone */.Q) {
    const { plan, world, steps } = job;
    const { what, asset, predicateType, same, registryOnly } = attesting;
    const wanted = (0,compact/* compact */.o)({
        predicateType,
        subjectDigests: [...new Set(attesting.subjects.map(({ digest }) => digest))],
        same,
        registryOnly,
        recorded: recordedBundle(job, asset),
    });
    let isNew = false;
    const { text, statement } = await steps.run({
        title: `Attest ${what}`,
        find: (0,step/* afterFirst */.P)(image.isNew === true && wanted.recorded === undefined, (log) => (0,attestation/* findAttestation */.us)(job, image, wanted, log)),
        make: async (log) => {
            const text = JSON.stringify(await attesting.sign(log));
            const made = (0,attestation/* firstMatching */.ad)(job, [text], wanted, log);
            if (!made) {
                throw new errors/* ReleaseError */.K2(`the ${what} just signed does not verify`, {
                    hint: `It must name ${plan.commit} and ${world.signer.san}; the log of this step says what it names.`,
                });
            }
            isNew = true;
            return made;
        },
        describe: ({ statement: { subjects, logIndex } }) => `${(0,quantities/* count */.U9)(subjects.length, 'subject')}${logIndex === undefined ? '' : `, log index ${logIndex}`}`,
    });
    const bundle = JSON.parse(text);
    const mediaType = mediaTypeOf(bundle);
    const signed = { what, wanted, plan, image };
    const stored = registryOnly === true ? {} : await storeAttestation(job, bundle, signed, isNew);
    for (const name of plan.images) {
        await (0,attach/* attachAttestation */.A)(job, { text, mediaType, isNew, others }, name, signed);
    }
    return (0,compact/* compact */.o)({ asset, predicateType, bundle: text, ...stored, logIndex: statement.logIndex });
}
function recordedBundle({ world, earlier: { manifest, release } }, name) {
    const entry = manifest?.assets.find((asset) => asset.name === name);
    if (entry === undefined)
        return undefined;
    const digest = (0,brands/* digest */.br)(`sha256:${entry.sha256}`);
    const read = async () => {
        const asset = release && (0,types/* findAsset */.I)(release, name);
        if (asset === undefined || asset.size > bundles/* maxBundleBytes */.SA)
            return undefined;
        const bytes = await world.github.download(asset);
        return (0,registry/* sha256 */.s)(bytes) === digest ? bytes.toString('utf8') : undefined;
    };
    return { digest, read };
}
function mediaTypeOf(bundle) {
    const named = typeof bundle === 'object' && bundle !== null && 'mediaType' in bundle ? bundle.mediaType : undefined;
    return typeof named === 'string' ? named : bundleType;
}


/***/ }),

/***/ 63188:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ meeting),
/* harmony export */   Q: () => (/* binding */ alone)
/* harmony export */ });
const alone = { ready: () => Promise.resolve() };
function meeting(parties) {
    const places = new Map();
    const left = new Set();
    const placeOf = (key) => {
        const known = places.get(key);
        if (known)
            return known;
        let open = () => undefined;
        const opened = new Promise((resolve) => {
            open = resolve;
        });
        const place = { there: new Set(), open, opened };
        places.set(key, place);
        return place;
    };
    const openWhereAllAre = ({ there, open }) => {
        if (new Set([...there, ...left]).size >= parties)
            open();
    };
    return {
        attend: async (party, work) => {
            try {
                return await work({
                    ready: (name, digest) => {
                        const place = placeOf(`${name.name}@${digest}`);
                        place.there.add(party);
                        openWhereAllAre(place);
                        return place.opened;
                    },
                });
            }
            finally {
                left.add(party);
                for (const place of places.values())
                    openWhereAllAre(place);
            }
        },
    };
}


/***/ }),

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


/***/ })

};
