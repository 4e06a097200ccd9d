import {
  describe,
  type Element,
  expect,
  ns,
  offline,
  online,
  presenceFrom,
  rewrite,
  rfc,
  scenario,
  type Session,
  strip,
  xep,
  xml,
} from '../../runners/index.ts';

const rfc6121 = rfc(6121);
const xep0115 = xep('0115', '1.6.0');

const node = 'urn:example:orchard';
const [before, after] = ['q07IKJEyjvHSyhy//CH0CxmKi8w=', 'QgayPKawpkPSDYmwT/WM94uAlu0='] as const;
const capabilities = (version: string): Element =>
  xml`<c xmlns="${ns.caps}" hash="sha-1" node="${node}" ver="${version}"/>`;
const presence = (status: string, version: string): Element =>
  xml`<presence><status>${status}</status>${capabilities(version)}</presence>`;
const presenceOf = (session: Session, status: string): Element =>
  xml`<presence from="${session.fullJid}"><status>${status}</status></presence>`;

describe('Requests between apps', '', () => {
  scenario(
    'keeps what a client says of its capabilities current for a subscriber',
    {
      id: 'xep0115.impl-optimize.capabilities-survive',
      requirement: xep0115.must(
        '8.4',
        'impl-optimize',
        'Whoever strips redundant capabilities still sends a subscriber the first annotation and every change',
      ),
      covers: 'XEP0115-8.4-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      subscribed: [['juliet', 'romeo']],
      accountable: 'senderServer',
      fault: [strip('c'), rewrite('c', { ver: before }, { ver: after })],
    },
    async ({ romeo, juliet }) => {
      await romeo.present(presence('first', before));
      await romeo.present(presence('second', before));
      await romeo.present(presence('third', after));

      const first = await juliet.receive(presenceOf(romeo, 'first'));
      const third = await juliet.receive(presenceOf(romeo, 'third'));

      expect(first).to.carry(capabilities(before));
      expect(third).to.carry(capabilities(after));
    },
  );

  scenario(
    'sends capabilities with the first presence that a subscriber gets at login',
    {
      id: 'xep0115.impl-optimize.capabilities-at-login',
      requirement: xep0115.must(
        '8.4',
        'impl-optimize',
        'A server that strips redundant capabilities leaves them in the first presence that each subscriber receives',
      ),
      covers: 'XEP0115-8.4-1',
      given: { romeo: online('senderServer'), juliet: offline('recipientServer') },
      subscribed: [['juliet', 'romeo']],
      accountable: 'senderServer',
      fault: [strip('c', {}, 'juliet'), rewrite('c', { ver: before }, { ver: after }, 'juliet')],
    },
    async ({ romeo, juliet }) => {
      await romeo.present(presence('first', before));
      await romeo.present(presence('second', after));
      await romeo.present(presence('third', after));

      await juliet.comeOnline();
      const received = await juliet.receive(presenceFrom(romeo.fullJid));

      expect(received).to.carry(capabilities(after));
    },
  );

  scenario(
    'repeats capabilities unless it says that it leaves out what a subscriber knows',
    {
      id: 'rfc6121.4.4.2.capabilities-repeated',
      requirement: rfc6121.must(
        '4.4.2',
        'The full XML of updated presence is broadcast, capabilities included where nothing announces their optimization',
      ),
      covers: ['XEP0115-8.4-1', 'RFC6121-4.4.2-1'],
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      subscribed: [['juliet', 'romeo']],
      accountable: 'senderServer',
      fault: strip('c'),
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      const info = await romeo.request(xml`<iq type="get" to="${romeo.domain}"><query xmlns="${ns.discoInfo}"/></iq>`);
      if (info.attrs.type !== 'result') story.inconclusive('the own server does not say what it supports');
      if (info.toString().includes(`${ns.caps}#optimize`))
        story.notApplicable(`the server announces ${ns.caps}#optimize`);
      await romeo.present(presence('first', before));
      await romeo.present(presence('second', before));

      const second = await juliet.receive(presenceOf(romeo, 'second'));

      expect(second).to.carry(capabilities(before));
    },
  );
});
