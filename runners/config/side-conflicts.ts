/** What of a side of the plan file says whose accounts are used, whatever is in it. */
interface Accounts {
  readonly jid?: string | undefined;
  readonly password?: unknown;
  readonly others?: unknown;
  readonly domain?: string | undefined;
  readonly accounts?: { readonly make: 'register' | 'admin'; readonly admin?: unknown } | undefined;
}

type Conflict = readonly [path: readonly string[], message: string];

const made = 'stands beside accounts, which has accounts made for the run; leave one of them out';

/**
 * A side names its accounts, or has them made: what speaks for both, or for neither. A message is the end of a sentence that
 * begins with the key.
 */
export function conflictsOf({ jid, password, others, domain, accounts }: Accounts): readonly Conflict[] {
  const found: Conflict[] = [];
  const unless = (sound: boolean, path: readonly string[], message: string): void => {
    if (!sound) found.push([path, message]);
  };
  if (accounts === undefined) {
    unless(
      jid !== undefined,
      ['jid'],
      'must be a bare JID such as alice@alpha.example; or have accounts made, by domain and accounts: { make: register }',
    );
    unless(
      domain === undefined || jid === undefined,
      ['domain'],
      'stands beside jid, which names it already; leave it out',
    );
    return found;
  }
  const { make, admin } = accounts;
  for (const [key, value] of Object.entries({ jid, password, others })) unless(value === undefined, [key], made);
  unless(domain !== undefined, ['domain'], 'must be where the accounts are made, such as alpha.example');
  unless(
    make === 'register' || admin !== undefined,
    ['accounts', 'admin'],
    'must be the account of the administrator that makes them: { jid: …, password: … }',
  );
  unless(
    make === 'admin' || admin === undefined,
    ['accounts', 'admin'],
    'is for make: admin, but make is register; leave it out, or write make: admin',
  );
  return found;
}
