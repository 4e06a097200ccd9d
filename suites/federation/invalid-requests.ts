import {
  advisory,
  describe,
  drop,
  type Element,
  errorTo,
  expect,
  fresh,
  ns,
  online,
  type Requirement,
  rfc,
  scenario,
  type Session,
  type Story,
  xml,
} from '../../runners/index.ts';
import { acquainted } from './acquainted.ts';
import { expectThrough, survives } from './still-working.ts';

const rfc6120 = rfc(6120);
const rfc6121 = rfc(6121);
const space = 'urn:fedcheck:test:invalid';

/** No keyword forbids it, and a server may refuse whom it takes for abusive (section 13.12). */
const implied: Requirement = {
  ...rfc6120.should('8.2.3', 'Requests that break the rules of their kind do no harm to what their sender says later'),
  level: 'policy',
};

/** RFC 6120, section 11.4: a server need not validate, and one that does may close the stream. */
async function goOn(session: Session, story: Story, what: string): Promise<boolean> {
  if (await survives(session)) return true;
  await story.should(rfc6120.should('11.4', `${what} is no reason to close the stream (graded as a warning)`), () =>
    expect(session.lostBy, 'what ended the stream').to.equal(undefined),
  );
  await session.comeOnline();
  return false;
}

describe('Requests between apps', '', () => {
  scenario(
    'has a request of no lawful type refused',
    {
      id: 'rfc6120.8.2.3.unknown-type',
      requirement: rfc6120.must(
        '8.2.3',
        'An IQ of any other type: the recipient or an intermediate router MUST return a bad-request stanza error',
      ),
      covers: 'RFC6120-8.2.3-5',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      subscribed: [['romeo', 'juliet']],
      fault: drop('iq', { type: 'error' }, 'romeo'),
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      const sent = await romeo.send(xml`<iq to="${juliet.fullJid}" type="entreat"><ask xmlns="${space}"/></iq>`);
      if (!(await goOn(romeo, story, 'A request of an unknown type'))) return;

      const [outcome] = await story.either({
        'refused on the way': expect(romeo).to.receive(errorTo(sent)),
        'delivered to the client': juliet.receive(sent),
      });
      if (outcome === 'refused on the way') return;
      const error = xml`<error type="modify"><bad-request xmlns="${ns.stanzas}"/></error>`;
      await juliet.send(xml`<iq to="${romeo.fullJid}" id="${sent.id}" type="error">${error}</iq>`);
      await expect(romeo).to.receive(errorTo(sent));
    },
  );

  scenario(
    'takes no harm from requests that break the rules of their kind',
    {
      id: 'rfc6120.8.2.3.invalid-requests',
      // What a client sends takes nothing away from what the server owes to all others.
      requirement: rfc6121.must(
        '8.5.2.1.1',
        'A chat message goes to the only available resource, whatever another user has sent to it before',
      ),
      covers: 'RFC6120-8.2.3-5',
      given: {
        romeo: online('senderServer'),
        mercutio: online('senderServer', { account: 2 }),
        juliet: online('recipientServer'),
      },
      accountable: 'both',
      subscribed: [...acquainted('romeo', 'juliet'), ...acquainted('mercutio', 'juliet')],
      fault: [drop('message'), drop('message', { id: /-bystander$/ }), advisory(drop('message', { id: /-sender$/ }))],
      impact: 'degraded',
    },
    async ({ romeo, mercutio, juliet }, story) => {
      const payload = `<ask xmlns='${space}'/>`;
      const variants = {
        'without an id': `<iq type='get' to='${juliet.fullJid}'>${payload}</iq>`,
        'without a child': `<iq type='get' id='${fresh()}' to='${juliet.fullJid}'/>`,
        'with two children': `<iq type='set' id='${fresh()}' to='${juliet.fullJid}'>${payload}${payload}</iq>`,
      };
      for (const [what, text] of Object.entries(variants)) {
        await romeo.sendRaw(text, xml`<iq to="${juliet.fullJid}" id="${fresh()}"/>`);
        await goOn(romeo, story, `A request ${what}`);
      }

      await expectThrough(mercutio, juliet, 'bystander');
      await story.should(implied, () => expectThrough(romeo, juliet, 'sender'));

      const isRequest = ({ name, attrs }: Element): boolean => name === 'iq' && attrs.from === romeo.fullJid;
      const delivered = juliet.received({ what: 'a request of romeo', matches: isRequest });
      story.note(`${delivered.length} of ${Object.keys(variants).length} were delivered to the client`);
    },
  );
});
