export const id = 434;
export const ids = [434];
export const modules = {

/***/ 95356:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Tl: () => (/* binding */ filesAt),
/* harmony export */   eG: () => (/* binding */ handedFiles),
/* harmony export */   tc: () => (/* binding */ isArchive)
/* harmony export */ });
/* harmony import */ var _plan_handover_build_files_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(94298);
/* harmony import */ var _plan_plan_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57672);


async function handedFiles(job, platform, { platforms }, log) {
    const record = job.elsewhere?.get(platform.name)?.record;
    const released = platforms.find((one) => one.platform.name === platform.name);
    if (record?.files === undefined || record.digest !== released?.digest)
        return [];
    return filesAt(job, record.files, log);
}
async function filesAt({ plan, world }, manifest, log) {
    const found = await world.registry.manifest((0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .firstName */ .u$)(plan), manifest);
    try {
        if (found)
            return (0,_plan_handover_build_files_js__WEBPACK_IMPORTED_MODULE_0__/* .filesOfManifest */ .uM)(found.bytes);
        log(`${(0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .firstName */ .u$)(plan).name} has no ${manifest}, which names files that were handed over`);
    }
    catch (error) {
        if (!(error instanceof TypeError))
            throw error;
        log(`${manifest} is not used: ${error.message}`);
    }
    return [];
}
function isArchive(target, format) {
    return (file) => target !== undefined && file.target === target && file.mediaType === (0,_plan_handover_build_files_js__WEBPACK_IMPORTED_MODULE_0__/* .archiveType */ .R6)(format);
}


/***/ }),

/***/ 94298:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GL: () => (/* binding */ spdxType),
/* harmony export */   R6: () => (/* binding */ archiveType),
/* harmony export */   _A: () => (/* binding */ manifestOfFiles),
/* harmony export */   uM: () => (/* binding */ filesOfManifest)
/* harmony export */ });
/* unused harmony export buildFilesType */
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(77934);
/* harmony import */ var _brands_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(89682);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(60070);
/* harmony import */ var _anchor_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7015);




const buildFilesType = 'application/vnd.release-action.build-files.v1+json';
const spdxType = 'application/spdx+json';
const targetKey = 'release-action.build.target';
function archiveType(format) {
    return format === 'zip' ? 'application/zip' : 'application/gzip';
}
function manifestOfFiles(files) {
    const bytes = Buffer.from(JSON.stringify({
        schemaVersion: 2,
        mediaType: _anchor_js__WEBPACK_IMPORTED_MODULE_0__/* .manifestType */ .Yt,
        artifactType: buildFilesType,
        config: _anchor_js__WEBPACK_IMPORTED_MODULE_0__/* .emptyDescriptor */ .p$,
        layers: files.map(({ mediaType, digest, size, target }) => ({
            ...{ mediaType, digest, size },
            ...(target !== undefined && { annotations: { [targetKey]: target } }),
        })),
    }));
    return { digest: (0,_anchor_js__WEBPACK_IMPORTED_MODULE_0__/* .hashOf */ .qQ)(bytes), mediaType: _anchor_js__WEBPACK_IMPORTED_MODULE_0__/* .manifestType */ .Yt, bytes };
}
const manifestSchema = valibot__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
    artifactType: valibot__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz(buildFilesType),
    layers: valibot__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
        mediaType: valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
        digest: valibot__WEBPACK_IMPORTED_MODULE_1__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_1__/* .check */ .z6Y(_brands_js__WEBPACK_IMPORTED_MODULE_2__/* .isDigest */ .Bc, 'is not a digest')),
        size: valibot__WEBPACK_IMPORTED_MODULE_1__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig(), valibot__WEBPACK_IMPORTED_MODULE_1__/* .safeInteger */ .Y2b(), valibot__WEBPACK_IMPORTED_MODULE_1__/* .minValue */ .Wwf(0)),
        annotations: valibot__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP())),
    })),
});
function filesOfManifest(bytes) {
    const read = valibot__WEBPACK_IMPORTED_MODULE_1__/* .safeParse */ .xLC(manifestSchema, (0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .parseJson */ .qF)(bytes.toString('utf8')));
    if (!read.success) {
        const [{ message }] = read.issues;
        throw new TypeError(`it is no list of a build's files: ${message}`);
    }
    return read.output.layers.map(({ mediaType, digest, size, annotations }) => {
        const target = annotations?.[targetKey];
        const file = { mediaType, digest: digest, size };
        return target === undefined ? file : { ...file, target };
    });
}


/***/ }),

/***/ 95461:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  E: () => (/* binding */ archives),
  u: () => (/* binding */ packArchive)
});

// EXTERNAL MODULE: ./build/report/quantities.js
var quantities = __webpack_require__(32206);
// EXTERNAL MODULE: ./build/find/earlier-release.js
var earlier_release = __webpack_require__(69562);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/plan/plan.js + 1 modules
var plan_plan = __webpack_require__(57672);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
// EXTERNAL MODULE: ./node_modules/tar-stream/index.js
var tar_stream = __webpack_require__(56118);
// EXTERNAL MODULE: ./node_modules/yazl/index.js
var yazl = __webpack_require__(93044);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/world/files/file-digest.js
var file_digest = __webpack_require__(25862);
;// CONCATENATED MODULE: ./build/world/files/archive.js









async function pack(packing) {
    const entries = await entriesOf(packing.folder);
    if (entries.length === 0) {
        throw new errors/* ReleaseError */.K2('the target of binaries has no files', {
            hint: 'FROM scratch AS binary\nCOPY --from=build /out/app /   # in the Dockerfile; then with: { binaries: binary }',
        });
    }
    return packing.format === 'zip' ? packZip(packing, entries) : packTar(packing, entries);
}
async function entriesOf(folder) {
    const entries = [];
    const visit = async (within) => {
        for (const name of await (0,promises_.readdir)((0,external_node_path_.join)(folder, within))) {
            const entry = await entryOf(folder, external_node_path_.posix.join(within, name));
            entries.push(entry);
            if (entry.type === 'directory')
                await visit(entry.name);
        }
    };
    await visit('');
    return entries.sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)));
}
async function entryOf(folder, name) {
    const path = (0,external_node_path_.join)(folder, name);
    const stats = await (0,promises_.lstat)(path);
    const plain = { name, size: 0, target: '' };
    if (stats.isDirectory())
        return { ...plain, type: 'directory', mode: 0o755 };
    if (stats.isFile())
        return { ...plain, type: 'file', mode: stats.mode & 0o100 ? 0o755 : 0o644, size: stats.size };
    if (!stats.isSymbolicLink()) {
        throw new errors/* ReleaseError */.K2(`${name} in the target of binaries is not a file, folder or link`, {
            hint: 'COPY only files into that target.',
        });
    }
    const target = await (0,promises_.readlink)(path);
    const leads = external_node_path_.posix.join(external_node_path_.posix.dirname(name), target);
    if (external_node_path_.posix.isAbsolute(target) || leads === '..' || leads.startsWith('../')) {
        throw new errors/* ReleaseError */.K2(`${name} in the target of binaries is a link out of the archive, to ${target}`, {
            hint: 'COPY the file itself into that target, or make the link relative.',
        });
    }
    return { ...plain, type: 'symlink', mode: 0o777, target };
}
async function packTar({ folder, file, time }, entries) {
    const archive = tar_stream.pack();
    const gzip = (0,external_node_zlib_.createGzip)({ level: 9 });
    const fill = async () => {
        for (const { name, type, mode, size, target } of entries) {
            const header = { name, type, mode, uid: 0, gid: 0, uname: '', gname: '', mtime: new Date(time * 1000) };
            if (type === 'file') {
                await (0,external_node_stream_promises_.pipeline)((0,external_node_fs_.createReadStream)((0,external_node_path_.join)(folder, name)), archive.entry({ ...header, size }));
            }
            else {
                archive.entry(type === 'symlink' ? { ...header, linkname: target } : header);
            }
        }
        archive.finalize();
    };
    const [facts] = await Promise.all([
        (0,file_digest/* writeFacts */.R)(archive.pipe(gzip), file),
        fill().catch((error) => {
            gzip.destroy(error);
            throw error;
        }),
    ]);
    return facts;
}
async function packZip({ folder, file, time }, entries) {
    const archive = new yazl/* ZipFile */.u();
    const options = { mtime: dosDate(time), forceDosTimestamp: true };
    for (const { name, type, mode, target } of entries) {
        if (type === 'directory')
            archive.addEmptyDirectory(name, { ...options, mode: 0o40000 | mode });
        else if (type === 'symlink')
            archive.addBuffer(Buffer.from(target), name, { ...options, mode: 0o120000 | mode });
        else
            archive.addFile((0,external_node_path_.join)(folder, name), name, { ...options, mode: 0o100000 | mode });
    }
    archive.end();
    return new Promise((resolve, reject) => {
        archive.on('error', reject);
        (0,file_digest/* writeFacts */.R)(archive.outputStream, file).then(resolve, reject);
    });
}
function dosDate(time) {
    const utc = new Date(time * 1000);
    return new Date(utc.getUTCFullYear(), utc.getUTCMonth(), utc.getUTCDate(), utc.getUTCHours(), utc.getUTCMinutes(), utc.getUTCSeconds());
}

// EXTERNAL MODULE: ./build/steps/prepare/builder-nodes.js + 1 modules
var builder_nodes = __webpack_require__(61751);
// EXTERNAL MODULE: ./build/steps/prepare/asset-file.js
var asset_file = __webpack_require__(50755);
// EXTERNAL MODULE: ./build/find/build-files.js
var build_files = __webpack_require__(95356);
// EXTERNAL MODULE: ./build/find/provenance.js
var provenance = __webpack_require__(52075);
// EXTERNAL MODULE: ./build/world/github/types.js
var types = __webpack_require__(8926);
// EXTERNAL MODULE: ./build/run/concurrency.js
var concurrency = __webpack_require__(90657);
;// CONCATENATED MODULE: ./build/steps/prepare/archives.js












async function archives(job, image, builder, warn = () => undefined) {
    const { plan, steps } = job;
    const { binaries } = plan.assets;
    if (!binaries)
        return [];
    const kept = await steps.run({
        title: 'Look for archives of an earlier run',
        make: (log) => earlierArchives(job, binaries.archives, image, log),
        outcome: (found) => (found === undefined ? 'checked' : 'found'),
        describe: (found) => (found === undefined ? 'none, so they are made' : (0,quantities/* count */.U9)(found.length, 'archive')),
    });
    if (kept)
        return kept;
    return (0,concurrency/* mapConcurrent */._k)(binaries.archives, binaries.archives.length, async (archive) => {
        const taken = await takeArchive(job, archive, image);
        if (taken)
            return taken;
        if (job.elsewhere?.has(archive.platform.name))
            warn(builtAgain(archive));
        const ready = await builder();
        const packed = await packArchive(job, archive, binaries.target, ready);
        for (const loss of ready.losses?.untold() ?? [])
            warn(loss);
        return packed;
    });
}
function builtAgain({ platform }) {
    return `the job that built ${platform.name} handed over no archive of it, so this one built it again: give that job the same binaries`;
}
function takeArchive(job, { name, platform, format }, image) {
    const { plan, world, steps, elsewhere } = job;
    const by = elsewhere?.get(platform.name)?.record.job;
    if (by === undefined)
        return Promise.resolve(undefined);
    return steps.run({
        title: `Take ${name} from the job that built ${platform.name}`,
        make: async (log) => {
            const handed = await (0,build_files/* handedFiles */.eG)(job, platform, image, log);
            const file = handed.find((0,build_files/* isArchive */.tc)(plan.assets.binaries?.target, format));
            if (file === undefined)
                return undefined;
            const path = (0,external_node_path_.join)(world.temp, 'archives', name);
            await (0,promises_.mkdir)((0,external_node_path_.join)(world.temp, 'archives'), { recursive: true });
            if (!(await world.registry.fetchBlob((0,plan_plan/* firstName */.u$)(plan), file.digest, path)))
                return undefined;
            const { size } = await (0,promises_.stat)(path);
            const sha256 = file.digest.slice('sha256:'.length);
            return { name, size, sha256, contentType: (0,asset_file/* contentTypeOf */.J)(name), source: { file: path } };
        },
        outcome: (taken) => (taken === undefined ? 'checked' : 'found'),
        describe: (taken) => (taken === undefined ? 'it handed none over' : `${taken.size} bytes, by ${by}`),
    });
}
function packArchive(job, { name, platform, format }, target, ready) {
    const { plan, world, steps } = job;
    const folder = (0,external_node_path_.join)(world.temp, 'binaries', platform.name.replaceAll('/', '-'));
    const file = (0,external_node_path_.join)(world.temp, 'archives', name);
    return steps.run({
        title: `Pack ${name}`,
        make: async (log) => {
            await (0,promises_.mkdir)((0,external_node_path_.join)(world.temp, 'archives'), { recursive: true });
            await (0,builder_nodes/* onLivingNode */.p)(ready, platform, log, async () => {
                await (0,promises_.rm)(folder, { recursive: true, force: true });
                await world.buildx.export(ready.name, plan.build, { platform, target, folder }, log);
            });
            const time = plan.build.sourceDateEpoch ?? Math.floor(Date.now() / 1000);
            const facts = await pack({ folder, file, format, time });
            return { name, ...facts, contentType: (0,asset_file/* contentTypeOf */.J)(name), source: { file } };
        },
        describe: ({ size, sha256 }) => `${size} bytes, sha256:${sha256.slice(0, 12)}\u2026`,
    });
}
async function earlierArchives(job, wanted, image, log) {
    const { plan, earlier } = job;
    const { release, manifest } = earlier;
    const found = wanted.flatMap(({ name }) => {
        const recorded = manifest?.assets.find((asset) => asset.name === name);
        const there = (0,types/* findAsset */.I)(release, name);
        if (!recorded || there?.digest !== `sha256:${recorded.sha256}`)
            return [];
        return [{ name, size: there.size, sha256: recorded.sha256, contentType: (0,asset_file/* contentTypeOf */.J)(name) }];
    });
    if (found.length < wanted.length)
        return undefined;
    const proven = plan.attest
        ? (await (0,provenance/* findProvenance */.p)(job, image, log, found)) !== undefined
        : (0,earlier_release/* finishedRelease */.kX)(earlier) !== undefined;
    return proven ? found : undefined;
}


/***/ }),

/***/ 39748:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ attestScannedSboms),
/* harmony export */   R: () => (/* binding */ scanPlatform)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _find_build_files_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(95356);
/* harmony import */ var _plan_brands_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(89682);
/* harmony import */ var _plan_build_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(46782);
/* harmony import */ var _plan_oci_index_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(58304);
/* harmony import */ var _plan_handover_build_files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(94298);
/* harmony import */ var _plan_plan_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(57672);
/* harmony import */ var _plan_sbom_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(76257);
/* harmony import */ var _attestation_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(31453);
/* harmony import */ var _prepare_wait_for_manifest_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(89515);
/* harmony import */ var _run_concurrency_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(90657);











const predicateType = 'https://spdx.dev/Document/v2.3';
const scannedType = 'https://spdx.dev/Document';
async function attestScannedSboms(job, given, image, builder) {
    const { plan, world } = job;
    const scans = plan.assets.scans ?? [];
    return (0,_run_concurrency_js__WEBPACK_IMPORTED_MODULE_8__/* .mapConcurrent */ ._k)(scans, scans.length, (scan) => {
        const digest = digestOf(image, scan);
        const subjects = plan.images.map(({ name }) => ({ name, digest }));
        return (0,_attestation_js__WEBPACK_IMPORTED_MODULE_6__/* .ensureAttestation */ .B)(job, {
            what: `SBOM of ${scan.platform.name}`,
            asset: scan.name,
            predicateType,
            subjects,
            sign: async (log) => {
                const document = (await handedSbom(job, scan, image, log)) ??
                    (await scanPlatform(job, { platform: scan.platform, digest }, await builder(), log));
                return world.attestor.statement(subjects, predicateType, document);
            },
            same: (predicate) => !given.some(({ document }) => (0,_plan_sbom_js__WEBPACK_IMPORTED_MODULE_5__/* .sameSbom */ .k_)(predicate, document)),
        }, { digest, platforms: [] });
    });
}
function digestOf({ platforms }, { platform }) {
    const own = platforms.find((built) => built.platform.name === platform.name);
    if (!own)
        throw new TypeError(`an image without ${platform.name}`);
    return own.digest;
}
async function handedSbom(job, { platform }, image, log) {
    const file = (await (0,_find_build_files_js__WEBPACK_IMPORTED_MODULE_1__/* .handedFiles */ .eG)(job, platform, image, log)).find(({ mediaType }) => mediaType === _plan_handover_build_files_js__WEBPACK_IMPORTED_MODULE_3__/* .spdxType */ .GL);
    if (file === undefined)
        return undefined;
    const bytes = await job.world.registry.blob((0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_4__/* .firstName */ .u$)(job.plan), file.digest);
    return documentOf(platform, bytes.toString('utf8'));
}
async function scanPlatform(job, { platform, digest }, { name }, log) {
    const pushed = await job.world.buildx.build(name, (0,_plan_build_js__WEBPACK_IMPORTED_MODULE_2__/* .scannedBuild */ .L)(job.plan.build), platform, log);
    return scanned(job, platform, pushed, digest);
}
async function scanned(job, platform, pushed, released) {
    const { plan, world: { registry }, } = job;
    const name = (0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_4__/* .firstName */ .u$)(plan);
    const entries = (0,_plan_oci_index_js__WEBPACK_IMPORTED_MODULE_9__/* .parseIndex */ .A1)((await (0,_prepare_wait_for_manifest_js__WEBPACK_IMPORTED_MODULE_7__/* .waitForManifest */ .g)(registry, name, pushed)).bytes.toString('utf8'));
    const image = entries.find((entry) => (0,_plan_oci_index_js__WEBPACK_IMPORTED_MODULE_9__/* .isFor */ .Gi)(entry, platform));
    if (image?.digest !== released) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ReleaseError */ .K2(`what was scanned for ${platform.name} is ${image?.digest ?? 'nothing'}, not ${released}`, {
            hint: 'with: { reproducible: true }   # and a Dockerfile that builds the same twice, or sbom: a file',
        });
    }
    const beside = entries.find(({ annotations }) => isAbout(annotations, released));
    const layers = beside ? layersOf((await (0,_prepare_wait_for_manifest_js__WEBPACK_IMPORTED_MODULE_7__/* .waitForManifest */ .g)(registry, name, beside.digest)).bytes) : [];
    const layer = layers.find(({ annotations }) => annotations?.['in-toto.io/predicate-type'] === scannedType);
    if (!layer || !(0,_plan_brands_js__WEBPACK_IMPORTED_MODULE_10__/* .isDigest */ .Bc)(layer.digest))
        throw unusable(platform.name, 'wrote no SBOM');
    if (layer.size > _plan_sbom_js__WEBPACK_IMPORTED_MODULE_5__/* .maxSbomBytes */ .fy) {
        throw unusable(platform.name, `wrote ${layer.size} bytes, and GitHub takes up to ${_plan_sbom_js__WEBPACK_IMPORTED_MODULE_5__/* .maxSbomBytes */ .fy}`);
    }
    const { predicate } = JSON.parse((await registry.blob(name, layer.digest)).toString('utf8'));
    return documentOf(platform, JSON.stringify(predicate ?? null));
}
function documentOf(platform, text) {
    const read = (0,_plan_sbom_js__WEBPACK_IMPORTED_MODULE_5__/* .readSbom */ .kH)(platform.name, text);
    if ('fault' in read || read.sbom.predicateType !== predicateType) {
        throw unusable(platform.name, 'wrote something other than SPDX 2.3');
    }
    return read.sbom.document;
}
function isAbout(annotations, image) {
    return (annotations?.['vnd.docker.reference.type'] === 'attestation-manifest' &&
        annotations['vnd.docker.reference.digest'] === image);
}
function layersOf(manifest) {
    const { layers } = JSON.parse(manifest.toString('utf8'));
    return layers ?? [];
}
function unusable(platform, why) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ReleaseError */ .K2(`BuildKit's scanner of ${platform} ${why}`, {
        hint: 'with: { sbom: sbom.spdx.json }   # made by an earlier step, e.g. anchore/sbom-action',
    });
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


/***/ })

};
