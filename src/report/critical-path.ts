// Which steps decided how long the run took.

interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * The critical path, first step first. The rule: take the step that ended last; before it, the step that ended
 * last among those that had ended when it began; and so on back to the start. Steps run in parallel phases and do not say
 * what they waited for, so this is what the times alone prove: to be sooner, one of these steps must be shorter.
 * Of steps that ended at the same instant, take the longer one. Steps must not contain one another.
 */
export function criticalPath<Step extends Span>(steps: readonly Step[]): readonly Step[] {
  const byEnd = [...steps].sort((a, b) => b.end - a.end || a.start - b.start);
  const path: Step[] = [];
  let bound = Infinity;
  // Latest end first: a step that ends at or before the start of the one found last is its predecessor.
  for (const step of byEnd) {
    if (step.end > bound) continue;
    path.unshift(step);
    bound = step.start;
  }
  return path;
}
