// The example service that is released unless another repository is named: made anew, always with the same commits.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { run } from './command.ts';
import { exampleCommits } from './example-commits.ts';
import { fastImport } from './history.ts';

export interface Example {
  readonly gitDir: string;
  readonly tags: string[];
  /** The commit `main` and the last tag name. */
  readonly head: string;
}

export interface ExampleOptions {
  /** `owner/name`, for the remote and for links in the messages. */
  readonly repository?: string;
}

/** Makes the repository in `dir` (empty or absent), with `main` checked out at v1.2.0. */
export async function makeExample(dir: string, options: ExampleOptions = {}): Promise<Example> {
  const repository = options.repository ?? 'octo-org/signpost';
  const commits = exampleCommits(repository);
  await mkdir(dir, { recursive: true });
  // No hook, template or setting of the person who rehearses may change what is made.
  const env = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null', GIT_TEMPLATE_DIR: '' };
  const git = (args: readonly string[], input = ''): Promise<string> =>
    run('git', ['-C', dir, ...args], { env, input });
  await git(['init', '--quiet', '--initial-branch=main']);
  await git(['fast-import', '--quiet', '--done'], fastImport(commits));
  await git(['reset', '--quiet', '--hard', 'main']);
  await git(['remote', 'add', 'origin', `https://github.com/${repository}`]);
  const head = (await git(['rev-parse', 'HEAD'])).trim();
  const tags = commits.flatMap((commit) => (commit.tag ? [commit.tag[0]] : []));
  return { gitDir: path.join(dir, '.git'), tags, head };
}

/**
 * A Dockerfile for a repository that has none, on the rehearsal's base image: it holds the checkout, and prints its
 * architecture when run. Its target `binary` is one compiled program.
 */
export function baseDockerfile(): string {
  return `# Made by the rehearsal: this repository has no Dockerfile of its own.
ARG BASE_C=ghcr.io/octo-org/base-c:1
ARG BASE=ghcr.io/octo-org/base:1

FROM \${BASE_C} AS build
WORKDIR /build
RUN printf '%s\\n' '#include <stdio.h>' '#include <sys/utsname.h>' \\
    'int main(void) { struct utsname u; if (uname(&u) != 0) return 1; puts(u.machine); return 0; }' > arch.c \\
 && mkdir out && cc -o out/arch arch.c

FROM scratch AS binary
COPY --from=build /build/out/arch /arch

# A clone's .git holds times of its own, so that no two would give the same image.
FROM \${BASE_C} AS tree
COPY . /srv/app
RUN rm -rf /srv/app/.git /srv/app/node_modules

FROM \${BASE}
COPY --from=build /build/out/arch /usr/bin/arch
COPY --from=tree /srv/app /srv/app
WORKDIR /srv/app
USER 65534:65534
ENTRYPOINT ["/usr/bin/arch"]
`;
}
