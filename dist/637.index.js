export const id = 637;
export const ids = [637];
export const modules = {

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

/***/ 72637:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  findPromotion: () => (/* binding */ findPromotion)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/plan/oci/manifest.js
var oci_manifest = __webpack_require__(39043);
// EXTERNAL MODULE: ./build/plan/plan.js + 1 modules
var plan_plan = __webpack_require__(57672);
// EXTERNAL MODULE: ./build/plan/promoted.js
var promoted = __webpack_require__(15224);
// EXTERNAL MODULE: ./build/compact.js
var compact = __webpack_require__(95681);
// EXTERNAL MODULE: ./build/world/retry/retry.js
var retry = __webpack_require__(16424);
// EXTERNAL MODULE: ./build/find/built-by.js
var built_by = __webpack_require__(25038);
// EXTERNAL MODULE: ./build/find/taken-tag.js
var taken_tag = __webpack_require__(83892);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/plan/oci/index.js
var oci = __webpack_require__(58304);
// EXTERNAL MODULE: ./build/plan/brands.js
var brands = __webpack_require__(89682);
// EXTERNAL MODULE: ./build/world/registry/descriptors.js
var descriptors = __webpack_require__(66893);
;// CONCATENATED MODULE: ./build/world/files/oci-layout.js





const refName = 'org.opencontainers.image.ref.name';
async function readLayout(folder) {
    const refuse = (why, cause) => new errors/* ReleaseError */.K2(`from: ${folder} is no OCI image layout: ${why}`, {
        code: 'not-promotable',
        hint: `ls ${folder}   # oci-layout, index.json and blobs/ must lie there; the path is from the root of the workspace`,
        cause,
    });
    const read = async (name) => {
        try {
            const file = (0,external_node_path_.join)(folder, name);
            if ((await (0,promises_.stat)(file)).size > descriptors/* maxManifestBytes */.rq)
                throw refuse(`${name} is too large`);
            return await (0,promises_.readFile)(file);
        }
        catch (error) {
            const { code } = error;
            if (code === 'ENOENT' || code === 'ENOTDIR')
                throw refuse(`it has no ${name}`, error);
            throw error;
        }
    };
    const version = /"imageLayoutVersion"\s*:\s*"1\./.test((await read('oci-layout')).toString('utf8'));
    if (!version)
        throw refuse('its version is not 1');
    const entries = (0,descriptors/* descriptorsOf */.OA)(await read('index.json'));
    if (entries.length === 0)
        throw refuse('its index.json lists nothing');
    const file = async (digest) => {
        if (!(0,brands/* isDigest */.Bc)(digest))
            return undefined;
        const path = (0,external_node_path_.join)(folder, 'blobs', 'sha256', digest.slice('sha256:'.length));
        try {
            return (await (0,promises_.stat)(path)).isFile() ? path : undefined;
        }
        catch (error) {
            if (error.code === 'ENOENT')
                return undefined;
            throw error;
        }
    };
    return {
        entries,
        file,
        manifest: async ({ digest, mediaType }) => {
            const path = await file(digest);
            if (path === undefined)
                return undefined;
            if ((await (0,promises_.stat)(path)).size > descriptors/* maxManifestBytes */.rq)
                throw refuse(`${digest} is too large for a manifest`);
            const bytes = await (0,promises_.readFile)(path);
            const actual = (0,descriptors/* sha256 */.sc)(bytes);
            if (actual !== digest)
                throw refuse(`${digest} holds ${actual}`);
            return { descriptor: { mediaType, digest, size: bytes.length }, bytes };
        },
    };
}
function chosenEntries(entries, reference) {
    if (reference === undefined)
        return entries;
    return entries.filter(({ digest, annotations }) => digest === reference ||
        annotations?.[refName] === reference ||
        annotations?.[refName]?.endsWith(`:${reference}`) === true ||
        annotations?.['io.containerd.image.name']?.endsWith(`:${reference}`) === true);
}

// EXTERNAL MODULE: ./build/world/registry/registry.js + 7 modules
var registry = __webpack_require__(55145);
;// CONCATENATED MODULE: ./build/find/image-source.js






function openSource(source, first, { registry, workspace }) {
    return source.kind === 'digest'
        ? inRegistry(source.image ?? first, source.digest, registry)
        : onDisk(source, workspace);
}
async function inRegistry(name, digest, registry) {
    const top = await registry.manifest(name, digest);
    if (!top)
        throw notThere(`${name.name} has no ${digest}`, `docker buildx imagetools inspect ${name.name}@${digest}   # must show it to this job: the digest of the index that was built`);
    return {
        top: [top],
        name,
        manifest: (named) => registry.manifest(name, named.digest),
        config: (of) => registry.blob(name, of),
        file: async (of, folder) => {
            const file = (0,external_node_path_.join)(folder, of.slice('sha256:'.length));
            if (!(await registry.fetchBlob(name, of, file)))
                throw notThere(`${name.name} has no blob ${of}`, 'Build the image anew: it is not whole.');
            return file;
        },
    };
}
async function onDisk({ path, reference }, workspace) {
    const folder = (0,external_node_path_.resolve)(workspace, path);
    const layout = await readLayout(folder);
    const chosen = chosenEntries(layout.entries, reference);
    const known = layout.entries.map(({ digest, annotations }) => annotations?.['org.opencontainers.image.ref.name'] ?? digest);
    if (chosen.length === 0)
        throw notThere(`the layout ${path} has no ${reference ?? 'image'}`, `with: { from: 'oci-layout://${path}:TAG' }   # one of ${known.join(', ')}`);
    const indexes = chosen.filter(({ mediaType }) => (0,oci/* isIndex */.nw)(mediaType));
    if (indexes.length > 0 && chosen.length > 1)
        throw notThere(`the layout ${path} has ${chosen.length} images, and a release is one`, `with: { from: 'oci-layout://${path}:TAG' }   # one of ${known.join(', ')}`);
    const lost = (what) => notThere(`the layout ${path} has no blob ${what}`, 'Make the layout anew: it is not whole.');
    const top = await Promise.all(chosen.map(async (entry) => {
        const manifest = await layout.manifest(entry);
        if (!manifest)
            throw lost(entry.digest);
        return manifest;
    }));
    const file = async (digest) => {
        const found = await layout.file(digest);
        if (found === undefined)
            throw lost(digest);
        return found;
    };
    return {
        top,
        manifest: (named) => layout.manifest(named),
        file,
        config: async (digest) => {
            const bytes = await (0,promises_.readFile)(await file(digest));
            if ((0,registry/* sha256 */.s)(bytes) !== digest)
                throw lost(`${digest} with these bytes`);
            return bytes;
        },
    };
}
function notThere(what, hint) {
    return new errors/* ReleaseError */.K2(`from: ${what}`, { code: 'not-promotable', hint });
}

// EXTERNAL MODULE: ./build/plan/annotations.js
var annotations = __webpack_require__(7348);
// EXTERNAL MODULE: ./build/plan/json.js
var json = __webpack_require__(60070);
// EXTERNAL MODULE: ./build/plan/oci/image-name.js
var image_name = __webpack_require__(44393);
;// CONCATENATED MODULE: ./build/find/whole-image.js










async function readIndex(source, plan) {
    const [first] = source.top;
    if (first && (0,oci/* isIndex */.nw)(first.descriptor.mediaType)) {
        const index = first.bytes.toString('utf8');
        const parts = await Promise.all(read(() => (0,oci/* parseIndex */.A1)(index), first).map(async (entry) => {
            const manifest = await source.manifest(entry);
            if (!manifest)
                throw notThere(`${entry.digest} is gone, which ${first.descriptor.digest} names`, 'Build the image anew: it is not whole.');
            if (entry.platform === undefined)
                throw notThere(`${first.descriptor.digest} does not say which platform ${entry.digest} is for`, 'docker buildx build --platform linux/amd64,linux/arm64   # writes an index that does');
            return { manifest, platform: entry.platform };
        }));
        return { index, digest: first.descriptor.digest, mediaType: first.descriptor.mediaType, parts };
    }
    const parts = await Promise.all(source.top.map(async (manifest) => {
        const { platform } = await readPart(source, manifest, undefined);
        const { digest, size, mediaType } = manifest.descriptor;
        const target = platform &&
            (0,compact/* compact */.o)({ os: platform.os, architecture: platform.architecture, variant: platform.variant });
        return { part: { manifest }, entry: (0,compact/* compact */.o)({ mediaType, digest, size, platform: target }) };
    }));
    const index = (0,oci/* renderIndex */.rC)(parts.map(({ entry }) => entry), (0,annotations/* indexAnnotations */.nM)(plan.build.annotations));
    return {
        index,
        digest: (0,registry/* sha256 */.s)(Buffer.from(index)),
        mediaType: oci/* indexType */.xt,
        parts: parts.map(({ part }) => part),
    };
}
async function readPart(source, { bytes, descriptor }, named) {
    if (named?.os === 'unknown')
        return { said: [] };
    const manifest = read(() => (0,oci_manifest/* parseImageManifest */.S)(bytes.toString('utf8')), { descriptor });
    const digest = String(manifest.config?.digest);
    if (!(0,brands/* isDigest */.Bc)(digest))
        return { said: [] };
    const config = (0,descriptors/* objectIn */.D7)(await source.config(digest)) ?? {};
    const { os, architecture, variant } = named ?? config;
    if (typeof os !== 'string' || typeof architecture !== 'string' || os === 'unknown')
        return { said: [] };
    const parsed = (0,image_name/* parsePlatform */.FL)([os, architecture, ...(typeof variant === 'string' && variant !== '' ? [variant] : [])].join('/'));
    if ('fault' in parsed)
        throw notThere(`${descriptor.digest} is for ${os}/${architecture}, which is not known here`, 'Leave this platform out of the image.');
    const inner = config['config'];
    const labels = (0,json/* isJsonObject */.OW)(inner) ? inner['Labels'] : undefined;
    return {
        platform: parsed.platform,
        said: [...versionOf(labels, 'label'), ...versionIn(bytes.toString('utf8'), 'annotation')],
    };
}
function versionIn(text, place) {
    const json = (0,descriptors/* objectIn */.D7)(Buffer.from(text));
    return versionOf(json?.['annotations'], place);
}
function versionOf(pairs, place) {
    const value = (0,json/* isJsonObject */.OW)(pairs) ? pairs['org.opencontainers.image.version'] : undefined;
    return typeof value === 'string' ? [[place, value]] : [];
}
function read(parse, { descriptor }) {
    try {
        return parse();
    }
    catch (error) {
        if (!(error instanceof TypeError) && !(error instanceof SyntaxError))
            throw error;
        throw notThere(`${descriptor.digest} is no image (${error.message})`, 'Name the digest of the index that was built.');
    }
}

;// CONCATENATED MODULE: ./build/find/promotion.js










async function findPromotion(promoting, log) {
    const { plan, inputs, outside, workspace } = promoting;
    const { from } = inputs;
    if (from === undefined)
        return undefined;
    try {
        const source = await openSource(from, (0,plan_plan/* firstName */.u$)(plan), { registry: outside.registry, workspace });
        return await judge(promoting, source, log);
    }
    catch (error) {
        if (!(error instanceof errors/* ReleaseError */.K2) || (0,retry/* isTransient */.dg)(error))
            throw error;
        return { faults: [{ code: error.code ?? 'not-promotable', message: error.message, hint: error.hint }] };
    }
}
async function judge({ plan, inputs, outside, trust }, source, log) {
    const text = inputs.from && (0,promoted/* fromText */.IK)(inputs.from, (0,plan_plan/* firstName */.u$)(plan).name);
    if (inputs.from === undefined || text === undefined)
        throw new TypeError('nothing to promote');
    const { parts, index, digest, mediaType } = await readIndex(source, plan);
    const images = await Promise.all(parts.map(async ({ manifest, platform }) => ({
        manifest,
        ...(await readPart(source, manifest, platform)),
    })));
    const platforms = images.flatMap(({ manifest, platform }) => platform === undefined
        ? []
        : [{ platform, digest: manifest.descriptor.digest, size: (0,oci_manifest/* pullSize */.p)(manifest.bytes) }]);
    const missing = (0,promoted/* demandedPlatforms */.tC)(inputs).filter(({ name }) => !platforms.some(({ platform }) => platform.name === name));
    const said = (0,promoted/* versionSaid */.Ct)(new Map([
        ...versionIn(index, 'index'),
        ...images.flatMap(({ platform, said: words }) => platform === undefined
            ? []
            : words.map(([place, value]) => [`${place} of ${platform.name}`, value])),
    ]), plan.version, inputs.tagPrefix);
    const proof = inputs.from.kind === 'layout' || source.name === undefined
        ? undefined
        : await (0,built_by/* findBuild */.w)({ plan, ...outside, trust }, source.name, source.top[0]?.descriptor.digest ?? digest, log);
    const faults = [
        ...(platforms.length === 0
            ? [faultOf(`${text} has no image of any platform`, 'Name the digest of the index that was built.')]
            : []),
        ...(missing.length === 0
            ? []
            : [
                faultOf(`${text} has no ${missing.map(({ name }) => name).join(', ')}; it has ${platforms.map(({ platform }) => platform.name).join(', ')}`, `with: { platforms: '${platforms.map(({ platform }) => platform.name).join(',')}' }   # or build the image for all of them`),
            ]),
        ...(proof !== undefined && 'refused' in proof ? [unproven(text, proof.refused, plan)] : []),
        ...said.faults,
        ...(inputs.from.kind === 'layout' ? [] : await tagsOfOthers(plan, digest, outside.registry)),
    ];
    if (faults.length > 0)
        return { faults };
    const build = proof !== undefined && 'built' in proof ? proof : undefined;
    return (0,compact/* compact */.o)({
        promoted: (0,compact/* compact */.o)({ from: text, digest, built: build?.built }),
        image: { digest, mediaType, index, platforms },
        source,
        manifests: parts.map(({ manifest }) => manifest),
        bundle: build?.bundle,
        warnings: [
            ...said.warnings,
            ...((0,promoted/* demandedPlatforms */.tC)(inputs).length === 0
                ? (0,promoted/* fewerPlatforms */.EA)(platforms.map(({ platform }) => platform))
                : []),
            ...(0,promoted/* idleInputs */.mH)(inputs),
        ],
    });
}
async function tagsOfOthers(plan, digest, registry) {
    const heads = await Promise.all(plan.images.map((name) => registry.head(name, plan.pointers.exact)));
    return plan.images.flatMap((name, at) => {
        const there = heads[at]?.digest;
        if (there === undefined || there === digest)
            return [];
        return [(0,taken_tag/* takenTag */.u)(plan, `${name.name}:${plan.pointers.exact}`, there, `from names ${digest}`)];
    });
}
function faultOf(message, hint) {
    return { code: 'not-promotable', message: `from: ${message}`, hint };
}
function unproven(text, refused, plan) {
    const { commit, tag } = plan;
    const other = refused.map((why) => /built from commit ([0-9a-f]{40,64})/.exec(why)?.[1]).find(Boolean);
    if (refused.length === 0)
        return faultOf(`${text} has no provenance, in the registry or at GitHub: nothing says who built it`, `- uses: org/release-action@v1   # in the workflow of main, with: { latest: branch }: it builds and attests; or actions/attest-build-provenance after a build of your own`);
    return faultOf(`${text} has no provenance of ${plan.repository.fullName} at ${commit}: ${refused.join('; ')}`, other === undefined
        ? `with: { from: '' }   # builds ${tag} from its own commit; or name what a workflow of this repository built from ${commit}`
        : `gh run list --commit ${commit}   # promote what was built from the tag's own commit; or put the next tag on the one that was built:\ngit tag -a ${plan.next} -m ${plan.next} ${other} && git push origin ${plan.next}`);
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
