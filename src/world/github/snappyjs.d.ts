// The library has no types of its own.
declare module 'snappyjs' {
  /** @throws Error when it is not snappy's block format, or longer than `maxLength` bytes. */
  export function uncompress(compressed: Uint8Array, maxLength?: number): Uint8Array;
}
