// How the real services behave: every fact that the stand-ins are built on, with its source. docs/reality.md is made of it.
// A row's tests are found by their names, which begin with the row's id; __tests__/reality.test.ts fails for a row that has none.

export interface Fact {
  /** `R` the runner, `G` GHCR, `H` GitHub, `S` Sigstore and the tools, `O` other registries and servers. */
  readonly id: `${'R' | 'G' | 'H' | 'S' | 'O'}${number}`;
  /** Markdown, one line. */
  readonly fact: string;
  readonly source: string;
  /** Nobody has proven it: every answer that is named is tried. */
  readonly unproven?: true;
  /** What behaves so in a rehearsal. */
  readonly standIn: string;
}

export const parts = {
  R: 'The hosted runner (ubuntu-24.04)',
  G: 'GHCR',
  H: 'GitHub',
  S: 'Sigstore and the tools',
  O: 'Other registries, and GitHub Enterprise Server',
} as const;

export const facts: readonly Fact[] = [
  {
    id: 'R1',
    fact: "No QEMU, no binfmt_misc registration. A fresh docker-container builder lists linux/amd64, linux/386 only; BuildKit lists a platform only if the kernel runs its test binary. **It builds linux/arm64 all the same**: moby/buildkit carries `buildkit-qemu-{aarch64,arm,riscv64,s390x,ppc64le,i386,x86_64}` and uses them at RUN. Seen on the rehearsal's own engine with nothing in binfmt_misc: `buildx inspect` lists linux/amd64 and linux/386; an exec-form RUN for linux/arm64 goes through `/dev/.buildkit_qemu_emulator` and prints aarch64, in a scratch image too",
    source:
      'tried 2026-11-26; runner-images `Ubuntu2404-Readme`; moby/buildkit `util/archutil/check_unix.go`, `detect.go`, `solver/llbsolver/ops/exec_binfmt.go`; docker/build-push-action#711; setup-buildx-action#73, #88; buildkit `docs/multi-platform.md`',
    standIn: 'rehearsal/parts/emulators.ts',
  },
  {
    id: 'R2',
    fact: '`docker run --platform linux/arm64` fails there: exec format error',
    source: 'follows from R1',
    standIn: 'rehearsal/parts/emulators.ts',
  },
  {
    id: 'R3',
    fact: 'Docker 28.0.4 (overlay2, no containerd image store), buildx 0.36.1, gh 2.97.0, no cosign. So by default gh and cosign are *downloaded*',
    source: 'runner-images readme',
    standIn: 'rehearsal/runner/machine.ts',
  },
  {
    id: 'R4',
    fact: 'The arm64 image of the runner (`ubuntu-24.04-arm`) is the mirror: native arm64, no amd64 emulation',
    source: 'runner-images',
    standIn: 'rehearsal/runner/machine.ts',
  },
  {
    id: 'R5',
    fact: '`buildx-stable-1` comes from Docker Hub and its pull fails at times (seen 2026-10-09): asking again is needed',
    source: 'github community#209949',
    standIn: 'rehearsal/parts/registry.ts',
  },
  {
    id: 'R6',
    fact: '`GITHUB_SHA` for a push of an annotated tag is the commit',
    source: 'actions/checkout#697, #1506',
    standIn: 'rehearsal/runner/event.ts',
  },
  {
    id: 'R7',
    fact: 'For `workflow_dispatch` on an annotated tag: unproven; commit or tag object',
    source: '',
    unproven: true,
    standIn: 'rehearsal/runner/event.ts',
  },
  {
    id: 'R8',
    fact: 'What GITHUB_TOKEN publishes starts no workflow (`on: release` stays silent); `workflow_dispatch` and `repository_dispatch` are the exceptions',
    source: 'docs "GITHUB_TOKEN"',
    standIn: 'rehearsal/runner/event.ts',
  },
  {
    id: 'R9',
    fact: 'node20 left the runners on 2026-09-16; setup-qemu-action is at v4',
    source: 'github changelog',
    standIn: 'rehearsal/runner/action-yml.ts',
  },
  {
    id: 'R10',
    fact: '`uses: $/` is the action of the workflow’s own repository at the commit that runs, whatever is in the workspace; runner 2.336.0 or newer, github.com alone',
    source: 'github changelog 2026-07-30, "Reference same-repository actions with self-repository syntax"',
    standIn: 'rehearsal/runner/own-action.ts',
  },
  {
    id: 'R11',
    fact: 'Of a node in a Kubernetes cluster `buildx inspect` says `inactive` whatever the API server answers; why it does not start is said by `inspect --bootstrap` alone, in a step of its own for each node. What that prints of the nodes behind it is given 20 s from the beginning: a node whose pod took longer is `inactive` there, and runs',
    source:
      'tried 2026-11-27; docker/buildx v0.36.1 `driver/kubernetes/driver.go` (Info), `commands/inspect.go`',
    standIn: 'rehearsal/parts/cluster.ts',
  },
  {
    id: 'R12',
    fact: '`buildx create --leave` forgets a node, and leaves its Deployment or container running; `buildx rm` deletes the Deployments, StatefulSets and ConfigMaps of the nodes that the builder has',
    source:
      'tried 2026-11-27; docker/buildx v0.36.1 `builder/builder.go` (Leave), `driver/kubernetes/driver.go` (Rm)',
    standIn: 'rehearsal/parts/cluster.ts',
  },
  {
    id: 'R13',
    fact: 'A pod that is deleted is replaced by its Deployment. The build in it ends with `failed to receive status: rpc error: code = Unavailable`, after the grace of 30 s or at once; then the node is `stopped`, and `running` when the new pod is ready, 5 to 35 s after it started',
    source:
      'tried 2026-11-27; docker/buildx v0.36.1 `driver/kubernetes/manifest/manifest.go` (ReadinessProbe)',
    standIn: 'rehearsal/parts/cluster.ts',
  },
  {
    id: 'R14',
    fact: 'buildx has one node for each platform: `create --append --platform` takes it from every node that had it. A node that is refused then takes all platforms from those before it. A platform that no node has is built by whoever can',
    source:
      'tried 2026-11-27; docker/buildx v0.36.1 `store/nodegroup.go` (validateDuplicates, Copy), `build/resolver/driver.go`',
    standIn: 'rehearsal/parts/cluster.ts',
  },
  {
    id: 'G1',
    fact: 'GET and HEAD by digest of untagged manifests work; PUT by digest gives 201; no `OCI-Subject` header',
    source: 'trace in docker/actions-toolkit `__tests__/.fixtures/cosign/sign-output2.txt` (2025-10-31)',
    standIn: 'rehearsal/standins/registry/',
  },
  {
    id: 'G2',
    fact: 'Referrers API: 303 to github.com, which gives 404; seen also 404 `MANIFEST_UNKNOWN`, and 200 with an **empty** list while the fallback tag has entries. All three occur',
    source: 'same trace; sbomify#1624, #1530; NVIDIA/aicr#1957',
    standIn: 'rehearsal/standins/registry/',
  },
  {
    id: 'G3',
    fact: 'Upload `Location: /v2/…/blobs/upload/<uuid>`; what DELETE on it answers is unproven: 202, 404, 405, 429, 5xx, reset. Others never care',
    source: 'go-containerregistry',
    unproven: true,
    standIn: 'rehearsal/standins/registry/',
  },
  {
    id: 'G4',
    fact: 'Without `packages: write`: 403 at `blobs/uploads/`. Without any `packages:` permission the token endpoint itself may answer 403',
    source: 'same trace; solace-ai-connector#148; bsubio/cli#105',
    standIn: 'rehearsal/standins/registry/',
  },
  {
    id: 'G5',
    fact: 'The first package of a repository is usually **private**, also in a public repository, and no API makes it public. Who is signed in sees it; nobody else does',
    source:
      'docs "Configuring a package\'s access control and visibility"; Context-Gateway#10; armbian/ci#64',
    standIn: 'rehearsal/standins/registry/',
  },
  {
    id: 'G6',
    fact: 'Read-after-write lag of 5-50 s: `MANIFEST_UNKNOWN`, `BLOB_UNKNOWN`, a tag that still names the old digest',
    source:
      'real-time-sources#351; fox-in-the-box#743; thumbor#1846; NVIDIA video-search-and-summarization#1990',
    standIn: 'rehearsal/standins/registry/',
  },
  {
    id: 'G7',
    fact: '5xx and 429 at any call',
    source: 'build-push-action#719',
    standIn: 'rehearsal/standins/registry/',
  },
  {
    id: 'G8',
    fact: 'No deleting of a single tag',
    source: 'docs "Deleting and restoring a package": versions are deleted, tags are not',
    standIn: 'rehearsal/standins/registry/',
  },
  {
    id: 'H1',
    fact: 'A fresh draft can be missing from the list for seconds; it is there by id',
    source: 'cli/cli#6599; softprops',
    standIn: 'rehearsal/standins/github/releases.ts',
  },
  {
    id: 'H2',
    fact: 'A tag used up by a deleted immutable release: draft and uploads succeed, only publishing answers 422 "tag_name was used by an immutable release", also after immutability was turned off',
    source: 'microsoft/hve-core#550 #552 #554; openzim-mcp#217',
    standIn: 'rehearsal/standins/github/releases.ts',
  },
  {
    id: 'H3',
    fact: '`discussion_category_name` without `discussions: write`, or of no such category: 404 "Discussion could not be created…"',
    source: 'fast-check#6932; cluster-api-addon-provider-fleet#267',
    standIn: 'rehearsal/standins/github/releases.ts',
  },
  {
    id: 'H4',
    fact: 'A Git ref made or moved by GITHUB_TOKEN: 403 when the commit\'s `.github/workflows` differ from the default branch\'s (typical of hotfixes); no `permissions:` key grants it. Protected tags: 422 "Reference update failed"',
    source: 'molecule-action#642; Audible#882; pod-certificate-signer#129; actions-tagger#79',
    standIn: 'rehearsal/standins/github/refs.ts',
  },
  {
    id: 'H5',
    fact: 'A draft that is PATCHed without `tag_name` gets `untagged-…`; its title stays',
    source: 'jdx/communique#241; esphome-desktop#81; cozystack#2761',
    standIn: 'rehearsal/standins/github/releases.ts',
  },
  {
    id: 'H6',
    fact: '`make_latest`, `prerelease`, name and body stay editable on immutable releases; assets and tag do not. Asset `digest` may be null',
    source: 'github/docs#45718; softprops#715',
    standIn: 'rehearsal/standins/github/assets.ts',
  },
  {
    id: 'H7',
    fact: 'The attestations API hands out `bundle_url`; the inline `bundle` is deprecated and promised for 24 months after 2026-03-10',
    source: 'docs; changelog',
    standIn: 'rehearsal/standins/github/attestations.ts',
  },
  {
    id: 'H8',
    fact: '`POST /attestations` with `{}`: 403 or 422 first is unproven',
    source: '',
    unproven: true,
    standIn: 'rehearsal/standins/github/api.ts',
  },
  {
    id: 'H9',
    fact: 'OIDC `sub` is immutable (`repo:o@1/r@2:…`) for repositories made or renamed from 2026-07-15',
    source: 'github/docs#45221',
    standIn: 'rehearsal/standins/sigstore/oidc.ts',
  },
  {
    id: 'H10',
    fact: 'gh 2.9x expects the signer in `--repo`/`--owner`: for a called (reusable) workflow of another repository the printed command needs `--signer-workflow` or `--cert-identity`',
    source: 'cli/cli `attestation/verify/policy.go`',
    standIn: 'gh itself',
  },
  {
    id: 'H11',
    fact: "An immutable release gets GitHub's own attestation (`gh release verify`, `verify-asset`, gh >= 2.81)",
    source: 'gh release notes',
    standIn: 'rehearsal/standins/sigstore/release-attestation.ts',
  },
  {
    id: 'H12',
    fact: "Storage records (`artifact-metadata: write`) link an attested image to its registry on the organisation's page; `contents` alone no longer suffices since 2026-02-03",
    source: 'changelog 2026-01-13',
    standIn: 'rehearsal/standins/github/attestations.ts',
  },
  {
    id: 'H13',
    fact: '`mode: verify` in a private repository needs `actions: read`, `attestations: read`, `packages: read`',
    source: 'docs',
    standIn: 'rehearsal/standins/github/api.ts',
  },
  {
    id: 'H14',
    fact: 'Caches: the service refuses writes for untrusted events; `cache-mode` may forbid them',
    source: 'changelog 2026-09-10',
    standIn: 'BuildKit itself',
  },
  {
    id: 'H15',
    fact: 'What happens by GITHUB_TOKEN starts no workflow run, except `workflow_dispatch` and `repository_dispatch`. A dispatch takes a tag as its ref, needs `actions: write`, and answers 204 without the run, which is listed a moment later',
    source:
      'docs.github.com/actions/concepts/security/github_token, "When GITHUB_TOKEN triggers workflow runs"; docs.github.com/rest/actions/workflows, "Create a workflow dispatch event"',
    standIn: 'rehearsal/standins/github/checks.ts',
  },
  {
    id: 'H16',
    fact: 'A tag object made over the REST API is annotated and never signed: the request has no field for a signature, and GitHub signs none (`verification.reason`: `unsigned`)',
    source: 'docs.github.com/rest/git/tags, "Create a tag object"; github/rest-api-description',
    standIn: 'rehearsal/standins/github/refs.ts',
  },
  {
    id: 'H17',
    fact: 'A release page takes 125,000 characters: "body is too long (maximum is 125000 characters)". Characters are Unicode code points: the message is that of Rails, which counts so; of a pull request, whose message is the same, 65,536 emoji were taken and no more. Where others count bytes (issues, comments) the bound is four for each character',
    source:
      'cli/cli#7705; softprops/action-gh-release#374; dead-claudia/github-limits#13; guides.rubyonrails.org/active_record_validations, `length`',
    standIn: 'rehearsal/standins/github/releases.ts',
  },
  {
    id: 'H18',
    fact: 'A run for `workflow_run` is on the default branch: GITHUB_REF is that, and GITHUB_SHA its last commit. The commit that the other workflow has passed is `github.event.workflow_run.head_sha`, and may be an earlier one, or that of a pull request',
    source:
      'docs.github.com, "Events that trigger workflows", `workflow_run`; "Webhook events and payloads", `workflow_run`',
    standIn: 'rehearsal/runner/event.ts',
  },
  {
    id: 'H19',
    fact: 'A release takes 1000 assets; one more is 422 with the field `file_count`: "file_count limited to 1000 assets"',
    source:
      'GitHub docs, "Storage and bandwidth quotas" of releases; osandov/drgn#521; leeguooooo/AgentParty#974',
    standIn: 'rehearsal/standins/github/assets.ts',
  },
  {
    id: 'S1',
    fact: 'Production signing config: Rekor v1 + timestamp authority; Rekor v2 is in the trusted root already, v1 in maintenance. Both must verify',
    source: 'sigstore/root-signing 2026-08-21',
    standIn: 'rehearsal/standins/sigstore/trust.ts',
  },
  {
    id: 'S2',
    fact: 'cosign up to 3.1.3 writes descriptors into the fallback list without annotations and, on GHCR, with a wrong `artifactType`: readers that filter do not find them. Fixed after 3.1.3, not repaired',
    source: 'sigstore/cosign#5098; NVIDIA/aicr#1957',
    standIn: 'cosign itself',
  },
  {
    id: 'S3',
    fact: 'cosign 4 drops `--new-bundle-format`, `--rekor-url`, `--fulcio-url`, `--sct`, `--certificate*`',
    source: 'cosign#4838 #4844 #4822',
    standIn: 'cosign itself',
  },
  {
    id: 'S4',
    fact: 'buildx >= 0.36 verifies `moby/buildkit`, `docker/dockerfile` and `docker/buildkit-syft-scanner` by its own policy with `BUILDX_DEFAULT_POLICY=1`; of the scanner only `latest` or >= 1.10, not `stable-1`',
    source: 'docker/buildx `policy/default.rego`',
    standIn: 'buildx itself',
  },
  {
    id: 'S5',
    fact: 'Newest seen (November 2026): buildx 0.37.1, cosign 3.1.3, gh 2.101.0',
    source: 'the registries and release pages of the tools',
    standIn: 'rehearsal/parts/versions.ts',
  },
  {
    id: 'O1',
    fact: "Amazon ECR with tag immutability: pushing a tag that is there, also with the image that it names (aws/containers-roadmap#2179, #2380), is refused with code `TAG_INVALID`: \"The image tag 'latest' already exists in the 'app' repository and cannot be overwritten because the repository is immutable.\" (with a rule's own words \"because the tag is immutable\"). Exclusion filters (`IMMUTABLE_WITH_EXCLUSION`) let named tags move. Only its own API tells the setting (`DescribeRepositories`, signed with AWS credentials, which a docker login is not)",
    source:
      'moby/buildkit#3776; aws/containers-roadmap#862; chainguard-forks/kaniko#53; docs.aws.amazon.com, "Preventing image tags from being overwritten in Amazon ECR"',
    standIn: 'rehearsal/standins/registry/elsewhere.ts',
  },
  {
    id: 'O2',
    fact: 'Google Artifact Registry with immutable tags: `manifest invalid: cannot update tag v3. The repository has enabled tag immutability`; a tagged image cannot be deleted, nor a tag be taken away. It holds for every tag of the repository, `latest` too',
    source:
      'cloud.google.com, "Update repository settings", "Troubleshoot Docker"; kaniko `pkg/executor/push.go`',
    standIn: 'rehearsal/standins/registry/elsewhere.ts',
  },
  {
    id: 'O3',
    fact: 'Harbor with an immutability rule that matches: 412, "Failed to process request due to \'app:v1\' configured as immutable." It holds for any push of a tag that is there, whatever is pushed. Rules are patterns of repository and tag, of a project',
    source:
      'goharbor.io, "Tag Immutability Rules"; goharbor/harbor `src/pkg/immutable`, `src/server/middleware/immutable`',
    standIn: 'rehearsal/standins/registry/elsewhere.ts',
  },
  {
    id: 'O4',
    fact: 'Docker Hub with immutable tags: 403 to a push of a tag that is there, in 2025 with no word why, in 2026 with "This tag is already assigned to an image in this repository and cannot be updated due to immutability settings". The rule is for all tags (`.*`, the default), or for those that match regular expressions in RE2\'s syntax. It has no referrers API: signatures and attestations go to tags `sha256-…`, which a rule for all tags takes in, so that the second one of an image is refused',
    source:
      'docs.docker.com, "Immutable tags on Docker Hub"; docker/hub-feedback#2466; docker/roadmap#724; logs quoted in sergienko4/israeli-bank-importer, 2026-02-18',
    standIn: 'rehearsal/standins/registry/elsewhere.ts',
  },
  {
    id: 'O5',
    fact: "Docker Hub's API tells a public repository's rule to anybody: `GET hub.docker.com/v2/namespaces/<namespace>/repositories/<name>` has `immutable_tags_settings: { enabled, rules }`",
    source: 'docker/docs#23179 (Docker Hub API reference)',
    standIn: '__tests__/world/registry/frozen-tags.test.ts',
  },
  {
    id: 'O6',
    fact: 'Azure Container Registry: a locked image, tag or repository (`--write-enabled false`) is 405 `REGISTRY_DISALLOWED_OPERATION`. There is no rule that only lets no tag move',
    source:
      'learn.microsoft.com, "Lock a container image in an Azure container registry"; Azure/azure-sdk-for-net#22827; Azure/acr#890',
    standIn: 'rehearsal/standins/registry/elsewhere.ts',
  },
  {
    id: 'O7',
    fact: 'ECR answers a manifest with a subject with `OCI-Subject` also where it has no referrers API: the header alone proves no list',
    source: 'sigstore/sigstore-js#1183',
    standIn: '__tests__/support/world/oci-registry.ts',
  },
  {
    id: 'O11',
    fact: 'GitHub Enterprise Server has no artifact attestations: the docs are for github.com and GitHub Enterprise Cloud alone',
    source: 'github/docs `content/actions/concepts/security/artifact-attestations.md` (versions: fpt, ghec)',
    standIn: 'rehearsal/standins/github/enterprise.ts',
  },
  {
    id: 'O12',
    fact: "OIDC tokens of a GitHub Enterprise Server are of the issuer `https://HOSTNAME/_services/token`, which Sigstore's public certificate authority does not trust",
    source:
      'docs.github.com/enterprise-server, "OpenID Connect reference"; sigstore/fulcio `config/identity/config.yaml`',
    standIn: 'rehearsal/standins/github/enterprise.ts',
  },
  {
    id: 'O13',
    fact: 'The container registry of a GitHub Enterprise Server is `containers.HOSTNAME`, where subdomain isolation is on',
    source:
      'docs.github.com/enterprise-server, "Enabling subdomain isolation", "Working with the Container registry"',
    standIn: 'rehearsal/standins/github/enterprise.ts',
  },
  {
    id: 'O14',
    fact: "A repository of Docker Hub is `namespace/name`: two parts and no more. A name without a namespace is an official image's (`library/…`)",
    source:
      'docs.docker.com, "Docker Hub API reference" (`/namespaces/{namespace}/repositories/{repository}`); distribution/reference `normalize.go`',
    standIn: '__tests__/plan/oci/registry-names.test.ts',
  },
  {
    id: 'O15',
    fact: 'Amazon ECR: `ACCOUNT.dkr.ecr.REGION.amazonaws.com/name`, the account 12 digits, no two of `. _ -` in a row in a name. A push makes no repository: 404 `NAME_UNKNOWN`, "The repository with name \'app\' does not exist in the registry with id …"',
    source:
      'docs.aws.amazon.com, "CreateRepository" (repositoryName, registryId); plexsystems/sinker#55; regclient/regclient#869',
    standIn: '__tests__/world/registry/refusals.test.ts',
  },
  {
    id: 'O16',
    fact: "Google Artifact Registry: `LOCATION-docker.pkg.dev/PROJECT/REPOSITORY/IMAGE`; a domain's project is two parts (`example.com/project`). The repository has to be there before the first push",
    source: 'cloud.google.com/artifact-registry/docs/docker/names; "Create standard repositories"',
    standIn: '__tests__/plan/oci/registry-names.test.ts',
  },
  {
    id: 'O17',
    fact: 'Azure Container Registry: `NAME.azurecr.io`, the name 5 to 50 letters and digits, with `-` and a hash behind it where its domain name label is on; repositories of any depth',
    source:
      'Azure/PSRule.Rules.Azure `Azure.ACR.Name`; learn.microsoft.com, "Azure container registry best practices"',
    standIn: '__tests__/plan/oci/registry-names.test.ts',
  },
  {
    id: 'O18',
    fact: 'Quay: a namespace and a name, which may have further parts (`FEATURE_EXTENDED_REPOSITORY_NAMES`, on by default); a push makes a private repository of a name that is not there, and no namespace',
    source: 'quay/quay `util/names.py`, `config.py` (CREATE_PRIVATE_REPO_ON_PUSH, CREATE_NAMESPACE_ON_PUSH)',
    standIn: '__tests__/plan/oci/registry-names.test.ts',
  },
  {
    id: 'O19',
    fact: 'Quay with immutable tags (3.17; policies of an organization or a repository, each a regular expression): 409 `TAG_IMMUTABLE`, "tag is immutable and cannot be overwritten", also where the tag names the very image that is pushed. Only its API tells the policies, to who may administer the repository',
    source:
      'quay/quay `endpoints/v2/errors.py`, `endpoints/v2/manifest.py`, `data/model/oci/tag.py`, `endpoints/api/immutability_policy.py`; PROJQUAY-10859',
    standIn: 'rehearsal/standins/registry/elsewhere.ts',
  },
  {
    id: 'O20',
    fact: 'Harbor: the first part of a name is a project, which has to be there before the first push',
    source: 'goharbor.io, "Working with Projects"; goharbor/harbor `src/server/middleware/v2auth/auth.go`',
    standIn: '__tests__/world/registry/refusals.test.ts',
  },
  {
    id: 'O21',
    fact: "What a login leaves is Docker's config.json: `auths` with `auth` (docker login, amazon-ecr-login, docker/login-action) or `identitytoken` (az acr login), a helper of one registry in `credHelpers` (gcloud auth configure-docker), or of all in `credsStore`",
    source:
      'docker/cli `cli/config/configfile`; aws-actions/amazon-ecr-login `index.js` (docker login); docker/login-action README; cloud.google.com, "Configure authentication to Artifact Registry for Docker"',
    standIn: 'rehearsal/standins/registry/elsewhere.ts',
  },
  {
    id: 'O22',
    fact: 'Docker Hub takes OIDC of organizations with a connection: docker/login-action with `DOCKERHUB_OIDC_CONNECTIONID`, the organization as username, no password, and `id-token: write`',
    source:
      'docker/login-action README (v4), docker/login-action#1054; docker/github-builder#265; github/docs#45243',
    standIn: 'rehearsal/standins/registry/elsewhere.ts',
  },
  {
    id: 'O23',
    fact: 'Amazon ECR takes OIDC by a role: configure-aws-credentials with `role-to-assume`, then amazon-ecr-login, which runs `docker login`. It asks with Basic; the password lasts 12 hours',
    source:
      'aws-actions/amazon-ecr-login README, `index.js`; docs.aws.amazon.com, "Private registry authentication in Amazon ECR"',
    standIn: 'rehearsal/standins/registry/elsewhere.ts',
  },
  {
    id: 'O24',
    fact: 'Artifact Registry takes OIDC by workload identity federation: google-github-actions/auth with `token_format: access_token`, user `oauth2accesstoken`; the token lasts an hour unless asked otherwise. By default the action writes `gha-creds-*.json` into the workspace',
    source:
      'google-github-actions/auth README (access_token_lifetime, create_credentials_file); docker/login-action README',
    standIn: 'rehearsal/standins/registry/elsewhere.ts',
  },
  {
    id: 'O25',
    fact: "Quay takes OIDC by robot account federation (3.13 and quay.io): a step exchanges the job's token for the robot's, which lasts an hour. Azure takes it by `azure/login` with a federated credential, then `az acr login`, which leaves an identity token",
    source:
      'docs.redhat.com, "Keyless authentication with robot accounts"; developers.redhat.com 2025-04-17; learn.microsoft.com, "Authenticate with an Azure container registry" (az acr login)',
    standIn: 'rehearsal/standins/registry/elsewhere.ts',
  },
  {
    id: 'O26',
    fact: "GitLab's registry has no referrers API and answers the tag `sha256-<hex>` with the image `sha256:<hex>` itself. What it answers once that tag was put has not been seen",
    source: 'oras-project/oras-go#1396, #1403',
    standIn: '__tests__/support/world/oci-registry.ts',
  },
];
