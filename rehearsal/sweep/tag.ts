/** The release that the points disturb, and those that are there before it. */
export const TAG = 'v1.2.0';
export const BEFORE = ['v1.1.0'] as const;
