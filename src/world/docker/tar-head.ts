// The first file of a tar stream: what its header says of it, and its first bytes. The rest is read and let go.
import { extract } from 'tar-stream';

export interface ImageFile {
  /** Permission bits. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Its first bytes, `headBytes` at most. */
  readonly head: Buffer;
}

/** Where a program's headers are, with room to spare. */
const headBytes = 64 * 1024;

/** `push` takes the stream as it comes; `found` ends it. */
export function firstFile(): {
  readonly push: (chunk: Buffer) => void;
  readonly found: () => Promise<ImageFile | undefined>;
} {
  const reader = extract();
  let file: ImageFile | undefined;
  reader.on('entry', (header, stream, next) => {
    const chunks: Buffer[] = [];
    let size = 0;
    stream.on('data', (data: unknown) => {
      const chunk = data as Buffer;
      if (size < headBytes) chunks.push(chunk);
      size += chunk.length;
    });
    stream.on('end', () => {
      if (header.type === 'file')
        file ??= {
          mode: header.mode,
          uid: header.uid,
          gid: header.gid,
          head: Buffer.concat(chunks).subarray(0, headBytes),
        };
      next();
    });
  });
  const ended = new Promise<void>((resolve, reject) => {
    reader.on('finish', resolve);
    reader.on('error', reject);
  });
  // Told where it is waited for.
  ended.catch(() => undefined);
  return {
    push: (chunk) => {
      reader.write(chunk);
    },
    found: async () => {
      reader.end(Buffer.alloc(0));
      await ended;
      return file;
    },
  };
}
