import { expect } from 'chai';
import { describe, it } from 'mocha';
import { AccountRefused } from '../../runners/accounts/refusal.ts';
import { Registration } from '../../runners/accounts/register.ts';
import { type Account, Secret } from '../../runners/config/plan.ts';
import { ConnectionError } from '../../runners/transport/stream.ts';
import { type FakePeer, offeredSasl, offeredTls } from '../support/fake-server.ts';
import { authority, certificate, domain, withServer } from '../transport/support.ts';

const account: Account = { jid: `fedcheck-1@${domain}`, password: new Secret('unguessable-of-the-test') };
const listed = "<register xmlns='http://jabber.org/features/iq-register'/>";
const legacyFields = '<instructions>Choose</instructions><username/><password/>';
const refusedWith = (condition: string, text = ''): string =>
  `<error type='cancel'><${condition} xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>${text}</error>`;

interface Answers {
  readonly features?: string;
  /** Content of the query that answers the request for the fields; or what comes in place of a result. */
  readonly fields?: string;
  readonly instead?: string;
  /** What an error to the registration holds; a result without. */
  readonly error?: string;
}

/** A server that answers a registration so. What it was sent is what `then` is given. */
async function register(answers: Answers, there = new Set<Account>()): Promise<string> {
  const { features = listed, fields = legacyFields, instead, error } = answers;
  const nextIq = async (peer: FakePeer): Promise<readonly [id: string, text: string]> => {
    const [text = '', id = ''] = await peer.expect(/<iq [^>]*id="([^"]*)"[^>]*>.*?<\/iq>/s);
    return [id, text];
  };
  let sent = '';
  await withServer(
    async (peer) => {
      await peer.openStream(offeredTls);
      await peer.startTls(certificate);
      await peer.openStream(offeredSasl('PLAIN') + features);
      const [asked] = await nextIq(peer);
      peer.write(instead ?? `<iq type='result' id='${asked}'><query xmlns='jabber:iq:register'>${fields}</query></iq>`);
      const [id, text] = await nextIq(peer);
      sent = text;
      peer.write(error === undefined ? `<iq type='result' id='${id}'/>` : `<iq type='error' id='${id}'>${error}</iq>`);
      await peer.leaves();
    },
    async ({ endpoint }) => {
      const service = { domain, accounts: [], connect: endpoint, ca: authority.pem };
      const registration = new Registration(service, { lanes: 1, deadlineMs: 500, heavy: false });
      await registration.make([account], there, new AbortController().signal);
    },
  );
  return sent;
}

async function refusal(answers: Answers, there?: Set<Account>): Promise<string> {
  const outcome: unknown = await register(answers, there).catch((error: unknown) => error);
  if (!(outcome instanceof AccountRefused)) return expect.fail(`no AccountRefused, but ${String(outcome)}`);
  expect(outcome.message).to.contain(domain).and.not.to.contain(account.password.reveal());
  return outcome.message;
}

describe('in-band registration', () => {
  it('gives the fields of old, the key as it came', async () => {
    const there = new Set<Account>();
    expect(await register({ fields: `${legacyFields}<key>k &amp; 1</key>` }, there)).to.contain(
      '<username>fedcheck-1</username><password>unguessable-of-the-test</password><key>k &amp; 1</key>',
    );
    expect([...there]).to.deep.equal([account]);
  });

  it('answers a data form rather than the fields beside it', async () => {
    const field = (name: string): string => `<field var='${name}' type='text-single'><required/></field>`;
    const form = `<x xmlns='jabber:x:data' type='form'><field var='FORM_TYPE' type='hidden'><value>jabber:iq:register</value></field>${field('username')}${field('password')}</x>`;
    expect(await register({ fields: `${legacyFields}<email/>${form}` }))
      .to.match(/<query xmlns="jabber:iq:register"><x xmlns="jabber:x:data" type="submit">/)
      .and.to.contain('<field var="password"><value>unguessable-of-the-test</value></field>')
      .and.not.to.contain('<username>');
  });

  it('asks even where it is not listed', async () => {
    expect(await register({ features: '' })).to.contain('<username>fedcheck-1</username>');
  });

  it('that is refused tells the answer, escaped and without the password, and that nothing was made', async () => {
    const there = new Set<Account>();
    const text = `<text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>closed&#10;for ${account.password.reveal()}</text>`;
    expect(await refusal({ error: refusedWith('not-allowed', text) }, there)).to.contain(
      `${domain} did not register ${account.jid}: it answered not-allowed ("closed\\nfor ***"). Allow in-band registration`,
    );
    expect(there.size).to.equal(0);
  });

  it('that is limited in time says so', async () => {
    expect(await refusal({ error: refusedWith('resource-constraint') })).to.contain(
      'resource-constraint. It may limit how many accounts are registered in a time',
    );
  });

  for (const [what, fields, said] of [
    [
      'a field that cannot be filled',
      `${legacyFields}<email/>`,
      'requires the field email, for which there is no value',
    ],
    ['an inherited name as a field', `${legacyFields}<toString/>`, 'requires the field toString'],
    [
      'a web page',
      "<x xmlns='jabber:x:oob'><url>https://x.example/</url></x>",
      'on a web page only ("https://x.example/")',
    ],
    ['nothing', '', 'asks for no username and password'],
    ['a CAPTCHA', "<x xmlns='jabber:x:data' type='form'><field var='qa'/></x>", 'wants a CAPTCHA'],
  ] as const) {
    it(`that asks for ${what} is refused before anything is sent`, async () => {
      expect(await refusal({ fields }))
        .to.contain(said)
        .and.to.contain('use make: admin, or accounts that there are');
    });
  }

  it('that ends the stream is closed where it is not listed, and a failure of the link where it is', async () => {
    const instead =
      "<stream:error><not-authorized xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error></stream:stream>";
    expect(await refusal({ features: '', instead })).to.contain(
      'offers no in-band registration: its stream features do not list it, and when asked,',
    );
    const error: unknown = await register({ instead }).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(ConnectionError).with.property('code', 'not-authorized');
  });

  it('that is not answered ends at the deadline', async () => {
    const error: unknown = await register({ instead: ' ' }).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(ConnectionError).with.property('code', 'deadline');
  });
});
