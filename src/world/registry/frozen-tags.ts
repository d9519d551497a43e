// Tags that a registry's own rule never lets move, as far as it tells anybody before something is pushed.
import type { ImageName } from '../../plan/oci/image-name.ts';
import { isJsonObject } from '../../plan/json.ts';
import { readBody } from '../http/body.ts';
import type { Http } from '../http/request.ts';
import { type RetryPolicy, retry } from '../retry/retry.ts';

/** In bytes; a repository's page has its description in it. */
const maxPage = 1024 * 1024;

/**
 * Of these tags those that may never name another image. Docker Hub tells it of public repositories to anybody (O5 in
 * docs/reality.md); the others tell nobody, or only who has more than the right to push: nothing is known of them here, and
 * their refusal says it (refusals.ts).
 */
export async function frozenTags(
  { http, retryPolicy }: { readonly http: Http; readonly retryPolicy: RetryPolicy },
  image: ImageName,
  tags: readonly string[],
): Promise<readonly string[]> {
  const [namespace, name, ...rest] = image.repository.split('/');
  if (image.registry !== 'docker.io' || namespace === undefined || name === undefined || rest.length > 0)
    return [];
  const url = `https://hub.docker.com/v2/namespaces/${namespace}/repositories/${name}`;
  const page = await retry(
    `GET ${url}`,
    async () => {
      const answer = await http({ method: 'GET', url, headers: { accept: 'application/json' } });
      const body = await readBody(answer.body, maxPage, url);
      return answer.status === 200 ? body.toString('utf8') : '';
    },
    retryPolicy,
  );
  const rules = rulesIn(page);
  return tags.filter((tag) => rules.some((rule) => rule.test(tag)));
}

/** The rules that are in force. RE2's syntax is nearly all JavaScript's too; what is not is left to the registry's word. */
export function rulesIn(page: string): readonly RegExp[] {
  let settings: unknown;
  try {
    settings = (JSON.parse(page) as Record<string, unknown> | null)?.['immutable_tags_settings'];
  } catch {
    return [];
  }
  if (!isJsonObject(settings) || settings['enabled'] !== true || !Array.isArray(settings['rules'])) return [];
  return settings['rules'].flatMap((rule: unknown) => {
    try {
      return typeof rule === 'string' ? [new RegExp(rule)] : [];
    } catch {
      return [];
    }
  });
}
