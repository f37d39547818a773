import { z } from 'zod';
import type { Issue } from '../engine/index.ts';
import { fingerprintOf } from '../flows/in-order.ts';
import { type Api, apiAt, apiDetails, apiOf, apiOptions, readAs, refusalOf } from './api/api.ts';
import { issuesSchema, versionSchema } from './api/api-shapes.ts';
import { findings } from './verb/findings.ts';
import { type Missing, type Promotion, promotionsOf, putInService } from './api/promotion.ts';
import { flowsNamed, storedFlow } from './api/stored-flows.ts';
import { defineVerb, type Given, Misuse, Refusal } from './verb/verb.ts';

export default defineVerb({
  summary: 'bring published flows from one installation to another',
  synopsis: 'FLOW... --to URL [--from URL] [--note TEXT] [--force] [--json]',
  details: `
Publishes the latest version of each flow in another installation, with its tests. Ids are of one installation, so flows,
sub-flows and calendars are found there by their names, credentials by theirs, and connections that lead to the flow as well.
What is missing there is told as a list, and then nothing is published. Flows that call each other can be named together.
A draft there with changes nobody published is not overwritten.

  --from URL          where they are, else as --url says
  --from-token TOKEN  an API token for it, else PATCHBAY_FROM_TOKEN
  --to URL            where they go
  --to-token TOKEN    an API token for it, else PATCHBAY_TO_TOKEN
  --note TEXT         what has changed, for whoever reads the list of versions there
  --force             overwrite drafts there that have changes nobody published
${apiDetails}
  --json              what was published, or what is missing`,
  options: {
    ...apiOptions,
    from: { type: 'string' },
    'from-token': { type: 'string' },
    to: { type: 'string' },
    'to-token': { type: 'string' },
    note: { type: 'string' },
    force: { type: 'boolean' },
  },
  words: [1, Infinity],
  async run(given) {
    const [from, to] = await bothOf(given);
    const heads = await flowsNamed(from, given.words);
    const { promotions, missing } = await promotionsOf(from, to, heads);
    if (missing.length > 0) throw missingRefusal(to.url, missing);
    if (!given.has('force')) await refuseUnpublished(to, promotions);
    const alone = promotions.length === 1;
    for (const promotion of promotions) if (alone || promotion.calls.length === 0) await check(to, promotion);

    const done: { flow: string; version: number; was: number }[] = [];
    for (const promotion of promotions) {
      const { id, version, elsewhere } = promotion;
      const note = given.text('note') ?? `Version ${version} of ${new URL(from.url).host}`;
      const published = await putInService(to, promotion, note);
      if (!published.ok) {
        const lines = findings(
          id,
          published.issues.filter(({ severity }) => severity === 'error'),
        );
        const why = published.tests ? `${published.tests.failed} of its tests fail there` : lines.join('\n');
        throw new Refusal('flow.invalid', `"${id}" was not published: ${why}`, { published: done });
      }
      done.push({ flow: id, version: published.version, was: version });
      if (!given.json)
        process.stdout.write(
          `${id}: version ${version} is published as version ${published.version} on ${to.url}.\n`,
        );
      for (const connection of elsewhere)
        process.stderr.write(
          `The connection "${connection}" leads to another flow there, and was left so.\n`,
        );
    }
    if (given.json) process.stdout.write(`${JSON.stringify({ ok: true, published: done })}\n`);
    return 0;
  },
});

async function bothOf(given: Given): Promise<[from: Api, to: Api]> {
  const target = given.text('to');
  if (target === undefined) throw new Misuse('where to is missing (--to)');
  const source = given.text('from');
  const from =
    source === undefined
      ? await apiOf(given)
      : apiAt(source, given.text('from-token') ?? process.env['PATCHBAY_FROM_TOKEN']);
  return [from, apiAt(target, given.text('to-token') ?? process.env['PATCHBAY_TO_TOKEN'])];
}

function missingRefusal(url: string, missing: Missing[]): Refusal {
  const lines = missing.map(({ flow, kind, name }) => `  ${flow} needs the ${kind} "${name}"`);
  return new Refusal(
    'promotion.missing',
    `${url} lacks something:\n${lines.join('\n')}\nNothing was published.`,
    {
      missing,
    },
  );
}

/** A draft there that differs from what is published there is somebody's work. */
async function refuseUnpublished(to: Api, promotions: readonly Promotion[]): Promise<void> {
  const unpublished: string[] = [];
  for (const { id } of promotions) {
    const there = await storedFlow(to, id);
    if (!there) continue;
    const latest =
      there.latest === null
        ? undefined
        : await to.read(versionSchema, `/flows/${id}/versions/${there.latest}`);
    if (latest && fingerprintOf(latest.definition) === fingerprintOf(there.draft)) continue;
    unpublished.push(id);
  }
  if (unpublished.length === 0) return;
  const named = unpublished.map((id) => `"${id}"`).join(', ');
  throw new Refusal(
    'flow.unpublished-changes',
    `${to.url} has changes nobody published in ${named} (--force overwrites them).`,
    {
      flows: unpublished,
    },
  );
}

const checkedSchema = z.object({ ok: z.boolean(), issues: issuesSchema });

/** Asks before anything is stored; a flow that calls one of the same promotion can only be asked about once that is there. */
async function check(to: Api, { id, document }: Promotion): Promise<void> {
  const answer = await to.ask('POST', '/flows/check', document);
  if (answer.status !== 200) throw refusalOf(to.url, answer);
  const { ok, issues } = readAs(checkedSchema, answer, to.url);
  if (ok) return;
  const errors = issues.filter(({ severity }) => severity === 'error');
  throw new Refusal('flow.invalid', `${findings(id, errors as Issue[]).join('\n')}\nNothing was published.`, {
    issues,
  });
}
