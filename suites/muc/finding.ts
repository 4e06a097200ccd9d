import { describe, expect, ns, online, room, scenario, strip, xep, xml } from '../../runners/index.ts';

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
      covers: 'MUC-01',
      given: { juliet: online('homeServer'), mercutio: online('mucService'), balcony: room('mucService') },
      accountable: 'mucService',
      fault: [strip('identity', { category: 'conference' }), strip('feature', { var: ns.muc })],
      impact: 'blocking',
    },
    async ({ juliet, mercutio, balcony }, story) => {
      const reply = await juliet.request(
        xml`<iq type="get" to="${balcony.service}"><query xmlns="${ns.discoInfo}"/></iq>`,
      );

      // It "MAY perform authorization checks before responding in order to determine how (or whether) to respond" (XEP-0030, section 8).
      if (reply.attrs.type === 'error') story.refused(reply);
      expect(reply).to.carry(xml`<identity xmlns="${ns.discoInfo}" category="conference"/>`);
      expect(reply).to.carry(xml`<feature xmlns="${ns.discoInfo}" var="${ns.muc}"/>`);
      // So it is with what a domain tells foreigners of its services.
      const items = await juliet.request(
        xml`<iq type="get" to="${mercutio.domain}"><query xmlns="${ns.discoItems}"/></iq>`,
      );
      const listed = (items.getChild('query', ns.discoItems)?.getChildren('item') ?? []).some(
        ({ attrs }) => attrs.jid === balcony.service,
      );
      story.saw(
        listed ? 'its domain lists it for the other service' : 'its domain does not list it for the other service',
      );
    },
  );
});
