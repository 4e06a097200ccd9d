import {
  advisory,
  amend,
  describe,
  drop,
  type Element,
  expect,
  ns,
  online,
  replyTo,
  scenario,
  strip,
  unlessUnreached,
  xep,
  xml,
} from '../../runners/index.ts';

const xep0157 = xep('0157', '1.1.1');
const form = 'http://jabber.org/network/serverinfo';

/** The addresses in the forms of a result of service discovery, of whatever kind they are. */
function addressesIn(info: Element): readonly string[] {
  const forms = info.getChild('query', ns.discoInfo)?.getChildren('x', ns.dataForms) ?? [];
  const typeOf = (one: Element): string | null | undefined =>
    one
      .getChildren('field')
      .find(({ attrs }) => attrs.var === 'FORM_TYPE')
      ?.getChildText('value');
  return forms
    .filter((one) => typeOf(one) === form)
    .flatMap((one) => one.getChildren('field'))
    .filter(({ attrs }) => String(attrs.var).endsWith('-addresses'))
    .flatMap((field) => field.getChildren('value').map((value) => value.getText()));
}

const noUri = amend(
  'writes addresses that are no URIs',
  'field',
  (field) => {
    if (!String(field.attrs.var).endsWith('-addresses')) return;
    for (const value of field.getChildren('value')) value.children = ['the friar, at his cell'];
  },
  'romeo',
);
const isUri = (text: string): boolean => /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i.test(text);

describe('Contacts of the service', '7(9)', () => {
  scenario(
    'tells users of another service how to reach those who run this one',
    {
      id: 'xep0157.3.addresses-for-foreign-users',
      requirement: xep0157.should(
        '3',
        'xmpp',
        'A server SHOULD return contact addresses in response to disco#info requests to its bare domain',
      ),
      covers: 'PEP-13',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'recipientServer',
      fault: [strip('x', {}, 'romeo'), strip('value', {}, 'romeo'), drop('iq', {}, 'romeo'), advisory(noUri)],
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      const sent = await romeo.send(xml`<iq type="get" to="${juliet.domain}"><query xmlns="${ns.discoInfo}"/></iq>`);

      const addresses = addressesIn(unlessUnreached(await expect(romeo).to.receive(replyTo(sent)), juliet.domain));

      expect(addresses.length, 'the number of contact addresses').to.be.above(0);
      const uris = xep0157.should('3', 'xmpp', 'The values of contact addresses SHOULD be valid URIs');
      await story.should(uris, () =>
        expect(
          addresses.filter((address) => !isUri(address)),
          'what is no URI',
        ).to.deep.equal([]),
      );
    },
  );
});
