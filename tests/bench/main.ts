import { parseArgs } from 'node:util';
import { unmeasured, type Figure } from './figure.ts';
import { workshop } from './kit/workshop.ts';
import type { Measurement, Part } from './part.ts';
import { tableOf } from './table.ts';

const found = import.meta.glob<Part>('./*/part.ts', { eager: true, import: 'part' });
const parts = new Map(Object.entries(found).map(([path, part]) => [path.split('/')[1]!, part]));

const help = `Usage: npm run bench -- [part ...] [--json] [--gate] [--only NAME]

Parts: ${[...parts.keys()].join(', ')}
  --json       a list of figures instead of the table
  --gate       exit with 1 when a gate is not kept
  --only NAME  only measurements with a figure of that name
`;

/** Measures the parts named, or all; prints the figures. Fails when one could not be measured. */
export async function main(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      gate: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true },
    },
  });
  const unknown = positionals.filter((name) => !parts.has(name));
  if (values.help || unknown.length > 0) {
    process.stderr.write(unknown.length > 0 ? `There is no part ${unknown.join(', ')}.\n\n${help}` : help);
    return values.help ? 0 : 2;
  }
  const wanted = [...parts].filter(([name]) => positionals.length === 0 || positionals.includes(name));
  const figures: Figure[] = [];
  const shop = await workshop((line) => process.stderr.write(`${line}\n`));
  try {
    for (const [, part] of wanted)
      for (const measurement of part.measurements)
        if (!values.only || measurement.names.some((name) => values.only!.includes(name)))
          figures.push(...(await taken(measurement, shop)));
  } finally {
    await shop.close();
  }
  process.stdout.write(
    values.json ? `${JSON.stringify(figures, null, 2)}\n` : tableOf(figures, shop.about()),
  );
  if (figures.some((figure) => figure.unmeasured !== undefined)) return 1;
  return values.gate && figures.some((figure) => !figure.ok) ? 1 : 0;
}

/** The figures of a measurement; each is there even if taking them failed. */
async function taken(
  measurement: Measurement,
  shop: Parameters<Measurement['measure']>[0],
): Promise<Figure[]> {
  const began = performance.now();
  const { names } = measurement;
  shop.say(`${names[0]!} …`);
  try {
    return await measurement.measure(shop);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    shop.say(`  not measured: ${reason}`);
    return names.map((name) => unmeasured(reason.split('\n', 1)[0]!, { name, what: '' }));
  } finally {
    shop.say(`  ${((performance.now() - began) / 1000).toFixed(1)} s`);
  }
}
