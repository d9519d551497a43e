// What an image's configuration says of how it is started (OCI image-spec, "Image Configuration").

export interface StartConfig {
  /** ENTRYPOINT and CMD, one after the other; empty where the image names no command. */
  readonly argv: readonly string[];
  /** `user`, `uid`, `user:group` or `uid:gid`; empty for root. */
  readonly user: string;
  readonly workdir: string;
  /** The folders of PATH. */
  readonly searchPath: readonly string[];
  /** Instructions that a build from this image runs first (Docker's extension). */
  readonly onBuild: boolean;
}

/** What a container's PATH is where the image sets none (BuildKit, Docker). */
const defaultPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** @throws TypeError or SyntaxError when the text is no image configuration. */
export function readStartConfig(text: string): StartConfig {
  const json: unknown = JSON.parse(text);
  if (typeof json !== 'object' || json === null) throw new TypeError('not an image configuration');
  const { config = {} } = json as { readonly config?: Readonly<Record<string, unknown>> | null };
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

function words(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}
