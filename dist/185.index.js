export const id = 185;
export const ids = [185];
export const modules = {

/***/ 90038:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Ng: () => (/* binding */ connect),
  Oo: () => (/* binding */ once),
  Mr: () => (/* binding */ orMissing)
});

// EXTERNAL MODULE: ./node_modules/@actions/github/lib/github.js + 21 modules
var github = __webpack_require__(11758);
// EXTERNAL MODULE: ./node_modules/@octokit/plugin-retry/dist-bundle/index.js
var dist_bundle = __webpack_require__(49735);
// EXTERNAL MODULE: ./node_modules/@octokit/plugin-throttling/dist-bundle/index.js
var plugin_throttling_dist_bundle = __webpack_require__(86856);
// EXTERNAL MODULE: ./node_modules/bottleneck/light.js
var light = __webpack_require__(63251);
// EXTERNAL MODULE: ./build/world/http/client.js + 2 modules
var client = __webpack_require__(56210);
// EXTERNAL MODULE: ./build/world/http/origin.js
var origin = __webpack_require__(91080);
// EXTERNAL MODULE: ./build/world/http/body.js
var http_body = __webpack_require__(62226);
// EXTERNAL MODULE: ./build/compact.js
var compact = __webpack_require__(95681);
;// CONCATENATED MODULE: ./build/world/github/fetch.js




const maxJsonBytes = 64 * 1024 * 1024;
const bodiless = new Set([204, 205, 304]);
function gitHubFetch(options) {
    const http = (0,client/* makeHttp */.fK)({
        userAgent: options.userAgent,
        origins: (0,origin/* gitHubOrigins */.jz)(options.repository),
    });
    const ask = async (url, { method = 'GET', headers, body, signal }) => {
        const named = headers;
        const isAsset = named['accept'] === 'application/octet-stream';
        const answer = await http((0,compact/* compact */.o)({
            method,
            url,
            headers: named,
            compressed: !isAsset,
            body: typeof body === 'string' ? body : undefined,
            signal: signal ?? undefined,
        }));
        const { status } = answer;
        const heads = new Headers();
        for (const [name, value] of Object.entries(answer.headers)) {
            for (const one of Array.isArray(value) ? value : [value ?? ''])
                heads.append(name, one);
        }
        if (isAsset && status === 200)
            return { status, url: answer.url, headers: heads, body: answer.body };
        const whole = await (0,http_body/* readBody */.x)(answer.body, maxJsonBytes, `${method} ${url}`).catch((cause) => {
            if (cause.code !== 'ECONNRESET')
                throw cause;
            throw new Error(`GitHub's answer to ${method} ${url} broke off`, { cause });
        });
        const response = new Response(bodiless.has(status) ? null : Buffer.from(whole), {
            status,
            headers: heads,
        });
        return Object.defineProperty(response, 'url', { value: answer.url });
    };
    return async (url, init) => {
        try {
            return await ask(url, init);
        }
        catch (error) {
            throw isAborted(error) ? new Error(`GitHub did not answer ${url} in time`, { cause: error }) : error;
        }
    };
}
function isAborted(error) {
    return typeof error === 'object' && error !== null && 'name' in error && error.name === 'AbortError';
}

// EXTERNAL MODULE: ./build/world/retry/status.js
var retry_status = __webpack_require__(13262);
;// CONCATENATED MODULE: ./build/world/github/client.js







const once = { request: { retries: 0 } };
const defaultLimits = { answer: 60_000, transfer: 30 * 60_000 };
function connect(options, limits = defaultLimits) {
    const write = new light.Group({ maxConcurrent: 4 });
    const wait = (kind) => (seconds, request, _octokit, count) => {
        const { method, url } = request;
        const again = count < 3 && seconds <= 300;
        options.onWait(`GitHub's ${kind} rate limit was met at ${method} ${url}; ${again ? `going on in ${seconds} s` : 'giving up'}`);
        return again;
    };
    return (0,github/* getOctokit */.Q)(options.token, {
        userAgent: options.userAgent,
        baseUrl: options.repository.apiUrl,
        request: { fetch: gitHubFetch(options) },
        log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
        throttle: {
            write,
            notifications: write,
            onRateLimit: wait('primary'),
            onSecondaryRateLimit: wait('secondary'),
        },
        retry: { retries: 4 },
    }, (octokit) => {
        deadline(octokit, limits);
    }, wholeAnswers, dist_bundle/* retry */.L, plugin_throttling_dist_bundle/* throttling */.A);
}
function deadline(octokit, limits) {
    octokit.hook.wrap('request', async (request, options) => {
        const moves = options.headers.accept === 'application/octet-stream' || 'data' in options;
        const signal = AbortSignal.timeout(moves ? limits.transfer : limits.answer);
        options.request = { ...options.request, signal };
        try {
            return await request(options);
        }
        catch (error) {
            throw (0,client/* ownError */.ld)(error);
        }
    });
}
function wholeAnswers(octokit) {
    octokit.hook.after('request', ({ data, headers }, request) => {
        if (typeof data !== 'string' || !/[/+]json\b/.test(headers['content-type'] ?? ''))
            return;
        const what = `${request.method} ${request.url}`;
        throw Object.assign(new Error(`GitHub's answer to ${what} broke off`), { status: 500, request });
    });
}
async function orMissing(ask) {
    try {
        return await ask();
    }
    catch (error) {
        if ((0,retry_status/* hasStatus */.R)(error, 404))
            return undefined;
        throw error;
    }
}


/***/ }),

/***/ 64185:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  makeGitHub: () => (/* binding */ makeGitHub)
});

// EXTERNAL MODULE: ./node_modules/snappyjs/index.js
var snappyjs = __webpack_require__(64528);
// EXTERNAL MODULE: ./build/world/github/client.js + 1 modules
var client = __webpack_require__(90038);
// EXTERNAL MODULE: ./build/world/http/body.js
var http_body = __webpack_require__(62226);
// EXTERNAL MODULE: ./build/world/http/client.js + 2 modules
var http_client = __webpack_require__(56210);
// EXTERNAL MODULE: ./build/world/retry/retry.js
var retry = __webpack_require__(16424);
// EXTERNAL MODULE: ./build/compact.js
var compact = __webpack_require__(95681);
// EXTERNAL MODULE: ./build/world/retry/status.js
var retry_status = __webpack_require__(13262);
;// CONCATENATED MODULE: ./build/world/github/attestations.js







const maxPages = 10;
const atOnce = 8;
const maxFetched = 256 * 1024 * 1024;
const maxBundle = 64 * 1024 * 1024;
function attestationsApi(octokit, options) {
    const { owner, name: repo } = options.repository;
    const { repos } = octokit.rest;
    const http = (0,http_client/* makeHttp */.fK)({ userAgent: options.userAgent, origins: [] });
    const list = async (digest, type) => {
        const asked = (0,compact/* compact */.o)({
            owner,
            repo,
            subject_digest: digest,
            per_page: 100,
            predicate_type: type,
        });
        const entries = [];
        let after;
        for (let page = 0; page < maxPages; page += 1) {
            const cursor = after === undefined ? {} : { after };
            const answer = await (0,client/* orMissing */.Mr)(() => repos.listAttestations({ ...asked, ...cursor }));
            entries.push(...(answer?.data.attestations ?? []));
            after = nextCursor(answer?.headers.link);
            if (after === undefined)
                break;
        }
        return entries;
    };
    const fetched = (url, budget) => (0,retry/* retry */.L5)('GET a stored attestation', async () => {
        if (budget.left <= 0)
            return undefined;
        const answer = await http({ method: 'GET', url });
        const body = await (0,http_body/* readBody */.x)(answer.body, maxBundle, url);
        budget.left -= body.length;
        const { status } = answer;
        if (status >= 500)
            throw Object.assign(new Error(`a stored attestation: HTTP ${status}`), { status });
        if (status !== 200)
            return undefined;
        const type = (0,http_client/* headerOf */.rR)(answer, 'content-type') ?? '';
        return parsed(body, type.includes('snappy') || /\.sn(?:\?|$)/.test(url));
    }, retry/* defaultRetryPolicy */.ur);
    const bundlesOf = async (entries) => {
        const budget = { left: maxFetched };
        const bundles = [];
        for (let at = 0; at < entries.length; at += atOnce) {
            const some = entries
                .slice(at, at + atOnce)
                .map(async ({ bundle, bundle_url: url }) => bundle ?? (url === undefined ? undefined : await fetched(url, budget)));
            bundles.push(...(await Promise.all(some)));
        }
        return bundles;
    };
    return {
        attestations: async (digest) => bundlesOf(await list(digest)),
        attestedReleases: async (sha) => {
            const entries = await list(`sha1:${sha}`, 'release').catch((error) => {
                if ((0,retry_status/* hasStatus */.R)(error, 403))
                    return [];
                throw error;
            });
            const own = entries.filter(({ initiator }) => initiator === 'github');
            return (await bundlesOf(own)).flatMap(releaseTagOf);
        },
        storeAttestation: async (bundle) => {
            const answer = await repos.createAttestation({
                owner,
                repo,
                bundle: bundle,
                ...client/* once */.Oo,
            });
            return String(answer.data.id ?? '');
        },
        recordStorage: async ({ registryUrl, ...record }) => {
            await octokit.rest.orgs.createArtifactStorageRecord({
                org: owner,
                ...record,
                registry_url: registryUrl,
                repository: repo,
                ...client/* once */.Oo,
            });
        },
        storageRecords: async (digest) => {
            const { data } = await octokit.rest.orgs.listArtifactStorageRecords({
                org: owner,
                subject_digest: digest,
            });
            return (data.storage_records ?? []).map(({ name = '', registry_url: registryUrl = '' }) => ({
                name,
                registryUrl,
            }));
        },
    };
}
function nextCursor(link = '') {
    const target = /<([^>]*)>\s*;[^,]*\brel="?next\b/.exec(link)?.[1];
    if (target === undefined || !URL.canParse(target))
        return undefined;
    return new URL(target).searchParams.get('after') ?? undefined;
}
function parsed(body, packed) {
    try {
        const text = packed ? Buffer.from((0,snappyjs/* uncompress */.k)(new Uint8Array(body), maxBundle)) : body;
        return JSON.parse(text.toString('utf8'));
    }
    catch (error) {
        if (error instanceof Error)
            return undefined;
        throw error;
    }
}
function releaseTagOf(bundle) {
    const { dsseEnvelope: { payload } = {} } = (bundle ?? {});
    const statement = parsed(Buffer.from(payload ?? '', 'base64'), false);
    const tag = statement?.predicate?.tag;
    return typeof tag === 'string' ? [tag] : [];
}

// EXTERNAL MODULE: ./build/world/files/file-digest.js
var file_digest = __webpack_require__(25862);
// EXTERNAL MODULE: ./build/world/http/origin.js
var origin = __webpack_require__(91080);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: ./build/plan/assets.js
var assets = __webpack_require__(85681);
// EXTERNAL MODULE: ./build/world/retry/retry-after.js
var retry_after = __webpack_require__(88079);
;// CONCATENATED MODULE: ./build/world/github/upload.js









const silenceMs = 300_000;
const maxAnswerBytes = 1024 * 1024;
async function upload(options, uploadUrl, { fields: { name, label, contentType }, source, }, onSent = () => undefined) {
    const http = (0,http_client/* makeHttp */.fK)({ userAgent: options.userAgent, origins: options.origins, silenceMs });
    const query = [`name=${encodeURIComponent(name)}`];
    if (label !== undefined)
        query.push(`label=${encodeURIComponent(label)}`);
    const url = `${uploadUrl.replace(/\{[^}]*\}$/, '')}?${query.join('&')}`;
    const size = 'bytes' in source ? source.bytes.length : (await (0,promises_.stat)(source.file)).size;
    const content = 'bytes' in source ? external_node_stream_.Readable.from([source.bytes]) : (0,external_node_fs_.createReadStream)(source.file);
    const broken = Promise.withResolvers();
    const body = (0,external_node_stream_.pipeline)(content, counter(onSent), (error) => {
        if (error)
            broken.reject(error);
    });
    try {
        const sent = http({
            method: 'POST',
            url,
            body,
            headers: {
                accept: 'application/vnd.github+json',
                authorization: `token ${options.token}`,
                'content-type': contentType,
                'content-length': String(size),
            },
        });
        const answer = await Promise.race([sent, broken.promise]);
        const { status, headers } = answer;
        const text = (await (0,http_body/* readBody */.x)(answer.body, maxAnswerBytes, `the upload of ${name}`)).toString('utf8');
        if (status !== 201)
            throw refusal(name, status, text, (0,retry_after/* secondsToWait */.U)(headers['retry-after']));
        return JSON.parse(text);
    }
    finally {
        body.destroy();
    }
}
function refusal(name, status, text, retryAfter) {
    const said = /"message"\s*:\s*"([^"\\]{1,200})"/.exec(text)?.[1];
    if (status === 422 && /"field"\s*:\s*"file_count"/.test(text))
        return new retry/* HttpError */.j$(`GitHub does not take ${name}: a release holds ${assets/* maxAssets */.s7} assets, and this one has them`, {
            status,
            code: 'bad-input',
            hint: `${assets/* asArchive */.XP}; files that somebody has put on the page count, too`,
        });
    return new retry/* HttpError */.j$(`GitHub answered ${status} to the upload of ${name}${said === undefined ? '' : ` (${said})`}${text.includes('already_exists') ? ', already_exists' : ''}`, (0,compact/* compact */.o)({
        status,
        hint: 'Run the workflow again: it uploads what is missing.',
        retryAfter,
    }));
}
function counter(onSent) {
    let sent = 0;
    return new external_node_stream_.Transform({
        transform: (chunk, _encoding, done) => {
            sent += chunk.length;
            onSent(sent);
            done(null, chunk);
        },
    });
}

;// CONCATENATED MODULE: ./build/world/github/releases.js







const smallBytes = 1024 * 1024;
function releasesApi(octokit, options) {
    const { owner, name: repo } = options.repository;
    const here = { owner, repo };
    const { repos } = octokit.rest;
    const body = async (asset) => {
        const answer = await repos.getReleaseAsset({
            ...here,
            asset_id: asset.id,
            headers: { accept: 'application/octet-stream' },
            request: { parseSuccessResponseBody: false },
        });
        return answer.data;
    };
    const origins = (0,origin/* gitHubOrigins */.jz)(options.repository);
    const whole = (asset, download) => (0,retry/* retry */.L5)(`the download of ${asset.name}`, download, { ...retry/* defaultRetryPolicy */.ur, onWait: options.onWait });
    return {
        releasesOf: async (tag) => {
            const found = [];
            for await (const page of octokit.paginate.iterator(repos.listReleases, { ...here, per_page: 100 })) {
                const named = page.data.filter((release) => release.tag_name === tag || isOrphan(release, tag));
                found.push(...named.map((release) => toRelease({ ...release, tag_name: tag })));
            }
            return found;
        },
        release: (id) => (0,client/* orMissing */.Mr)(async () => toRelease((await repos.getRelease({ ...here, release_id: id })).data)),
        latestRelease: () => (0,client/* orMissing */.Mr)(async () => toRelease((await repos.getLatestRelease(here)).data)),
        createDraft: async (fields) => toRelease((await repos.createRelease({ ...here, ...releaseBody(fields), draft: true, ...client/* once */.Oo })).data),
        updateDraft: async (id, fields) => toRelease((await repos.updateRelease({ ...here, release_id: id, ...releaseBody(fields), ...client/* once */.Oo })).data),
        publish: async (id, { tag, latest, prerelease }) => toRelease((await repos.updateRelease({
            ...here,
            release_id: id,
            tag_name: tag,
            draft: false,
            prerelease,
            make_latest: latest ? 'true' : 'false',
            ...client/* once */.Oo,
        })).data),
        startDiscussion: async (id, discussion_category_name) => toRelease((await repos.updateRelease({ ...here, release_id: id, discussion_category_name, ...client/* once */.Oo })).data),
        markLatest: async (id) => toRelease((await repos.updateRelease({ ...here, release_id: id, make_latest: 'true', ...client/* once */.Oo })).data),
        deleteRelease: async (id) => {
            await (0,client/* orMissing */.Mr)(() => repos.deleteRelease({ ...here, release_id: id, ...client/* once */.Oo }));
        },
        upload: async (release, fields, source, onSent) => toAsset((await upload({ ...options, origins }, release.uploadUrl, { fields, source }, onSent))),
        download: (asset) => whole(asset, async () => (0,http_body/* readBody */.x)(await body(asset), Math.max(asset.size, smallBytes), asset.name)),
        downloadTo: (asset, file) => whole(asset, async () => (0,file_digest/* writeFacts */.R)(await body(asset), file)),
        deleteAsset: async (id) => {
            await (0,client/* orMissing */.Mr)(() => repos.deleteReleaseAsset({ ...here, asset_id: id, ...client/* once */.Oo }));
        },
    };
}
function releaseBody(fields) {
    return { tag_name: fields.tag, name: fields.name, body: fields.body, prerelease: fields.prerelease };
}
function isOrphan({ draft, tag_name, name }, tag) {
    return draft && name === tag && /^untagged-[0-9a-f]{8,64}$/.test(tag_name);
}
function toRelease(release) {
    return (0,compact/* compact */.o)({
        id: release.id,
        tag: release.tag_name,
        name: release.name ?? '',
        body: release.body ?? '',
        draft: release.draft,
        prerelease: release.prerelease,
        immutable: release.immutable ?? false,
        url: release.html_url,
        uploadUrl: release.upload_url,
        author: release.author?.login ?? '',
        target: release.target_commitish,
        discussionUrl: release.discussion_url,
        assets: release.assets.map(toAsset),
    });
}
function toAsset(asset) {
    return {
        id: asset.id,
        name: asset.name,
        label: asset.label ?? '',
        state: asset.state,
        size: asset.size,
        digest: asset.digest ?? undefined,
        url: asset.browser_download_url,
    };
}

;// CONCATENATED MODULE: ./build/world/github/github.js




const maxComparedPages = 10;
function makeGitHub(options) {
    const octokit = (0,client/* connect */.Ng)(options);
    const { owner, name: repo } = options.repository;
    const here = { owner, repo };
    const { repos, git } = octokit.rest;
    return {
        ...releasesApi(octokit, options),
        tagNames: async (prefix) => {
            const refs = await octokit.paginate(git.listMatchingRefs, {
                ...here,
                ref: `tags/${prefix}`,
            });
            return refs.map(({ ref }) => ref.slice('refs/tags/'.length));
        },
        branches: async (prefix) => {
            const refs = await octokit.paginate(git.listMatchingRefs, { ...here, ref: `heads/${prefix}` });
            return refs.map(({ ref, object }) => ({ name: ref.slice('refs/heads/'.length), commit: object.sha }));
        },
        tagTarget: (name) => (0,client/* orMissing */.Mr)(async () => (await git.getRef({ ...here, ref: `tags/${name}` })).data.object.sha),
        setTag: async (name, sha, exists) => {
            const ref = `tags/${name}`;
            try {
                if (!exists)
                    await git.createRef({ ...here, ref: `refs/${ref}`, sha, ...client/* once */.Oo });
            }
            catch (error) {
                if (!(error instanceof Error && /Reference already exists/i.test(error.message)))
                    throw error;
                exists = true;
            }
            if (exists)
                await git.updateRef({ ...here, ref, sha, force: true, ...client/* once */.Oo });
        },
        ...attestationsApi(octokit, options),
        directory: async (path, ref) => {
            const at = path.lastIndexOf('/');
            const found = await (0,client/* orMissing */.Mr)(() => repos.getContent({ ...here, path: path.slice(0, at), ref }));
            if (!Array.isArray(found?.data))
                return undefined;
            return found.data.find(({ type, name }) => type === 'dir' && name === path.slice(at + 1))?.sha;
        },
        compare: async (base, head) => {
            const commits = [];
            for (let page = 1; page <= maxComparedPages; page++) {
                const { data } = await repos.compareCommitsWithBasehead({
                    ...here,
                    basehead: `${base}...${head}`,
                    per_page: 100,
                    page,
                });
                commits.push(...data.commits.map(({ sha, author }) => ({ sha, author: authorOf(author) })));
                if (data.commits.length < 100)
                    break;
            }
            return commits;
        },
        hasCommits: async (login, ref) => (await repos.listCommits({ ...here, author: login, sha: ref, per_page: 1 })).data.length > 0,
        isReachable: async (commit, branch) => {
            const found = await (0,client/* orMissing */.Mr)(async () => (await repos.compareCommitsWithBasehead({
                ...here,
                basehead: `${branch}...${commit}`,
                per_page: 1,
            })).data);
            return found && (found.status === 'behind' || found.status === 'identical');
        },
    };
}
function authorOf(author) {
    if (typeof author !== 'object' ||
        author === null ||
        !('login' in author) ||
        typeof author.login !== 'string')
        return null;
    return (0,compact/* compact */.o)({
        login: author.login,
        type: 'type' in author && typeof author.type === 'string' ? author.type : undefined,
    });
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
