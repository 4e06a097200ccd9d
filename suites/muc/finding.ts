import {
  anyOf,
  describe,
  drop,
  expect,
  ns,
  online,
  presenceFrom,
  rewrite,
  room,
  scenario,
  strip,
  xep,
  xml,
} from '../../runners/index.ts';

const xep0045 = xep('0045', '1.35.5');

describe('Finding and creating groups', '7(2)(b)(i)', () => {
  scenario(
    'tells a user of the other service that it hosts rooms',
    {
      id: 'xep0045.disco-service-features.conference-identity',
      requirement: xep0045.must(
        '6.2',
        'disco-service-features',
        'The service MUST return its identity and the features it supports',
      ),
      given: { juliet: online('homeServer'), balcony: room('mucService') },
      accountable: 'mucService',
      fault: [
        strip('identity', { category: 'conference' }),
        strip('feature', { var: ns.muc }),
        rewrite('iq', { type: 'error' }, { type: 'result' }),
      ],
      impact: 'blocking',
    },
    async ({ juliet, balcony }) => {
      const reply = await juliet.request(
        xml`<iq type="get" to="${balcony.service}"><query xmlns="${ns.discoInfo}"/></iq>`,
      );

      expect(reply).to.be.like(xml`<iq type="result"/>`);
      expect(reply).to.carry(xml`<identity xmlns="${ns.discoInfo}" category="conference"/>`);
      expect(reply).to.carry(xml`<feature xmlns="${ns.discoInfo}" var="${ns.muc}"/>`);
    },
  );

  scenario(
    'makes a user of the other service the owner of the room that it creates',
    {
      id: 'xep0045.createroom-general.owner-201',
      requirement: xep0045.must(
        '10.1.1',
        'createroom-general',
        "The initial presence MUST indicate the user's status as an owner and acknowledge that the room was created (201)",
      ),
      given: { juliet: online('homeServer'), balcony: room('mucService', { uncreated: true }) },
      accountable: 'mucService',
      fault: [
        strip('status', { code: '201' }),
        rewrite('item', { affiliation: 'none' }),
        drop('presence', { from: /\/juliet$/ }),
      ],
    },
    async ({ juliet, balcony }, story) => {
      await juliet.send(xml`<presence to="${balcony.occupantJid('juliet')}"><x xmlns="${ns.muc}"/></presence>`);

      const answer = await expect(juliet).to.receive(
        anyOf(presenceFrom(balcony.occupantJid('juliet')), presenceFrom(balcony.jid, 'error')),
      );
      if (answer.attrs.type === 'error') story.refused(answer);
      await juliet.request(
        xml`<iq type="set" to="${balcony.jid}"><query xmlns="${ns.mucOwner}"><destroy/></query></iq>`,
      );

      expect(answer).to.carry(xml`<item xmlns="${ns.mucUser}" affiliation="owner"/>`);
      expect(answer).to.carry(xml`<status xmlns="${ns.mucUser}" code="110"/>`);
      expect(answer).to.carry(xml`<status xmlns="${ns.mucUser}" code="201"/>`);
    },
  );
});
