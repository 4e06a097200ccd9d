import {
  childElements,
  clone,
  describe,
  type Element,
  expect,
  type Fault,
  ns,
  online,
  rewrite,
  room,
  scenario,
  strip,
  xep,
  xml,
} from '../../runners/index.ts';

const xep0045 = xep('0045', '1.35.5');
const asking = (namespace: string, jid: string): Element =>
  xml`<iq type="get" to="${jid}"><query xmlns="${namespace}"/></iq>`;
const itemsOf = (reply: Element): readonly string[] =>
  (reply.getChild('query', ns.discoItems)?.getChildren('item') ?? []).map(({ attrs }) => String(attrs.jid));

/** No fault that is made beforehand knows the room: it is the one that was asked about before the list. */
const listing: Fault = {
  name: 'lists the hidden room',
  kinds: ['wrong-content'],
  arm: () => {
    let hidden = '';
    return {
      send: (_sender, { attrs }) => {
        if (String(attrs.to).includes('@')) hidden = String(attrs.to);
      },
      receive: (_actor, stanza) => {
        const copy = clone(stanza);
        copy.getChild('query', ns.discoItems)?.c('item', { jid: hidden });
        return [copy];
      },
    };
  },
};

describe('Groups that are not for everybody to find', '7(8)', () => {
  scenario(
    'does not list a hidden room to strangers',
    {
      id: 'xep0045.disco-rooms.hidden-not-listed',
      requirement: xep0045.should(
        '6.3',
        'disco-rooms',
        'The service SHOULD return the public rooms that it hosts, and not any rooms that are hidden',
      ),
      covers: 'MUC-41',
      given: {
        juliet: online('homeServer'),
        mercutio: online('mucService'),
        orchard: room('mucService', { config: { publicroom: '0' } }),
        square: room('mucService', { config: { publicroom: '1' } }),
      },
      accountable: 'mucService',
      fault: [listing, rewrite('item', { jid: 'square@elsewhere.example' }, {}, 'juliet')],
    },
    async ({ juliet, mercutio, orchard, square }, story) => {
      await mercutio.join(orchard, 'mercutio');
      const inside = await juliet.request(asking(ns.discoItems, orchard.jid));
      story.note(
        inside.attrs.type === 'result' && itemsOf(inside).length > 0
          ? 'a stranger is told who is in the hidden room'
          : 'a stranger is not told who is in the hidden room',
      );

      const reply = await juliet.request(asking(ns.discoItems, orchard.service));

      if (reply.attrs.type === 'error') story.refused(reply);
      expect(itemsOf(reply), 'the rooms that are listed').not.to.include(orchard.jid);
      const whole = !childElements(reply.getChild('query', ns.discoItems) ?? reply).some(({ name }) => name === 'set');
      if (whole) expect(itemsOf(reply), 'the rooms that are listed').to.include(square.jid);
    },
  );

  scenario(
    'shows by the features of a room how it is configured',
    {
      id: 'xep0045.disco-roominfo.features-as-configured',
      requirement: xep0045.should(
        '6.4',
        'disco-roominfo',
        'The room SHOULD return the materially-relevant features it supports, such as room moderation',
      ),
      covers: 'MUC-41',
      given: {
        juliet: online('homeServer'),
        orchard: room('mucService', {
          config: { publicroom: '0', membersonly: '1', moderatedroom: '1', whois: 'anyone' },
        }),
      },
      accountable: 'mucService',
      fault: [
        strip('feature', { var: 'muc_hidden' }, 'juliet'),
        rewrite('feature', { var: 'muc_open' }, { var: 'muc_membersonly' }, 'juliet'),
        strip('feature', { var: 'muc_moderated' }, 'juliet'),
        rewrite('feature', { var: 'muc_semianonymous' }, { var: 'muc_nonanonymous' }, 'juliet'),
      ],
      impact: 'none',
    },
    async ({ juliet, orchard }, story) => {
      const reply = await juliet.request(asking(ns.discoInfo, orchard.jid));

      if (reply.attrs.type === 'error') story.refused(reply);
      const features = reply.getChild('query', ns.discoInfo)?.getChildren('feature') ?? [];
      expect(
        features.map(({ attrs }) => String(attrs.var)),
        'the features of the room',
      ).to.include.members(['muc_hidden', 'muc_membersonly', 'muc_moderated', 'muc_nonanonymous']);
    },
  );
});
