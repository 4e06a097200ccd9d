import { z } from 'zod';
import { claimsKey, claimsKeys, profileKey } from './claims-schema.ts';
import { bareJidProblem, domainProblem } from './jid.ts';
import { conflictsOf } from './side-conflicts.ts';
import {
  addressForm,
  durationForm,
  endpointForm,
  lanesForm,
  parseAddress,
  parseDuration,
  parseEndpoint,
  parseUnreachable,
  unreachableForm,
} from './values.ts';

/**
 * The keys of a plan file. A message is the end of a sentence that begins with the key: "must be …".
 * No message repeats a value that may be a secret.
 */

const typed =
  (message: string) =>
  (issue: { code?: string | undefined }): string | undefined =>
    issue.code === 'unrecognized_keys' ? undefined : message;

const text = (form: string, usable: (value: string) => unknown = (value) => value !== '') =>
  z
    .string({ error: `must be ${form}` })
    .refine((value) => usable(value) !== undefined && usable(value) !== false, `must be ${form}`);

/** A string that `problem` has nothing to say against; what it says ends the sentence. */
const checked = (form: string, problem: (value: string) => string | undefined) =>
  z.string({ error: `must be ${form}` }).superRefine((value, context) => {
    const wrong = problem(value);
    if (wrong !== undefined) context.addIssue(`is ${JSON.stringify(value)}, which ${wrong}`);
  });

const passwordForm =
  'must say where the password is: { env: NAME }, { file: path } or { stdin: true }; ' +
  'a password never stands in the plan file itself';

const password = z
  .strictObject(
    {
      env: z
        .string({ error: 'must be the name of an environment variable' })
        .regex(
          /^[A-Za-z_][A-Za-z0-9_]*$/,
          'must be the name of an environment variable: letters, digits and underscores',
        )
        .optional(),
      file: text('the path of a file that holds the password').optional(),
      stdin: z.literal(true, { error: 'must be true, or left out' }).optional(),
    },
    { error: typed(passwordForm) },
  )
  .refine((value) => Object.values(value).filter((source) => source !== undefined).length === 1, passwordForm);

const jid = checked('a bare JID such as alice@alpha.example', bareJidProblem);

const account = z.strictObject({ jid, password }, { error: typed('must be an account: { jid: …, password: … }') });

const administrator = z.strictObject(
  { jid, password: password.optional() },
  { error: typed("must be the administrator's account: { jid: …, password: … }") },
);

const countForm = 'must be a whole number from 1 to 96, or left out for three a lane';

const making = z.strictObject(
  {
    make: z.enum(['register', 'admin'], {
      error: "must be 'register' (in-band registration, XEP-0077) or 'admin' (an administrator's commands, XEP-0133)",
    }),
    count: z.int({ error: countForm }).min(1, countForm).max(96, countForm).optional(),
    admin: administrator.optional(),
  },
  { error: typed('must be a mapping such as { make: register, count: 6 }') },
);

const service = {
  jid: jid.optional(),
  password: password.optional(),
  domain: checked('the domain of the service, such as alpha.example', domainProblem).optional(),
  accounts: making.optional(),
  connect: text(endpointForm, parseEndpoint).optional(),
  ca: text('the path of a PEM file').optional(),
  others: z.array(account, { error: 'must be a list of accounts' }).optional(),
  services: z
    .strictObject(
      {
        muc: checked('the domain of the room service', domainProblem).optional(),
      },
      { error: typed('must be a mapping such as { muc: conference.alpha.example }') },
    )
    .optional(),
};

const sideForm = { error: typed('must be a mapping with the key jid and, for example, password') };

function withoutConflicts(value: Parameters<typeof conflictsOf>[0], context: z.core.$RefinementCtx): void {
  for (const [path, message] of conflictsOf(value)) context.addIssue({ code: 'custom', path: [...path], message });
}

const side = z.strictObject({ ...service, claims: claimsKey.optional() }, sideForm).superRefine(withoutConflicts);

/** Of the reference nothing is judged, so its provider has nothing to claim. */
const reference = z.strictObject(service, sideForm).superRefine(withoutConflicts);

const words = z.array(z.string({ error: 'must be a scenario id or a glob' }), {
  error: 'must be a list of scenario ids or globs',
});

const run = z.strictObject(
  {
    profile: profileKey.optional(),
    scenarios: words.optional(),
    exclude: words.optional(),
    lanes: z
      .int({ error: `must be ${lanesForm}` })
      .min(1, `must be ${lanesForm}`)
      .max(32, `must be ${lanesForm}`)
      .optional(),
    deadline: text(durationForm, parseDuration).optional(),
    heavy: z.boolean({ error: 'must be true or false' }).optional(),
    dns: text(addressForm, parseAddress).optional(),
    unreachable: text(unreachableForm, parseUnreachable).optional(),
  },
  { error: typed('must be a mapping with keys such as lanes and deadline') },
);

export const planFileSchema = z.strictObject(
  {
    a: side,
    b: side,
    reference: reference.optional(),
    run: run.optional(),
  },
  { error: typed('must be a mapping with the keys a, b and, if wanted, reference and run') },
);

export type PlanFileData = z.infer<typeof planFileSchema>;
export type SideData = Omit<PlanFileData['a'], 'claims'>;
export type PasswordSource = z.infer<typeof password>;

/** The keys that a mapping at the given path may have, for "did you mean". */
export function knownKeys(path: readonly PropertyKey[]): readonly string[] {
  const names = path.filter((step) => typeof step === 'string');
  const last = names.at(-1);
  if (last === undefined) return Object.keys(planFileSchema.shape);
  if (last === 'run') return Object.keys(run.shape);
  if (last === 'accounts') return Object.keys(making.shape);
  if (last === 'admin') return Object.keys(administrator.shape);
  if (last === 'password') return Object.keys(password.shape);
  if (last === 'others') return ['jid', 'password'];
  if (last === 'services') return ['muc'];
  const claimed = names.includes('claims') ? claimsKeys[last] : undefined;
  if (claimed !== undefined) return claimed;
  return Object.keys(last === 'reference' ? reference.shape : side.shape);
}
