// Ends an exchange whose server has fallen silent, in whatever phase: connecting, sending, waiting, receiving.
import type { ClientRequest, IncomingMessage } from 'node:http';

/** How often a silence is looked for, in each of its lengths. */
const looks = 4;

/**
 * Looks at the connection's own counters. A socket's timeout would not do: there is no socket before a proxy has answered, and
 * it fires at a reader that lags as well.
 */
export function watchSilence(request: ClientRequest, silenceMs: number, what: string): void {
  let message: IncomingMessage | undefined;
  let seen = -1;
  let silent = 0;
  const timer = setInterval(() => {
    const { socket } = request;
    // There is none before a proxy has let the request through, whatever the types say.
    const moved = (socket?.bytesRead ?? 0) + (socket?.bytesWritten ?? 0);
    // What has come, and was not taken yet, is not the server's silence.
    silent = moved !== seen || (message?.readableLength ?? 0) > 0 ? 0 : silent + 1;
    seen = moved;
    if (silent < looks) return;
    clearInterval(timer);
    const error = Object.assign(new Error(`${what}: the server was silent for ${silenceMs / 1000} s`), {
      code: 'ETIMEDOUT',
    });
    (message ?? request).destroy(error);
  }, silenceMs / looks);
  const end = (): void => {
    clearInterval(timer);
  };
  request.once('response', (answer) => {
    message = answer;
    answer.once('close', end);
  });
  request.once('close', end);
}
