/** The HTTP status that an error of octokit's or of our own client carries. */
export function statusOf(error: unknown): number | undefined {
  return error instanceof Error && 'status' in error ? Number(error.status) : undefined;
}

/** Whether a server answered with one of these. */
export function hasStatus(error: unknown, ...statuses: readonly number[]): error is Error {
  const status = statusOf(error);
  return status !== undefined && statuses.includes(status);
}
