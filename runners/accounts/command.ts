import type { Account } from '../config/plan.ts';
import { ask } from '../session/ask.ts';
import { type Element, xml } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';
import { ConnectionError, type Stream } from '../transport/stream.ts';
import { fillForm, Unfillable } from './form.ts';
import { answerOf, quoted } from './refusal.ts';

/** A server does not do what a command asks for. The message is the end of a sentence that begins with the server. */
export class Declined extends Error {
  override name = 'Declined';
}

/** An ad-hoc command of a server (XEP-0050 1.3.0). */
export interface Command {
  readonly domain: string;
  readonly node: string;
  readonly deadlineMs: number;
  /** Values by field; a form must ask for each of `needed`. */
  readonly values: ReadonlyMap<string, string>;
  readonly needed: readonly string[];
  /** The account that the command is about. */
  readonly account: Account;
}

/** More stages than any server has for one account; it bounds the exchange with one that never completes. */
const mostStages = 5;

/**
 * Executes the command and fills in its forms until it is completed.
 * Rejects with Declined, or with a ConnectionError where it stays open whether the command was carried out; `begun` is called before the first form is sent.
 */
export async function execute(stream: Stream, command: Command, begun: () => void): Promise<void> {
  let stage = await step(stream, command, 'execute');
  for (let count = 0; count < mostStages && isOpen(stage); count += 1) {
    const { form, action } = await answerTo(stream, command, stage);
    begun();
    stage = await step(stream, command, action, String(stage.attrs.sessionid), form);
  }
  const complaint = stage.getChildren('note').find((note) => note.attrs.type === 'error');
  if (complaint !== undefined)
    throw new Declined(`answered the command ${command.node} with ${quoted(complaint.getText(), command.account)}`);
  // Whether it was done after all nobody knows, so it is no refusal.
  if (stage.attrs.status !== 'completed')
    throw new ConnectionError(
      'open',
      'command-unfinished',
      `${command.domain} did not complete the command ${command.node}.`,
    );
}

/** Begins the command, sees whether its form can be filled in, and cancels it. Rejects as `execute` does. */
export async function rehearse(stream: Stream, command: Command): Promise<void> {
  const stage = await step(stream, command, 'execute');
  if (!isOpen(stage)) throw new Declined(`has no form for the command ${command.node}`);
  await answerTo(stream, command, stage);
  await step(stream, command, 'cancel', String(stage.attrs.sessionid));
}

const isOpen = (stage: Element): boolean =>
  stage.attrs.status === 'executing' && stage.getChild('x', ns.dataForms) !== undefined;

async function answerTo(
  stream: Stream,
  command: Command,
  stage: Element,
): Promise<{ readonly form: Element; readonly action: 'complete' | 'next' }> {
  try {
    const form = fillForm(stage.getChild('x', ns.dataForms) ?? stage, command.values, command.needed);
    const actions = stage.getChild('actions');
    return { form, action: actions?.getChild('next') && !actions.getChild('complete') ? 'next' : 'complete' };
  } catch (error) {
    await step(stream, command, 'cancel', String(stage.attrs.sessionid)).catch(() => undefined);
    throw error instanceof Unfillable ? new Declined(error.message) : error;
  }
}

async function step(
  stream: Stream,
  command: Command,
  action: string,
  session?: string,
  form?: Element,
): Promise<Element> {
  const { domain, node, deadlineMs, account } = command;
  const request = xml`<command xmlns="${ns.commands}" node="${node}" action="${action}"/>`;
  if (session !== undefined) request.attrs.sessionid = session;
  if (form !== undefined) request.cnode(form);
  const reply = await ask(stream, xml`<iq type="set" to="${domain}">${request}</iq>`, deadlineMs);
  const stage = reply.attrs.type === 'result' ? reply.getChild('command', ns.commands) : undefined;
  if (stage !== undefined) return stage;
  const said = reply.attrs.type === 'error' ? answerOf(reply, account) : 'nothing of it';
  throw new Declined(`answered the command ${node} with ${said}`);
}
