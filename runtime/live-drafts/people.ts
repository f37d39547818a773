import type { Asked, Ending, Told } from '../shared-draft/index.ts';
import type { Member } from './member.ts';

type Place = Omit<Extract<Asked, { type: 'here' }>, 'type'>;

/** Degrees between two hues that follow each other: the golden angle keeps all of them apart. */
const HUE_STEP = 137.5;

/** Who has a draft open, and where they are. Names come from who they are, never from what they say. */
export function people() {
  const members = new Map<Member, { number: number; place: Place }>();

  const seen = (member: Member): Told => {
    const { number, place } = members.get(member)!;
    const hue = Math.round(number * HUE_STEP) % 360;
    return { type: 'there', id: member.id, name: member.principal.name, hue, ...place };
  };
  const others = (one: Member): Member[] => [...members.keys()].filter((member) => member !== one);
  const remove = (member: Member): void => {
    if (!members.delete(member)) return;
    for (const other of members.keys()) other.tell({ type: 'gone', id: member.id });
  };
  const end = (member: Member, ending: Ending): void => {
    remove(member);
    member.end(ending);
  };

  return {
    add(member: Member) {
      const taken = new Set([...members.values()].map(({ number }) => number));
      let number = 0;
      while (taken.has(number)) number += 1;
      for (const other of members.keys()) member.tell(seen(other));
      members.set(member, { number, place: { chosen: [] } });
      for (const other of others(member)) other.tell(seen(member));
    },
    move(member: Member, place: Place) {
      const known = members.get(member);
      if (!known) return;
      known.place = place;
      const told = seen(member);
      for (const other of others(member)) other.tell(told);
    },
    remove,
    end,
    /** @returns false, as nothing goes on after that */
    endAll(ending: Ending): false {
      for (const member of members.keys()) end(member, ending);
      return false;
    },
    has: (member: Member): boolean => members.has(member),
    each(work: (member: Member) => void) {
      for (const member of members.keys()) work(member);
    },
    count: () => members.size,
    names: () => [...members.keys()].map(({ principal }) => principal.name),
  };
}
