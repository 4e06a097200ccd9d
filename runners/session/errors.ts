/** A wait that belongs to the story, not to the requirement, did not get there. Says nothing about the requirement. */
export class NotObserved extends Error {
  override name = 'NotObserved';
}

/** The deadline of a wait passed while the stream was up. Only this may become a breach, and only through `expect`. */
export class DeadlinePassed extends NotObserved {
  override name = 'DeadlinePassed';
  readonly wanted: string;
  readonly seen: string;

  constructor(wanted: string, seen: string, message: string) {
    super(message);
    this.wanted = wanted;
    this.seen = seen;
  }
}

/** The stream ended under a wait or a send. */
export class StreamLost extends NotObserved {
  override name = 'StreamLost';
}

/** For the `catch` of a wait that may be in vain: only what did not come within its time is absent; a lost stream tells nothing. */
export function unlessAbsent(error: unknown): undefined {
  if (!(error instanceof DeadlinePassed)) throw error;
}
