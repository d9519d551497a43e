export const id = 511;
export const ids = [511];
export const modules = {

/***/ 5511:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createSigstoreRoot: () => (/* binding */ createSigstoreRoot),
  createTrust: () => (/* binding */ createTrust),
  findTools: () => (/* binding */ findTools),
  startTool: () => (/* binding */ startTool),
  withGitHubRoot: () => (/* binding */ withGitHubRoot)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/plan/context.js
var context = __webpack_require__(90473);
// EXTERNAL MODULE: ./build/world/sigstore/gh.js
var sigstore_gh = __webpack_require__(34503);
// EXTERNAL MODULE: ./build/world/setup/options.js
var options = __webpack_require__(18715);
// EXTERNAL MODULE: ./node_modules/@actions/tool-cache/lib/tool-cache.js + 2 modules
var tool_cache = __webpack_require__(59805);
;// CONCATENATED MODULE: ./build/world/tools/cache.js


const entry = (tool) => `release-action-${tool}`;
const runnerToolCache = {
    find: (tool, version, arch) => {
        const dir = (0,tool_cache/* find */.I6)(entry(tool), version, arch);
        return dir === '' ? undefined : (0,external_node_path_.join)(dir, tool);
    },
    keep: async (file, tool, version, arch) => (0,external_node_path_.join)(await (0,tool_cache/* cacheFile */.NJ)(file, tool, entry(tool), version, arch), tool),
};

// EXTERNAL MODULE: ./build/world/http/client.js + 2 modules
var client = __webpack_require__(56210);
// EXTERNAL MODULE: ./build/world/http/origin.js
var origin = __webpack_require__(91080);
// EXTERNAL MODULE: ./build/world/retry/retry.js
var retry = __webpack_require__(16424);
// EXTERNAL MODULE: ./build/compact.js
var compact = __webpack_require__(95681);
;// CONCATENATED MODULE: ./build/world/tools/download.js




function makeDownload(options) {
    const { token, retryPolicy = retry/* defaultRetryPolicy */.ur, tokenOrigins = ['https://api.github.com'] } = options;
    const http = (0,client/* makeHttp */.fK)({ userAgent: options.userAgent, origins: tokenOrigins });
    const get = async (url, { maxBytes, accept }) => {
        const trusted = token !== undefined && tokenOrigins.includes(new URL(url).origin);
        const { status, headers, body, ...answer } = await http({
            method: 'GET',
            url,
            headers: (0,compact/* compact */.o)({ accept, authorization: trusted ? `Bearer ${token}` : undefined }),
        });
        if (status === 200)
            return readWhole(body, Number(headers['content-length'] ?? Number.NaN), maxBytes);
        body.destroy();
        if (status === 404 || status === 410)
            return undefined;
        throw unexpected(new URL(answer.url), status);
    };
    return (url, request) => (0,retry/* retry */.L5)(`GET ${(0,origin/* shown */.SP)(url)}`, () => get(url, request), retryPolicy);
}
async function readWhole(stream, length, maxBytes) {
    const chunks = [];
    let size = 0;
    for await (const chunk of stream) {
        size += chunk.length;
        if (size > maxBytes)
            throw new Error(`the file is longer than ${maxBytes} bytes`);
        chunks.push(chunk);
    }
    if (!Number.isNaN(length) && size !== length) {
        throw Object.assign(new Error(`${size} of ${length} bytes came`), { code: 'ECONNRESET' });
    }
    return Buffer.concat(chunks);
}
function unexpected(url, status) {
    return new retry/* HttpError */.j$(`${url.host} answered ${status}`, {
        status,
        hint: `curl -fsSIL ${(0,origin/* shown */.SP)(url)}`,
    });
}

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
;// CONCATENATED MODULE: ./build/world/tools/catalogue.js
const actionsIssuer = 'https://token.actions.githubusercontent.com';
const goArch = { x64: 'amd64', arm64: 'arm64' };
const catalogue = {
    buildx: {
        name: 'buildx',
        repository: 'docker/buildx',
        defaultRange: '>=0.21.3',
        pinned: [
            {
                version: '0.36.1',
                sums: {
                    x64: '48af8a397ebd60178778bf63611dbcebe5f5e7a9be90eb9147b24b9587455778',
                    arm64: '5d0cafd9d16afe1a0f0d9529885344ace2cc99efdd531b6c783c5455a6001569',
                },
            },
        ],
        asset: (version, arch) => `buildx-v${version}.linux-${goArch[arch]}`,
        checksums: () => 'checksums.txt',
        signedBy: 'bundle',
        publisher: (version) => ({
            issuer: actionsIssuer,
            san: /^https:\/\/github\.com\/docker\/github-builder\/\.github\/workflows\/bake\.yml@(?:[0-9a-f]{40}|refs\/tags\/v[0-9.]+)$/,
            sourceRepository: 'https://github.com/docker/buildx',
            sourceRef: `refs/tags/v${version}`,
        }),
        versionArgs: ['version'],
        byHand: '- uses: docker/setup-buildx-action@v3',
    },
    cosign: {
        name: 'cosign',
        repository: 'sigstore/cosign',
        defaultRange: '>=3.0.4 <4',
        pinned: [
            {
                version: '3.0.6',
                sums: {
                    x64: 'c956e5dfcac53d52bcf058360d579472f0c1d2d9b69f55209e256fe7783f4c74',
                    arm64: 'bedac92e8c3729864e13d4a17048007cfafa79d5deca993a43a90ffe018ef2b8',
                },
            },
        ],
        asset: (_version, arch) => `cosign-linux-${goArch[arch]}`,
        checksums: () => 'cosign_checksums.txt',
        signedBy: 'bundle',
        publisher: () => ({
            issuer: 'https://accounts.google.com',
            san: 'keyless@projectsigstore.iam.gserviceaccount.com',
        }),
        versionArgs: ['version', '--json'],
        byHand: '- uses: sigstore/cosign-installer@v4',
    },
    gh: {
        name: 'gh',
        repository: 'cli/cli',
        defaultRange: '>=2.98.0',
        pinned: [
            {
                version: '2.98.0',
                sums: {
                    x64: '3b8ac6b30336802fc1a858d7c084e11cdf24ac1a761ca90b68022d7d729208de',
                    arm64: 'cf689084f3a3618f7eae4a2420d335d74626d65f5e594b9828d125d69f800d86',
                },
            },
        ],
        asset: (version, arch) => `gh_${version}_linux_${goArch[arch]}.tar.gz`,
        checksums: (version) => `gh_${version}_checksums.txt`,
        member: (version, arch) => `gh_${version}_linux_${goArch[arch]}/bin/gh`,
        signedBy: 'attestation',
        publisher: () => ({
            issuer: actionsIssuer,
            san: 'https://github.com/cli/cli/.github/workflows/deployment.yml@refs/heads/trunk',
            sourceRepository: 'https://github.com/cli/cli',
            predicateType: 'https://slsa.dev/provenance/v1',
        }),
        versionArgs: ['--version'],
        byHand: 'sudo apt-get install gh   # from https://cli.github.com/packages',
    },
};

// EXTERNAL MODULE: ./build/world/registry/registry.js + 7 modules
var registry = __webpack_require__(55145);
// EXTERNAL MODULE: ./build/world/sigstore/signature-error.js
var signature_error = __webpack_require__(73995);
// EXTERNAL MODULE: ./build/world/sigstore/verify.js + 2 modules
var verify = __webpack_require__(4624);
;// CONCATENATED MODULE: ./build/world/tools/snappy.js
function uncompress(block, maxBytes) {
    let at = 0;
    const next = (count) => {
        const bytes = block.subarray(at, at + count);
        if (bytes.length < count)
            throw new Error('the Snappy block ends early');
        at += count;
        return bytes;
    };
    const littleEndian = (count) => next(count).reduce((sum, byte, index) => sum + byte * 256 ** index, 0);
    const length = varint(() => littleEndian(1));
    if (length > maxBytes)
        throw new Error(`the Snappy block is said to hold ${length} bytes, over ${maxBytes}`);
    const out = Buffer.alloc(length);
    let end = 0;
    const room = (count) => {
        if (end + count > length)
            throw new Error('the Snappy block holds more than it says');
    };
    while (at < block.length) {
        const tag = littleEndian(1);
        const kind = tag & 3;
        if (kind === 0) {
            const short = tag >> 2;
            const count = (short < 60 ? short : littleEndian(short - 59)) + 1;
            room(count);
            out.set(next(count), end);
            end += count;
            continue;
        }
        const count = kind === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
        const offset = kind === 1 ? (tag >> 5) * 256 + littleEndian(1) : littleEndian(kind === 2 ? 2 : 4);
        room(count);
        if (offset === 0 || offset > end)
            throw new Error('the Snappy block copies from before its start');
        for (let i = 0; i < count; i++, end++)
            out[end] = out[end - offset] ?? 0;
    }
    if (end !== length)
        throw new Error('the Snappy block holds less than it says');
    return out;
}
function varint(byte) {
    let value = 0;
    for (let shift = 0; shift < 5; shift++) {
        const part = byte();
        value += (part & 0x7f) * 128 ** shift;
        if (part < 0x80)
            return value;
    }
    throw new Error('the Snappy block has no length');
}

;// CONCATENATED MODULE: ./build/world/tools/proof.js




const maxBundleBytes = 4 * 1024 * 1024;
function listedSum(checksums, file) {
    const sums = checksums
        .split('\n')
        .map((line) => /^([0-9a-f]{64}) [ *](.+?)\r?$/i.exec(line))
        .filter((match) => match?.[2] === file)
        .map((match) => match?.[1]?.toLowerCase());
    return new Set(sums).size === 1 ? sums[0] : undefined;
}
function looksLikeHtml(bytes) {
    return /^\s*<(?:!doctype html|html|head|\?xml)/i.test(Buffer.from(bytes.subarray(0, 512)).toString('latin1'));
}
function verifyPublisher(file, bundles, publisher, trust) {
    let failure = new Error('the publisher has signed nothing of this digest');
    for (const bundle of bundles) {
        try {
            const signature = isOverBlob(bundle)
                ? (0,verify/* verifyBlob */.tB)(bundle, file.bytes, trust, publisher)
                : (0,verify/* verifyBundle */.IF)(bundle, trust, (0,compact/* compact */.o)({
                    issuer: publisher.issuer,
                    san: publisher.san,
                    subjectDigests: [file.digest],
                    predicateType: publisher.predicateType,
                }));
            checkSource(signature, publisher);
            return signature;
        }
        catch (error) {
            failure = error;
        }
    }
    throw failure;
}
function isOverBlob(bundle) {
    return typeof bundle === 'object' && bundle !== null && 'messageSignature' in bundle;
}
function checkSource({ certificate }, publisher) {
    const { sourceRepositoryUri: repository = 'nothing', sourceRepositoryRef: ref = 'nothing' } = certificate;
    if (publisher.sourceRepository !== undefined && repository !== publisher.sourceRepository) {
        throw new signature_error/* SignatureError */.V('identity', `it was built from ${repository}, not ${publisher.sourceRepository}`);
    }
    if (publisher.sourceRef !== undefined && ref !== publisher.sourceRef) {
        throw new signature_error/* SignatureError */.V('identity', `it was built from ${ref}, not ${publisher.sourceRef}`);
    }
}
function bundlesIn(file) {
    const text = file.toString('utf8').trim();
    const lines = text.includes('\n') && text.split('\n').every((line) => /^\s*(?:\{.*\}\s*)?$/.test(line));
    return (lines ? text.split('\n').filter((line) => line.trim() !== '') : [text]).map((json) => JSON.parse(json));
}
async function attestationsOf(digest, repository, api, download) {
    const url = `${api}/repos/${repository}/attestations/${digest}?per_page=30&predicate_type=provenance`;
    const answer = await download(url, { maxBytes: maxBundleBytes, accept: 'application/vnd.github+json' });
    if (answer === undefined)
        return [];
    const { attestations } = JSON.parse(answer.toString('utf8'));
    if (!Array.isArray(attestations))
        throw new Error('GitHub answered without a list of attestations');
    return await Promise.all(attestations.map(async (attestation) => {
        const { bundle, bundle_url: from } = attestation;
        if (typeof bundle === 'object' && bundle !== null)
            return bundle;
        if (typeof from !== 'string')
            throw new Error('GitHub answered with an attestation without a bundle');
        const stored = await download(from, { maxBytes: maxBundleBytes });
        if (stored === undefined)
            throw new Error('GitHub named a bundle that is not there');
        return JSON.parse(uncompress(stored, maxBundleBytes).toString('utf8'));
    }));
}

;// CONCATENATED MODULE: ./build/world/tools/obtain.js




const maxAssetBytes = 400 * 1024 * 1024;
const maxTextBytes = 4 * 1024 * 1024;
async function obtain(tool, release, source) {
    const { version, sums } = release;
    const file = tool.asset(version, source.arch);
    const host = (source.mirror ?? 'https://github.com').replace(/\/+$/, '');
    const base = `${host}/${tool.repository}/releases/download/v${version}`;
    const url = `${base}/${file}`;
    const trust = source.loadTrust();
    const [bytes, checksums] = await Promise.all([
        required(source.download, url, maxAssetBytes),
        required(source.download, `${base}/${tool.checksums(version)}`, maxTextBytes),
        trust,
    ]).catch(async (cause) => {
        await trust;
        throw new errors/* ReleaseError */.K2(`${tool.name} ${version} could not be downloaded from ${base}/`, {
            hint: `Install it before this action runs:\n${tool.byHand}`,
            cause,
        });
    });
    try {
        if (looksLikeHtml(bytes))
            throw new Error('it is a web page, not a program');
        const digest = (0,registry/* sha256 */.s)(bytes);
        checkSum(digest, file, {
            checksums: checksums.toString('utf8'),
            list: tool.checksums(version),
            known: sums?.[source.arch],
        });
        const bundles = tool.signedBy === 'bundle'
            ? bundlesIn(await required(source.download, `${url}.sigstore.json`, maxTextBytes))
            : await attestations(url, digest, tool, source);
        verifyPublisher({ bytes, digest }, bundles, tool.publisher(version), await trust);
        return { url, bytes };
    }
    catch (cause) {
        throw refused(tool, version, url, cause);
    }
}
function refused(tool, version, url, cause) {
    return new errors/* ReleaseError */.K2(`${tool.name} ${version} from ${url} is refused`, {
        hint: `Nothing was installed. Find out who answers for that URL, or install the tool another way:\n${tool.byHand}`,
        cause,
    });
}
async function required(download, url, maxBytes) {
    const bytes = await download(url, { maxBytes });
    if (bytes === undefined)
        throw new Error(`${(0,origin/* shown */.SP)(url)} is not there`);
    return bytes;
}
function checkSum(digest, file, { checksums, list, known, }) {
    const sum = digest.slice('sha256:'.length);
    const listed = listedSum(checksums, file);
    if (listed === undefined)
        throw new Error(`${list} has no sum for ${file}`);
    if (listed !== sum)
        throw new Error(`its SHA-256 is ${sum}, where ${list} says ${listed}`);
    if (known !== undefined && known !== sum) {
        throw new Error(`its SHA-256 is ${sum}, where the release is known to have ${known}`);
    }
}
async function attestations(url, digest, tool, { mirror, githubApi = 'https://api.github.com', download }) {
    const kept = mirror === undefined ? undefined : await download(`${url}.jsonl`, { maxBytes: maxTextBytes });
    if (kept !== undefined)
        return bundlesIn(kept);
    try {
        return await attestationsOf(digest, tool.repository, githubApi, download);
    }
    catch (error) {
        throw new Error(`its attestation could not be had from ${githubApi}: ${(0,errors/* messageOf */.bD)(error)}`, {
            cause: error,
        });
    }
}

// EXTERNAL MODULE: ./node_modules/semver/index.js
var semver = __webpack_require__(62088);
;// CONCATENATED MODULE: ./build/world/tools/version.js


const patterns = {
    buildx: /^github\.com\/docker\/buildx (\S+)/m,
    cosign: /"gitVersion":\s*"([^"]*)"/,
    gh: /^gh version (\S+)/m,
};
function parseToolVersion(name, output) {
    const text = patterns[name].exec(output.slice(0, 10_000))?.[1];
    if (text === undefined)
        return undefined;
    const bare = text
        .replace(/^v/, '')
        .replace(/[-+~]\d.*$/, '')
        .replace(/\+.*$/, '');
    const parsed = semver.valid(bare);
    return parsed === null ? { text } : { text, semver: parsed };
}
function fits(version, range) {
    if (version.semver === undefined)
        return range.trim() === '*';
    return semver.satisfies(version.semver, range);
}
function rangeOf(tool, text) {
    const range = text.trim() === '' ? tool.defaultRange : text.trim();
    if (semver.validRange(range) !== null)
        return range;
    throw new errors/* ReleaseError */.K2(`${tool.name}-version is not a version range: ${range.slice(0, 100)}`, {
        hint: `${tool.name}-version: '${tool.defaultRange}'`,
    });
}
function releaseFor(tool, range) {
    const pinned = tool.pinned.find(({ version }) => semver.satisfies(version, range));
    const exact = semver.valid(range);
    if (pinned !== undefined)
        return pinned;
    if (exact !== null)
        return { version: exact };
    const known = tool.pinned.map(({ version }) => version).join(', ');
    throw new errors/* ReleaseError */.K2(`No release of ${tool.name} that this action knows (${known}) fits ${range}`, {
        hint: `${tool.name}-version: '${tool.defaultRange}'   # or one exact version`,
    });
}

;// CONCATENATED MODULE: ./build/world/tools/program.js




const machines = { 0x3e: 'x64', 0xb7: 'arm64' };
function elfArch(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (bytes.length < 64 || view.getUint32(0) !== 0x7f454c46)
        return undefined;
    if (bytes[4] !== 2 || bytes[5] !== 1)
        return undefined;
    return machines[view.getUint16(18, true)];
}
function places(tool, searchPath, dockerConfig) {
    const onPath = (name) => searchPath.filter((dir) => (0,external_node_path_.isAbsolute)(dir)).map((dir) => (0,external_node_path_.join)(dir, name));
    if (tool.name !== 'buildx')
        return onPath(tool.name);
    const plugins = [
        (0,external_node_path_.join)(dockerConfig, 'cli-plugins'),
        '/usr/local/lib/docker/cli-plugins',
        '/usr/local/libexec/docker/cli-plugins',
        '/usr/lib/docker/cli-plugins',
        '/usr/libexec/docker/cli-plugins',
    ];
    return [
        ...plugins.map((dir) => (0,external_node_path_.join)(dir, 'docker-buildx')),
        ...onPath('docker-buildx'),
        ...onPath('buildx'),
    ];
}
async function isProgram(path) {
    try {
        await (0,promises_.access)(path, promises_.constants.X_OK);
        return true;
    }
    catch {
        return false;
    }
}
const quiet = { GH_NO_UPDATE_NOTIFIER: '1', GH_TELEMETRY: '0' };
async function askVersion(exec, tool, path) {
    try {
        const { stdout } = await exec.run([path, ...tool.versionArgs], { env: quiet });
        const output = stdout.toString('utf8');
        return parseToolVersion(tool.name, output) ?? `it answers ${JSON.stringify(output.trim().slice(0, 60))}`;
    }
    catch (error) {
        return (0,errors/* messageOf */.bD)(error).replaceAll(/\s+/g, ' ').slice(0, 300);
    }
}

;// CONCATENATED MODULE: ./build/world/tools/ensure.js







async function findTool(name, world, options) {
    const tool = catalogue[name];
    const range = rangeOf(tool, options.ranges[name]);
    for (const path of places(tool, options.searchPath, options.dockerConfig)) {
        if (!(await isProgram(path)))
            continue;
        const version = await askVersion(world.exec, tool, path);
        if (typeof version !== 'string' && fits(version, range)) {
            return { name, version: version.semver ?? version.text, source: 'runner' };
        }
    }
    return { name, version: releaseFor(tool, range).version, source: 'install' };
}
async function ensureTool(name, world, options) {
    const tool = catalogue[name];
    const range = rangeOf(tool, options.ranges[name]);
    const misfits = [];
    for (const path of places(tool, options.searchPath, options.dockerConfig)) {
        if (!(await isProgram(path)))
            continue;
        const version = await askVersion(world.exec, tool, path);
        if (typeof version !== 'string' && fits(version, range)) {
            return { name, version: version.semver ?? version.text, path, from: 'runner' };
        }
        misfits.push(`${path}: ${typeof version === 'string' ? version : version.text}`);
    }
    const release = releaseFor(tool, range);
    const { version } = release;
    const kept = world.cache.find(name, version, options.arch);
    if (kept !== undefined) {
        const said = await askVersion(world.exec, tool, kept);
        if (typeof said !== 'string' && said.semver === version) {
            return { name, version, path: kept, from: 'tool-cache' };
        }
        misfits.push(`${kept}: ${typeof said === 'string' ? said : said.text}`);
    }
    if (options.offline) {
        const found = misfits.length === 0 ? 'none was found' : `found only ${misfits.join('; ')}`;
        throw new errors/* ReleaseError */.K2(`No ${name} on the runner fits ${range} (${found}), and downloads are off`, {
            hint: tool.byHand,
        });
    }
    try {
        const asset = await obtain(tool, release, { ...world, ...options });
        return { name, version, path: await install({ tool, version, asset }, world, options), from: 'download' };
    }
    catch (error) {
        if (misfits.length === 0 || !(error instanceof errors/* ReleaseError */.K2))
            throw error;
        throw new errors/* ReleaseError */.K2(`No ${name} on the runner fits ${range} (found only ${misfits.join('; ')})`, {
            hint: error.hint,
            cause: error,
        });
    }
}
async function install({ tool, version, asset, }, world, options) {
    const dir = await (0,promises_.mkdtemp)((0,external_node_path_.join)(options.tempDir, `${tool.name}-`));
    const file = (0,external_node_path_.join)(dir, tool.name);
    try {
        try {
            const program = await unpack({ tool, version, bytes: asset.bytes }, world.exec, options.arch);
            const arch = elfArch(program);
            if (arch !== options.arch)
                throw new Error(`it is ${arch ?? 'no Linux program'}, not ${options.arch}`);
            await (0,promises_.writeFile)(file, program, { mode: 0o755 });
            const said = await askVersion(world.exec, tool, file);
            if (typeof said === 'string')
                throw new Error(`it does not run: ${said}`);
            if (said.semver !== version)
                throw new Error(`it says that it is ${said.text}`);
        }
        catch (cause) {
            throw refused(tool, version, asset.url, cause);
        }
        return await world.cache.keep(file, tool.name, version, options.arch);
    }
    finally {
        await (0,promises_.rm)(dir, { recursive: true, force: true });
    }
}
async function unpack({ tool, version, bytes, }, exec, arch) {
    const member = tool.member?.(version, arch);
    if (member === undefined)
        return bytes;
    try {
        return (await exec.run(['tar', '-xzO', '-f', '-', '--', member], { input: bytes })).stdout;
    }
    catch (error) {
        throw new Error(`${member} cannot be unpacked from it: ${(0,errors/* messageOf */.bD)(error)}`, { cause: error });
    }
}

// EXTERNAL MODULE: ./node_modules/@sigstore/protobuf-specs/dist/index.js
var dist = __webpack_require__(19654);
// EXTERNAL MODULE: ./node_modules/@sigstore/tuf/dist/index.js
var tuf_dist = __webpack_require__(84423);
// EXTERNAL MODULE: ./node_modules/@sigstore/verify/dist/index.js
var verify_dist = __webpack_require__(54187);
;// CONCATENATED MODULE: ./build/world/sigstore/trust.js







const githubFulcio = 'https://fulcio.githubapp.com';
async function loadTrust(options) {
    const { instance = 'public-good', dir } = options;
    await (0,promises_.mkdir)(dir, { recursive: true });
    const { root, signingConfig } = options.trustedRoot === undefined
        ? await fromTuf(options)
        : { root: await fromFile(options.trustedRoot, instance), signingConfig: undefined };
    const trustedRootFile = (0,external_node_path_.join)(dir, 'trusted_root.json');
    await (0,promises_.writeFile)(trustedRootFile, `${JSON.stringify(JSON.parse(root))}\n`);
    const signingConfigFile = (0,external_node_path_.join)(dir, 'signing_config.json');
    if (signingConfig !== undefined)
        await (0,promises_.writeFile)(signingConfigFile, signingConfig);
    return (0,compact/* compact */.o)({
        instance,
        trustMaterial: (0,verify_dist/* toTrustMaterial */.jO)(dist.TrustedRoot.fromJSON(JSON.parse(root))),
        trustedRootFile,
        signingConfigFile: signingConfig === undefined ? undefined : signingConfigFile,
        custom: (options.tufMirror ?? options.tufRoot ?? options.trustedRoot) !== undefined,
    });
}
async function joinTrust(open, github) {
    const files = [open.trustedRootFile, github.trustedRootFile];
    const lines = await Promise.all(files.map((file) => (0,promises_.readFile)(file, 'utf8')));
    const rootsFile = `${github.trustedRootFile}l`;
    await (0,promises_.writeFile)(rootsFile, lines.join(''));
    return { ...open, rootsFile, github };
}
async function fromTuf(options) {
    const { instance = 'public-good', tufRoot } = options;
    if (instance === 'github' && options.tufMirror === undefined) {
        throw new errors/* ReleaseError */.K2("GitHub's Sigstore root of trust was not given", {
            hint: 'gh attestation trusted-root > trusted_root.jsonl',
        });
    }
    const mirrorURL = (options.tufMirror ?? tuf_dist.DEFAULT_MIRROR_URL).replace(/\/+$/, '');
    try {
        const tuf = await (0,tuf_dist.initTUF)({
            mirrorURL,
            cachePath: (0,external_node_path_.join)(options.dir, 'tuf'),
            ...(tufRoot === undefined ? {} : { rootPath: tufRoot, forceInit: true }),
        });
        return {
            root: await tuf.getTarget('trusted_root.json'),
            signingConfig: await optionalTarget(tuf, 'signing_config.v0.2.json'),
        };
    }
    catch (cause) {
        const seeded = mirrorURL === tuf_dist.DEFAULT_MIRROR_URL || tufRoot !== undefined;
        throw new errors/* ReleaseError */.K2(`Sigstore's root of trust could not be loaded from ${mirrorURL}`, {
            hint: seeded
                ? `curl -fsS ${mirrorURL}/timestamp.json   # must answer from this runner, through its proxy if it has one`
                : 'TUF_ROOT_JSON=root.json   # a mirror of your own needs its first root, obtained out of band',
            cause,
        });
    }
}
async function optionalTarget(tuf, name) {
    try {
        return await tuf.getTarget(name);
    }
    catch (error) {
        if (error instanceof tuf_dist.TUFError && error.code === 'TUF_FIND_TARGET_ERROR')
            return undefined;
        throw error;
    }
}
async function fromFile(file, instance) {
    try {
        const roots = jsonLines(await (0,promises_.readFile)(file, 'utf8')).map((json) => dist.TrustedRoot.fromJSON(json));
        const root = roots.find((one) => isGitHub(one) === (instance === 'github'));
        if (root === undefined)
            throw new Error(`it holds no root of the ${instance} instance`);
        return JSON.stringify(dist.TrustedRoot.toJSON(root));
    }
    catch (cause) {
        throw new errors/* ReleaseError */.K2(`The root of trust in ${file} cannot be used`, {
            hint: `gh attestation trusted-root > ${file}`,
            cause,
        });
    }
}
function isGitHub(root) {
    return root.certificateAuthorities.some(({ uri }) => uri.startsWith(githubFulcio));
}
function jsonLines(text) {
    try {
        return [JSON.parse(text)];
    }
    catch {
        return text
            .split('\n')
            .filter((line) => line.trim() !== '')
            .map((line) => JSON.parse(line));
    }
}

;// CONCATENATED MODULE: ./build/world/setup/trust.js










async function createTrust(start, { withGitHub = (0,context/* isPrivate */.Gw)(start.context.repository) } = {}) {
    const trusted = createSigstoreRoot(start);
    return withGitHub ? joinGitHubRoot(start, trusted, startTool('gh', start, trusted)) : trusted;
}
async function withGitHubRoot(start, trusted, gh) {
    return (0,context/* isPrivate */.Gw)(start.context.repository) ? joinGitHubRoot(start, trusted, gh()) : trusted;
}
async function joinGitHubRoot(start, trusted, gh) {
    const { context, secrets, exec, temp, gitHubTuf } = start;
    const env = { ...(0,sigstore_gh/* ghEnv */.Nq)(secrets.githubToken), GH_CONFIG_DIR: (0,external_node_path_.join)(temp, 'gh') };
    const roots = await (0,sigstore_gh/* trustedRoots */.Ve)(exec, (await gh).path, context.repository, { env, source: gitHubTuf });
    const trustedRoot = (0,external_node_path_.join)(temp, 'trusted_roots.jsonl');
    await (0,promises_.writeFile)(trustedRoot, roots);
    const github = await loadTrust({ instance: 'github', trustedRoot, dir: (0,external_node_path_.join)(temp, 'sigstore-github') });
    return joinTrust(await trusted, github);
}
function createSigstoreRoot(start) {
    return loadTrust((0,compact/* compact */.o)({ dir: (0,external_node_path_.join)(start.temp, 'sigstore'), tufMirror: start.tufMirror, tufRoot: start.tufRoot }));
}
function findTools({ inputs, exec, searchPath, dockerConfig, }) {
    const options = { ranges: inputs.tools, searchPath, dockerConfig };
    return Promise.all(['buildx', 'cosign', 'gh'].map((name) => findTool(name, { exec }, options)));
}
async function startTool(name, start, trusted) {
    const { inputs, context, secrets } = start;
    return ensureTool(name, {
        exec: start.exec,
        download: makeDownload({ userAgent: options/* userAgent */.N, token: secrets.githubToken }),
        cache: runnerToolCache,
        loadTrust: () => trusted,
    }, {
        ranges: inputs.tools,
        arch: context.runner.arch,
        searchPath: start.searchPath,
        dockerConfig: start.dockerConfig,
        tempDir: start.temp,
    });
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

/***/ 34503:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Nq: () => (/* binding */ ghEnv),
/* harmony export */   Qr: () => (/* binding */ makeGh),
/* harmony export */   Ve: () => (/* binding */ trustedRoots)
/* harmony export */ });
/* unused harmony exports trustedRootArgs, attestationArgs */
/* harmony import */ var _process_retrying_exec_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28325);

function makeGh(exec, options) {
    const asking = (0,_process_retrying_exec_js__WEBPACK_IMPORTED_MODULE_0__/* .retryingExec */ .Oj)(exec);
    return {
        verifyProvenance: async (image, digest, signer, from) => {
            await asking.run([options.path, ...attestationArgs(image, digest, signer, { options, from })], {
                env: { ...options.env, ...ghEnv(options.token) },
            });
        },
    };
}
function ghEnv(token) {
    return {
        GH_TOKEN: token,
        GH_ENTERPRISE_TOKEN: token,
        GH_PROMPT_DISABLED: '1',
        GH_NO_UPDATE_NOTIFIER: '1',
        GH_TELEMETRY: '0',
    };
}
async function trustedRoots(exec, path, repository, { env, source, }) {
    const { stdout } = await (0,_process_retrying_exec_js__WEBPACK_IMPORTED_MODULE_0__/* .retryingExec */ .Oj)(exec).run([path, ...trustedRootArgs(repository, source)], { env });
    return stdout.toString();
}
function trustedRootArgs({ serverUrl }, source) {
    const { hostname } = new URL(serverUrl);
    return [
        'attestation',
        'trusted-root',
        ...(hostname === 'github.com' ? [] : ['--hostname', hostname]),
        ...(source === undefined ? [] : ['--tuf-url', source.mirror, '--tuf-root', source.root]),
    ];
}
function attestationArgs(image, digest, signer, { options, from = 'github', }) {
    const { hostname } = new URL(options.repository.serverUrl);
    return [
        'attestation',
        'verify',
        `oci://${image.name}@${digest}`,
        '--repo',
        options.repository.fullName,
        ...(from === 'registry' ? ['--bundle-from-oci'] : []),
        '--predicate-type',
        'https://slsa.dev/provenance/v1',
        '--cert-identity',
        signer.san,
        '--cert-oidc-issuer',
        signer.issuer,
        ...(hostname === 'github.com' ? [] : ['--hostname', hostname]),
        ...(options.trust.custom
            ? ['--custom-trusted-root', options.trust.rootsFile ?? options.trust.trustedRootFile]
            : []),
        '--format',
        'json',
    ];
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
