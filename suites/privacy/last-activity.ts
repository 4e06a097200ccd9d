import {
  describe,
  type Element,
  expect,
  inject,
  ns,
  offline,
  online,
  scenario,
  type Session,
  type Story,
  unlessUnreached,
  xep,
  xml,
} from '../../runners/index.ts';

const xep0012 = xep('0012', '2.0');
const needs = { recipientServer: ns.lastActivity };
const requirement = xep0012.mustNot(
  '8',
  'security',
  "A server MUST NOT let an unauthorized entity learn a user's availability by a Last Activity request",
);
const answersAll = inject('the last activity', 'romeo', { sends: 'iq' }, ({ attrs }) => {
  const { id, to } = attrs as Record<string, string>;
  return xml`<iq type="result" id="${id}" from="${to}"><query xmlns="${ns.lastActivity}" seconds="903"/></iq>`;
});

const question = (to: string): Element => xml`<iq type="get" to="${to}"><query xmlns="${ns.lastActivity}"/></iq>`;

/** Any error will do: that it is forbidden (sections 3 and 4) tells no more and no less than another one. */
async function judge(asker: Session, to: string, story: Story): Promise<void> {
  const reply = unlessUnreached(await asker.request(question(to)), to);
  const isForbidden = reply.getChild('error')?.getChild('forbidden', ns.stanzas) !== undefined;
  story.saw(isForbidden ? 'forbidden' : 'another error');
  expect(reply, 'the answer').to.be.like(xml`<iq type="error"/>`);
}

describe('Online status hidden from others', '7(8)', () => {
  scenario(
    'tells no stranger since when a user who is on-line is there',
    {
      id: 'xep0012.8.online-to-stranger',
      requirement,
      covers: 'PRV-09',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'recipientServer',
      needs,
      fault: answersAll,
    },
    ({ romeo, juliet }, story) => judge(romeo, juliet.bareJid, story),
  );

  scenario(
    'tells no stranger when a user who is off-line was there last',
    {
      id: 'xep0012.8.offline-to-stranger',
      requirement,
      covers: 'PRV-09',
      given: { romeo: online('senderServer'), juliet: offline('recipientServer') },
      accountable: 'recipientServer',
      needs,
      fault: answersAll,
    },
    ({ romeo, juliet }, story) => judge(romeo, juliet.bareJid, story),
  );

  scenario(
    'tells nobody whose presence the user sees, but who may not see that of the user',
    {
      id: 'xep0012.8.offline-to-contact-unauthorized',
      requirement,
      covers: 'PRV-09',
      given: { romeo: online('senderServer'), juliet: offline('recipientServer') },
      accountable: 'recipientServer',
      needs,
      subscribed: [['juliet', 'romeo']],
      fault: answersAll,
    },
    ({ romeo, juliet }, story) => judge(romeo, juliet.bareJid, story),
  );
});
