import {
  advisory,
  describe,
  expect,
  inject,
  itemsAbout,
  ns,
  online,
  rename,
  rewrite,
  rfc,
  scenario,
  xml,
} from '../../runners/index.ts';
import { rosterPush, rosterSet } from './items.ts';

const rfc6121 = rfc(6121);

const sideEffect = inject('a roster push', 'romeo', { sends: 'iq', with: { type: 'set' }, by: 'romeo' }, (set) => {
  const item = set.getChild('query', ns.roster)?.getChild('item');
  return rosterPush(xml`<item xmlns="${ns.roster}" jid="${item?.attrs.jid}" subscription="none"/>`);
});

interface Invalid {
  readonly id: string;
  readonly title: string;
  readonly sentence: string;
  readonly items: (jid: string) => readonly ReturnType<typeof xml>[];
}

const declareInvalid = ({ id, title, sentence, items }: Invalid): void => {
  scenario(
    title,
    {
      id,
      requirement: rfc6121.must('2.3.3', sentence),
      covers: 'RFC6121-2.3.3-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'senderServer',
      fault: [
        rewrite('iq', { type: 'result' }, { type: 'error' }),
        advisory(rename(['bad-request', 'not-acceptable'], 'internal-server-error')),
        sideEffect,
      ],
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      const reply = await romeo.request(rosterSet(...items(juliet.bareJid)));

      expect(reply).to.be.stanzaError();
      // The set is denied in either way; another error would tell the client something else.
      await story.should(rfc6121.must('2.3.3', sentence), () => {
        expect(reply).to.be.stanzaError('bad-request', 'not-acceptable');
      });
      const stored = await itemsAbout(romeo, juliet.bareJid);
      expect(stored.map(String), 'what is stored of the refused set').to.deep.equal([]);
    },
  );
};

describe('Contact list', '7(2)(a)(i)', () => {
  declareInvalid({
    id: 'rfc6121.2.3.3.two-items',
    title: 'refuses a roster set of two items and stores none of them',
    sentence: 'A roster set with more than one item is refused with bad-request',
    items: (jid) => [xml`<item jid="${jid}" name="Juliet"/>`, xml`<item jid="${jid}" name="Giulietta"/>`],
  });

  declareInvalid({
    id: 'rfc6121.2.3.3.duplicate-groups',
    title: 'refuses a roster item that is twice in the same group',
    sentence: 'A roster item with duplicate groups is refused with bad-request',
    items: (jid) => [xml`<item jid="${jid}"><group>Capulets</group><group>Capulets</group></item>`],
  });

  declareInvalid({
    id: 'rfc6121.2.3.3.empty-group',
    title: 'refuses a roster item in a group without a name',
    sentence: 'A roster item with a group of zero length is refused with not-acceptable',
    items: (jid) => [xml`<item jid="${jid}"><group/></item>`],
  });
});
