// One request to an OCI registry: signed in, tried again where that may help, its answer read whole.
import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { ReleaseError } from '../../errors.ts';
import type { ImageName } from '../../plan/oci/image-name.ts';
import { readBody } from '../http/body.ts';
import { makeHttp } from '../http/client.ts';
import { secondsToWait } from '../retry/retry-after.ts';
import { HttpError, type RetryPolicy, defaultRetryPolicy, retry } from '../retry/retry.ts';
import {
  type Access,
  type CredentialSource,
  type Credentials,
  TokenRefused,
  authorize,
  tokenRefused,
} from './auth.ts';
import { compact } from '../../compact.ts';

export interface RegistryOptions {
  readonly userAgent: string;
  readonly credentials: (image: ImageName) => Credentials | undefined;
  readonly source?: (image: ImageName) => CredentialSource | undefined;
  readonly retryPolicy?: RetryPolicy;
  /** How long what was put is waited for. */
  readonly lag?: RetryPolicy;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** By whose credentials it was asked. */
  readonly source?: CredentialSource;
}

export interface Asking {
  readonly headers?: Record<string, string>;
  /** A stream is made anew with every try. */
  readonly body?: string | (() => Readable);
  /** The most bytes that the answer may have. */
  readonly limit?: number;
  /** Signed out, as the public asks. */
  readonly asPublic?: boolean;
  /** Not tried again. */
  readonly once?: boolean;
  /** Reads the body of a 200 in the place of holding it; begun anew with every try. */
  readonly take?: (body: Readable) => Promise<void>;
}

/** Asks for a path below `/v2/<repository>/`, or with a leading slash below the registry's root. */
export type Ask = (method: string, image: ImageName, path: string, asking?: Asking) => Promise<Answer>;

/** An answer without a limit of its own says yes or no, and why. */
const maxBytes = 1024 * 1024;

/**
 * Tokens are kept for each image and renewed when the registry no longer takes them.
 * The client throws HttpError for what may pass (408, 429, 5xx) once no try is left, ReleaseError when the registry
 * cannot be reached; every other status is an answer.
 */
export function makeRegistryClient(options: RegistryOptions): Ask {
  const http = makeHttp({ userAgent: options.userAgent });
  const tokens = new Map<string, Promise<string | undefined>>();
  const retryPolicy = options.retryPolicy ?? defaultRetryPolicy;

  const token = (image: ImageName, access: Access): Promise<string | undefined> => {
    const key = keyOf(image, access);
    let found = tokens.get(key);
    if (found === undefined) {
      const credentials = access === 'pull' ? undefined : options.credentials(image);
      found = authorize({ http, retryPolicy, baseUrl: baseUrl(image) }, image, {
        ...{ credentials, access },
        source: options.source?.(image),
      });
      tokens.set(key, found);
      found.catch((error: unknown) => {
        if (!(error instanceof TokenRefused)) tokens.delete(key);
      });
    }
    return found;
  };

  /** Who is refused a token may still read what anybody may. */
  const accessFor = async (
    method: string,
    image: ImageName,
    asPublic = false,
  ): Promise<{ readonly access: Access; readonly refused?: TokenRefused }> => {
    if (asPublic) return { access: 'pull' };
    try {
      await token(image, 'pull,push');
      return { access: 'pull,push' };
    } catch (error) {
      if (!(error instanceof TokenRefused) || !['GET', 'HEAD'].includes(method)) throw error;
      return { access: 'pull', refused: tokenRefused(image, error.status, 'pull') };
    }
  };

  return async (method, image, path, asking = {}): Promise<Answer> => {
    const { headers = {}, body, limit, asPublic, once, take } = asking;
    let renewed = false;
    const attempt = async (): Promise<Answer> => {
      // Signed out, a token that this very question has asked for is as good as any other would be.
      const isNew = asPublic === true && !tokens.has(keyOf(image, 'pull'));
      const { access, refused } = await accessFor(method, image, asPublic);
      const held = token(image, access);
      const authorization = await held.catch((error: unknown) => {
        throw error instanceof TokenRefused ? (refused ?? error) : error;
      });
      const url = path.startsWith('/')
        ? baseUrl(image) + path
        : `${baseUrl(image)}/v2/${image.repository}/${path}`;
      const answer = await http(
        compact({
          method,
          url,
          headers: compact({ ...headers, authorization }),
          body: typeof body === 'function' ? body() : body,
        }),
      );
      const { status } = answer;
      const taken = take !== undefined && status === 200;
      if (taken) await take(answer.body);
      const answered = taken
        ? Buffer.alloc(0)
        : await readBody(answer.body, limit ?? maxBytes, `${image.name}/${path}`);
      if (refused && [401, 403].includes(status)) throw refused;
      if (status === 401 && authorization !== undefined && !renewed && !isNew) {
        // A token lives some minutes; a build may take longer. Others may have renewed it meanwhile.
        renewed = true;
        if (tokens.get(keyOf(image, access)) === held) tokens.delete(keyOf(image, access));
        return attempt();
      }
      if (status === 408 || status === 429 || status >= 500) {
        throw new HttpError(
          `${image.registry} answered ${status} to ${method} ${path}`,
          compact({
            status,
            hint: 'The registry is busy or broken; run the workflow again, it continues from here.',
            retryAfter: secondsToWait(answer.headers['retry-after']),
          }),
        );
      }
      return compact({
        ...{ status, headers: answer.headers, body: answered },
        source: access === 'pull' ? undefined : options.source?.(image),
      });
    };
    try {
      const tries = once === true ? { ...retryPolicy, attempts: 1 } : retryPolicy;
      return await retry(`${method} ${image.name}/${path}`, attempt, tries);
    } catch (error) {
      if (error instanceof ReleaseError || retryPolicy.signal?.aborted === true) throw error;
      throw new ReleaseError(`${image.registry} could not be reached for ${method} ${path}`, {
        hint: `curl -sSI ${baseUrl(image)}/v2/   # must answer from this runner, through its proxy if it has one`,
        cause: error,
      });
    }
  };
}

const keyOf = ({ name }: ImageName, access: Access): string => `${access} ${name}`;

/** Plain HTTP for registries on the machine itself, as Docker does; HTTPS for all others. */
export function baseUrl(image: ImageName): string {
  if (image.registry === 'docker.io') return 'https://registry-1.docker.io';
  const host = image.registry.replace(/:\d+$/, '');
  return `${host === 'localhost' || host === '127.0.0.1' || host === '[::1]' ? 'http' : 'https'}://${image.registry}`;
}

export function header(answer: Answer, name: string): string {
  const value = answer.headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

/** The path below a repository that an URL of the registry's own names, or `undefined` when it is elsewhere. */
export function below(location: string, image: ImageName): string | undefined {
  const root = `/v2/${image.repository}/`;
  const path = onRegistry(location, image);
  return path?.startsWith(root) ? path.slice(root.length) : undefined;
}

/** Path and query of an URL that the registry names, or `undefined` when it is on another host: its token goes nowhere else. */
export function onRegistry(location: string, image: ImageName): string | undefined {
  const root = `${baseUrl(image)}/v2/${image.repository}/`;
  if (location === '' || !URL.canParse(location, root)) return undefined;
  const { origin, pathname, search } = new URL(location, root);
  return origin === new URL(root).origin ? pathname + search : undefined;
}
