import type { RoomConfig } from '../scenario/declare.ts';
import { xml } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';
import { NotObserved } from './errors.ts';
import type { Room } from './room.ts';
import type { Session } from './session.ts';

/**
 * Reads the room's form and submits it whole with some fields changed: services refuse fields that their form lacks.
 * Rejects with NotObserved where the form lacks a field of `changes`, or the room refuses.
 */
export async function configure(
  owner: Session,
  room: Room,
  changes: RoomConfig,
  ifOffered: RoomConfig = {},
): Promise<void> {
  const form = await owner.request(xml`<iq type="get" to="${room.jid}"><query xmlns="${ns.mucOwner}"/></iq>`);
  const fields = form.getChild('query', ns.mucOwner)?.getChild('x', ns.dataForms)?.getChildren('field') ?? [];
  const submit = xml`<x xmlns="${ns.dataForms}" type="submit"/>`;
  const named = (config: RoomConfig): (readonly [string, readonly string[]])[] =>
    Object.entries(config).map(([key, value]) => [`muc#roomconfig_${key}`, [value].flat()]);
  const open = new Map(named(changes));
  const wanted = new Map([...named(ifOffered), ...open]);
  for (const field of fields) {
    const variable = String(field.attrs.var);
    const values = wanted.get(variable) ?? field.getChildren('value').map((value) => value.getText());
    open.delete(variable);
    if (field.attrs.type === 'fixed' || field.attrs.var === undefined) continue;
    const answer = submit.c('field', { var: variable });
    for (const value of values) answer.c('value').t(value);
  }
  if (open.size > 0) throw new NotObserved(`the form of ${room.jid} has no field ${[...open.keys()].join(', ')}`);
  const reply = await owner.request(
    xml`<iq type="set" to="${room.jid}"><query xmlns="${ns.mucOwner}">${submit}</query></iq>`,
  );
  if (reply.attrs.type !== 'result')
    throw new NotObserved(`${room.jid} refused its configuration: ${reply.toString()}`);
}
