import { Context, Liquid, type LiquidOptions, type Template } from 'liquidjs';
import { LIMITS } from '../limits.ts';
import { BoundedText, MEMORY, stepsOf, takeSteps } from './budget.ts';
import { KEPT_FILTERS } from './filter-names.ts';
import { FILTERS, type TemplateContext } from './filters.ts';

/** No tag that reads a file, keeps a count between renders in the values, or draws a table. */
const KEPT_TAGS = new Set([
  '#',
  'assign',
  'break',
  'capture',
  'case',
  'comment',
  'continue',
  'cycle',
  'echo',
  'for',
  'if',
  'liquid',
  'raw',
  'unless',
]);

/** Whom each render is for; filters find it by their context. */
const audiences = new WeakMap<Context, TemplateContext>();

/** Liquid with nothing in it that reaches outside the values given. */
export const liquid = restricted();

/** The same for texts that are written in some notation: whatever is put out goes through `encode`, what is written down does not. */
export const encodingLiquid = (encode: (value: unknown) => string): Liquid =>
  restricted({ outputEscape: encode });

function restricted(more: LiquidOptions = {}): Liquid {
  const engine = new Liquid({
    ...more,
    ownPropertyOnly: true,
    strictFilters: true,
    parseLimit: LIMITS.templateSource,
    renderLimit: LIMITS.templateMs,
    memoryLimit: MEMORY,
    templates: {},
  });
  for (const name of Object.keys(engine.tags)) if (!KEPT_TAGS.has(name)) delete engine.tags[name];
  const kept = KEPT_FILTERS.map((name) => [name, engine.filters[name]] as const);
  for (const name of Object.keys(engine.filters)) engine.unregisterFilter(name);
  // Names are looked up by indexing: without a prototype "constructor" is neither a tag nor a filter.
  Object.setPrototypeOf(engine.tags, null);
  Object.setPrototypeOf(engine.filters, null);

  for (const [name, filter] of kept) {
    const apply = typeof filter === 'function' ? filter : filter?.handler;
    if (!apply) throw new Error(`liquidjs has no filter "${name}"`);
    engine.registerFilter(name, function (value, ...rest) {
      takeSteps(this.context, 1);
      return apply.call(this, value, ...rest);
    });
  }
  for (const [name, filter] of Object.entries(FILTERS)) {
    engine.registerFilter(name, function (value, ...rest) {
      takeSteps(this.context, 1);
      const text = typeof value === 'string' ? value.length : 1;
      this.context.memoryLimit.use(text);
      return filter(value, audiences.get(this.context)!, this.context, ...rest);
    });
  }

  const render = engine.renderer.renderTemplates.bind(engine.renderer);
  engine.renderer.renderTemplates = (parts, context, text) => {
    takeSteps(context, stepsOf(parts));
    return render(parts, context, text ?? new BoundedText());
  };
  return engine;
}

/** Renders a parsed template for someone. @throws whatever liquidjs throws */
export function renderFor(
  template: Template[],
  values: Record<string, unknown>,
  about: TemplateContext,
  engine = liquid,
): string {
  const context = new Context(values, engine.options, { sync: true }, { liquid: engine });
  audiences.set(context, about);
  return String(engine.renderSync(template, context));
}
