// fast-check, with one seed for all properties: the same tests on the same cases, so that green stays green. Once a week,
// and wherever PROPERTY_SEED is `random` or hostile cases are asked for, the cases are new ones.
import fc from 'fast-check';

const given =
  process.env['PROPERTY_SEED'] ?? (process.env['HOSTILE_CASES'] === undefined ? '20261121' : 'random');
if (given !== 'random') fc.configureGlobal({ seed: Number(given) });

export { default } from 'fast-check';
