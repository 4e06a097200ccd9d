import {
  advisory,
  ConnectionError,
  describe,
  drop,
  expect,
  leak,
  offline,
  online,
  rewrite,
  rfc,
  scenario,
  type Session,
  type Story,
  xml,
} from '../../runners/index.ts';
import { acquainted } from './acquainted.ts';

const rfc7622 = rfc(7622);
const alone = rfc(6121).must('8.5.3.1', 'The message goes to that resource (graded as a warning: it came there)');
const [capital, small, symbols] = ['Res', 'res', 'x/y@z \u265a'];

/** Comes on-line with the resource that was asked for. A server may refuse it or bind another (RFC 6120, section 7.7.2). */
async function comeOnlineAs(session: Session, resource: string, story: Story): Promise<void> {
  try {
    await session.comeOnline();
  } catch (error) {
    if (!(error instanceof ConnectionError) || error.phase !== 'bind' || error.code === 'deadline') throw error;
    story.notApplicable(`the server refused the resource ${resource}: ${error.message}`);
  }
  if (session.fullJid !== `${session.bareJid}/${resource}`)
    story.notApplicable(`the server bound ${session.fullJid} where ${resource} was asked for`);
}

describe('Addresses', '7(2)(a)(i)', () => {
  scenario(
    'brings a message to the one resource that is meant, whatever characters name it',
    {
      id: 'rfc7622.3.4.exactly-that-resource',
      requirement: rfc7622.must(
        '3.4',
        'The rules of the OpaqueString profile, which keeps case, spaces and symbols, MUST be applied to resourceparts',
      ),
      covers: 'RFC7622-3.4-1',
      given: {
        romeo: online('senderServer'),
        hall: offline('recipientServer', { resource: capital }),
        balcony: offline('recipientServer', { resource: small }),
        vault: offline('recipientServer', { resource: symbols }),
      },
      accountable: 'both',
      subscribed: acquainted('romeo', 'hall'),
      fault: [
        drop('message', {}, 'vault'),
        drop('message', {}, 'balcony'),
        advisory(leak('message', 'hall', { to: /\/res$/ })),
        advisory(leak('message', 'balcony', { to: /\/Res$/ })),
        rewrite('message', { to: 'juliet@capulet.example/y@z' }, {}, 'vault'),
      ],
      impact: 'degraded',
    },
    async ({ romeo, hall, balcony, vault }, story) => {
      const all = [
        { actor: hall, resource: capital },
        { actor: balcony, resource: small },
        { actor: vault, resource: symbols },
      ];
      for (const { actor, resource } of all) await comeOnlineAs(actor, resource, story);
      for (const { actor } of all) {
        const sent = await romeo.send(
          xml`<message to="${actor.fullJid}" type="normal"><body>For thee alone</body></message>`,
        );

        const received = await expect(actor).to.receive(sent);

        expect(received).to.be.like(xml`<message to="${actor.fullJid}"/>`);
        for (const { actor: other } of all) {
          if (other === actor) continue;
          await romeo.fence(other);
          await story.should(alone, () =>
            expect(other.received(sent).map(String), `what ${other.fullJid} received`).to.deep.equal([]),
          );
        }
      }
    },
  );
});
