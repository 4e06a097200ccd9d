import {
  describe,
  drop,
  type Element,
  expect,
  ns,
  online,
  rename,
  replyTo,
  rewrite,
  room,
  scenario,
  xep,
  xml,
} from '../../runners/index.ts';

const xep0410 = xep('0410', '1.1.0');
const feature = 'http://jabber.org/protocol/muc#self-ping-optimization';
const pinging = (occupantJid: string): Element =>
  xml`<iq type="get" to="${occupantJid}"><ping xmlns="${ns.ping}"/></iq>`;

describe('Knowing whether one is still in a group', '7(2)(b)(i)', () => {
  scenario(
    'answers a ping to the own nickname with a result while one is inside',
    {
      id: 'xep0410.serveroptimization.joined-result',
      requirement: xep0410.must(
        '3.3',
        'serveroptimization',
        'A service that advertises it MUST respond to a self-ping with a result if the client is joined',
      ),
      covers: 'MUC-35',
      given: { juliet: online('homeServer'), balcony: room('mucService') },
      accountable: 'mucService',
      needs: { mucService: feature },
      fault: [drop('iq', {}, 'juliet'), rewrite('iq', { type: 'error' }, { type: 'result' }, 'juliet')],
    },
    async ({ juliet, balcony }) => {
      await juliet.join(balcony, 'juliet');
      const ping = await juliet.send(pinging(balcony.occupantJid('juliet')));

      expect(await expect(juliet).to.receive(replyTo(ping))).to.be.like(xml`<iq type="result"/>`);
    },
  );

  scenario(
    'answers a ping to a nickname with not-acceptable to somebody who is not inside',
    {
      id: 'xep0410.serveroptimization.outside-not-acceptable',
      requirement: xep0410.must(
        '3.3',
        'serveroptimization',
        'A service that advertises it MUST respond to a self-ping with not-acceptable if the client is not joined',
      ),
      covers: 'MUC-35',
      given: { juliet: online('homeServer'), mercutio: online('mucService'), balcony: room('mucService') },
      accountable: 'mucService',
      needs: { mucService: feature },
      fault: [
        drop('iq', {}, 'juliet'),
        rewrite('iq', { type: 'result' }, { type: 'error' }, 'juliet'),
        rename('not-acceptable', 'item-not-found', 'juliet'),
      ],
    },
    async ({ juliet, mercutio, balcony }) => {
      await mercutio.join(balcony, 'mercutio');
      const ping = await juliet.send(pinging(balcony.occupantJid('juliet')));

      expect(await expect(juliet).to.receive(replyTo(ping))).to.be.a.stanzaError('not-acceptable');
    },
  );
});
