export const id = 575;
export const ids = [575];
export const modules = {

/***/ 46575:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  release: () => (/* binding */ release)
});

// EXTERNAL MODULE: ./build/plan/assets.js
var plan_assets = __webpack_require__(85681);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/modes/resolve-plan.js + 5 modules
var resolve_plan = __webpack_require__(35691);
// EXTERNAL MODULE: ./build/plan/record/kept.js
var kept = __webpack_require__(8656);
// EXTERNAL MODULE: ./build/steps/prepare/archives.js + 1 modules
var archives = __webpack_require__(95461);
// EXTERNAL MODULE: ./build/steps/prepare/built-elsewhere.js + 1 modules
var built_elsewhere = __webpack_require__(21657);
// EXTERNAL MODULE: ./build/steps/prepare/builder.js
var builder = __webpack_require__(65887);
// EXTERNAL MODULE: ./build/find/earlier-release.js
var earlier_release = __webpack_require__(69562);
// EXTERNAL MODULE: ./build/plan/asset-names.js
var asset_names = __webpack_require__(91667);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/plan/record/page.js
var record_page = __webpack_require__(37103);
// EXTERNAL MODULE: ./build/plan/version/version.js
var version_version = __webpack_require__(47673);
// EXTERNAL MODULE: ./build/run/concurrency.js
var concurrency = __webpack_require__(90657);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/world/retry/retry.js
var retry = __webpack_require__(16424);
// EXTERNAL MODULE: ./build/compact.js
var compact = __webpack_require__(95681);
// EXTERNAL MODULE: ./build/world/retry/status.js
var retry_status = __webpack_require__(13262);
;// CONCATENATED MODULE: ./build/steps/draft/upload.js






class DraftTakenOver extends errors/* ReleaseError */.K2 {
}
const maxComparedBytes = 256 * 1024 * 1024;
async function holds(there, { size, sha256 }, github) {
    if (there.state !== 'uploaded')
        return false;
    if (there.digest !== undefined)
        return there.digest === `sha256:${sha256}`;
    if (there.size !== size || size > maxComparedBytes)
        return false;
    return ((0,external_node_crypto_.createHash)('sha256')
        .update(await github.download(there))
        .digest('hex') === sha256);
}
async function uploadAsset(asset, { release, unfinished }, github, steps) {
    let inPlace = release.assets.find(({ name }) => name === asset.name);
    let tried = false;
    const lookAgain = async () => {
        const now = await github.release(release.id);
        if (now?.draft !== release.draft)
            throw draftTakenOver(release, now ? 'published' : 'removed');
        inPlace = now.assets.find(({ name }) => name === asset.name);
    };
    return steps.run({
        title: `Upload ${asset.name}`,
        find: async (log) => {
            const isOpen = release.draft || unfinished !== undefined;
            if (tried || (isOpen && inPlace && !(await holds(inPlace, asset, github))))
                await lookAgain();
            tried = true;
            if (!inPlace)
                return undefined;
            if (await holds(inPlace, asset, github))
                return inPlace;
            if (!isOpen) {
                throw new errors/* ReleaseError */.K2(`the published ${asset.name} is ${inPlace.digest ?? `in state ${inPlace.state}`}, not sha256:${asset.sha256}; nothing was touched`, {
                    code: 'tag-conflict',
                    hint: `${(0,version_version/* releaseAfter */.Yh)(release.tag)}   # ${release.url} stays as it is: release the next version`,
                });
            }
            if (unfinished?.has(inPlace.id) === true) {
                log('an earlier run did not come to its end; what it left here is replaced');
                await github.deleteAsset(inPlace.id);
                return undefined;
            }
            if (inPlace.state === 'uploaded')
                throw draftTakenOver(release, `given another ${asset.name}`);
            log('an upload had broken off; replaced');
            await github.deleteAsset(inPlace.id);
            return undefined;
        },
        make: async (log) => {
            const { name, label, contentType, source, size, sha256 } = asset;
            if (!source)
                throw draftTakenOver(release, `left without ${name}`);
            const fields = (0,compact/* compact */.o)({ name, contentType, label });
            try {
                const made = await github.upload(release, fields, source, progressOf(size, log));
                if (made.name !== name) {
                    throw new errors/* ReleaseError */.K2(`GitHub calls ${name} ${made.name}, so that its checksum would name no asset`, {
                        hint: `Rename the file in the step that makes it, e.g. to ${made.name}, and run a new workflow run.`,
                    });
                }
                if (made.digest === undefined || made.digest === `sha256:${sha256}`)
                    return made;
                throw new errors/* ReleaseError */.K2(`${name} arrived as ${made.digest}, not as sha256:${sha256}`, {
                    hint: 'Did a step in the background change the file? Run the workflow again: it makes a new draft.',
                });
            }
            catch (error) {
                const isFull = error instanceof errors/* ReleaseError */.K2 && error.code === 'bad-input';
                if ((0,retry_status/* hasStatus */.R)(error, 404, 422) && !isFull) {
                    throw new retry/* TransientError */.N_(`GitHub did not take ${name} (${error.message})`, {
                        hint: 'Run the workflow again.',
                        cause: error,
                    });
                }
                throw error;
            }
        },
        describe: (made) => `${made.size} bytes, sha256:${asset.sha256.slice(0, 12)}\u2026`,
    });
}
function draftTakenOver({ tag, url }, what) {
    return new DraftTakenOver(`the draft of ${tag} was ${what} by another run while this one filled it`, {
        hint: `See ${url}, then run the workflow again: it continues from what is there.`,
    });
}
function progressOf(size, log) {
    let told = size < 32 * 1024 * 1024 ? 4 : 0;
    return (sent) => {
        const quarter = Math.floor((sent / size) * 4);
        if (quarter <= told)
            return;
        told = quarter;
        log(`${sent} of ${size} bytes sent`);
    };
}

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./build/plan/record/recorded-names.js
var recorded_names = __webpack_require__(70049);
;// CONCATENATED MODULE: ./build/steps/draft/other-run.js





const longest = 10 * 60_000;
const between = 3000;
async function otherRunsRelease({ plan, world: { github }, steps, }, page, wait = { longest, between }) {
    return steps.run({
        title: `Wait for the other run that completes ${plan.tag}`,
        make: async () => {
            const end = Date.now() + wait.longest;
            for (;;) {
                const now = await github.release(page.id);
                const record = now && (await recordOf(now, github));
                const isPublic = now?.draft === false || plan.release.draft;
                if (now && record && isPublic && (0,recorded_names/* isWhole */.w)(now, record))
                    return now;
                if (Date.now() >= end)
                    throw notFinished(page);
                await (0,promises_.setTimeout)(wait.between);
            }
        },
        outcome: 'checked',
        describe: ({ url }) => `it has completed ${url}`,
    });
}
async function recordOf(release, github) {
    try {
        return await (0,earlier_release/* readRecord */.aE)(release, github);
    }
    catch (error) {
        if ((0,retry_status/* hasStatus */.R)(error, 404))
            return undefined;
        throw error;
    }
}
function notFinished({ url, tag }) {
    return new errors/* ReleaseError */.K2(`another run of ${tag} has begun to fill ${url}, and does not come to its end; nothing of it is lost`, { hint: 'gh run rerun   # of either run: it continues with what is already uploaded' });
}

// EXTERNAL MODULE: ./build/steps/preflight/immutable-tag.js
var immutable_tag = __webpack_require__(88417);
;// CONCATENATED MODULE: ./build/steps/draft/lost-draft.js



const listingPolicy = { attempts: 12, firstMs: 250, maxMs: 1500 };
function draftMaker(github, fields, pick, policy = listingPolicy) {
    let mayBeThere = false;
    const listed = async () => pick(await github.releasesOf(fields.tag));
    return {
        find: async () => {
            if (!mayBeThere)
                return listed();
            return (0,retry/* retry */.L5)(`a draft of ${fields.tag}`, async () => {
                const found = await listed();
                if (found)
                    return found;
                throw new retry/* TransientError */.N_(`no draft of ${fields.tag} is listed`, {
                    hint: 'Run the workflow again.',
                });
            }, policy).catch((error) => {
                if (error instanceof retry/* TransientError */.N_)
                    return undefined;
                throw error;
            });
        },
        make: async () => {
            try {
                return await (0,immutable_tag/* createDraft */.mq)(github, fields);
            }
            catch (error) {
                mayBeThere = ((0,retry_status/* statusOf */.c)(error) ?? 500) >= 500;
                throw error;
            }
        },
    };
}

// EXTERNAL MODULE: ./build/world/github/types.js
var types = __webpack_require__(8926);
;// CONCATENATED MODULE: ./build/steps/draft/draft.js












const uploadsAtOnce = 4;
const maxDrafts = 3;
async function draft(job, content) {
    const { plan, world: { github, temp }, steps, earlier, } = job;
    if (content.prepared)
        return fillPrepared(job, content.prepared, content);
    const why = content.edited ? undefined : whatDiffers(plan, content, earlier.release);
    const other = content.edited ?? (why === undefined ? undefined : earlier.release);
    let assets = other ? await draft_kept(content.assets, other, github, temp) : content.assets;
    let known = other ? undefined : earlier.release;
    const left = other ? [other] : [];
    const most = left.length + maxDrafts;
    for (;;) {
        const others = [...earlier.spare, ...left];
        const said = other && why !== undefined ? `${other.url} is not continued: ${why}` : undefined;
        const release = await begin(job, content, (0,compact/* compact */.o)({ known, others, why: said }));
        if (!release.draft && earlier.release?.draft !== false)
            return { release, left };
        try {
            return { release: await fill({ release }, assets, github, steps), left };
        }
        catch (error) {
            if (!(error instanceof DraftTakenOver) || !release.draft)
                throw error;
            const published = (await github.releasesOf(plan.tag)).find((other) => !other.draft);
            if (published)
                return { release: published, left };
            left.push(release);
            if (left.length === most)
                throw error;
            assets = await draft_kept(assets, release, github, temp);
            known = undefined;
        }
    }
}
function whatDiffers(plan, { notes, title, assets }, release) {
    if (!release?.draft)
        return undefined;
    const same = release.name === (title ?? plan.release.title) && (0,record_page/* sameNotes */.GK)(release.body, notes);
    if (!same || release.prerelease !== plan.release.prerelease)
        return 'it has other words than this run would write';
    const ours = assets.find(({ name }) => name === asset_names/* recordName */.xD);
    const there = (0,types/* findAsset */.I)(release, asset_names/* recordName */.xD)?.digest;
    if (ours === undefined || there === undefined || there === `sha256:${ours.sha256}`)
        return undefined;
    return `its ${asset_names/* recordName */.xD} says something else than this run would write`;
}
async function fillPrepared(job, release, { assets, unfinished }) {
    const { github } = job.world;
    try {
        const place = { release, unfinished: unfinished ?? new Set() };
        return { release: await fill(place, assets, github, job.steps), left: [] };
    }
    catch (error) {
        if (!(error instanceof DraftTakenOver))
            throw error;
        return { release: await otherRunsRelease(job, release), left: [] };
    }
}
async function begin(job, { notes, title }, { known: earlier, others, why, }) {
    const { plan, world: { github }, steps, } = job;
    const fields = {
        tag: plan.tag,
        name: title ?? plan.release.title,
        body: notes,
        prerelease: plan.release.prerelease,
    };
    const maker = draftMaker(github, fields, (now) => now.find((other) => !other.draft) ?? now.find((other) => isOurs(other, others)));
    let known = earlier;
    let tried = false;
    return steps.run({
        title: `Draft the release ${plan.tag}`,
        find: async (log) => {
            if (!tried && why !== undefined)
                log(why);
            if (tried)
                known ??= await maker.find();
            tried = true;
            return known;
        },
        make: maker.make,
        describe: (made) => made.url,
    });
}
async function fill(place, assets, github, steps) {
    const isRecord = ({ name }) => name === asset_names/* recordName */.xD;
    const { release } = place;
    for (const record of assets.filter(isRecord))
        await uploadAsset(record, place, github, steps);
    const rest = assets.filter((asset) => !isRecord(asset));
    await (0,concurrency/* mapConcurrent */._k)(rest, uploadsAtOnce, (asset) => uploadAsset(asset, place, github, steps));
    const complete = await github.release(release.id);
    if (!complete)
        throw draftTakenOver(release, 'removed');
    return complete;
}
async function draft_kept(assets, release, github, temp) {
    const copy = async (asset) => {
        const there = release.assets.find(({ name }) => name === asset.name);
        if (asset.source || !there)
            return asset;
        const file = (0,external_node_path_.join)(temp, asset.name);
        const { sha256 } = await github.downloadTo(there, file);
        return sha256 === asset.sha256 ? { ...asset, source: { file } } : asset;
    };
    return (0,concurrency/* mapConcurrent */._k)(assets, uploadsAtOnce, copy);
}
async function refuseChanges(assets, earlier, github) {
    const release = (0,earlier_release/* finishedRelease */.kX)(earlier);
    if (!release)
        return;
    for (const wanted of assets) {
        const { name, sha256 } = wanted;
        const there = release.assets.find((asset) => asset.name === name);
        if (there && (await holds(there, wanted, github)))
            continue;
        throw new errors/* ReleaseError */.K2(`the published release ${release.tag} has ${there ? (there.digest ?? 'other bytes') : 'nothing'} as ${name}, not sha256:${sha256}; nothing was touched`, {
            code: 'tag-conflict',
            hint: `${(0,version_version/* releaseAfter */.Yh)(release.tag)}   # ${release.url} stays as it is: release the next version`,
        });
    }
}
function isOurs({ id, draft: unpublished, assets }, others) {
    return unpublished && assets.length === 0 && !others.some((left) => left.id === id);
}

// EXTERNAL MODULE: ./build/find/prepared-page.js
var prepared_page = __webpack_require__(88561);
// EXTERNAL MODULE: ./build/find/earlier-image.js
var earlier_image = __webpack_require__(52762);
// EXTERNAL MODULE: ./build/report/quantities.js
var quantities = __webpack_require__(32206);
// EXTERNAL MODULE: ./build/plan/tags/image-tags.js
var image_tags = __webpack_require__(82345);
// EXTERNAL MODULE: ./build/plan/oci/index.js
var oci = __webpack_require__(58304);
// EXTERNAL MODULE: ./build/plan/oci/manifest.js
var manifest = __webpack_require__(39043);
;// CONCATENATED MODULE: ./build/steps/prepare/previous-sizes.js






async function previousSizes(job, previousTag, inputs) {
    const { plan, world: { registry }, steps, } = job;
    const [name] = plan.images;
    const version = previousTag === undefined ? undefined : (0,version_version/* parseTag */.ED)(previousTag, inputs.tagPrefix);
    if (!name || !version)
        return new Map();
    const tag = (0,image_tags/* exactImageTag */.rM)(version, inputs.pointers.imageTagPrefix);
    return steps.run({
        title: `Read the sizes of ${tag}`,
        make: async (log) => {
            try {
                const index = await registry.manifest(name, tag);
                if (!index || !(0,oci/* isIndex */.nw)(index.descriptor.mediaType))
                    return new Map();
                const entries = (0,oci/* parseIndex */.A1)(index.bytes.toString('utf8')).filter(({ platform }) => platform !== undefined && platform.architecture !== 'unknown');
                const sizes = await Promise.all(entries.map(async ({ digest, platform }) => {
                    const own = await registry.manifest(name, digest);
                    const parts = [platform?.os, platform?.architecture, platform?.variant];
                    const named = parts.filter((part) => part !== undefined && part !== '').join('/');
                    return own
                        ? [[named.replace(/^linux\/arm64\/v8$/, 'linux/arm64'), (0,manifest/* pullSize */.p)(own.bytes)]]
                        : [];
                }));
                return new Map(sizes.flat());
            }
            catch (error) {
                if (!(error instanceof errors/* ReleaseError */.K2 || error instanceof SyntaxError || error instanceof TypeError))
                    throw error;
                log(`the registry does not tell (${(0,errors/* messageOf */.bD)(error)})`);
                return new Map();
            }
        },
        outcome: 'checked',
        describe: (sizes) => (sizes.size === 0 ? 'not known' : (0,quantities/* count */.U9)(sizes.size, 'platform')),
    });
}

// EXTERNAL MODULE: ./build/steps/prepare/workspace-files.js + 1 modules
var workspace_files = __webpack_require__(21589);
// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/plan/brands.js
var brands = __webpack_require__(89682);
// EXTERNAL MODULE: ./build/plan/artifacts.js
var artifacts = __webpack_require__(78921);
;// CONCATENATED MODULE: ./build/steps/prepare/promote.js






async function promote({ plan, world, steps }, promotion, earlier) {
    const image = { names: plan.images, ...promotion.image };
    const left = await steps.run({
        title: 'Look for an image of an earlier run',
        make: earlier,
        outcome: (found) => (found === undefined ? 'checked' : 'found'),
        describe: (found) => found?.digest ?? `none, so ${promotion.promoted.from} is taken`,
    });
    if (left && (promotion.promoted.built === undefined || left.digest === image.digest))
        return left;
    return steps.run({
        title: `Promote ${promotion.promoted.from}`,
        find: async () => {
            const heads = await Promise.all(plan.images.map((name) => world.registry.head(name, image.digest)));
            return heads.every((head) => head !== undefined) ? image : undefined;
        },
        make: async (log) => {
            for (const name of plan.images)
                await copyTo(name, image, promotion, { world, log });
            await Promise.all(plan.images.map((name) => world.registry.shown(name, (0,artifacts/* digestsOf */.n)(image))));
            return image;
        },
        describe: ({ digest, platforms }) => `${digest}, ${(0,quantities/* count */.U9)(platforms.length, 'platform')}, nothing built`,
    });
}
async function copyTo(name, image, { source, manifests }, { world: { registry, temp }, log }) {
    const folder = (0,external_node_path_.join)(temp, 'promoted');
    await (0,external_node_fs_promises_.mkdir)(folder, { recursive: true });
    for (const manifest of manifests) {
        const { digest, mediaType } = manifest.descriptor;
        if ((await registry.head(name, digest)) !== undefined)
            continue;
        for (const blob of blobsOf(manifest)) {
            log(`${blob} to ${name.name}`);
            await registry.putFile(name, (0,brands/* digest */.br)(blob), await source.file((0,brands/* digest */.br)(blob), folder));
        }
        await registry.put(name, digest, { mediaType, bytes: manifest.bytes });
    }
    await registry.put(name, image.digest, { mediaType: image.mediaType, bytes: Buffer.from(image.index) });
}
function blobsOf({ bytes }) {
    const { config, layers } = (0,manifest/* parseImageManifest */.S)(bytes.toString('utf8'));
    const named = [...(config ? [config] : []), ...layers];
    return named.flatMap(({ digest, mediaType }) => typeof digest === 'string' &&
        (0,brands/* isDigest */.Bc)(digest) &&
        !/foreign|nondistributable/.test(typeof mediaType === 'string' ? mediaType : '')
        ? [digest]
        : []);
}

// EXTERNAL MODULE: ./build/find/bundles.js
var bundles = __webpack_require__(36027);
// EXTERNAL MODULE: ./build/world/sigstore/statement.js
var statement = __webpack_require__(26235);
// EXTERNAL MODULE: ./build/steps/prove/attach.js
var attach = __webpack_require__(43704);
// EXTERNAL MODULE: ./build/steps/prove/attestation.js + 1 modules
var prove_attestation = __webpack_require__(31453);
;// CONCATENATED MODULE: ./build/steps/prove/built-before.js




async function carryProvenance({ plan, world, steps }, { digest }, promotion) {
    const { bundle, source } = promotion ?? {};
    if (bundle === undefined)
        return;
    const { mediaType = prove_attestation/* bundleType */.$ } = JSON.parse(bundle);
    for (const name of plan.images.filter((one) => one.name !== source?.name?.name)) {
        await steps.run({
            title: `Attach the provenance of the build to ${name.name}`,
            find: async (log) => (await (0,bundles/* referringBundles */.kv)(world.registry, name, digest, log)).includes(bundle) ? digest : undefined,
            make: () => world.registry.attach(name, digest, (0,attach/* bundleArtifact */.d)(bundle, mediaType, statement/* provenanceType */.wy, plan)),
            describe: () => digest,
        });
    }
}
function promotedCheck({ promoted, repository }) {
    if (promoted === undefined)
        return [];
    const { from, built } = promoted;
    const text = 'The image was promoted, and nothing was built';
    if (built === undefined)
        return [
            { text, state: 'passed', detail: `${from}, which an earlier step of this job made`, commands: [] },
        ];
    const identity = built.identity.replaceAll("'", '');
    return [
        {
            text,
            state: 'passed',
            detail: `${from}, built by ${built.run}`,
            commands: [
                `gh attestation verify oci://${from} --repo ${repository.fullName} --cert-identity '${identity}'`,
            ],
        },
    ];
}

// EXTERNAL MODULE: ./build/steps/prepare/image.js + 1 modules
var prepare_image = __webpack_require__(99302);
// EXTERNAL MODULE: ./build/steps/preflight/places.js
var preflight_places = __webpack_require__(55614);
// EXTERNAL MODULE: ./build/steps/preflight/frozen-tags.js
var frozen_tags = __webpack_require__(74696);
;// CONCATENATED MODULE: ./build/steps/preflight/conflicts.js








async function refuseConflicts(job, known, ownNames = []) {
    const { plan, world: { github, registry }, steps, } = job;
    const before = await (0,earlier_release/* earlierReleaseOrFault */.RZ)(plan, github, steps);
    const earlier = 'journal' in before ? before.journal : { spare: [] };
    const release = 'fault' in before ? [before.fault] : (0,prepared_page/* takenNames */.EF)(earlier, ownNames, plan);
    const [places, used, frozen] = await (0,concurrency/* allEnded */.Cw)([
        Promise.all((0,preflight_places/* placesOf */.ek)(plan).map((place) => lookOr(known, () => (0,preflight_places/* lookAt */.t5)(place, plan, earlier.manifest, registry)))),
        release.length === 0 ? (0,immutable_tag/* usedTagFaults */.F)({ plan, steps, earlier }, github) : Promise.resolve([]),
        (0,frozen_tags/* frozenFaults */.s)(plan, registry),
    ]);
    const conflicts = places.flatMap((place) => place?.conflict ?? []);
    const images = (sure) => conflicts.filter((conflict) => conflict.sure === sure).map(({ fault }) => fault);
    const found = [...known, ...release, ...used, ...images(true), ...frozen];
    if (found.length === 0)
        return earlier;
    throw new errors/* FaultsError */.aP([...found, ...images(false)]);
}
async function lookOr(known, look) {
    try {
        return await look();
    }
    catch (error) {
        if (!(error instanceof errors/* ReleaseError */.K2) || (0,retry/* isTransient */.dg)(error) || known.length === 0)
            throw error;
        return undefined;
    }
}

// EXTERNAL MODULE: ./build/steps/publish/pointer-targets.js
var pointer_targets = __webpack_require__(50118);
// EXTERNAL MODULE: ./build/find/page-marks.js
var page_marks = __webpack_require__(49724);
;// CONCATENATED MODULE: ./build/steps/publish/pointers.js




async function movePointers(job, inputs, image, published) {
    const { plan, world } = job;
    const tagNames = sharedTagNames(world, inputs);
    const targets = plan.pointers.floating
        .filter(({ moves }) => moves)
        .flatMap((pointer) => (0,pointer_targets/* targetsOf */.QR)(job, pointer, { inputs, image, published }));
    return (0,concurrency/* mapConcurrent */._k)(targets, targets.length, (target) => move(job, target, inputs, tagNames));
}
async function move(job, target, inputs, tagNames) {
    const { plan, steps } = job;
    const highest = highestFor(job, target.pointer, inputs, tagNames);
    let before = target.before;
    let now;
    const { tag, stays, refused } = await steps.run({
        title: `Move ${target.title}`,
        find: async () => {
            const [{ tag: leader }, named] = await (0,concurrency/* allEnded */.Cw)([highest(), target.read()]);
            now = named;
            before ??= { value: now };
            const other = target.takenBy?.(now);
            if (other !== undefined)
                return { tag: other, stays: true };
            if (leader === plan.tag)
                return now === target.value ? { tag: leader, stays: false } : undefined;
            return now === target.value ? undefined : { tag: leader, stays: true };
        },
        make: async (log) => {
            try {
                if (now !== target.value)
                    await target.write(plan.tag, now !== undefined);
            }
            catch (error) {
                if (!(error instanceof pointer_targets/* WithheldTag */._B))
                    throw error;
                log(error.message);
                return { tag: plan.tag, stays: false, refused: error.message };
            }
            let owner = plan.tag;
            for (let leader = await highest(); leader.tag !== owner; leader = await highest()) {
                log(`${leader.tag} came while this release was under way`);
                if (!(await target.write(leader.tag, true)))
                    break;
                owner = leader.tag;
            }
            if (owner !== plan.tag)
                return { tag: owner, stays: true };
            now = await target.settled(now);
            if (now !== target.value) {
                throw new retry/* TransientError */.N_(`${target.title} still names ${now ?? 'nothing'}`, {
                    hint: 'Run the workflow again.',
                });
            }
            return { tag: plan.tag, stays: false };
        },
        outcome: (end) => (end.refused === undefined ? 'made' : 'skipped'),
        describe: (end) => end.refused !== undefined
            ? `left to a person: ${end.refused}`
            : end.stays
                ? `left to ${end.tag}${now === end.tag ? '' : ', which is higher'}`
                : `${before?.value === undefined || before.value === target.value ? '' : `${before.value} \u2192 `}${target.value}`,
    });
    const from = before?.value === undefined ? {} : { from: before.value };
    const named = { kind: target.pointer.kind, name: target.name, ...from };
    if (refused !== undefined)
        return { ...named, to: before?.value ?? '', left: true, refused };
    return stays ? { ...named, to: tag, left: true } : { ...named, to: target.value };
}
function sharedTagNames({ github }, { tagPrefix }) {
    return (0,concurrency/* sharedAnswer */.gA)(() => github.tagNames(`${tagPrefix}v`));
}
function highestFor({ plan, world }, { pointer }, { tagPrefix }, tagNames) {
    const isWithdrawn = (0,page_marks/* makeIsWithdrawn */.H1)(world.github);
    const line = { version: plan.version, tagPrefix };
    return async () => {
        const tags = await tagNames();
        const found = await (0,page_marks/* highestCounting */.eh)(pointer, [...tags, plan.tag], line, isWithdrawn);
        return found.highest ?? plan.version;
    };
}

;// CONCATENATED MODULE: ./build/steps/publish/movable.js



async function checkPointersMove(job, inputs, image) {
    const { plan, world, steps } = job;
    const targets = plan.pointers.floating
        .filter(({ kind, moves }) => kind === 'image' && moves)
        .flatMap((pointer) => (0,pointer_targets/* imageTargets */.e_)(job, pointer, { inputs, image }))
        .filter((target) => target.putAgain !== undefined);
    if (targets.length === 0)
        return;
    const tagNames = sharedTagNames(world, inputs);
    await steps.run({
        title: `Ask whether the image's pointers may move`,
        make: async () => {
            await (0,concurrency/* mapConcurrent */._k)(targets, targets.length, (target) => ask(job, target, highestFor(job, target.pointer, inputs, tagNames)));
        },
        outcome: 'checked',
        describe: () => targets.map(({ name }) => name).join(', '),
    });
}
async function ask(job, target, highest) {
    if ((await highest()).tag !== job.plan.tag)
        return;
    const now = await target.read();
    if (now === undefined || now === target.value)
        return;
    await target.putAgain?.();
    const { tag } = await highest();
    if (tag !== job.plan.tag)
        await target.write(tag, true);
}

// EXTERNAL MODULE: ./build/plan/record/page-parts.js
var page_parts = __webpack_require__(53792);
;// CONCATENATED MODULE: ./build/steps/publish/adopt.js



async function adopt({ published, draft }, ours, world) {
    const theirs = await (0,earlier_release/* readRecord */.aE)(published, world.github);
    const facts = ({ commit, images }) => JSON.stringify([commit, images]);
    if (theirs === undefined || facts(theirs) !== facts(ours.manifest)) {
        throw foreign(published, draft, 'with other contents');
    }
    const wrong = await ours.proof(published);
    if (wrong.length > 0)
        throw foreign(published, draft, `and it does not verify:\n${wrong.join('\n')}`);
    if (draft.id !== published.id)
        await world.github.deleteRelease(draft.id);
    const sums = new Map(theirs.assets.map(({ name, sha256 }) => [name, sha256]));
    const assets = published.assets.flatMap(({ name, size, digest }) => {
        const sha256 = digest?.replace(/^sha256:/, '') ?? sums.get(name);
        return sha256 === undefined ? [] : [{ name, size, sha256 }];
    });
    return { release: published, adopted: { assets, manifest: theirs } };
}
function foreign(published, draft, how) {
    return new errors/* ReleaseError */.K2(`somebody else has published ${published.tag} ${how}\nnothing more was touched`, {
        code: 'tag-conflict',
        hint: `${(0,version_version/* releaseAfter */.Yh)(published.tag)}   # see ${published.url} and the draft ${draft.url} first; remove the draft when the published release is right`,
    });
}

;// CONCATENATED MODULE: ./build/steps/publish/as-made.js


function otherAssets(release, wanted) {
    const isThere = ({ name, sha256 }) => {
        const asset = (0,types/* findAsset */.I)(release, name);
        return asset !== undefined && [undefined, `sha256:${sha256}`].includes(asset.digest);
    };
    const lacking = wanted.filter((asset) => !isThere(asset)).map(({ name }) => name);
    const strange = strangers(release, wanted);
    return [
        ...(lacking.length === 0 ? [] : [`it lacks ${lacking.join(', ')}, or has other bytes under the name`]),
        ...(strange.length === 0 ? [] : [`it has ${strange.join(', ')}, which this run has not made`]),
    ];
}
function strangers(release, wanted) {
    return (release?.assets ?? [])
        .map(({ name }) => name)
        .filter((name) => !wanted.some((asset) => asset.name === name));
}
function otherWords({ name, body }, page) {
    return [
        ...(name === page.title
            ? []
            : [`its title is ${JSON.stringify(name)}, not ${JSON.stringify(page.title)}`]),
        ...((0,record_page/* sameNotes */.GK)(body, page.notes) ? [] : ['its notes are others than this run has written']),
    ];
}

;// CONCATENATED MODULE: ./build/steps/publish/publish.js










async function publishOnce({ id }, world, options) {
    try {
        return await world.github.publish(id, options);
    }
    catch (error) {
        if (error instanceof Error && /immutable/i.test(error.message))
            throw (0,immutable_tag/* usedTag */.KQ)(options.tag, error);
        if ((0,retry_status/* hasStatus */.R)(error, 404, 422)) {
            throw new retry/* TransientError */.N_(`GitHub would not publish the draft (${error.message})`, {
                hint: 'See the releases page, then run the workflow again.',
                cause: error,
            });
        }
        throw error;
    }
}
async function deleteStaleDrafts(job, spare, kept) {
    const { plan, world, steps } = job;
    const isLost = ({ body }) => (0,page_parts/* hasOthersWords */.vB)(plan.tag, body) && wordsOf(body) !== wordsOf(kept.body);
    const isOurs = (draft) => draft.author === kept.author &&
        !isLost(draft) &&
        draft.assets.every(({ name }) => name === asset_names/* gateLogName */.by || kept.assets.some((own) => own.name === name));
    const saysTheSame = ({ name, body }) => !kept.draft && name === kept.name && wordsOf(body) === wordsOf(kept.body);
    const isMeant = (release) => release.draft &&
        release.id !== kept.id &&
        (spare.some(({ id }) => id === release.id) || (isOurs(release) && saysTheSame(release)));
    const left = async () => (await world.github.releasesOf(plan.tag)).filter(isMeant);
    if ((await left()).length === 0)
        return;
    await steps.run({
        title: `Remove spare drafts of ${plan.tag}`,
        make: async (log) => {
            const drafts = await left();
            for (const { url, author } of drafts.filter((draft) => !isOurs(draft)))
                log(`${url} is ${author === '' ? "somebody's" : `${author}'s`}, or holds what this release does not: it stays`);
            const ours = drafts.filter(isOurs);
            for (const { id } of ours)
                await world.github.deleteRelease(id);
            return ours.length;
        },
        describe: (count) => `${count} that earlier runs had left`,
    });
}
function wordsOf(body) {
    return body
        .replaceAll('\r\n', '\n')
        .replace(/sha256:[0-9a-f]{64}/g, 'sha256:')
        .trim();
}
function draftChanged({ tag, repository }, { url }, strange, wrong) {
    const remove = strange.map((name) => `gh release delete-asset ${tag} ${name} --repo ${repository.fullName}`);
    return new errors/* ReleaseError */.K2(`the draft of ${tag} was changed while this run filled it, so it was not published: ${wrong.join('; ')}`, {
        code: 'draft-changed',
        hint: [
            ...remove,
            `gh run rerun   # of this run: it keeps words that a person has written (${url}); files that belong to the release are named by the input files`,
        ].join('\n'),
    });
}
async function publishRelease(job, draft, { assets, manifest, page, proof, lastLooks }, latest) {
    const { plan, world, steps } = job;
    let marked;
    let latestBefore;
    const published = await steps.run({
        title: `Publish the release ${plan.tag}`,
        find: async () => {
            const [, releases, own, latestNow] = await (0,concurrency/* allEnded */.Cw)([
                lastLooks(),
                world.github.releasesOf(plan.tag),
                world.github.release(draft.id),
                draft.draft ? world.github.latestRelease() : Promise.resolve(undefined),
            ]);
            marked = latestNow;
            const published = releases.find((release) => !release.draft);
            if (published) {
                const isOurs = published.id === draft.id && otherAssets(published, assets).length === 0;
                return isOurs ? { release: published } : adopt({ published, draft }, { manifest, proof }, world);
            }
            if (own === undefined) {
                throw new retry/* TransientError */.N_(`the draft of ${plan.tag} is gone`, { hint: 'Run the workflow again.' });
            }
            const wrong = [...otherAssets(own, assets), ...otherWords(own, page)];
            if (wrong.length === 0)
                return undefined;
            throw draftChanged(plan, draft, strangers(own, assets), wrong);
        },
        make: async () => {
            latestBefore = { tag: marked?.tag };
            const release = await publishOnce(draft, world, {
                tag: plan.tag,
                latest,
                prerelease: plan.release.prerelease,
            });
            return { release };
        },
        describe: ({ release }) => `${release.url}${latest ? ', marked latest' : ''}`,
    });
    return (0,compact/* compact */.o)({ ...published, latestBefore });
}

// EXTERNAL MODULE: ./build/steps/notes/release-notes.js + 9 modules
var release_notes = __webpack_require__(22127);
;// CONCATENATED MODULE: ./build/steps/publish/read-back-image.js


function checked(text, wrong, well, commands) {
    return wrong.length === 0
        ? { text, state: 'passed', detail: well, commands }
        : { text, state: 'failed', detail: wrong.join('; '), commands };
}
async function imageChecks(plan, seen, registry) {
    const groups = await Promise.all([
        Promise.all(plan.images.map((name) => pulls(name, plan, seen.image, registry))),
        imageTags(plan, seen, registry),
    ]);
    return groups.flat(2);
}
async function pulls(name, plan, image, registry) {
    const tag = plan.pointers.exact;
    let index = await registry.manifest(name, tag);
    if (index?.descriptor.digest !== image.digest) {
        await registry.settled(name, { tag, digest: image.digest, before: undefined });
        index = await registry.manifest(name, tag);
    }
    const entries = index?.descriptor.digest === image.digest ? (0,oci/* parseIndex */.A1)(index.bytes.toString('utf8')) : [];
    const wrong = await Promise.all(image.platforms.map(async ({ platform, digest }) => {
        const entry = entries.find((one) => (0,oci/* isFor */.Gi)(one, platform));
        if (entry?.digest !== digest)
            return [`${platform.name} is not in it`];
        const isThere = await registry.shown(name, [digest]).then(() => true, neverShown);
        return isThere ? [] : [`${platform.name} cannot be read`];
    }));
    const names = image.platforms.map(({ platform }) => platform.name);
    return [
        checked(`${name.name} can be pulled, and its manifest has ${names.join(' and ')}`, wrong.flat(), image.digest, [`docker pull ${name.name}@${image.digest}`]),
        namesIndex(name, tag, index?.descriptor.digest, image),
    ];
}
function namesIndex(name, tag, now, { digest }) {
    return checked(`${name.name}:${tag} names the release's index`, now === digest ? [] : [now ?? 'nothing'], digest, [`docker buildx imagetools inspect ${name.name}:${tag}`]);
}
function neverShown(error) {
    if (error instanceof retry/* TransientError */.N_)
        return false;
    throw error;
}
async function imageTags(plan, { image, moved }, registry) {
    const tags = [
        ...plan.pointers.extra,
        ...plan.pointers.floating.filter(({ kind, moves }) => kind === 'image' && moves).map(({ name }) => name),
    ];
    const refs = plan.images.flatMap((name) => tags.map((tag) => ({ name, tag, pointer: moved.find((one) => one.name === `${name.name}:${tag}`) })));
    return Promise.all(refs
        .filter(({ pointer }) => pointer?.left !== true)
        .map(async ({ name, tag, pointer }) => {
        const now = await registry.settled(name, { tag, digest: image.digest, before: pointer?.from });
        return namesIndex(name, tag, now, image);
    }));
}

// EXTERNAL MODULE: ./build/find/read-pointer.js
var read_pointer = __webpack_require__(64752);
// EXTERNAL MODULE: ./build/find/public-image.js + 1 modules
var public_image = __webpack_require__(53330);
;// CONCATENATED MODULE: ./build/steps/publish/read-back.js







async function readBack(job, made, context) {
    const { plan, world, steps } = job;
    return steps.run({
        title: 'Read back what is public',
        make: async (log) => {
            const checks = (await Promise.all([
                page(plan, made, world).then((check) => [check]),
                imageChecks(plan, made, world.registry),
                (0,public_image/* publicChecks */.ff)(plan, made.image, world.registry),
                otherPointers(plan, made, world),
                attestedByGitHub(plan, made, world),
                mergedBack(plan, context, world),
            ])).flat();
            for (const { state, text, detail } of checks)
                log(`${state === 'failed' ? 'NOT OK' : state}: ${text} (${detail})`);
            return checks;
        },
        outcome: (checks) => (checks.some(({ state }) => state === 'failed') ? 'failed' : 'checked'),
        describe: (checks) => {
            const passed = checks.filter(({ state }) => state === 'passed').length;
            const open = checks.filter(({ state }) => state === 'to-do').length;
            return `${passed} of ${(0,quantities/* count */.U9)(checks.length, 'check')} passed${open === 0 ? '' : `, ${open} to do`}`;
        },
    });
}
async function page(plan, { release, assets, page: words }, { github }) {
    const now = await github.release(release.id);
    const wrong = now
        ? [
            ...(now.draft ? ['it is a draft'] : []),
            ...(now.body.trim() === '' ? ['the notes are empty'] : []),
            ...assets.flatMap(({ name, sha256 }) => {
                const there = now.assets.find((asset) => asset.name === name);
                if (there?.state !== 'uploaded')
                    return [`${name} is not there`];
                return (there.digest ?? `sha256:${sha256}`) === `sha256:${sha256}`
                    ? []
                    : [`${name} is ${there.digest ?? ''}`];
            }),
            ...strangers(now, assets).map((name) => `${name} is not of this release`),
            ...(words ? otherWords(now, words) : []),
        ]
        : ['not found'];
    return checked('The release page has its notes and assets', wrong, (0,quantities/* count */.U9)(assets.length, 'asset'), [
        `gh release view ${plan.tag} --repo ${plan.repository.fullName}`,
    ]);
}
async function otherPointers(plan, { moved }, world) {
    const repo = plan.repository;
    const mine = moved.filter(({ kind, left }) => kind !== 'image' && !left);
    const open = moved.flatMap(({ name, refused }) => refused === undefined
        ? []
        : [
            {
                text: `The Git tag ${name} names the release's commit`,
                state: 'to-do',
                detail: refused,
                commands: [(0,pointer_targets/* pushTagCommand */.GK)(plan, name, plan.commit)],
            },
        ]);
    const checks = await Promise.all(mine.map(async ({ kind, name }) => {
        if (kind === 'git') {
            const now = await (0,read_pointer/* readPointer */.q)({ kind, name }, undefined, world);
            return checked(`The Git tag ${name} names the release's commit`, now === plan.commit ? [] : [now ?? 'there is none'], plan.commit, [`git ls-remote ${repo.url} 'refs/tags/${name}'`]);
        }
        const now = await (0,read_pointer/* readPointer */.q)({ kind, name }, undefined, world);
        return checked("GitHub's latest release is this one", now === plan.tag ? [] : [now ?? 'none'], plan.tag, [`gh release view --repo ${repo.fullName}`]);
    }));
    return [...open, ...checks];
}
async function attestedByGitHub({ tag, commit, repository }, { release }, { github }) {
    if (!release.immutable)
        return [];
    const objects = new Set([(await github.tagTarget(tag)) ?? commit, commit]);
    const tags = await Promise.all([...objects].map((object) => github.attestedReleases(object)));
    const isThere = tags.flat().includes(tag);
    return [
        {
            text: 'The release is immutable, and GitHub attests it',
            state: isThere ? 'passed' : 'not-run',
            detail: isThere
                ? `its tag and ${(0,quantities/* count */.U9)(release.assets.length, 'asset')}`
                : 'the attestation is not there yet',
            commands: [
                `gh release verify ${tag} --repo ${repository.fullName}   # gh 2.81 or later`,
                `gh release verify-asset ${tag} ${asset_names/* recordName */.xD} --repo ${repository.fullName}   # any asset`,
            ],
        },
    ];
}
async function mergedBack(plan, { repository }, { github }) {
    const branches = [...new Set(['develop', repository.defaultBranch ?? 'main'])];
    const found = await Promise.all(branches.map(async (branch) => {
        const merged = await github.isReachable(plan.commit, branch);
        if (merged === undefined)
            return [];
        const text = `${plan.tag} is merged back into ${branch}`;
        if (merged) {
            const command = `git fetch origin && git merge-base --is-ancestor ${plan.commit} origin/${branch}`;
            return [{ text, state: 'passed', detail: plan.commit, commands: [command] }];
        }
        return [
            {
                text,
                state: 'to-do',
                detail: `${branch} does not have ${plan.commit}`,
                commands: [
                    'git fetch origin --tags',
                    `git switch ${branch}`,
                    `git merge ${plan.tag}`,
                    `git push origin ${branch}`,
                ],
            },
        ];
    }));
    return found.flat();
}

// EXTERNAL MODULE: ./build/plan/sbom.js
var sbom = __webpack_require__(76257);
// EXTERNAL MODULE: ./build/steps/prove/provenance.js
var provenance = __webpack_require__(7998);
;// CONCATENATED MODULE: ./build/steps/prove/sbom.js





const attestedAtOnce = 4;
async function attestSboms(job, sboms, image) {
    const { plan, world } = job;
    const subjects = (0,provenance/* imageSubjects */.v)(plan, image);
    return (0,concurrency/* mapConcurrent */._k)(sboms, attestedAtOnce, ({ path, predicateType, document }) => (0,prove_attestation/* ensureAttestation */.B)(job, {
        what: `SBOM ${path}`,
        asset: (0,asset_names/* sbomName */.HK)(path, sboms.length),
        predicateType,
        subjects,
        sign: () => world.attestor.statement(subjects, predicateType, document),
        same: (predicate) => (0,sbom/* sameSbom */.k_)(predicate, document),
    }, image));
}

// EXTERNAL MODULE: ./build/steps/prove/sbom-scan.js
var sbom_scan = __webpack_require__(39748);
;// CONCATENATED MODULE: ./build/steps/publish/discussion.js


async function startDiscussion({ plan, world: { github }, steps }, release) {
    const { discussionCategory: category } = plan.release;
    if (category === undefined)
        return [];
    const text = `A discussion in ${category}`;
    const command = `gh api --method PATCH repos/${plan.repository.fullName}/releases/${release.id} --field discussion_category_name='${category.replaceAll("'", String.raw `'\''`)}'`;
    const check = await steps.run({
        title: `Start a discussion in ${category}`,
        find: async () => {
            const url = release.discussionUrl ?? (await github.release(release.id))?.discussionUrl;
            return url === undefined ? undefined : { text, state: 'passed', detail: url, commands: [] };
        },
        make: async () => {
            try {
                const { discussionUrl = '' } = await github.startDiscussion(release.id, category);
                return { text, state: 'passed', detail: discussionUrl, commands: [] };
            }
            catch (error) {
                if (!(0,retry_status/* hasStatus */.R)(error, 403, 404, 422))
                    throw error;
                const detail = `${(0,errors/* messageOf */.bD)(error).split('\n', 1)[0] ?? ''}; it needs the category, and permissions: { discussions: write }`;
                return { text, state: 'to-do', detail, commands: [command] };
            }
        },
        outcome: ({ state }) => (state === 'passed' ? 'made' : 'skipped'),
        describe: ({ detail }) => detail,
    });
    return [check];
}

// EXTERNAL MODULE: ./build/run/step.js
var step = __webpack_require__(15606);
;// CONCATENATED MODULE: ./build/steps/publish/storage-record.js



async function recordStorage({ plan, world: { github }, steps }, image, { repository: { ownerType } }, isFirst) {
    if (!plan.attest || ownerType === 'User')
        return;
    const wanted = image.names.map(({ name, registry }) => ({ name, registryUrl: `https://${registry}/` }));
    let missing = wanted;
    await steps.run({
        title: `Record where ${plan.tag} is stored`,
        find: (0,step/* afterFirst */.P)(isFirst, async () => {
            missing = await missingOf(wanted, image, github);
            return missing.length === 0 ? {} : undefined;
        }),
        make: async () => {
            try {
                for (const record of missing)
                    await github.recordStorage({ ...record, digest: image.digest, version: plan.tag });
                return {};
            }
            catch (error) {
                return { refusal: refusalIn(error) };
            }
        },
        outcome: ({ refusal }) => (refusal === undefined ? 'made' : 'skipped'),
        describe: ({ refusal }) => refusal === undefined ? `${wanted.length} at GitHub` : `GitHub would not: ${refusal}`,
    });
}
async function missingOf(wanted, { digest }, github) {
    const there = await github.storageRecords(digest).catch((error) => {
        refusalIn(error);
        return [];
    });
    return wanted.filter(({ name, registryUrl }) => !there.some((one) => one.name === name && one.registryUrl === registryUrl));
}
function refusalIn(error) {
    const status = (0,retry_status/* statusOf */.c)(error) ?? 0;
    if (status < 400 || status >= 500)
        throw error;
    return (0,errors/* messageOf */.bD)(error).split('\n', 1)[0] ?? '';
}

;// CONCATENATED MODULE: ./build/steps/publish/image-tags.js




async function checkImageTags(job, image) {
    const { plan, world, steps } = job;
    await steps.run({
        title: `Look at the image tags of ${plan.tag} once more`,
        make: async () => {
            const places = (0,preflight_places/* placesOf */.ek)(plan);
            const found = await Promise.all(places.map((place) => tagged(place, plan, image, world.registry)));
            return found.filter((digest) => digest !== undefined).length;
        },
        outcome: 'checked',
        describe: (count) => (count === 0 ? 'all are free' : `${count} name this image already`),
    });
}
async function tagged({ name, tag }, plan, image, registry) {
    const head = await registry.head(name, tag);
    if (!head || head.digest === image.digest)
        return head?.digest;
    throw new errors/* ReleaseError */.K2(`${name.name}:${tag} names ${head.digest}, not ${image.digest}; nothing was touched`, {
        code: 'tag-conflict',
        hint: tag === plan.pointers.exact
            ? `${(0,version_version/* releaseAs */.cA)(plan.next)}   # a released tag never moves: release the next version`
            : `image-tags: ${tag}=moves   # where it is meant to move; a tag that another release took a moment ago is left to it when the run is started again`,
    });
}
async function tagImage(job, image) {
    const { plan, world, steps } = job;
    for (const place of (0,preflight_places/* placesOf */.ek)(plan)) {
        const { name, tag } = place;
        await steps.run({
            title: `Tag ${name.name}:${tag}`,
            find: () => tagged(place, plan, image, world.registry),
            make: async () => {
                const put = await world.registry.put(name, tag, {
                    mediaType: image.mediaType,
                    bytes: Buffer.from(image.index),
                });
                const now = await world.registry.settled(name, { tag, digest: put, before: undefined });
                if (now !== put) {
                    throw new retry/* TransientError */.N_(`${name.name}:${tag} does not name ${put} after it was put`, {
                        hint: 'Run the workflow again.',
                    });
                }
                return put;
            },
            describe: (digest) => digest,
        });
    }
}

;// CONCATENATED MODULE: ./build/steps/publish/tag-unmoved.js

async function requireTagUnmoved(job, records) {
    const { plan, steps } = job;
    await steps.run({
        title: `Look at the tag ${plan.tag} once more`,
        make: () => refuseMovedTag(plan, records),
        outcome: 'checked',
        describe: () => 'it has not moved',
    });
}
async function refuseMovedTag({ tag, commit }, records) {
    const what = await change({ tag, commit }, records);
    if (what === undefined)
        return;
    throw new errors/* ReleaseError */.K2(`the tag ${tag} was ${what} while its commit ${commit} was being released; nothing was published`, {
        code: 'tag-moved',
        hint: `git push --force origin ${commit}:refs/tags/${tag}   # back to what was built, then run the workflow again; or leave it: the run of the new tag writes the draft anew`,
    });
}
async function requireTagStillUnmoved(job, records, url) {
    const { plan, steps } = job;
    const { tag, commit, repository } = plan;
    await steps.run({
        title: `Look at the tag ${tag} after publishing`,
        make: async () => {
            const what = await change(plan, records);
            if (what === undefined)
                return;
            throw new errors/* ReleaseError */.K2(`the tag ${tag} was ${what} in the moment in which the release of its commit ${commit} was published: ${url} is public, and no image tag and no pointer was written`, {
                code: 'tag-moved-public',
                hint: [
                    `git push --force origin ${commit}:refs/tags/${tag}   # back to what was released; then run the workflow again, which writes the rest`,
                    `gh release delete ${tag} --repo ${repository.fullName}   # or, where the tag was moved on purpose: then run the workflow of the tag`,
                ].join('\n'),
            });
        },
        outcome: 'checked',
        describe: () => 'it has not moved',
    });
}
async function change({ tag, commit }, records) {
    const now = await records.tagCommit(tag);
    if (now === commit)
        return undefined;
    return now === undefined ? 'deleted' : `moved to ${now}`;
}

// EXTERNAL MODULE: ./build/steps/prove/smoke-test.js + 3 modules
var smoke_test = __webpack_require__(55557);
// EXTERNAL MODULE: ./build/steps/prove/prove.js + 2 modules
var prove = __webpack_require__(55634);
// EXTERNAL MODULE: ./build/steps/prove/verify.js
var verify = __webpack_require__(48032);
// EXTERNAL MODULE: ./build/steps/prepare/asset-file.js
var asset_file = __webpack_require__(50755);
// EXTERNAL MODULE: ./build/steps/notes/verify-commands.js
var verify_commands = __webpack_require__(69836);
// EXTERNAL MODULE: ./node_modules/@sigstore/bundle/dist/index.js
var dist = __webpack_require__(61040);
// EXTERNAL MODULE: ./build/world/sigstore/signature-error.js
var signature_error = __webpack_require__(73995);
;// CONCATENATED MODULE: ./build/world/sigstore/signed-digest.js


function signedDigest(bundle) {
    const { content } = (0,signature_error/* attempt */.C)('bundle', () => (0,dist/* bundleFromJSON */.vw)(bundle));
    if (content.$case !== 'messageSignature') {
        throw new signature_error/* SignatureError */.V('bundle', 'it signs a statement, not a blob');
    }
    return `sha256:${content.messageSignature.messageDigest.digest.toString('hex')}`;
}

;// CONCATENATED MODULE: ./build/steps/draft/sign-assets.js















const maxBundleBytes = 1024 * 1024;
const signedAtOnce = 4;
async function signEach(job, wanted) {
    const { world, steps } = job;
    if (wanted.length === 0)
        return { assets: [], checks: [] };
    const signed = await (0,concurrency/* mapConcurrent */._k)(wanted, signedAtOnce, (asset) => signOne(job, asset));
    const isFinished = (0,earlier_release/* finishedRelease */.kX)(job.earlier) !== undefined;
    if (!isFinished)
        await steps.run({
            title: `Verify the signatures of ${(0,quantities/* count */.U9)(signed.length, 'asset')} with cosign`,
            make: async () => {
                await (0,concurrency/* mapConcurrent */._k)(signed, signedAtOnce, ({ file, bundleFile }) => world.cosign.verifyBlob(file, bundleFile, world.signer));
            },
            outcome: 'checked',
            describe: () => signed.map(({ asset }) => asset.name).join(', '),
        });
    const check = {
        text: `Signatures of ${(0,quantities/* count */.U9)(signed.length, 'asset')}, one each`,
        detail: (0,verify/* signedBy */.qI)(world, isFinished),
        state: 'passed',
        commands: [
            (0,verify_commands/* eachAssetCommand */.P3)(wanted.map(({ name }) => name), world),
        ],
    };
    return { assets: signed.map(({ asset }) => asset), checks: [check] };
}
async function signOne(job, asset) {
    const { world, steps, earlier: journal } = job;
    const name = (0,asset_names/* bundleName */.u1)(asset.name);
    const folder = (0,external_node_path_.join)(world.temp, 'signed');
    const bundleFile = (0,external_node_path_.join)(folder, name);
    let file = '';
    const text = await steps.run({
        title: `Sign ${asset.name}`,
        find: async (log) => {
            await (0,external_node_fs_promises_.mkdir)(folder, { recursive: true });
            file = await onDisk(asset, folder, world, journal);
            const earlier = await earlierBundle(name, world, journal);
            if (earlier !== undefined && signs(job, earlier, { asset, blob: { file } }, log)) {
                await (0,external_node_fs_promises_.writeFile)(bundleFile, earlier);
                return earlier;
            }
            const release = (0,earlier_release/* finishedRelease */.kX)(journal);
            if (release) {
                const what = earlier === undefined ? 'nothing' : 'something else';
                throw new errors/* ReleaseError */.K2(`the published release ${release.tag} has ${what} as ${name}, the signature of ${asset.name}; nothing was touched`, {
                    code: 'tag-conflict',
                    hint: `${(0,version_version/* releaseAs */.cA)(job.plan.next)}   # ${release.url} stays as it is: release the next version`,
                });
            }
            return undefined;
        },
        make: async (log) => {
            await world.cosign.signBlob(file, bundleFile, log);
            const made = await (0,external_node_fs_promises_.readFile)(bundleFile, 'utf8');
            if (!signs(job, made, { asset, blob: { file } }, log)) {
                throw new errors/* ReleaseError */.K2(`the signature of ${asset.name} just made does not verify`, {
                    hint: 'The log of this step says what it names; run the workflow again when that is mended.',
                });
            }
            return made;
        },
        describe: () => `sha256:${asset.sha256.slice(0, 12)}\u2026`,
    });
    return { file, bundleFile, asset: (0,asset_file/* assetOf */.c)(name, text, prove_attestation/* bundleType */.$) };
}
async function onDisk({ name, sha256, source }, folder, { github }, { release }) {
    if (source && 'file' in source)
        return source.file;
    const file = (0,external_node_path_.join)(folder, name);
    if (source) {
        await (0,external_node_fs_promises_.writeFile)(file, source.bytes);
        return file;
    }
    const there = (0,types/* findAsset */.I)(release, name);
    if (!there || (await github.downloadTo(there, file)).sha256 !== sha256) {
        throw new errors/* ReleaseError */.K2(`${name} is gone from the draft, or was changed there`, {
            hint: 'Run the workflow again: it makes what is missing.',
        });
    }
    return file;
}
async function earlierBundle(name, world, { release }) {
    const asset = (0,types/* findAsset */.I)(release, name);
    if (!asset || asset.size > maxBundleBytes)
        return undefined;
    return (await world.github.download(asset)).toString('utf8');
}
function signs(job, text, { asset, blob }, log) {
    const read = () => {
        const bundle = JSON.parse(text);
        const digest = signedDigest(bundle);
        if (digest === `sha256:${asset.sha256}`)
            return bundle;
        log(`a bundle is ignored: it signs ${digest}`);
        return undefined;
    };
    return (0,bundles/* signsForRelease */.RY)(job, blob, read, { log, what: 'a bundle' });
}

;// CONCATENATED MODULE: ./build/steps/draft/checksums.js







async function checksums(job, listed) {
    const { plan, world, steps } = job;
    const names = plan.assets.checksums;
    if (!names)
        return { assets: [], checks: [] };
    const sums = (0,asset_file/* assetOf */.c)(names.name, (0,plan_assets/* checksumLines */.zZ)(listed), 'text/plain; charset=utf-8');
    if (plan.sign === 'none')
        return { assets: [sums], checks: [] };
    const { file, bundleFile, asset } = await signOne(job, sums);
    const isFinished = (0,earlier_release/* finishedRelease */.kX)(job.earlier) !== undefined;
    if (!isFinished)
        await steps.run({
            title: `Verify the signature of ${names.name} with cosign`,
            make: () => world.cosign.verifyBlob(file, bundleFile, world.signer),
            outcome: 'checked',
            describe: () => names.bundle,
        });
    const check = {
        text: `Checksums of ${(0,quantities/* count */.U9)(listed.length, 'asset')}, and their signature`,
        detail: (0,verify/* signedBy */.qI)(world, isFinished),
        state: 'passed',
        commands: (0,verify_commands/* checksumCommands */.Q5)(plan, world),
    };
    return { assets: [sums, asset], checks: [check] };
}

// EXTERNAL MODULE: ./build/plan/record/release-record.js
var release_record = __webpack_require__(30353);
// EXTERNAL MODULE: ./build/plan/json.js
var json = __webpack_require__(60070);
// EXTERNAL MODULE: ./build/plan/record/record-text.js
var record_text = __webpack_require__(32697);
;// CONCATENATED MODULE: ./build/steps/draft/record.js










async function record_manifest(input) {
    const kept = input.earlier.manifest;
    const core = coreOf(input);
    const stands = kept !== undefined && (await isSame(kept, core, input));
    const record = stands ? kept : { ...core, pointers: await pointersNow(input) };
    return { manifest: record, text: (0,record_text/* recordText */.Pe)(record) };
}
function coreOf(input) {
    const { plan, image, files, world, context } = input;
    const { signatures, provenance, sboms } = input.proofs;
    const { checksums } = plan.assets;
    return (0,compact/* compact */.o)({
        schema: release_record/* recordSchema */.f,
        version: plan.version.text,
        tag: plan.tag,
        commit: plan.commit,
        repository: plan.repository.fullName,
        prerelease: plan.release.prerelease === !(0,version_version/* isStable */.MQ)(plan.version) ? undefined : plan.release.prerelease,
        run: `${context.run.url}/attempts/${context.run.attempt}`,
        images: image.names.map(({ name }) => ({
            name,
            digest: image.digest,
            tags: [plan.pointers.exact, ...plan.pointers.extra],
        })),
        platforms: image.platforms.map(({ platform, digest, size }) => ({
            platform: platform.name,
            digest,
            size,
        })),
        pointers: [],
        assets: files.map(({ name, size, sha256, bundle, label }) => (0,compact/* compact */.o)({ name, size, sha256, bundle, label })),
        page: (0,record_page/* recordedPage */.ww)(input.page),
        kept: input.kept,
        promoted: plan.promoted && (0,compact/* compact */.o)({ from: plan.promoted.from, built: plan.promoted.built }),
        checksums: checksums === undefined
            ? undefined
            : (0,compact/* compact */.o)({ asset: checksums.name, bundle: plan.sign === 'none' ? undefined : checksums.bundle }),
        signature: plan.sign === 'none'
            ? undefined
            : (0,compact/* compact */.o)({
                ...signerOf(world),
                bundle: (0,plan_assets/* signsRecord */.uO)(plan) ? (0,asset_names/* bundleName */.u1)(asset_names/* recordName */.xD) : undefined,
                images: signatures,
            }),
        provenance: provenance === undefined
            ? undefined
            : (0,compact/* compact */.o)({
                ...referenceOf(provenance),
                bundle: plan.sign === 'none' ? (0,asset_names/* bundleName */.u1)(asset_names/* recordName */.xD) : undefined,
            }),
        sboms: sboms.map(referenceOf),
        gate: input.gate && referenceOf(input.gate),
        tools: world.tools,
    });
}
function signerOf({ signer, publicKey, }) {
    return publicKey === undefined ? { issuer: signer.issuer, identity: signer.san } : { publicKey: asset_names/* keyName */.xT };
}
function referenceOf({ asset, predicateType, logIndex, url }) {
    return (0,compact/* compact */.o)({ asset, predicateType, logIndex, url });
}
async function pointersNow({ plan, image, world }) {
    const [first] = plan.images;
    return Promise.all(plan.pointers.floating.map(async ({ kind, name, moves, why }) => {
        if (!moves)
            return { kind, name, moves, why };
        const from = await (0,read_pointer/* readPointer */.q)({ kind, name }, first, world);
        return (0,compact/* compact */.o)({ kind, name, moves, why, from, to: targetsOf(plan, image)[kind] });
    }));
}
async function isSame(kept, core, input) {
    if ((0,earlier_release/* finishedRelease */.kX)(input.earlier))
        return facts(kept) === facts(core);
    const { repository, commit } = input.plan;
    const { run, tools, pointers } = kept;
    const anew = { ...withPagesOf(core, kept, repository.url), run, tools, pointers };
    if (JSON.stringify(inOrder(anew)) !== JSON.stringify(inOrder(kept)))
        return false;
    if (!isOfTools(tools) || !isPlanned(pointers, input))
        return false;
    if (run === core.run)
        return true;
    const id = /^(\d+)\/attempts\/\d+$/.exec(run.replace(`${repository.url}/actions/runs/`, ''))?.[1];
    return id !== undefined && (await input.runCommit(Number(id))) === commit;
}
function withPagesOf(core, kept, repository) {
    const all = [kept.provenance, ...kept.sboms, kept.gate].filter((one) => one !== undefined);
    const list = `${repository}/attestations`;
    const as = (own) => {
        const url = all.find(({ asset }) => asset === own.asset)?.url;
        const isPage = url?.startsWith(list) === true && /^(?:\/\d+)?$/.test(url.slice(list.length));
        return own.url !== undefined && isPage ? { ...own, url } : own;
    };
    const { provenance, sboms, gate } = core;
    return (0,compact/* compact */.o)({
        ...core,
        provenance: provenance && as(provenance),
        sboms: sboms.map(as),
        gate: gate && as(gate),
    });
}
function inOrder(value) {
    if (Array.isArray(value))
        return value.map(inOrder);
    if (!(0,json/* isJsonObject */.OW)(value))
        return value;
    const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(sorted.map(([key, inner]) => [key, inOrder(inner)]));
}
function isOfTools(tools) {
    return Object.entries(tools).every(([name, version]) => ['buildx', 'cosign', 'gh'].includes(name) && /^\d+\.\d+\.\d+[\w.+-]*$/.test(version));
}
function targetsOf({ commit, tag }, { digest }) {
    return { image: digest, git: commit, 'github-latest': tag };
}
function isPlanned(said, { plan, image }) {
    const to = targetsOf(plan, image);
    const form = {
        image: /^sha256:[0-9a-f]{64}$/,
        git: /^[0-9a-f]{40,64}$/,
        'github-latest': /^[\w./+-]{1,200}$/,
    };
    return (said.length === plan.pointers.floating.length &&
        plan.pointers.floating.every(({ kind, name, moves, why }, at) => {
            const one = said[at];
            const agrees = one?.kind === kind && one.name === name && one.moves === moves && one.why === why;
            return agrees && one.to === (moves ? to[kind] : undefined) && form[kind].test(one.from ?? to[kind]);
        }));
}
function facts(manifest) {
    const { version, tag, commit, repository, images, platforms, assets, signature } = manifest;
    return JSON.stringify([version, tag, commit, repository, images, platforms, assets, signature?.bundle]);
}

;// CONCATENATED MODULE: ./build/steps/draft/attest-record.js








async function attestRecord(job, record) {
    const { plan, world, steps, earlier: left } = job;
    if (plan.sign !== 'none' || !plan.attest)
        return [];
    const name = (0,asset_names/* bundleName */.u1)(asset_names/* recordName */.xD);
    const digest = (0,brands/* digest */.br)(`sha256:${record.sha256}`);
    const text = await steps.run({
        title: `Attest ${asset_names/* recordName */.xD}`,
        find: async (log) => {
            const earlier = await earlierBundle(name, world, left);
            return earlier !== undefined && speaksOf({ plan, world }, earlier, digest, log) ? earlier : undefined;
        },
        make: async (log) => {
            const made = JSON.stringify(await world.attestor.provenance([{ name: asset_names/* recordName */.xD, digest }]));
            if (speaksOf({ plan, world }, made, digest, log))
                return made;
            throw new errors/* ReleaseError */.K2(`the provenance of ${asset_names/* recordName */.xD} just signed does not verify`, {
                hint: 'The log of this step says what it names; run the workflow again when that is mended.',
            });
        },
        describe: () => `sha256:${record.sha256.slice(0, 12)}\u2026`,
    });
    return [(0,asset_file/* assetOf */.c)(name, text, prove_attestation/* bundleType */.$)];
}
function speaksOf({ plan, world }, text, digest, log) {
    const policy = { predicateType: statement/* provenanceType */.wy, subjectDigests: [digest] };
    return (0,bundles/* firstVerified */.Lj)({ plan, world }, [text], policy, { log }) !== undefined;
}

;// CONCATENATED MODULE: ./build/steps/draft/assets.js








async function gatherAssets(payload, fullNotes, rest, steps) {
    const { plan, proofs, gate, world, earlier } = rest;
    const { provenance, sboms } = proofs;
    const attestations = [...(provenance ? [provenance] : []), ...sboms, ...(gate ? [gate] : [])];
    const signed = (files) => plan.assets.signEach ? files.map((file) => ({ ...file, bundle: (0,asset_names/* bundleName */.u1)(file.name) })) : files;
    const downloads = signed([
        ...payload,
        ...(fullNotes === undefined ? [] : [(0,asset_file/* assetOf */.c)(asset_names/* notesName */.RC, fullNotes, 'text/markdown; charset=utf-8')]),
    ]);
    const files = [
        ...downloads,
        ...attestations.map(({ asset, bundle }) => (0,asset_file/* assetOf */.c)(asset, bundle, prove_attestation/* bundleType */.$)),
        ...(world.publicKey === undefined ? [] : [(0,asset_file/* assetOf */.c)(asset_names/* keyName */.xT, world.publicKey, 'text/plain')]),
    ];
    const record = await record_manifest({ ...rest, files });
    const own = (0,asset_file/* assetOf */.c)(asset_names/* recordName */.xD, record.text, 'application/json');
    const listed = [own, ...files];
    const sums = await checksums({ plan, world, steps, earlier }, listed);
    const alone = (0,plan_assets/* signsRecord */.uO)(plan) ? [own] : [];
    const job = { plan, world, steps, earlier };
    const each = await signEach(job, plan.assets.signEach ? [own, ...downloads] : alone);
    const attested = await attestRecord(job, own);
    return {
        all: [...listed, ...sums.assets, ...each.assets, ...attested],
        manifest: record.manifest,
        checks: [...sums.checks, ...each.checks],
    };
}

// EXTERNAL MODULE: ./build/find/attestation.js
var find_attestation = __webpack_require__(95528);
// EXTERNAL MODULE: ./build/plan/gate.js
var plan_gate = __webpack_require__(56247);
// EXTERNAL MODULE: ./build/plan/plan.js + 1 modules
var plan_plan = __webpack_require__(57672);
;// CONCATENATED MODULE: ./build/steps/draft/gate-log.js





async function keepGateLog({ plan, world: { github }, steps, earlier }, notes, log) {
    if (earlier.prepared?.draft === false)
        return;
    const asset = (0,asset_file/* assetOf */.c)(asset_names/* gateLogName */.by, log, 'text/plain; charset=utf-8');
    const isOwn = ({ draft, body, assets }) => draft && !(0,page_parts/* hasOthersWords */.vB)(plan.tag, body) && assets.every(({ name }) => name === asset_names/* gateLogName */.by);
    const nobodys = { above: '', below: '' };
    const fields = {
        tag: plan.tag,
        name: plan.release.title,
        body: (0,page_parts/* writePage */.xv)(plan.tag, notes, nobodys),
        prerelease: plan.release.prerelease,
    };
    const { id } = await steps.run({
        title: `Draft a page for ${asset_names/* gateLogName */.by}`,
        ...draftMaker(github, fields, (releases) => releases.find(isOwn)),
        describe: ({ url }) => url,
    });
    await steps.run({
        title: `Keep ${asset_names/* gateLogName */.by} in a draft`,
        make: async () => {
            const draft = await github.release(id);
            if (draft === undefined || !isOwn(draft))
                throw new errors/* ReleaseError */.K2(`the draft for ${asset_names/* gateLogName */.by} was filled, published or deleted meanwhile`, {
                    hint: 'The log of this run has what the gate said.',
                });
            for (const old of draft.assets)
                await github.deleteAsset(old.id);
            const { name, contentType } = asset;
            await github.upload(draft, { name, contentType }, { bytes: Buffer.from(log) });
            return draft;
        },
        describe: ({ url }) => url,
    });
}

;// CONCATENATED MODULE: ./build/steps/draft/gate.js












const linesKept = 10_000;
const linesShown = 20;
async function passGate(job, image, gate) {
    const { plan, world, steps, earlier } = job;
    const { commands } = gate;
    if (commands.length === 0)
        return { checks: [] };
    const isFinished = (0,earlier_release/* finishedRelease */.kX)(earlier) !== undefined;
    const same = (predicate) => (0,plan_gate/* isPassedGate */.G3)(predicate, isFinished ? undefined : commands);
    const wanted = { predicateType: plan_gate/* testResultType */.K4, subjectDigests: (0,artifacts/* digestsOf */.n)(image), same };
    const before = plan.attest
        ? await steps.run({
            title: 'Look whether this image has passed the gate',
            make: (log) => (0,find_attestation/* findAttestation */.us)(job, image, wanted, log),
            outcome: (found) => (found ? 'found' : 'checked'),
            describe: (found) => (found ? `it has, ${(0,plan_gate/* gateCount */.d8)(found.statement.predicate)} commands` : 'not yet'),
        })
        : undefined;
    if (!before && isFinished)
        return { checks: [notRun(commands.length)] };
    if (!before)
        await runAll(job, image, gate);
    const check = passed(job, image, commands.length);
    if (!plan.attest)
        return { checks: [check] };
    const subjects = (0,provenance/* imageSubjects */.v)(plan, image);
    const attestation = await (0,prove_attestation/* ensureAttestation */.B)(job, {
        what: 'result of the gate',
        asset: asset_names/* gateName */.h2,
        predicateType: plan_gate/* testResultType */.K4,
        subjects,
        sign: () => world.attestor.statement(subjects, plan_gate/* testResultType */.K4, (0,plan_gate/* passedGate */.ez)(commands, gate.run)),
        same,
    }, image);
    return { attestation, checks: [check] };
}
async function runAll(job, image, { commands, notes }) {
    const { plan, world, steps } = job;
    const file = (0,external_node_path_.join)(world.temp, 'gate-notes.md');
    await (0,external_node_fs_promises_.writeFile)(file, notes);
    const facts = {
        IMAGE: `${(0,plan_plan/* firstName */.u$)(plan).name}@${image.digest}`,
        DIGEST: image.digest,
        PLATFORM_DIGESTS: JSON.stringify(Object.fromEntries(image.platforms.map(({ platform, digest }) => [platform.name, digest]))),
        TAG: plan.tag,
        NOTES: file,
    };
    const said = [];
    for (const [at, command] of commands.entries()) {
        const title = `Gate ${at + 1} of ${commands.length}`;
        const began = said.length;
        said.push(`${title}:`);
        const code = await steps.run({
            title,
            make: (log) => world.gate.run(command, facts, (line) => {
                log(line);
                said.push(line);
                if (said.length > linesKept)
                    said.shift();
            }),
            outcome: (ended) => (ended === 0 ? 'checked' : 'failed'),
            describe: (ended) => (ended === 0 ? 'passed' : `exit code ${ended}`),
        });
        if (code === 0)
            continue;
        const lost = await keepGateLog(job, notes, `${said.join('\n')}\n`).then(() => '', (error) => `\nThe log could not be kept in a draft: ${(0,errors/* messageOf */.bD)(error)}`);
        const tail = said.slice(Math.max(began + 1, said.length - linesShown)).join('\n');
        throw new errors/* ReleaseError */.K2(`command ${at + 1} of the gate failed with exit code ${code}; nothing is public${tail === '' ? '' : `:\n${tail}`}${lost}`, {
            code: 'gate-failed',
            hint: 'gh run rerun   # of this run, when what failed is mended: image and proofs are found, and the gate is asked again',
        });
    }
}
function passed({ plan }, { digest }, count) {
    const ref = `oci://${(0,plan_plan/* firstName */.u$)(plan).name}@${digest}`;
    return {
        text: `The gate passed: ${count === 1 ? '1 command' : `${count} commands`}`,
        state: 'passed',
        detail: plan.attest ? `attested in ${asset_names/* gateName */.h2}` : 'not attested (`attest: false`)',
        commands: plan.attest
            ? [`gh attestation verify ${ref} --repo ${plan.repository.fullName} --predicate-type ${plan_gate/* testResultType */.K4}`]
            : [],
    };
}
function notRun(count) {
    return {
        text: `The gate passed: ${count === 1 ? '1 command' : `${count} commands`}`,
        state: 'not-run',
        detail: 'the release was public before it had a gate',
        commands: [],
    };
}

// EXTERNAL MODULE: ./build/changelog/notes.js + 3 modules
var changelog_notes = __webpack_require__(4459);
// EXTERNAL MODULE: ./build/changelog/markdown/fit.js
var fit = __webpack_require__(50268);
;// CONCATENATED MODULE: ./build/steps/draft/take-over.js












const readAtOnce = 4;
async function takeOver(job, prepared, notes, own) {
    const { plan, world, steps, earlier } = job;
    const { github } = world;
    let now = prepared;
    let page = { title: '', notes: '' };
    const release = await steps.run({
        title: prepared.draft ? `Take over the draft of ${plan.tag}` : `Complete the page of ${plan.tag}`,
        find: async () => {
            now = await readAgain(prepared, github);
            if (earlier.manifest === undefined)
                await refuseTaken(now, own, job);
            page = pageFor(plan, now, earlier, notes);
            const isSame = now.name === page.title && (0,record_page/* sameNotes */.GK)(now.body, page.notes);
            return isSame && now.prerelease === plan.release.prerelease ? now : undefined;
        },
        make: () => github.updateDraft(now.id, {
            tag: plan.tag,
            name: page.title,
            body: page.notes,
            prerelease: plan.release.prerelease,
        }),
        describe: ({ url, author }) => `${url}, begun by ${author === '' ? 'somebody' : author}; its words stay`,
    });
    await removeGateLogs(job, release);
    const ours = [...own, ...(earlier.manifest ? (0,recorded_names/* recordedNames */.n)(earlier.manifest) : [])];
    return { release, page, kept: await keptOf((0,prepared_page/* filesOfOthers */.Mk)(release.assets, ours), github) };
}
async function removeGateLogs({ plan, world, steps }, release) {
    const logs = (0,prepared_page/* gateLogsOf */.Yh)(release, plan.tag);
    if (logs.length === 0)
        return;
    await steps.run({
        title: `Take the log of an earlier gate out of the draft`,
        make: async () => {
            for (const { id } of logs)
                await world.github.deleteAsset(id);
            return logs.length;
        },
        describe: () => `${asset_names/* gateLogName */.by} is of a run that was not passed`,
    });
}
async function readAgain(prepared, github) {
    const now = await github.release(prepared.id);
    if (now?.draft === prepared.draft)
        return now;
    throw new errors/* ReleaseError */.K2(`${prepared.url} was ${now ? 'published' : 'deleted'} by somebody while its release was prepared; nothing more was touched`, { code: 'draft-changed', hint: 'gh run rerun   # of this run: it begins from what is there' });
}
async function refuseTaken(now, own, { plan, world }) {
    const [fault, ...more] = (0,prepared_page/* takenNames */.EF)({ prepared: now }, own, plan);
    if (fault === undefined || (await (0,earlier_release/* readRecord */.aE)(now, world.github)) !== undefined)
        return;
    throw new retry/* TransientError */.N_([fault, ...more].map(({ message }) => message).join('\n'), {
        code: 'tag-conflict',
        hint: [fault, ...more].map(({ hint }) => hint).join('\n'),
    });
}
function pageFor(plan, { name, body }, { manifest }, notes) {
    const title = name.trim() === '' ? plan.release.title : name;
    const parts = (0,page_parts/* readPage */.SP)(plan.tag, body, plan.release.words);
    const changed = (0,record_page/* changedWords */._y)(manifest?.page, { title: name, notes: body }).includes('notes');
    if (parts.kind === 'edited' || (changed && !parts.marked))
        return { title, notes: body };
    const room = changelog_notes/* githubLimit */.zN - page_parts/* marksRoom */.qZ - (0,fit/* countCharacters */.w)(parts.above) - (0,fit/* countCharacters */.w)(parts.below);
    const ours = notes(room);
    if ((0,fit/* countCharacters */.w)(ours) > room)
        return { title, notes: `${parts.above}${parts.below}` };
    return { title, notes: (0,page_parts/* writePage */.xv)(plan.tag, ours, parts) };
}
async function keptOf(assets, github) {
    const kept = await (0,concurrency/* mapConcurrent */._k)(assets, readAtOnce, async (asset) => {
        const { name, size, digest } = asset;
        const sha256 = digest?.replace(/^sha256:/, '');
        if (sha256 !== undefined)
            return { name, size, sha256 };
        const bytes = await github.download(asset);
        return { name, size, sha256: (0,external_node_crypto_.createHash)('sha256').update(bytes).digest('hex') };
    });
    return kept.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

;// CONCATENATED MODULE: ./build/steps/draft/words.js






async function pageWords(job, write, own) {
    const { plan, earlier } = job;
    const alone = write(changelog_notes/* githubLimit */.zN - page_parts/* marksRoom */.qZ);
    if (earlier.prepared) {
        let notes = alone;
        const taken = await takeOver(job, earlier.prepared, (room) => {
            notes = write(room);
            return notes.body;
        }, own);
        const isShown = taken.page.notes.includes(notes.body.trim());
        const full = notes.full ?? (isShown ? undefined : () => alone.full?.() ?? alone.body);
        return (0,compact/* compact */.o)({ page: taken.page, notes, taken, full });
    }
    const edited = (0,earlier_release/* editedDraft */.zK)(earlier);
    const full = alone.full;
    if (edited)
        return (0,compact/* compact */.o)({ page: { title: edited.name, notes: edited.body }, notes: alone, edited, full });
    const nobodys = { above: '', below: '' };
    const page = { title: plan.release.title, notes: (0,page_parts/* writePage */.xv)(plan.tag, alone.body, nobodys) };
    return (0,compact/* compact */.o)({ page, notes: alone, full });
}

;// CONCATENATED MODULE: ./build/modes/draft-release.js









async function draftRelease(run, job, contents) {
    const { plan, world, steps, earlier: before } = job;
    const { inputs, context, outside } = run;
    const { image, payload, proofs, gathered, names, proven } = contents;
    const proof = (0,compact/* compact */.o)({
        ...world,
        image,
        stored: proofs.provenance?.notStored === undefined,
        signed: (0,plan_assets/* signsRecord */.uO)(plan)
            ? [...(plan.assets.signEach ? payload.map(({ name }) => name) : []), asset_names/* recordName */.xD]
            : undefined,
    });
    if (inputs.gate.length > 0)
        await proven;
    const gate = await passGate(job, image, {
        commands: inputs.gate,
        notes: gathered.write(proof).body,
        run: `${context.run.url}/attempts/${context.run.attempt}`,
    });
    const earlier = await (0,earlier_release/* refreshEarlierRelease */.fh)(before, plan, outside.github, steps);
    if (earlier.prepared)
        await proven;
    const write = (room) => gathered.write(proof, room);
    const words = await pageWords({ ...job, earlier }, write, names);
    const { page, notes, edited, taken } = words;
    const theirs = before.release === undefined ? (0,earlier_release/* finishedRelease */.kX)(earlier) : undefined;
    const made = {
        plan,
        ...{ image, proofs, world, context },
        ...{ earlier: theirs ? { spare: earlier.spare } : earlier, page },
        ...{ kept: taken ? taken.kept : earlier.manifest?.kept, gate: gate.attestation },
        runCommit: (id) => run.records.runCommit(id),
    };
    const { all: assets, manifest, checks } = await gatherAssets(payload, words.full?.(), made, steps);
    const content = (0,compact/* compact */.o)({
        ...{ ...page, assets, edited },
        prepared: taken?.release,
        unfinished: taken && (0,prepared_page/* unfinishedAssets */.Ro)(before),
    });
    const { release, left } = theirs
        ? { release: theirs, left: [] }
        : await draft({ ...job, earlier }, content);
    return (0,compact/* compact */.o)({
        ...{ page, notes, taken, release, assets, manifest },
        spare: [before.release ?? [], before.spare, left].flat(),
        checks: [...gate.checks, ...checks],
    });
}

// EXTERNAL MODULE: ./build/run/run.js
var run_run = __webpack_require__(72583);
;// CONCATENATED MODULE: ./build/modes/release.js


































async function release(run, resolving = (0,resolve_plan/* resolvePlan */.y)(run), building = () => undefined) {
    const { inputs, context, steps, outside } = run;
    const { plan, tags, listed, promotion, isPublished } = await required(await resolving, run);
    const gathering = (0,release_notes/* releaseNotes */.f)({ plan, world: outside, steps }, tags, inputs, context);
    const [[first, gathered], before] = await (0,concurrency/* allEnded */.Cw)([
        Promise.all([isPublished === true ? (0,run_run/* createVerifier */.$)(run) : (0,run_run/* createTools */.u)(run), gathering]),
        refuseConflicts({ plan, world: outside, steps }, [], (0,plan_assets/* namesOf */.eZ)(plan, listed.files)),
    ]);
    const finished = (0,earlier_release/* finishedRelease */.kX)(before) !== undefined;
    const world = finished || isPublished !== true ? first : await (0,run_run/* createTools */.u)(run);
    steps.enter('prepare');
    const elsewhere = finished || promotion
        ? built_elsewhere/* nothingElsewhere */.OV
        : await (0,built_elsewhere/* builtElsewhere */.pU)({ plan, world, steps }, context, inputs.builds);
    const job = { plan, world, steps, earlier: before, elsewhere: elsewhere.found };
    const builders = (0,builder/* buildersOf */.e)(run, world.buildx);
    const warnings = (0,prepared_page/* publicBefore */.rG)(before, plan);
    const warn = (warning) => warnings.push(warning);
    const byEarlierRun = (log) => (0,earlier_image/* earlierImage */.sT)(plan, world, before, log).finally(building);
    const [built, files, sizes] = await Promise.all([
        promotion
            ? promote(job, promotion, byEarlierRun)
            : (0,prepare_image/* image */.Sl)(job, byEarlierRun, builders.ready, {
                elsewhere,
                here: inputs.builds !== 'elsewhere',
                warn,
            }),
        (0,workspace_files/* readFiles */.U)(listed.files, steps),
        previousSizes(job, gathered.previousTag, inputs),
        plan.attest && !finished ? world.attestor.readClaims().catch(() => undefined) : undefined,
    ]);
    await (0,earlier_image/* refuseOtherImage */.wS)(job, built);
    const payload = [...(await (0,archives/* archives */.E)(job, built, builders.ready, warn)), ...files];
    await refuseChanges(payload, before, outside.github);
    steps.enter('prove');
    await carryProvenance(job, built, promotion);
    const making = (0,prove/* prove */.z)(job, built, {
        payload,
        attestSboms: async () => (await (0,concurrency/* allEnded */.Cw)([
            attestSboms(job, listed.sboms, built),
            (0,sbom_scan/* attestScannedSboms */.E)(job, listed.sboms, built, builders.ready),
        ])).flat(),
    });
    const proving = making.then(({ provenance }) => {
        const isFound = finished && steps.records.every(({ outcome }) => outcome !== 'made');
        return isFound ? (0,verify/* foundProofs */.UH)(job, built, provenance) : (0,verify/* verifyProofs */.v_)(job, built, provenance);
    });
    const drafting = (0,concurrency/* allEnded */.Cw)([
        making,
        finished ? Promise.resolve((0,smoke_test/* skippedSmokeTests */.zD)(plan, built)) : (0,smoke_test/* smokeTest */.KH)(job, built, builders, context),
    ]).then(async ([proofs, started]) => {
        (0,smoke_test/* refuseBroken */.ID)(started);
        const names = (0,plan_assets/* namesOf */.eZ)(plan, listed.files);
        const contents = { image: built, payload, proofs, gathered, names, proven: proving };
        return { proofs, started, drafted: await draftRelease(run, job, contents) };
    });
    const [proven, { proofs, started, drafted }] = await (0,concurrency/* allEnded */.Cw)([proving, drafting]);
    const tolerated = [proofs.provenance, ...proofs.sboms].flatMap((made) => made?.notStored ?? []);
    const { assets, manifest, page, notes, taken, spare } = drafted;
    warnings.push(...(0,kept/* keptWarnings */._)(manifest));
    const proofChecks = [...proven, ...drafted.checks];
    const done = { image: built, manifest, assets, tolerated, previousSizes: sizes };
    if (plan.release.draft) {
        await deleteStaleDrafts(job, spare, drafted.release);
        return {
            plan,
            gathered,
            notes,
            warnings,
            published: {
                ...done,
                release: drafted.release,
                moved: [],
                checks: [...promotedCheck(plan), ...proofChecks, ...started],
            },
        };
    }
    steps.enter('publish');
    await checkPointersMove(job, inputs, built);
    const latest = plan.pointers.floating.some(({ kind, moves }) => kind === 'github-latest' && moves);
    const toPublish = {
        ...{ assets: [...assets, ...(manifest.kept ?? [])], manifest, page },
        proof: async (other) => (await __webpack_require__.e(/* import() */ 525).then(__webpack_require__.bind(__webpack_require__, 8525))).liesOf(run, other, plan.version),
        lastLooks: () => (0,concurrency/* allEnded */.Cw)([requireTagUnmoved(job, run.records), checkImageTags(job, built)]),
    };
    const published = await publishRelease(job, drafted.release, toPublish, latest);
    await requireTagStillUnmoved(job, run.records, published.release.url);
    await tagImage(job, built);
    const isOwn = published.latestBefore !== undefined || (taken !== undefined && !published.adopted);
    const [, moved] = await (0,concurrency/* allEnded */.Cw)([
        deleteStaleDrafts(job, spare, published.release),
        movePointers(job, inputs, built, published),
        isOwn ? recordStorage(job, built, context, true) : Promise.resolve(),
    ]);
    const isFinishing = steps.records.some(({ phase, outcome }) => phase === 'publish' && outcome === 'made');
    if (!isOwn && isFinishing)
        await recordStorage(job, built, context, false);
    const discussion = await startDiscussion(job, published.release);
    steps.enter('read back');
    const stands = { ...done, ...published.adopted };
    const own = isOwn ? { page } : {};
    const there = [...stands.assets, ...(manifest.kept ?? [])];
    const shown = { image: built, release: published.release, assets: there, moved, ...own };
    const seen = await readBack(job, shown, context);
    const checks = [...seen, ...discussion, ...promotedCheck(plan), ...started, ...proofChecks];
    return {
        plan,
        gathered,
        notes,
        warnings,
        published: { ...stands, release: published.release, moved, checks },
    };
}
async function required(resolved, { outside, steps }) {
    const { plan, faults } = resolved;
    if (plan === undefined)
        throw new errors/* FaultsError */.aP(faults);
    if (faults.length > 0)
        await refuseConflicts({ plan, world: outside, steps }, faults);
    return { ...resolved, plan };
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

/***/ 8656:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ keptWarnings)
/* harmony export */ });
function keptWarnings({ kept = [], tag }) {
    if (kept.length === 0)
        return [];
    const [names, are] = [kept.map(({ name }) => name).join(', '), kept.length === 1 ? 'was' : 'were'];
    return [
        `${names} ${are} on the page of ${tag} before its run, and not built here: release.json has the SHA-256 as \`kept\`; provenance, checksums and signatures of files are silent about them. Files that nobody of yours has put there: delete the draft, or release the next version without them.`,
    ];
}


/***/ }),

/***/ 50118:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GK: () => (/* binding */ pushTagCommand),
/* harmony export */   QR: () => (/* binding */ targetsOf),
/* harmony export */   _B: () => (/* binding */ WithheldTag),
/* harmony export */   e_: () => (/* binding */ imageTargets)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _plan_brands_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(89682);
/* harmony import */ var _plan_tags_image_tags_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(82345);
/* harmony import */ var _plan_oci_image_name_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44393);
/* harmony import */ var _find_read_pointer_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(64752);
/* harmony import */ var _plan_version_loose_version_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(70254);
/* harmony import */ var _plan_version_version_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(47673);
/* harmony import */ var _world_retry_status_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(13262);
/* harmony import */ var _compact_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(95681);









class WithheldTag extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ReleaseError */ .K2 {
}
function withheld(error, name, push) {
    const status = (0,_world_retry_status_js__WEBPACK_IMPORTED_MODULE_5__/* .statusOf */ .c)(error);
    const text = (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error).split('\n', 1)[0] ?? '';
    if (status !== 403 && !(status === 422 && /Reference update failed|protected|rule/i.test(text)))
        return error;
    const why = status === 403
        ? 'GitHub lets no workflow set a tag on a commit whose workflows differ from those of the default branch'
        : 'a rule of the repository protects the tag';
    return new WithheldTag(`the Git tag ${name} could not be set: ${why} (${text})`, {
        hint: `${push}   # by somebody who may`,
        cause: error,
    });
}
function targetsOf(job, pointer, { inputs, image, published, }) {
    const { plan, world } = job;
    switch (pointer.kind) {
        case 'image':
            return image === undefined ? [] : imageTargets(job, pointer, { inputs, image });
        case 'git':
            return [gitTarget(pointer, plan, world)];
        case 'github-latest':
            return [latestTarget(pointer, plan, published, { tagPrefix: inputs.tagPrefix, world })];
    }
}
function imageTargets({ plan, world }, pointer, { inputs, image }) {
    return image.names.map((name) => imageTarget({ pointer, name, image }, { plan, inputs, registry: world.registry }));
}
function imageTarget({ pointer, name, image }, { plan, inputs, registry }) {
    const pointAt = async (reference) => {
        const other = await registry.manifest(name, reference);
        if (!other)
            return false;
        await registry.put(name, pointer.name, { mediaType: other.descriptor.mediaType, bytes: other.bytes });
        return true;
    };
    return (0,_compact_js__WEBPACK_IMPORTED_MODULE_6__/* .compact */ .o)({
        pointer,
        title: `${name.name}:${pointer.name}`,
        name: `${name.name}:${pointer.name}`,
        value: image.digest,
        putAgain: (0,_plan_oci_image_name_js__WEBPACK_IMPORTED_MODULE_2__/* .isGhcr */ .T_)(name) ? undefined : () => registry.putAgain(name, pointer.name),
        read: async () => (await registry.head(name, pointer.name))?.digest,
        settled: (before) => registry.settled(name, { tag: pointer.name, digest: image.digest, before }),
        write: async (tag) => {
            if (tag === plan.tag) {
                await putTag(registry, name, pointer.name, image);
                return true;
            }
            const version = (0,_plan_version_version_js__WEBPACK_IMPORTED_MODULE_4__/* .parseTag */ .ED)(tag, inputs.tagPrefix);
            return version !== undefined && pointAt((0,_plan_tags_image_tags_js__WEBPACK_IMPORTED_MODULE_1__/* .exactImageTag */ .rM)(version, inputs.pointers.imageTagPrefix));
        },
        restore: pointAt,
    });
}
function pushTagCommand({ repository }, name, sha) {
    return `git push --force ${repository.url} ${sha}:refs/tags/${name}`;
}
function reads(pointer, world) {
    const read = () => (0,_find_read_pointer_js__WEBPACK_IMPORTED_MODULE_7__/* .readPointer */ .q)(pointer, undefined, world);
    return { read, settled: read };
}
function gitTarget(pointer, plan, world) {
    return {
        pointer,
        title: `Git tag ${pointer.name}`,
        name: pointer.name,
        value: plan.commit,
        ...reads(pointer, world),
        write: async (tag, exists) => {
            const sha = tag === plan.tag ? plan.commit : await world.github.tagTarget(tag);
            if (sha === undefined)
                return false;
            try {
                await world.github.setTag(pointer.name, sha, exists);
            }
            catch (error) {
                throw withheld(error, pointer.name, pushTagCommand(plan, pointer.name, sha));
            }
            return true;
        },
        restore: async (before) => {
            await world.github.setTag(pointer.name, before, true);
            return true;
        },
    };
}
function latestTarget(pointer, plan, { release, latestBefore }, { tagPrefix, world }) {
    const mark = async (target) => {
        if (target)
            await world.github.markLatest(target.id);
        return target !== undefined;
    };
    const publishedOf = async (tag) => (await world.github.releasesOf(tag)).find((other) => !other.draft);
    return (0,_compact_js__WEBPACK_IMPORTED_MODULE_6__/* .compact */ .o)({
        pointer,
        title: "GitHub's latest release",
        before: latestBefore === undefined ? undefined : { value: latestBefore.tag },
        name: 'latest',
        value: plan.tag,
        ...reads(pointer, world),
        takenBy: (now) => latestBefore === undefined && now !== undefined && (0,_plan_version_loose_version_js__WEBPACK_IMPORTED_MODULE_3__/* .isOfOtherComponent */ .r3)(now, tagPrefix)
            ? (0,_plan_brands_js__WEBPACK_IMPORTED_MODULE_8__/* .tagName */ .wZ)(now)
            : undefined,
        write: async (tag) => mark(tag === plan.tag ? release : await publishedOf(tag)),
        restore: async (before) => mark(await publishedOf(before)),
    });
}
async function putTag(registry, name, tag, image) {
    return registry.put(name, tag, { mediaType: image.mediaType, bytes: Buffer.from(image.index) });
}


/***/ })

};
