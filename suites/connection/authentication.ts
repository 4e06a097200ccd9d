import {
  amend,
  type Attempt,
  describe,
  dial,
  expect,
  fresh,
  ns,
  online,
  rename,
  rfc,
  scenario,
  type Session,
  xml,
} from '../../runners/index.ts';

const rfc6120 = rfc(6120);

/** What a stranger who tries to log in gets to see. */
const shapeOf = ({ succeeded, condition, text, replies }: Attempt): string =>
  `${succeeded ? 'success' : condition} ${text === '' ? 'without text' : JSON.stringify(text)} after ${String(replies)} replies`;

async function attempt(actor: Session, credentials: { localpart?: string; password: string }): Promise<Attempt> {
  const line = await dial(actor, 'encrypted');
  return await line.authenticate(credentials);
}

describe('Accounts hidden from strangers', '7(8)', () => {
  scenario(
    'refuses a wrong password and an unknown user alike',
    {
      id: 'rfc6120.6.5.10.failures-alike',
      requirement: {
        ...rfc6120.must(
          '6.5.10',
          'To discourage directory harvest attacks, incorrect credentials and a nonexistent username are not differentiated',
        ),
        level: 'policy',
      },
      covers: 'RFC6120-6.5.10-1',
      given: { romeo: online('homeServer'), stranger: online('homeServer') },
      accountable: 'homeServer',
      fault: [
        rename('not-authorized', 'account-disabled', 'stranger'),
        amend(
          'says that there is no such user',
          'failure',
          (failure) => {
            failure.children = failure.children.filter((part) => !String(part).startsWith('<text'));
            failure.cnode(xml`<text xmlns="${ns.sasl}">No such user</text>`);
          },
          'stranger',
        ),
      ],
      impact: 'none',
    },
    // One attempt each, so that nobody is locked out.
    async ({ romeo, stranger }) => {
      const known = await attempt(romeo, { password: fresh() });
      const unknown = await attempt(stranger, { localpart: fresh(), password: fresh() });

      expect(shapeOf(unknown), 'the answer to an unknown user').to.equal(shapeOf(known));
    },
  );
});
