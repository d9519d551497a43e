// One request to an OCI registry: signed in, tried again where that may help, its answer read whole.
import type { IncomingHttpHeaders } from 'node:http';
import { ReleaseError } from '../../errors.ts';
import type { ImageName } from '../../plan/oci/image-name.ts';
import { readBody } from '../http/body.ts';
import { makeHttp } from '../http/client.ts';
import { HttpError, type RetryPolicy, defaultRetryPolicy, retry } from '../retry/retry.ts';
import { type Credentials, authorize } from './auth.ts';

export interface RegistryOptions {
  readonly userAgent: string;
  readonly credentials: (image: ImageName) => Credentials | undefined;
  readonly patience?: RetryPolicy;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Asks for a path below `/v2/<repository>/`. `limit` is the most bytes that an answer may have. */
export type Ask = (
  method: string,
  image: ImageName,
  path: string,
  headers: Record<string, string>,
  more?: { readonly body?: string; readonly limit?: number },
) => Promise<Answer>;

/** An answer without a limit of its own says yes or no, and why. */
const maxBytes = 1024 * 1024;

/**
 * Tokens are kept for each image and renewed when the registry no longer takes them.
 * The client throws HttpError for what may pass (408, 429, 5xx) once patience has ended, ReleaseError when the registry
 * cannot be reached; every other status is an answer.
 */
export function makeRegistryClient(options: RegistryOptions): Ask {
  const http = makeHttp({ userAgent: options.userAgent });
  const tokens = new Map<string, Promise<string | undefined>>();
  const patience = options.patience ?? defaultRetryPolicy;

  const token = (image: ImageName): Promise<string | undefined> => {
    let found = tokens.get(image.name);
    if (found === undefined) {
      found = authorize(http, baseUrl(image), image, options.credentials(image), patience);
      tokens.set(image.name, found);
      found.catch(() => tokens.delete(image.name));
    }
    return found;
  };

  return async (
    method: string,
    image: ImageName,
    path: string,
    headers: Record<string, string>,
    more: { readonly body?: string; readonly limit?: number } = {},
  ): Promise<Answer> => {
    let renewed = false;
    const attempt = async (): Promise<Answer> => {
      const held = token(image);
      const authorization = await held;
      const url = `${baseUrl(image)}/v2/${image.repository}/${path}`;
      const answer = await http({
        method,
        url,
        headers: { ...headers, ...(authorization === undefined ? {} : { authorization }) },
        ...(more.body === undefined ? {} : { body: more.body }),
      });
      const { status } = answer;
      const body = await readBody(answer.body, more.limit ?? maxBytes, `${image.name}/${path}`);
      if (status === 401 && authorization !== undefined && !renewed) {
        // A token lives some minutes; a build may take longer. Others may have renewed it meanwhile.
        renewed = true;
        if (tokens.get(image.name) === held) tokens.delete(image.name);
        return attempt();
      }
      const retryAfter = Number(answer.headers['retry-after'] ?? Number.NaN);
      if (status === 408 || status === 429 || status >= 500) {
        throw new HttpError(`${image.registry} answered ${status} to ${method} ${path}`, {
          status,
          hint: 'The registry is busy or broken; run the workflow again, it goes on from here.',
          ...(Number.isFinite(retryAfter) ? { retryAfter } : {}),
        });
      }
      return { status, headers: answer.headers, body };
    };
    try {
      return await retry(`${method} ${image.name}/${path}`, attempt, patience);
    } catch (error) {
      if (error instanceof ReleaseError || patience.signal?.aborted === true) throw error;
      throw new ReleaseError(`${image.registry} could not be reached for ${method} ${path}`, {
        hint: `curl -sSI ${baseUrl(image)}/v2/   # must answer from this runner, through its proxy if it has one`,
        cause: error,
      });
    }
  };
}

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
  const root = `${baseUrl(image)}/v2/${image.repository}/`;
  const url = location === '' || !URL.canParse(location, root) ? undefined : new URL(location, root).href;
  return url?.startsWith(root) ? url.slice(root.length) : undefined;
}
