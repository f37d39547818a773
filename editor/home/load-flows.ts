import { api, type FoundFlow } from '../api.ts';

/** Flows of a page: as many as the server gives. */
const PAGE = 200;

/** All flows in which the text is found, or all in the bin. Page after page: order and folders are made of all of them. */
export async function loadFlows(text: string, inBin: boolean): Promise<FoundFlow[]> {
  const flows: FoundFlow[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await api.flowPage({
      limit: PAGE,
      deleted: inBin ? 'true' : 'false',
      ...(text === '' ? {} : { text }),
      ...(cursor === undefined ? {} : { cursor }),
    });
    flows.push(...page.items);
    cursor = page.next;
  }
  return flows;
}
