// The ways in which maintainers release, each a ground of the sweep.
import { tagPush, type Way } from './way.ts';
import { archives, tagForms } from './ways/forms.ts';
import { failingGate, gate } from './ways/gate.ts';
import { browser, draft } from './ways/page.ts';
import { layout, promote } from './ways/promote.ts';
import { tag } from './ways/tag.ts';

export const ways: readonly Way[] = [
  tagPush,
  browser,
  draft,
  gate,
  failingGate,
  promote,
  layout,
  tag,
  tagForms,
  archives,
];

export function wayOf(name: string): Way {
  const found = ways.find((way) => way.name === name);
  if (found) return found;
  throw new Error(`there is no way ${name}; there are ${ways.map((way) => way.name).join(', ')}`);
}
