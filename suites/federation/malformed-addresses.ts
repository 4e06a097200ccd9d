import {
  advisory,
  describe,
  drop,
  type Element,
  errorTo,
  expect,
  fresh,
  type Matcher,
  online,
  rename,
  rfc,
  scenario,
  type Sent,
  strip,
  xml,
} from '../../runners/index.ts';
import { conditionIn, unlessRefusedAlike } from './conditions.ts';
import { otherCondition } from './refusal.ts';

const rfc7622 = rfc(7622);
const space = 'urn:fedcheck:test:addresses';
const given = { romeo: online('senderServer'), juliet: online('recipientServer') };
const enforced = (what: string) =>
  rfc7622.must('4', `Servers MUST enforce the address rules and refuse what breaks them with jid-malformed: ${what}`);

/** By its id alone: whose address an answer bears that is to such an address is not certain. */
const answerTo = ({ id }: Sent): Matcher => ({
  what: 'an answer to the request that romeo sent',
  unique: true,
  matches: ({ name, attrs }) => name === 'iq' && attrs.id === id && ['result', 'error'].includes(String(attrs.type)),
});

interface Malformed {
  readonly id: string;
  readonly what: string;
  readonly rule: string;
  readonly address: (domain: string) => string;
  /** Read as the domain itself, the address leads nobody astray. */
  readonly harmless?: true;
}

/** Each is invalid for servers of RFC 6122 (stringprep) and of RFC 7622 (PRECIS) alike. */
const table: readonly Malformed[] = [
  {
    id: 'rfc7622.4.space-in-localpart',
    what: 'a space in its localpart',
    rule: 'a localpart holds no space',
    address: (domain) => `foo bar@${domain}`,
  },
  {
    id: 'rfc7622.4.empty-localpart',
    what: 'an empty localpart',
    rule: 'a localpart has at least one octet',
    address: (domain) => `@${domain}`,
  },
  {
    id: 'rfc7622.4.empty-resourcepart',
    what: 'an empty resourcepart',
    rule: 'a resourcepart has at least one octet',
    address: (domain) => `${domain}/`,
    harmless: true,
  },
  {
    id: 'rfc7622.4.two-at-signs',
    what: 'two at signs before its resourcepart',
    rule: 'a domainpart holds no at sign',
    address: (domain) => `nurse@${fresh()}@${domain}`,
  },
  {
    id: 'rfc7622.4.localpart-too-long',
    what: 'a localpart of 1024 octets',
    rule: 'a localpart has at most 1023 octets',
    address: (domain) => `${fresh().padEnd(1024, 'x')}@${domain}`,
  },
  {
    id: 'rfc7622.4.resourcepart-too-long',
    what: 'a resourcepart of 1024 octets',
    rule: 'a resourcepart has at most 1023 octets',
    address: (domain) => `${fresh()}@${domain}/${fresh().padEnd(1024, 'x')}`,
  },
];

describe('Addresses', '7(2)(a)(i)', () => {
  for (const { id, what, rule, address, harmless } of table)
    scenario(
      `refuses an address with ${what}`,
      {
        id,
        requirement: enforced(rule),
        covers: 'RFC7622-4-1',
        given,
        accountable: 'senderServer',
        fault: [
          drop('iq'),
          harmless ? advisory(rename('jid-malformed', 'gone')) : rename('jid-malformed', 'service-unavailable'),
          advisory(rename('jid-malformed', 'bad-request')),
        ],
        impact: 'none',
      },
      async ({ romeo, juliet }, story) => {
        const advice = enforced(`${rule} (graded as a warning: nothing went to a wrong address)`);
        const sent = await romeo.send(xml`<iq to="${address(juliet.domain)}" type="get"><ask xmlns="${space}"/></iq>`);

        let answer: Awaited<ReturnType<typeof romeo.receive>>;
        try {
          answer = await expect(romeo).to.receive(answerTo(sent));
        } catch (error) {
          if (romeo.connected) throw error;
          await story.should(advice, () => expect(romeo.lostBy, 'what ended the stream').to.equal(undefined));
          return;
        }

        if (harmless !== true) expect(answer).to.be.stanzaError('jid-malformed', 'bad-request');
        await story.should(advice, () => expect(answer).to.be.stanzaError('jid-malformed'));
      },
    );

  scenario(
    'takes a localpart of 1023 octets',
    {
      id: 'rfc7622.3.3.longest-localpart',
      requirement: rfc(6121).must(
        '8.5.1',
        'No such user: an IQ gets service-unavailable, also where the localpart has 1023 octets (RFC 7622, section 3.3)',
      ),
      covers: 'RFC7622-4-1',
      given,
      accountable: 'both',
      fault: [drop('iq'), otherCondition('jid-malformed', /^[^@]{1023}@/)],
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      const asking = (localpart: string): Element =>
        xml`<iq to="${localpart}@${juliet.domain}" type="get"><ask xmlns="${space}"/></iq>`;
      const sent = await romeo.send(asking(fresh().padEnd(1023, 'x')));

      const error = await expect(romeo).to.receive(errorTo(sent));

      if (conditionIn(error) !== 'service-unavailable')
        unlessRefusedAlike(error, await romeo.request(asking(fresh())), story);
      expect(error).to.be.stanzaError('service-unavailable');
    },
  );

  scenario(
    'answers for localparts that two versions of the address format read differently',
    {
      id: 'rfc7622.4.mapped-or-refused',
      requirement: rfc(6120).must('8.2.3', 'An IQ of type get is answered with a result or an error, wherever it goes'),
      covers: ['RFC7622-3.5-1', 'RFC7622-4-1'],
      given,
      accountable: 'both',
      fault: [drop('iq'), strip('error'), advisory(rename(['service-unavailable', 'jid-malformed'], 'bad-request'))],
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      const mapped = {
        ...enforced('such a localpart is mapped, or refused (encouraged only)'),
        level: 'policy',
      } as const;
      const key = fresh();
      for (const localpart of [`fu\u00dfball-${key}`, `fussball-${key}`, `\u265a-${key}`]) {
        const address = `${localpart}@${juliet.domain}`;
        const sent = await romeo.send(xml`<iq to="${address}" type="get"><ask xmlns="${space}"/></iq>`);

        const error = await expect(romeo).to.receive(answerTo(sent));

        expect(error).to.be.stanzaError();
        await story.should(mapped, () => expect(error).to.be.stanzaError('service-unavailable', 'jid-malformed'));
        const malformed = error.toString().includes('<jid-malformed');
        story.note(`${localpart}: ${malformed ? 'refused as malformed' : `answered by ${String(error.attrs.from)}`}`);
      }
    },
  );
});
