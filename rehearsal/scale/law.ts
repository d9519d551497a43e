// How a measure grows with its input.

export interface Point {
  /** The size of the input. */
  readonly n: number;
  /** What was measured, such as requests. */
  readonly y: number;
}

export interface Law {
  readonly name: 'constant' | 'slower than its input' | 'in proportion' | 'FASTER THAN ITS INPUT';
  /** Of the measure, for each further unit of the input, at the largest step. */
  readonly slope: number;
}

/** What a measure may vary by with nothing to do with its input, as a part of its smallest value. */
export interface Noise {
  readonly part: number;
  readonly least: number;
}

/**
 * The law that the points follow. Proportion is judged by slopes: where each further unit costs no more than it did on the
 * step before, nothing grows faster than its input.
 * @throws TypeError for fewer than two points, or points that are not in order.
 */
export function lawOf(points: readonly Point[], { part, least }: Noise): Law {
  const [first, second] = points;
  const last = points.at(-1);
  if (!first || !second || !last || points.some(({ n }, at) => at > 0 && n <= (points[at - 1]?.n ?? 0)))
    throw new TypeError('a law needs two points or more, by their size');
  const noise = Math.max(least, first.y * part);
  const slopes = points.slice(1).map(({ n, y }, at) => {
    const before = points[at] ?? first;
    return { slope: (y - before.y) / (n - before.n), over: n - before.n };
  });
  const { slope = 0, over = 1 } = slopes.at(-1) ?? {};
  if (last.y - first.y <= noise) return { name: 'constant', slope };
  const early = (last.y - first.y) / (last.n - first.n);
  const usual = slopes.length > 1 ? (slopes.at(-2)?.slope ?? early) : early;
  if (slopes.length === 1) return { name: 'in proportion', slope };
  // Of a step from ten to a hundred the last tenth says nothing: the noise counts over the whole step.
  const margin = noise / over;
  if (slope > Math.max(usual, 0) * 1.25 + margin && last.y * first.n > first.y * last.n)
    return { name: 'FASTER THAN ITS INPUT', slope };
  return { name: slope < usual * 0.5 ? 'slower than its input' : 'in proportion', slope };
}
