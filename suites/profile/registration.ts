import { amend, describe, drop, expect, fresh, ns, online, replyTo, scenario, xep, xml } from '../../runners/index.ts';

const xep0077 = xep('0077', '2.4');

describe('Accounts', '', () => {
  scenario(
    'tells a user who has an account that it is registered',
    {
      id: 'xep0077.3.1.registered',
      requirement: xep0077.must(
        '3.1',
        'usecases-register',
        'If the entity is already registered, the result for an IQ get MUST contain an empty registered element',
      ),
      covers: 'PEP-14',
      given: { romeo: online('homeServer') },
      accountable: 'homeServer',
      fault: [
        drop('iq', { id: /-register$/ }),
        amend('offers a registration to everybody', 'query', (query) => {
          if (query.is('query', ns.register)) query.children = [xml`<username xmlns="${ns.register}"/>`];
        }),
      ],
      impact: 'none',
    },
    async ({ romeo }, story) => {
      const info = await romeo.request(xml`<iq type="get" to="${romeo.domain}"><query xmlns="${ns.discoInfo}"/></iq>`);
      const features = info.getChild('query', ns.discoInfo)?.getChildren('feature') ?? [];
      if (!features.some(({ attrs }) => attrs.var === ns.register))
        story.notApplicable(`${romeo.domain} does not list ${ns.register}`);
      const sent = await romeo.send(
        xml`<iq type="get" to="${romeo.domain}" id="${fresh()}-register"><query xmlns="${ns.register}"/></iq>`,
      );

      const reply = await expect(romeo).to.receive(replyTo(sent));

      // "The IQ result that it sends in response to the IQ get MUST contain": nothing is said of an error.
      if (reply.attrs.type === 'error') story.refused(reply);
      const query = reply.getChild('query', ns.register);
      // Who registers elsewhere gives instructions alone (section 5).
      const isRedirected = query?.getChild('registered') === undefined && query?.getChild('instructions') !== undefined;
      story.saw(isRedirected ? 'sent elsewhere' : 'registered');
      if (!isRedirected) expect(reply).to.carry(xml`<registered xmlns="${ns.register}"/>`);
    },
  );
});
