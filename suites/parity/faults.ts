import { clone, type Element, type Fault, namespaceOf } from '../../runners/index.ts';

/** Messages that cross, also within a copy or out of an archive. */
function crossingIn(element: Element): readonly Element[] {
  const own = element.name === 'message' && String(element.attrs.id).endsWith('-across') ? [element] : [];
  return [...own, ...element.getChildElements().flatMap(crossingIn)];
}

const whereWords = (at: string, within: string): string =>
  within === '' ? `on the way to ${at}` : `in what ${at} gets of ${within}`;

/** Whether the stanza is one to spoil: any, or one that carries something of that namespace, such as out of an archive. */
const isMeant = (stanza: Element, within: string): boolean =>
  within === '' || stanza.getChildElements().some((child) => namespaceOf(child) === within);

/** Loses every message that crosses, and none that stays within one service. */
export const loseCrossing = (at: string, within = ''): Fault => ({
  name: `drops messages of the other service ${whereWords(at, within)}`,
  kinds: ['missing-stanza'],
  arm: () => ({
    receive: (actor, stanza) =>
      actor === at && isMeant(stanza, within) && crossingIn(stanza).length > 0 ? [] : [stanza],
  }),
});

/** Takes something out of every message that crosses, and out of none that stays within one service. */
export const stripCrossing = (name: string, at: string, within = ''): Fault => ({
  name: `strips <${name}> from messages of the other service ${whereWords(at, within)}`,
  kinds: ['wrong-content'],
  arm: () => ({
    receive: (actor, stanza) => {
      if (actor !== at || !isMeant(stanza, within)) return [stanza];
      const copy = clone(stanza);
      for (const message of crossingIn(copy))
        message.children = message.children.filter((child) => typeof child === 'string' || child.name !== name);
      return [copy];
    },
  }),
});

/** Takes the other payloads out of what crosses, one by one. */
export const stripsOthers = (at: string): readonly Fault[] =>
  ['request', 'received', 'displayed', 'replace', 'reactions', 'reply', 'x', 'dawn'].map((name) =>
    stripCrossing(name, at),
  );

/** Loses the approval of one contact, and not that of another. */
export const loseApprovalOf = (contact: string, at: string): Fault => ({
  name: `drops the approval of ${contact} on the way to ${at}`,
  kinds: ['missing-stanza'],
  arm: () => {
    let approver: string | undefined;
    return {
      receive: (actor, stanza) =>
        actor === at && stanza.attrs.type === 'subscribed' && stanza.attrs.from === approver ? [] : [stanza],
      send: (sender, stanza) => {
        if (sender.name === contact && stanza.attrs.type === 'subscribed') approver = sender.bareJid;
      },
    };
  },
});
