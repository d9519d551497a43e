// The upload of one asset to GitHub, streamed with backpressure: octokit's fetch would keep a second copy of the body in memory.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable, Transform, pipeline } from 'node:stream';
import { asArchive, maxAssets } from '../../plan/assets.ts';
import { readBody } from '../http/body.ts';
import { makeHttp } from '../http/client.ts';
import { secondsToWait } from '../retry/retry-after.ts';
import { HttpError } from '../retry/retry.ts';
import { compact } from '../../compact.ts';

/** Either a file on disk, which is streamed, or bytes. */
export type AssetSource = { readonly file: string } | { readonly bytes: Buffer };

export interface UploadFields {
  readonly name: string;
  readonly label?: string;
  readonly contentType: string;
}

export interface UploadOptions {
  readonly token: string;
  readonly userAgent: string;
  /** The origins that may see the token. */
  readonly origins: readonly string[];
}

/** How long GitHub may take to answer once nothing is sent any more, in ms: large assets are checked first. */
const silenceMs = 300_000;
const maxAnswerBytes = 1024 * 1024;

/**
 * Sends an asset to a release's own upload URL (with its `{?name,label}`) and answers GitHub's JSON.
 * @throws HttpError when GitHub does not take it; the error of the stream or the connection when that breaks.
 */
export async function upload(
  options: UploadOptions,
  uploadUrl: string,
  {
    fields: { name, label, contentType },
    source,
  }: { readonly fields: UploadFields; readonly source: AssetSource },
  onSent: (bytes: number) => void = () => undefined,
): Promise<unknown> {
  const http = makeHttp({ userAgent: options.userAgent, origins: options.origins, silenceMs });
  const query = [`name=${encodeURIComponent(name)}`];
  if (label !== undefined) query.push(`label=${encodeURIComponent(label)}`);
  const url = `${uploadUrl.replace(/\{[^}]*\}$/, '')}?${query.join('&')}`;
  const size = 'bytes' in source ? source.bytes.length : (await stat(source.file)).size;
  const content = 'bytes' in source ? Readable.from([source.bytes]) : createReadStream(source.file);
  const broken = Promise.withResolvers<never>();
  const body = pipeline(content, counter(onSent), (error) => {
    if (error) broken.reject(error);
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
    const text = (await readBody(answer.body, maxAnswerBytes, `the upload of ${name}`)).toString('utf8');
    if (status !== 201) throw refusal(name, status, text, secondsToWait(headers['retry-after']));
    return JSON.parse(text) as unknown;
  } finally {
    body.destroy();
  }
}

function refusal(name: string, status: number, text: string, retryAfter: number | undefined): HttpError {
  const said = /"message"\s*:\s*"([^"\\]{1,200})"/.exec(text)?.[1];
  // As GitHub refuses one more (docs/reality.md, H19).
  if (status === 422 && /"field"\s*:\s*"file_count"/.test(text))
    return new HttpError(
      `GitHub does not take ${name}: a release holds ${maxAssets} assets, and this one has them`,
      {
        status,
        code: 'bad-input',
        hint: `${asArchive}; files that somebody has put on the page count, too`,
      },
    );
  return new HttpError(
    `GitHub answered ${status} to the upload of ${name}${said === undefined ? '' : ` (${said})`}${text.includes('already_exists') ? ', already_exists' : ''}`,
    compact({
      status,
      hint: 'Run the workflow again: it uploads what is missing.',
      retryAfter,
    }),
  );
}

function counter(onSent: (bytes: number) => void): Transform {
  let sent = 0;
  return new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      sent += chunk.length;
      onSent(sent);
      done(null, chunk);
    },
  });
}
