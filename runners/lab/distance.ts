/** How far the lab's servers are from their clients and from each other. */
export interface Distance {
  /** Time that a round trip on each stream takes on top, in milliseconds. */
  readonly roundTripMs: number;
  readonly jitter?: Jitter;
}

/** A delay that varies from chunk to chunk. */
export interface Jitter {
  /** What a chunk takes on top at most, in milliseconds. */
  readonly mostMs: number;
  /** A whole number; the same one draws the same delays. */
  readonly seed: number;
}

/** Milliseconds that each further chunk is under way, in either direction. */
export function delaysOf({ roundTripMs, jitter }: Distance): () => number {
  if (jitter === undefined) return () => roundTripMs / 2;
  const draw = generator(jitter.seed);
  return () => roundTripMs / 2 + draw() * jitter.mostMs;
}

/** Mulberry32: numbers from 0 up to but not including 1, the same for the same seed, which Math.random cannot promise. */
function generator(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
